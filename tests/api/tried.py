"""Deeds of the API tried with good bodies, with bad ones, and by people who may not."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db import models

from secretariat.accounts.models import Role
from secretariat.api.v1 import service
from secretariat.api.v1.doing import Doer
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from tests import make, make_api

# What it is done on, if not on the conference, and its body.
Said = tuple[models.Model | None, Any]
Cases = Mapping[str, Callable[[Any], Said]]
JUNK: tuple[Any, ...] = (
    make.HOSTILE,
    10**30,
    -1,
    None,
    [],
    {},
    [None],
    {"en": make.HOSTILE},
    {"xx": "y"},
    "y" * 100_000,
    [2**62],
    "2020-13-45T99:99:99Z",
)


# How those who may not are answered, and how rubbish is.
REFUSED = frozenset({403, 404})
BY_RULES = frozenset({200, 201, 400, 404, 409, 413, 415, 422})


def doers_of(desk: str) -> dict[str, Doer]:
    """The deeds of a desk by their verbs."""
    return {each.deed.verb: each for each in service.doers() if each.deed.desk == desk}


def address_of(verb: str, on: models.Model | int | None) -> str:
    """Where a deed is done."""
    deed = doers_of(verb.partition(".")[0])[verb].deed
    pk = on if isinstance(on, int) else on.pk if on is not None else None
    return f"{deed.on}/{pk}/{deed.name}" if deed.on else f"{deed.desk}/{deed.name}"


def done(program: make_api.Program, verb: str, on: models.Model | int | None, body: Any = None) -> Any:
    """The answer to a deed."""
    return program.post(address_of(verb, on), body)


def is_recorded(program: make_api.Program, verb: str, said: Said) -> bool:
    """Whether a deed is done, and stands in the record of its conference."""
    answer = done(program, verb, *said)
    assert answer.status_code in {200, 201}, answer.content
    return Entry.objects.filter(verb=verb, conference_id=Conference.objects.get(slug=program.slug).pk).exists()


def is_refused_to_others(conference: Conference, verb: str, said: Said, *, desk: str) -> bool:
    """Whether neither a reader does a deed nor an officer of another desk, which is named."""
    for user in (make.user(Role.READER, conference), make.user(Role.DESK_OFFICER, conference, desks=[desk])):
        answer = done(make_api.program(conference, user), verb, *said)
        assert answer.status_code in REFUSED, answer.content
    return not Entry.objects.filter(verb=verb).exists()


def bad_bodies(doer: Doer) -> Iterator[Any]:
    """Nothing, and rubbish in every place of a body."""
    yield from (None, [], "null", {"more": 1})
    if doer.body is None:
        return
    inside = doer.body.model_fields.get("details")
    for junk in JUNK:
        body: dict[str, Any] = dict.fromkeys(doer.body.model_fields, junk)
        yield body
        if inside is not None:
            yield {**body, "details": dict.fromkeys(inside.annotation.model_fields, junk)}  # type: ignore[union-attr]


def first_row(program: make_api.Program, path: str) -> int:
    """The id of a row that this person sees; of none, if none is seen."""
    rows = program.get(path, {"limit": 1}).json().get("data", [])
    return rows[0]["id"] if rows else 2**40


def statuses_of_rubbish(program: make_api.Program, desk: str) -> dict[str, set[int]]:
    """How every deed of a desk answers rubbish."""
    found: dict[str, set[int]] = {}
    for verb, doer in doers_of(desk).items():
        on = first_row(program, doer.deed.on) if doer.deed.on else None
        found[verb] = {done(program, verb, on, body).status_code for body in bad_bodies(doer)}
    return found


def shown(program: make_api.Program, path: str, **query: Any) -> list[Any]:
    """The rows of a list."""
    answer = program.get(path, query)
    assert answer.status_code == 200, answer.content
    rows: list[Any] = answer.json()["data"]
    return rows


def names_of(desk: str) -> list[str]:
    """The paths of what can be read at a desk."""
    return [each.path for each in service.resources() if each.desk == desk]
