"""The public page of positions: topic by topic, side by side, with equal weight."""

import re
from typing import Any

import pytest

from secretariat.accounts.models import Role, Sensitivity
from tests import make, make_dossier

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/positions/"


def page_of() -> str:
    return make.client().get(ADDRESS).content.decode()


def test_for_and_against_stand_side_by_side_each_with_date_and_passage() -> None:
    conference = make.conference()
    topic, source = make_dossier.topic(conference, "Security"), make.source(conference, "sana")
    make.citation(make_dossier.position(topic, make.party("RU")), source, "it is time")
    make_dossier.position(topic, make.party("US"), stance="against", text=make_dossier.said("Too early"))

    page = page_of()

    shown = re.sub(r"<[^>]+>|\s+", " ", page)
    assert re.search(
        rf"Security .*For +1 .*{make.party('RU')}.*It is time.*Against +1 .*{make.party('US')}.*Too early", shown
    )
    assert "it is time" in page
    assert "/office/" not in page


def test_a_column_in_which_nobody_stands_is_left_out_and_not_stated_is_not_neutral() -> None:
    make_dossier.position(make_dossier.topic(make.conference(), "Security"), make.party("RU"), stance="")

    page = page_of()

    assert re.findall(r"<h3>([^<]*) <small>", page) == ["Not stated"]
    assert "Nobody" not in page


def test_what_a_party_held_before_stays_visible() -> None:
    topic = make_dossier.topic(make.conference())
    make_dossier.position(topic, said_date="2020-10-01", text=make_dossier.said("At once"))
    make_dossier.position(topic, stance="against", text=make_dossier.said("Later"))

    page = page_of()

    assert page.index("Later") < page.index("Held before:") < page.index("At once")
    assert "Changed: it held another stance before." in page


def test_what_is_not_public_is_neither_told_nor_counted_nor_named_as_a_topic() -> None:
    conference = make.conference()
    hidden: dict[str, Any] = {"sensitivity": Sensitivity.SECRETARIAT}
    topic = make_dossier.topic(conference, "Security")
    make_dossier.position(topic, make.party("RU"), said_date="2020-10-01")
    make_dossier.position(topic, make.party("RU"), stance="against", text=make_dossier.said("in confidence"), **hidden)
    make_dossier.position(make_dossier.topic(conference, "Secret matter"), **hidden)
    make_dossier.topic(conference, "Nobody spoke")
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.get(ADDRESS).content.decode()

    assert "It is time" in page
    for words in ("in confidence", "Secret matter", "Nobody spoke", "Changed:"):
        assert words not in page


def test_an_empty_page_teaches() -> None:
    make.conference()

    assert "No position is known yet" in page_of()


def test_a_kept_page_asks_exactly_one_query(django_assert_num_queries: Any) -> None:
    make_dossier.position(make_dossier.topic(make.conference()))
    first = page_of()

    with django_assert_num_queries(1):
        second = page_of()

    assert second == first


@pytest.mark.parametrize("count", [1, 30])
def test_many_rows_need_no_more_queries(count: int, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    source = make.source(conference)
    for number in range(count):
        topic = make_dossier.topic(conference, f"Topic {number}")
        party = make.organisation(f"P{number}", f"Party {number}")
        make.citation(make_dossier.position(topic, party), source)

    with django_assert_max_num_queries(10):
        page = page_of()

    assert "Party 0" in page


def test_hostile_words_do_no_harm() -> None:
    topic = make_dossier.topic(make.conference(), make.HOSTILE)
    make_dossier.position(topic, text=make_dossier.said(make.HOSTILE), said_by=make.HOSTILE)

    assert "<b>" not in page_of()
