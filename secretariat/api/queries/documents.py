"""The papers of a conference, their texts and how they were adopted, as the data of a conference file."""

from collections import defaultdict
from typing import Any

from secretariat.api.queries.held_files import names_of_files
from secretariat.api.queries.record import by_owner, code_of, named_in, rows_of
from secretariat.api.queries.texts import Cited, said_in
from secretariat.archive.models import Fact
from secretariat.conference.models import Conference
from secretariat.documents.models import (
    Adoption,
    Amendment,
    AmendmentParty,
    Document,
    Explanation,
    LanguageVersion,
    Paragraph,
    ParagraphTie,
    Support,
    TextVersion,
    Vote,
)
from secretariat.dossier.models import Position
from secretariat.newsroom.models import ArticleParty
from secretariat.pledges.models import Pledge

_NAMING: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Document, ("party_id",)),
    (AmendmentParty, ("party_id",)),
    (Support, ("party_id",)),
    (Vote, ("party_id",)),
    (Explanation, ("party_id",)),
    (ArticleParty, ("party_id",)),
)


def who_is_in_papers(conference: Conference) -> set[int]:
    """The parties that papers and news of a conference name."""
    return named_in(conference, _NAMING)


def documents_of(conference: Conference, cited: Cited) -> dict[str, Any]:
    """The papers, each as a file gives it."""
    rows = list(rows_of(Document, conference, "party", "item", "session", "revises"))
    parts = _Parts(conference, cited)
    return {"documents": [{**_masthead(row), **parts.of(row), **cited.on(row)} for row in rows]}


def _masthead(row: Document) -> dict[str, Any]:
    return {
        "key": row.key,
        "symbol": row.symbol or None,
        "title": said_in(row.title),
        "kind": row.kind,
        "distribution": row.distribution,
        "state": row.state,
        "party": code_of(row.party),
        "item": row.item.number if row.item else None,
        "session": row.session.key if row.session else None,
        "revises": row.revises.key if row.revises else None,
        "issued": row.issued_date,
        "withdrawn": said_in(row.withdrawn_reason),
        "open": row.is_open,
        "deadline": row.deadline,
    }


class _Parts:
    """What papers hold, each kind of it read once."""

    def __init__(self, conference: Conference, cited: Cited) -> None:
        self._cited = cited
        self._names = names_of_files(conference)
        self._languages = by_owner("document_id", rows_of(LanguageVersion, conference, "file"))
        self._paragraphs = by_owner("document_id", rows_of(Paragraph, conference, order=("position", "id")))
        self._keys = {row.pk: row.key for rows in self._paragraphs.values() for row in rows}
        self._amendments = by_owner("document_id", rows_of(Amendment, conference, order=("number", "id")))
        self._numbers = {row.pk: row.number for rows in self._amendments.values() for row in rows}
        self._parties = by_owner("amendment_id", rows_of(AmendmentParty, conference, "party"))
        self._stances = by_owner("document_id", rows_of(Support, conference, "party"))
        self._versions = by_owner("document_id", rows_of(TextVersion, conference, order=("number", "id")))
        self._adoptions = {row.document_id: row for row in rows_of(Adoption, conference, "session")}
        self._votes = by_owner("adoption_id", rows_of(Vote, conference, "party"))
        self._explanations = by_owner("document_id", rows_of(Explanation, conference, "party"))
        self._answers = _answers(conference)

    def of(self, document: Document) -> dict[str, Any]:
        """What one paper holds."""
        versions = self._versions[document.pk]
        places = {row.pk: place for place, row in enumerate(versions, start=1)}
        adoption = self._adoptions.get(document.pk)
        return {
            "languages": [_language(row, self._names) for row in self._languages[document.pk]],
            "paragraphs": [self._paragraph(row) for row in self._paragraphs[document.pk]],
            "amendments": [self._amendment(row) for row in self._amendments[document.pk]],
            "stances": [self._stance(row) for row in self._stances[document.pk]],
            "versions": [_version(row, places) for row in versions],
            "adoption": self._adoption(adoption, places) if adoption is not None else None,
            "explanations": [self._explanation(row) for row in self._explanations[document.pk]],
        }

    def _on(self, row: Fact) -> dict[str, Any]:
        """What a part rests on; for whom it is, its document says."""
        return {"sources": self._cited.on(row)["sources"]}

    def _paragraph(self, row: Paragraph) -> dict[str, Any]:
        return {
            "key": row.key,
            "kind": row.kind,
            "parent": self._keys.get(row.parent_id) if row.parent_id else None,
            "text": said_in(row.text),
            "struck": row.is_struck,
            "answers": self._answers[row.pk],
            **self._on(row),
        }

    def _amendment(self, row: Amendment) -> dict[str, Any]:
        return {
            "number": row.number,
            "kind": row.kind,
            "parties": [each.party.code for each in self._parties[row.pk]],
            "paragraph": self._keys.get(row.paragraph_id) if row.paragraph_id else None,
            "new_kind": row.new_kind or None,
            "text": said_in(row.text),
            "base": said_in(row.base_text),
            "bracketed": said_in(row.bracketed_text),
            "explanation": said_in(row.explanation),
            "said": row.said_date or None,
            "state": row.state,
            "became": self._keys.get(row.became_id) if row.became_id else None,
            "decided": row.decided_at,
            **self._on(row),
        }

    def _stance(self, row: Support) -> dict[str, Any]:
        return {
            "party": row.party.code,
            "paragraph": self._keys.get(row.paragraph_id) if row.paragraph_id else None,
            "amendment": self._numbers.get(row.amendment_id) if row.amendment_id else None,
            "stance": row.stance,
            "note": row.note or None,
            "said": row.said_date or None,
        }

    def _adoption(self, row: Adoption, places: dict[int, int]) -> dict[str, Any]:
        return {
            "date": row.adopted_date,
            "manner": row.manner,
            "session": row.session.key if row.session else None,
            "version": places[row.text_id],
            "votes": [{"party": vote.party.code, "choice": vote.choice} for vote in self._votes[row.pk]],
            "note": said_in(row.note),
            "seal": row.seal,
            **self._on(row),
        }

    def _explanation(self, row: Explanation) -> dict[str, Any]:
        return {
            "party": row.party.code,
            "kind": row.kind,
            "text": said_in(row.text),
            "said": row.said_date or None,
            **self._on(row),
        }


def _language(row: LanguageVersion, names: dict[int, str]) -> dict[str, Any]:
    return {
        "language": row.language,
        "state": row.state,
        "due": row.due_date,
        "issued": row.issued_date,
        "file": (names[row.file.pk] if row.file else row.file_name) or None,
        "note": row.note or None,
    }


def _version(row: TextVersion, places: dict[int, int]) -> dict[str, Any]:
    return {
        "name": row.name,
        "based_on": places.get(row.based_on_id) if row.based_on_id else None,
        "paragraphs": [{**each, "number": each.get("number") or None} for each in row.content],
    }


def _answers(conference: Conference) -> dict[int, list[dict[str, Any]]]:
    positions = _places(rows_of(Position, conference))
    pledges = _places(rows_of(Pledge, conference, order=("number", "id")))
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows_of(ParagraphTie, conference):
        if row.position_id:
            found[row.paragraph_id].append({"position": positions[row.position_id]})
        else:
            found[row.paragraph_id].append({"pledge": pledges[row.pledge_id]})
    return found


def _places(rows: Any) -> dict[int, int]:
    return {pk: place for place, pk in enumerate(rows.values_list("pk", flat=True), start=1)}
