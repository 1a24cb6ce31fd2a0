"""The part of the walk over every address that leads through figures."""

from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from tests import make, make_figures, walk_of_areas, walk_of_imports, walk_of_releases

POSTED = "posted"
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
SEES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}

# Who gets the page, and who is told they may not; everybody else of the office gets 404.
WHO_SEES: tuple[set[str], set[str]] = (SEES, set())
WHO_SEES_ALL: tuple[set[str], set[str]] = (SEES, OFFICE - SEES)
WHO_ADDS: tuple[set[str], set[str]] = (DESK, OFFICE - DESK)
WHO_CHANGES: tuple[set[str], set[str]] = (DESK, SEES - DESK)
BY_POST: tuple[set[str], set[str]] = ({POSTED}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    **walk_of_areas.EXPECTED,
    **walk_of_imports.EXPECTED,
    **walk_of_releases.EXPECTED,
    "figures:figures": WHO_SEES_ALL,
    "figures:table": WHO_SEES_ALL,
    "figures:country": WHO_SEES_ALL,
    "figures:camps": WHO_SEES_ALL,
    "figures:camp": WHO_SEES_ALL,
    "figures:chart": WHO_SEES,
    "figures:record_observation": WHO_ADDS,
    "figures:revise_observation": WHO_CHANGES,
}


def rows_of_figures(conference: Conference, **kept: Any) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    releases = walk_of_releases.rows_of_releases(conference)
    releases |= walk_of_areas.rows_of_areas(conference, **kept)
    releases |= walk_of_imports.rows_of_imports(conference, **kept)
    return {**_rows_of_looking(conference, **kept), **releases}


def _rows_of_looking(conference: Conference, **kept: Any) -> dict[str, Any]:
    edition = make_figures.edition(make_figures.dataset(conference, **kept), **kept)
    host, site = make_figures.country(conference, "LB"), make_figures.site(conference)
    make_figures.observation(conference, edition=edition, year=timezone.localdate().year - 1, **kept)
    given = make_figures.observation(conference, said_by=make.party("LB"), **kept)
    key = f"hosts-{edition.dataset_id}-ref"
    return {
        "figures:country": host,
        "figures:camp": site,
        # Side, chart and kind of file are words of the address, not rows.
        "figures:chart": (host, *(SimpleNamespace(pk=word) for word in ("asylum", key, "csv"))),
        "figures:revise_observation": given,
    }
