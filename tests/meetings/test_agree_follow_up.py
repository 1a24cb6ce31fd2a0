"""Writing down what follows from a meeting."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.meetings.actions import agree_follow_up
from secretariat.meetings.models import FollowUp
from tests import make, make_meetings

pytestmark = pytest.mark.django_db


def test_a_follow_up_is_kept_open_with_owner_and_source_and_recorded() -> None:
    conference = make.conference()
    meeting, source = make_meetings.meeting(conference), make.source(conference)

    follow_up = agree_follow_up(
        make.user(Role.SECRETARY, conference),
        meeting,
        details={"text": make_meetings.said("Go on"), "owner_party": make.party("RU"), "due_date": date(2020, 12, 1)},
        cited=[Cited(source, "continuing the cooperative work")],
    )

    assert follow_up.state == "open"
    assert Citation.objects.of([follow_up]).count() == 1
    assert Entry.objects.get().made_id == follow_up.pk


def test_nothing_is_due_before_the_meeting_and_an_agreed_record_takes_no_more() -> None:
    conference = make.conference()
    amal = make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="is due earlier") as refusal:
        agree_follow_up(amal, make_meetings.meeting(conference), details={"text": "x", "due_date": date(2020, 10, 28)})
    with pytest.raises(Refused, match="can no longer be changed"):
        agree_follow_up(amal, make_meetings.frozen(conference), details={"text": "x"})

    assert refusal.value.field == "due_date"
    assert not FollowUp.objects.exists()


def test_a_rapporteur_may_not() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        agree_follow_up(make.user(Role.RAPPORTEUR, conference), make_meetings.meeting(conference), details={})


def test_the_form_writes_it_down_and_offers_members_of_the_office_alone() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    amal = make.user(Role.SECRETARY, conference)
    make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))
    browser = make.client(amal)
    page = make_meetings.address(conference, f"meetings/{meeting.pk}/follow-up/")

    offered = list(browser.get(page).context["form"].fields["owner"].queryset)
    empty = browser.post(page, {"sensitivity": "public"})
    browser.post(
        page, {"text_en": "Send the list", "owner": amal.pk, "due_date": "2020-12-01", "sensitivity": "public"}
    )

    assert offered == [amal]
    assert empty.context["form"].errors == {"text": ["This field is required."]}
    made = FollowUp.objects.get()
    assert (made.owner, made.due_date) == (amal, date(2020, 12, 1))
