"""Reporting how far a pledge has come."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.pledges.actions import update_stage
from secretariat.pledges.models import PledgeParty
from tests import make, make_pledges
from tests.make_pledges import said
from tests.pledges.conftest import Follow


def report(stage: str = "in progress", day: date = date(2021, 3, 1), **fields: Any) -> dict[str, Any]:
    return {"stage": stage, "said_date": day, "narrative": said("Two schools are open"), **fields}


def test_a_later_report_stands_after_an_earlier_one_and_overwrites_nothing(follow: Follow) -> None:
    update_stage(follow.officer, follow.pledge, details=report())
    update_stage(follow.officer, follow.pledge, details=report("planning", date(2021, 1, 1)))

    assert [each.stage for each in follow.pledge.updates.all()] == ["planning", "in progress"]
    follow.pledge.refresh_from_db()
    assert (follow.pledge.stage, follow.pledge.updated_date) == ("in progress", date(2021, 3, 1))
    assert Entry.objects.filter(verb="pledges.update_stage").count() == 2


def test_fulfilled_needs_something_that_shows_it(follow: Follow) -> None:
    with pytest.raises(Refused, match="Add evidence") as refused:
        update_stage(follow.officer, follow.pledge, details=report("fulfilled"))
    assert refused.value.field == "stage"

    make_pledges.evidence(follow.pledge)
    assert update_stage(follow.officer, follow.pledge, details=report("fulfilled")).stage == "fulfilled"


@pytest.mark.parametrize("stage", ["suspended", "cancelled"])
def test_suspended_and_cancelled_need_a_reason(follow: Follow, stage: str) -> None:
    with pytest.raises(Refused) as refused:
        update_stage(follow.officer, follow.pledge, details=report(stage))
    assert refused.value.field == "reason"

    made = update_stage(follow.officer, follow.pledge, details=report(stage, reason=said("No funds")))
    assert made.stage == stage


def test_a_report_older_than_the_pledge_and_the_same_report_twice_are_refused(follow: Follow) -> None:
    with pytest.raises(Refused, match="cannot be older"):
        update_stage(follow.officer, follow.pledge, details=report(day=date(2020, 11, 10)))
    update_stage(follow.officer, follow.pledge, details=report())
    with pytest.raises(Refused, match="reported already"):
        update_stage(follow.officer, follow.pledge, details=report())
    with pytest.raises(Refused) as refused:
        update_stage(follow.officer, follow.pledge, details=report(is_verified=True, narrative=said("Seen")))
    assert refused.value.field == "verified_by"


def test_what_the_party_reports_is_its_own_word_and_verified_by_nobody(follow: Follow) -> None:
    details = report(is_verified=True, verified_by="ourselves", sensitivity="restricted", reported_by=make.party("RU"))
    made = update_stage(follow.focal, follow.pledge, details=details)

    assert (made.is_verified, made.verified_by, made.sensitivity) == (False, "", "public")
    assert made.reported_by == make.party("LB")


def test_a_party_that_shares_in_a_pledge_reports_for_all(follow: Follow) -> None:
    PledgeParty.objects.create(conference=follow.held, pledge=follow.pledge, party=make.party("JO"), role="implementer")
    made = update_stage(follow.other, follow.pledge, details=report())

    assert made.reported_by == make.party("JO")


def test_a_report_for_fewer_people_does_not_move_what_others_see(follow: Follow) -> None:
    update_stage(
        follow.officer, follow.pledge, details=report("suspended", reason=said("No"), sensitivity="secretariat")
    )

    follow.pledge.refresh_from_db()
    assert (follow.pledge.stage, follow.pledge.updated_date) == ("", None)


def test_a_stranger_may_not_and_no_party_of_a_restricted_pledge(follow: Follow) -> None:
    for person in follow.strangers:
        with pytest.raises(PermissionDenied):
            update_stage(person, follow.pledge, details=report())
    hidden = make_pledges.pledge(follow.held, "LB", sensitivity="restricted")
    with pytest.raises(PermissionDenied):
        update_stage(follow.focal, hidden, details=report())


def test_the_page_answers(follow: Follow) -> None:
    address = follow.address("update_stage", follow.pledge.pk)
    sent = {"stage": "in progress", "said_date": "2021-03-01", "narrative_en": "Two schools", "sensitivity": "public"}
    answer = make.client(follow.focal).post(address, sent)

    assert answer.status_code == 302
    assert follow.pledge.updates.get().entered_by == follow.focal
    refused = make.client(follow.officer).post(address, {**sent, "stage": "cancelled"})
    assert refused.status_code == 422
    assert make.client(follow.other).get(address).status_code == 404
