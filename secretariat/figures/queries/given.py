"""Figures that were written down by hand: on whose word, with which sources, and what they were before."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from secretariat.archive.queries import Mark
from secretariat.figures.models import Observation, Place
from secretariat.figures.queries.reading import Reading


@dataclass(frozen=True)
class Given:
    """A figure with its sources, and the earlier ones that it revises, the latest first."""

    observation: Observation
    marks: list[Mark]
    origin: object
    asylum: object
    earlier: list[Observation] = field(default_factory=list)


def by_hand(reading: Reading) -> "QuerySet[Observation, Any]":
    """What this person sees of the figures that were written down by hand."""
    rows = reading.of(Observation).filter(edition=None)
    # Also a revision that this person does not see takes the place of what it revises.
    later = Exists(Observation.objects.filter(revises=OuterRef("pk")))
    return rows.annotate(is_revised=later).select_related("origin__party", "asylum__party", "place", "said_by")


def given_of(reading: Reading, *places: Place) -> list[Given]:
    """Figures by hand about these places, the newest period first. Two queries."""
    ids = {each.pk for each in places}
    # What is written by hand is little; to ask for three columns at once would read the datasets too.
    rows = by_hand(reading).order_by("-period_end", "-id")
    return _told(reading, [each for each in rows if {each.origin_id, each.asylum_id, each.place_id} & ids])


def _told(reading: Reading, rows: Iterable[Any]) -> list[Given]:
    kept = list(rows)
    by_id = {each.pk: each for each in kept}
    present = [each for each in kept if not each.is_revised]
    marks = reading.cited(present)
    return [
        Given(each, marks[each], reading.name(each.origin), reading.name(each.asylum), list(_line(each, by_id)))
        for each in present
    ]


def _line(observation: Observation, by_id: dict[int, Observation]) -> Iterable[Observation]:
    before = by_id.get(observation.revises_id or 0)
    while before is not None:
        yield before
        before = by_id.get(before.revises_id or 0)
