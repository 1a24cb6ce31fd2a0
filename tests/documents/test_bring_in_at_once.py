"""Two files at one text at once, and a file at a text that is revised: one is written, the other is told."""

import pytest

from secretariat.documents.actions import bring_in_text, revise_paragraph
from secretariat.documents.models import Paragraph, TextVersion
from secretariat.documents.queries.texts import content_of, digest_of_text, written_of
from secretariat.engines.wording import Written
from tests.documents.negotiation import negotiation
from tests.documents.test_papers_at_once import at_once
from tests.make_documents import said

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_of_two_files_at_once_one_is_written_and_the_other_told() -> None:
    table = negotiation()
    before = written_of(table.document)
    told = at_once(
        *(
            lambda words=words: bring_in_text(
                table.officer,
                table.document,
                paragraphs=[Written("p1", "preambular", {"en": words})],
                name=words,
                seen=digest_of_text(before),
            )
            for words in ("One", "Other")
        )
    )

    assert sorted(bool(each) for each in told) == [False, True]
    assert [each.words("en") for each in written_of(table.document)] in (["One"], ["Other"])
    assert content_of(TextVersion.objects.get(document=table.document)) == before


def test_a_revision_at_the_same_moment_is_never_lost() -> None:
    table = negotiation()
    seen = digest_of_text(written_of(table.document))
    told = at_once(
        lambda: revise_paragraph(table.officer, table.first, text=said("Calls for peace")),
        lambda: bring_in_text(
            table.officer,
            table.document,
            paragraphs=[Written("p2", "operative", {"en": "From a file"})],
            name="file",
            seen=seen,
        ),
    )

    words = str(Paragraph.objects.get(pk=table.first.pk).text)
    # Whichever came second: the file was told, or the revision stands upon what the file wrote.
    assert words == "Calls for peace"
    assert told[0] == ""
