"""Who is inside: the last passage of each badge in each zone, by time as it was corrected."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from secretariat.door.models import Direction, Scan

# Late sessions end and nobody has come yet: then a new day begins at the door. Many go home through no gate, and are
# not held to be inside on the next morning.
DAY_TURNS = timedelta(hours=4)


class Inside(NamedTuple):
    """A badge that came in and did not go out."""

    number: str
    at: datetime
    gate_id: int


def day_began(at: datetime, zone: ZoneInfo) -> datetime:
    """When the day began at the door that this moment is in: four hours after midnight at the venue."""
    day = (at - DAY_TURNS).astimezone(zone).date()
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC) + DAY_TURNS


def passages(conference_id: int) -> QuerySet[Any]:
    """Scans with which somebody went through, without those on which another scan was made in their place."""
    followed = Scan.objects.filter(~Q(follows=""), badge=OuterRef("badge"), follows=OuterRef("nonce"))
    return Scan.objects.filter(conference_id=conference_id, is_admitted=True, badge__isnull=False).exclude(
        Exists(followed)
    )


def last_passages(conference_id: int, *, since: datetime) -> QuerySet[Any]:
    """The last passage of each badge in each zone since a moment."""
    place = Window(RowNumber(), partition_by=[F("badge"), F("zone")], order_by=[F("at").desc(), F("pk").desc()])
    found: QuerySet[Any] = passages(conference_id).filter(at__gte=since).annotate(place=place).filter(place=1)
    return found


def inside(conference_id: int, zone: str, *, since: datetime) -> Iterator[Inside]:
    """The badges that came into a zone since a moment and are there now. One query."""
    last = last_passages(conference_id, since=since).filter(zone=zone)
    rows = last.values_list("badge__number", "at", "gate_id", "direction").order_by("badge__number")
    return (Inside(number, at, gate_id) for number, at, gate_id, way in rows if way == Direction.ENTRY)
