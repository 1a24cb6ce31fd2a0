"""A whole plan from times: rooms for all meetings, and where the times admit none, other times or none at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secretariat.engines.scheduling.board import Board, bits
from secretariat.engines.scheduling.problem import Plan
from secretariat.engines.scheduling.rooms.naming import Naming
from secretariat.engines.scheduling.site import Site

__all__ = ["Housed", "housed"]

# A model with more choices than this takes longer than it is worth while a search goes on.
_MOST_CHOICES = 60_000


@dataclass(frozen=True)
class Housed:
    """A plan with rooms; the meetings that could not be housed at the starts that were asked for.

    Of the ``unhoused`` those that have a start in the plan were given another one; the rest are left out, also required
    ones, and then the plan is not legal.
    """

    plan: Plan
    unhoused: tuple[int, ...] = ()


def housed(site: Site, starts: Sequence[int | None], *, seconds: float = 0.5, mend: bool = True) -> Housed:
    """Give rooms to meetings at some starts, which keep all rules of slots; ``seconds`` bounds the exact model.

    Who has no room at all with ``mend`` looks for another start, which keeps all rules of slots but ``spread``.
    """
    if not site.problem.rooms:
        return Housed(Plan(tuple(starts), (None,) * len(starts)))
    naming = Naming(site, starts)
    unhoused = naming.name_all()
    if seconds > 0 and unhoused and not _is_exact(naming):
        unhoused = _modelled(site, naming, unhoused, seconds)
    elif seconds > 0 and not unhoused and (moved := _moved(site, naming)):
        unhoused = _modelled(site, naming, moved, seconds)
    for index in unhoused:
        naming.drop(index)
    unhoused += naming.drop_untied() if unhoused else ()
    left = [slots[0] if slots else None for slots in naming.slots]
    if unhoused and mend:
        _find_times(site, naming, left, unhoused)
    return Housed(Plan(tuple(left), naming.rooms()), unhoused)


def _is_exact(naming: Naming) -> bool:
    return not naming.ties and all(len(slots) < 2 for slots in naming.slots)


def _moved(site: Site, naming: Naming) -> tuple[int, ...]:
    """Meetings that are held when people know it, and elsewhere though the known room could be theirs."""
    published = site.problem.published
    if published is None:
        return ()
    return tuple(
        index
        for index, slots in enumerate(naming.slots)
        if slots
        and (known := _worth(site, naming, index)[1]) >= 0
        and known != naming.place[index]
        and site.suiting_at(index, slots) >> known & 1
    )


def _modelled(site: Site, naming: Naming, around: tuple[int, ...], seconds: float) -> tuple[int, ...]:
    """House as many as can be, all that are near to some meetings being free to move."""
    from secretariat.engines.scheduling.solver.naming import Rest, houses  # noqa: PLC0415 - heavy, and seldom needed

    free = _near(site, naming, around)
    slots = {slot for index in free for slot in naming.slots[index]}
    was = {index: naming.place[index] for index in free}
    for index in free:
        naming.leave(index)
    choices = {index: _choices(site, naming, index) for index in free}
    limits = {slot: max(0, site.limits[slot] - len(naming.holder[slot])) for slot in slots}
    kept = {index: place for index, place in enumerate(naming.place) if place is not None}
    worth = {index: _worth(site, naming, index) for index in free}
    found = houses(choices, naming.slots, naming.ties, worth, Rest(kept, limits), seconds=seconds)
    if _value(found, worth) < _value(was, worth):
        found = was
    for index, place in found.items():
        if place is not None:
            naming.enter(index, place)
    return tuple(index for index, held in enumerate(naming.slots) if held and naming.place[index] is None)


def _value(places: Mapping[int, int | None], worth: Mapping[int, tuple[int, int]]) -> tuple[int, int]:
    housed_ = [(place, *worth[index]) for index, place in places.items() if place is not None]
    return sum(value for _, value, _ in housed_), sum(place == known for place, _, known in housed_)


def _near(site: Site, naming: Naming, unhoused: Sequence[int]) -> list[int]:
    """Those without a room, and around them, ring by ring, those at the same time and those they are tied to."""
    at: list[list[int]] = [[] for _ in site.problem.slots]
    for index, slots in enumerate(naming.slots):
        for slot in slots:
            at[slot].append(index)
    near = dict.fromkeys(unhoused)
    ring, choices = list(unhoused), 0
    while ring:
        around = dict.fromkeys(
            other
            for index in ring
            for other in (
                *(other for slot in naming.slots[index] for other in at[slot]),
                *(other for other, _ in naming.ties.get(index, ())),
            )
        )
        ring = [other for other in around if other not in near]
        choices += sum(site.suiting[other].bit_count() for other in ring)
        if choices > _MOST_CHOICES:
            break
        near.update(dict.fromkeys(ring))
    return [index for index in near if naming.slots[index]]


def _choices(site: Site, naming: Naming, index: int) -> int:
    places = site.suiting_at(index, naming.slots[index])
    for slot in naming.slots[index]:
        places &= ~naming.taken[slot]
    return places


def _worth(site: Site, naming: Naming, index: int) -> tuple[int, int]:
    meeting, published = site.problem.meetings[index], site.problem.published
    count = len(site.problem.meetings) + 1
    # One that must be held outweighs all that need not.
    value = meeting.weight * count + 1
    if meeting.required or meeting.start is not None:
        value += count * site.weight + count
    known = -1
    if published and published.starts[index] == naming.slots[index][0] and published.rooms[index] is not None:
        known = site.place_of[published.rooms[index] or 0]
    return value, known


def _find_times(site: Site, naming: Naming, left: list[int | None], unhoused: Sequence[int]) -> None:
    """Another start for each, as close as can be to the other meetings of its parties."""
    board = Board(site.problem)
    for index, start in enumerate(left):
        if start is not None:
            board.place(index, start)
    meetings = site.problem.meetings
    for index in sorted(unhoused, key=lambda one: (meetings[one].required, meetings[one].weight), reverse=True):
        if meetings[index].start is not None:
            continue
        beside = [board.beside(party) for party in meetings[index].parties]
        starts = sorted(bits(board.options(index)), key=lambda start: -sum(near >> start & 1 for near in beside))
        found = next((start for start in starts if naming.add(index, start)), None)
        if found is not None:
            board.place(index, found)
            left[index] = found
