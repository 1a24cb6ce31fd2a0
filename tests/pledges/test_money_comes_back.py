"""The money of an activity file that was handed out comes in whole elsewhere, and goes out again the same."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.engines import iati
from secretariat.pledges.models import MoneyFlow
from tests import make, make_pledges

pytestmark = pytest.mark.django_db


def handed_out(conference: Conference) -> bytes:
    browser = make.client(make.user(Role.SECRETARY, conference))
    return bytes(browser.get(f"/en/{conference.slug}/office/pledges/iati.xml").content)


def money_in(data: bytes) -> list[tuple[object, ...]]:
    """All that a file says of money, without the marks that each house gives for itself."""
    flows = list(iati.flows(data))
    names = ("kind", "amount", "currency", "day", "value_day", "provider", "receiver", "description")
    return sorted(tuple(str(getattr(each, name)) for name in names) for each in flows)


def brought_in(data: bytes, conference: Conference) -> None:
    """Bring a file in as its page does it, and say that all of its money is that of one pledge."""
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = f"/en/{conference.slug}/office/pledges/flows/import/"
    sent = {"source": make.source(conference).pk, "sensitivity": "public", "step": "look"}
    shown = browser.post(address, {**sent, "upload": SimpleUploadedFile("a.xml", data)})
    browser.post(address, {**sent, "step": "write", "seen": shown.context["form"].initial["seen"]})
    pledge = make_pledges.pledge(conference, "RU", amount=None, currency="")
    MoneyFlow.objects.filter(conference=conference).update(pledge=pledge)


def test_what_was_given_is_the_same_when_it_goes_out_from_another_conference() -> None:
    here, there, elsewhere = make.conference(), make.conference("geneva-2021"), make.conference("paris-2022")
    promised = make_pledges.pledge(here, "RU", said_date="2020-11-11")
    make_pledges.flow(here, pledge=promised, provider=make.party("RU"), receiver=make.party("SY"))
    details: dict[str, Any] = {
        "provider_name": f"Fund {make.HOSTILE}",
        "receiver_name": "Schools; «A»",
        "description": "First part",
    }
    make_pledges.flow(here, "commitment", amount=3, currency="EUR", pledge=promised, **details)
    late: dict[str, Any] = {"flow_date": date(2021, 7, 1), "value_date": date(2021, 7, 2)}
    make_pledges.flow(here, "expenditure", pledge=promised, **late, **details)
    small = make_pledges.flow(here, pledge=promised, flow_date=date(2021, 8, 1))
    MoneyFlow.objects.filter(pk=small.pk).update(amount=Decimal("0.01"))
    first = handed_out(here)

    brought_in(first, there)
    second = handed_out(there)
    brought_in(second, elsewhere)
    third = handed_out(elsewhere)

    assert len(money_in(first)) == 5
    assert [each[:-1] for each in money_in(first)] == [each[:-1] for each in money_in(second)]
    # The name of the activity goes before what is said of each amount, and does so once.
    assert {each[-1] for each in money_in(second)} == {"Food aid", "Food aid – First part"}
    assert money_in(second) == money_in(third)
    assert [each.problem for each in iati.flows(third) if each.problem] == []
