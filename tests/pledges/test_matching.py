"""Needs without an offer, offers without a need, and the offers that are proposed to a need, in their order."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.pledges.models import Pledge, PledgeCountry
from secretariat.pledges.queries import matching
from tests import make, make_pledges

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/pledges/matching/"


def for_country(pledge: Pledge, code: str) -> Pledge:
    PledgeCountry.objects.create(conference=pledge.conference, pledge=pledge, party=make.party(code))
    return pledge


def numbers(found: list[matching.Proposal]) -> list[tuple[int, int]]:
    return [(each.offer.number, each.points) for each in found]


def test_offers_that_share_most_come_first_and_then_by_number() -> None:
    conference = make.conference()
    wanted = make_pledges.policy(conference, "LB", sectors=["11220"], objective=2)
    far = for_country(make_pledges.pledge(conference, "CN", objective=2), "IQ")
    near = for_country(make_pledges.pledge(conference, "RU"), "LB")
    best = for_country(make_pledges.pledge(conference, "JP", sectors=["11220"]), "LB")
    twin = for_country(make_pledges.pledge(conference, "FR"), "LB")

    found = matching.proposals_for(wanted, make.user(Role.SECRETARY, conference))

    assert numbers(found) == [(best.number, 7), (near.number, 4), (twin.number, 4), (far.number, 3)]


def test_what_is_fulfilled_cancelled_of_another_kind_or_judged_already_is_not_proposed() -> None:
    conference = make.conference()
    wanted = make_pledges.policy(conference, "LB")
    for_country(make_pledges.pledge(conference, "RU", stage="fulfilled"), "LB")
    for_country(make_pledges.pledge(conference, "CN", stage="cancelled"), "LB")
    for_country(make_pledges.pledge(conference, "IR", kind="agreement"), "LB")
    refused = for_country(make_pledges.pledge(conference, "JP"), "LB")
    make_pledges.match(wanted, refused, state="refused", reason="Other schools")
    left = for_country(make_pledges.pledge(conference, "FR"), "LB")

    assert numbers(matching.proposals_for(wanted, make.user(Role.SECRETARY, conference))) == [(left.number, 4)]


def test_an_offer_that_is_agreed_elsewhere_is_proposed_and_says_with_whom() -> None:
    conference = make.conference()
    wanted, other = make_pledges.policy(conference, "LB"), make_pledges.policy(conference, "JO")
    offer = for_country(make_pledges.pledge(conference, "RU"), "LB")
    make_pledges.match(other, offer, state="agreed")

    found = matching.proposals_for(wanted, make.user(Role.SECRETARY, conference))

    assert [each.agreed_with for each in found] == [[other]]


def test_an_offer_that_a_person_may_not_know_of_is_not_proposed_to_them() -> None:
    conference = make.conference()
    wanted = make_pledges.policy(conference, "LB")
    for_country(make_pledges.pledge(conference, "RU", sensitivity="restricted"), "LB")

    assert matching.proposals_for(wanted, make.user(Role.READER, conference)) == []
    assert len(matching.proposals_for(wanted, make.user(Role.SECRETARY, conference))) == 1


def test_an_agreed_need_and_its_offer_are_without_each_other_no_more() -> None:
    conference = make.conference()
    wanted, open_need = make_pledges.policy(conference, "LB"), make_pledges.policy(conference, "JO")
    offer, spare = make_pledges.pledge(conference, "RU"), make_pledges.pledge(conference, "CN")
    make_pledges.match(wanted, offer, state="agreed")
    make_pledges.match(open_need, offer, state="refused", reason="No")
    secretary = make.user(Role.SECRETARY, conference)

    assert [(each.pledge, each.closed) for each in matching.without_an_offer(secretary, conference)] == [(open_need, 1)]
    assert [each.pledge for each in matching.without_a_need(secretary, conference)] == [spare]


def _queries(conference: Conference, address: str) -> int:
    browser = make.client(make.user(Role.SECRETARY, conference))
    browser.get(address)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert browser.get(address).status_code == 200
    return len(caught)


def test_both_pages_ask_as_many_questions_of_thirty_offers_as_of_one() -> None:
    conference = make.conference()
    wanted = make_pledges.policy(conference, "LB")
    make_pledges.match(wanted, for_country(make_pledges.pledge(conference, "RU"), "LB"))
    for_country(make_pledges.pledge(conference, "CN"), "LB")
    few = [_queries(conference, address) for address in (ADDRESS, f"{ADDRESS}{wanted.pk}/")]
    for code in ("FR", "JP") * 15:
        make_pledges.match(wanted, for_country(make_pledges.pledge(conference, code), "LB"))
        for_country(make_pledges.pledge(conference, code), "LB")
        make_pledges.policy(conference, "JO")

    assert [_queries(conference, address) for address in (ADDRESS, f"{ADDRESS}{wanted.pk}/")] == few


def test_the_pages_tell_why_in_words() -> None:
    conference = make.conference()
    wanted = make_pledges.policy(
        conference, "LB", sectors=["11220"], beneficiaries=["REF"], objective=2, start_date="2021"
    )
    offer = for_country(
        make_pledges.pledge(
            conference,
            "RU",
            sectors=["11220"],
            beneficiaries=["REF"],
            objective=2,
            start_date="2020",
            end_date="2021-06",
        ),
        "LB",
    )
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.get(f"{ADDRESS}{wanted.pk}/").content.decode()

    assert "Needs without an offer" in browser.get(ADDRESS).content.decode()
    for words in ("Lebanon", "Primary education", "Refugees", "1 January 2021 to 30 June 2021", "self-reliance"):
        assert words in page
    assert f"No. {offer.number}" in page


def test_a_pledge_that_needs_nothing_has_no_such_page_and_a_stranger_finds_none() -> None:
    conference = make.conference()
    wanted, plain = make_pledges.policy(conference), make_pledges.pledge(conference)
    secretary = make.client(make.user(Role.SECRETARY, conference))

    assert secretary.get(f"{ADDRESS}{plain.pk}/").status_code == 404
    assert make.client().get(f"{ADDRESS}{wanted.pk}/").status_code == 302
    assert make.client(make.user(Role.SECRETARY, make.conference("geneva-2021"))).get(ADDRESS).status_code == 404
