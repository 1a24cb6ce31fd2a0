"""Lists of initiatives and obstacles, and what reports say of numbers, place and date."""

from typing import Any

import pytest

from secretariat.accounts.models import Role, Sensitivity
from secretariat.dossier.models import InitiativeState, ObstacleKind
from tests import make, make_dossier

pytestmark = pytest.mark.django_db
OFFICE = "/en/damascus-2020/office"
PLACES = ("initiatives/", "obstacles/", "as-reported/")


def test_initiatives_stand_by_party_and_can_be_narrowed_by_state_and_words() -> None:
    conference = make.conference()
    make_dossier.initiative(conference, make.party("LB"))
    make_dossier.initiative(
        conference, make.party("IR"), text=make_dossier.said("A fund"), state=InitiativeState.TAKEN_UP
    )
    browser = make.client(make.user(Role.READER, conference))

    every = browser.get(f"{OFFICE}/initiatives/").content.decode()
    taken_up = browser.get(f"{OFFICE}/initiatives/?state=taken+up").content.decode()
    of_words = browser.get(f"{OFFICE}/initiatives/?q=SECOND").content.decode()

    assert every.index("A fund") < every.index("A second conference")
    assert "A fund" in taken_up
    assert "A second conference" not in taken_up
    assert "A fund" not in of_words
    assert "A second conference" in of_words


def test_obstacles_stand_by_kind_side_by_side_with_whose_claim_they_are() -> None:
    conference = make.conference()
    make_dossier.obstacle(
        conference, make.party("SY"), kind=ObstacleKind.SANCTIONS, text=make_dossier.said("They hinder")
    )
    make_dossier.obstacle(
        conference, make.party("US"), kind=ObstacleKind.SANCTIONS, text=make_dossier.said("They do not")
    )
    make_dossier.obstacle(conference, kind=ObstacleKind.SECURITY)

    page = make.client(make.user(Role.READER, conference)).get(f"{OFFICE}/obstacles/").content.decode()

    security, sanctions = page.index(">Security "), page.index(">Sanctions ")
    assert security < page.index("nobody is named") < sanctions < page.index("They hinder") < page.index("They do not")
    assert page[sanctions:].count("<article") == 2


def test_numbers_place_and_date_stand_side_by_side_as_each_report_gives_them() -> None:
    conference = make.conference()
    source = make.source(conference, title="A report")
    make.citation(make_dossier.figure(conference, qualifier="about"), source, "about a million refugees")
    make_dossier.figure(conference, value=2_000_000, said_by_party=make.party("LB"))
    make.citation(make_dossier.notice(conference), source, "in Damascus next month")

    page = make.client(make.user(Role.READER, conference)).get(f"{OFFICE}/as-reported/").content.decode()

    assert "1,000,000" in page
    assert "2,000,000" in page
    assert "about a million refugees" in page
    assert "in Damascus next month" in page
    assert "<q><bdi>next month</bdi></q>" in page


@pytest.mark.parametrize("place", PLACES)
def test_an_empty_page_teaches(place: str) -> None:
    conference = make.conference()

    page = make.client(make.user(Role.READER, conference)).get(f"{OFFICE}/{place}").content.decode()

    assert '<div class="empty">' in page
    assert f"/{place}record/" not in page


def test_what_a_person_may_not_see_and_what_is_of_another_conference_is_not_listed() -> None:
    conference = make.conference()
    restricted: dict[str, Any] = {"sensitivity": Sensitivity.RESTRICTED}
    for held, fields in ((conference, restricted), (make.conference("another"), {})):
        make_dossier.initiative(held, **fields)
        make_dossier.obstacle(held, **fields)
        make_dossier.figure(held, **fields)
        make_dossier.notice(held, **fields)
    browser = make.client(make.user(Role.READER, conference))

    for place in PLACES:
        assert '<div class="empty">' in browser.get(f"{OFFICE}/{place}").content.decode()


def test_hostile_words_do_no_harm() -> None:
    conference, words = make.conference(), make_dossier.said(make.HOSTILE)
    make_dossier.initiative(conference, text=words)
    make_dossier.obstacle(conference, text=words, area=words, groups=words)
    make_dossier.figure(conference, counts=words, unit=make.HOSTILE, place=make.HOSTILE)
    make_dossier.notice(conference, city=make.HOSTILE, words=make.HOSTILE)
    browser = make.client(make.user(Role.SECRETARY, conference))

    for place in PLACES:
        assert "<b>" not in browser.get(f"{OFFICE}/{place}").content.decode()


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("place", PLACES)
def test_many_rows_need_no_more_queries(count: int, place: str, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    source = make.source(conference)
    for number in range(count):
        party = make.organisation(f"P{number}", f"Party {number}")
        make.citation(make_dossier.initiative(conference, party), source)
        make.citation(make_dossier.obstacle(conference, party), source)
        make.citation(make_dossier.figure(conference, said_by_party=party), source)
        make.citation(make_dossier.notice(conference, country=make.party("SY")), source)
    browser = make.client(make.user(Role.SECRETARY, conference))

    with django_assert_max_num_queries(14):
        page = browser.get(f"{OFFICE}/{place}").content.decode()

    assert '<div class="empty">' not in page
