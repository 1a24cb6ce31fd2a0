"""Writing down a mission."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.meetings.actions import record_mission
from secretariat.meetings.models import Mission
from tests import make, make_meetings

pytestmark = pytest.mark.django_db


def test_a_mission_is_kept_with_its_source_and_recorded() -> None:
    conference = make.conference()
    source = make.source(conference)

    mission = record_mission(
        make.user(Role.SECRETARY, conference),
        conference,
        party=make.party("RU"),
        details={"head": "Alexander Lavrentiev", "from_date": "2020-10", "until_date": "2020-10-29"},
        cited=[Cited(source, "their tour")],
    )

    assert Citation.objects.of([mission]).count() == 1
    assert Entry.objects.get().made_id == mission.pk


def test_it_ends_after_it_begins_and_with_the_party_s_own_delegation() -> None:
    conference = make.conference()
    amal, russia = make.user(Role.SECRETARY, conference), make.party("RU")
    of_lebanon = make.delegation(conference, make.party("LB"))

    with pytest.raises(Refused, match="ends after it begins"):
        record_mission(amal, conference, party=russia, details={"from_date": "2020-10-20", "until_date": "2020-10-19"})
    with pytest.raises(Refused, match="another party's"):
        record_mission(amal, conference, party=russia, details={"delegation": of_lebanon})

    assert not Mission.objects.exists()


def test_a_rapporteur_may_not() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        record_mission(make.user(Role.RAPPORTEUR, conference), conference, party=make.party("RU"), details={})


def test_the_form_writes_it_down_and_says_what_is_wrong_at_the_field() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = make_meetings.address(conference, "missions/record/")
    entered = {"party": make.party("RU").pk, "from_date": "2020-10", "purpose_en": "Consult", "sensitivity": "public"}

    wrong = browser.post(page, {**entered, "until_date": "2020-09"})
    answer = browser.post(page, entered)

    assert wrong.context["form"].errors == {"until_date": ["A mission ends after it begins."]}
    mission = Mission.objects.get()
    assert answer.headers["Location"] == make_meetings.address(conference, f"missions/{mission.pk}/")
