"""What translators have before them: languages in which papers are not there yet, the late ones first."""

from dataclasses import dataclass
from datetime import date

from secretariat.conference.models import Conference
from secretariat.documents.models import Document, DocumentState, LanguageVersion, VersionState
from secretariat.documents.queries.papers import (
    UNDONE,
    LanguageRow,
    Reader,
    documents_of,
    language_rows,
    languages_seen,
    place_of,
    symbol_key,
)
from secretariat.ui.templatetags.ui import own_name


@dataclass(frozen=True)
class Work:
    """One language of one paper that is not there yet, and the language it is translated from."""

    document: Document
    row: LanguageRow
    original: str

    @property
    def due(self) -> date | None:
        """By which day it is wanted."""
        return self.row.version.due_date if self.row.version else None


@dataclass(frozen=True)
class Section:
    """The work of one language."""

    code: str
    name: str
    missing: int
    in_translation: int
    late: int
    works: list[Work]


def translations(reader: Reader, conference: Conference, on: date, language: str = "") -> list[Section]:
    """What is missing or under way, by language; papers that were withdrawn are left out. Two queries."""
    documents = [
        each
        for each in documents_of(reader, conference).select_related("conference", "party", "item")
        if each.state != DocumentState.WITHDRAWN
    ]
    spoken = languages_seen(reader, documents)
    works: dict[str, list[Work]] = {code: [] for code in sorted(conference.languages, key=place_of)}
    for document in documents:
        versions = spoken[document.pk]
        for row in language_rows(document, versions, on):
            if row.state in UNDONE:
                works.setdefault(row.code, []).append(Work(document, row, _original(versions)))
    wanted = {code: rows for code, rows in works.items() if (code == language if language else rows)}
    return [_section(code, rows) for code, rows in wanted.items()]


def _section(code: str, works: list[Work]) -> Section:
    return Section(
        code,
        own_name(code),
        sum(each.row.state == VersionState.MISSING for each in works),
        sum(each.row.state == VersionState.IN_TRANSLATION for each in works),
        sum(each.row.is_late for each in works),
        sorted(works, key=_order),
    )


def _order(work: Work) -> tuple[object, ...]:
    return (not work.row.is_late, work.due is None, work.due or date.max, symbol_key(work.document.symbol))


def _original(versions: list[LanguageVersion]) -> str:
    return next((each.language for each in versions if each.state == VersionState.ORIGINAL), "")
