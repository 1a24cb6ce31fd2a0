"""A draft laid open: its meetings with time and table, what each delegation gets, and how two timetables differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.engines import scheduling
from secretariat.engines.scheduling import Plan, Problem
from secretariat.meetings.models import Bilateral, BilateralRank
from secretariat.programme.models import Draft, Place
from secretariat.programme.queries.drafts import plan_of_places
from secretariat.programme.queries.entries import latest_publication
from secretariat.programme.queries.finding import Share, Spot, is_wish, moved_between, shares_of, spots_of
from secretariat.programme.queries.problem import number_in, problem_of
from secretariat.programme.queries.words import Words

WORKING, PUBLISHED = "working", "published"


@dataclass(frozen=True)
class Found:
    """A timetable that can be compared: the problem it answers, and the plan."""

    problem: Problem
    plan: Plan


@dataclass(frozen=True)
class Line:
    """One meeting of a draft: who, how much it is wanted, when and where, and whether it is pinned."""

    number: int
    pair: str
    rank: str
    when: str
    where: str
    is_pinned: bool
    minute: int


@dataclass(frozen=True)
class Difference:
    """What a delegation gains and loses from one timetable to the other."""

    name: str
    one: Share
    other: Share

    @property
    def met(self) -> int:
        """How many meetings more it has."""
        return self.other.met - self.one.met

    @property
    def breaks(self) -> int:
        """How many breaks more it has."""
        return self.other.breaks - self.one.breaks

    @property
    def is_better(self) -> bool:
        """Whether the other timetable is better for it: more meetings, or as many and fewer breaks."""
        return (-self.met, self.breaks) < (0, 0)


@dataclass(frozen=True)
class MovedLine:
    """A meeting that is not where it was: who, and when and where in both."""

    pair: str
    one: str
    other: str


def found_in(draft: Draft) -> Found | None:
    """What a draft found, if it found anything."""
    if not draft.plan:
        return None
    return Found(scheduling.problem_from(draft.problem), scheduling.plan_from(draft.plan))


def timetable_called(conference: Conference, user: User, name: str) -> Found | None:
    """A timetable by its name in an address: the working one, what is published, or a draft by its number."""
    if name.isascii() and name.isdecimal() and len(name) < 19:
        draft = Draft.objects.in_office_of(user).filter(conference=conference, pk=int(name)).first()
        return found_in(draft) if draft is not None else None
    asked = problem_of(conference)
    if name == WORKING and Place.objects.filter(conference=conference).exists():
        return Found(asked.problem, plan_of_places(asked, conference))
    if name == PUBLISHED and latest_publication(conference) is not None and asked.problem.published is not None:
        return Found(asked.problem, asked.problem.published)
    return None


def lines_of(found: Found, words: Words, conference: Conference) -> list[Line]:
    """Every wish of a draft, in the order of time; what is left out comes first. Two queries."""
    spots = spots_of(found.problem, found.plan)
    ranks = dict(Bilateral.objects.filter(conference=conference).values_list("pk", "rank"))
    pinned = set(Place.objects.filter(conference=conference, is_pinned=True).values_list("bilateral_id", flat=True))
    lines = []
    for meeting in found.problem.meetings:
        if is_wish(meeting.key):
            number, spot = number_in(meeting.key), spots[meeting.key]
            lines.append(
                Line(
                    number,
                    words.pair(number),
                    str(BilateralRank(ranks.get(number, meeting.name)).label),
                    words.when(spot[0]) if spot else "",
                    words.table(spot[1]) if spot else "",
                    number in pinned,
                    spot[0] if spot else 0,
                )
            )
    return sorted(lines, key=lambda line: (line.minute, line.where, line.pair))


def shares_in_words(found: Found, words: Words) -> list[tuple[str, Share]]:
    """What each delegation gets, those who get least first."""
    rows = [(words.delegation(share.delegation_id), share) for share in shares_of(found.problem, found.plan)]
    return sorted(rows, key=lambda row: (-row[1].unmet, -row[1].breaks, row[0]))


def differences(one: Found, other: Found, words: Words) -> list[Difference]:
    """Who gains and who loses from one timetable to the other, the losers first."""
    before = {share.delegation_id: share for share in shares_of(one.problem, one.plan)}
    after = {share.delegation_id: share for share in shares_of(other.problem, other.plan)}
    found = []
    for number in {**before, **after}:
        none = Share(number, 0, 0, 0, 0)
        pair = before.get(number, none), after.get(number, none)
        if (pair[0].met, pair[0].breaks) != (pair[1].met, pair[1].breaks):
            found.append(Difference(words.delegation(number), *pair))
    return sorted(found, key=lambda each: (each.is_better, each.met, -each.breaks, each.name))


def moves(one: Found, other: Found, words: Words) -> list[MovedLine]:
    """The meetings that are at another time or table, or in one of the two alone."""
    both = spots_of(one.problem, one.plan), spots_of(other.problem, other.plan)
    moved = moved_between(*both, _parties([*one.problem.meetings, *other.problem.meetings]))
    return [
        MovedLine(words.pair(number_in(each.key)), _spot(each.one, words), _spot(each.other, words)) for each in moved
    ]


def _parties(meetings: Iterable[scheduling.Meeting]) -> Mapping[str, tuple[int, ...]]:
    return {meeting.key: meeting.parties for meeting in meetings}


def _spot(spot: Spot | None, words: Words) -> str:
    if spot is None:
        return ""
    where = words.table(spot[1])
    return f"{words.when(spot[0])}, {where}" if where else words.when(spot[0])
