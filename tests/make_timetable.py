"""Builders of timetables: hours, tables, stays, drafts that were found, versions that were published."""

from datetime import date, datetime, timedelta
from itertools import combinations
from random import Random
from typing import Any

from secretariat.conference.models import Conference, Room
from secretariat.delegations.models import Delegation
from secretariat.engines import scheduling
from secretariat.engines.scheduling import Plan
from secretariat.meetings.models import Bilateral, BilateralRank, BilateralState, BlockedTime, Stay
from secretariat.programme.models import Draft, DraftState, Hours, ProgrammeRules, Publication
from secretariat.programme.queries.entries import changes_between, latest_publication, working_entries
from secretariat.programme.queries.finding import score_in_data
from secretariat.programme.queries.problem import problem_of
from tests import make, make_programme
from tests.make_programme import DAY, at

OTHER_DAY = date(2020, 11, 12)


def hours(conference: Conference, first: int = 9, last: int = 12, *, day: date = DAY) -> Hours:
    """Hours of a day, by the clocks of Damascus."""
    return Hours.objects.create(conference=conference, starts_at=at(first, day=day), ends_at=at(last, day=day))


def rules(conference: Conference, **fields: Any) -> ProgrammeRules:
    """The rules of the timetable."""
    return ProgrammeRules.objects.create(conference=conference, **fields)


def tables(conference: Conference, number: int = 2, name: str = "Bilateral hall", **fields: Any) -> Room:
    """A room with tables."""
    values = {"tables": number, "seats": 10 * number, "booths": 0, **fields}
    return make_programme.room(conference, name, **values)


def ready(**fields: Any) -> Conference:
    """A conference with a morning of six slots and a room of two tables."""
    conference = make.conference(**fields)
    hours(conference)
    tables(conference)
    return conference


def stay(delegation: Delegation, arrives: datetime | None = None, departs: datetime | None = None) -> Stay:
    """When a delegation is there."""
    values = {"conference": delegation.conference, "arrives_at": arrives, "departs_at": departs}
    return Stay.objects.create(delegation=delegation, **values)


def blocked(delegation: Delegation, first: datetime, last: datetime) -> BlockedTime:
    """A time in which a delegation meets nobody."""
    return BlockedTime.objects.create(
        conference=delegation.conference, delegation=delegation, starts_at=first, ends_at=last
    )


def many_wishes(conference: Conference, delegations: int, wishes: int) -> list[Bilateral]:
    """As many accepted wishes, each between two of as many delegations, always the same ones."""
    codes = sorted(make._shipped())[:delegations]
    parties = [make_programme.delegation(conference, code) for code in codes]
    pairs = list(combinations(parties, 2))
    chosen = Random(7).sample(pairs, wishes)  # noqa: S311 - always the same ones
    ranks = BilateralRank.values
    return Bilateral.objects.bulk_create(
        Bilateral(
            conference=conference,
            asking=one,
            asked=other,
            topic="Return",
            rank=ranks[number % len(ranks)],
            state=BilateralState.ACCEPTED,
            entered_by=make._house_hand(),
        )
        for number, (one, other) in enumerate(chosen)
    )


def draft(conference: Conference, *starts: int | None, tables: tuple[int | None, ...] = (), **fields: Any) -> Draft:
    """A draft whose wishes begin in these slots, each at the first table unless said otherwise."""
    asked = problem_of(conference)
    places = tables or tuple(None if start is None else 0 for start in starts)
    beside = [(meeting.start, meeting.room) for meeting in asked.problem.meetings[len(starts) :]]
    plan = Plan((*starts, *(start for start, _ in beside)), (*places, *(room for _, room in beside)))
    score = scheduling.score_of(asked.problem, plan)
    values = {
        "problem": scheduling.as_data(asked.problem),
        "wishes": asked.wishes,
        "plan": scheduling.as_data(plan),
        "score": score_in_data(asked.problem, plan, score),
        "bound": {},
        "state": DraftState.DONE,
        "status": "feasible",
        "entered_by": make._house_hand(),
        "asked_at": make.NOON,
    }
    return Draft.objects.create(conference=conference, **{**values, **fields})


def published(conference: Conference, **fields: Any) -> Publication:
    """The working timetable as a new version, told to nobody."""
    latest = latest_publication(conference)
    before = latest.entries if latest else []
    entries = working_entries(conference, before)
    values = {
        "number": latest.number + 1 if latest else 1,
        "published_at": make.NOON + timedelta(hours=latest.number if latest else 0),
        "entries": entries,
        "changes": changes_between(before, entries),
        "entered_by": make._house_hand(),
    }
    return Publication.objects.create(conference=conference, **{**values, **fields})
