"""An area of return on one page: its conditions, what is said to stand in the way, and who promised to address it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from secretariat.archive.queries import Mark
from secretariat.dossier.models import AreaOfObstacle, Claimant, Obstacle
from secretariat.dossier.queries.sight import Sight
from secretariat.dossier.queries.ties import TiedPledge, pledges_tied
from secretariat.figures.models import AREAS, Condition, Place
from secretariat.figures.queries.areas import CriterionTold, areas_of_return, conditions_of
from secretariat.figures.queries.reading import Reading
from secretariat.pledges.models import Pledge, PledgeArea


@dataclass(frozen=True)
class ObstacleThere:
    """An obstacle that is said to be in an area: who says so, and which pledges address it."""

    obstacle: Obstacle
    by: list[object]
    marks: list[Mark]
    # The areas of which it is said: this one, or a larger one in which this one lies.
    places: list[object]
    pledges: list[TiedPledge]


@dataclass(frozen=True)
class AreaTold:
    """All that is said of an area of return."""

    area: Place
    name: object
    lies_in: list[object]
    criteria: list[CriterionTold]
    obstacles: list[ObstacleThere]
    pledges: list[TiedPledge]


def reading_of(sight: Sight) -> Reading:
    """The same eyes, for the pages of figures."""
    return Reading(sight.conference, sight.user, sight.marks, sight.names)


def area_told(sight: Sight, area: Place, today: date) -> AreaTold:
    """An area with its conditions, the obstacles said to be there and the pledges for it. Twelve queries at most."""
    reading = reading_of(sight)
    larger = larger_areas(area)
    criteria = conditions_of(reading, area, today)
    obstacles = obstacles_in(sight, [area, *larger])
    codes = [each.code for each in (area, *larger)]
    named = PledgeArea.objects.filter(conference=sight.conference, pcode__in=codes).values("pledge")
    pledges = sight.of(Pledge).filter(pk__in=named).select_related("party").order_by("number")
    return AreaTold(
        area,
        reading.name(area),
        [reading.name(each) for each in (*larger, area.country) if each is not None],
        criteria,
        obstacles,
        [TiedPledge(each, sight.name(each.party)) for each in pledges],
    )


def larger_areas(area: Place) -> list[Place]:
    """The areas in which an area lies, the nearest first; a country is no area. One query a level, four at most."""
    found: list[Place] = []
    above = area.parent
    while above is not None and above.kind in AREAS and len(found) < len(AREAS):
        found.append(above)
        above = above.parent
    return found


def obstacles_in(sight: Sight, areas: Iterable[Place]) -> list[ObstacleThere]:
    """Obstacles that are said to be in these areas, by kind, each claim beside the others. Five queries."""
    there = AreaOfObstacle.objects.filter(conference=sight.conference, place__in=[area.pk for area in areas])
    rows = list(
        sight.of(Obstacle)
        .filter(pk__in=there.values("obstacle"))
        .prefetch_related(
            Prefetch("claimants", Claimant.objects.select_related("party")),
            Prefetch("places", AreaOfObstacle.objects.select_related("place__party")),
        )
        .order_by("kind", "said_date", "id")
    )
    marked, tied, reading = sight.marked(rows), pledges_tied(sight, "obstacle", rows), reading_of(sight)
    return [
        ObstacleThere(
            row,
            [sight.name(party) for party in sight.in_order(each.party for each in row.claimants.all())],
            marked[row],
            [reading.name(each.place) for each in row.places.all()],
            tied.get(row.pk, []),
        )
        for row in rows
    ]


def areas_seen(sight: Sight) -> QuerySet[Place]:
    """The areas of return of which this person may read anything: a condition, an obstacle or a pledge."""
    reading = reading_of(sight)
    obstacles = AreaOfObstacle.objects.filter(obstacle__in=sight.of(Obstacle).order_by().values("pk"))
    pledges = PledgeArea.objects.filter(pledge__in=sight.of(Pledge).order_by().values("pk"))
    told = Q(pk__in=reading.of(Condition).order_by().values("area"))
    told |= Q(pk__in=obstacles.filter(conference=sight.conference).order_by().values("place"))
    told |= Q(code__in=pledges.filter(conference=sight.conference).order_by().values("pcode"))
    return areas_of_return(sight.conference).filter(told)


def areas_by_obstacle(obstacles: Iterable[Obstacle]) -> dict[int, list[Place]]:
    """The areas in which each of these is said to be, by the obstacle's number. One query."""
    found: dict[int, list[Place]] = defaultdict(list)
    rows = AreaOfObstacle.objects.filter(obstacle__in=[each.pk for each in obstacles]).select_related("place")
    for each in rows.order_by("place__code", "id"):
        found[each.obstacle_id].append(each.place)
    return found
