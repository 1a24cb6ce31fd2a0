"""What programs read and do at the door: as much as the pages give the same person, and no key, token or photo."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.door.models import Badge, Device, Gate, PrintJob
from tests import make, make_api, make_door, make_printing
from tests.api import tried

pytestmark = pytest.mark.django_db
PRINTING = {"door/print_jobs", "door/templates"}


def door() -> SimpleNamespace:
    """A conference with one row of each kind."""
    conference = make.conference()
    zone = make_door.zone(conference)
    badge_class = make_door.badge_class(conference)
    gate = make_door.gate(conference)
    make_door.rules(conference, quorum=2)
    bearer, bare = make_door.delegate(conference), make_door.delegate(conference, "Basim Nasser")
    badge = make_door.badge(bearer)
    device = make_door.device(gate)
    make_door.scan(badge, gate)
    make_door.scan(badge, gate, make_door.MORNING.replace(hour=9))
    make_door.scan(badge, gate, make_door.MORNING.replace(hour=10), is_admitted=False, server_verdict="lost")
    template, job = make_printing.template(conference), make_printing.job(conference, [badge.pk])
    return SimpleNamespace(**locals())


def officer_of(world: Any) -> make_api.Program:
    return make_api.program(world.conference, make.user(Role.DESK_OFFICER, world.conference, desks=["door"]))


def program_of(world: Any, role: str, **fields: Any) -> make_api.Program:
    return make_api.program(world.conference, make.user(role, world.conference, **fields))


def seen_by(program: make_api.Program) -> set[str]:
    return {path for path in tried.names_of("door") if tried.shown(program, path)}


def test_an_officer_reads_every_row_in_lists_and_alone() -> None:
    program = officer_of(door())
    for path in tried.names_of("door"):
        rows = tried.shown(program, path)
        assert rows, path
        assert program.get(f"{path}/{rows[0]['id']}").json()["data"] == rows[0]


def test_a_badge_is_told_without_its_signed_text() -> None:
    world = door()

    row = officer_of(world).get(f"door/badges/{world.badge.pk}").json()["data"]

    assert (row["number"], row["party"], row["state_now"]) == (world.badge.number, "LB", "issued")
    assert "text" not in row


def test_no_key_no_token_and_no_code_is_told_to_anybody() -> None:
    world = door()
    program = program_of(world, Role.SECRETARY)
    secrets = (
        world.badge.text,
        world.badge.key.sealed_private_key,
        world.badge.key.public_key,
        world.device.token_sha256,
    )

    told = "".join(program.get(path).content.decode() for path in tried.names_of("door"))

    assert all(secret not in told for secret in secrets)
    assert not {"photo", "sealed", "sha256", "wanted", "file"} & {
        name for path in tried.names_of("door") for row in tried.shown(program, path) for name in row
    }


@pytest.mark.parametrize("role", [Role.DOOR_OFFICER, Role.DESK_OFFICER])
def test_who_stands_at_the_door_reads_all_but_what_is_printed(role: str) -> None:
    world = door()
    make.delegate(world.bare.delegation, "Quiet One", state="accredited", sensitivity="public")

    assert seen_by(program_of(world, role)) == set(tried.names_of("door")) - PRINTING


@pytest.mark.parametrize("role", [Role.READER, Role.RAPPORTEUR, Role.PRESS_OFFICER])
def test_who_has_no_business_at_the_door_reads_nothing(role: str) -> None:
    assert seen_by(program_of(door(), role)) == set()


def test_a_focal_point_reads_nothing_of_the_door() -> None:
    assert seen_by(program_of(door(), Role.FOCAL_POINT, party=make.party("LB"))) == set()


def test_strangers_and_other_conferences_read_nothing_of_the_door() -> None:
    world = door()
    other = make.conference("another-2021")
    program = make_api.program(other, make.user(Role.SECRETARY, other))

    for path in tried.names_of("door"):
        assert make_api.Program(world.conference).get(path).status_code == 401
        assert tried.shown(program, path) == []


def test_a_door_officer_is_told_of_nobody_without_a_badge_whom_the_office_hides() -> None:
    world = door()
    hidden = make_door.delegate(world.conference, "Wise Owl", sensitivity="restricted")
    rows = tried.shown(program_of(world, Role.DOOR_OFFICER), "door/unbadged")

    assert hidden.pk not in {row["id"] for row in rows}
    assert hidden.pk in {row["id"] for row in tried.shown(program_of(world, Role.SECRETARY), "door/unbadged")}


def test_who_is_no_longer_accredited_has_a_badge_that_says_so() -> None:
    world = door()
    world.bearer.state = "withdrawn"
    world.bearer.save()

    assert officer_of(world).get(f"door/badges/{world.badge.pk}").json()["data"]["state_now"] != "issued"


Case = Callable[[Any], tried.Said]
TYPST = '#let data = json("data.json")\n= Badge\n'
GOOD: dict[str, Case] = {
    "door.add_zone": lambda _w: (None, {"code": "PRESS", "details": {"name": {"en": "Press"}, "places": 40}}),
    "door.revise_zone": lambda w: (w.zone, {"details": {"places": 100}}),
    "door.add_class": lambda _w: (None, {"code": "VIP", "details": {"name": {"en": "Guest"}, "zones": ["A"]}}),
    "door.revise_class": lambda w: (w.badge_class, {"details": {"colour": "red", "roles": ["head"]}}),
    "door.add_gate": lambda w: (None, {"details": {"name": {"en": "Back"}, "zone": w.zone.pk}}),
    "door.revise_gate": lambda w: (w.gate, {"details": {"direction": "entry"}}),
    "door.revise_rules": lambda _w: (None, {"details": {"quorum": 5}}),
    "door.rotate_keys": lambda _w: (None, {}),
    "door.issue_badge": lambda w: (w.bare, {"given": {"badge_class": w.badge_class.pk, "zones": ["A"]}}),
    "door.issue_badges": lambda w: (None, {"delegates": [w.bare.pk]}),
    "door.reprint_badge": lambda w: (w.badge, {}),
    "door.reprint_badges": lambda w: (None, {"badges": [w.badge.pk]}),
    "door.report_lost": lambda w: (w.badge, {"reason": "In the bus."}),
    "door.revoke_badge": lambda w: (w.badge, {"reason": "Lent to somebody."}),
    "door.move_device": lambda w: (w.device, {"gate": make_door.gate(w.conference, "Back").pk}),
    "door.revoke_device": lambda w: (w.device, {}),
    "door.print_badges": lambda w: (None, {"kind": "badge", "wanted": [w.badge.pk], "language": "en"}),
    "door.stop_printing": lambda w: (make_printing.job(w.conference, [w.badge.pk], state="waiting"), {}),
    "door.resume_printing": lambda w: (make_printing.job(w.conference, [w.badge.pk], state="stopped"), {}),
    "door.add_template": lambda _w: (None, {"details": {"kind": "badge", "name": "Ours", "source": TYPST}}),
    "door.revise_template": lambda w: (w.template, {"details": {"name": "Ours, again"}}),
    "door.use_template": lambda w: (w.template, {}),
    "door.retire_template": lambda w: (make_printing.template(w.conference, kind="name plate", is_in_use=True), {}),
}


def test_each_deed_is_tried_here() -> None:
    assert set(tried.doers_of("door")) == {*GOOD, "door.lay_out_door", "door.break_key"}


@pytest.mark.parametrize("verb", GOOD)
def test_an_officer_does_each_deed_and_it_is_recorded(verb: str) -> None:
    world = door()
    assert tried.is_recorded(officer_of(world), verb, GOOD[verb](world))


@pytest.mark.parametrize("verb", GOOD)
def test_a_reader_and_officers_of_other_desks_do_none(verb: str) -> None:
    world = door()
    assert tried.is_refused_to_others(world.conference, verb, GOOD[verb](world), desk="pledges")


def test_a_door_officer_reports_what_was_lost_and_issues_nothing() -> None:
    world = door()
    program = program_of(world, Role.DOOR_OFFICER)

    assert tried.done(program, "door.issue_badges", None, {}).status_code == 403
    assert tried.done(program, "door.report_lost", world.badge, {}).status_code == 200
    world.badge.refresh_from_db()
    assert world.badge.state == "lost"


def test_a_door_is_laid_out_once_and_a_key_is_broken_by_secretaries() -> None:
    conference = make.conference()
    secretary = make_api.program(conference, make.user(Role.SECRETARY, conference))

    assert tried.done(secretary, "door.lay_out_door", None).json()["counts"]["door.gate"] == 1
    assert tried.done(secretary, "door.lay_out_door", None).status_code == 409
    world = door_of_another()
    assert tried.done(officer_of(world), "door.break_key", world.badge.key).status_code == 403
    assert tried.done(program_of(world, Role.SECRETARY), "door.break_key", world.badge.key).status_code == 200


def door_of_another() -> SimpleNamespace:
    conference = make.conference("geneva-2021")
    make_door.zone(conference)
    return SimpleNamespace(conference=conference, badge=make_door.badge(make_door.delegate(conference)))


@pytest.mark.parametrize(
    ("verb", "body", "pointer"),
    [
        ("door.add_zone", {"code": "a-b", "details": {"name": {"en": "X"}}}, "/code"),
        ("door.add_zone", {"code": "A", "details": {"name": {"en": "X"}}}, "/code"),
        ("door.add_zone", {"code": "B", "details": {"name": {"en": " "}}}, "/details/name"),
        ("door.add_zone", {"code": "B", "details": {"name": {"en": "X"}, "places": 0}}, "/details/places"),
        ("door.add_class", {"code": "B", "details": {"name": {"en": "X"}, "zones": []}}, "/details/zones"),
        ("door.add_class", {"code": "B", "details": {"name": {"en": "X"}, "zones": ["Q"]}}, "/details/zones"),
        ("door.print_badges", {"kind": "badge", "wanted": [1], "language": "xx"}, "/language"),
        ("door.print_badges", {"kind": "ticket", "wanted": [1], "language": "en"}, "/kind"),
        ("door.reprint_badges", {}, "/badges"),
    ],
)
def test_what_a_form_refuses_a_body_is_refused_for(verb: str, body: Any, pointer: str) -> None:
    answer = tried.done(officer_of(door()), verb, None, body)

    assert answer.status_code in {409, 422}, answer.content
    assert answer.json()["errors"][0]["pointer"].startswith(pointer)


def test_rows_of_another_conference_are_no_rows_here() -> None:
    world, other = door(), door_of_another()
    gate, foreign = make_door.gate(other.conference), make_door.badge_class(other.conference)
    program = officer_of(world)

    for verb, on, body in (
        ("door.move_device", world.device, {"gate": gate.pk}),
        ("door.add_gate", None, {"details": {"name": {"en": "X"}, "zone": gate.zone_id}}),
        ("door.issue_badge", world.bare, {"given": {"badge_class": foreign.pk}}),
    ):
        assert tried.done(program, verb, on, body).status_code == 422
    assert tried.done(program, "door.report_lost", other.badge, {}).status_code == 404
    tried.done(program, "door.reprint_badges", None, {"badges": [other.badge.pk]})
    assert Badge.objects.filter(conference=other.conference).count() == 1


def test_a_device_is_put_to_no_gate_that_is_closed() -> None:
    world = door()
    closed = make_door.gate(world.conference, "Closed", is_open=False)

    answer = tried.done(officer_of(world), "door.move_device", world.device, {"gate": closed.pk})

    assert answer.status_code == 409
    assert Device.objects.get(pk=world.device.pk).gate_id == world.gate.pk
    assert Gate.objects.get(pk=closed.pk).is_open is False


def test_rubbish_is_refused_with_a_sentence_and_nothing_breaks(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    world = door()

    found = tried.statuses_of_rubbish(program_of(world, Role.SECRETARY), "door")

    assert {status for some in found.values() for status in some} <= tried.BY_RULES
    assert all(422 in found[verb] for verb in ("door.add_zone", "door.issue_badge", "door.print_badges"))
    assert PrintJob.objects.filter(conference=world.conference).count() == 1


@pytest.mark.parametrize("path", tried.names_of("door"))
def test_a_list_asks_the_database_as_often_for_thirty_rows(path: str, django_assert_max_num_queries: Any) -> None:
    world = door()
    program = program_of(world, Role.SECRETARY)
    # The minute's allowance is fetched once.
    program.get("door/gates")
    with django_assert_max_num_queries(5):
        assert program.get(path).status_code == 200
    for number in range(30):
        badge = make_door.badge(make_door.delegate(world.conference, f"Delegate {number}"))
        make_door.scan(badge, world.gate)
        make_door.zone(world.conference, f"Z{number}")
        make_door.delegate(world.conference, f"Bare {number}")
    program.get("door/gates")
    with django_assert_max_num_queries(5):
        assert program.get(path).status_code == 200
