"""Papers as a person may know of them: which there are, in which languages they can be read, and what they revise."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from secretariat.accounts.models import User
from secretariat.archive.models import File
from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import name_of, shown_names
from secretariat.documents.models import (
    Document,
    DocumentQuerySet,
    DocumentState,
    LanguageVersion,
    Paragraph,
    VersionState,
)
from secretariat.documents.models.papers import READ_DRAFTS, READABLE
from secretariat.programme.models import AgendaItem
from secretariat.ui.templatetags.ui import own_name

Reader: TypeAlias = User | AnonymousUser
STRANGER = AnonymousUser()
_RUNS = re.compile(r"[0-9]+|[^0-9]+")
# What translators still have before them.
UNDONE = frozenset({VersionState.MISSING, VersionState.IN_TRANSLATION})


@dataclass(frozen=True)
class LanguageRow:
    """A language of a paper: how far it has come, its file, and whether it should be there by now."""

    code: str
    name: str
    version: LanguageVersion | None
    is_late: bool

    @property
    def state(self) -> VersionState:
        """How far it has come; of what nobody has written anything down, it is missing."""
        return VersionState(self.version.state) if self.version else VersionState.MISSING

    @property
    def file(self) -> File | None:
        """Its file, if there is one."""
        return self.version.file if self.version else None


@dataclass(frozen=True)
class Listed:
    """A paper in a list: what the conference calls the party, and the languages in which it can be read."""

    document: Document
    name: object
    languages: list[LanguageVersion]


def documents_seen(user: User, conference: Conference) -> DocumentQuerySet:
    """The papers that the office shows this person; to a focal point, those that were issued to the delegations."""
    rows = Document.objects.in_office_of(user).filter(conference=conference)
    return rows.select_related("party", "item", "revises")


def public_documents(conference: Conference) -> DocumentQuerySet:
    """The papers that everybody may know of; those that were withdrawn are among them, and say so."""
    rows = Document.objects.visible_to(STRANGER).filter(conference=conference)
    return rows.select_related("party", "item", "revises")


def documents_of(reader: Reader, conference: Conference) -> DocumentQuerySet:
    """The papers that somebody may know of: a person of the office, or a stranger."""
    return documents_seen(reader, conference) if isinstance(reader, User) else public_documents(conference)


def sees_drafts(reader: Reader, conference_id: int) -> bool:
    """Whether this person reads papers that are still in preparation."""
    return isinstance(reader, User) and bool(reader.roles_in(conference_id) & READ_DRAFTS)


def may_read_text(reader: Reader, document: Document) -> bool:
    """Whether the words of a paper are for this person: those of a draft and of one withdrawn are the secretariat's."""
    return document.state == DocumentState.ISSUED or sees_drafts(reader, document.conference_id)


def languages_seen(
    reader: Reader, documents: Iterable[Document], language: str = ""
) -> dict[int, list[LanguageVersion]]:
    """The languages in which papers can be read, by the paper's number, or one of them alone.

    Translators' work is shown to no others. One query, however many papers there are.
    """
    wanted = {each.pk: each for each in documents if may_read_text(reader, each)}
    found: dict[int, list[LanguageVersion]] = defaultdict(list)
    rows = LanguageVersion.objects.filter(document__in=list(wanted)).select_related("file")
    if language:
        rows = rows.filter(language=language)
    for row in sorted(rows, key=lambda row: place_of(row.language)):
        document = wanted[row.document_id]
        is_out = row.issued_date is not None and row.state in READABLE
        if is_out or sees_drafts(reader, document.conference_id):
            row.document = document
            found[row.document_id].append(row)
    return found


def readable(versions: Iterable[LanguageVersion]) -> list[LanguageVersion]:
    """The languages that were handed out, or could be."""
    return [each for each in versions if each.state in READABLE]


def language_rows(document: Document, versions: Iterable[LanguageVersion], on: date) -> list[LanguageRow]:
    """Every language of the conference and of the paper, also those in which nothing is there yet."""
    by_language = {each.language: each for each in versions}
    codes = sorted({*document.conference.languages, *by_language}, key=place_of)
    return [language_row(code, by_language.get(code), on) for code in codes]


def language_row(code: str, version: LanguageVersion | None, on: date) -> LanguageRow:
    """A language of a paper as a table shows it."""
    is_late = version is not None and version.state in UNDONE and version.due_date is not None and version.due_date < on
    return LanguageRow(code, own_name(code), version, is_late)


def file_seen(reader: Reader, document: Document, language: str) -> File | None:
    """The file of a paper in a language, if this person may have it."""
    versions = languages_seen(reader, [document])[document.pk]
    return next((each.file for each in versions if each.language == language and each.file_id), None)


def listed(reader: Reader, conference: Conference, documents: Iterable[Document]) -> list[Listed]:
    """Papers as a list shows them. Two queries."""
    rows = list(documents)
    names, spoken = shown_names(conference), languages_seen(reader, rows)
    return [Listed(each, party_of(each, names), readable(spoken[each.pk])) for each in rows]


def party_of(document: Document, names: dict[int, ShownName]) -> object:
    """What the conference calls the party that submitted a paper; nothing where there is none."""
    return name_of(document.party, names) if document.party else ""


def revised_by(reader: Reader, document: Document) -> list[Document]:
    """The papers that revise this one, as far as this person may know of them. One query."""
    rows = documents_of(reader, document.conference).filter(revises=document)
    return sorted(rows, key=lambda each: symbol_key(each.symbol))


def items_seen(reader: Reader, conference: Conference) -> dict[int, AgendaItem]:
    """The items of the agenda that this person may know of, in its order. One query."""
    rows = AgendaItem.objects.visible_to(reader).filter(conference=conference)
    return {item.pk: item for item in rows.order_by("position", "id")}


def has_text(document: Document) -> bool:
    """Whether a paper has paragraphs. One query."""
    return Paragraph.objects.filter(document=document, is_struck=False).exists()


def place_of(code: str) -> tuple[int, str]:
    """Where a language stands in a list: the six first, in the order of the house."""
    codes = [each for each, _name in settings.LANGUAGES]
    return (codes.index(code) if code in codes else len(codes), code)


def symbol_key(symbol: str) -> tuple[object, ...]:
    """The order of symbols as people count them: L.2 before L.10; a paper without a symbol stands last."""
    return (not symbol, *_parts(symbol))


def _parts(symbol: str) -> list[tuple[int, int, str]]:
    return [(0, int(word[:15]), "") if word.isdecimal() else (1, 0, word.casefold()) for word in _RUNS.findall(symbol)]
