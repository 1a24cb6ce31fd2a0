"""The B2B meeting-scheduling instances: their ``.dzn`` files read, turned into a problem, and plans judged by them.

The judge counts from what stands in the file and knows nothing of the engine.
"""

import itertools
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.scheduling.places import BENCH, files
from secretariat.engines.scheduling.problem import Absence, Meeting, Party, Problem, Room, Slot

SPREAD = 2
MINUTES = 20
MORNING, AFTERNOON, EITHER = 1, 2, 3

_ENTRY = re.compile(r"(\w+)\s*=\s*(.*?);", re.DOTALL)
_SET = re.compile(r"\{([^{}]*)\}")
_RANGE = re.compile(r"^\s*(\d+)\s*\.\.\s*(\d+)\s*$")


@dataclass(frozen=True)
class Instance:
    """One file, with everything counted from 0; a meeting is (one, other, session), ``fixed`` is -1 where free."""

    name: str
    participants: int
    tables: int
    slots: int
    morning: int
    meetings: tuple[tuple[int, int, int], ...]
    forbidden: tuple[frozenset[int], ...]
    fixed: tuple[int, ...]
    before: tuple[frozenset[int], ...]

    @property
    def size(self) -> str:
        """Participants, meetings, slots and tables."""
        return f"{self.participants}/{len(self.meetings)}/{self.slots}/{self.tables}"


def read(path: Path) -> Instance:
    """The instance in a file."""
    entries = dict(_ENTRY.findall(re.sub(r"%[^\n]*", "", path.read_text(encoding="utf-8"))))
    meetings = [tuple(map(int, row.split(",")[:3])) for row in entries["requested"].split("|") if row.strip("[] \n,")]
    fixed = [int(number) - 1 for number in re.findall(r"\d+", entries.get("fixed", ""))]
    before = [frozenset(each - 1 for each in found) for found in _sets(entries.get("precedences", ""))]
    participants, slots = int(entries["nBusiness"]), int(entries["nTotalSlots"])
    forbidden = [frozenset(each - 1 for each in found if each > 0) for found in _sets(entries.get("forbidden", ""))]
    return Instance(
        name=path.name.removesuffix(".dzn"),
        participants=participants,
        tables=int(entries["nTables"]),
        slots=slots,
        morning=int(entries.get("nMorningSlots", slots)),
        meetings=tuple((one - 1, other - 1, session) for one, other, session in meetings),
        forbidden=tuple(forbidden) or (frozenset(),) * participants,
        fixed=tuple(fixed) or (-1,) * len(meetings),
        before=tuple(before) or (frozenset(),) * len(meetings),
    )


def _sets(text: str) -> list[set[int]]:
    return [_numbers(inside) for inside in _SET.findall(text)]


def _numbers(inside: str) -> set[int]:
    if between := _RANGE.match(inside):
        return set(range(int(between[1]), int(between[2]) + 1))
    return {int(number) for number in re.findall(r"\d+", inside)}


def window(instance: Instance, session: int) -> range:
    """The slots of a session."""
    if session == MORNING:
        return range(instance.morning)
    return range(instance.morning, instance.slots) if session == AFTERNOON else range(instance.slots)


def problem(instance: Instance, *, spread: int | None = SPREAD) -> Problem:
    """The same for the engine: all meetings are required, and breaks are all that is judged."""
    slots = tuple(
        Slot(
            day=0,
            start=MINUTES * slot,
            end=MINUTES * (slot + 1),
            part=MORNING if slot < instance.morning else AFTERNOON,
        )
        for slot in range(instance.slots)
    )
    parties = tuple(
        Party(key=f"p{number + 1}", absences=(Absence(tuple(sorted(away)), "blocked"),) if away else ())
        for number, away in enumerate(instance.forbidden)
    )
    meetings = tuple(
        Meeting(
            key=f"m{number + 1}",
            parties=(one, other),
            required=True,
            window=None if session == EITHER else tuple(window(instance, session)),
            start=instance.fixed[number] if instance.fixed[number] >= 0 else None,
            after=tuple(sorted(instance.before[number])),
        )
        for number, (one, other, session) in enumerate(instance.meetings)
    )
    rooms = tuple(Room(key=f"t{number + 1}") for number in range(instance.tables))
    return Problem(
        slots=slots, parties=parties, meetings=meetings, rooms=rooms, spread=spread, tiers=("unmet", "breaks")
    )


@dataclass(frozen=True)
class Judged:
    """What a plan is worth by the file alone: how many breaks, and every rule that it breaks."""

    breaks: int
    faults: tuple[str, ...]


def judge(instance: Instance, starts: Sequence[int | None], *, spread: int | None = SPREAD) -> Judged:
    """Counts the breaks of a plan and checks every rule of the published problem."""
    faults = [f"meeting {number + 1} is not placed" for number, slot in enumerate(starts) if slot is None]
    if len(starts) != len(instance.meetings) or faults:
        return Judged(0, tuple(faults) or ("not as many meetings as were asked for",))
    placed = [slot for slot in starts if slot is not None]
    faults += _faults_of_meetings(instance, placed) + _faults_of_participants(instance, placed)
    crowded = [slot for slot, held in Counter(placed).items() if held > instance.tables]
    faults += [f"slot {slot + 1} holds more meetings than there are tables" for slot in crowded]
    breaks = [_breaks(slots) for slots in _slots_of(instance, placed)]
    if spread is not None and breaks and max(breaks) - min(breaks) > spread:
        faults.append(f"breaks differ by {max(breaks) - min(breaks)}")
    return Judged(sum(breaks), tuple(faults))


def _faults_of_meetings(instance: Instance, placed: list[int]) -> list[str]:
    faults = []
    for number, (slot, (_one, _other, session)) in enumerate(zip(placed, instance.meetings, strict=True)):
        if slot not in window(instance, session):
            faults.append(f"meeting {number + 1} is not in its session")
        if instance.fixed[number] not in {-1, slot}:
            faults.append(f"meeting {number + 1} is not where it was fixed")
        if any(placed[earlier] >= slot for earlier in instance.before[number]):
            faults.append(f"meeting {number + 1} is not after one that it must come after")
    return faults


def _faults_of_participants(instance: Instance, placed: list[int]) -> list[str]:
    faults = []
    for number, slots in enumerate(_slots_of(instance, placed)):
        if len(set(slots)) < len(slots):
            faults.append(f"participant {number + 1} has two meetings at once")
        if instance.forbidden[number] & set(slots):
            faults.append(f"participant {number + 1} meets in a forbidden slot")
    return faults


def _slots_of(instance: Instance, placed: list[int]) -> list[list[int]]:
    slots: list[list[int]] = [[] for _ in range(instance.participants)]
    for slot, (one, other, _session) in zip(placed, instance.meetings, strict=True):
        slots[one].append(slot)
        slots[other].append(slot)
    return [sorted(each) for each in slots]


def _breaks(slots: list[int]) -> int:
    return sum(later - sooner > 1 for sooner, later in itertools.pairwise(slots))


@cache
def _known(folder: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in files(folder, "best_known.json"):
        found |= json.loads(path.read_text(encoding="utf-8"))["d2"]
    return found


@dataclass(frozen=True)
class Known:
    """What is known of an instance: the fewest breaks, ``None`` where no plan exists or nothing is known."""

    status: str
    breaks: int | None
    seconds: float | None


def known(instance: Instance, folder: Path | None = None) -> Known:
    """What the literature knows of an instance; nothing of one that no ``best_known.json`` names.

    A folder that is kept apart may hold such a file of its own.
    """
    found = (_known(folder).get(instance.name) if folder else None) or _known(BENCH / "b2b").get(instance.name) or {}
    return Known(found.get("status", "unknown"), found.get("best_known"), found.get("uwrmaxsat_s"))
