"""What a new edition changes in what is kept of its dataset: what is new, changed, the same, or given no longer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from secretariat.engines.statistics import Area, Observed
from secretariat.figures.models import Dataset, Observation, Place
from secretariat.figures.models.places import AREAS


@dataclass
class Compared:
    """The observations of a file beside what is kept."""

    new: list[Observed] = field(default_factory=list)
    # With the number of the row that each revises.
    changed: list[tuple[Observed, int]] = field(default_factory=list)
    same: int = 0
    # Rows that the edition gives no longer, though it speaks of their years.
    ended: list[int] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each."""
        return {"new": len(self.new), "changed": len(self.changed), "same": self.same, "ended": len(self.ended)}


def compared(dataset: Dataset, observed: Iterable[Observed], years: set[int]) -> Compared:
    """Put what a file holds beside what is current of its dataset, by what is counted.

    Only of the years of which the file speaks can it leave something out: a table of one year ends no other year.
    """
    kept = _kept(dataset, years)
    found = Compared()
    for each in observed:
        before = kept.pop(each.series, None)
        if before is None:
            found.new.append(each)
        elif before[1:] == (each.value, each.flags):
            found.same += 1
        else:
            found.changed.append((each, before[0]))
    found.ended = sorted(pk for pk, _value, _flags in kept.values())
    return found


def verdicts(dataset: Dataset, observed: list[Observed]) -> dict[int, str]:
    """By series: whether a few observations are new, changed or the same."""
    rows = Observation.objects.filter(
        edition__in=list(dataset.editions.values_list("pk", flat=True)), series__in=[each.series for each in observed]
    )
    kept = dict(rows.current().values_list("series", "value"))
    return {
        each.series: "new" if each.series not in kept else "same" if kept[each.series] == each.value else "changed"
        for each in observed
    }


def areas_compared(conference_id: int, areas: Iterable[Area]) -> tuple[Counter[str], dict[str, Place]]:
    """How many areas of a list are new, changed or the same, and the places that are kept by their P-codes."""
    kept = {each.code: each for each in Place.objects.filter(conference_id=conference_id, kind__in=AREAS)}
    counts: Counter[str] = Counter({"new": 0, "changed": 0, "same": 0, "ended": 0})
    for area in areas:
        place = kept.get(area.code)
        counts["new" if place is None else "changed" if differs(place, area) else "same"] += 1
    return counts, kept


def differs(place: Place, area: Area) -> bool:
    """Whether a list says something else of an area than what is kept."""
    said = (f"admin {area.level}", area.name, area.valid_from, area.is_provisional)
    words = place.name.data if hasattr(place.name, "data") else {"en": str(place.name)}
    known = words.get("en", "") if isinstance(words, dict) else str(words)
    return said != (place.kind, known, place.valid_from, place.is_provisional)


def _kept(dataset: Dataset, years: set[int]) -> dict[int, tuple[int, int, str]]:
    """What is current of these years: the row, number and flags of each series."""
    editions = list(dataset.editions.values_list("pk", flat=True))
    rows = Observation.objects.filter(edition__in=editions, ended_in=None)
    if len(years) < 10:
        rows = rows.filter(year__in=years)
    told = rows.values_list("series", "year", "pk", "value", "flags").iterator(chunk_size=20_000)
    return {series: (pk, value, flags) for series, year, pk, value, flags in told if year in years}
