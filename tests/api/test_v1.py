"""The API answers programs: lists, rows, deeds, and every "no" as problem details."""

import json

import pytest
from django.utils.translation import override
from openapi_spec_validator import validate
from pydantic import TypeAdapter, ValidationError

from secretariat.accounts.models import Role
from secretariat.api.v1 import service
from secretariat.api.v1.shapes import Day, Moment
from secretariat.audit.models import Entry
from secretariat.delegations.models import DelegateState
from tests import make, make_api

pytestmark = pytest.mark.django_db


def test_a_list_is_told_page_by_page() -> None:
    conference = make.conference()
    delegation = make.delegation(conference, make.party("LB"))
    for name in ("Amal", "Basim", "Carla"):
        make.delegate(delegation, name)
    program = make_api.program(conference, make.user(Role.SECRETARY, conference))

    first = program.get("delegations/delegates", {"limit": 2, "fields": "name,party"})
    told = first.json()
    second = program.client.get(told["next"], headers={"Authorization": f"Bearer {program.text}"}).json()

    assert [row["name"] for row in told["data"] + second["data"]] == ["Amal", "Basim", "Carla"]
    assert set(told["data"][0]) == {"id", "name", "party"}
    assert told["data"][0]["party"] == "LB"
    assert second["next"] is None
    assert first["RateLimit-Limit"] == "600"


def setting() -> tuple[make_api.Program, int]:
    conference = make.conference()
    delegate = make.delegate(make.delegation(conference), "Amal", state=DelegateState.CONFIRMED)
    return make_api.program(conference, make.user(Role.SECRETARY, conference)), delegate.pk


def test_a_deed_is_done_by_the_same_action_and_recorded() -> None:
    program, pk = setting()

    answer = program.post(f"delegations/delegates/{pk}/hold", {"reason": "A letter is missing."})

    assert answer.status_code == 200, answer.content
    assert answer.json()["verb"] == "delegations.hold"
    assert answer.json()["thing"]["address"].endswith(f"/delegations/delegates/{pk}")
    assert program.get(f"delegations/delegates/{pk}").json()["data"]["state"] == "on hold"
    assert Entry.objects.get(verb="delegations.hold").thing_id == pk


def test_asked_twice_with_one_key_it_is_done_once() -> None:
    program, pk = setting()
    path, body = f"delegations/delegates/{pk}/hold", {"reason": "A letter is missing."}

    first = program.post(path, body, idempotency_key="one")
    second = program.post(path, body, idempotency_key="one")
    other = program.post(path, {"reason": "Another."}, idempotency_key="one")

    assert first.status_code == second.status_code == 200
    assert first.content == second.content
    assert second["Idempotent-Replayed"] == "true"
    assert Entry.objects.filter(verb="delegations.hold").count() == 1
    assert other.status_code == 422
    assert other.json()["errors"][0]["parameter"] == "Idempotency-Key"


def test_a_change_made_for_another_state_is_refused() -> None:
    program, pk = setting()
    tag = program.get(f"delegations/delegates/{pk}")["ETag"]
    program.post(f"delegations/delegates/{pk}/hold", {"reason": "A letter is missing."})

    answer = program.post(f"delegations/delegates/{pk}/release_hold", if_match=tag)

    assert answer.status_code == 412
    assert answer["Content-Type"] == "application/problem+json"


def test_what_is_known_already_is_not_sent_again() -> None:
    program, pk = setting()
    for path in ("delegations/delegates", f"delegations/delegates/{pk}"):
        tag = program.get(path)["ETag"]
        again = program.get(path, if_none_match=tag)
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 415),
        (b"{", 400),
        (b'{"reason": "a", "reason": "b"}', 400),
        (b'{"reason": NaN}', 400),
        (b'{"reason": "\xff"}', 400),
        (b"[" * 10_000, 400),
        (b'{"reason": 1}', 422),
        (b'{"reason": "a\\u0000"}', 400),
        (b'{"reason": "a", "more": 1}', 422),
        (b"[]", 422),
        (b"null", 422),
        (b'{"reason": "' + b"x" * 3_000_000 + b'"}', 413),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_with_a_sentence(body: bytes, status: int) -> None:
    program, pk = setting()

    answer = program.post(f"delegations/delegates/{pk}/hold", body)

    assert answer.status_code == status, answer.content
    told = json.loads(answer.content)
    assert answer["Content-Type"] == "application/problem+json"
    assert told["status"] == status
    assert told["detail"]
    assert not Entry.objects.filter(verb="delegations.hold").exists()


def test_who_asks_is_judged() -> None:
    program, pk = setting()
    conference = make.conference("another-2020")
    path = f"delegations/delegates/{pk}"
    reader = make_api.program(conference, make.user(Role.SECRETARY, conference))

    assert make_api.Program(conference).get("door/badges").status_code == 401
    assert make_api.Program(conference, "sct_nothing").get(path).status_code == 401
    assert reader.get(path).status_code == 404
    reader.slug = program.slug
    assert reader.get(path).status_code == 404


def test_a_narrower_scope_does_not_write() -> None:
    conference = make.conference()
    delegate = make.delegate(make.delegation(conference), "Amal", state=DelegateState.CONFIRMED)
    program = make_api.program(conference, make.user(Role.SECRETARY, conference), "delegations:read")

    assert program.get("delegations/delegates").status_code == 200
    answer = program.post(f"delegations/delegates/{delegate.pk}/hold", {"reason": "No."})

    assert answer.status_code == 403
    assert "delegations:write" in answer.json()["detail"]


def test_a_role_that_may_not_is_told_so() -> None:
    conference = make.conference()
    delegate = make.delegate(make.delegation(conference), "Amal", state=DelegateState.CONFIRMED)
    program = make_api.program(conference, make.user(Role.READER, conference))

    answer = program.post(f"delegations/delegates/{delegate.pk}/hold", {"reason": "No."})

    assert answer.status_code == 403


def test_a_misspelt_parameter_is_refused() -> None:
    program, _pk = setting()
    for query in ({"partie": "LB"}, {"cursor": "x"}, {"fields": "name,secret"}, {"languages": "de"}, {"limit": 0}):
        answer = program.get("delegations/delegates", query)
        assert answer.status_code == 422, query
        assert answer.json()["errors"][0]["parameter"] == next(iter(query))


def test_the_description_is_the_same_in_whatever_language_it_is_asked_for_first() -> None:
    made = (service.api, service.tellers, service.doers, service.description)
    before = service.description()
    for each in made:
        each.cache_clear()

    with override("ar"):
        asked_in_arabic = service.description()

    assert asked_in_arabic == before


def test_a_description_that_is_known_already_is_not_sent_again() -> None:
    program, _pk = setting()
    address = "/api/v1/openapi.json"
    tag = program.client.get(address)["ETag"]

    known = [program.client.get(address, headers={"If-None-Match": said}) for said in (tag, f'"x", W/{tag}', "*")]

    assert [(each.status_code, each.content) for each in known] == [(304, b"")] * 3
    assert program.client.get(address, headers={"If-None-Match": '"x"'}).status_code == 200


def test_the_description_is_openapi() -> None:
    program, _pk = setting()
    told = program.client.get("/api/v1/openapi.json").json()

    validate(told)
    assert told["openapi"] == "3.1.0"


@pytest.mark.django_db(transaction=True)
def test_a_deed_meant_for_a_state_of_a_row_waits_for_who_holds_it_and_is_judged_then() -> None:
    program, pk = setting()
    tag = program.get(f"delegations/delegates/{pk}", {"fields": "name"})["ETag"]
    assert tag == program.get(f"delegations/delegates/{pk}")["ETag"]

    assert program.post(f"delegations/delegates/{pk}/hold", {"reason": "First."}, if_match=tag).status_code == 200
    late = program.post(f"delegations/delegates/{pk}/hold", {"reason": "Second."}, if_match=tag)

    assert late.status_code == 412
    assert Entry.objects.filter(verb="delegations.hold").count() == 1


@pytest.mark.parametrize("said", ["20201129", "0", "1606608000", "2020", 1606608000, "2020-13-01", "0001-01-01"])
def test_a_day_is_written_out(said: object) -> None:
    for kind in (Day, Moment):
        with pytest.raises(ValidationError):
            TypeAdapter(kind).validate_python(said)


@pytest.mark.parametrize("said", [True, "5", 5.0, 0, 2**63])
def test_a_number_of_a_row_is_a_number(said: object) -> None:
    program, _pk = setting()

    answer = program.post("delegations/hold_many", {"delegates": [said], "reason": "None."})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/delegates/0"
