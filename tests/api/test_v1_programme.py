"""What programs read of the programme: as much as the pages show the same person, and nothing more."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from secretariat.accounts.models import Role, User
from secretariat.delegations.models import Delegation
from secretariat.programme.models import Announcement, Feed
from tests import make, make_api, make_convening, make_pledges, make_programme, make_speakers, make_timetable
from tests.api import tried
from tests.make_programme import at

pytestmark = pytest.mark.django_db
# Of these the pages show everybody of the office something.
OF_ALL = {"agenda", "sessions", "announcements", "closures", "pairs", "apart", "speakers_lists", "interventions"}


def programme() -> SimpleNamespace:
    """A conference with one row of each kind, each for those for whom such a row usually is."""
    conference = make_timetable.ready()
    hall, side = make_programme.room(conference), make_programme.room(conference, "Side room")
    wish = make_programme.bilateral(conference)
    make_programme.place(wish, conference.rooms.get(tables=2))
    make_timetable.rules(conference)
    session = make_programme.session(conference, "Return", sensitivity="public", room=hall)
    item = make_programme.agenda_item(conference, sensitivity="public")
    session.items.create(conference=conference, item=item)
    make_programme.wanted(session)
    pledge = make_pledges.pledge(conference, sensitivity="public")
    Announcement.objects.create(conference=conference, session=session, pledge=pledge, passage="We give shelter.")
    make_programme.pair(hall, side)
    make_programme.closure(side, at(9), at(10))
    make_programme.kept_apart(wish.asking, wish.asked)
    held = make_speakers.speakers_list(conference)
    turn = make_speakers.turn(held)
    make_timetable.draft(conference, 0)
    publication = make_timetable.published(conference)
    invited = make_convening.convocation(session)
    invitee = make_convening.invitee(invited)
    received = make_convening.received(invited)
    feed = Feed.objects.create(
        conference=conference, delegation=wish.asking, secret_hash="a" * 64, entered_by=make._house_hand()
    )
    return SimpleNamespace(**locals())


def program_of(conference: Any, role: str, **fields: Any) -> make_api.Program:
    return make_api.program(conference, make.user(role, conference, **fields))


def seen_by(program: make_api.Program) -> set[str]:
    """The names of the lists in which this person is shown anything."""
    return {path.partition("/")[2] for path in tried.names_of("programme") if tried.shown(program, path)}


def test_an_officer_reads_every_row_in_lists_and_alone() -> None:
    program = program_of(programme().conference, Role.DESK_OFFICER, desks=["programme"])

    for path in tried.names_of("programme"):
        rows = tried.shown(program, path)
        assert rows, path
        assert program.get(f"{path}/{rows[0]['id']}").json()["data"] == rows[0]


def test_a_session_is_told_with_what_it_treats_and_whom_it_needs() -> None:
    world = programme()
    program = program_of(world.conference, Role.DESK_OFFICER, desks=["programme"])

    [row] = tried.shown(program, "programme/sessions", room=world.hall.pk)

    assert row["title"] == {"en": "Return"}
    assert row["items"] == [world.item.pk]
    assert row["wanted"] == [{"delegation": world.wish.asking_id, "delegate": None}]
    assert tried.shown(program, "programme/sessions", day_from="2020-11-12") == []


def test_a_reader_sees_all_but_calendars_of_others() -> None:
    program = program_of(programme().conference, Role.READER)

    assert seen_by(program) == {path.partition("/")[2] for path in tried.names_of("programme")} - {"feeds", "replies"}


@pytest.mark.parametrize("role", [Role.DOOR_OFFICER, Role.PRESS_OFFICER])
def test_who_does_not_read_what_is_the_secretariats_has_no_timetable(role: str) -> None:
    world = programme()
    make_programme.session(world.conference, "Hidden", sensitivity="secretariat")
    program = program_of(world.conference, role)

    assert seen_by(program) <= OF_ALL | {"published"}
    assert {"Hidden"}.isdisjoint(row["title"].get("en") for row in tried.shown(program, "programme/sessions"))


def test_a_focal_point_reads_the_own_day_calendars_and_the_lists_alone() -> None:
    world = programme()
    other = make_programme.bilateral(world.conference, "IQ", "JO")
    make_programme.place(other, None, starts_at=at(14))
    make_timetable.published(world.conference)
    program = program_of(world.conference, Role.FOCAL_POINT, party=make.party("LB"))

    assert seen_by(program) == {"days", "feeds", "speakers_lists", "interventions", "published"}
    [day] = tried.shown(program, "programme/days")
    assert day["party"] == "LB"
    assert {entry["of"] for entry in day["entries"] if entry["kind"] == "bilateral"} == {world.wish.pk}


def test_a_focal_point_learns_nothing_of_a_session_that_is_the_secretariats() -> None:
    world = programme()
    quiet = make_programme.session(world.conference, "Quiet", sensitivity="secretariat")
    make_programme.wanted(quiet)
    make_timetable.published(world.conference)
    program = program_of(world.conference, Role.FOCAL_POINT, party=make.party("LB"))

    [day] = tried.shown(program, "programme/days")

    assert quiet.pk not in {entry["of"] for entry in day["entries"] if entry["kind"] == "session"}
    assert {"Quiet"}.isdisjoint(entry["title"].get("en") for entry in day["entries"])


def test_where_a_delegation_that_is_kept_from_most_meets_is_told_to_secretaries_alone() -> None:
    world = programme()
    hidden = make_programme.bilateral(world.conference, "IQ", "JO")
    place = make_programme.place(hidden, world.hall, starts_at=at(14))
    Delegation.objects.filter(pk=hidden.asked_id).update(sensitivity="restricted")
    officer = program_of(world.conference, Role.DESK_OFFICER, desks=["programme", "meetings"])

    for program in (officer, program_of(world.conference, Role.READER)):
        seen = {row["bilateral"] for row in tried.shown(program, "programme/places")}
        assert seen == {row["id"] for row in tried.shown(program, "meetings/bilaterals")} == {world.wish.pk}
        assert program.get(f"programme/places/{place.pk}").status_code == 404
    assert tried.done(officer, "programme.pin_place", place).status_code == 404
    secretary = program_of(world.conference, Role.SECRETARY)
    assert hidden.pk in {row["bilateral"] for row in tried.shown(secretary, "programme/places")}


def test_strangers_read_the_published_public_sessions_alone() -> None:
    world = programme()
    make_programme.session(world.conference, "Not out yet", sensitivity="public")
    make_programme.session(world.conference, "Office", sensitivity="secretariat")
    stranger = make_api.Program(world.conference)

    [version] = tried.shown(stranger, "programme/published")

    assert [session["title"] for session in version["sessions"]] == [{"en": "Return"}]
    for path in tried.names_of("programme"):
        if path != "programme/published":
            assert stranger.get(path).status_code == 401, path


def test_of_a_conference_that_is_not_public_nothing_is_published() -> None:
    conference = make_timetable.ready(is_public=False)
    make_programme.session(conference, sensitivity="public")
    make_timetable.published(conference)

    assert make_api.Program(conference).get("programme/published").status_code == 404
    assert tried.shown(program_of(conference, Role.READER), "programme/published") == []


def test_no_secret_of_a_calendar_or_a_screen_is_told() -> None:
    world = programme()
    world.held.screen_hash = "b" * 64
    world.held.save()
    program = program_of(world.conference, Role.SECRETARY)

    for path in ("programme/feeds", "programme/speakers_lists"):
        told = program.get(path).content.decode()
        assert "a" * 64 not in told
        assert "b" * 64 not in told
        assert "hash" not in told


def test_a_restricted_delegate_is_not_named_on_a_list() -> None:
    world = programme()
    hidden = make.delegate(world.wish.asking, "Wise Owl", sensitivity="restricted")
    world.turn.delegate = hidden
    world.turn.save()
    program = program_of(world.conference, Role.FOCAL_POINT, party=make.party("LB"))

    [row] = tried.shown(program, "programme/interventions")

    assert (row["delegate"], row["speaker"]) == (None, None)


def test_who_must_attend_is_told_as_far_as_the_office_shows_them() -> None:
    world = programme()
    hidden = make.delegate(world.wish.asked, "Wise Owl", sensitivity="restricted")
    make_programme.wanted(world.session, delegate=hidden)
    officer = program_of(world.conference, Role.DESK_OFFICER, desks=["programme"])
    secretary = program_of(world.conference, Role.SECRETARY)

    path = f"programme/sessions/{world.session.pk}"

    assert hidden.pk not in {row["delegate"] for row in officer.get(path).json()["data"]["wanted"]}
    assert hidden.pk in {row["delegate"] for row in secretary.get(path).json()["data"]["wanted"]}


def test_calendars_of_the_house_are_ones_own_or_all() -> None:
    world = programme()
    reader = make.user(Role.READER, world.conference)
    mine, others = (
        Feed.objects.create(conference=world.conference, secret_hash=mark * 64, entered_by=user)
        for mark, user in (("c", reader), ("d", make._house_hand()))
    )
    officer = program_of(world.conference, Role.DESK_OFFICER, desks=["programme"])

    assert [row["id"] for row in tried.shown(make_api.program(world.conference, reader), "programme/feeds")] == [
        mine.pk
    ]
    assert {row["id"] for row in tried.shown(officer, "programme/feeds")} == {world.feed.pk, mine.pk, others.pk}


def test_the_address_of_an_invited_delegate_is_told_to_who_keeps_delegates() -> None:
    world = programme()
    make_convening.invitee(world.invited, "guest@example.org", delegate=make.delegate(world.wish.asking, "Basim"))
    officer = program_of(world.conference, Role.DESK_OFFICER, desks=["programme"])
    keeper = program_of(world.conference, Role.DESK_OFFICER, desks=["delegations"])

    assert "guest@example.org" not in officer.get("programme/convocations").content.decode()
    assert "guest@example.org" in keeper.get("programme/convocations").content.decode()


def test_another_conference_is_not_read() -> None:
    world = programme()
    other = make.conference("another-2021")
    program = program_of(other, Role.SECRETARY)

    for path in tried.names_of("programme"):
        assert tried.shown(program, path) == [], path
    assert program.get(f"programme/sessions/{world.session.pk}").status_code == 404


def test_a_page_and_the_list_show_the_same_sessions() -> None:
    world = programme()
    for level in ("public", "delegations", "secretariat", "restricted"):
        make_programme.session(world.conference, f"For {level}", sensitivity=level)
    for role in (Role.SECRETARY, Role.DESK_OFFICER, Role.RAPPORTEUR, Role.READER, Role.PRESS_OFFICER):
        user = make.user(role, world.conference)
        page = _page(user, f"/en/{world.conference.slug}/office/programme/sessions/")
        rows = tried.shown(make_api.program(world.conference, user), "programme/sessions")
        told = {row["title"]["en"] for row in rows if row["title"]["en"].startswith("For ")}
        assert told == {
            f"For {level}" for level in ("public", "delegations", "secretariat", "restricted") if f"For {level}" in page
        }


def _page(user: User, address: str) -> str:
    client: Client = make.client(user)
    return str(client.get(address, follow=True).content.decode())


@pytest.mark.parametrize("path", tried.names_of("programme"))
def test_a_list_asks_the_database_as_often_for_thirty_rows(path: str, django_assert_max_num_queries: Any) -> None:
    world = programme()
    program = program_of(world.conference, Role.SECRETARY)
    # The minute's allowance is fetched once.
    program.get("programme/hours")
    # Token, and rows; and one for each list in them.
    with django_assert_max_num_queries(5):
        assert program.get(path).status_code == 200
    for number in range(30):
        more = make_programme.session(world.conference, f"Session {number}", sensitivity="public")
        more.items.create(conference=world.conference, item=world.item)
        make_programme.wanted(more)
        make_speakers.turn(world.held, "LB", state="done")
        make_programme.agenda_item(world.conference, f"{number + 2}")
        make_programme.closure(world.hall, at(9), at(10))
    for _number in range(4):
        make_timetable.published(world.conference)
    program.get("programme/hours")
    with django_assert_max_num_queries(5):
        assert program.get(path).status_code == 200
