"""Released figures, one record for each number, with the field names of HDX HAPI.

They are told from what was published, and from nothing else: ``population`` is null where a release hides the number.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Annotated, Any

from pydantic import Field

from secretariat.api.v1.records import Record, Records
from secretariat.api.v1.resources import Person, Resource
from secretariat.api.v1.shapes import PLAIN, Day
from secretariat.conference.models import Conference
from secretariat.figures.models import Group, Release, ReleaseState
from secretariat.figures.queries.releases.handing_out import as_records
from secretariat.figures.queries.releases.tabling import MOST_CELLS

# The id of a record is that of its release, and its place in it.
ROOM = 10 * MOST_CELLS
ALL = "all"
Code = Annotated[str, Field(max_length=80, pattern=PLAIN)]
REFUGEES = frozenset(
    {
        Group.REFUGEES,
        Group.ASYLUM_SEEKERS,
        Group.OTHER_PROTECTION,
        Group.REFUGEE_LIKE,
        Group.STATELESS,
        Group.OTHERS,
        Group.HOST,
    }
)
RETURNEES = frozenset({Group.RETURNED, Group.RETURNED_DISPLACED})
DISPLACED = frozenset({Group.DISPLACED})
_AREAS: dict[str, Any] = {f"admin{level}_{part}": str | None for level in range(1, 5) for part in ("code", "name")}
KINDS: dict[str, Any] = {
    "origin_location_code": str,
    "asylum_location_code": str,
    "population_group": str,
    "gender": str,
    "age_range": str,
    "min_age": int | None,
    "max_age": int | None,
    "population": int | None,
    "shown_as": str,
    "unit": str,
    "measure": str,
    "accommodation": str | None,
    "admin_level": int | None,
    **_AREAS,
    "site_code": str | None,
    "site_name": str | None,
    "reference_period_start": str | None,
    "reference_period_end": str | None,
    "as_of": str,
    "is_provisional": bool,
    "method": str,
    "licence": str,
    "publisher": str,
    "source_title": str,
    "source_url": str,
    "dataset": str,
    "dataset_edition": int,
    "release": int,
    "replaced_by": int | None,
}
KEPT: dict[str, Any] = {
    **dict.fromkeys(
        (
            "origin_location_code",
            "asylum_location_code",
            "population_group",
            "gender",
            "age_range",
            "measure",
            "admin1_code",
            "admin2_code",
            "site_code",
            "dataset",
        ),
        Code,
    ),
    "reference_period_start": Day,
    "reference_period_end": Day,
    "admin_level": Annotated[int, Field(ge=0, le=4)],
    "release": Annotated[int, Field(ge=1, le=2**31 - 1)],
}
FILTERS = (
    *(name for name in KEPT if not name.startswith("reference_period")),
    "reference_period_start_from",
    "reference_period_start_until",
    "reference_period_end_from",
    "reference_period_end_until",
)


def published(user: Person, conference: Conference) -> Any:
    """The releases whose tables this person may read: published ones, and none that was withdrawn."""
    return Release.objects.visible_to(user).filter(conference=conference, state=ReleaseState.PUBLISHED)


def records(groups: Collection[str]) -> Callable[[Person, Conference, int], Iterator[tuple[int, Record]]]:
    """The records of these groups; a number of several of them together is told where all of them are meant."""

    def found(user: Person, conference: Conference, first: int) -> Iterator[tuple[int, Record]]:
        rows = published(user, conference)
        later = dict(rows.exclude(replaces=None).order_by("-number").values_list("replaces_id", "number"))
        for release in rows.filter(pk__gte=first // ROOM).order_by("pk").defer("rules", "editions"):
            about = {**_about(release), "replaced_by": later.get(release.pk)}
            of_all = set(release.content["groups"]) <= set(groups)
            for place, record in enumerate(as_records(release.content)):
                group = record["population_group"]
                pk = release.pk * ROOM + place
                if pk >= first and (group in groups or (group == ALL and of_all)):
                    yield pk, {**record, **about}

    return found


def _about(release: Release) -> dict[str, Any]:
    content = release.content
    return {
        "as_of": content["as_of"],
        "is_provisional": bool(content.get("is_provisional")),
        "method": content["method"],
        "licence": content["licence"],
        "publisher": content["source"]["publisher"],
        "source_title": content["source"]["title"],
        "source_url": content["source"]["url"],
        "dataset": content["dataset"]["key"],
        "dataset_edition": content["edition"],
        "release": release.number,
    }


def _resource(name: str, groups: Collection[str], what: str) -> Resource:
    return Records(
        f"figures/{name}",
        Release,
        published,
        (),
        what,
        filters=FILTERS,
        is_public=True,
        has_csv=True,
        kinds=KINDS,
        kept=KEPT,
        found=records(groups),
    )


RESOURCES: tuple[Resource, ...] = (
    _resource("refugees", REFUGEES, "Released figures of refugees and others of concern, as HDX HAPI names them."),
    _resource("returnees", RETURNEES, "Released figures of people who returned, as HDX HAPI names them."),
    _resource("idps", DISPLACED, "Released figures of internally displaced people, as HDX HAPI names them."),
    _resource("released", frozenset(Group.values), "Every number of every released table, as HDX HAPI names them."),
)
