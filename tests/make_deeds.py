"""Builders of bodies for the deeds of the API: as their shapes ask, and as nobody should send them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role
from secretariat.api.actions import allowing
from secretariat.api.v1 import service
from secretariat.api.v1.doing import Doer
from secretariat.conference.models import Conference
from tests import make, make_api
from tests.make_api import Program

NOBODY = 10**6
HOSTILE: tuple[Any, ...] = (
    make.HOSTILE,
    "x" * 100_000,
    "2020-13-45",
    -1,
    10**18,
    1.5,
    True,
    None,
    [],
    [None],
    {},
    {"id": NOBODY, "key": make.HOSTILE},
)


@dataclass
class Here:
    """A conference, to which a desk adds a row of each of its kinds."""

    conference: Conference

    def program(self, role: str | None = Role.SECRETARY, **fields: Any) -> Program:
        """A program of somebody with this role here."""
        return make_api.program(self.conference, make.user(role, self.conference, **fields))


def doers(desk: str) -> list[Doer]:
    """Every deed of a desk."""
    return [each for each in service.doers() if each.deed.desk == desk]


def path_of(doer: Doer, ids: Mapping[str, int]) -> str:
    """Where a deed is asked for: on the row of this kind that is named."""
    deed = doer.deed
    return f"{deed.on}/{ids[deed.on]}/{deed.name}" if deed.on else f"{deed.desk}/{deed.name}"


def asked_by_reader_and_secretary(at: Here, doer: Doer, body: Any, ids: Mapping[str, int]) -> tuple[Any, Any]:
    """The answers to a deed that a reader asks for, and then a secretary, for whom it is done."""
    path = path_of(doer, ids)
    refused, done = at.program(Role.READER).post(path, body), at.program().post(path, body)
    assert done.status_code in {200, 201}, done.content
    return refused, done


def rows_here_alone(at: Here, elsewhere: Here, path: str) -> list[Any]:
    """The rows of a list, each of which is found by itself, and none of which is another conference's."""
    told = at.program().get(path).json()["data"]
    foreign = elsewhere.program().get(path).json()["data"]

    assert told
    assert {row["id"] for row in told}.isdisjoint({row["id"] for row in foreign})
    assert at.program().get(f"{path}/{told[0]['id']}").json()["data"] == told[0]
    assert at.program().get(f"{path}/{foreign[0]['id']}").status_code == 404
    rows: list[Any] = told
    return rows


def statuses_of_lists(program: Program, desk: str, kinds: Iterable[str], at_most: DjangoAssertNumQueries) -> set[int]:
    """How lists of a desk are answered, each with no more queries than there may be."""
    # The minute's allowance is fetched once.
    program.get("conference/conference")
    found = set()
    for kind in kinds:
        with at_most(5):
            found.add(program.get(f"{desk}/{kind}").status_code)
    return found


def strange_bodies(doer: Doer) -> Iterator[Any]:
    """An empty body, each hostile value in every place, and bodies of the right shape that name nothing there is."""
    yield {}
    if doer.body is None:
        return
    schema = doer.body.model_json_schema()
    inside = schema.get("properties", {}).get("details", {})
    for value in HOSTILE:
        body = dict.fromkeys(schema["properties"], value)
        yield body
        if inside:
            yield {**body, "details": dict.fromkeys(_resolved(inside, schema).get("properties", {}), value)}
    for number in (1, NOBODY):
        yield sample(schema, schema, number)
        yield sample(schema, schema, number, is_whole=False)


def strange_answers(program: Program, desk: str, ids: Mapping[str, int]) -> list[tuple[str, Any, int]]:
    """What strange bodies are answered that is no answer to them: nothing, if all is well."""
    found = []
    for doer in doers(desk):
        for body in strange_bodies(doer):
            allowing.forget()
            answer = program.post(path_of(doer, ids), body)
            if not 200 <= answer.status_code < 500:
                found.append((doer.deed.verb, body, answer.status_code))
    return found


def deed(desk: str, name: str) -> Doer:
    """One deed of a desk."""
    return next(each for each in doers(desk) if each.deed.name == name)


def sample(schema: Mapping[str, Any], whole: Mapping[str, Any], number: int, *, is_whole: bool = True) -> Any:
    """A value of this shape; of an object all that can be said, or what must be."""
    here = _resolved(schema, whole)
    if "anyOf" in here:
        return sample(here["anyOf"][0], whole, number, is_whole=is_whole)
    if "enum" in here or "const" in here:
        return here.get("const", here.get("enum", [None])[0])
    kind = here.get("type")
    if kind == "object":
        named = here.get("properties", {})
        names = named if is_whole else here.get("required", [])
        return {name: sample(named[name], whole, number, is_whole=is_whole) for name in names} or _texts(here)
    if kind == "array":
        return [sample(here.get("items", {}), whole, number, is_whole=is_whole)]
    return _plain(here, number)


def _texts(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"en": make.HOSTILE} if schema.get("additionalProperties") else {}


def _plain(schema: Mapping[str, Any], number: int) -> Any:
    if schema.get("type") == "integer":
        return max(int(schema.get("minimum", 1)), min(int(schema.get("maximum", number)), number))
    if schema.get("type") == "boolean":
        return True
    formats = {"date": "2020-11-10", "date-time": "2020-11-11T10:00:00Z"}
    if schema.get("format") in formats:
        return formats[schema["format"]]
    if schema.get("description", "").startswith("A decimal"):
        return "1"
    if schema.get("description", "").startswith("Code in the register"):
        return "LB"
    return make.HOSTILE[: schema.get("maxLength", 50)]


def _resolved(schema: Mapping[str, Any], whole: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" in schema:
        return _resolved(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    return schema
