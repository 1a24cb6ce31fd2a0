"""What a plan costs and what is wrong with it, counted from the problem alone and apart from every search."""

from collections import Counter, defaultdict
from itertools import combinations

from secretariat.engines.scheduling.placement.problem import Placement, Plan, Spot

__all__ = ["cost_of", "costs_of", "faults_of"]

Block = tuple[int, int]


def cost_of(problem: Placement, plan: Plan) -> int:
    """The whole sum."""
    return sum(costs_of(problem, plan).values())


def costs_of(problem: Placement, plan: Plan) -> dict[str, int]:
    """The sum by what it is for; items without a spot cost nothing here."""
    count = _Count(problem, plan)
    return {
        "items": count.items(),
        "blocks": count.blocks(),
        "rooms": count.rooms(),
        "side_by_side": count.side_by_side(),
        "torn": count.torn(),
        "out_of_order": count.out_of_order(),
        "alike": count.alike(),
        "apart": count.apart(),
        "at_once": count.at_once(),
    }


def faults_of(problem: Placement, plan: Plan) -> tuple[tuple[str, int], ...]:
    """What makes a plan illegal: a code and the number of the item, nothing if it is legal."""
    faults: list[tuple[str, int]] = []
    if len(plan.spots) != len(problem.items):
        return (("shape", len(plan.spots)),)
    taken: set[Spot] = set()
    groups: dict[Block, int] = {}
    for number, spot in enumerate(plan.spots):
        if spot is None:
            faults.append(("missing", number))
            continue
        item = problem.items[number]
        if not _is_inside(problem, spot, item.length):
            faults.append(("outside", number))
            continue
        slots = {Spot(spot.session, spot.room, spot.slot + each) for each in range(item.length)}
        if slots & taken:
            faults.append(("slot_twice", number))
        taken |= slots
        if groups.setdefault(spot[:2], item.group) != item.group:
            faults.append(("block_twice", number))
    return tuple(faults)


def _is_inside(problem: Placement, spot: Spot, length: int) -> bool:
    return (
        0 <= spot.session < len(problem.spans)
        and 0 <= spot.room < problem.rooms
        and 0 <= spot.slot <= problem.spans[spot.session] - length
    )


class _Count:
    def __init__(self, problem: Placement, plan: Plan) -> None:
        self._problem = problem
        self._spots = {number: spot for number, spot in enumerate(plan.spots) if spot is not None}
        self._blocks = {spot[:2]: problem.items[number].group for number, spot in self._spots.items()}
        self._of_group: dict[int, set[Block]] = defaultdict(set)
        for block, group in self._blocks.items():
            self._of_group[group].add(block)

    def items(self) -> int:
        return sum(
            _at(self._problem.items[number].at_session, spot.session)
            + _at(self._problem.items[number].at_room, spot.room)
            for number, spot in self._spots.items()
        )

    def blocks(self) -> int:
        cost = 0
        for (session, room), group in self._blocks.items():
            wishes = self._problem.groups[group]
            cost += _at(wishes.at_session, session) + _at(wishes.at_room, room)
            cost += self._problem.at_block[session][room] if self._problem.at_block else 0
        return cost

    def rooms(self) -> int:
        used = (len({room for _session, room in blocks}) for blocks in self._of_group.values())
        return self._problem.weights.another_room * sum(count - 1 for count in used)

    def side_by_side(self) -> int:
        used = (len(blocks) - len({session for session, _room in blocks}) for blocks in self._of_group.values())
        return self._problem.weights.side_by_side * sum(used)

    def torn(self) -> int:
        torn = 0
        for blocks in self._of_group.values():
            sessions = {session for session, _room in blocks}
            torn += max(sessions) - min(sessions) + 1 != len(sessions)
        return self._problem.weights.torn * torn

    def out_of_order(self) -> int:
        count = 0
        for group in self._of_group:
            members = [number for number in self._spots if self._problem.items[number].group == group]
            members.sort(key=self._spots.__getitem__)
            count += sum(
                self._problem.items[number].order not in {0, place} for place, number in enumerate(members, start=1)
            )
            ordered = [number for number in members if self._problem.items[number].order]
            count += sum(self._shared(one, other) for one, other in combinations(ordered, 2))
        return self._problem.weights.out_of_order * count

    def alike(self) -> int:
        held: Counter[tuple[int, int]] = Counter((session, group) for (session, _room), group in self._blocks.items())
        sessions = range(len(self._problem.spans))
        return sum(
            cost * held[session, one] * held[session, other]
            for one, other, cost in self._problem.alike
            for session in sessions
        )

    def apart(self) -> int:
        cost = 0
        for one, other, each in self._problem.apart:
            here, there = self._spots.get(one), self._spots.get(other)
            if here is not None and there is not None and here.session == there.session and here.room != there.room:
                cost += each
        return cost

    def at_once(self) -> int:
        return sum(cost * self._shared(one, other) for one, other, cost in self._problem.at_once)

    def _shared(self, one: int, other: int) -> int:
        """How many slots two items share."""
        here, there = self._spots.get(one), self._spots.get(other)
        if here is None or there is None or here.session != there.session:
            return 0
        ends = here.slot + self._problem.items[one].length, there.slot + self._problem.items[other].length
        return max(0, min(ends) - max(here.slot, there.slot))


def _at(costs: tuple[int, ...], index: int) -> int:
    return costs[index] if costs else 0
