"""Two people at one text at once: nothing is lost, and a sentence for whoever comes second."""

import pytest

from secretariat.documents.actions import adopt, keep_version, revise_paragraph, strike_paragraph, write_paragraph
from secretariat.documents.models import Adoption, Paragraph
from secretariat.documents.queries.adopting import seal_holds
from secretariat.documents.queries.texts import content_of, written_of
from tests.documents.negotiation import negotiation
from tests.documents.test_papers_at_once import at_once
from tests.make_documents import said

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_of_two_who_write_one_paragraph_one_is_told() -> None:
    table = negotiation()
    rows = [Paragraph.objects.get(pk=table.first.pk) for _ in range(2)]
    told = at_once(
        lambda: revise_paragraph(table.officer, rows[0], text=said("One"), version=1),
        lambda: revise_paragraph(table.officer, rows[1], text=said("Other"), version=1),
    )

    table.first.refresh_from_db()
    assert told[0] == ""
    assert told[1] != ""
    assert str(table.first.text) in {"One", "Other"}


def test_what_is_adopted_is_what_stands_whoever_comes_first() -> None:
    table = negotiation()
    told = at_once(
        lambda: revise_paragraph(table.officer, table.first, text=said("Calls for more")),
        lambda: adopt(table.officer, table.document, details={"manner": "consensus", "adopted_date": "2020-11-12"}),
    )

    adoption = Adoption.objects.get(document=table.document)
    assert told[0] == ""
    assert content_of(adoption.text) == written_of(table.document)
    assert seal_holds(adoption)


def test_paragraphs_that_are_written_at_once_have_names_and_places_of_their_own() -> None:
    table = negotiation()
    told = at_once(
        *(
            lambda words=words: write_paragraph(table.officer, table.document, kind="operative", text=said(words))
            for words in ("One", "Other", "Third")
        )
    )

    rows = Paragraph.objects.filter(document=table.document)
    assert told == ["", "", ""]
    assert sorted(row.position for row in rows) == [1, 2, 3, 4, 5, 6]
    assert len({row.key for row in rows}) == 6


def test_a_version_holds_a_paragraph_whole_or_not_at_all() -> None:
    table = negotiation()
    told = at_once(
        lambda: strike_paragraph(table.officer, table.second),
        lambda: keep_version(table.officer, table.document, name="Kept"),
    )

    assert told == ["", ""]
    kept = table.document.texts.get()
    assert len(content_of(kept)) in {2, 3}
