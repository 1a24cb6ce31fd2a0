"""Writing down money that was committed, paid out or spent."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.pledges.actions import record_flow
from tests import make, make_pledges
from tests.pledges.conftest import Follow


def paid(amount: str = "5000000", **fields: Any) -> dict[str, Any]:
    values = {"kind": "disbursement", "amount": Decimal(amount), "currency": "USD", "flow_date": date(2021, 6, 1)}
    return {**values, "provider": make.party("LB"), "sensitivity": "public", **fields}


def test_money_is_written_down_and_recorded(follow: Follow) -> None:
    made = record_flow(follow.officer, follow.pledge, details=paid())

    assert (made.kind, made.amount, made.currency) == ("disbursement", Decimal(5_000_000), "USD")
    assert Entry.objects.get(verb="pledges.record_flow").made_id == made.pk


@pytest.mark.parametrize(
    ("amount", "fields", "field"),
    [
        ("0", {}, "amount"),
        ("0.001", {}, "amount"),
        ("5", {"currency": "XXX"}, "currency"),
        ("5", {"currency": ""}, "currency"),
        ("5", {"flow_date": date(2020, 1, 1)}, "flow_date"),
        ("-5", {}, "amount"),
    ],
)
def test_what_cannot_be_money_of_this_pledge_is_refused(
    follow: Follow, amount: str, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        record_flow(follow.officer, follow.pledge, details=paid(amount, **fields))

    assert refused.value.field == field


def test_what_was_reported_is_taken_back_but_no_more_than_that(follow: Follow) -> None:
    record_flow(follow.officer, follow.pledge, details=paid("10"))
    record_flow(follow.officer, follow.pledge, details=paid("-10"))
    with pytest.raises(Refused, match="more than"):
        record_flow(follow.officer, follow.pledge, details=paid("-1"))


def test_the_same_amount_is_not_written_down_twice(follow: Follow) -> None:
    record_flow(follow.officer, follow.pledge, details=paid())
    with pytest.raises(Refused, match="already"):
        record_flow(follow.officer, follow.pledge, details=paid())


def test_what_the_party_reports_is_shown_as_its_own_word(follow: Follow) -> None:
    record_flow(follow.focal, follow.pledge, details=paid(sensitivity="secretariat"))
    page = make.client(follow.officer).get(follow.address("pledge", follow.pledge.pk)).content.decode()

    assert follow.pledge.flows.get().sensitivity == "public"
    assert "Self-reported" in page


def test_a_stranger_may_not(follow: Follow) -> None:
    for person in follow.strangers:
        with pytest.raises(PermissionDenied):
            record_flow(person, follow.pledge, details=paid())


def test_the_page_reads_amounts_as_people_write_them(follow: Follow) -> None:
    address = follow.address("record_flow", follow.pledge.pk)
    sent = {"kind": "commitment", "amount": "1.000.000,00", "currency": "EUR", "flow_date": "2021-06-01"}

    assert make.client(follow.focal).post(address, sent).status_code == 302
    assert follow.pledge.flows.get().amount == Decimal(1_000_000)
    unclear = make.client(follow.focal).post(address, {**sent, "amount": "1.000"})
    assert unclear.status_code == 422
    assert "1000 or as 1.00" in unclear.content.decode()
    unknown = make.client(follow.focal).post(address, {**sent, "currency": "ABC"})
    assert unknown.status_code == 422
    assert make.client(follow.other).get(address).status_code == 404


def test_money_of_two_pledges_is_kept_apart(follow: Follow) -> None:
    other = make_pledges.pledge(follow.held, "RU")
    record_flow(follow.officer, other, details=paid())

    assert not follow.pledge.flows.exists()
