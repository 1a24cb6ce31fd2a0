"""Which state of which row a deed was meant for, where its thing is the conference or has a row beside it."""

from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.api.v1 import service
from secretariat.conference.models import Conference
from secretariat.door.models import DoorRules
from tests import make, make_accreditation, make_api, make_door

pytestmark = pytest.mark.django_db


def program_of(conference: Conference) -> make_api.Program:
    return make_api.program(conference, make.user(Role.SECRETARY, conference))


def test_the_rules_of_a_conference_are_revised_for_the_state_that_was_seen() -> None:
    conference = make.conference()
    rules = make_door.rules(conference, quorum=2)
    program = program_of(conference)
    stale = program.get(f"door/rules/{rules.pk}")["ETag"]

    def revised(quorum: int, **headers: str) -> Any:
        return program.post("door/revise_rules", {"details": {"quorum": quorum}}, **headers).status_code

    assert revised(5, if_match=stale) == 200
    assert [revised(7, if_match=tag) for tag in (stale, '"77.abc"', '"abc"', "nonsense")] == [412, 412, 412, 412]
    assert DoorRules.objects.get(pk=rules.pk).quorum == 5
    assert revised(9, if_match="*") == 200
    assert revised(10, if_match=program.get(f"door/rules/{rules.pk}")["ETag"]) == 200


def test_where_there_is_no_row_to_compare_with_a_tag_is_refused() -> None:
    conference = make.conference()
    make.party("LB")
    program = program_of(conference)
    body = {"party": "LB", "name": {"en": "The Lebanese Republic"}, "position": None}
    tag = program.get(f"conference/conference/{conference.pk}")["ETag"]

    assert program.post("conference/show_party_as", body, if_match=tag).status_code == 412
    assert program.post("door/revise_rules", {"details": {"quorum": 5}}, if_match=tag).status_code == 412
    assert not DoorRules.objects.exists()
    assert program.post("conference/show_party_as", body).status_code in {200, 201}
    paths = service.description()["paths"]
    headers = {
        name: {each["name"] for each in paths[f"/api/v1/{{slug}}/{name}"]["post"]["parameters"]}
        for name in ("conference/show_party_as", "door/revise_rules")
    }
    assert "If-Match" not in headers["conference/show_party_as"]
    assert "If-Match" in headers["door/revise_rules"]


def test_the_tag_of_a_person_is_not_that_of_their_particulars() -> None:
    conference = make.conference()
    person = make.delegate(make.delegation(conference), version=4)
    program = program_of(conference)
    path = f"delegations/delegates/{person.pk}"

    def kept(number: str, **said: Any) -> Any:
        details = {"document_kind": "passport", "document_number": number}
        headers = {"if_match": said.pop("tag")} if "tag" in said else {}
        return program.post(f"{path}/keep_particulars", {"details": details, **said}, **headers).status_code

    assert [kept(number, tag=program.get(path)["ETag"]) for number in ("X1", "X2")] == [200, 200]
    seen = program.get("delegations/particulars").json()["data"][0]["version"]
    assert kept("X3", version=seen) == 200
    assert kept("X4", version=seen) == 409
    assert kept("X5", tag='"3.abc"') == 412
    assert program.get("delegations/particulars").json()["data"][0]["document_number"] == "X3"


def test_a_first_keeping_is_for_nothing_that_was_there() -> None:
    conference = make.conference()
    person = make.delegate(make.delegation(conference))
    body = {"details": {"document_kind": "passport", "document_number": "X1"}, "version": 0}
    path = f"delegations/delegates/{person.pk}/keep_particulars"
    make_accreditation.particulars(person)

    assert program_of(conference).post(path, body).status_code == 409
