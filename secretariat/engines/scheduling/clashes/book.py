"""A programme laid open: what is held in each room, and by whom, in the order of time."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from secretariat.engines.scheduling.clashes.models import Hall, Item, Span, Venue

__all__ = ["Book", "at_once", "laid_out", "neighbours"]


class Book:
    """The items of a programme by room, by party, by person and by language; made by ``laid_out``."""

    def __init__(self, items: Iterable[Item], venue: Venue) -> None:
        self.venue = venue
        self.items = sorted(items, key=lambda item: (item.start, item.key))
        self.halls: dict[str, Hall] = {hall.key: hall for hall in venue.halls}
        self.days = _joined(venue.days)
        self.in_room: dict[str, list[Item]] = defaultdict(list)
        self.of_party: dict[str, list[Item]] = defaultdict(list)
        self.of_person: dict[str, list[Item]] = defaultdict(list)
        self.in_language: dict[str, list[Item]] = defaultdict(list)
        self.minutes = {frozenset((one, other)): minutes for one, other, minutes in venue.travel if minutes > 0}
        self.longest_way = max(self.minutes.values(), default=0)
        # Whatever begins longer before a thing than the longest lasts is over when that begins.
        self.longest = max((item.end - item.start for item in self.items), default=0)
        self.beside: dict[str, set[str]] = _both_ways(venue.adjacent)
        self.shuns: dict[str, set[str]] = _both_ways(venue.apart)
        for item in self.items:
            if item.start < item.end:
                self._enter(item)

    def _enter(self, item: Item) -> None:
        if item.room is not None:
            self.in_room[item.room].append(item)
        for party in set(item.parties):
            self.of_party[party].append(item)
        for person in set(item.people):
            self.of_person[person].append(item)
        for language in set(item.languages):
            self.in_language[language].append(item)


def laid_out(items: Iterable[Item], venue: Venue) -> Book:
    """Lay a programme open, once for any number of questions about it."""
    return Book(items, venue)


def at_once(items: Sequence[Item], item: Item, longest: int) -> Iterator[Item]:
    """Those of some items, in the order of time, that share a minute with one, apart from itself.

    None of them lasts longer than ``longest`` minutes.
    """
    for place in range(bisect_left(items, item.start - longest, key=_start), len(items)):
        other = items[place]
        if other.start >= item.end:
            return
        if other.end > item.start and other.key != item.key:
            yield other


def neighbours(items: Sequence[Item], item: Item, within: int) -> Iterator[Item]:
    """The last that ends before one begins, and the first that begins after it ends, no more minutes off than these."""
    before = None
    for other in items:
        if other.key == item.key:
            continue
        if other.start >= item.end:
            if other.start - item.end < within:
                yield other
            break
        if other.end <= item.start and (before is None or other.end > before.end):
            before = other
    if before is not None and item.start - before.end < within:
        yield before


def _start(item: Item) -> int:
    return item.start


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans that touch each other made into one."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _both_ways(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return dict(found)
