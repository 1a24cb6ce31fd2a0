"""Registering a paper."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import register_document
from secretariat.documents.models import Document
from secretariat.documents.queries.symbols import next_symbol, next_symbols
from tests import make, make_documents, make_programme
from tests.documents.papers import Papers, a_paper
from tests.make_documents import said

pytestmark = pytest.mark.django_db


def masthead(symbol: str = "A/CONF.1/3", **fields: Any) -> dict[str, Any]:
    return {
        "symbol": symbol,
        "title": said("Agenda", ar="جدول الأعمال"),
        "kind": "agenda",
        "sensitivity": "public",
    } | fields


def test_a_paper_is_registered_with_its_original_and_its_source(papers: Papers) -> None:
    source = make.source(papers.held)
    made = register_document(
        papers.rapporteur, papers.held, details=masthead(), original="en", cited=[Cited(source, "The agenda is")]
    )

    assert (made.key, made.state, made.issued_date) == ("a-conf-1-3", "preparing", None)
    assert [(each.language, each.state) for each in made.languages.all()] == [("en", "original")]
    assert Citation.objects.of([made]).get().passage == "The agenda is"
    entry = Entry.objects.get(verb="documents.register_document")
    assert (entry.made_id, entry.changes["symbol"]) == (made.pk, [None, "A/CONF.1/3"])


def test_a_symbol_that_is_taken_is_refused_and_says_by_what(papers: Papers) -> None:
    with pytest.raises(Refused, match="taken by “Draft final statement”") as refused:
        register_document(papers.officer, papers.held, details=masthead("a/conf.1/l.2"))

    assert refused.value.field == "symbol"
    assert Document.objects.count() == 1


def test_another_conference_may_use_the_same_symbol(papers: Papers) -> None:
    elsewhere = make.conference("geneva-2021")
    made = register_document(make.user(Role.SECRETARY, elsewhere), elsewhere, details=masthead("A/CONF.1/L.2"))

    assert made.symbol == papers.draft.symbol


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"title": said("")}, "title"), ({"distribution": "restricted"}, "sensitivity")],
)
def test_what_no_masthead_says_is_refused_at_its_field(papers: Papers, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        register_document(papers.officer, papers.held, details=masthead(**fields))

    assert refused.value.field == field


def test_an_item_and_a_paper_of_another_conference_are_refused(papers: Papers) -> None:
    elsewhere = make.conference("geneva-2021")
    rows: tuple[tuple[str, Any], ...] = (
        ("item", make_programme.agenda_item(elsewhere)),
        ("revises", make_documents.document(elsewhere)),
    )
    for name, row in rows:
        with pytest.raises(Refused, match="another conference") as refused:
            register_document(papers.officer, papers.held, details=masthead(**{name: row}))
        assert refused.value.field == name


def test_papers_without_a_symbol_are_called_by_their_titles(papers: Papers) -> None:
    one, other = (register_document(papers.officer, papers.held, details=masthead("")) for _ in range(2))

    assert (one.key, other.key) == ("agenda", "agenda-2")


def test_a_stranger_may_not(papers: Papers) -> None:
    for person in papers.strangers:
        with pytest.raises(PermissionDenied):
            register_document(person, papers.held, details=masthead())


def test_the_next_symbol_is_the_next_of_its_series_or_the_next_revision(papers: Papers) -> None:
    held = papers.held
    for symbol, kind in (
        ("A/CONF.1/INF/9", "information"),
        ("A/CONF.1/INF/10", "information"),
        ("A/CONF.1/1", "agenda"),
    ):
        a_paper(held, symbol, kind=kind)

    assert next_symbol(held, kind="draft outcome") == "A/CONF.1/L.3"
    assert next_symbol(held, kind="information") == "A/CONF.1/INF/11"
    assert next_symbol(held) == "A/CONF.1/2"
    assert next_symbol(held, revises=papers.draft) == "A/CONF.1/L.2/Rev.1"
    revised = a_paper(held, "A/CONF.1/L.2/Rev.1")
    assert next_symbol(held, revises=papers.draft) == "A/CONF.1/L.2/Rev.2"
    assert next_symbol(held, revises=revised) == "A/CONF.1/L.2/Rev.2"
    assert next_symbol(held, kind="draft outcome") == "A/CONF.1/L.3"
    assert next_symbols(held) == ["A/CONF.1/2", "A/CONF.1/INF/11", "A/CONF.1/L.3"]


def test_a_conference_without_papers_begins_where_the_united_nations_do() -> None:
    held = make.conference()

    assert next_symbol(held, kind="draft outcome") == "A/CONF.1/L.1"
    assert next_symbol(held) == "A/CONF.1/1"


def test_the_page_proposes_a_symbol_and_registers(papers: Papers) -> None:
    browser = make.client(papers.officer)
    address = papers.address("register_document")
    asked = browser.get(f"{address}?revises={papers.draft.pk}").content.decode()
    assert 'value="A/CONF.1/L.2/Rev.1"' in asked

    sent = {
        "symbol": "A/CONF.1/L.2/Rev.1",
        "title_en": make.HOSTILE,
        "kind": "draft outcome",
        "distribution": "limited",
        "sensitivity": "delegations",
        "revises": papers.draft.pk,
        "original": "en",
    }
    answer = browser.post(address, sent)
    made = Document.objects.get(symbol="A/CONF.1/L.2/Rev.1")

    assert answer.headers["Location"] == papers.address("document", made.pk)
    assert (made.revises, str(made.title)) == (papers.draft, make.HOSTILE)
    assert "<b>" not in browser.get(answer.headers["Location"]).content.decode().replace("</b>", "")
    again = browser.post(address, sent)
    assert (again.status_code, "is taken by" in again.content.decode()) == (422, True)
