"""Papers as the public may know them: the list by kind, one paper whole, and the archive as it was packed last."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from secretariat.archive.queries import Mark
from secretariat.conference.models import Conference
from secretariat.documents.models import Document, DocumentKind, LanguageVersion
from secretariat.documents.queries.adopting import AdoptionTold, adoption_told
from secretariat.documents.queries.archive import archive_of
from secretariat.documents.queries.listing import Wanted, by_kind, found, rows_of
from secretariat.documents.queries.papers import (
    Listed,
    items_seen,
    languages_seen,
    party_of,
    public_documents,
    readable,
    revised_by,
)
from secretariat.documents.queries.reading import written_for
from secretariat.documents.queries.texts import Shown, languages_in, shown_text
from secretariat.dossier.queries.sight import Sight
from secretariat.programme.models import AgendaItem
from secretariat.public.queries.editions import STRANGER
from secretariat.public.queries.packing import packed


@dataclass(frozen=True)
class OfKind:
    """The papers of a kind, by symbol."""

    kind: str
    label: str
    lines: list[Listed]


@dataclass(frozen=True)
class Told:
    """Everything that is public of a paper."""

    document: Document
    name: object
    item: AgendaItem | None
    revises: Document | None
    revised_by: list[Document]
    languages: list[LanguageVersion]
    paragraphs: tuple[Shown, ...]
    text_languages: tuple[str, ...]
    adoption: AdoptionTold | None
    marks: list[Mark] = field(default_factory=list)
    adoption_marks: list[Mark] = field(default_factory=list)


def documents_found(conference: Conference, words: str = "", kind: str = "") -> list[int]:
    """The numbers of the public papers, all of them or those that hold the words, by kind and symbol. Four queries."""
    return found(STRANGER, conference, Wanted(words=words, kind=kind, sort="kind")).ids


def documents_by_kind(conference: Conference, ids: Iterable[int]) -> list[OfKind]:
    """These papers under their kinds. Three queries."""
    lines = {line.document.pk: line for line in rows_of(STRANGER, conference, ids)}
    return [
        OfKind(kind, str(DocumentKind(kind).label), [lines[row.pk] for row in rows])
        for kind, rows in by_kind(line.document for line in lines.values())
    ]


def told_document(reader: Sight, document: Document) -> Told:
    """A paper with all that is public of it."""
    conference = reader.conference
    document.conference = conference
    text = written_for(STRANGER, document)
    adoption = adoption_told(document, STRANGER)
    facts = [document, *([adoption.adoption] if adoption else [])]
    marked = reader.marked(facts)
    return Told(
        document=document,
        name=party_of(document, reader.names),
        item=items_seen(STRANGER, conference).get(document.item_id or 0),
        revises=public_documents(conference).filter(pk=document.revises_id).first() if document.revises_id else None,
        revised_by=revised_by(STRANGER, document),
        languages=readable(languages_seen(STRANGER, [document])[document.pk]),
        paragraphs=shown_text(text, reader.language, adoption=adoption.adoption if adoption else None),
        text_languages=languages_in(text),
        adoption=adoption,
        marks=marked[document],
        adoption_marks=marked[adoption.adoption] if adoption else [],
    )


def opening_of(told: Told) -> str:
    """The first words of a text, for those who pass its address on."""
    return next((each.words for each in told.paragraphs if each.kind != "heading" and each.words), "")


def packed_archive(conference: Conference, language: str, name: str) -> BinaryIO:
    """The public archive of this edition, open to be read."""
    return packed(f"{conference.pk}-{language}", name, lambda: archive_of(STRANGER, conference, language))
