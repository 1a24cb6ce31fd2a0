"""Rooms as a part of the model of times, where it is not enough to count them."""

from collections.abc import Callable
from typing import Any

from secretariat.engines.scheduling.site import Site
from secretariat.engines.scheduling.solver.model import Model
from secretariat.engines.scheduling.starts import slots_in

__all__ = ["Rooms", "literals_for"]


def literals_for(model: Model, site: Site) -> int:
    """How many literals it takes to say who is in which room when."""
    return sum(site.suiting[index].bit_count() * len(taking) for index, taking in enumerate(model.taking))


class Rooms:
    """Rooms as part of the model: ``where[meeting][place]``, and ``at[meeting][slot][place]`` for when it is there."""

    def __init__(self, model: Model, site: Site) -> None:
        self.model = model
        self.site = site
        self.where = [{place: model.cp.new_bool_var("") for place in slots_in(suiting)} for suiting in site.suiting]
        self.at = [
            {slot: {place: model.cp.new_bool_var("") for place in places} for slot in taking}
            for taking, places in zip(model.taking, self.where, strict=True)
        ]

    def places(self, value: Callable[[Any], bool]) -> tuple[int | None, ...]:
        """The room of each meeting in a solution, as the problem numbers them."""
        return tuple(
            next((self.site.order[place] for place, literal in where.items() if value(literal)), None)
            for where in self.where
        )

    def add(self) -> None:
        """Add all rules about rooms."""
        cp = self.model.cp
        for index, places in enumerate(self.where):
            cp.add(sum(places.values()) == self.model.is_placed(index))
            for slot, there in self.at[index].items():
                taken = self.model.taking[index][slot]
                for place, literal in there.items():
                    cp.add_implication(literal, places[place])
                    if not self.site.open[slot] >> place & 1:
                        cp.add(literal == 0)
                # One meeting has one start, so no more than one of these is true.
                cp.add(sum(there.values()) == sum(taken))
        self._one_at_a_time()
        self._ways()
        self._apart()

    def _one_at_a_time(self) -> None:
        holders: dict[tuple[int, int], list[Any]] = {}
        for slots in self.at:
            for slot, there in slots.items():
                for place, literal in there.items():
                    holders.setdefault((slot, place), []).append(literal)
        for literals in holders.values():
            self.model.cp.add_at_most_one(literals)

    def _ways(self) -> None:
        """Two meetings of a party that are close in time are not far apart in space, unless something lies between."""
        if not self.site.longest_way:
            return
        for theirs, busy in zip(self.model.ground.theirs, self.model.busy, strict=True):
            for one in theirs:
                for other in theirs:
                    if one != other:
                        self._way(one, other, busy)

    def _way(self, one: int, other: int, busy: dict[int, Any]) -> None:
        slots, cp = self.site.problem.slots, self.model.cp
        for start, here in self.model.times[one].items():
            last = self.model.ground.held(one, start)[-1]
            for next_, there in self.model.times[other].items():
                minutes = slots[next_].start - slots[last].end
                if next_ <= last or minutes >= self.site.longest_way:
                    continue
                between = [busy[slot] for slot in range(last + 1, next_) if slot in busy]
                reach = self.site.reach(minutes)
                for place, literal in self.where[one].items():
                    far = [x for room, x in self.where[other].items() if not reach[place] >> room & 1]
                    for each in far:
                        cp.add_bool_or(~here, ~there, ~literal, ~each, *between)

    def _apart(self) -> None:
        for one, foes in self.site.foes.items():
            for other in foes:
                for slot in range(len(self.site.problem.slots)):
                    self._not_beside(one, other, slot)

    def _not_beside(self, one: int, other: int, slot: int) -> None:
        theirs = self.model.ground.theirs
        for here in theirs[one]:
            for there in theirs[other]:
                if here == there:
                    continue
                for place, literal in self.at[here].get(slot, {}).items():
                    for room, x in self.at[there].get(slot, {}).items():
                        if self.site.beside[place] >> room & 1:
                            self.model.cp.add_bool_or(~literal, ~x)
