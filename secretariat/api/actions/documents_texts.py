"""The texts of a conference file: paragraphs, what parties would have them say, and versions that were kept."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from secretariat.api.actions.record import Words, put_facts, put_parts
from secretariat.api.actions.rows import Loading
from secretariat.documents.models import (
    Amendment,
    AmendmentParty,
    AmendmentState,
    Document,
    Paragraph,
    ParagraphTie,
    Support,
    TextVersion,
)
from secretariat.documents.queries.texts import as_content, digest_of
from secretariat.engines.wording import Written

if TYPE_CHECKING:
    from secretariat.engines.conferencefile.documents import AmendmentData, DocumentData, VersionData

    Given = Sequence[tuple[Document, DocumentData]]

_PARAGRAPH_FIELDS = ("kind", "text", "is_struck", "sensitivity")
_AMENDMENT_FIELDS = (
    "kind",
    "paragraph",
    "new_kind",
    "text",
    "base_text",
    "bracketed_text",
    "explanation",
    "said_date",
    "state",
    "became",
    "decided_at",
    "sensitivity",
)
_UNDECIDED = {AmendmentState.PROPOSED, AmendmentState.BRACKETED}


@dataclass
class Texts:
    """What texts hold, as a file names it: paragraphs by key, amendments by number, versions by place."""

    paragraphs: dict[tuple[int, str], Paragraph] = field(default_factory=dict)
    amendments: dict[tuple[int, int], Amendment] = field(default_factory=dict)
    versions: dict[int, list[TextVersion]] = field(default_factory=lambda: defaultdict(list))

    def paragraph(self, document: Document, key: str | None) -> Paragraph | None:
        """The paragraph of this key, if one is named."""
        return None if key is None else self.paragraphs[document.pk, key]


def load_texts(loading: Loading, words: Words, documents: "Given") -> Texts:
    """Bring in what papers say, and what was said of it."""
    texts = Texts()
    _paragraphs(loading, words, documents, texts)
    _parents(loading, documents, texts)
    _ties(loading, documents, texts)
    _amendments(loading, words, documents, texts)
    _stances(loading, words, documents, texts)
    _versions(loading, words, documents, texts)
    return texts


def _paragraphs(loading: Loading, words: Words, documents: "Given", texts: Texts) -> None:
    given = []
    for document, said in documents:
        for place, each in enumerate(said.paragraphs, start=1):
            row = Paragraph(conference=loading.conference, entered_by=loading.actor, document=document)
            row.key, row.kind, row.text = each.key or f"p{place}", each.kind, words.text(each.text)
            row.is_struck, row.sensitivity = each.struck, document.sensitivity
            given.append((each, row))
    rows = put_facts(
        loading,
        given,
        _PARAGRAPH_FIELDS,
        lambda row: (row.document_id, row.key),
        within="document_id",
    )
    texts.paragraphs = {(row.document_id, row.key): row for row in rows}


def _parents(loading: Loading, documents: "Given", texts: Texts) -> None:
    moved = []
    for document, said in documents:
        for place, each in enumerate(said.paragraphs, start=1):
            row = texts.paragraphs[document.pk, each.key or f"p{place}"]
            parent = texts.paragraph(document, each.parent)
            if row.parent_id != (parent.pk if parent else None):
                loading.ledger.note_changed(row, {"parent_id": [row.parent_id, parent.pk if parent else None]})
                row.parent = parent
                moved.append(row)
    Paragraph.objects.bulk_update(moved, ["parent"], batch_size=500)


def _ties(loading: Loading, documents: "Given", texts: Texts) -> None:
    """Tie paragraphs to what they answer; a tie that is here and not in the file stays."""
    wanted = []
    for document, said in documents:
        for place, each in enumerate(said.paragraphs, start=1):
            paragraph = texts.paragraphs[document.pk, each.key or f"p{place}"]
            for tie in each.answers:
                row = ParagraphTie(conference=loading.conference, document=document, paragraph=paragraph)
                row.position = loading.positions[tie.position - 1] if tie.position is not None else None
                row.pledge = loading.pledges[tie.pledge - 1] if tie.pledge is not None else None
                wanted.append((_bound(row), row))
    there = {_bound(row): row for row in ParagraphTie.objects.filter(conference=loading.conference)}
    loading.ledger.put(list(dict(wanted).items()), there, ())


def _bound(row: ParagraphTie) -> tuple[int | None, ...]:
    return row.paragraph_id, row.position_id, row.pledge_id


def _amendments(loading: Loading, words: Words, documents: "Given", texts: Texts) -> None:
    given, handed_in = [], []
    for document, said in documents:
        for each in said.amendments:
            given.append((each, _amendment(loading, words, document, each, texts)))
            handed_in.append(words.parties(each.parties))
    rows = put_facts(
        loading,
        given,
        _AMENDMENT_FIELDS,
        lambda row: (row.document_id, row.number),
    )
    held = [
        (row, [AmendmentParty(conference=loading.conference, amendment=row, party=party) for party in parties])
        for row, parties in zip(rows, handed_in, strict=True)
    ]
    put_parts(loading, held, "parties", lambda row: row.party_id)
    texts.amendments = {(row.document_id, row.number): row for row in rows}


def _amendment(loading: Loading, words: Words, document: Document, said: "AmendmentData", texts: Texts) -> Amendment:
    row = Amendment(conference=loading.conference, entered_by=loading.actor, document=document, number=said.number)
    row.kind, row.paragraph, row.new_kind = said.kind, texts.paragraph(document, said.paragraph), said.new_kind or ""
    row.text, row.base_text = words.text(said.text), words.text(said.base)
    row.bracketed_text, row.explanation = words.text(said.bracketed), words.text(said.explanation)
    row.said_date, row.state, row.became = said.said or "", said.state, texts.paragraph(document, said.became)
    row.decided_at, row.sensitivity = said.decided, document.sensitivity
    if row.state not in _UNDECIDED:
        row.decided_by = loading.actor
    return row


def _stances(loading: Loading, words: Words, documents: "Given", texts: Texts) -> None:
    wanted = []
    for document, said in documents:
        for each in said.stances:
            row = Support(conference=loading.conference, document=document, party=words.party(each.party))
            row.paragraph = texts.paragraph(document, each.paragraph)
            row.amendment = texts.amendments[document.pk, each.amendment] if each.amendment is not None else None
            row.stance, row.note, row.said_date = each.stance, each.note or "", each.said or ""
            wanted.append((_stood_on(row), row))
    there = {_stood_on(row): row for row in Support.objects.filter(conference=loading.conference)}
    loading.ledger.put(wanted, there, ("stance", "note", "said_date"))


def _stood_on(row: Support) -> tuple[int | None, ...]:
    return row.paragraph_id, row.amendment_id, row.party_id


def _versions(loading: Loading, words: Words, documents: "Given", texts: Texts) -> None:
    """The versions of a text never change: those that say the same stay, others are added."""
    for document, said in documents:
        if not said.versions:
            continue
        there: dict[tuple[str, str], list[TextVersion]] = defaultdict(list)
        rows = TextVersion.objects.filter(document=document).order_by("-number")
        last = 0
        for row in rows:
            there[row.name, row.sha256].append(row)
            last = max(last, row.number)
        for each in said.versions:
            content = _content(words, each)
            same = there[each.name, digest_of(content)]
            if same:
                texts.versions[document.pk].append(same.pop())
                continue
            last += 1
            version = TextVersion(conference=loading.conference, document=document, number=last, name=each.name)
            version.content, version.sha256, version.entered_by = content, digest_of(content), loading.actor
            version.based_on = texts.versions[document.pk][each.based_on - 1] if each.based_on is not None else None
            loading.ledger.put([(None, version)], {}, ())
            texts.versions[document.pk].append(version)


def _content(words: Words, said: "VersionData") -> list[dict[str, Any]]:
    text = [Written(each.key, each.kind, dict(words.text(each.text).data), each.parent) for each in said.paragraphs]
    content = as_content(text)
    for row, each in zip(content, said.paragraphs, strict=True):
        row["number"] = row["number"] if each.number is None else each.number
    return content
