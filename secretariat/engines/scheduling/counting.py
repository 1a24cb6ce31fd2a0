"""Contradictions that counting alone suspects: few wishes, cheaply found, each still to be confirmed.

A meeting that has no slot or no room; two that are fixed on one slot; a party that has more meetings than slots (Hall).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from secretariat.engines.scheduling.capacity import suits
from secretariat.engines.scheduling.problem import Problem
from secretariat.engines.scheduling.starts import Calendar, mask_of, slots_in
from secretariat.engines.scheduling.wishes import Wish

__all__ = ["suspects", "wishes_about"]


def suspects(problem: Problem, wishes: Sequence[Wish]) -> Iterator[list[Wish]]:
    """Sets of wishes that may contradict each other already, the smallest first."""
    calendar = Calendar(problem)
    slots = {
        index: _slots(problem, calendar, index)
        for index, meeting in enumerate(problem.meetings)
        if meeting.required or meeting.start is not None
    }
    for index, possible in slots.items():
        has_room = not problem.rooms or any(_goes(problem, index, room) for room in range(len(problem.rooms)))
        if not possible or not has_room:
            yield wishes_about(problem, wishes, (index,))
    theirs: dict[int, list[int]] = {}
    for index in slots:
        for party in problem.meetings[index].parties:
            theirs.setdefault(party, []).append(index)
    for meetings in theirs.values():
        pair = _fixed_on_one(problem, meetings)
        if pair:
            yield wishes_about(problem, wishes, pair)
    for party, meetings in theirs.items():
        crowd = _crowd(problem, meetings, slots)
        if crowd:
            yield wishes_about(problem, wishes, crowd, party)


def wishes_about(
    problem: Problem, wishes: Iterable[Wish], meetings: Collection[int], party: int | None = None
) -> list[Wish]:
    """Wishes about some meetings alone and those who take part in them, those of one party if that is enough."""
    some = frozenset(meetings)
    parties = {each for index in some for each in problem.meetings[index].parties}
    found = []
    for wish in wishes:
        if wish.kind in {"required", "window"}:
            about = tuple(index for index in wish.meetings if index in some)
            if about:
                found.append(replace(wish, meetings=about))
        elif wish.kind == "absence":
            if wish.parties[0] in parties:
                found.append(wish)
        elif wish.kind != "spread" and some.issuperset(wish.meetings):
            found.append(wish)
    return found


def _slots(problem: Problem, calendar: Calendar, index: int) -> int:
    """The slots in which a meeting can lie, as far as it and its parties go."""
    meeting = problem.meetings[index]
    starts = calendar.starts_of(meeting)
    if meeting.start is not None:
        held = calendar.held(meeting.start, meeting.length)
        is_free = not held & ~(calendar.window_of(meeting) & calendar.present(meeting))
        return held if is_free and held.bit_count() == meeting.length else 0
    slots = 0
    for step in range(meeting.length):
        slots |= starts << step
    return slots & calendar.every


def _goes(problem: Problem, index: int, room: int) -> bool:
    meeting = problem.meetings[index]
    shut = mask_of(problem.rooms[room].closed)
    is_shut = len(set(problem.rooms[room].closed)) == len(problem.slots)
    if meeting.start is not None:
        is_shut = bool(shut >> meeting.start & ((1 << meeting.length) - 1))
    return meeting.room in {None, room} and suits(meeting, problem.rooms[room]) and not is_shut


def _fixed_on_one(problem: Problem, meetings: Iterable[int]) -> tuple[int, ...]:
    taken: dict[int, int] = {}
    for index in meetings:
        meeting = problem.meetings[index]
        if meeting.start is not None:
            for slot in range(meeting.start, meeting.start + meeting.length):
                other = taken.setdefault(slot, index)
                if other != index:
                    return (other, index)
    return ()


def _crowd(problem: Problem, meetings: Sequence[int], slots: dict[int, int]) -> tuple[int, ...]:
    """Meetings of a party that have fewer slots than they need, if there are any."""
    all_slots = 0
    for index in meetings:
        all_slots |= slots[index]
    if sum(problem.meetings[index].length for index in meetings) > all_slots.bit_count():
        return tuple(meetings)
    return _unmatched([index for index in meetings if problem.meetings[index].length == 1], slots)


def _unmatched(meetings: Sequence[int], slots: dict[int, int]) -> tuple[int, ...]:
    """Of meetings of one slot those that together have one slot too few (by way of alternating paths)."""
    holder: dict[int, int] = {}
    for index in meetings:
        reached: dict[int, int] = {}  # A slot, and the meeting that would like it.
        waiting = [index]
        while waiting:
            wanting = waiting.pop()
            for slot in slots_in(slots[wanting]):
                if slot in reached:
                    continue
                reached[slot] = wanting
                if slot not in holder:
                    _shift(slot, reached, holder)
                    waiting = []
                    break
                waiting.append(holder[slot])
            else:
                continue
            break
        else:
            return tuple(sorted({index, *(holder[slot] for slot in reached)}))
    return ()


def _shift(slot: int, reached: dict[int, int], holder: dict[int, int]) -> None:
    before = {index: held for held, index in holder.items()}
    while True:
        index = reached[slot]
        holder[slot] = index
        if index not in before:
            return
        slot = before[index]
