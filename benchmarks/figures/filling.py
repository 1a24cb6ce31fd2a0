"""The whole of UNHCR's statistics in one conference, put there plainly: what the pages are measured over.

How long an import takes is measured elsewhere; here rows are read by the engine and written without the door.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FILES = (
    ("population.csv", "unhcr population", "registration"),
    ("solutions.csv", "unhcr solutions", "government record"),
    ("flows.csv", "unhcr flows", "mixed"),
    ("demographics_locations_2025.csv", "unhcr locations", "mixed"),
    ("camps_sites_2025.csv", "unhcr sites", "mixed"),
)
LIMIT = 1 << 30


def fill(conference: Any, user: Any, folder: Path, files: tuple[tuple[str, str, str], ...] = FILES) -> dict[str, int]:
    """Write all observations of these files; return how many of each."""
    from secretariat.figures.models import OriginCountry, Place  # noqa: PLC0415 - once the apps are ready
    from secretariat.parties.models import Party  # noqa: PLC0415

    parties = {each.iso3: each for each in Party.objects.filter(is_state=True).exclude(iso3="")}
    Place.objects.bulk_create(
        Place(
            conference=conference,
            kind="country",
            code=code,
            unhcr_code=party.unhcr_code,
            name=party.name,
            party=party,
        )
        for code, party in parties.items()
    )
    counts = {
        name: _fill_one(conference, user, (folder / name, layout, method), frozenset(parties))
        for name, layout, method in files
    }
    for code in ("SYR", "AFG"):
        OriginCountry.objects.create(conference=conference, place=Place.objects.get(conference=conference, code=code))
    return counts


def _fill_one(conference: Any, user: Any, file: tuple[Path, str, str], countries: frozenset[str]) -> int:
    from secretariat.archive.models import Source  # noqa: PLC0415
    from secretariat.engines import statistics  # noqa: PLC0415
    from secretariat.figures.models import Dataset, Edition, EditionState, Observation  # noqa: PLC0415

    path, layout, method = file
    fact: dict[str, Any] = {"conference": conference, "entered_by": user, "sensitivity": "public"}
    key = path.stem.replace("_", "-")
    source = Source.objects.create(
        key=key, title=path.name, publisher="UNHCR", published_date="2026-06", kind="data set", **fact
    )
    dataset = Dataset.objects.create(
        key=key, name=path.stem, publisher="UNHCR", layout=layout, method=method, licence="CC BY 4.0", **fact
    )
    edition = Edition.objects.create(
        dataset=dataset, number=1, source=source, state=EditionState.IMPORTED, imported_at=datetime.now(UTC), **fact
    )
    register = statistics.Register(countries)
    written = 0
    places: dict[str, int] = {}
    with path.open("rb") as data:
        looked = statistics.look(data, limit=LIMIT)
        for chunk in statistics.read(data, looked.matching, register, limit=LIMIT):
            _keep_places(conference, chunk, places)
            rows = list(_rows(chunk, {**fact, "edition": edition}, places))
            Observation.objects.bulk_create(rows, batch_size=2000)
            written += len(rows)
    return written


def _keep_places(conference: Any, chunk: Any, places: dict[str, int]) -> None:
    """Countries by their code, what is no country, and the sites that a chunk names."""
    from secretariat.figures.models import Place  # noqa: PLC0415

    if not places:
        places |= dict(Place.objects.filter(conference=conference).values_list("code", "pk"))
    for code in {code for each in chunk.observed for code in (each.origin, each.asylum) if code and code not in places}:
        places[code] = Place.objects.create(conference=conference, kind="other", code=code, name=code).pk
    for key, seen in chunk.places.items():
        if key not in places:
            places[key] = Place.objects.create(
                conference=conference,
                kind=seen.kind,
                code=key[:80],
                name=seen.name,
                country_id=places.get(seen.country),
                accommodation=seen.accommodation,
                setting=seen.setting,
            ).pk


def _rows(chunk: Any, fact: dict[str, Any], places: dict[str, int]) -> Iterator[Any]:
    from secretariat.figures.models import Observation  # noqa: PLC0415

    for each in chunk.observed:
        yield Observation(
            **fact,
            group=each.group,
            measure=each.measure,
            origin_id=places.get(each.origin),
            asylum_id=places.get(each.asylum),
            place_id=places.get(each.place),
            sex=each.sex,
            min_age=each.min_age,
            max_age=each.max_age,
            accommodation=each.accommodation,
            setting=each.setting,
            value=each.value,
            unit=each.unit,
            period_start=each.start,
            period_end=each.end,
            as_of=each.as_of,
            year=each.end.year,
            flags=each.flags,
            series=each.series,
            line=each.line,
        )
