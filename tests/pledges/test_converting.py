"""Converting money: the nearest earlier rate, turned round or by way of a third currency, and never in silence."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from secretariat.pledges.queries.rates import Rates, converted
from tests import make, make_pledges

pytestmark = pytest.mark.django_db
ON = date(2020, 11, 12)


def test_the_nearest_earlier_rate_counts_and_is_told_with_its_day_and_source() -> None:
    conference = make.conference()
    make_pledges.rate(conference, "EUR", "1.10", rate_date=date(2020, 1, 1))
    near = make_pledges.rate(conference, "EUR", "1.18", rate_date=date(2020, 11, 11), source=make.source(conference))
    make_pledges.rate(conference, "EUR", "1.30", rate_date=date(2020, 11, 13), source=make.source(conference))

    found = converted(conference, Decimal(100), "EUR", into="USD", on=ON)

    assert found is not None
    assert (found.amount, found.currency) == (Decimal("118.00"), "USD")
    assert [(each.rate, each.is_inverse) for each in found.applied] == [(near, False)]


def test_a_rate_is_turned_round_and_two_are_joined_by_a_third_currency() -> None:
    conference = make.conference()
    make_pledges.rate(conference, "EUR", "2")
    make_pledges.rate(conference, "EUR", "100", into="JPY", source=make.source(conference))

    turned = converted(conference, Decimal(10), "USD", into="EUR", on=ON)
    joined = converted(conference, Decimal(1000), "JPY", into="USD", on=ON)

    assert turned is not None
    assert joined is not None
    assert (turned.amount, turned.applied[0].is_inverse) == (Decimal("5.00"), True)
    assert (joined.amount, len(joined.applied)) == (Decimal("20.00"), 2)


def test_the_same_currency_needs_no_rate_and_a_missing_one_gives_nothing() -> None:
    conference = make.conference()
    make_pledges.rate(conference, "EUR", "1.18", rate_date=date(2020, 11, 13))

    same = converted(conference, Decimal(10), "USD", into="USD", on=ON)

    assert same is not None
    assert (same.amount, same.applied) == (Decimal(10), ())
    assert converted(conference, Decimal(10), "EUR", into="USD", on=ON) is None
    assert converted(conference, Decimal(10), "XAF", into="USD", on=ON) is None


def test_rates_of_another_conference_and_of_sources_that_are_not_seen_do_not_count() -> None:
    conference = make.conference()
    make_pledges.rate(make.conference("geneva-2021"), "EUR", "1.18")
    hidden = make.source(conference, sensitivity="secretariat")
    make_pledges.rate(conference, "GBP", "1.3", source=hidden)

    assert converted(conference, Decimal(10), "EUR", into="USD", on=ON) is None
    assert Rates(conference).converted(Decimal(10), "GBP", "USD", ON) is not None
    assert Rates(conference, user=AnonymousUser()).converted(Decimal(10), "GBP", "USD", ON) is None
