"""Times for meetings as a model of constraints: which meeting begins when, and when each party is busy.

Rooms are only counted (``capacity``); whoever uses a solution still gives it rooms. So what is proved about the model
bounds the problem, and holds for it where a plan with rooms is as good.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ortools.sat.python import cp_model

from secretariat.engines.scheduling.capacity import Capacity, capacities
from secretariat.engines.scheduling.solver.ground import Ground

__all__ = ["Model", "Times"]

# For each meeting the literal of each start.
Times = Sequence[Mapping[int, Any]]


class Model:
    """The rules about times.

    ``times[meeting][start]`` is true for the start it has, ``out[meeting]`` if it is left out (not there for certain
    ones), ``taking[meeting][slot]`` are the literals of the starts from which it takes a slot, and
    ``busy[party][slot]`` is true if the party meets then (not there if it never can).
    """

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.cp: Any = cp_model.CpModel()
        self.never: Any = self.cp.new_constant(0)
        self.times: Times = [
            {start: self.cp.new_bool_var(f"x{index}_{start}") for start in starts}
            for index, starts in enumerate(ground.starts)
        ]
        self.out: dict[int, Any] = {}
        self._place()
        self.taking = [self._takes(index) for index in range(len(ground.starts))]
        self.busy = self._busy()
        self._count()
        for capacity in capacities(ground.problem):
            self._limit(capacity)
        self._order()

    def hint(self, starts: Sequence[int | None]) -> None:
        """Begin from a plan; what is not a meeting's start follows when the hint is completed."""
        for index, times in enumerate(self.times):
            for start, literal in times.items():
                self.cp.add_hint(literal, start == starts[index])

    def is_placed(self, meeting: int) -> Any:
        """What counts as 1 if a meeting is held and as 0 if not."""
        return 1 - self.out[meeting] if meeting in self.out else 1

    def _place(self) -> None:
        for index, times in enumerate(self.times):
            literals = list(times.values())
            if not self.ground.certain[index]:
                self.out[index] = self.cp.new_bool_var(f"out{index}")
                literals.append(self.out[index])
            # A certain meeting without any start: no plan at all.
            self.cp.add_exactly_one(literals or [self.never])

    def _takes(self, meeting: int) -> dict[int, list[Any]]:
        takes: dict[int, list[Any]] = {}
        for start, literal in self.times[meeting].items():
            for slot in self.ground.held(meeting, start):
                takes.setdefault(slot, []).append(literal)
        return takes

    def _busy(self) -> list[dict[int, Any]]:
        busy: list[dict[int, Any]] = []
        for theirs in self.ground.theirs:
            taken: dict[int, list[Any]] = {}
            for index in theirs:
                for slot, literals in self.taking[index].items():
                    taken.setdefault(slot, []).extend(literals)
            busy.append({slot: self._is_busy(literals) for slot, literals in sorted(taken.items())})
        return busy

    def _is_busy(self, literals: list[Any]) -> Any:
        """Whether one of the literals is true; of which no more than one is."""
        if len(literals) == 1:
            return literals[0]
        busy = self.cp.new_bool_var("")
        self.cp.add_exactly_one([*literals, ~busy])
        return busy

    def _count(self) -> None:
        """How many slots each party is busy: in all, and where some of its meetings must lie."""
        meetings, ground = self.ground.problem.meetings, self.ground
        for theirs, busy in zip(ground.theirs, self.busy, strict=True):
            if len(theirs) < 2:
                continue
            self.cp.add(sum(busy.values()) == sum(meetings[index].length * self.is_placed(index) for index in theirs))
            places = {index: frozenset(self.taking[index]) for index in theirs}
            for span in set(places.values()):
                if len(span) < len(busy):
                    sure = sum(
                        meetings[index].length
                        for index, place in places.items()
                        if ground.certain[index] and place <= span
                    )
                    self.cp.add(sum(busy[slot] for slot in span) >= sure)

    def _limit(self, capacity: Capacity) -> None:
        """So many meetings at once, counted by party: one literal for all of a party that are still to count."""
        alike = {len(self.ground.problem.meetings[index].parties) for index in capacity.meetings}
        is_all = len(capacity.meetings) == len(self.times)
        for slot, places in enumerate(capacity.places):
            literals = {index: self.taking[index][slot] for index in capacity.meetings if slot in self.taking[index]}
            groups = self._clustered(literals, slot)
            if len(groups) > places:
                self.cp.add(sum(groups) <= places)
            if is_all and len(alike) == 1:
                # It follows, but is not seen by the solver by itself.
                ready = [busy[slot] for busy in self.busy if slot in busy]
                self.cp.add(sum(ready) <= places * max(alike))

    def _clustered(self, literals: dict[int, list[Any]], slot: int) -> list[Any]:
        meetings, groups, left = self.ground.problem.meetings, [], dict(literals)
        theirs: dict[int, set[int]] = {}
        for index in literals:
            for party in meetings[index].parties:
                theirs.setdefault(party, set()).add(index)
        while theirs:
            party = max(theirs, key=lambda each: (len(theirs[each]), -each))
            chosen = theirs.pop(party)
            if not chosen:
                break
            group = [literal for index in sorted(chosen) for literal in left.pop(index)]
            whole = sum(slot in self.taking[index] for index in self.ground.theirs[party])
            groups.append(self.busy[party][slot] if len(chosen) == whole else self._is_busy(group))
            for others in theirs.values():
                others.difference_update(chosen)
        # What no party attends.
        return groups + [self._is_busy(found) for found in left.values()]

    def _order(self) -> None:
        for index, meeting in enumerate(self.ground.problem.meetings):
            for other in meeting.after:
                self._follow(other, index)
            for other in meeting.not_next_to:
                self._do_not_touch(index, other)

    def _follow(self, first: int, second: int) -> None:
        """For each slot: not the second begun by then and the first not over before it."""
        for slot in range(len(self.ground.days)):
            begun = [literal for start, literal in self.times[second].items() if start <= slot]
            going = [
                literal for start, literal in self.times[first].items() if self.ground.held(first, start)[-1] >= slot
            ]
            if begun and going:
                self.cp.add_at_most_one([*begun, *going])

    def _do_not_touch(self, one: int, other: int) -> None:
        days = self.ground.days
        for first, second in ((one, other), (other, one)):
            for start, literal in self.times[first].items():
                last = self.ground.held(first, start)[-1]
                follower = self.times[second].get(last + 1)
                if follower is not None and days[last] == days[last + 1]:
                    self.cp.add_bool_or(~literal, ~follower)
