"""The text as it is negotiated, the grid of stances, and what each person sees of them."""

import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.documents.queries.negotiating import Narrowed, grid_of, negotiation_of
from tests import make, make_documents, make_pledges
from tests.documents.negotiation import Negotiation, negotiation
from tests.make_documents import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks(db: None) -> Negotiation:
    """Lebanon and Jordan amend the first operative paragraph; three parties have spoken."""
    del db
    here = negotiation()
    amendment = make_documents.amendment(
        here.first, "Calls for the voluntary return of refugees", "LB", "JO", explanation=said("As in 2018")
    )
    make_documents.amendment(here.second, "", kind="strike", state="rejected")
    for on, code, stance in (
        (here.first, "IQ", "supports"),
        (here.first, "LB", "opposes"),
        (amendment, "IQ", "reserves"),
    ):
        make_documents.support(on, code, stance)
    return here


def test_each_amendment_stands_under_its_paragraph_with_its_parties_and_the_words_that_differ(
    talks: Negotiation,
) -> None:
    told = negotiation_of(talks.document, talks.reader, "en")

    row = told.rows[1]
    assert (row.shown.name, [each.amendment.number for each in row.amendments]) == ("OP1", [1])
    assert [str(name) for name in row.amendments[0].names] == ["Jordan", "Lebanon"]
    assert [(piece.kind, piece.words) for piece in row.amendments[0].pieces][1:3] == [
        ("gone", "safe"),
        ("new", "voluntary"),
    ]
    assert (told.open_points, told.total) == (1, 3)


def test_who_says_nothing_is_silent_and_names_stand_in_protocol_order(talks: Negotiation) -> None:
    row = negotiation_of(talks.document, talks.reader, "en").rows[1]

    stood = {each.stance: [str(name) for name in each.names] for each in row.stances}
    assert stood == {"supports": ["Iraq"], "opposes": ["Lebanon"], "reserves": [], "silent": ["Jordan", "Syria"]}
    of_amendment = {each.stance: each.count for each in row.amendments[0].stances}
    assert of_amendment == {"supports": 0, "opposes": 0, "reserves": 1, "silent": 3}


def test_a_focal_point_is_not_told_who_was_invited_in_confidence(talks: Negotiation) -> None:
    make.invitation(talks.held, make.party("FR"), sensitivity="secretariat")

    office, focal = (
        negotiation_of(talks.document, person, "en").rows[1].stances[3] for person in (talks.reader, talks.lebanon)
    )

    assert "France" in [str(name) for name in office.names]
    assert "France" not in [str(name) for name in focal.names]


def test_it_is_narrowed_to_a_party_and_to_open_points(talks: Negotiation) -> None:
    def names(**wanted: Any) -> list[str]:
        return [row.shown.name for row in negotiation_of(talks.document, talks.reader, "en", Narrowed(**wanted)).rows]

    assert names() == ["PP1", "OP1", "OP2"]
    assert names(is_open=True) == ["OP1"]
    assert names(party=make.party("IQ").pk) == ["OP1"]
    assert names(party=make.party("SY").pk) == []
    page = talks.page(talks.reader, "negotiation", talks.document.pk, query=f"?open=1&party={make.party('JO').pk}")
    assert "Decides to meet again" not in page
    assert "1 of 3 paragraphs, 1 not settled" in page


def test_lines_are_numbered_through_the_text_and_brackets_marked(talks: Negotiation) -> None:
    talks.first.text = said(
        "Calls for the [safe] return of refugees from all countries in which they found shelter, and of others"
    )
    talks.first.save()

    page = talks.page(talks.reader, "negotiation", talks.document.pk)

    assert "<mark>[safe]</mark>" in page
    assert '<span class="line-number" aria-hidden="true">3</span>' in page
    assert '<span class="line-number" aria-hidden="true">4</span><span><b class="printed-number">2.</b> Decides' in page


def test_an_amendment_against_words_that_changed_says_so(talks: Negotiation) -> None:
    assert "was changed since this amendment was written" not in talks.page(
        talks.reader, "negotiation", talks.document.pk
    )
    talks.first.text = said("Calls for return")
    talks.first.save()

    assert "was changed since this amendment was written" in talks.page(talks.reader, "negotiation", talks.document.pk)
    amendment = talks.document.amendments.get(number=1)
    assert "Both put together" in talks.page(talks.reader, "amendment", amendment.pk)


def test_an_amendment_to_a_paragraph_that_went_is_still_shown(talks: Negotiation) -> None:
    talks.first.is_struck = True
    talks.first.save()

    page = talks.page(talks.officer, "negotiation", talks.document.pk)

    assert "Amendments to paragraphs that are no longer in the text" in page
    assert "As in 2018" in page


def test_the_words_are_read_in_each_language_they_have(talks: Negotiation) -> None:
    talks.first.text = said("Calls for return", ar="تدعو إلى العودة")
    talks.first.save()

    page = talks.page(talks.reader, "negotiation", talks.document.pk, query="?language=ar")

    assert "تدعو إلى العودة" in page
    assert '<div class="lines" lang="ar" dir="auto">' in page


def test_buttons_are_for_those_who_may(talks: Negotiation) -> None:
    number = talks.document.pk
    pages = {who: talks.page(who, "negotiation", number) for who in (talks.officer, talks.lebanon, talks.reader)}

    shown = [
        ("Put in brackets" in page, "New paragraph after it" in page, "Adopt the text" in page)
        for page in pages.values()
    ]
    assert shown == [(True, True, True), (False, True, False), (False, False, False)]
    make_documents.adoption(talks.document)
    assert "New paragraph after it" not in talks.page(talks.officer, "negotiation", number)


def test_hostile_words_are_words(talks: Negotiation) -> None:
    make_documents.amendment(talks.first, make.HOSTILE, explanation=said(make.HOSTILE))
    make_documents.support(talks.second, "IQ", "opposes", note=make.HOSTILE)

    assert make.HOSTILE not in talks.page(talks.officer, "negotiation", talks.document.pk)


def test_a_draft_and_another_conferences_text_are_not_found(talks: Negotiation) -> None:
    draft = make_documents.document(talks.held, state="preparing")
    secretary = make.client(make.user(Role.SECRETARY, make.conference("geneva-2021")))

    assert make.client(talks.lebanon).get(talks.address("negotiation", draft.pk)).status_code == 404
    assert secretary.get(talks.address("negotiation", talks.document.pk)).status_code == 404


def test_the_grid_tells_every_party_by_every_paragraph_and_counts(talks: Negotiation) -> None:
    grid = grid_of(talks.document, talks.reader, "en")

    assert [head[0] for head in grid.heads] == ["PP1", "OP1", "A1", "OP2"]
    assert {str(row.name): row.cells[1] for row in grid.rows} == {
        "Iraq": "supports",
        "Jordan": "silent",
        "Lebanon": "opposes",
        "Syria": "silent",
    }
    assert grid.heads[2][2]["reserves"] == 1
    page = talks.page(talks.reader, "stances", talks.document.pk)
    assert "#paragraph-p2" in page
    assert "#amendment-1" in page


def test_a_party_that_takes_part_no_more_is_silent_nowhere(talks: Negotiation) -> None:
    make.answer(make.invitation(talks.held, make.party("FR")), "declined")
    make_documents.support(talks.first, "FR", "supports")
    grid = grid_of(talks.document, talks.reader, "en")
    told = negotiation_of(talks.document, talks.reader, "en")
    browser, address = make.client(talks.reader), talks.address("stances", talks.document.pk)

    assert {str(row.name): row.cells for row in grid.rows}["France"] == ["", "supports", "", ""]
    counts = {name: head["silent"] for name, _place, head in grid.heads}
    assert counts == {row.shown.name: row.stances[-1].count for row in told.rows} | {
        "A1": told.rows[1].amendments[0].stances[-1].count
    }
    assert "France,,Supports,," in browser.get(f"{address}?format=csv").content.decode("utf-8-sig").splitlines()
    assert "Takes part no more" in browser.get(address).content.decode()


def test_the_grid_is_saved_as_csv_and_xlsx_without_formulas(talks: Negotiation) -> None:
    browser, address = make.client(talks.reader), talks.address("stances", talks.document.pk)

    sheet = browser.get(f"{address}?format=csv").content.decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"{address}?format=xlsx").content))

    assert sheet.splitlines()[:2] == ["Party,PP1,OP1,A1,OP2", "Iraq,Silent,Supports,Reserves its position,Silent"]
    assert [cell.value for cell in next(book.worksheets[0].iter_rows(max_row=1))] == [
        "Party",
        "PP1",
        "OP1",
        "A1",
        "OP2",
    ]


@pytest.mark.parametrize("name", ["negotiation", "stances"])
def test_pages_ask_as_much_of_thirty_paragraphs_as_of_one(name: str) -> None:
    here = negotiation()
    browser, address = make.client(here.officer), here.address(name, here.document.pk)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    make_documents.support(make_documents.amendment(here.first), "IQ")
    make_documents.tie(here.first, pledge=make_pledges.pledge(here.held))
    few = asked()
    for number in range(30):
        paragraph = make_documents.paragraph(here.document, f"Decides on point {number}")
        make_documents.support(make_documents.amendment(paragraph, "Decides otherwise", "LB", "JO"), "IQ")
        make_documents.support(paragraph, "LB", "opposes")
        make_documents.tie(paragraph, pledge=make_pledges.pledge(here.held))

    assert asked() == few


def test_a_text_without_words_says_what_will_stand_there() -> None:
    here = negotiation()
    empty = make_documents.document(here.held)

    for name in ("negotiation", "stances"):
        assert "There is no text yet" in here.page(here.reader, name, empty.pk)


def test_of_very_many_who_are_silent_the_text_counts_and_the_grid_names() -> None:
    here = negotiation()
    for number in range(41):
        make.invitation(here.held, make.organisation(f"ORG{number}", f"Organisation number {number}"))
    make_documents.support(here.first, "IQ")

    page, grid = (here.page(here.reader, name, here.document.pk) for name in ("negotiation", "stances"))

    assert page.count("<bdi>Iraq</bdi>") == 1
    assert "<bdi>Organisation number 40</bdi>" not in page
    assert "<bdi>Organisation number 40</bdi>" in grid


def test_histories_of_amendments_adoptions_and_explanations_are_read_and_sources_cited(talks: Negotiation) -> None:
    secretary = make.client(make.user(Role.SECRETARY, talks.held))
    adoption, explanation = make_documents.adoption(talks.document), make_documents.explanation(talks.document)
    amendment = talks.document.amendments.get(number=1)

    for kind, row in (("amendment", amendment), ("adoption", adoption), ("explanation", explanation)):
        for page in ("overview:history", "archive:cite"):
            assert secretary.get(reverse(page, args=[talks.held.slug, f"documents.{kind}", row.pk])).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["?party=%00&open=%00&language=%00", "?party=99999999999999999999", "?party=-1&open=2", "?language=xx&party=²"],
)
def test_a_question_that_makes_no_sense_is_answered(talks: Negotiation, query: str) -> None:
    for name in ("negotiation", "stances"):
        address = f"{talks.address(name, talks.document.pk)}{query}"
        assert make.client(talks.officer).get(address).status_code == 200
    wrong = f"{talks.address('take_stance', talks.document.pk)}?paragraph=99999999999&amendment=1"
    assert make.client(talks.officer).get(wrong).status_code == 404
    assert (
        make.client(talks.officer)
        .get(f"{talks.address('amend', talks.document.pk)}?paragraph=99999999999&kind=x")
        .status_code
        == 200
    )
