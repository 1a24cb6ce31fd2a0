"""What programs read of the record: as much as its page tells the same person."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.audit.action import HIDDEN
from secretariat.conference.actions import revise_conference, revise_objective
from secretariat.delegations.actions import invite_many, keep_particulars
from tests import make, make_api
from tests.api import tried

pytestmark = pytest.mark.django_db


def world() -> SimpleNamespace:
    """A conference with deeds on an open row, on a restricted one, on many, and on what few see."""
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    revise_conference(secretary, conference, details={"acronym": "ICRSR"})
    hidden = make.objective(conference, "For few", sensitivity="restricted")
    revise_objective(secretary, hidden, text="For fewer", sensitivity="restricted")
    invite_many(secretary, conference, parties=[make.party("LB"), make.party("IQ")], details={})
    invite_many(secretary, conference, parties=[make.party("LB"), make.party("JO")], details={})
    delegate = make.delegate(make.delegation(conference))
    said = {"birth_date": date(1970, 5, 1), "document_kind": "passport", "document_number": "LB-SECRET-77"}
    keep_particulars(secretary, delegate, details=said)
    return SimpleNamespace(**locals())


def program_of(here: Any, role: str, **fields: Any) -> make_api.Program:
    return make_api.program(here.conference, make.user(role, here.conference, **fields))


def test_each_deed_is_told_with_what_it_changed() -> None:
    here = world()
    program = make_api.program(here.conference, here.secretary)

    (row,) = tried.shown(program, "audit/entries", verb="conference.revise_conference")
    many = tried.shown(program, "audit/entries", verb="delegations.invite_many")

    assert (row["revision"], row["actor_name"], row["thing_id"]) == (1, here.secretary.name, here.conference.pk)
    assert row["changes"] == [{"kind": "conference.conference", "field": "acronym", "old": "", "new": "ICRSR"}]
    assert [each["counts"] for each in many] == [{"invitations": 2}, {"invitations": 1}]
    assert many[1]["skipped"] == [{"name": "Lebanon", "why": "is on the list already"}]
    assert tried.shown(program, "audit/records") == [{"id": here.conference.pk, "revision": 5}]
    assert len(tried.shown(program, "audit/entries", revision_from=4)) == 2


def test_what_the_record_hides_is_told_to_nobody() -> None:
    here = world()
    program = make_api.program(here.conference, here.secretary)

    answer = program.get("audit/entries", {"verb": "delegations.keep_particulars"})

    assert "SECRET" not in answer.content.decode()
    assert {(each["old"], each["new"]) for each in answer.json()["data"][0]["changes"]} == {(HIDDEN, HIDDEN)}


def test_a_reader_is_told_nothing_of_rows_and_lines_that_others_see() -> None:
    here = world()
    rows = tried.shown(program_of(here, Role.READER), "audit/entries")

    assert {row["verb"] for row in rows} >= {"conference.revise_conference", "delegations.invite_many"}
    assert "conference.revise_objective" not in {row["verb"] for row in rows}
    assert not any("skipped" in row for row in rows)
    assert all(not row["changes"] for row in rows if row["counts"])


def test_the_door_the_press_and_the_parties_read_no_record() -> None:
    here = world()
    for role in (Role.DOOR_OFFICER, Role.PRESS_OFFICER):
        assert tried.shown(program_of(here, role), "audit/entries") == []
    focal = program_of(here, Role.FOCAL_POINT, party=make.party("LB"))
    assert [tried.shown(focal, path) for path in tried.names_of("audit")] == [[], []]
    assert make_api.Program(here.conference).get("audit/entries").status_code == 401


def test_nothing_of_another_conference_is_told() -> None:
    world()
    other = make.conference("another-2021")
    program = make_api.program(other, make.user(Role.SECRETARY, other))
    assert tried.shown(program, "audit/entries") == []


def test_a_list_needs_few_queries_however_long(django_assert_max_num_queries: Any) -> None:
    here = world()
    for role in (Role.SECRETARY, Role.READER):
        program = program_of(here, role)
        for count in (1, 30):
            for number in range(count):
                revise_conference(here.secretary, here.conference, details={"acronym": f"A{count}-{number}"})
            # A lot of the minute's allowance is taken from the database now and then.
            tried.shown(program, "audit/entries")
            with django_assert_max_num_queries(5):
                tried.shown(program, "audit/entries")
