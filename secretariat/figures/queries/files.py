"""What a file of figures holds: opened, looked into, and read as a whole for an import."""

import dataclasses
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from secretariat.conference.models import Conference
from secretariat.engines import statistics
from secretariat.engines.statistics import Area, Looked, Matching, Observed, PlaceSeen, Problem, Register, Unreadable
from secretariat.figures.models import AREAS, Edition, Place
from secretariat.parties.models import Party

# How many problems an edition keeps by cell; of all others it keeps the number.
MOST_PROBLEMS = 400
OF_A_PREVIEW = 25


@dataclass
class Gathered:
    """All that a file holds: its observations or areas, its places, and what is wrong with its cells."""

    observed: list[Observed] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    places: dict[str, PlaceSeen] = field(default_factory=dict)
    refused: list[Problem] = field(default_factory=list)
    flagged: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def problems(self) -> list[list[Any]]:
        """The first of what was refused or flagged, as an edition keeps it."""
        most = [*self.refused, *self.flagged][:MOST_PROBLEMS]
        return [list(each) for each in sorted(most, key=lambda each: each.line)]

    @property
    def years(self) -> set[int]:
        """The years of which the file speaks."""
        return {each.end.year for each in self.observed}


class Stopped(Exception):  # noqa: N818 - it says what happened
    """Somebody stopped the reading."""


def register_of(conference: Conference) -> Register:
    """The codes that files may use: of the register of parties, and of the areas that the conference knows."""
    states = list(Party.objects.states().exclude(iso3="").values_list("iso3", "unhcr_code"))
    areas = Place.objects.filter(conference=conference, kind__in=AREAS, country__isnull=False)
    return Register(
        countries=frozenset(iso3 for iso3, _code in states),
        unhcr={code: iso3 for iso3, code in states if code},
        areas=dict(areas.exclude(code__contains=":").values_list("code", "country__code")),
    )


def look_into(edition: Edition) -> Looked:
    """What the file of an edition turned out to be; raises ``Unreadable``."""
    with _opened(edition) as file:
        return statistics.look(file, limit=settings.UPLOAD_LIMIT)


def matching_of(edition: Edition) -> Matching:
    """How the columns of an edition are matched."""
    return statistics.matching_from(edition.matching)


def lines_in(edition: Edition) -> int:
    """How many lines the file has, as far as that can be known without reading it; 0 where it cannot."""
    if edition.file is None or edition.file.name.lower().endswith(".xlsx"):
        return 0
    with _opened(edition) as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))


def gathered(edition: Edition, *, on_chunk: Callable[[int], bool] = lambda _rows: False) -> Gathered:
    """Read the whole file; ``on_chunk`` is told how many rows are read, and says whether to stop.

    Raises ``Unreadable``, and ``Stopped`` if it was stopped.
    """
    found = Gathered()
    register = register_of(edition.conference)
    with _opened(edition) as file:
        for chunk in statistics.read(file, matching_of(edition), register, limit=settings.UPLOAD_LIMIT):
            _take(found, chunk)
            if on_chunk(chunk.rows):
                raise Stopped
    return found


def preview(edition: Edition) -> Gathered:
    """What the first rows of the file hold; zeros that may only fill are read as they stand."""
    matching = dataclasses.replace(matching_of(edition), zeros_fill=False)
    found = Gathered()
    with _opened(edition) as file:
        chunks = statistics.read(
            file, matching, register_of(edition.conference), limit=settings.UPLOAD_LIMIT, chunk=OF_A_PREVIEW
        )
        _take(found, next(chunks))
    return found


def _take(found: Gathered, chunk: statistics.Chunk) -> None:
    found.observed += chunk.observed
    found.areas += chunk.areas
    found.places.update(chunk.places)
    for problem in chunk.problems:
        kept = found.refused if problem.is_refused else found.flagged
        if len(kept) < MOST_PROBLEMS:
            kept.append(problem)
        found.counts["refused" if problem.is_refused else "flagged"] += 1
    found.counts["rows"] = chunk.rows
    found.counts["empty"] += chunk.empty
    found.counts["fillers"] += chunk.fillers
    found.counts["undivided"] += chunk.undivided


def _opened(edition: Edition) -> Any:
    if edition.file is None:
        raise Unreadable("empty")
    # Anew each time: whoever reads it twice at once must not close it for the other.
    return edition.file.content.storage.open(str(edition.file.content.name), "rb")
