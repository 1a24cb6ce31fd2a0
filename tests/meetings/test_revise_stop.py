"""Changing what is written down of a stop."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Stale
from secretariat.audit.models import Entry
from secretariat.meetings.actions import revise_stop
from tests import make, make_meetings

pytestmark = pytest.mark.django_db


def test_a_result_is_recorded() -> None:
    conference = make.conference()
    stop = make_meetings.stop(make_meetings.mission(conference))

    revise_stop(make.user(Role.SECRETARY, conference), stop, details={"result": make_meetings.said("It will come")})

    assert Entry.objects.get().changes == {"result": ["", {"en": "It will come"}]}


def test_a_stale_change_is_refused_and_a_reader_may_not() -> None:
    conference = make.conference()
    amal, stop = make.user(Role.SECRETARY, conference), make_meetings.stop(make_meetings.mission(conference))
    revise_stop(amal, stop, details={"stop_date": "2020-10"})

    with pytest.raises(Stale):
        revise_stop(amal, stop, details={"stop_date": "2020-10-28"}, version=1)
    with pytest.raises(PermissionDenied):
        revise_stop(make.user(Role.READER, conference), stop, details={})


def test_the_form_saves() -> None:
    conference = make.conference()
    stop = make_meetings.stop(make_meetings.mission(conference))
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = make_meetings.address(conference, f"stops/{stop.pk}/revise/")

    wrong = browser.post(page, {"country": stop.country_id, "stop_date": "soon", "sensitivity": "public", "version": 1})
    answer = browser.post(
        page, {"country": stop.country_id, "stop_date": "2020-10", "sensitivity": "public", "version": 1}
    )

    assert "stop_date" in wrong.context["form"].errors
    assert answer.status_code == 302
    stop.refresh_from_db()
    assert stop.stop_date == "2020-10"
