"""Programs at the desk of figures: who reads numbers, what is released, every deed, and every way it is refused."""

import base64
import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.figures.models import Edition, Observation, OriginCountry, Place, Release
from tests import make, make_api, make_deeds, make_figures, make_imports, make_releases

pytestmark = pytest.mark.django_db
KEPT = "What only the secretariat knows"
# Of the returns that are released, these are hidden.
HIDDEN = {3, 2}


@dataclass
class Setting(make_deeds.Here):
    """A conference with a row of each kind."""

    edition: Edition
    waiting: Edition
    area: Place
    observation: Observation
    release: Release
    rows: dict[str, int]


def setting(slug: str = "damascus-2020") -> Setting:
    conference = make.conference(slug)
    edition = make_releases.returns(conference)
    area, waiting = make_figures.area(conference), make_imports.handed_in(conference)
    make_figures.origin(conference)
    make.source(conference, key="paper")
    observation = make_figures.observation(conference, 4321, place=None)
    release = make_releases.laid_out(edition)
    return Setting(
        conference=conference,
        edition=edition,
        waiting=waiting,
        area=area,
        observation=observation,
        release=release,
        rows={
            "figures/datasets": waiting.dataset_id,
            "figures/editions": waiting.pk,
            "figures/places": area.pk,
            "figures/origins": OriginCountry.objects.get(conference=conference).pk,
            "figures/observations": observation.pk,
            "figures/thresholds": make_figures.threshold(conference).pk,
            "figures/conditions": make_figures.condition(area).pk,
            "figures/movements": make_figures.movement(conference).pk,
            "figures/intentions": make_figures.intention(conference).pk,
            "figures/releases": release.pk,
        },
    )


def said(text: str = "New") -> dict[str, str]:
    return {"en": text}


def file_of(content: str, name: str = "returns.csv") -> dict[str, str]:
    return {"name": name, "content": base64.b64encode(content.encode()).decode()}


def release_is(at: Setting, state: str) -> dict[str, Any]:
    Release.objects.filter(pk=at.release.pk).update(
        state=state, approved_by=make.user(None), published_at=make.NOON, content={"groups": [], "rows": []}
    )
    return {}


def release_is_submitted(at: Setting) -> dict[str, Any]:
    Release.objects.filter(pk=at.release.pk).update(state="submitted")
    return {}


def edition_is(at: Setting, state: str) -> dict[str, Any]:
    Edition.objects.filter(pk=at.waiting.pk).update(state=state)
    return {}


def laid(at: Setting) -> dict[str, Any]:
    return {
        "laid": {
            "title": said("Returns by year"),
            "edition": at.edition.pk,
            "groups": ["RET"],
            "measure": "flow",
            "rows": "year",
            "columns": "asylum",
            "filters": {"year": ["2019", "2020"]},
        }
    }


CITED = [{"source": "paper", "passage": "As it says."}]
# Of each deed a body that is right.
GOOD: dict[str, Callable[[Setting], Any]] = {
    "add_dataset": lambda _at: {"details": {"name": "Camps", "publisher": "UNHCR", "licence": "CC BY 4.0"}},
    "hand_in_edition": lambda _at: {
        "upload": file_of(make_imports.RETURNS + "\n"),
        "details": {"published_date": "2026-06", "title": "Returns"},
    },
    "match_columns": lambda at: {
        "matching": {
            "roles": at.waiting.matching["roles"],
            "values": at.waiting.matching["values"],
            "fixed": at.waiting.matching["fixed"],
            "keeps_provisional": True,
        },
        "leaves_out_refused": True,
    },
    "import_edition": lambda _at: {},
    "stop_import": lambda at: edition_is(at, "waiting"),
    "add_place": lambda at: {
        "kind": "admin 2",
        "country": make_figures.country(at.conference, "SY").pk,
        "parent": at.area.pk,
        "details": {"code": "SY0101", "name": said("Old Damascus")},
    },
    "revise_place": lambda _at: {"details": {"name": said("Damascus city"), "closed_date": "2020-11"}},
    "mark_area_of_return": lambda _at: {"is_area_of_return": False},
    "name_origin": lambda _at: {"party": "IQ"},
    "remove_origin": lambda _at: {},
    "record_observation": lambda at: {
        "details": {
            "group": "REF",
            "measure": "stock",
            "origin": make_figures.country(at.conference, "SY").pk,
            "asylum": make_figures.country(at.conference, "JO").pk,
            "value": 650_000,
            "period_start": "2020-11-30",
            "period_end": "2020-11-30",
            "as_of": "2020-11",
        },
        "cited": CITED,
    },
    "revise_observation": lambda _at: {"details": {"value": 4400}, "cited": CITED},
    "word_threshold": lambda _at: {
        "details": {"criterion": "safety", "scheme": "S", "scheme_version": "1", "code": "2", "text": said()}
    },
    "replace_threshold": lambda _at: {"details": {"scheme_version": "2020", "text": said("Safety is seen")}},
    "assess_condition": lambda _at: {
        "details": {"criterion": "living", "severity": "low", "as_of_date": "2020-11-02"},
        "cited": CITED,
    },
    "revise_condition": lambda _at: {"details": {"severity": "medium"}},
    "record_movement": lambda at: {
        "details": {
            "kind": "facilitated",
            "start_date": "2020-10-01",
            "end_date": "2020-10-31",
            "to_area": at.area.pk,
            "persons": 120,
        },
        "cited": CITED,
    },
    "revise_movement": lambda _at: {"details": {"persons": 510}},
    "record_intention": lambda at: {
        "details": {
            "origin": make_figures.country(at.conference, "SY").pk,
            "population": said("Refugees"),
            "question": said("Do you return?"),
            "answer": said("Yes"),
            "share": "12.5",
            "base": 900,
            "horizon": "12 months",
            "end_date": "2020-10",
        },
        "hosts": [make_figures.country(at.conference, "LB").pk],
        "cited": CITED,
    },
    "revise_intention": lambda _at: {"details": {"base": 2500}},
    "prepare_release": lambda at: {"words": {"title": said("Returns")}, "dataset": at.edition.dataset_id},
    "lay_out_release": laid,
    "review_release": lambda _at: {},
    "submit_release": lambda _at: {},
    "approve_release": release_is_submitted,
    "return_release": lambda at: {**release_is_submitted(at), "reason": "Filter the years."},
    "withdraw_release": lambda at: {**release_is(at, "published"), "reason": "A wrong file."},
    "replace_release": lambda at: release_is(at, "published"),
    "revise_disclosure_rules": lambda _at: {"details": {"national_threshold": 6}},
}
SILENT = {"review_release"}


def bearer(program: make_api.Program) -> dict[str, str]:
    return {"Authorization": f"Bearer {program.text}"}


@pytest.mark.parametrize("name", sorted(GOOD))
def test_each_deed_is_done_and_recorded_and_a_reader_may_not(name: str) -> None:
    at = setting()
    for code in ("IQ", "JO", "LB"):
        make.party(code)

    doer = make_deeds.deed("figures", name)
    refused, done = make_deeds.asked_by_reader_and_secretary(at, doer, GOOD[name](at), at.rows)

    assert refused.status_code == 403, refused.content
    secretary = at.program()
    said = done.json()
    for row in filter(None, (said["thing"], said["made"])):
        told = secretary.client.get(row["address"], headers=bearer(secretary)) if row["address"] else None
        assert told is None or told.status_code == (404 if name == "remove_origin" else 200), row
    assert Entry.objects.filter(verb=f"figures.{name}").exists() is (name not in SILENT)


def test_every_deed_has_a_right_body_here() -> None:
    assert {each.deed.name for each in make_deeds.doers("figures")} == set(GOOD)


def test_no_strange_body_makes_the_house_fall() -> None:
    at = setting()
    assert make_deeds.strange_answers(at.program(), "figures", at.rows) == []


def test_a_revision_is_marked_as_one_and_keeps_what_is_not_said() -> None:
    at = setting()
    path = f"figures/observations/{at.observation.pk}/revise_observation"
    made = at.program().post(path, {"details": {"value": 4400}, "cited": CITED}).json()["made"]["id"]
    new = Observation.objects.get(pk=made)
    assert (new.value, new.status, new.group, new.revises) == (4400, "revised", "REF", at.observation)


@pytest.mark.parametrize("kind", sorted(["datasets", "editions", "places", "origins", "observations", "movements"]))
def test_rows_are_for_those_whom_the_office_shows_them(kind: str) -> None:
    at, path = setting(), f"figures/{kind}"

    assert make_deeds.rows_here_alone(at, setting("geneva-2021"), path)
    assert at.program(Role.FOCAL_POINT, party=make.party("LB")).get(path).json()["data"] == []


@pytest.mark.parametrize("role", [Role.DOOR_OFFICER, Role.PRESS_OFFICER])
def test_numbers_as_they_were_counted_are_not_for_door_and_press(role: str) -> None:
    at = setting()
    for kind in ("observations", "movements", "editions", "disclosure_rules", "reviews"):
        assert at.program(role).get(f"figures/{kind}").json()["data"] == [], kind
    assert [row["number"] for row in at.program(role).get("figures/releases").json()["data"]] == []


def released(conference: Conference) -> Release:
    edition = make_releases.returns(conference, key="released")
    return make_releases.published(edition)


def test_everybody_reads_what_is_released_with_the_names_of_hapi_and_nothing_that_is_hidden() -> None:
    conference = make.conference()
    release = released(conference)
    stranger = make_api.Program(conference)

    rows = stranger.get("figures/returnees", {"limit": 500}).json()["data"]
    table = list(csv.DictReader(io.StringIO(stranger.get("figures/returnees.csv").content.decode("utf-8-sig"))))

    assert rows
    assert {"origin_location_code", "asylum_location_code", "population_group", "gender", "age_range"} <= set(rows[0])
    assert {row["population_group"] for row in rows} == {"RET"}
    assert {row["release"] for row in rows} == {release.number}
    numbers = {row["population"] for row in rows if row["population"] is not None}
    assert numbers
    assert not numbers & HIDDEN
    assert [row["shown_as"] for row in rows if row["population"] is None]
    assert [row["population"] or None for row in table] == [
        None if row["population"] is None else str(row["population"]) for row in rows
    ]
    assert stranger.get("figures/idps").json()["data"] == []
    assert len(stranger.get("figures/released", {"limit": 500}).json()["data"]) == len(rows)


def test_released_rows_are_told_page_by_page_one_by_one_and_narrowed() -> None:
    conference = make.conference()
    released(conference)
    stranger = make_api.Program(conference)
    whole = stranger.get("figures/released").json()["data"]

    first = stranger.get("figures/released", {"limit": 4}).json()
    second = stranger.client.get(first["next"]).json()
    narrow = stranger.get("figures/released", {"asylum_location_code": "LBN", "fields": "population"}).json()["data"]
    late = stranger.get("figures/released", {"reference_period_start_from": "2020-01-01"}).json()["data"]

    assert [*first["data"], *second["data"]][: len(whole)] == whole[: len(first["data"]) + len(second["data"])]
    assert stranger.get(f"figures/released/{whole[2]['id']}").json()["data"] == whole[2]
    assert stranger.get("figures/released/1").status_code == 404
    assert narrow
    assert set(narrow[0]) == {"id", "population"}
    assert {row["reference_period_start"] for row in late} == {"2020-01-01"}


def test_what_was_withdrawn_or_is_in_preparation_is_not_released() -> None:
    conference = make.conference()
    release = released(conference)
    make_releases.laid_out(make_releases.returns(conference, key="later"), title="Later")
    stranger = make_api.Program(conference)
    assert len({row["release"] for row in stranger.get("figures/released").json()["data"]}) == 1

    Release.objects.filter(pk=release.pk).update(state="withdrawn", reason="A wrong file")

    assert stranger.get("figures/released").json()["data"] == []
    told = stranger.get("figures/releases").json()["data"]
    assert [(row["number"], row["state"], row["reason"]) for row in told] == [
        (release.number, "withdrawn", "A wrong file")
    ]
    assert {"layout", "editions", "prepared_by"}.isdisjoint(told[0])
    Conference.objects.update(is_public=False)
    assert stranger.get("figures/released").status_code == 404


def test_a_stranger_reads_public_conditions_of_areas_of_return() -> None:
    at = setting()
    make_figures.condition(at.area, criterion="living", sensitivity="secretariat", narrative=make_figures.said(KEPT))
    stranger = make_api.Program(at.conference)

    assert [row["area"] for row in stranger.get("figures/conditions").json()["data"]] == [at.area.pk]
    assert KEPT not in stranger.get("figures/conditions").content.decode()
    for kind in ("observations", "movements", "places", "datasets"):
        assert stranger.get(f"figures/{kind}").status_code == 401, kind


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"edition": 10**6}, "/laid/edition"),
        ({"groups": ["REF"]}, "/laid/groups/0"),
        ({"filters": {"year": ["1899"]}}, "/laid/filters/year/0"),
        ({"title": {"en": ""}}, "/laid/title"),
        ({"rows": "shoes"}, "/laid/rows"),
    ],
)
def test_a_release_is_laid_out_of_what_its_edition_holds(change: Any, pointer: str) -> None:
    at = setting()
    body = laid(at)
    body["laid"] |= change
    answer = at.program().post(f"figures/releases/{at.release.pk}/lay_out_release", body)
    assert answer.status_code == 422, answer.content
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


def test_a_movement_names_no_small_area_that_nobody_looks_at() -> None:
    at = setting()
    small = make_figures.area(at.conference, "SY0102", kind="admin 3", is_area_of_return=False)
    body = GOOD["record_movement"](at)
    body["details"]["to_area"] = small.pk
    answer = at.program().post("figures/record_movement", body)
    assert answer.status_code == 409
    assert answer.json()["errors"][0]["pointer"] == "/details/to_area"


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_asks_as_much_for_thirty_as_for_one(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    at = setting()
    released(at.conference)
    for number in range(count - 1):
        make_figures.observation(at.conference, number)
        make_figures.movement(at.conference, number)
        make_figures.intention(at.conference)
        make_figures.threshold(at.conference, str(number + 9))

    kinds = ("datasets", "editions", "places", "observations", "movements", "intentions", "thresholds", "released")
    assert make_deeds.statuses_of_lists(at.program(), "figures", kinds, django_assert_max_num_queries) == {200}
