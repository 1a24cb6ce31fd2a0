"""The list of pledges, the page of one, and the page of what needs attention."""

import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.accounts.models import Role
from secretariat.pledges.models import PledgeCountry, PledgeParty
from tests import make, make_pledges
from tests.make_pledges import said
from tests.pledges.conftest import Follow


def page(follow: Follow, query: str = "", user: Any = None) -> str:
    return make.client(user or follow.officer).get(f"{follow.address('pledges')}{query}").content.decode()


@pytest.fixture
def three(follow: Follow) -> Follow:
    """Beside Lebanon's money a pledge of Jordan that Syria shares in, and one of Russia for Lebanon."""
    policy = make_pledges.policy(follow.held, "JO", title=said("Open the schools"), objective=2)
    PledgeParty.objects.create(conference=follow.held, pledge=policy, party=make.party("SY"), role="partner")
    gift = make_pledges.pledge(follow.held, "RU", title=said("Wheat"), amount=5, currency="EUR", kind="material")
    PledgeCountry.objects.create(conference=follow.held, pledge=gift, party=make.party("LB"), percent=100)
    make_pledges.update(gift)
    return follow


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Food aid", "Open the schools", "Wheat"}),
        ("?q=SCHOOLS", {"Open the schools"}),
        ("?q=2", {"Open the schools"}),
        ("?q=nothing+of+it", set()),
        ("?kind=material", {"Wheat"}),
        ("?stage=none", {"Food aid", "Open the schools"}),
        ("?stage=in+progress", {"Wheat"}),
        ("?objective=2", {"Open the schools"}),
        ("?objective=two&party=%00", {"Food aid", "Open the schools", "Wheat"}),
    ],
)
def test_pledges_are_found_by_what_is_said_of_them(three: Follow, query: str, shown: set[str]) -> None:
    told = page(three, query)

    assert {each for each in ("Food aid", "Open the schools", "Wheat") if each in told} == shown


def test_a_joint_pledge_is_found_under_each_party_and_a_pledge_under_its_country(three: Follow) -> None:
    assert "Open the schools" in page(three, f"?party={make.party('SY').pk}")
    assert "Open the schools" in page(three, f"?party={make.party('JO').pk}")
    assert "Wheat" not in page(three, f"?party={make.party('JO').pk}")
    found = page(three, f"?country={make.party('LB').pk}")
    assert ("Wheat" in found, "Food aid" in found) == (True, False)


@pytest.mark.parametrize(
    "sort", ["number", "party", "kind", "amount", "stage", "end", "updated", "-amount", "-updated"]
)
def test_the_list_is_sorted_by_every_head(three: Follow, sort: str) -> None:
    told = page(three, f"?sort={sort}")
    places = {name: told.index(f">{name}<") for name in ("Food aid", "Open the schools", "Wheat")}

    if sort == "party":
        assert places["Open the schools"] < places["Food aid"] < places["Wheat"]
    if sort == "-updated":
        assert places["Wheat"] > 0
    if sort == "amount":
        assert places["Wheat"] < places["Food aid"] < places["Open the schools"]


def test_what_is_shown_is_saved_as_csv_and_xlsx_without_formulas(three: Follow) -> None:
    make_pledges.pledge(three.held, "LB", title=said(make.HOSTILE), kind="other")
    browser = make.client(three.officer)
    sheet = browser.get(f"{three.address('pledges')}?format=csv&kind=other").content.decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"{three.address('pledges')}?format=xlsx").content))

    assert len(sheet.strip().splitlines()) == 2
    assert not [line for line in sheet.splitlines() if line.startswith(("=", "+", "-", "@"))]
    assert book.worksheets[0].max_row == 5


def test_a_focal_point_sees_its_own_pledges_and_those_it_shares_in_alone(three: Follow) -> None:
    syria = make.user(Role.FOCAL_POINT, three.held, party=make.party("SY"))
    hidden = make_pledges.pledge(three.held, "SY", title=said("Hidden"), sensitivity="restricted")

    told = page(three, user=syria)
    assert [each in told for each in ("Open the schools", "Wheat", "Food aid", "Hidden")] == [True, False, False, False]
    browser = make.client(syria)
    assert browser.get(three.address("pledge", three.pledge.pk)).status_code == 404
    assert browser.get(three.address("pledge", hidden.pk)).status_code == 404
    assert browser.get(three.address("due")).status_code == 404


def test_the_list_asks_as_often_for_thirty_rows_as_for_one(follow: Follow) -> None:
    def asked() -> int:
        browser = make.client(follow.officer)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(follow.address("pledges")).status_code == 200
        return len(queries)

    asked()
    few = asked()
    for number in range(30):
        made = make_pledges.pledge(follow.held, "RU", text=said(f"Wheat {number}"))
        PledgeParty.objects.create(conference=follow.held, pledge=made, party=make.party("SY"), role="partner")
        PledgeCountry.objects.create(conference=follow.held, pledge=made, party=make.party("JO"))

    # Further parties and countries are read with their names once there are any.
    assert asked() <= few + 1


def test_the_page_of_a_pledge_shows_the_promise_the_money_by_kind_and_the_history(follow: Follow) -> None:
    target = make_pledges.target(follow.pledge)
    make_pledges.progress(target, actual=25)
    make_pledges.flow(follow.held, "commitment", 8_000_000, pledge=follow.pledge)
    make_pledges.flow(follow.held, "disbursement", 5_000_000, pledge=follow.pledge)
    make_pledges.update(follow.pledge, is_verified=True, verified_by="UNHCR")
    make_pledges.evidence(follow.pledge)
    source = make.source(follow.held)
    make.citation(follow.pledge, source, "We give twenty million.")
    told = make.client(follow.officer).get(follow.address("pledge", follow.pledge.pk)).content.decode()

    for words in ("Food aid", "20,000,000", "8,000,000", "5,000,000", "25 %", "The schools are open", "<title"):
        assert words in told
    assert "13,000,000" not in told
    assert "We give twenty million." in told
    assert "Verified by" in told


def test_what_the_office_wrote_for_itself_is_not_on_the_partys_page(follow: Follow) -> None:
    make_pledges.update(follow.pledge, narrative=said("Doubtful"), sensitivity="secretariat")
    make_pledges.flow(follow.held, amount=77, pledge=follow.pledge, sensitivity="secretariat", description="Rumour")
    told = make.client(follow.focal).get(follow.address("pledge", follow.pledge.pk)).content.decode()

    assert "Food aid" in told
    assert "Doubtful" not in told
    assert "Rumour" not in told


def test_the_page_of_what_is_due_says_what_is_late_silent_and_of_how_many(follow: Follow) -> None:
    make_pledges.update(make_pledges.policy(follow.held, "JO", said_date="2021"), "planning")
    told = make.client(follow.reader).get(follow.address("due")).content.decode()

    assert "Overdue" in told
    assert "31 Dec 2021" in told or "Dec 31, 2021" in told
    assert "2 of 2 pledges" in told
    assert "Base of the shares: 2 pledges." in told
    assert "50 %" in told
    assert "Send reminders now" not in told


@pytest.mark.django_db
def test_an_empty_list_says_what_belongs_there_and_hidden_pledges_stay_hidden() -> None:
    held = make.conference("geneva-2021")
    make_pledges.pledge(held, sensitivity="restricted")
    told = make.client(make.user(Role.READER, held)).get(f"/en/{held.slug}/office/pledges/").content.decode()

    assert "No pledge is written down yet" in told
