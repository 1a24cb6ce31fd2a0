"""The dashboard: kinds of money side by side, conversions that say their rates, stages with their base."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.pledges.models import Pledge, PledgeCountry
from secretariat.pledges.queries import sight_in_office, sight_in_public
from secretariat.pledges.queries.dashboard import Dashboard, dashboard
from tests import make, make_pledges

pytestmark = pytest.mark.django_db
ON = date(2021, 7, 1)
ADDRESS = "/en/damascus-2020/office/pledges/numbers/"


def told(conference: Conference, into: str = "") -> Dashboard:
    return dashboard(sight_in_office(conference, make.user(Role.SECRETARY, conference)), ON, into=into)


def sums(found: Dashboard) -> dict[str, Decimal]:
    return {total.kind: total.amount for total in found.totals}


def country(pledge: Pledge, code: str, percent: str | None = None) -> None:
    PledgeCountry.objects.create(
        conference=pledge.conference, pledge=pledge, party=make.party(code), percent=percent and Decimal(percent)
    )


def rows(found: Dashboard, key: str) -> dict[str, tuple[int, Decimal]]:
    grouping = next(each for each in found.groupings if each.key == key)
    return {str(row.label): (row.count, row.totals[0].amount) for row in grouping.rows}


def test_kinds_stand_side_by_side_and_are_never_added() -> None:
    conference = make.conference()
    pledge = make_pledges.pledge(conference)
    for kind, amount in (("commitment", 12), ("commitment", 3), ("disbursement", 5), ("expenditure", 1)):
        make_pledges.flow(conference, kind, amount, pledge=pledge)

    assert sums(told(conference)) == {
        "promised": Decimal(20_000_000),
        "commitment": Decimal(15),
        "disbursement": Decimal(5),
        "expenditure": Decimal(1),
    }


def test_what_files_report_as_pledged_stands_beside_what_was_promised() -> None:
    conference = make.conference()
    make_pledges.flow(conference, "pledge", 7, pledge=make_pledges.pledge(conference))

    assert sums(told(conference))["promised"] == Decimal(20_000_000)
    assert sums(told(conference))["pledge"] == Decimal(7)


def test_an_amount_is_converted_by_the_rate_of_its_day_and_says_so() -> None:
    conference = make.conference()
    rate = make_pledges.rate(conference, "EUR", "1.5", rate_date=date(2020, 11, 1))
    make_pledges.pledge(conference, amount=Decimal(100), currency="EUR", said_date="2020-11-11")
    make_pledges.pledge(conference, amount=Decimal(10), currency="USD")

    found = told(conference, "USD")

    assert sums(found)["promised"] == Decimal(160)
    assert [(each.amount, each.converted, each.applied[0].rate) for each in found.conversions] == [
        (Decimal(100), Decimal(150), rate)
    ]


def test_an_amount_without_a_rate_stands_apart_and_is_in_no_total() -> None:
    conference = make.conference()
    make_pledges.pledge(conference, amount=Decimal(100), currency="EUR")
    make_pledges.pledge(conference, amount=Decimal(10), currency="USD")
    make_pledges.pledge(conference, amount=Decimal(10), currency="USD")

    promised = told(conference).totals[0]

    assert (promised.amount, promised.count) == (Decimal(20), 2)
    assert [(each.amount, each.currency) for each in promised.apart] == [(Decimal(100), "EUR")]


def test_stages_show_their_base_and_no_update_is_a_class_of_its_own() -> None:
    conference = make.conference()
    make_pledges.update(make_pledges.pledge(conference))
    make_pledges.pledge(conference)
    make_pledges.pledge(conference)

    found = {share.stage: (share.count, share.base, share.percent) for share in told(conference).shares}

    assert found[""] == (2, 3, 66.7)
    assert found["in progress"] == (1, 3, 33.3)


def test_countries_divide_money_by_the_parts_that_are_said_and_never_count_it_twice() -> None:
    conference = make.conference()
    alone, parted, several, nowhere = (make_pledges.pledge(conference, amount=Decimal(100)) for _ in range(4))
    country(alone, "LB")
    country(parted, "LB", "30")
    country(parted, "JO", "50")
    country(several, "LB")
    country(several, "JO")

    found = rows(told(conference), "country")

    assert found == {
        "Lebanon": (2, Decimal(130)),
        "Jordan": (1, Decimal(50)),
        "No country is named": (2, Decimal(120)),
        "Several countries, the parts are not said": (1, Decimal(100)),
    }
    assert sum(amount for _count, amount in found.values()) == sums(told(conference))["promised"]
    assert nowhere.countries.count() == 0


def test_parties_objectives_and_kinds_divide_the_pledges_too() -> None:
    conference = make.conference()
    make_pledges.pledge(conference, "RU", amount=Decimal(5), objective=4)
    make_pledges.pledge(conference, "RU", amount=Decimal(6))
    make_pledges.policy(conference, "LB")

    found = told(conference)

    assert rows(found, "party") == {"Russia": (2, Decimal(11)), "Lebanon": (1, Decimal(0))}
    assert rows(found, "kind") == {"Financial": (2, Decimal(11)), "Policy": (1, Decimal(0))}
    assert len(rows(found, "objective")) == 2


def test_money_of_no_pledge_is_counted_apart_and_what_is_not_seen_not_at_all() -> None:
    conference = make.conference()
    make_pledges.flow(conference, "commitment", 9)
    pledge = make_pledges.pledge(conference)
    make_pledges.flow(conference, "commitment", 1, pledge=pledge, sensitivity="secretariat")
    make_pledges.pledge(conference, amount=Decimal(999), sensitivity="restricted")

    office, public = told(conference), dashboard(sight_in_public(conference), ON)

    assert (office.loose_count, sums(office)["commitment"]) == (1, Decimal(1))
    assert (public.count, sums(public)["promised"], sums(public)["commitment"]) == (1, Decimal(20_000_000), Decimal(0))


def test_an_overdue_pledge_and_a_silent_one_are_told() -> None:
    conference = make.conference()
    late = make_pledges.pledge(conference, end_date="2021-06", said_date="2021-01")
    quiet = make_pledges.pledge(conference, said_date="2020-01")

    found = told(conference)

    assert [each.pledge for each in found.overdue] == [late]
    assert [each.pledge for each in found.silent] == [quiet]


def test_the_page_draws_it_in_the_currency_that_is_asked_for() -> None:
    conference = make.conference()
    make_pledges.rate(conference, "EUR", "1.1827")
    make_pledges.flow(conference, pledge=make_pledges.pledge(conference, currency="EUR", qualifier="more than"))
    make_pledges.pledge(conference, "CN", currency="JPY")
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.get(f"{ADDRESS}?into=USD").content.decode()

    assert page.count('class="chart-bar series-0"') >= 2
    assert "1 EUR = 1.1827 USD" in page
    assert "20,000,000 JPY" in page
    assert "not converted" in page
    assert "1 amount was said with" in page
    assert "No pledge is written down yet" not in page
    assert browser.get(f"{ADDRESS}?into=<b>").status_code == 200


def _asked(conference: Conference) -> int:
    browser = make.client(make.user(Role.SECRETARY, conference))
    browser.get(ADDRESS)
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(ADDRESS).status_code == 200
    return len(caught)


def test_thirty_pledges_ask_as_many_questions_as_one() -> None:
    conference = make.conference()
    pledge = make_pledges.pledge(conference)
    country(pledge, "LB")
    make_pledges.target(pledge)
    make_pledges.flow(conference, pledge=pledge)
    few = _asked(conference)
    for code in ("RU", "CN", "JP") * 10:
        more = make_pledges.pledge(conference, code)
        country(more, "JO")
        make_pledges.flow(conference, pledge=more)
        make_pledges.target(more)

    assert _asked(conference) == few


def test_a_conference_without_pledges_says_what_belongs_there() -> None:
    conference = make.conference()

    page = make.client(make.user(Role.READER, conference)).get(ADDRESS).content.decode()

    assert "No pledge is written down yet" in page
