"""Reports as their pages show them: the text with its passages, and the drafts with what they would become."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User, is_for_fewer
from secretariat.archive.models import Fact
from secretariat.conference.models import Conference
from secretariat.dossier.models import Draft, DraftKind, Report
from secretariat.dossier.queries.comparing import Compared, compared
from secretariat.dossier.queries.drafting import POINT
from secretariat.parties.models import Party
from secretariat.ui.templatetags.ui import day, language_own_name

Words = str | Promise
Facts = dict[tuple[str, int], Any]
# From here on a rule is called sure, and from there on fairly sure.
SURE, FAIRLY = 0.9, 0.7
REASONS: Mapping[str, Words] = {
    "address": _("the same address"),
    "date": _("the same date"),
    "kind": _("the same kind"),
    "occasion": _("the same occasion"),
    "part": _("a part of the name"),
    "parties": _("the same parties"),
    "party": _("the same party"),
    "persons": _("the same persons"),
    "place": _("the same place"),
    "same": _("the same name"),
    "script": _("the name in another script"),
    "speakers": _("said by the same"),
    "spelling": _("the name in another spelling"),
    "title": _("the same title"),
    "value": _("the same number"),
    "verb": _("the same verb"),
    "words": _("nearly the same words"),
}
# Where a fact is read; a fact without a page of its own is read at the page of what it belongs to.
PAGES: Mapping[str, tuple[str, str]] = {
    "archive.source": ("archive:source", "pk"),
    "delegations.delegation": ("delegations:delegation", "pk"),
    "delegations.delegate": ("delegations:delegate", "pk"),
    "meetings.meeting": ("meetings:meeting", "pk"),
    "meetings.point": ("meetings:meeting", "meeting_id"),
    "meetings.mission": ("meetings:mission", "pk"),
    "preparation.challenge": ("preparation:challenge", "pk"),
    "dossier.position": ("dossier:topic", "topic_id"),
}
# What is read with a fact to tell and compare it.
RELATED: Mapping[str, tuple[str, ...]] = {
    "delegations.delegation": ("party",),
    "dossier.initiative": ("party",),
    "dossier.position": ("party",),
    "meetings.meeting": ("host", "country"),
    "meetings.mission": ("party",),
}
PARTS: Mapping[str, tuple[str, ...]] = {
    "delegations.delegation": ("bodies",),
    "meetings.meeting": ("visitors__party",),
    "meetings.mission": ("stops__country",),
}
LISTS: Mapping[str, str] = {
    "dossier.initiative": "dossier:initiatives",
    "dossier.reportedfigure": "dossier:as_reported",
    "dossier.notice": "dossier:as_reported",
}


@dataclass(frozen=True)
class Piece:
    """A stretch of the clean text, and the drafts whose passage it belongs to."""

    text: str
    # Numbers of the drafts whose passage covers it, and of those whose passage begins here.
    covered_by: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


@dataclass
class Card:
    """A draft as the page shows it."""

    draft: Draft
    number: int
    lines: list[tuple[Words, str]]
    passage: str
    sureness: Words
    same: Fact | None = None
    same_url: str = ""
    reasons: list[Words] = field(default_factory=list)
    compared: list[Compared] = field(default_factory=list)
    fact_url: str = ""
    needs_topic: bool = False
    is_cited_only: bool = False


@dataclass
class Group:
    """The drafts of one kind."""

    kind: str
    label: Words
    cards: list[Card]

    @property
    def undecided(self) -> int:
        """How many are still to decide."""
        return sum(card.draft.state == Draft.State.PROPOSED for card in self.cards)

    @property
    def joinable(self) -> int:
        """How many of these seem to tell of what is there."""
        return sum(card.same is not None and card.draft.state == Draft.State.PROPOSED for card in self.cards)


def reports_of(conference: Conference, user: User) -> Any:
    """The reports that were read, the newest first, with how many drafts they have and how many are undecided."""
    seen = Report.objects.in_office_of(user).filter(conference=conference)
    undecided = Count("drafts", filter=Q(drafts__state=Draft.State.PROPOSED))
    counted = seen.annotate(drafted=Count("drafts"), undecided=undecided)
    return counted.select_related("source", "entered_by").defer("text", "furniture").order_by("-id")


def pieces(text: str, drafts: Iterable[Draft]) -> list[list[Piece]]:
    """The clean text in paragraphs, each cut where a passage begins or ends."""
    spans = [(draft.start, draft.end, number) for number, draft in numbered(drafts) if _has_passage(draft)]
    found: list[list[Piece]] = []
    offset = 0
    for paragraph in text.split("\n"):
        end = offset + len(paragraph)
        if paragraph.strip():
            found.append(_cut(text, (offset, end), spans))
        offset = end + 1
    return found


def numbered(drafts: Iterable[Draft]) -> Iterator[tuple[int, Draft]]:
    """Drafts with the numbers by which the page calls them."""
    return enumerate(drafts, start=1)


class Telling:
    """Tells drafts in the language in force: parties by their names, choices by their labels."""

    def __init__(
        self, conference: Conference, user: User, names: Mapping[str, object], labels: Mapping[str, Any]
    ) -> None:
        self._conference, self._user, self._names, self._labels = conference, user, names, labels

    def groups(self, report: Report, drafts: list[Draft]) -> list[Group]:
        """The drafts by kind, in the order in which they are best decided."""
        facts = self._facts(drafts)
        by_kind: dict[str, list[Card]] = {}
        for number, draft in numbered(drafts):
            by_kind.setdefault(draft.kind, []).append(self._card(report, draft, number, facts))
        labels = dict(DraftKind.choices)
        return [Group(kind, labels[kind], by_kind[kind]) for kind, _label in DraftKind.choices if kind in by_kind]

    def found(self, report: Report) -> list[tuple[Words, list[str]]]:
        """Parties, persons and dates that a report names."""
        dates = [f"{words} ({day(value)})" if value else str(words) for words, value in report.found.get("dates", [])]
        lines: list[tuple[Words, list[str]]] = [
            (_("Parties"), [self._name(code) for code in report.found.get("parties", [])]),
            (_("Persons"), list(report.found.get("persons", []))),
            (_("Dates"), list(dict.fromkeys(dates))),
        ]
        return [(label, names) for label, names in lines if names]

    def card(self, report: Report, draft: Draft, number: int) -> Card:
        """One draft with what it would become, and what it may be already."""
        return self._card(report, draft, number, self._facts([draft]))

    def _card(self, report: Report, draft: Draft, number: int, facts: Facts) -> Card:
        passage = report.text[draft.start : draft.end] if _has_passage(draft) else ""
        card = Card(draft, number, list(self._lines(draft)), passage, sureness(draft.confidence))
        card.needs_topic = (
            draft.kind == DraftKind.STATEMENT and draft.data.get("becomes") != POINT and not draft.data.get("topic")
        )
        if draft.state == Draft.State.ACCEPTED:
            fact = facts.get((draft.fact_type, draft.fact_id or 0))
            card.fact_url = page_of(self._conference.slug, fact) if fact else ""
        elif draft.same_id is not None:
            card.same = facts.get((draft.same_type, draft.same_id))
            if card.same is not None:
                card.same_url = page_of(self._conference.slug, card.same)
                card.reasons = [REASONS[code] for code in draft.same_reasons if code in REASONS]
                level = getattr(card.same, "sensitivity", report.facts_for)
                card.is_cited_only = draft.kind != DraftKind.MISSION and is_for_fewer(report.facts_for, level)
                card.compared = list(compared(draft, card.same, self.told))
        return card

    def _facts(self, drafts: Iterable[Draft]) -> Facts:
        """The facts that drafts became or may be already, as far as the office shows them; a few queries a kind."""
        wanted: dict[str, set[int]] = {}
        for draft in drafts:
            for kind, pk in ((draft.fact_type, draft.fact_id), (draft.same_type, draft.same_id)):
                if kind and pk is not None:
                    wanted.setdefault(kind, set()).add(pk)
        found: Facts = {}
        for kind, ids in wanted.items():
            rows: Any = apps.get_model(kind)._default_manager
            seen = rows.in_office_of(self._user).filter(conference=self._conference, pk__in=ids)
            seen = seen.select_related(*RELATED.get(kind, ())).prefetch_related(*PARTS.get(kind, ()))
            found |= {(kind, row.pk): row for row in seen}
        return found

    def _lines(self, draft: Draft) -> Iterator[tuple[Words, str]]:
        for name, label, what in self._labels[draft.kind]:
            value = draft.data.get(name)
            is_idle = draft.kind == DraftKind.STATEMENT and name in _idle(draft)
            if value in ("", None, []) or is_idle:
                continue
            told = self.told(what, value)
            if told:
                yield label, told

    def told(self, what: str, value: Any) -> str:
        """A value as the reader is told it."""
        told = self._tellers.get(what)
        if told is not None:
            return told(value)
        choices = self._labels["choices"].get(what)
        return str(dict(choices).get(value, value)) if choices else str(value)

    @cached_property
    def _tellers(self) -> Mapping[str, Callable[[Any], str]]:
        """How values are told that are no plain words."""
        rows: Callable[[Any], str] = lambda value: " · ".join(self._told_row(row) for row in value)  # noqa: E731
        return {
            "party": self._name,
            "parties": lambda value: ", ".join(self._name(code) for code in value),
            "date": lambda value: day(str(value)),
            "lines": " · ".join,
            "visitors": rows,
            "stops": rows,
            "language": language_own_name,
            "yes": lambda value: str(_("Yes")) if value else "",
            # The first is the only one in most reports, and needs no number.
            "meeting": lambda value: str(value + 1) if value else "",
        }

    def _told_row(self, row: Mapping[str, str]) -> str:
        parts = [self._name(row.get(name, "")) for name in ("party", "country") if row.get(name)]
        parts += [str(row[name]) for name in ("head", "head_capacity", "city", "stop_date", "met") if row.get(name)]
        return ", ".join(parts)

    def _name(self, code: str) -> str:
        return str(self._names.get(code, code))


def sureness(confidence: float) -> Words:
    """How sure a rule is, in words: a number would pretend to more."""
    if confidence >= SURE:
        return _("Sure")
    return _("Fairly sure") if confidence >= FAIRLY else _("Look twice")


def page_of(slug: str, fact: Any) -> str:
    """Where the office reads a fact."""
    kind = fact._meta.label_lower
    if kind in PAGES:
        name, number = PAGES[kind]
        return reverse(name, args=[slug, getattr(fact, number)])
    return reverse(LISTS[kind], args=[slug]) if kind in LISTS else ""


def names_by_code(names: Mapping[int, object]) -> dict[str, object]:
    """The names of all parties by code: as the conference shows them, else as the register does."""
    return {party.code: names.get(party.pk) or party.name for party in Party.objects.all()}


def _idle(draft: Draft) -> frozenset[str]:
    """Fields of a statement that say nothing for what it is to become."""
    is_point = draft.data.get("becomes") == POINT
    return frozenset({"topic", "stance"}) if is_point else frozenset({"meeting", "verb"})


def _has_passage(draft: Draft) -> bool:
    return draft.start is not None and draft.end is not None and draft.end > draft.start


def _cut(text: str, place: tuple[int, int], spans: list[Any]) -> list[Piece]:
    start, end = place
    inside = [span for span in spans if span[0] < end and span[1] > start]
    edges = sorted(
        {start, end, *(edge for one, other, _number in inside for edge in (one, other) if start < edge < end)}
    )
    return [
        Piece(
            text[one:other],
            tuple(number for first, last, number in inside if first <= one and last >= other),
            tuple(number for first, _last, number in inside if max(first, start) == one),
        )
        for one, other in pairwise(edges)
    ]
