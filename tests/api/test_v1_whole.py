"""The whole of the API: every verb of the house, every operation × every role × two conferences, and its description."""

import importlib
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from openapi_spec_validator import validate

import secretariat.audit.actions  # noqa: F401 - the worker does what is done there, so no page has read it
from secretariat.accounts.models import Role, User
from secretariat.api.actions import allowing
from secretariat.api.queries import DESKS
from secretariat.api.queries.scopes import usable
from secretariat.api.v1 import service
from secretariat.api.v1.listing import column_at
from secretariat.api.v1.resources import Resource
from secretariat.audit.action import REGISTRY
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.config.house import furnish
from secretariat.config.management.commands.demo import CASE
from tests import make, make_api, walk_of_posts
from tests.api import bodies, who_reads
from tests.make_walk import undone, written
from tests.test_walk import ELSEWHERE, EXPECTED, KEEPER, STRANGER, World, cast, world

pytestmark = pytest.mark.django_db

# Desks whose verbs programs do not do, and why.
BESIDE = {
    "accounts": "Accounts are given and kept by people.",
    "api": "How programs are let in, told and fed is settled by people, on pages.",
    "overview": "What a person has read is the person's own.",
}
MOST_QUERIES = 5
WITHOUT_DESK = "officer of no desk"
# What is written of the use of a token, whatever comes of it.
OF_THE_TOKEN = ('"api_token"', '"api_allowance"')
# What the record hides and a list tells all the same, and why.
_MAIL = "Whoever writes to people reads their addresses, as on the pages; others have no such field or row."
_WATCH = "The watch list is read by secretaries alone, who answer for it."
_PARTICULARS = "Particulars have a list of their own, read by those who check documents."
TOLD_THOUGH_HIDDEN: dict[tuple[str, str], str] = {
    ("conference/members", "mail"): _MAIL,
    **dict.fromkeys((("conference/messages", name) for name in ("to", "body", "reason")), _MAIL),
    **dict.fromkeys((("delegations/invitations", f"contact_{name}") for name in ("name", "mail")), _MAIL),
    ("delegations/delegates", "mail"): _MAIL,
    **dict.fromkeys((("newsroom/media_requests", f"contact_{name}") for name in ("name", "mail")), _MAIL),
    **dict.fromkeys(
        (("delegations/particulars", name) for name in ("birth_date", "document_kind", "document_number")), _PARTICULARS
    ),
    **dict.fromkeys(
        (("delegations/watched_names", name) for name in ("name", "spellings", "birth_date", "reason")), _WATCH
    ),
    # Dates of birth, documents and mails stand in it only for whoever reads those of the person.
    ("delegations/changes", "wanted"): "What a change wants is what the page of changes shows.",
    **dict.fromkeys(
        (("programme/replies", name) for name in ("claimed_name", "claimed_mail", "sender", "comment", "stands_in")),
        "Officers of the programme confirm answers by what these claim, as on the page of an invitation.",
    ),
    **dict.fromkeys((("delegations/watch_hits", name) for name in ("likeness", "because", "reason")), _WATCH),
}


@pytest.fixture(autouse=True)
def _enough_for_a_walk(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = settings.API_REQUESTS_PER_MINUTE_WITHOUT_TOKEN = 1_000_000
    allowing.forget()


# ---- every verb -----------------------------------------------------------------------------------------------------


def test_every_verb_is_a_deed_of_programs_or_left_out_with_a_reason() -> None:
    deeds = {deed.verb for deed in service.deeds()}
    left_out: dict[str, str] = {}
    for desk in DESKS:
        left_out |= getattr(importlib.import_module(f"secretariat.api.v1.desks.{desk}"), "LEFT_OUT", {})
    verbs = {verb for verb, deed in REGISTRY.items() if deed.__module__.startswith("secretariat.")}
    ours = {verb for verb in verbs if verb.partition(".")[0] not in BESIDE}

    assert not ours - deeds - set(left_out), sorted(ours - deeds - set(left_out))
    assert sorted(deeds & set(left_out)) == []
    assert sorted(set(left_out) - verbs) == []
    assert [verb for verb, reason in left_out.items() if len(reason) < 20] == []


def test_each_deed_has_an_address_of_its_own() -> None:
    addresses = [(deed.on or deed.desk, deed.name) for deed in service.deeds()]
    paths = [resource.path for resource in service.resources()]

    assert len(addresses) == len(set(addresses))
    assert len(paths) == len(set(paths))
    assert {deed.on for deed in service.deeds()} - {"", *paths} == set()


# ---- the walk -------------------------------------------------------------------------------------------------------


def rows_for(program: make_api.Program) -> dict[str, list[int]]:
    """The numbers of all rows that a program is told of, by the path of their list."""
    found = {}
    for resource in service.resources():
        answer = program.get(resource.path, {"fields": "id", "limit": resource.most})
        assert answer.status_code == 200, (resource.path, answer.content)
        found[resource.path] = [row["id"] for row in answer.json()["data"]]
    return found


def someone(role: str) -> tuple[make_api.Program, User | None, World, World]:
    """A program of this person, and two conferences with a row of each kind."""
    here, there = world("damascus-2020"), world("geneva-2021")
    people = cast(here.conference, there.conference)
    people[WITHOUT_DESK] = make.user(Role.DESK_OFFICER, here.conference)
    person = people[role]
    if person is None:
        return make_api.Program(here.conference), None, here, there
    program = make_api.program(there.conference if role == ELSEWHERE else here.conference, person)
    program.slug = here.conference.slug
    return program, person, here, there


def whole(conference: Conference) -> dict[str, list[int]]:
    """Every row of a conference, as a secretary is told of them."""
    return rows_for(make_api.program(conference, make.user(Role.SECRETARY, conference)))


@pytest.mark.parametrize("role", Role.values)
def test_each_role_reads_what_is_for_it_alone_or_in_a_list_and_nothing_of_another_conference(role: str) -> None:
    program, _person, here, there = someone(role)
    ours, theirs, mine = whole(here.conference), whole(there.conference), rows_for(program)
    wrong: list[tuple[Any, ...]] = []
    for path, seen in mine.items():
        if bool(seen) != who_reads.reads(path, role) and ours[path]:
            wrong.append((path, "list", len(seen)))
        for pk in {*ours[path], *theirs[path], *seen}:
            status = program.get(f"{path}/{pk}").status_code
            if status != (200 if pk in seen else 404):
                wrong.append((path, pk, status))
        if {*theirs[path]} - {*ours[path]} & {*seen}:
            wrong.append((path, "of another conference"))

    assert not wrong, "\n".join(map(str, wrong))


def test_kinds_of_rows_of_which_the_walk_has_none_are_few_and_known() -> None:
    rows = whole(world("damascus-2020").conference)

    assert {path for path, found in rows.items() if not found} == who_reads.WITHOUT_ROWS
    assert {*who_reads.NAMED} - {*rows} == set()


@pytest.mark.parametrize("role", [STRANGER, KEEPER, ELSEWHERE])
def test_whoever_has_no_seat_here_reads_nothing_that_is_not_public_and_does_nothing(role: str) -> None:
    program, _person, here, _there = someone(role)
    ours, before = whole(here.conference), Entry.objects.count()
    wrong: list[tuple[str, Any]] = []
    for resource in service.resources():
        expected = 200 if role == STRANGER and resource.is_public else 401 if role == STRANGER else 404
        status = program.get(resource.path).status_code
        if status != expected:
            wrong.append((resource.path, status))
    for deed in service.deeds():
        for pk in (ours[deed.on] if deed.on else [0])[:1]:
            status = program.post(address_of(deed, pk), {}).status_code
            if status != (401 if role == STRANGER else 404):
                wrong.append((deed.verb, status))

    assert not wrong, "\n".join(map(str, wrong))
    assert Entry.objects.count() == before


def address_of(deed: Any, pk: int) -> str:
    """Where a deed is done on this row."""
    return f"{deed.on}/{pk}/{deed.name}" if deed.on else f"{deed.desk}/{deed.name}"


def row_of(deed: Any, there: World, rows: dict[str, list[int]]) -> int:
    """The row that the walk over the pages does this deed on; the first there is, where pages have it on another."""
    row = there.rows.get(page_of(deed))
    model: type[models.Model] | None = service.tellers()[deed.on].resource.model if deed.on else None
    if model is None or not rows[deed.on]:
        return 0
    return row.pk if isinstance(row, model) and row.pk in rows[deed.on] else rows[deed.on][0]


def page_of(deed: Any) -> str:
    """The address of the page on which people do the same."""
    return f"{deed.desk}:{deed.name}"


def who_may(deed: Any) -> set[str]:
    """The roles that do this, in the words of the walk over the pages: nothing of the house is asked."""
    may, _told = walk_of_posts.EXPECTED.get(page_of(deed)) or EXPECTED[page_of(deed)]
    return may


def test_each_deed_of_programs_stands_in_the_table_of_who_may() -> None:
    unknown = [deed.verb for deed in service.deeds() if page_of(deed) not in EXPECTED]
    for_all = [deed.verb for deed in service.deeds() if {STRANGER, KEEPER, ELSEWHERE} & who_may(deed)]

    assert unknown == []
    assert for_all == []


@pytest.mark.parametrize("role", [*Role.values, WITHOUT_DESK])
def test_each_deed_is_judged_as_on_its_page(role: str) -> None:
    program, person, here, there = someone(role)
    ours, theirs, mine = whole(here.conference), whole(there.conference), rows_for(program)
    assert person is not None
    of_use = set(usable(person, here.conference))
    wrong: list[tuple[Any, ...]] = []
    for doer in service.doers():
        deed = doer.deed
        # Whoever names a row that they do not see is told that it is not there, and no more: so it names what they see.
        body = bodies.for_deed(deed.verb, doer.body, mine)
        rows = (row_of(deed, here, ours), row_of(deed, there, theirs)) if deed.on else (0,)
        for pk in dict.fromkeys(rows):
            with undone(), written() as statements:
                status = program.post(address_of(deed, pk), body).status_code
            allowed = _expected(deed, role, is_seen=not deed.on or pk in mine[deed.on])
            kept = [each for each in statements if not any(table in each for table in OF_THE_TOKEN)]
            if status not in allowed or (kept and status >= 400):
                wrong.append((deed.verb, pk, status, sorted(allowed), kept[:1]))
            if status < 300 and f"{deed.desk}:write" not in of_use:
                wrong.append((deed.verb, pk, "of use to this role, and not offered when a token is opened"))

    assert not wrong, "\n".join(map(str, wrong))


def _expected(deed: Any, role: str, *, is_seen: bool) -> set[int]:
    """Which answers a deed may have: not found, not allowed; or done, refused by a rule, or found to be wrong."""
    if not is_seen:
        return {404}
    # Who sits at no desk does what readers do.
    if (Role.READER if role == WITHOUT_DESK else role) in who_may(deed):
        return {200, 201, 409, 422}
    return {403}


# ---- how it answers -------------------------------------------------------------------------------------------------


@pytest.fixture
def model_case(db: None) -> Conference:
    furnish()
    call_command("load", str(CASE), verbosity=0)
    return Conference.objects.get(slug="damascus-2020")


# Who asks, and how many rows they are told of at least.
ASKING = {Role.SECRETARY: 400, Role.READER: 300, Role.PRESS_OFFICER: 100, Role.FOCAL_POINT: 100, None: 100}
# What is noted of the use of a token, and of the minute's allowance now and then, is no query of a list.
NOTED = ("SAVEPOINT", "RELEASE", 'UPDATE "api_token"', 'SELECT "api_token"."id" AS', 'SELECT "api_token"."id" FROM')


def asked_for(program: make_api.Program, resource: Resource) -> tuple[int, int]:
    """How many queries a list takes, and how many rows it has."""
    program.get(resource.path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = program.get(resource.path, {"limit": resource.most})
    queries = [each["sql"] for each in asked.captured_queries if "api_allowance" not in each["sql"]]
    return len([each for each in queries if not each.startswith(NOTED)]), len(answer.json()["data"])


def test_no_list_asks_more_than_five_queries_however_many_rows_it_has(model_case: Conference) -> None:
    for role, least in ASKING.items():
        program = make_api.Program(model_case)
        if role is not None:
            party = make.party("LB") if role == Role.FOCAL_POINT else None
            program = make_api.program(model_case, make.user(role, model_case, party=party))
        resources = [each for each in service.resources() if each.is_public or role is not None]
        found = {each.path: asked_for(program, each) for each in resources}

        assert {path: queries for path, (queries, _rows) in found.items() if queries > MOST_QUERIES} == {}, role
        assert sum(rows for _queries, rows in found.values()) > least, role


def test_every_row_is_what_the_description_says(model_case: Conference) -> None:
    told = service.description()
    program = make_api.program(model_case, make.user(Role.SECRETARY, model_case))
    wrong = []
    for resource in service.resources():
        path = f"/api/v1/{{slug}}/{resource.path}"
        shape = told["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        judge = Draft202012Validator({**shape, "components": told["components"]})
        body = program.get(resource.path, {"limit": resource.most}).json()
        wrong += [(resource.path, each.json_path, each.message[:200]) for each in judge.iter_errors(body)][:3]

    assert not wrong, "\n".join(map(str, wrong))


# ---- the description ------------------------------------------------------------------------------------------------


def test_the_description_is_valid_and_names_each_operation_once() -> None:
    told = json.loads(json.dumps(service.description()))

    validate(told)
    operations = [each for methods in told["paths"].values() for each in methods.values()]
    names = [each["operationId"] for each in operations]
    assert len(names) == len(set(names))
    assert [each["operationId"] for each in operations if not each.get("description")] == []
    assert len(operations) >= 2 * len(service.resources()) + len(service.deeds())


def test_nothing_that_the_record_hides_is_told_of_a_row() -> None:
    wrong: list[tuple[str, str]] = []
    told: set[tuple[str, str]] = set()
    allowed = TOLD_THOUGH_HIDDEN
    hidden: frozenset[str]
    for resource in service.resources():
        for name, path in resource.columns.items():
            column = column_at(resource.model, path)
            hidden = getattr(column.model, "audit_hides", frozenset())
            if column.name in hidden:
                told.add((resource.path, name))
                wrong += [(resource.path, name)] if (resource.path, name) not in TOLD_THOUGH_HIDDEN else []
        hidden = getattr(resource.model, "audit_hides", frozenset())
        more = [*(each.name for each in resource.computed), *(part.name for part in resource.parts)]
        told |= {(resource.path, name) for name in more if name in hidden}
        wrong += [(resource.path, name) for name in more if name in hidden and (resource.path, name) not in allowed]

    assert not {*TOLD_THOUGH_HIDDEN} - told
    assert not wrong, "\n".join(map(str, wrong))


def test_no_secret_of_the_house_has_a_name_in_any_shape() -> None:
    words = ("password", "secret", "fingerprint", "token_sha256", "sealed", "private")
    told = service.description()["components"]["schemas"]
    shapes = {name: set(shape.get("properties", {})) for name, shape in told.items() if not name.endswith("Body")}

    assert [
        (name, each) for name, fields in shapes.items() for each in fields if any(word in each for word in words)
    ] == []
