"""Changing a follow-up."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.meetings.actions import revise_follow_up
from tests import make, make_meetings

pytestmark = pytest.mark.django_db


def test_a_new_day_is_recorded() -> None:
    conference = make.conference()
    follow_up = make_meetings.follow_up(make_meetings.meeting(conference), due_date=date(2020, 11, 5))

    revise_follow_up(make.user(Role.SECRETARY, conference), follow_up, details={"due_date": date(2020, 11, 9)})

    assert Entry.objects.get().changes == {"due_date": ["2020-11-05", "2020-11-09"]}


def test_once_agreed_what_and_by_which_party_stay_but_the_day_can_move() -> None:
    conference = make.conference()
    amal, follow_up = make.user(Role.SECRETARY, conference), make_meetings.follow_up(make_meetings.frozen(conference))

    with pytest.raises(Refused, match="stays as it is"):
        revise_follow_up(amal, follow_up, details={"text": make_meetings.said("Something else")})
    with pytest.raises(Refused, match="stays as it is"):
        revise_follow_up(amal, follow_up, details={"owner_party": None})
    revise_follow_up(amal, follow_up, details={"owner": amal, "due_date": date(2020, 12, 1)})

    follow_up.refresh_from_db()
    assert (str(follow_up.text), follow_up.owner) == ("Continue the joint work", amal)


def test_a_stale_change_is_refused_and_a_reader_may_not() -> None:
    conference = make.conference()
    amal, follow_up = make.user(Role.SECRETARY, conference), make_meetings.follow_up(make_meetings.meeting(conference))
    revise_follow_up(amal, follow_up, details={"owner": amal})

    with pytest.raises(Stale):
        revise_follow_up(amal, follow_up, details={"owner": None}, version=1)
    with pytest.raises(PermissionDenied):
        revise_follow_up(make.user(Role.READER, conference), follow_up, details={"owner": None})


def test_the_form_of_an_agreed_record_leaves_out_what_stays() -> None:
    conference = make.conference()
    follow_up = make_meetings.follow_up(make_meetings.frozen(conference))
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = make_meetings.address(conference, f"follow-ups/{follow_up.pk}/revise/")

    fields = set(browser.get(page).context["form"].fields)
    answer = browser.post(page, {"owner_unit_en": "Protocol", "sensitivity": "public", "version": 1})

    assert fields == {"version", "owner_unit", "owner", "due_date", "sensitivity"}
    assert answer.status_code == 302
    follow_up.refresh_from_db()
    assert (str(follow_up.owner_unit), follow_up.owner_party) == ("Protocol", make.party("RU"))
