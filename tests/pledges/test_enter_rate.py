"""Entering a rate of exchange by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.pledges.actions import enter_rate
from secretariat.pledges.models import ExchangeRate
from tests import make

pytestmark = pytest.mark.django_db
RATES = "/en/damascus-2020/office/pledges/rates/"


def details(**fields: Any) -> dict[str, Any]:
    return {"currency": "EUR", "into": "USD", "rate": Decimal("1.1827"), "rate_date": date(2020, 11, 11), **fields}


def test_a_rate_is_kept_with_its_source_and_recorded() -> None:
    conference = make.conference()
    source = make.source(conference)

    rate = enter_rate(make.user(Role.SECRETARY, conference), conference, details=details(), source=source)

    assert (rate.rate, rate.source) == (Decimal("1.1827"), source)
    assert Entry.objects.get().verb == "pledges.enter_rate"


def test_two_currencies_a_day_that_has_come_and_once_a_day_from_a_source() -> None:
    conference = make.conference()
    secretary, source = make.user(Role.SECRETARY, conference), make.source(conference)
    enter_rate(secretary, conference, details=details(), source=source)
    sentences = {
        "between two currencies": details(into="EUR"),
        "no currency": details(currency="EUX"),
        "more than nothing": details(rate=Decimal(0)),
        "has not come": details(rate_date=date(2021, 1, 1)),
        "for that day already": details(rate=Decimal(2)),
    }

    for sentence, said in sentences.items():
        with pytest.raises(Refused, match=sentence):
            enter_rate(secretary, conference, details=said, source=source, today=date(2020, 12, 1))
    with pytest.raises(Refused, match="another conference"):
        enter_rate(secretary, conference, details=details(), source=make.source(make.conference("geneva-2021")))
    enter_rate(secretary, conference, details=details(), source=make.source(conference))
    assert ExchangeRate.objects.count() == 2


def test_a_reader_may_not() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        enter_rate(reader, conference, details=details(), source=make.source(conference))
    assert make.client(reader).get(f"{RATES}enter/").status_code == 403


def test_the_page_enters_it_and_the_list_shows_all_its_digits() -> None:
    conference = make.conference()
    source = make.source(conference, title="Reference rates")
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent = {"currency": "eur", "into": "USD", "rate": "1.18275", "rate_date": "2020-11-11", "source": source.pk}

    refused = browser.post(f"{RATES}enter/", {**sent, "currency": "EUX"})
    page = browser.post(f"{RATES}enter/", sent, follow=True).content.decode()

    assert refused.status_code == 422
    assert "1 EUR = 1.18275 USD" in page
    assert "Reference rates" in page
    assert "No rate of this currency" in browser.get(f"{RATES}?currency=JOD").content.decode()
