"""The list of papers, the page of one, the daily list and the work of translators, as each person sees them."""

import io
from datetime import date
from importlib import import_module
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.accounts.models import Role
from secretariat.documents.models import Document
from secretariat.documents.queries.papers import symbol_key
from tests import make, make_documents, make_programme
from tests.documents.papers import Papers, a_paper
from tests.make_documents import said
from tests.walk_of_documents import a_file

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2020, 11, 11), date(2020, 11, 12)


@pytest.fixture
def three(papers: Papers) -> Papers:
    """Beside the draft a paper of Lebanon in two languages, and an agenda under an item."""
    file = a_file(papers.held)
    lebanese = a_paper(papers.held, "A/CONF.1/L.10", title=said("Schools for returnees"), party=make.party("LB"))
    make_documents.language(lebanese, "en", file=file, issued_date=FIRST)
    make_documents.language(lebanese, "ar", "translated", file=file, issued_date=SECOND)
    item = make_programme.agenda_item(papers.held, "2")
    agenda = a_paper(papers.held, "A/CONF.1/1", title=said("Annotated agenda"), kind="agenda", item=item)
    make_documents.language(agenda, "en", issued_date=FIRST)
    make_documents.paragraph(agenda, "Opening of the conference")
    return papers


def shown(told: str) -> set[str]:
    return {each for each in ("Draft final statement", "Schools for returnees", "Annotated agenda") if each in told}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"Draft final statement", "Schools for returnees", "Annotated agenda"}),
        ("?q=SCHOOLS", {"Schools for returnees"}),
        ("?q=l.10", {"Schools for returnees"}),
        ("?q=lebanon", {"Schools for returnees"}),
        ("?q=nothing+of+it", set()),
        ("?kind=agenda", {"Annotated agenda"}),
        ("?state=preparing", {"Draft final statement"}),
        ("?without=ar", {"Draft final statement", "Annotated agenda"}),
        ("?party=%00&item=x&sort=up", {"Draft final statement", "Schools for returnees", "Annotated agenda"}),
        ("?page=9", set()),
    ],
)
def test_papers_are_found_by_what_is_said_of_them(three: Papers, query: str, expected: set[str]) -> None:
    assert shown(three.page("documents", query=query).content.decode()) == expected


def test_papers_are_found_by_party_and_item(three: Papers) -> None:
    agenda = Document.objects.get(kind="agenda")

    assert shown(three.page("documents", query=f"?item={agenda.item_id}").content.decode()) == {"Annotated agenda"}
    by_party = three.page("documents", query=f"?party={make.party('LB').pk}").content.decode()
    assert shown(by_party) == {"Schools for returnees"}


@pytest.mark.parametrize("sort", ["symbol", "title", "kind", "party", "state", "issued", "-symbol", "-issued"])
def test_the_list_is_sorted_by_every_head(three: Papers, sort: str) -> None:
    told = three.page("documents", query=f"?sort={sort}").content.decode()
    places = {name: told.index(f">{name}<") for name in shown(told)}

    if sort == "symbol":
        assert places["Annotated agenda"] < places["Draft final statement"] < places["Schools for returnees"]
    if sort == "-symbol":
        assert places["Schools for returnees"] < places["Draft final statement"] < places["Annotated agenda"]
    if sort == "title":
        assert places["Annotated agenda"] < places["Draft final statement"] < places["Schools for returnees"]
    assert len(places) == 3


def test_symbols_are_in_the_order_in_which_people_count() -> None:
    symbols = ["", "A/CONF.1/L.10", "A/CONF.1/L.2/Rev.1", "A/CONF.1/L.2", "A/CONF.1/1"]

    assert sorted(symbols, key=symbol_key) == ["A/CONF.1/1", "A/CONF.1/L.2", "A/CONF.1/L.2/Rev.1", "A/CONF.1/L.10", ""]


def test_what_is_shown_is_saved_as_csv_and_xlsx_without_formulas(three: Papers) -> None:
    a_paper(three.held, "=1+1", title=said(make.HOSTILE), kind="other")
    sheet = three.page("documents", query="?format=csv&kind=other").content.decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(three.page("documents", query="?format=xlsx").content))

    assert ("'=1+1" in sheet, len(sheet.splitlines())) == (True, 2)
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert (len(rows), rows[0][0]) == (5, "Symbol")
    assert not any(str(cell).startswith("=") for row in rows for cell in row)


def test_a_list_asks_as_often_for_thirty_papers_as_for_one(three: Papers) -> None:
    browser = make.client(three.officer)
    counts = []
    for many in (0, 30):
        for number in range(many):
            each = a_paper(three.held, f"A/CONF.1/INF/{number + 1}", party=make.party("JO"))
            make_documents.language(each, "en", file=a_file(three.held), issued_date=FIRST)
            make_documents.language(each, "ar", "in translation", due_date=FIRST)
        for page in ("documents", "daily_list", "translations"):
            browser.get(three.address(page))
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert browser.get(three.address(page)).status_code == 200
            counts.append(len(asked))

    assert counts[:3] == counts[3:]


def test_a_focal_point_sees_what_was_issued_to_the_delegations_and_no_work_of_translators(three: Papers) -> None:
    a_paper(three.held, "A/CONF.1/INF/1", title=said("For the office alone"), sensitivity="secretariat")
    delegations = a_paper(three.held, "A/CONF.1/INF/2", title=said("For the delegations"), sensitivity="delegations")
    make_documents.language(delegations, "fr", "in translation", note="The translator is ill")
    told = three.page("documents", user=three.focal).content.decode()

    assert shown(told) == {"Schools for returnees", "Annotated agenda"}
    assert ("For the delegations" in told, "For the office alone" in told) == (True, False)
    page = three.page("document", delegations.pk, user=three.focal).content.decode()
    assert "The translator is ill" not in page
    assert three.page("document", three.draft.pk, user=three.focal).status_code == 404
    assert three.page("translations", user=three.focal).status_code == 404


def test_the_page_of_a_paper_tells_what_it_revises_and_by_what_it_is_revised(three: Papers) -> None:
    old = Document.objects.get(symbol="A/CONF.1/L.10")
    new = a_paper(three.held, "A/CONF.1/L.10/Rev.1", title=said("Schools, revised"), revises=old)

    assert "Schools, revised" in three.page("document", old.pk).content.decode()
    told = three.page("document", new.pk, user=three.focal).content.decode()
    assert "Schools for returnees" in told
    Document.objects.filter(pk=old.pk).update(sensitivity="restricted")
    assert "Schools for returnees" not in three.page("document", new.pk, user=three.focal).content.decode()


def test_an_agenda_item_that_somebody_may_not_know_is_not_told(three: Papers) -> None:
    agenda = Document.objects.get(kind="agenda")
    assert agenda.item is not None
    agenda.item.__class__.objects.filter(pk=agenda.item.pk).update(title=said("Sanctions"), sensitivity="secretariat")

    assert "Sanctions" in three.page("document", agenda.pk).content.decode()
    for page in (three.page("document", agenda.pk, user=three.focal), three.page("documents", user=three.focal)):
        assert "Sanctions" not in page.content.decode()


def test_the_daily_list_tells_what_came_out_on_a_day(three: Papers) -> None:
    latest = three.page("daily_list").content.decode()
    first = three.page("daily_list", query="?day=2020-11-11").content.decode()

    assert (shown(latest), "العربية" in latest.split('class="paper-list"')[1]) == ({"Schools for returnees"}, True)
    assert "first issued on 11 Nov 2020" in latest
    assert shown(first) == {"Schools for returnees", "Annotated agenda"}
    assert first.index("Annotated agenda") < first.index("Schools for returnees")
    assert three.page("daily_list", query="?day=yesterday").status_code == 404
    assert "Nothing was handed out on this day" in three.page("daily_list", query="?day=2020-01-01").content.decode()


def test_translators_find_what_is_late_first_then_what_is_due(three: Papers) -> None:
    lebanese = Document.objects.get(symbol="A/CONF.1/L.10")
    make_documents.language(lebanese, "fr", "in translation", due_date=date(2020, 11, 1))
    withdrawn = a_paper(three.held, "A/CONF.1/L.11", title=said("Gone again"), state="withdrawn")
    make_documents.language(withdrawn, "fr", "in translation")
    told = three.page("translations", query="?language=fr").content.decode()

    assert "Gone again" not in told
    assert told.index("Schools for returnees") < told.index("Annotated agenda")
    assert ("1 late" in told, "2 missing" in told, "1 in translation" in told) == (True, True, True)
    sheet = three.page("translations", query="?language=fr&format=csv").content.decode("utf-8-sig").splitlines()
    assert (len(sheet), sheet[1].split(",")[1]) == (4, "A/CONF.1/L.10")
    assert three.page("translations", user=make.user(Role.PRESS_OFFICER, three.held)).status_code == 403


def test_of_many_translations_the_first_are_shown_and_all_are_saved(
    three: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("secretariat.documents.views.languages"), "MOST_OF_EACH", 1)
    told = three.page("translations").content.decode()

    assert "The first 1 of 3 are shown." in told
    assert 'href="?language=ru"' in told
    assert "The first" not in three.page("translations", query="?language=ru").content.decode()


def test_an_empty_desk_says_what_belongs_there() -> None:
    held = make.conference()
    browser = make.client(make.user(Role.SECRETARY, held))
    for page, sentence in (
        ("documents", "There is no document yet"),
        ("documents/daily", "Nothing was handed out yet"),
    ):
        told = browser.get(f"/en/{held.slug}/office/{page}/").content.decode()
        assert sentence in told


def test_a_paper_of_another_conference_is_not_found_here(papers: Papers) -> None:
    there: Any = make_documents.document(make.conference("geneva-2021"))

    assert papers.page("document", there.pk).status_code == 404
    assert papers.page("document_file", there.pk, "en").status_code == 404
