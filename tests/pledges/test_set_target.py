"""Saying what is to be reached by when."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.pledges.actions import set_target
from tests import make
from tests.make_pledges import said
from tests.pledges.conftest import Follow


def target(**fields: Any) -> dict[str, Any]:
    values = {"indicator": said("Schools rebuilt"), "unit": "schools", "value": Decimal(100), "sensitivity": "public"}
    return {**values, "due_date": date(2021, 12, 31), **fields}


def test_a_target_is_set_and_recorded(follow: Follow) -> None:
    made = set_target(follow.officer, follow.pledge, details=target())

    assert (made.value, made.due_date) == (Decimal(100), date(2021, 12, 31))
    assert Entry.objects.get(verb="pledges.set_target").made_id == made.pk


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"indicator": said("")}, "indicator"),
        ({"baseline": Decimal(100)}, "value"),
        ({"due_date": date(2019, 12, 31)}, "due_date"),
    ],
)
def test_what_cannot_be_a_target_is_refused(follow: Follow, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        set_target(follow.officer, follow.pledge, details=target(**fields))

    assert refused.value.field == field


def test_the_same_target_is_not_set_twice(follow: Follow) -> None:
    set_target(follow.officer, follow.pledge, details=target())
    with pytest.raises(Refused, match="already"):
        set_target(follow.officer, follow.pledge, details=target())


def test_the_party_of_the_pledge_sets_one_for_whom_the_pledge_is(follow: Follow) -> None:
    assert set_target(follow.focal, follow.pledge, details=target(sensitivity="restricted")).sensitivity == "public"


def test_a_stranger_may_not(follow: Follow) -> None:
    for person in follow.strangers:
        with pytest.raises(PermissionDenied):
            set_target(person, follow.pledge, details=target())


def test_the_page_answers(follow: Follow) -> None:
    address = follow.address("set_target", follow.pledge.pk)
    sent = {"indicator_en": "Schools", "unit": "schools", "value": "100", "due_date": "2021-12-31"}

    assert make.client(follow.focal).get(address).status_code == 200
    assert make.client(follow.focal).post(address, sent).status_code == 302
    assert follow.pledge.targets.get().unit == "schools"
    assert make.client(follow.officer).post(address, {**sent, "sensitivity": "public"}).status_code == 422
    assert make.client(follow.other).get(address).status_code == 404
