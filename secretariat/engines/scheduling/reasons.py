"""Why a meeting is left out of a plan, and what would make room for it: codes with references, for each.

Every slot in which it could begin is looked at by itself: what is in the way there. What is in the way everywhere is a
reason; what alone is in the way somewhere could be a remedy. The rest of the plan stays as it is in all this.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from secretariat.engines.scheduling.check import violations
from secretariat.engines.scheduling.problem import Plan, Problem
from secretariat.engines.scheduling.rooms.naming import Naming
from secretariat.engines.scheduling.site import Site
from secretariat.engines.scheduling.starts import Calendar, slots_in

__all__ = ["Reason", "Remedy", "Unmet", "why_unmet"]

ReasonCode = Literal[
    "too_long",  # Nowhere do so many slots follow each other.
    "window",  # Its window bars these slots.
    "absent",  # These parties are away in these slots.
    "busy",  # These parties are in these meetings, in these slots.
    "order",  # It would be before or after, or next to, these meetings in a way that it must not be.
    "tables_full",  # In these slots all rooms that would suit it are taken, or kept free.
    "no_room",  # No room suits it: seats, equipment or booths.
    "ways",  # In these slots a room is free, but too far for a party, or beside one that a party is kept from.
    "interpreters",  # In these slots all interpreters of ``word`` are at work.
    "spread",  # It would make the numbers of breaks too uneven.
    "free",  # Nothing is in the way in these slots.
]
RemedyCode = Literal[
    "place",  # Put it into one of these slots.
    "one_more_table",  # In one of these slots.
    "one_more_interpreter",  # Of ``word``, in one of these slots.
    "lift_absence",  # These parties are there in one of these slots after all.
    "widen_window",  # It may lie in one of these slots.
    "drop",  # Leave this meeting out instead.
    "shorten",  # To ``number`` slots.
]


@dataclass(frozen=True)
class Reason:
    """What is in the way of a meeting; ``meetings`` are those that weigh at least as much first."""

    code: ReasonCode
    parties: tuple[int, ...] = ()
    meetings: tuple[int, ...] = ()
    slots: tuple[int, ...] = ()
    word: str = ""


@dataclass(frozen=True)
class Remedy:
    """What alone would make room for a meeting."""

    code: RemedyCode
    parties: tuple[int, ...] = ()
    meetings: tuple[int, ...] = ()
    slots: tuple[int, ...] = ()
    number: int | None = None
    word: str = ""


@dataclass(frozen=True)
class Unmet:
    """A meeting that is left out, why, and what would make room for it, the easiest first."""

    meeting: int
    reasons: tuple[Reason, ...]
    remedies: tuple[Remedy, ...]


def why_unmet(problem: Problem, plan: Plan) -> tuple[Unmet, ...]:
    """For each meeting that a legal plan leaves out: why, and what would make room."""
    board = _Board(problem, plan)
    return tuple(_unmet(board, index) for index, start in enumerate(plan.starts) if start is None)


# What is in the way in one slot: the code, and the party, the meeting or the language that it is about.
_Block = tuple[ReasonCode, int, str]


class _Board:
    """Who is where in a plan."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.plan = plan
        self.calendar = Calendar(problem)
        self.naming = Naming(Site(problem), plan.starts)
        self.held: list[dict[int, int]] = [{} for _ in problem.parties]
        self.spoken: dict[tuple[int, str], int] = defaultdict(int)
        self.bars: dict[int, set[int]] = defaultdict(set)
        for index, slots in enumerate(self.naming.slots):
            room = plan.rooms[index]
            if room is not None and slots:
                self.naming.enter(index, self.naming.site.place_of[room])
            self._note(index, slots)
        for index, meeting in enumerate(problem.meetings):
            for other in (*meeting.after, *meeting.not_next_to):
                self.bars[index].add(other)
                self.bars[other].add(index)

    def shortened(self, index: int, length: int) -> "_Board":
        """The same board for a meeting that is shorter."""
        meetings = list(self.problem.meetings)
        meetings[index] = replace(meetings[index], length=length)
        return _Board(replace(self.problem, meetings=tuple(meetings)), self.plan)

    def _note(self, index: int, slots: range) -> None:
        meeting = self.problem.meetings[index]
        for slot in slots:
            for party in meeting.parties:
                self.held[party][slot] = index
            for language in set(meeting.languages):
                self.spoken[slot, language] += 1

    def blocks(self, index: int, start: int) -> set[_Block]:
        """All that is in the way of a meeting that would begin in a slot."""
        meeting = self.problem.meetings[index]
        slots = range(start, start + meeting.length)
        window = self.calendar.window_of(meeting)
        found: set[_Block] = set()
        if any(not window >> slot & 1 for slot in slots):
            found.add(("window", -1, ""))
        for party in meeting.parties:
            if any(self.calendar.away[party] >> slot & 1 for slot in slots):
                found.add(("absent", party, ""))
            found.update(("busy", self.held[party][slot], "") for slot in slots if slot in self.held[party])
        found.update(("order", other, "") for other in self.bars[index] if self._is_out_of_order(index, start, other))
        for language in set(meeting.languages):
            limit = self.problem.interpreters.get(language, 0)
            if any(self.spoken[slot, language] >= limit for slot in slots):
                found.add(("interpreters", -1, language))
        found.update(self._rooms(index, slots))
        return found

    def _is_out_of_order(self, index: int, start: int, other: int) -> bool:
        slots, meetings, theirs = self.problem.slots, self.problem.meetings, self.naming.slots[other]
        if not theirs:
            return False
        last = start + meetings[index].length - 1
        if other in meetings[index].after and start <= theirs[-1]:
            return True
        if index in meetings[other].after and theirs[0] <= last:
            return True
        if other not in meetings[index].not_next_to and index not in meetings[other].not_next_to:
            return False
        follows = last + 1 == theirs[0] and slots[last].day == slots[theirs[0]].day
        return follows or (theirs[-1] + 1 == start and slots[theirs[-1]].day == slots[start].day)

    def _rooms(self, index: int, slots: range) -> Iterator[_Block]:
        site = self.naming.site
        if not self.problem.rooms:
            return
        if not site.suiting[index]:
            yield ("no_room", -1, "")
        elif not self.naming.places_at(index, slots[0], tied=False):
            yield ("tables_full", -1, "")
        elif not self.naming.places_at(index, slots[0]):
            yield ("ways", -1, "")


def _unmet(board: _Board, index: int) -> Unmet:
    meeting, calendar = board.problem.meetings[index], board.calendar
    starts = slots_in(calendar.runs(calendar.every, meeting.length))
    if not starts:
        return Unmet(index, (Reason("too_long"),), tuple(_shorter(board, index)))
    blocks = {start: board.blocks(index, start) for start in starts}
    free = [start for start in starts if not blocks[start]]
    if free:
        is_uneven = not _would_be_legal(board, index, free[0])
        reasons = (Reason("spread" if is_uneven else "free", slots=tuple(free)),)
        return Unmet(index, reasons, () if is_uneven else (Remedy("place", slots=tuple(free)),))
    return Unmet(index, tuple(_reasons(board, index, blocks)), tuple(_remedies(board, index, blocks)))


def _would_be_legal(board: _Board, index: int, start: int) -> bool:
    if board.problem.spread is None:
        return True
    starts, rooms = list(board.plan.starts), list(board.plan.rooms)
    starts[index] = start
    if board.problem.rooms:
        places = board.naming.places_at(index, start)
        rooms[index] = board.naming.site.room(places)
    return not any(each.code == "spread" for each in violations(board.problem, Plan(tuple(starts), tuple(rooms))))


_ORDER: tuple[ReasonCode, ...] = (
    "no_room",
    "window",
    "absent",
    "order",
    "busy",
    "interpreters",
    "tables_full",
    "ways",
)


def _reasons(board: _Board, index: int, blocks: dict[int, set[_Block]]) -> Iterator[Reason]:
    """Each start is put down to the first thing in its way: what nobody can help before what others take up."""
    found: dict[tuple[ReasonCode, str], list[int]] = defaultdict(list)
    about: dict[tuple[ReasonCode, str], set[int]] = defaultdict(set)
    for start, there in blocks.items():
        code = min((block[0] for block in there), key=_ORDER.index)
        for each, what, word in there:
            if each == code:
                if start not in found[code, word]:
                    found[code, word].append(start)
                about[code, word].add(what)
    weights = [meeting.weight for meeting in board.problem.meetings]
    parties = set(board.problem.meetings[index].parties)
    for (code, word), slots in sorted(found.items(), key=lambda item: _ORDER.index(item[0][0])):
        named = about[code, word]
        if code == "absent":
            yield Reason(code, parties=tuple(sorted(named)), slots=tuple(slots))
        elif code in {"busy", "order"}:
            meetings = tuple(sorted(named, key=lambda other: (-weights[other], other)))
            who = parties & _all_parties(board, meetings)
            yield Reason(code, tuple(sorted(who)), meetings, tuple(slots))
        else:
            yield Reason(code, slots=tuple(slots), word=word)


def _all_parties(board: _Board, meetings: Sequence[int]) -> set[int]:
    return {party for index in meetings for party in board.problem.meetings[index].parties}


def _remedies(board: _Board, index: int, blocks: dict[int, set[_Block]]) -> Iterator[Remedy]:
    """What is the only thing in the way somewhere."""
    alone: dict[_Block, list[int]] = defaultdict(list)
    for start, found in blocks.items():
        there = found
        # Whoever leaves a slot leaves the room as well.
        there = {block for block in there if block[0] != "tables_full" or not _is_left(board, index, there)}
        if len(there) == 1:
            alone[next(iter(there))].append(start)
    codes: dict[ReasonCode, RemedyCode] = {
        "tables_full": "one_more_table",
        "interpreters": "one_more_interpreter",
        "window": "widen_window",
        "absent": "lift_absence",
        "busy": "drop",
    }
    yield from _shorter(board, index)
    meetings = board.problem.meetings
    for (code, what, word), starts in sorted(alone.items(), key=lambda item: _ease(board, item[0])):
        if code == "absent":
            yield Remedy(codes[code], parties=(what,), slots=tuple(starts))
        elif code == "busy":
            if not meetings[what].required and meetings[what].start is None:
                yield Remedy(codes[code], meetings=(what,), slots=tuple(starts))
        elif code in codes:
            yield Remedy(codes[code], slots=tuple(starts), word=word)


def _is_left(board: _Board, index: int, there: set[_Block]) -> bool:
    """Whether a meeting that is in the way of its parties has a room that would suit it, for all the time."""
    busy = [what for code, what, _ in there if code == "busy"]
    if len(busy) != 1 or board.problem.meetings[busy[0]].length < board.problem.meetings[index].length:
        return False
    place = board.naming.place[busy[0]]
    return place is not None and bool(board.naming.site.suiting[index] >> place & 1)


def _ease(board: _Board, block: _Block) -> tuple[int, int, int, str]:
    """A table is found more easily than a delegation changes its journey, and a meeting is dropped last."""
    code, what, word = block
    easy = ("tables_full", "interpreters", "window", "absent", "busy")
    place = easy.index(code) if code in easy else len(easy)
    return place, board.problem.meetings[what].weight if code == "busy" else 0, what, word


def _shorter(board: _Board, index: int) -> Iterator[Remedy]:
    """The longest that it could be and still find a place."""
    meeting, calendar = board.problem.meetings[index], board.calendar
    for length in range(meeting.length - 1, 0, -1):
        short = board.shortened(index, length)
        starts = slots_in(calendar.runs(calendar.every, length))
        free = tuple(start for start in starts if not short.blocks(index, start))
        if free:
            yield Remedy("shorten", slots=free, number=length)
            return
