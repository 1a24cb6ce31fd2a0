"""What the engine found, counted as people count: what is left out by rank, what each delegation gets, what moves."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from secretariat.engines.scheduling import Plan, Problem, Score
from secretariat.programme.queries.problem import RANKS, number_in

# When and where a meeting is held, as the engine counts: the minute in which it begins, and the key of its table.
Spot = tuple[int, str | None]


@dataclass(frozen=True)
class Share:
    """What a delegation gets: how many of its meetings are held, how many are left out, and its idle times."""

    delegation_id: int
    met: int
    unmet: int
    breaks: int
    days: int


def is_wish(key: str) -> bool:
    """Whether this is a meeting that was asked for, not a session or what is fixed beside the slots."""
    return key.startswith("bilateral:")


def weights_in(problem: Problem) -> dict[str, int]:
    """What a meeting of each rank weighs in a problem, the most first."""
    weights = {meeting.name: meeting.weight for meeting in problem.meetings if is_wish(meeting.key)}
    return {rank: weights[rank] for rank in RANKS if rank in weights}


def left_out(problem: Problem, plan: Plan) -> dict[str, int]:
    """How many meetings of each rank a plan leaves out."""
    pairs = zip(problem.meetings, plan.starts, strict=True)
    counted = Counter(meeting.name for meeting, start in pairs if start is None and is_wish(meeting.key))
    return {rank: counted[rank] for rank in weights_in(problem)}


def at_least(problem: Problem, weight: int) -> dict[str, int]:
    """What a proved weight means: no plan leaves out less than so many of each rank, read from the first one on."""
    found = {}
    for rank, each in weights_in(problem).items():
        found[rank], weight = divmod(weight, each)
    return found


def score_in_data(problem: Problem, plan: Plan, score: Score) -> dict[str, Any]:
    """A score as a draft keeps it."""
    return {**{name: getattr(score, name) for name in problem.tiers}, "left": left_out(problem, plan)}


def bound_in_data(problem: Problem, bound: Sequence[int | None]) -> dict[str, Any]:
    """What is proved, as a draft keeps it: tier by tier as far as it is known."""
    told: dict[str, Any] = dict(zip(problem.tiers, bound, strict=False))
    if told.get("unmet") is not None:
        told["left"] = at_least(problem, int(told["unmet"]))
    return told


def spots_of(problem: Problem, plan: Plan) -> dict[str, Spot | None]:
    """When and where each wish is held in a plan; nothing for one that is left out."""
    found: dict[str, Spot | None] = {}
    for meeting, start, room in zip(problem.meetings, plan.starts, plan.rooms, strict=True):
        if is_wish(meeting.key):
            table = problem.rooms[room].key if room is not None else None
            found[meeting.key] = None if start is None else (problem.slots[start].start, table)
    return found


def shares_of(problem: Problem, plan: Plan) -> list[Share]:
    """What each delegation gets in a plan."""
    met: Counter[int] = Counter()
    unmet: Counter[int] = Counter()
    busy: dict[int, set[int]] = defaultdict(set)
    for meeting, start in zip(problem.meetings, plan.starts, strict=True):
        for party in meeting.parties:
            if is_wish(meeting.key):
                (unmet if start is None else met)[party] += 1
            if start is not None:
                busy[party].update(range(start, start + meeting.length))
    return [
        Share(number_in(party.key), met[index], unmet[index], *_breaks_and_days(problem, busy[index]))
        for index, party in enumerate(problem.parties)
    ]


def _breaks_and_days(problem: Problem, slots: set[int]) -> tuple[int, int]:
    held = sorted(slots)
    days = {problem.slots[slot].day for slot in held}
    pairs = pairwise(held)
    breaks = sum(b - a > 1 and problem.slots[a].day == problem.slots[b].day for a, b in pairs)
    return breaks, len(days)


@dataclass(frozen=True)
class Moved:
    """A meeting that two timetables hold at different times or tables, or only one of them holds."""

    key: str
    parties: tuple[int, ...]
    one: Spot | None
    other: Spot | None


def moved_between(
    one: Mapping[str, Spot | None], other: Mapping[str, Spot | None], parties: Mapping[str, tuple[int, ...]]
) -> list[Moved]:
    """What differs between two timetables, in the order of the first."""
    keys = dict.fromkeys([*one, *other])
    found = [Moved(key, parties.get(key, ()), one.get(key), other.get(key)) for key in keys]
    return [each for each in found if each.one != each.other]
