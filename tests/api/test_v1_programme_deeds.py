"""What programs do at the programme: each deed of the desk, by the rules of its pages."""

from collections.abc import Callable
from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.programme.models import AgendaItem, Announcement, Draft, Hours, Session
from tests import make, make_api, make_convening, make_dossier, make_programme, make_speakers, make_timetable
from tests.api import tried
from tests.api.test_v1_programme import program_of, programme
from tests.make_programme import at

pytestmark = pytest.mark.django_db


def officer_of(world: Any) -> make_api.Program:
    return program_of(world.conference, Role.DESK_OFFICER, desks=["programme"])


def moment(hour: int) -> str:
    return at(hour).isoformat()


def paused(world: Any) -> Any:
    return make_speakers.turn(world.held, "IQ", state="speaking", began_at=at(9), used_seconds=10)


def spot(room: int | None = None, hour: int = 14) -> dict[str, Any]:
    return {"to": {"starts_at": moment(hour), "room": room}}


def waiting_bilateral(world: Any) -> Any:
    return make_programme.bilateral(world.conference, "JO", "IQ")


def second_item(world: Any) -> AgendaItem:
    return make_programme.agenda_item(world.conference, "2", sensitivity="public")


def to_publish(world: Any) -> tried.Said:
    world.session.wanted.all().delete()
    make_programme.session(world.conference, starts_at=at(16), ends_at=at(17))
    return None, {"seen": 1, "note": "New."}


def draft_under_way(world: Any) -> Draft:
    return make_timetable.draft(world.conference, 0, state="running")


Case = Callable[[Any], tried.Said]
GOOD: dict[str, Case] = {
    "programme.add_agenda_item": lambda _w: (None, {"details": {"number": "9", "title": {"en": "Return"}}}),
    "programme.revise_agenda_item": lambda w: (w.item, {"details": {"document": "A/1"}}),
    "programme.move_agenda_item": lambda w: (second_item(w), {"earlier": True}),
    "programme.add_session": lambda w: (
        None,
        {
            "details": {"title": {"en": "Closing"}, "starts_at": moment(16), "ends_at": moment(17), "seats": 20},
            "items": [w.item.pk],
            "wanted": [{"delegation": w.wish.asking_id}],
        },
    ),
    "programme.revise_session": lambda w: (w.session, {"details": {"languages": ["en"], "equipment": ["projector"]}}),
    "programme.cancel_session": lambda w: (w.session, {}),
    "programme.restore_session": lambda w: (make_programme.session(w.conference, state="cancelled"), {}),
    "programme.move_session": lambda w: (w.session, spot(w.side.pk)),
    "programme.announce_pledge": lambda w: (make_programme.session(w.conference), {"pledge": w.pledge.pk}),
    "programme.withdraw_announcement": lambda _w: (Announcement.objects.get(), {}),
    "programme.place_bilateral": lambda w: (waiting_bilateral(w), spot(w.conference.rooms.get(tables=2).pk)),
    "programme.move_place": lambda w: (w.wish.place, spot(w.conference.rooms.get(tables=2).pk)),
    "programme.take_off_place": lambda w: (w.wish.place, {}),
    "programme.pin_place": lambda w: (w.wish.place, {}),
    "programme.unpin_place": lambda w: (make_programme.place(waiting_bilateral(w), is_pinned=True), {}),
    "programme.pair_rooms": lambda w: (
        None,
        {"one": w.hall.pk, "other": w.side.pk, "minutes": 4, "is_adjacent": False},
    ),
    "programme.unpair_rooms": lambda w: (w.hall.conference and _only("RoomPair"), {}),
    "programme.close_room": lambda w: (w.hall, {"starts_at": moment(18), "ends_at": moment(19)}),
    "programme.open_room": lambda _w: (_only("RoomClosure"), {}),
    "programme.keep_apart": lambda w: (
        None,
        {"one": w.wish.asking_id, "other": make_programme.delegation(w.conference, "JO").pk},
    ),
    "programme.end_keeping_apart": lambda _w: (_only("KeptApart"), {}),
    "programme.revise_clash_rules": lambda _w: (None, {"levels": {"travel": "block"}}),
    "programme.set_hours": lambda _w: (None, {"hours": [{"starts_at": moment(9), "ends_at": moment(11)}]}),
    "programme.revise_rules": lambda _w: (None, {"details": {"slot_minutes": 45, "interpreters": {"ar": 2}}}),
    "programme.seek_timetable": lambda _w: (None, {"seconds": 1}),
    "programme.repair_timetable": lambda _w: (None, {"name": "After the storm"}),
    "programme.stop_seeking": lambda w: (draft_under_way(w), {}),
    "programme.seek_again": lambda w: (make_timetable.draft(w.conference, 0), {}),
    "programme.rename_draft": lambda w: (make_timetable.draft(w.conference, 0), {"name": "Second"}),
    "programme.discard_draft": lambda w: (make_timetable.draft(w.conference, 0), {}),
    "programme.adopt_draft": lambda w: (make_timetable.draft(w.conference, 0), {}),
    "programme.pin_from_draft": lambda w: (make_timetable.draft(w.conference, 0), {"chosen": [w.wish.pk]}),
    "programme.publish": to_publish,
    "programme.revoke_feed": lambda w: (w.feed, {}),
    "programme.invite_to_session": lambda w: (
        make_programme.session(w.conference),
        {"guests": [{"mail": "guest@example.org", "name": "Guest"}], "text": "Come.", "language": "en"},
    ),
    "programme.invite_to_bilateral": lambda w: (
        w.wish,
        {
            "guests": [{"delegate": make.delegate(w.wish.asking, mail="amal@example.org").pk}],
            "text": "",
            "language": "ar",
        },
    ),
    "programme.call_off_convocation": lambda w: (w.invited, {"why": "The hall is closed."}),
    "programme.confirm_reply": lambda w: (w.received, {}),
    "programme.put_aside_reply": lambda w: (w.received, {}),
    "programme.open_list": lambda w: (w.session, {"details": {"limit_seconds": 180}}),
    "programme.revise_list": lambda w: (w.held, {"details": {"rule": "protocol"}}),
    "programme.follow_rule": lambda w: (make_speakers.turn(w.held, "IQ", position=1).list, {}),
    "programme.close_screen": lambda w: (_with_screen(w.held), {}),
    "programme.ask_for_floor": lambda w: (w.held, {"delegation": w.wish.asked_id}),
    "programme.claim_reply": lambda w: (
        w.held,
        {"delegation": w.wish.asking_id, "to": make_speakers.turn(w.held, "IQ", state="done", began_at=at(9)).pk},
    ),
    "programme.give_floor": lambda w: (w.turn, {}),
    "programme.pause_floor": lambda w: (make_speakers.speaking(w.held, "IQ"), {}),
    "programme.resume_floor": lambda w: (paused(w), {}),
    "programme.end_floor": lambda w: (make_speakers.speaking(w.held, "IQ"), {}),
    "programme.move_speaker": lambda w: (make_speakers.turn(w.held, "IQ", at=at(13)), {"earlier": True}),
    "programme.withdraw_speaker": lambda w: (w.turn, {}),
}


def _only(name: str) -> Any:
    from secretariat.programme import models  # noqa: PLC0415 - one of many, by its name

    return getattr(models, name).objects.get()


def _with_screen(held: Any) -> Any:
    held.screen_hash = "e" * 64
    held.save()
    return held


def test_each_deed_is_tried_here() -> None:
    assert set(tried.doers_of("programme")) == {*GOOD, "programme.invite_to_meeting"}


@pytest.mark.parametrize("verb", GOOD)
def test_an_officer_does_each_deed_and_it_is_recorded(verb: str) -> None:
    world = programme()
    assert tried.is_recorded(officer_of(world), verb, GOOD[verb](world))


@pytest.mark.parametrize("verb", GOOD)
def test_a_reader_and_officers_of_other_desks_do_none(verb: str) -> None:
    world = programme()
    assert tried.is_refused_to_others(world.conference, verb, GOOD[verb](world), desk="figures")


def test_a_focal_point_asks_for_the_own_delegation_alone() -> None:
    world = programme()
    focal = program_of(world.conference, Role.FOCAL_POINT, party=make.party("IQ"))

    own = tried.done(focal, "programme.ask_for_floor", world.held, {"delegation": world.wish.asked_id})
    other = tried.done(focal, "programme.ask_for_floor", world.held, {"delegation": world.wish.asking_id})
    withdrawn = tried.done(focal, "programme.withdraw_speaker", world.turn, {})

    assert own.status_code == 201, own.content
    assert other.status_code == 422
    assert withdrawn.status_code == 403
    assert tried.done(focal, "programme.give_floor", world.turn, {}).status_code == 403


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("programme.ask_for_floor", {"delegation": 2**40}),
        ("programme.ask_for_floor", {"delegation": "all"}),
        ("programme.ask_for_floor", {}),
        ("programme.open_list", {"details": {"limit_seconds": 1}}),
        ("programme.move_session", {"to": {"starts_at": None, "room": None, "ends_at": moment(10)}}),
        ("programme.move_session", {"to": {"starts_at": moment(10), "room": None, "ends_at": moment(9)}}),
        ("programme.move_session", {"to": {"starts_at": "soon", "room": None}}),
        ("programme.add_session", {"details": {"title": {"en": " "}}}),
        ("programme.add_session", {"details": {"title": {"en": "A"}, "seats": 0}}),
        ("programme.add_session", {"details": {"title": {"en": "A"}, "equipment": ["x" * 81]}}),
        ("programme.add_session", {"details": {"title": {"en": "A"}, "starts_at": moment(9)}}),
        ("programme.add_agenda_item", {"details": {"number": "1", "title": {"en": "Twice"}}}),
        ("programme.add_agenda_item", {"details": {"number": "x" * 21, "title": {"en": "Long"}}}),
        ("programme.set_hours", {"hours": [{"starts_at": moment(9), "ends_at": "2199-01-01T00:00:00Z"}]}),
        ("programme.set_hours", {"hours": [{"starts_at": "2020-01-01T09:00:00Z", "ends_at": "2020-01-01T10:00:00Z"}]}),
        ("programme.seek_timetable", {"seconds": 10_000}),
        ("programme.publish", {"seen": 7}),
        ("programme.revise_clash_rules", {"levels": {"weather": "block"}}),
        ("programme.rename_draft", {"name": " "}),
    ],
)
def test_what_a_form_refuses_a_body_is_refused_for(verb: str, body: Any) -> None:
    world = programme()
    on = {
        "programme.ask_for_floor": world.held,
        "programme.open_list": world.session,
        "programme.move_session": world.session,
        "programme.rename_draft": world.draft if hasattr(world, "draft") else Draft.objects.get(),
    }.get(verb)

    answer = tried.done(officer_of(world), verb, on, body)

    assert answer.status_code in {409, 422}, answer.content
    assert answer.json()["detail"]
    assert not Entry.objects.filter(verb=verb).exists()


def test_nobody_asks_for_a_reply_as_for_a_statement_or_replies_to_a_point_of_order() -> None:
    world = programme()
    raised = make_speakers.turn(world.held, "IQ", kind="point of order", state="done", began_at=at(9))
    program = officer_of(world)

    asked = {"delegation": world.wish.asked_id, "kind": "reply"}
    assert tried.done(program, "programme.ask_for_floor", world.held, asked).status_code == 422
    claimed = {"delegation": world.wish.asking_id, "to": raised.pk}
    assert tried.done(program, "programme.claim_reply", world.held, claimed).status_code == 409


def test_a_delegation_to_another_occasion_has_no_floor() -> None:
    world = programme()
    sent = make.delegation(world.conference, make.party("JO"), occasion="mission")

    answer = tried.done(officer_of(world), "programme.ask_for_floor", world.held, {"delegation": sent.pk})

    assert answer.status_code == 409
    assert answer.json()["errors"][0]["pointer"] == "/delegation"


def test_a_chair_is_a_delegate_who_comes_or_somebody_else() -> None:
    world = programme()
    away = make.delegate(world.wish.asking, "Amal", state="withdrawn")
    there = make.delegate(world.wish.asking, "Basim")
    program = officer_of(world)

    for said in ({"chair": away.pk}, {"chair": there.pk, "chair_name": "Carla"}):
        answer = tried.done(program, "programme.revise_session", world.session, {"details": said})
        assert answer.status_code == 409, said
    assert (
        tried.done(program, "programme.revise_session", world.session, {"details": {"chair": there.pk}}).status_code
        == 200
    )


def test_who_must_attend_unseen_stays_when_others_are_named() -> None:
    world = programme()
    hidden = make.delegate(world.wish.asked, "Wise Owl", sensitivity="restricted")
    make_programme.wanted(world.session, delegate=hidden)
    item = make_programme.agenda_item(world.conference, "7", sensitivity="restricted")
    world.session.items.create(conference=world.conference, item=item)

    tried.done(officer_of(world), "programme.revise_session", world.session, {"wanted": [], "items": []})

    assert [each.delegate_id for each in world.session.wanted.all()] == [hidden.pk]
    assert [each.item_id for each in world.session.items.all()] == [item.pk]


def test_what_is_not_said_stays_and_a_level_that_is_not_seen_is_not_chosen() -> None:
    world = programme()
    program = officer_of(world)

    tried.done(program, "programme.revise_session", world.session, {"details": {"chair_name": "Carla"}})
    refused = tried.done(program, "programme.revise_session", world.session, {"details": {"sensitivity": "restricted"}})

    session = Session.objects.get(pk=world.session.pk)
    assert (str(session.title), session.room_id, session.chair_name) == ("Return", world.hall.pk, "Carla")
    assert refused.status_code == 422
    assert session.sensitivity == "public"


def test_rows_of_another_conference_are_no_rows_here() -> None:
    world = programme()
    other = make.conference("another-2021")
    room, sent = make_programme.room(other), make_programme.delegation(other, "JO")
    program = officer_of(world)

    for verb, on, body in (
        ("programme.move_session", world.session, spot(room.pk)),
        ("programme.revise_session", world.session, {"details": {"room": room.pk}}),
        ("programme.revise_session", world.session, {"wanted": [{"delegation": sent.pk}]}),
        ("programme.pair_rooms", None, {"one": world.hall.pk, "other": room.pk, "minutes": 1, "is_adjacent": True}),
        ("programme.keep_apart", None, {"one": world.wish.asking_id, "other": sent.pk}),
        ("programme.ask_for_floor", world.held, {"delegation": sent.pk}),
    ):
        assert tried.done(program, verb, on, body).status_code == 422, verb
    assert tried.done(program, "programme.cancel_session", make_programme.session(other), {}).status_code == 404
    assert tried.done(program, "programme.close_room", room, {}).status_code in {404, 415, 422}


def test_what_is_deleted_is_not_told_as_made() -> None:
    world = programme()

    answer = tried.done(officer_of(world), "programme.take_off_place", world.wish.place)

    assert (answer.status_code, answer.json()["made"]) == (200, None)


def test_people_are_invited_to_a_meeting_by_who_keeps_meetings() -> None:
    world = programme()
    meeting = make_dossier.meeting(world.conference)
    told = {"starts_at": moment(9), "ends_at": moment(10), "language": "en"}
    body = {"guests": [{"mail": "guest@example.org"}], "told": told}
    keeper = program_of(world.conference, Role.DESK_OFFICER, desks=["meetings"])

    assert tried.done(officer_of(world), "programme.invite_to_meeting", meeting, body).status_code == 403
    assert tried.done(keeper, "programme.invite_to_meeting", meeting, body).status_code == 201
    for guest in ({}, {"mail": "nobody"}, {"mail": "a@example.org", "delegate": 2**40}, {"delegate": 2**40}):
        answer = tried.done(keeper, "programme.invite_to_meeting", meeting, {**body, "guests": [guest]})
        assert answer.status_code == 422, guest


def test_who_is_invited_unseen_stays_invited() -> None:
    world = programme()
    hidden = make.delegate(world.wish.asked, "Wise Owl", sensitivity="restricted", mail="owl@example.org")
    make_convening.invitee(world.invited, "owl@example.org", delegate=hidden)
    body = {"guests": [{"mail": "guest@example.org"}], "text": "", "language": "en"}

    assert tried.done(officer_of(world), "programme.invite_to_session", world.session, body).status_code in {200, 201}

    invited = world.invited.invitees.filter(is_invited=True)
    assert set(invited.values_list("mail", flat=True)) == {"guest@example.org", "owl@example.org"}


def test_hours_are_given_as_a_whole() -> None:
    world = programme()
    stretches = [{"starts_at": moment(hour), "ends_at": moment(hour + 1)} for hour in (9, 15)]

    tried.done(officer_of(world), "programme.set_hours", None, {"hours": stretches})

    assert [row.starts_at for row in Hours.objects.filter(conference=world.conference)] == [at(9), at(15)]


def test_rubbish_is_refused_with_a_sentence_and_nothing_breaks(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    world = programme()

    found = tried.statuses_of_rubbish(program_of(world.conference, Role.SECRETARY), "programme")

    assert {status for some in found.values() for status in some} <= tried.BY_RULES
    assert all(422 in found[verb] for verb in ("programme.add_session", "programme.move_place", "programme.set_hours"))
