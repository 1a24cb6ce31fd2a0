"""Bilaterals of a summit: instances read or made by the recipe, turned into a problem, and plans judged by them.

The judge counts from the instance and knows nothing of the engine.
"""

import itertools
import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.scheduling.places import BENCH
from secretariat.engines.scheduling.problem import Absence, Meeting, Party, Problem, Room, Slot

DAYS = (16, 16, 16)
MINUTES = 20
A_DAY = 24 * 60
SHIFTED, LEAST, MOST = 0.15, 2, 12  # Who arrives late or leaves early, and by how many slots.
BLOCKED, BLOCK = 0.3, 2
POPULARITY = 0.55  # Sigma of the log-normal weight with which a delegation is asked for.
URGENT = 0.1
FIXED = 0.02
# The sizes of the recipe, by the number of delegations: meetings asked for, tables.
SIZES = {60: (400, 20), 120: (1_500, 40), 190: (4_000, 80)}
OVERSUBSCRIBED = 190


@dataclass(frozen=True)
class Instance:
    """One instance; a meeting is (one, other, priority, fixed slot or -1)."""

    name: str
    days: tuple[int, ...]
    tables: int
    available: tuple[frozenset[int], ...]
    meetings: tuple[tuple[int, int, int, int], ...]

    @property
    def size(self) -> str:
        """Delegations, meetings, slots and tables."""
        return f"{len(self.available)}/{len(self.meetings)}/{sum(self.days)}/{self.tables}"


def read(path: Path) -> Instance:
    """The instance in a file."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    number = {each["id"]: place for place, each in enumerate(data["delegations"])}
    return Instance(
        name=data.get("name", path.stem),
        days=tuple(data["days"]),
        tables=data["tables"],
        available=tuple(frozenset(each["available"]) for each in data["delegations"]),
        meetings=tuple(
            (
                number[each["a"]],
                number[each["b"]],
                each.get("priority", 1),
                -1 if each.get("fixed_slot") is None else each["fixed_slot"],
            )
            for each in data["meetings"]
        ),
    )


def is_summit(path: Path) -> bool:
    """Whether a JSON file holds such an instance, and not a plan or something else."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return isinstance(data, dict) and "delegations" in data and "meetings" in data


def make(delegations: int, meetings: int, tables: int, seed: int, *, oversubscribed: bool | None = None) -> Instance:
    """An instance after the recipe; the same for the same seed.

    Unless it is over-subscribed, no delegation is asked for more meetings than it has slots; requests beyond that are
    drawn again.
    """
    chance = Random(f"summit {delegations} {meetings} {tables} {seed}")
    slots = sum(DAYS)
    available = tuple(_available(chance, slots) for _ in range(delegations))
    weights = [math.exp(chance.gauss(0, POPULARITY)) for _ in range(delegations)]
    may_exceed = delegations >= OVERSUBSCRIBED if oversubscribed is None else oversubscribed
    room_for = [slots * meetings if may_exceed else len(each) for each in available]
    pairs = _pairs(chance, meetings, weights, room_for)
    return Instance(
        name=f"summit-{delegations:03}-seed{seed}",
        days=DAYS,
        tables=tables,
        available=available,
        meetings=tuple(_with_fixed(chance, pairs, available, tables)),
    )


def _available(chance: Random, slots: int) -> frozenset[int]:
    first = chance.randint(LEAST, MOST) if chance.random() < SHIFTED else 0
    last = slots - (chance.randint(LEAST, MOST) if chance.random() < SHIFTED else 0)
    blocked = chance.randrange(slots - BLOCK + 1) if chance.random() < BLOCKED else slots
    return frozenset(range(first, last)) - frozenset(range(blocked, blocked + BLOCK))


def _pairs(chance: Random, wanted: int, weights: list[float], room_for: list[int]) -> list[tuple[int, int]]:
    """Distinct pairs, drawn by popularity among those who have room for one more."""
    pairs: dict[tuple[int, int], None] = {}
    held = [0] * len(weights)
    refused = 0
    while len(pairs) < wanted and refused < 1_000 * wanted:
        one, other = chance.choices(range(len(weights)), weights, k=2)
        pair = (min(one, other), max(one, other))
        if one == other or pair in pairs or held[one] >= room_for[one] or held[other] >= room_for[other]:
            refused += 1
            continue
        pairs[pair] = None
        held[one] += 1
        held[other] += 1
    return list(pairs)


def _with_fixed(
    chance: Random, pairs: list[tuple[int, int]], available: tuple[frozenset[int], ...], tables: int
) -> list[tuple[int, int, int, int]]:
    """The meetings with their priorities, some fixed to a slot in which both can and a table is free."""
    taken: Counter[tuple[int, int]] = Counter()
    held: Counter[int] = Counter()
    meetings = []
    for one, other in pairs:
        urgent, fixed = 2 if chance.random() < URGENT else 1, -1
        if chance.random() < FIXED:
            free = [
                slot
                for slot in sorted(available[one] & available[other])
                if not taken[one, slot] and not taken[other, slot] and held[slot] < tables
            ]
            fixed = chance.choice(free) if free else -1
        if fixed >= 0:
            taken[one, fixed] = taken[other, fixed] = 1
            held[fixed] += 1
        meetings.append((one, other, urgent, fixed))
    return meetings


def problem(instance: Instance) -> Problem:
    """The same for the engine: what is left out counts first, then breaks."""
    slots = tuple(
        Slot(day=day, start=day * A_DAY + MINUTES * number, end=day * A_DAY + MINUTES * (number + 1))
        for day, count in enumerate(instance.days)
        for number in range(count)
    )
    parties = []
    for number, free in enumerate(instance.available):
        away = tuple(slot for slot in range(len(slots)) if slot not in free)
        parties.append(Party(key=f"d{number}", absences=(Absence(away, "blocked"),) if away else ()))
    meetings = tuple(
        Meeting(key=f"m{number}", parties=(one, other), weight=priority, start=fixed if fixed >= 0 else None)
        for number, (one, other, priority, fixed) in enumerate(instance.meetings)
    )
    rooms = tuple(Room(key=f"t{number}") for number in range(instance.tables))
    return Problem(
        slots=slots, parties=tuple(parties), meetings=meetings, rooms=rooms, tiers=("unmet", "breaks", "fairness")
    )


@dataclass(frozen=True)
class Judged:
    """What a plan is worth by the instance alone, and every rule that it breaks."""

    unmet: int
    breaks: int
    most_breaks: int
    faults: tuple[str, ...]


def judge(instance: Instance, starts: Sequence[int | None]) -> Judged:
    """Counts what a plan leaves out and its breaks, and checks every rule."""
    if len(starts) != len(instance.meetings):
        return Judged(0, 0, 0, ("not as many meetings as were asked for",))
    faults, unmet = [], 0
    slots: list[list[int]] = [[] for _ in instance.available]
    for number, (slot, (one, other, priority, fixed)) in enumerate(zip(starts, instance.meetings, strict=True)):
        if fixed not in {-1, slot}:
            faults.append(f"meeting {number} is not where it was fixed")
        if slot is None:
            unmet += priority
            continue
        slots[one].append(slot)
        slots[other].append(slot)
    held = Counter(slot for slot in starts if slot is not None)
    faults += [
        f"slot {slot} holds more meetings than there are tables" for slot in held if held[slot] > instance.tables
    ]
    faults += _faults_of_delegations(instance, slots)
    breaks = [_breaks(instance.days, sorted(each)) for each in slots]
    return Judged(unmet, sum(breaks), max(breaks, default=0), tuple(faults))


def _faults_of_delegations(instance: Instance, slots: list[list[int]]) -> list[str]:
    faults = []
    for number, each in enumerate(slots):
        if len(set(each)) < len(each):
            faults.append(f"delegation {number} has two meetings at once")
        if not instance.available[number].issuperset(each):
            faults.append(f"delegation {number} meets while it is not available")
    return faults


def _breaks(days: tuple[int, ...], slots: list[int]) -> int:
    day_of = [day for day, count in enumerate(days) for _ in range(count)]
    return sum(later - sooner > 1 and day_of[later] == day_of[sooner] for sooner, later in itertools.pairwise(slots))


def known(instance: Instance) -> list[int | None] | None:
    """The starts of the best plan that was published with an instance."""
    path = BENCH / "summit" / f"{instance.name}.best.json"
    if not path.exists():
        return None
    return [slot if slot >= 0 else None for slot in json.loads(path.read_text(encoding="utf-8"))]
