"""What programs read and do at the conference desk: as much as the pages give the same person."""

from types import SimpleNamespace
from typing import Any

import pytest
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference, Membership, Message, Objective, Room, ShownName
from tests import make, make_api
from tests.api import tried

pytestmark = pytest.mark.django_db


def world(slug: str = "damascus-2020") -> SimpleNamespace:
    """A conference with one row of each kind."""
    conference = make.conference(slug)
    objective = make.objective(conference)
    hidden = make.objective(conference, "Kept", sensitivity="restricted")
    room = Room.objects.create(conference=conference, name=LazyI18nString({"en": "Hall"}), seats=300, booths=2)
    name = ShownName.objects.create(conference=conference, party=make.party("LB"), name=LazyI18nString({"en": "L."}))
    secretary = make.user(Role.SECRETARY, conference)
    reader = make.user(Role.READER, conference)
    member = Membership.objects.get(user=reader)
    message = Message.objects.create(
        conference=conference,
        kind="welcome",
        to="amal@example.org",
        language="en",
        subject="Welcome",
        body="Come in",
        entered_by=secretary,
        result="failed",
        reason="mailbox full",
    )
    program = make_api.program(conference, secretary)
    return SimpleNamespace(**locals())


def program_of(here: Any, role: str, **fields: Any) -> make_api.Program:
    return make_api.program(here.conference, make.user(role, here.conference, **fields))


CASES: tried.Cases = {
    "conference.revise_conference": lambda here: (
        here.conference,
        {"details": {"title": {"en": "Another"}, "country": None, "co_organisers": ["LB"], "languages": ["en", "ar"]}},
    ),
    "conference.state_objective": lambda _here: (
        None,
        {"kind": "expected result", "text": {"en": "A declaration"}, "sensitivity": "public"},
    ),
    "conference.revise_objective": lambda here: (
        here.objective,
        {"text": {"en": "Return in safety"}, "sensitivity": "public"},
    ),
    "conference.add_room": lambda _here: (
        None,
        {"name": {"en": "Room 2"}, "details": {"seats": 20, "booths": 1, "languages": ["ar", "pt-BR"]}},
    ),
    "conference.revise_room": lambda here: (here.room, {"details": {"seats": 250, "equipment": ["projector"]}}),
    "conference.show_party_as": lambda _here: (None, {"party": "SY", "name": {"en": "Syria"}, "position": 1}),
    "conference.admit": lambda _here: (
        None,
        {"mail": "basim@example.org", "role": "desk officer", "details": {"desks": ["door"], "tell": False}},
    ),
    "conference.dismiss": lambda here: (here.member, None),
    "conference.resend": lambda here: (here.message, None),
}


@pytest.mark.parametrize("verb", CASES)
def test_each_deed_is_done_and_refused_to_who_only_reads(verb: str) -> None:
    here = world()
    on, body = CASES[verb](here)

    refused = tried.done(make_api.program(here.conference, here.reader), verb, on, body)
    assert refused.status_code in {403, 404}, refused.content
    assert not Entry.objects.filter(verb=verb).exists()
    answer = tried.done(here.program, verb, on, body)

    assert answer.status_code in {200, 201}, answer.content
    assert Entry.objects.filter(verb=verb).exists()


def test_every_deed_of_the_desk_is_tried() -> None:
    assert set(CASES) == set(tried.doers_of("conference"))


def test_what_is_not_said_stays() -> None:
    here = world()
    body = {"details": {"acronym": "ICRSR"}}
    tried.done(here.program, "conference.revise_conference", here.conference, body)
    tried.done(here.program, "conference.revise_room", here.room, {"details": {"seats": None}})

    kept, room = Conference.objects.get(), Room.objects.get()
    assert (kept.acronym, str(kept.title), kept.country) == ("ICRSR", str(here.conference.title), make.party("SY"))
    assert (room.seats, room.booths, str(room.name)) == (None, 2, "Hall")


@pytest.mark.parametrize(
    ("verb", "details", "field", "status"),
    [
        ("conference.revise_conference", {"time_zone": "Asia/Nowhere"}, "time_zone", 409),
        ("conference.revise_conference", {"end_date": "2020-11-01"}, "end_date", 409),
        ("conference.revise_conference", {"languages": ["en"], "original_language": "ru"}, "original_language", 409),
        ("conference.revise_conference", {"title": {"en": "  "}}, "title", 422),
        ("conference.revise_conference", {"country": "UNHCR"}, "country", 422),
        ("conference.revise_room", {"seats": 0}, "seats", 422),
        ("conference.revise_room", {"booths": 0, "languages": ["en"]}, "booths", 409),
        ("conference.revise_room", {"languages": ["<b>"]}, "languages/0", 422),
    ],
)
def test_a_rule_of_a_form_is_a_rule_for_programs(verb: str, details: Any, field: str, status: int) -> None:
    here = world()
    make.organisation()
    on = here.room if verb.endswith("room") else here.conference

    answer = tried.done(here.program, verb, on, {"details": details})

    assert answer.status_code == status, answer.content
    assert f"/details/{field}" in answer.json()["errors"][0]["pointer"]
    assert not Entry.objects.exists()


def test_an_officer_is_officer_of_something_and_a_focal_point_of_a_party() -> None:
    here = world()
    for role in ("desk officer", "focal point"):
        answer = tried.done(here.program, "conference.admit", None, {"mail": "b@example.org", "role": role})
        assert answer.status_code == 409, answer.content
    assert Membership.objects.count() == 2


@pytest.mark.parametrize(("day", "status"), [("9999-12-31", 422), ("2021-11-12", 409)])
def test_days_that_were_mistyped_are_told_at_their_place(day: str, status: int) -> None:
    here = world()

    answer = tried.done(here.program, "conference.revise_conference", here.conference, {"details": {"end_date": day}})

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (status, "/details/end_date")
    assert not Entry.objects.exists()


def test_who_reads_what() -> None:
    here = world()
    of_office = {"conference/conference", "conference/objectives", "conference/rooms", "conference/names"}
    seen = {
        Role.SECRETARY: {*of_office, "conference/members", "conference/people", "conference/messages"},
        Role.READER: {*of_office, "conference/messages"},
        Role.DOOR_OFFICER: of_office,
        Role.PRESS_OFFICER: of_office,
    }
    for role, paths in seen.items():
        program = program_of(here, role)
        assert {path for path in tried.names_of("conference") if tried.shown(program, path)} == paths, role
    focal = program_of(here, Role.FOCAL_POINT, party=make.party("LB"))
    shown = {path for path in tried.names_of("conference") if tried.shown(focal, path)}
    assert shown == {"conference/conference", "conference/objectives"}


def test_a_stranger_reads_what_is_public_and_no_more() -> None:
    here = world()
    stranger = make_api.Program(here.conference)

    (row,) = tried.shown(stranger, "conference/conference")
    (objective,) = tried.shown(stranger, "conference/objectives")

    assert not {"is_public", "version", "original_language"} & set(row)
    assert objective == {"id": here.objective.pk, "kind": "objective", "text": {"en": "Return in dignity"}} | {
        "position": 0,
        "citations": [],
    }
    assert stranger.get("conference/objectives", {"sensitivity": "restricted"}).status_code == 403
    assert stranger.get("conference/rooms").status_code == 401
    Conference.objects.update(is_public=False)
    assert stranger.get("conference/conference").status_code == 404


def test_nothing_of_another_conference_is_found_or_changed() -> None:
    here, there = world(), world("another-2021")

    assert here.program.get(f"conference/rooms/{there.room.pk}").status_code == 404
    answer = tried.done(here.program, "conference.revise_room", there.room, {"details": {"seats": 1}})
    assert answer.status_code == 404
    answer = tried.done(here.program, "conference.dismiss", there.member)
    assert answer.status_code == 404
    assert Objective.objects.filter(conference=there.conference).count() == 2


def test_rubbish_is_refused_and_never_a_fault() -> None:
    here = world()
    for verb, statuses in tried.statuses_of_rubbish(here.program, "conference").items():
        assert all(status < 500 for status in statuses), (verb, statuses)


def test_a_list_needs_few_queries_however_long(django_assert_max_num_queries: Any) -> None:
    here = world()
    for count in (1, 30):
        Room.objects.bulk_create(Room(conference=here.conference, name="R") for _each in range(count))
        for path in tried.names_of("conference"):
            # A lot of the minute's allowance is taken from the database now and then.
            tried.shown(here.program, path)
            with django_assert_max_num_queries(5):
                tried.shown(here.program, path)
