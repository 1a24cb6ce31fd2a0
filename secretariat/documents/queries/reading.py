"""The words of a text as somebody may read them: what translators are still at is the secretariat's alone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from i18nfield.strings import LazyI18nString

from secretariat.documents.models import Document, LanguageVersion
from secretariat.documents.queries.amendments import words_in
from secretariat.documents.queries.papers import UNDONE, Reader, may_read_text, sees_drafts
from secretariat.documents.queries.texts import written_of
from secretariat.engines.wording import Written


def written_for(reader: Reader, document: Document) -> tuple[Written, ...]:
    """The text in the languages in which this person may read it; nothing if it is not for them. Two queries."""
    if not may_read_text(reader, document):
        return ()
    return without(written_of(document), undone(reader, [document])[document.pk])


def undone(reader: Reader, documents: Iterable[Document]) -> dict[int, set[str]]:
    """By the number of each paper, the languages that are still being written. One query; none for the secretariat."""
    found: dict[int, set[str]] = defaultdict(set)
    wanted = [each.pk for each in documents if not sees_drafts(reader, each.conference_id)]
    rows = LanguageVersion.objects.filter(document__in=wanted, state__in=UNDONE) if wanted else ()
    for row in rows:
        found[row.document_id].add(row.language)
    return found


def without(text: Sequence[Written], languages: Collection[str]) -> tuple[Written, ...]:
    """A text that says nothing in these languages."""
    if not languages:
        return tuple(text)
    return tuple(
        replace(each, text={code: words for code, words in each.text.items() if code not in languages}) for each in text
    )


def words_without(said: object, languages: Collection[str]) -> dict[str, str]:
    """What is said in one place of a text, by language, and nothing in these languages."""
    return {code: words for code, words in words_in(said).items() if code not in languages}


def said_without(said: object, languages: Collection[str]) -> LazyI18nString:
    """The same, to be shown in the reader's language."""
    return LazyI18nString(words_without(said, languages) or "")
