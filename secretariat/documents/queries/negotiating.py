"""The text as it is negotiated: each amendment under its paragraph, and who stands how to either."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser

from secretariat.accounts.models import OFFICE_ROLES, User
from secretariat.archive.queries import Mark, Marks, citations_by_fact, page_in_office
from secretariat.conference.models import ShownName
from secretariat.conference.queries import name_of, shown_names
from secretariat.documents.models import (
    Amendment,
    AmendmentKind,
    AmendmentParty,
    Document,
    Paragraph,
    Support,
    SupportStance,
)
from secretariat.documents.queries.amendments import UNDECIDED, has_clashed, words_in
from secretariat.documents.queries.participants import in_protocol_order, participants_known_to
from secretariat.documents.queries.reading import undone, without, words_without
from secretariat.documents.queries.texts import Shown, as_written, open_brackets, shown_text
from secretariat.documents.queries.tying import TiedThing, ties_of_document
from secretariat.engines.wording import Piece, differing
from secretariat.parties.models import Party

# In this order a page tells them.
SPOKEN = (SupportStance.SUPPORTS, SupportStance.OPPOSES, SupportStance.RESERVES)
# Where more are silent, they are counted under each paragraph and named in the grid.
MOST_NAMED = 40


@dataclass(frozen=True)
class Narrowed:
    """What of a negotiation is asked for: what one party is about, or what is open."""

    party: int | None = None
    is_open: bool = False


ALL_OF_IT = Narrowed()


@dataclass(frozen=True)
class Stood:
    """The parties that stand alike, in protocol order; of those that spoke, with their note."""

    stance: str
    label: str
    names: list[object]
    notes: list[tuple[object, str]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.names)

    @property
    def are_named(self) -> bool:
        """Whether a page names them under each paragraph."""
        return self.stance in SPOKEN or self.count <= MOST_NAMED


@dataclass(frozen=True)
class NegotiatedAmendment:
    """An amendment as it stands under its paragraph, in one language."""

    amendment: Amendment
    names: list[object]
    party_ids: frozenset[int]
    words: str
    pieces: tuple[Piece, ...]
    # The language of the words, where it is not the one that was asked for.
    language: str
    explanation: object
    stances: list[Stood]
    has_clashed: bool
    marks: list[Mark] = field(default_factory=list)

    @property
    def is_undecided(self) -> bool:
        """Whether somebody must still say what becomes of it."""
        return self.amendment.state in UNDECIDED


@dataclass(frozen=True)
class NegotiatedRow:
    """A paragraph with its amendments, and who stands how to it."""

    shown: Shown
    paragraph: Paragraph
    stances: list[Stood]
    amendments: list[NegotiatedAmendment]
    has_brackets: bool
    # The positions and pledges that it answers.
    answers: list[TiedThing] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether something of it is not settled."""
        return self.has_brackets or any(each.is_undecided for each in self.amendments)


@dataclass(frozen=True)
class Negotiation:
    """A text under negotiation, in one language."""

    document: Document
    language: str
    # Amendments that put a new paragraph first of all.
    first: list[NegotiatedAmendment]
    rows: list[NegotiatedRow]
    # Amendments to paragraphs that are no longer in the text.
    elsewhere: list[NegotiatedAmendment]
    participants: list[tuple[Party, object]]
    total: int

    @property
    def open_points(self) -> int:
        """How many paragraphs are not settled."""
        return sum(row.is_open for row in self.rows) + any(each.is_undecided for each in [*self.first, *self.elsewhere])


def negotiation_of(
    document: Document, user: User | AnonymousUser, language: str, narrowed: Narrowed = ALL_OF_IT
) -> Negotiation:
    """A text with what is proposed to it and who stands how, as this person may know it. A dozen queries."""
    return _Reading(document, user, language).narrowed(narrowed)


def supports_seen(document: Document, user: User | AnonymousUser) -> Any:
    """How parties stand to this text, as far as this person may know. One query."""
    return seen_of(Support, document, user).select_related("party")


def amendments_seen(document: Document, user: User | AnonymousUser) -> Any:
    """The amendments to this text that this person may know of. One query."""
    rows = seen_of(Amendment, document, user)
    return rows.select_related("paragraph", "became", "decided_by", "conference", "document").order_by("number")


def seen_of(model: type[Any], document: Document, user: User | AnonymousUser) -> Any:
    """Rows of a document: as the office shows them to whoever has a seat there, as everybody sees them otherwise."""
    rows = model._default_manager.filter(document=document)
    has_seat = isinstance(user, User) and bool(user.roles_in(document.conference_id))
    return rows.in_office_of(user) if has_seat else rows.visible_to(user)


class _Reading:
    """One reading of a negotiation: every table once, however many paragraphs there are."""

    def __init__(self, document: Document, user: User | AnonymousUser, language: str) -> None:
        self.document, self.language = document, language
        held = document.conference
        self.names: dict[int, ShownName] = shown_names(held)
        self.rows = list(seen_of(Paragraph, document, user).filter(is_struck=False).order_by("position", "id"))
        self.undone = undone(user, [document])[document.pk]
        self.amendments: list[Amendment] = list(amendments_seen(document, user))
        self.by_amendment = _parties_of(self.amendments)
        supports = list(supports_seen(document, user))
        self.supports: dict[tuple[str, int], list[Support]] = defaultdict(list)
        for each in supports:
            kind = "paragraph" if each.paragraph_id else "amendment"
            self.supports[kind, each.paragraph_id or each.amendment_id].append(each)
        known = participants_known_to(user, held)
        speaking = [each.party for each in supports] + [party for some in self.by_amendment.values() for party in some]
        self.participants = in_protocol_order([*known.values(), *speaking], held, self.names)
        self.silent = set(known)
        self.named = {party.pk: name_of(party, self.names) for party in self.participants}
        is_office = isinstance(user, User) and bool(user.roles_in(held.pk) & OFFICE_ROLES)
        self.ties = ties_of_document(document, user)
        self.marks = Marks(page_in_office(held.slug) if is_office else lambda _source: "")
        self.citations = citations_by_fact(user, list(self.amendments)) if self.amendments else {}

    def narrowed(self, wanted: Narrowed) -> Negotiation:
        text = without(as_written(self.rows), self.undone)
        bracketed = {each.key for each in open_brackets(text)}
        by_key = {row.key: row for row in self.rows}
        under: dict[int | None, list[NegotiatedAmendment]] = defaultdict(list)
        there = {row.pk for row in self.rows}
        elsewhere = []
        for each in self.amendments:
            told = self._told(each)
            if each.paragraph_id is None or each.paragraph_id in there:
                under[each.paragraph_id].append(told)
            else:
                elsewhere.append(told)
        rows = [
            NegotiatedRow(
                shown,
                by_key[shown.key],
                self._stood("paragraph", by_key[shown.key].pk),
                under[by_key[shown.key].pk],
                shown.key in bracketed,
                self.ties.get(by_key[shown.key].pk, []),
            )
            for shown in shown_text(text, self.language, by_key)
        ]
        kept = [row for row in rows if self._is_wanted(row, wanted)]
        first, gone = (self._of(some, wanted) for some in (under[None], elsewhere))
        named = [(party, self.named[party.pk]) for party in self.participants]
        return Negotiation(self.document, self.language, first, kept, gone, named, len(rows))

    def _told(self, amendment: Amendment) -> NegotiatedAmendment:
        said, base = words_in(amendment.text), words_without(amendment.base_text, self.undone)
        spoken = self.language if said.get(self.language) else next(iter(said), self.language)
        words, stood = said.get(spoken, ""), base.get(spoken, "")
        if amendment.kind == AmendmentKind.STRIKE:
            stood = stood or next(iter(base.values()), "")
        pieces = differing(stood, words) if amendment.kind != AmendmentKind.INSERT else (Piece("new", words),)
        parties = self.by_amendment.get(amendment.pk, [])
        return NegotiatedAmendment(
            amendment,
            [name_of(party, self.names) for party in in_protocol_order(parties, self.document.conference, self.names)],
            frozenset(party.pk for party in parties),
            words,
            pieces,
            spoken,
            amendment.explanation,
            self._stood("amendment", amendment.pk),
            has_clashed(amendment, self.undone),
            self.marks.of(self.citations.get((amendment._meta.label_lower, amendment.pk), [])),
        )

    def _stood(self, kind: str, number: int) -> list[Stood]:
        said = {each.party_id: each for each in self.supports.get((kind, number), ())}
        found = []
        for stance in SPOKEN:
            those = [pk for pk in self.named if pk in said and said[pk].stance == stance] if said else []
            notes = [(self.named[pk], said[pk].note) for pk in those if said[pk].note]
            found.append(Stood(stance, str(stance.label), [self.named[pk] for pk in those], notes))
        spoke = {pk for pk, each in said.items() if each.stance in SPOKEN}
        silent = [name for pk, name in self.named.items() if pk not in spoke and (pk in self.silent or pk in said)]
        return [*found, Stood(SupportStance.SILENT, str(SupportStance.SILENT.label), silent)]

    def _is_wanted(self, row: NegotiatedRow, wanted: Narrowed) -> bool:
        if wanted.is_open and not row.is_open:
            return False
        if wanted.party is None:
            return True
        speaks = any(each.party_id == wanted.party for each in self.supports["paragraph", row.paragraph.pk])
        return speaks or bool(self._of(row.amendments, wanted))

    def _of(self, amendments: Sequence[NegotiatedAmendment], wanted: Narrowed) -> list[NegotiatedAmendment]:
        return [
            each
            for each in amendments
            if (not wanted.is_open or each.is_undecided)
            and (wanted.party is None or wanted.party in each.party_ids or self._speaks_to(each, wanted.party))
        ]

    def _speaks_to(self, told: NegotiatedAmendment, party: int) -> bool:
        return any(each.party_id == party for each in self.supports["amendment", told.amendment.pk])


@dataclass(frozen=True)
class GridRow:
    """A party and how it stands to each paragraph or amendment, in their order.

    A party that takes part no more has no word where it did not speak: it is not counted among the silent.
    """

    party: Party
    name: object
    cells: list[str]


@dataclass(frozen=True)
class Grid:
    """Parties by paragraphs and undecided amendments."""

    # What each column is called, the address within the negotiating page, and how many stand how.
    heads: list[tuple[str, str, Counter[str]]]
    rows: list[GridRow]


def grid_of(document: Document, user: User | AnonymousUser, language: str) -> Grid:
    """How every participant stands to every paragraph and amendment. A dozen queries."""
    reading = _Reading(document, user, language)
    whole = reading.narrowed(ALL_OF_IT)
    columns: list[tuple[str, str, str, int]] = []
    for row in whole.rows:
        if row.shown.kind != "heading":
            columns.append(
                (row.shown.name or row.shown.key, f"paragraph-{row.shown.key}", "paragraph", row.paragraph.pk)
            )
        columns += [_column(each.amendment) for each in row.amendments if each.is_undecided]
    columns += [_column(each.amendment) for each in (*whole.first, *whole.elsewhere) if each.is_undecided]
    stances = {(kind, pk, each.party_id): each.stance for (kind, pk), some in reading.supports.items() for each in some}
    rows = [
        GridRow(
            party,
            name,
            [
                stances.get((kind, pk, party.pk), SupportStance.SILENT if party.pk in reading.silent else "")
                for _name, _place, kind, pk in columns
            ],
        )
        for party, name in whole.participants
    ]
    heads = [
        (name, place, Counter(row.cells[number] for row in rows if row.cells[number]))
        for number, (name, place, _kind, _pk) in enumerate(columns)
    ]
    return Grid(heads, rows)


def _column(amendment: Amendment) -> tuple[str, str, str, int]:
    return f"A{amendment.number}", f"amendment-{amendment.number}", "amendment", amendment.pk


def _parties_of(amendments: Iterable[Amendment]) -> dict[int, list[Party]]:
    found: dict[int, list[Party]] = defaultdict(list)
    ids = [each.pk for each in amendments]
    for each in AmendmentParty.objects.filter(amendment__in=ids).select_related("party") if ids else ():
        found[each.amendment_id].append(each.party)
    return found
