"""Adding a stop to a mission."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.models import Entry
from secretariat.meetings.actions import add_stop
from secretariat.meetings.models import Stop
from tests import make, make_meetings

pytestmark = pytest.mark.django_db


def test_a_stop_is_kept_last_with_its_source_and_recorded() -> None:
    conference = make.conference()
    mission, source = make_meetings.mission(conference), make.source(conference)
    make_meetings.stop(mission, "IQ")

    stop = add_stop(
        make.user(Role.SECRETARY, conference),
        mission,
        details={"country": make.party("LB"), "city": make_meetings.said("Beirut"), "stop_date": "2020-10-28"},
        cited=[Cited(source, "met the President")],
    )

    assert stop.position == 2
    assert Citation.objects.of([stop]).count() == 1
    assert Entry.objects.get().made_id == stop.pk


def test_a_reader_may_not() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        add_stop(make.user(Role.READER, conference), make_meetings.mission(conference), details={})


def test_the_form_adds_one_after_another_and_needs_a_country() -> None:
    conference = make.conference()
    mission = make_meetings.mission(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = make_meetings.address(conference, f"missions/{mission.pk}/stop/")

    nowhere = browser.post(page, {"sensitivity": "public"})
    answer = browser.post(page, {"country": make.party("JO").pk, "sensitivity": "public", "another": "1"})

    assert nowhere.context["form"].errors == {"country": ["This field is required."]}
    assert answer.headers["Location"] == page
    assert Stop.objects.get().stop_date == ""
