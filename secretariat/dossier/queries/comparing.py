"""What a report adds to a fact that is there, and where it differs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.dossier.models import Draft, DraftKind
from secretariat.dossier.queries.sameness import is_named_among
from secretariat.engines.folding import folded
from secretariat.ui.languages import wordings
from secretariat.ui.templatetags.ui import day

Words = str | Promise
# Tells a value of a draft: what is filled in, and the value.
Told = Callable[[str, Any], str]


@dataclass(frozen=True)
class Compared:
    """A field of which the report says something, beside what is kept."""

    label: Words
    kept: str
    said: str
    is_new: bool


def compared(draft: Draft, fact: Any, told: Told) -> list[Compared]:
    """What the report says of a fact that is there: what is new, and what is otherwise."""
    compare = _COMPARE.get(DraftKind(draft.kind))
    return list(compare(draft.data, fact, told)) if compare else []


def _delegate(data: Mapping[str, Any], fact: Any, told: Told) -> Iterator[Compared]:
    del told
    return _lines(
        [
            (_("Name"), [fact.name, fact.original_name, *fact.spellings], data.get("name")),
            (_("Capacity"), _wordings(fact.capacity), data.get("capacity")),
            (_("Body"), _wordings(fact.body), data.get("body")),
        ]
    )


def _delegation(data: Mapping[str, Any], fact: Any, told: Told) -> Iterator[Compared]:
    bodies = list(fact.bodies.all())
    kept = " · ".join(str(body.name) for body in bodies)
    known = [words for body in bodies for words in wordings(body.name)]
    if data.get("occasion") != fact.occasion:
        yield Compared(
            _("Occasion"), str(fact.get_occasion_display()), told("occasion", data.get("occasion")), is_new=False
        )
    for body in data.get("bodies") or []:
        if not is_named_among(str(body), known):
            yield Compared(_("Bodies"), kept, str(body), is_new=True)


def _mission(data: Mapping[str, Any], fact: Any, told: Told) -> Iterator[Compared]:
    there = {stop.country.code for stop in fact.stops.all()}
    for stop in data.get("stops") or []:
        if stop.get("country") not in there:
            yield Compared(_("Stops"), "", told("stops", [stop]), is_new=True)


def _meeting(data: Mapping[str, Any], fact: Any, told: Told) -> Iterator[Compared]:
    host = [told("party", fact.host.code)] if fact.host else []
    country = [told("party", fact.country.code)] if fact.country else []
    yield from _lines(
        [
            (_("Kind"), [str(fact.get_kind_display())], told("meeting kind", data.get("kind") or "")),
            (_("Held on"), [day(fact.held_date)], day(str(data.get("held_date") or ""))),
            (_("City"), _wordings(fact.city), data.get("city")),
            (_("Country"), country, told("party", data.get("country") or "")),
            (_("Host"), host, told("party", data.get("host") or "")),
            (_("Person who received"), [fact.host_person], data.get("host_person")),
            (_("Capacity of that person"), _wordings(fact.host_capacity), data.get("host_capacity")),
        ]
    )
    came = {visitor.party.code: visitor for visitor in fact.visitors.all()}
    for visiting in data.get("visitors") or []:
        yield from _visitor(visiting, came.get(visiting.get("party", "")), told)


def _visitor(data: Mapping[str, Any], visitor: Any, told: Told) -> Iterator[Compared]:
    party = [told("party", visitor.party.code)] if visitor else []
    capacity = _wordings(visitor.head_capacity) if visitor else []
    return _lines(
        [
            (_("Visiting party"), party, told("party", data.get("party", ""))),
            (_("Head"), [visitor.head] if visitor else [], data.get("head")),
            (_("Capacity of the head"), capacity, data.get("head_capacity")),
        ]
    )


def _lines(lines: Iterable[tuple[Words, Iterable[str], object]]) -> Iterator[Compared]:
    """Lines in which the report says something else than is kept; what is kept is shown by its first wording."""
    for label, kept, said in lines:
        present = [words for words in kept if words]
        words = str(said or "")
        if words and folded(words).strip() not in {folded(each).strip() for each in present}:
            yield Compared(label, next(iter(present), ""), words, not present)


def _wordings(text: object) -> list[str]:
    """The words of a text in the reader's language, then in the others."""
    return [str(text), *wordings(text)]


_COMPARE: Mapping[DraftKind, Callable[[Mapping[str, Any], Any, Told], Iterator[Compared]]] = {
    DraftKind.DELEGATE: _delegate,
    DraftKind.DELEGATION: _delegation,
    DraftKind.MEETING: _meeting,
    DraftKind.MISSION: _mission,
}
