"""The part of the walk over every address that leads through datasets, their files, and places."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.figures.models import OriginCountry
from tests import make_figures, make_imports

OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
SEES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}
BY_POST: tuple[set[str], set[str]] = ({"posted"}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "figures:datasets": (OFFICE, set()),
    "figures:add_dataset": (DESK, OFFICE - DESK),
    "figures:dataset": (SEES, set()),
    "figures:hand_in_edition": (DESK, SEES - DESK),
    "figures:edition": (SEES, set()),
    "figures:match_columns": (DESK, SEES - DESK),
    "figures:import_edition": BY_POST,
    "figures:stop_import": BY_POST,
    "figures:edition_changes": (SEES, set()),
    "figures:places": (OFFICE, set()),
    "figures:add_place": (DESK, OFFICE - DESK),
    "figures:revise_place": (DESK, OFFICE - DESK),
    "figures:mark_area_of_return": BY_POST,
    "figures:origins": (OFFICE, set()),
    "figures:name_origin": (DESK, OFFICE - DESK),
    "figures:remove_origin": BY_POST,
}


def rows_of_imports(conference: Conference, **kept: Any) -> dict[str, Any]:
    """A dataset with a file that waits, and a place of each kind that its pages know."""
    edition = make_imports.with_file(conference, **kept)
    site = make_figures.site(conference, "Azraq")
    area = make_figures.area(conference, "SY02", "Aleppo")
    origin = make_figures.country(conference, "IQ")
    named = OriginCountry.objects.create(conference=conference, place=origin)
    editions = ("edition", "match_columns", "import_edition", "stop_import", "edition_changes")
    return {
        **{f"figures:{name}": edition for name in editions},
        "figures:dataset": edition.dataset,
        "figures:hand_in_edition": edition.dataset,
        "figures:revise_place": site,
        "figures:mark_area_of_return": area,
        "figures:remove_origin": named,
    }
