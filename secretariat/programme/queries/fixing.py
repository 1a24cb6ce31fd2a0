"""What stands in a timetable whatever the engine finds: sessions, and pinned meetings that stand beside the slots.

The engine is given each as a meeting in a room of its own, which is open for it alone: so what comes before and after
counts as it should, and no table is taken by it that it does not sit at.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from secretariat.engines.scheduling import Absence, Meeting
from secretariat.engines.scheduling import Room as Table
from secretariat.programme.models import Place, Session
from secretariat.programme.queries.slots import Grid


@dataclass(frozen=True)
class Held:
    """One thing that is fixed: its key, who is in it, and its slots."""

    key: str
    delegations: tuple[int, ...]
    slots: tuple[int, ...]
    room_id: int | None


@dataclass
class Fixed:
    """All that is fixed beside the wishes."""

    numbers: Mapping[int, int]
    held: list[Held] = field(default_factory=list)
    # Slots in which a delegation is in something that could not be given to the engine as a meeting of it.
    busy: dict[int, set[int]] = field(default_factory=dict)
    # Slots in which a table is taken, and bilaterals that are fixed beside the slots and so no wishes any more.
    taken: dict[str, set[int]] = field(default_factory=dict)
    beyond: set[int] = field(default_factory=set)

    @property
    def room_of(self) -> dict[str, int]:
        """The room in which each fixed thing is held, by its key."""
        return {each.key: each.room_id for each in self.held if each.room_id}

    def halls(self, slots: int) -> tuple[Table, ...]:
        """A room for each, which is open for it alone."""
        return tuple(
            Table(each.key, closed=tuple(slot for slot in range(slots) if slot not in each.slots)) for each in self.held
        )

    def meetings(self, first_room: int) -> tuple[Meeting, ...]:
        """Each as a meeting that is fixed in its own room."""
        return tuple(
            Meeting(
                key=each.key,
                parties=tuple(self.numbers[pk] for pk in each.delegations),
                required=True,
                length=len(each.slots),
                start=each.slots[0],
                room=first_room + index,
            )
            for index, each in enumerate(self.held)
        )

    def busy_of(self, delegation: int) -> tuple[Absence, ...]:
        """When a delegation is in something else."""
        slots = self.busy.get(delegation)
        return (Absence(tuple(sorted(slots)), "other"),) if slots else ()


def fixed_of_sessions(
    grid: Grid,
    sessions: Sequence[Session],
    off_grid: Iterable[Place],
    numbers: Mapping[int, int],
    away: Mapping[int, Sequence[Absence]],
) -> Fixed:
    """Sessions with whom they cannot do without, and pinned meetings that do not stand on slots."""
    slots_away = {pk: {slot for each in absences for slot in each.slots} for pk, absences in away.items()}
    fixing = _Fixing(grid, Fixed(numbers), slots_away)
    for row in sessions:
        wanted = sorted({each.delegation_id for each in row.wanted.all() if not each.delegate_id})
        fixing.hold(f"session:{row.pk}", wanted, (row.starts_at, row.ends_at), row.room_id)
    for place in off_grid:
        fixing.keep(place)
    return fixing.fixed


@dataclass
class _Fixing:
    grid: Grid
    fixed: Fixed
    away: Mapping[int, set[int]]
    # Slots in which a delegation is in something, and those in which the engine knows it as a meeting.
    occupied: dict[int, set[int]] = field(default_factory=dict)
    meeting: dict[int, set[int]] = field(default_factory=dict)

    def hold(
        self, key: str, wanted: Sequence[int], time: tuple[datetime | None, datetime | None], room_id: int | None
    ) -> None:
        """Hold a thing in all slots that it touches, with everybody who is free for it."""
        slots = self.grid.touched(*time)
        if not slots or not wanted:
            return
        clashing = [pk for pk in wanted if self._occupied(pk) & set(slots)]
        whole = list(slots)
        if clashing and len(slots) > 1 and all(self._occupied(pk) & set(slots) == {slots[0]} for pk in clashing):
            # One thing ends and the next begins within a slot: the first has it.
            slots, clashing = slots[1:], []
        absent = [pk for pk in wanted if self.away.get(pk, set()) & set(slots)]
        there = tuple(pk for pk in wanted if pk not in clashing and pk not in absent)
        if there:
            self.fixed.held.append(Held(key, there, tuple(slots), room_id))
        for pk in there:
            self.meeting.setdefault(pk, set()).update(slots)
        for pk in wanted:
            self._occupied(pk).update(whole)
            left = set(whole) - set(slots) if pk in there else set(whole)
            left -= self.meeting.get(pk, set())
            if left:
                self.fixed.busy.setdefault(pk, set()).update(left)

    def keep(self, place: Place) -> None:
        """Keep a pinned meeting where it is, though it stands beside the slots."""
        self.fixed.beyond.add(place.bilateral_id)
        both = (place.bilateral.asking_id, place.bilateral.asked_id)
        self.hold(f"place:{place.bilateral_id}", both, (place.starts_at, place.ends_at), place.room_id)
        if place.room_id:
            slots = self.grid.touched(place.starts_at, place.ends_at)
            self.fixed.taken.setdefault(f"table:{place.room_id}:{place.table}", set()).update(slots)

    def _occupied(self, delegation: int) -> set[int]:
        return self.occupied.setdefault(delegation, set())
