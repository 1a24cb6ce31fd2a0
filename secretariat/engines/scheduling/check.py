"""Whether a plan keeps every rule, and what it costs: the judge, who shares nothing with those who make plans.

``violations`` names each rule that a plan breaks, and where; ``score_of`` counts. Both take a problem in which
``faults.faults_of`` finds nothing fatal, and any plan at all, also one that is no answer to the problem.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Literal

from secretariat.engines.scheduling.problem import Plan, Problem, Score

__all__ = ["Code", "Violation", "score_of", "violations"]

Code = Literal[
    "shape",  # The plan has a place for more or fewer meetings than there are.
    "unknown_slot",
    "unknown_room",
    "half",  # A room without a time.
    "required",  # A required or fixed meeting is left out.
    "fixed_start",
    "fixed_room",
    "runs_over",  # Its slots do not follow each other on one day without a pause, or there are not so many.
    "window",
    "absent",
    "party_twice",
    "after",
    "not_next_to",
    "needs_room",
    "room_twice",
    "room_closed",
    "seats",
    "equipment",
    "booths",
    "language",  # The booths of the room cannot be used for it.
    "interpreters",
    "travel",
    "apart",
    "keep_free",
    "spread",
]


@dataclass(frozen=True)
class Violation:
    """A rule that a plan breaks: its code, and what it concerns, by index.

    ``number`` is how much there is (people, languages, rooms, minutes, breaks), ``limit`` how much there may be or must
    be; ``word`` is the language or the equipment.
    """

    code: Code
    meetings: tuple[int, ...] = ()
    parties: tuple[int, ...] = ()
    slots: tuple[int, ...] = ()
    rooms: tuple[int, ...] = ()
    number: int | None = None
    limit: int | None = None
    word: str = ""


def violations(problem: Problem, plan: Plan) -> tuple[Violation, ...]:
    """Every rule that a plan breaks; nothing when it is legal."""
    meant = len(problem.meetings)
    if len(plan.starts) != meant or len(plan.rooms) != meant:
        return (Violation("shape", number=min(len(plan.starts), len(plan.rooms)), limit=meant),)
    unreadable = tuple(_unreadable(problem, plan))
    if unreadable:
        return unreadable
    laid = _Laid(problem, plan, _held(problem, plan))
    return tuple(
        found
        for part in (_left_out, _times, _parties, _orders, _rooms, _interpreters, _ways, _apart, _kept_free, _spread)
        for found in part(laid)
    )


def score_of(problem: Problem, plan: Plan) -> Score:
    """What a plan costs, tier by tier."""
    meetings = problem.meetings
    breaks = _breaks(problem, _held(problem, plan))
    left_out = [index for index, start in enumerate(plan.starts) if start is None]
    refused = dict.fromkeys((party for meeting in meetings for party in meeting.parties), 0)
    for index in left_out:
        for party in set(meetings[index].parties):
            refused[party] += 1
    return Score(
        unmet=sum(meetings[index].weight for index in left_out),
        breaks=sum(breaks),
        fairness=_difference(breaks) + _difference(refused.values()),
        preferences=sum(
            start is not None and bool(meeting.preferred) and start not in meeting.preferred
            for meeting, start in zip(meetings, plan.starts, strict=True)
        ),
        changes=_changes(problem, plan),
    )


def _changes(problem: Problem, plan: Plan) -> int:
    if problem.published is None:
        return 0
    known = zip(problem.published.starts, problem.published.rooms, plan.starts, plan.rooms, strict=False)
    return sum(
        old_start is not None and (old_start != start or (old_room is not None and old_room != room))
        for old_start, old_room, start, room in known
    )


def _difference(numbers: Iterable[int]) -> int:
    listed = list(numbers)
    return max(listed) - min(listed) if listed else 0


# The slots that each meeting takes, nothing for one that is left out.
_Held = Sequence[range]
_NOWHEN = range(0)


def _held(problem: Problem, plan: Plan) -> _Held:
    count = len(problem.slots)
    return [
        _NOWHEN if start is None else range(start, min(start + meeting.length, count))
        for meeting, start in zip(problem.meetings, plan.starts, strict=True)
    ]


@dataclass(frozen=True)
class _Laid:
    """A plan laid out on its problem."""

    problem: Problem
    plan: Plan
    held: _Held


def _unreadable(problem: Problem, plan: Plan) -> Iterator[Violation]:
    slots, rooms = len(problem.slots), len(problem.rooms)
    for index, (start, room) in enumerate(zip(plan.starts, plan.rooms, strict=True)):
        if start is not None and not 0 <= start < slots:
            yield Violation("unknown_slot", (index,), slots=(start,))
        if room is not None and not 0 <= room < rooms:
            yield Violation("unknown_room", (index,), rooms=(room,))


def _left_out(laid: _Laid) -> Iterator[Violation]:
    problem, plan, held = laid.problem, laid.plan, laid.held
    for index, meeting in enumerate(problem.meetings):
        room = plan.rooms[index]
        if held[index]:
            continue
        if room is not None:
            yield Violation("half", (index,), rooms=(room,))
        if meeting.required or meeting.start is not None:
            yield Violation("required", (index,))


def _times(laid: _Laid) -> Iterator[Violation]:
    """Each meeting by itself: where it was fixed, how long it is, its window, who is absent."""
    problem, held = laid.problem, laid.held
    away = [party.away for party in problem.parties]
    for index, (meeting, slots) in enumerate(zip(problem.meetings, held, strict=True)):
        if not slots:
            continue
        if meeting.start is not None and slots[0] != meeting.start:
            yield Violation("fixed_start", (index,), slots=(meeting.start, slots[0]))
        if not _is_long_enough(problem, index, slots):
            yield Violation("runs_over", (index,), slots=tuple(slots), limit=meeting.length)
        if meeting.window is not None and not set(meeting.window).issuperset(slots):
            yield Violation("window", (index,), slots=tuple(slots))
        for party in meeting.parties:
            if away[party] and not away[party].isdisjoint(slots):
                yield Violation("absent", (index,), (party,), tuple(slot for slot in slots if slot in away[party]))


def _is_long_enough(problem: Problem, index: int, slots: range) -> bool:
    meeting = problem.meetings[index]
    if len(slots) < meeting.length:
        return False
    # What is fixed may run over a pause, and through the night: that is how it was given.
    if len(slots) == 1 or meeting.start == slots[0]:
        return True
    pairs = pairwise(problem.slots[slots[0] : slots[-1] + 1])
    return all(one.day == next_.day and one.end == next_.start for one, next_ in pairs)


def _parties(laid: _Laid) -> Iterator[Violation]:
    problem, held = laid.problem, laid.held
    busy: dict[tuple[int, int], int] = {}
    for index, slots in enumerate(held):
        for party in set(problem.meetings[index].parties):
            for slot in slots:
                other = busy.setdefault((party, slot), index)
                if other != index:
                    yield Violation("party_twice", (other, index), (party,), (slot,))


def _orders(laid: _Laid) -> Iterator[Violation]:
    problem, held = laid.problem, laid.held
    for index, meeting in enumerate(problem.meetings):
        slots = held[index]
        if not slots:
            continue
        for other in meeting.after:
            if held[other] and slots[0] <= held[other][-1]:
                yield Violation("after", (other, index), slots=(held[other][-1], slots[0]))
        for other in meeting.not_next_to:
            if held[other] and _touch(problem, slots, held[other]):
                yield Violation("not_next_to", (other, index), slots=(held[other][0], slots[0]))


def _touch(problem: Problem, one: range, other: range) -> bool:
    first, second = (one, other) if one[0] <= other[0] else (other, one)
    return first[-1] + 1 == second[0] and problem.slots[first[-1]].day == problem.slots[second[0]].day


def _rooms(laid: _Laid) -> Iterator[Violation]:
    problem, plan, held = laid.problem, laid.plan, laid.held
    if not problem.rooms:
        return
    taken: dict[tuple[int, int], int] = {}
    closed = [frozenset(room.closed) for room in problem.rooms]
    for index, (room, slots) in enumerate(zip(plan.rooms, held, strict=True)):
        if not slots:
            continue
        if room is None:
            yield Violation("needs_room", (index,), slots=tuple(slots))
            continue
        yield from _fits(problem, index, room)
        for slot in slots:
            other = taken.setdefault((room, slot), index)
            if other != index:
                yield Violation("room_twice", (other, index), slots=(slot,), rooms=(room,))
            if slot in closed[room]:
                yield Violation("room_closed", (index,), slots=(slot,), rooms=(room,))


def _fits(problem: Problem, index: int, chosen: int) -> Iterator[Violation]:
    meeting, room = problem.meetings[index], problem.rooms[chosen]
    here = (chosen,)
    if meeting.room is not None and meeting.room != chosen:
        yield Violation("fixed_room", (index,), rooms=(meeting.room, chosen))
    if room.seats is not None and meeting.seats > room.seats:
        yield Violation("seats", (index,), rooms=here, number=room.seats, limit=meeting.seats)
    if meeting.equipment:
        for missing in sorted(set(meeting.equipment) - set(room.equipment)):
            yield Violation("equipment", (index,), rooms=here, word=missing)
    if meeting.languages:
        languages = set(meeting.languages)
        if len(languages) > room.booths:
            yield Violation("booths", (index,), rooms=here, number=room.booths, limit=len(languages))
        for missing in sorted(languages - set(room.languages)) if room.languages else ():
            yield Violation("language", (index,), rooms=here, word=missing)


def _interpreters(laid: _Laid) -> Iterator[Violation]:
    problem, held = laid.problem, laid.held
    spoken: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, slots in enumerate(held):
        for language in set(problem.meetings[index].languages):
            for slot in slots:
                spoken[slot, language].append(index)
    for (slot, language), there in sorted(spoken.items()):
        limit = problem.interpreters.get(language, 0)
        if len(there) > limit:
            yield Violation("interpreters", tuple(there), slots=(slot,), number=len(there), limit=limit, word=language)


def _ways(laid: _Laid) -> Iterator[Violation]:
    """From each meeting of a party to its next there is the time to change rooms."""
    problem, plan, held = laid.problem, laid.plan, laid.held
    minutes = {frozenset((one, other)): time for one, other, time in problem.travel if time > 0}
    if not minutes:
        return
    for party, theirs in enumerate(_theirs(problem, held)):
        for one, other in pairwise(sorted(theirs, key=lambda index: (held[index][0], held[index][-1]))):
            here, there = plan.rooms[one], plan.rooms[other]
            if here is None or there is None or here == there:
                continue
            time = problem.slots[held[other][0]].start - problem.slots[held[one][-1]].end
            needed = minutes.get(frozenset((here, there)), 0)
            # Where two meetings overlap it is the party that is at fault, and no way.
            if held[one][-1] < held[other][0] and time < needed:
                slots = (held[one][-1], held[other][0])
                yield Violation("travel", (one, other), (party,), slots, (here, there), time, needed)


def _theirs(problem: Problem, held: _Held) -> list[list[int]]:
    theirs: list[list[int]] = [[] for _ in problem.parties]
    for index, slots in enumerate(held):
        if slots:
            for party in set(problem.meetings[index].parties):
                theirs[party].append(index)
    return theirs


def _apart(laid: _Laid) -> Iterator[Violation]:
    """Two parties that are kept apart are not in rooms beside each other at one time."""
    if not laid.problem.apart or not laid.problem.adjacent:
        return
    beside = {frozenset(pair) for pair in laid.problem.adjacent}
    where = _where(laid, {party for pair in laid.problem.apart for party in pair})
    for one, other in laid.problem.apart:
        for slot in range(len(laid.problem.slots)):
            for (here, room), (there, next_door) in product(where[one, slot], where[other, slot]):
                if frozenset((room, next_door)) in beside:
                    yield Violation("apart", (here, there), (one, other), (slot,), (room, next_door))


def _where(laid: _Laid, parties: set[int]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """The meeting and the room in which each of some parties is in each slot."""
    where: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for index, (room, slots) in enumerate(zip(laid.plan.rooms, laid.held, strict=True)):
        if room is not None:
            for party in parties.intersection(laid.problem.meetings[index].parties):
                for slot in slots:
                    where[party, slot].append((index, room))
    return where


def _kept_free(laid: _Laid) -> Iterator[Violation]:
    problem, plan, held = laid.problem, laid.plan, laid.held
    if not problem.keep_free:
        return
    used: Counter[int] = Counter()
    for index, slots in enumerate(held):
        if plan.rooms[index] is not None:
            used.update(slots)
    shut = Counter(slot for room in problem.rooms for slot in set(room.closed))
    for slot, number in sorted(used.items()):
        # When nothing is held nothing needs to be kept free for it.
        free = len(problem.rooms) - shut[slot] - number
        if free < problem.keep_free:
            yield Violation("keep_free", slots=(slot,), number=free, limit=problem.keep_free)


def _spread(laid: _Laid) -> Iterator[Violation]:
    problem, held = laid.problem, laid.held
    if problem.spread is None or not problem.parties:
        return
    breaks = _breaks(problem, held)
    most, least = max(breaks), min(breaks)
    if most - least > problem.spread:
        pair = (breaks.index(most), breaks.index(least))
        yield Violation("spread", parties=pair, number=most - least, limit=problem.spread)


def _breaks(problem: Problem, held: _Held) -> list[int]:
    """How many idle runs each party has between two of its meetings on one day."""
    busy: list[set[int]] = [set() for _ in problem.parties]
    for index, slots in enumerate(held):
        for party in problem.meetings[index].parties:
            busy[party].update(slots)
    days = [slot.day for slot in problem.slots]
    return [
        sum(later - sooner > 1 and days[sooner] == days[later] for sooner, later in pairwise(sorted(slots)))
        for slots in busy
    ]
