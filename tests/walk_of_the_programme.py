"""The part of the walk over every address that leads through the programme."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from tests import make_programme, walk_of_days, walk_of_the_speakers, walk_of_the_timetable
from tests.walk_of_days import rows_of_days
from tests.walk_of_the_speakers import rows_of_the_speakers
from tests.walk_of_the_timetable import rows_of_the_timetable

POSTED = "posted"
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
SEES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}

# Who gets the page, and who is told they may not; everybody else of the office gets 404.
EVERY_OFFICER: tuple[set[str], set[str]] = (OFFICE, set())
WHO_SEES: tuple[set[str], set[str]] = (SEES, set())
WHO_SEES_ALL: tuple[set[str], set[str]] = (SEES, OFFICE - SEES)
WHO_ADDS: tuple[set[str], set[str]] = (DESK, OFFICE - DESK)
WHO_CHANGES: tuple[set[str], set[str]] = (DESK, SEES - DESK)
BY_POST: tuple[set[str], set[str]] = ({POSTED}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "programme:grid": EVERY_OFFICER,
    # Without the thing that is to be moved there is nothing to tell.
    "programme:verdicts": (set(), OFFICE - DESK),
    "programme:clashes": WHO_SEES_ALL,
    "programme:revise_clash_rules": WHO_ADDS,
    "programme:sessions": EVERY_OFFICER,
    "programme:add_session": WHO_ADDS,
    "programme:session": WHO_SEES,
    "programme:revise_session": WHO_CHANGES,
    "programme:move_session": WHO_CHANGES,
    "programme:cancel_session": BY_POST,
    "programme:restore_session": BY_POST,
    "programme:place_bilateral": WHO_CHANGES,
    "programme:move_place": WHO_ADDS,
    "programme:take_off_place": BY_POST,
    "programme:pin_place": BY_POST,
    "programme:unpin_place": BY_POST,
    "programme:agenda": EVERY_OFFICER,
    "programme:add_agenda_item": WHO_ADDS,
    "programme:revise_agenda_item": WHO_CHANGES,
    "programme:move_agenda_item": BY_POST,
    "programme:venue": EVERY_OFFICER,
    "programme:pair_rooms": WHO_ADDS,
    "programme:unpair_rooms": BY_POST,
    "programme:close_room": WHO_ADDS,
    "programme:open_room": BY_POST,
    "programme:keep_apart": WHO_ADDS,
    "programme:end_keeping_apart": BY_POST,
    **walk_of_the_timetable.EXPECTED,
    **walk_of_the_speakers.EXPECTED,
    **walk_of_days.EXPECTED,
}


def rows_of_the_programme(conference: Conference, **kept: Any) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    days = rows_of_days(conference)
    return {
        **_of_the_grid(conference, kept),
        **_of_the_venue(conference),
        **rows_of_the_timetable(conference),
        **rows_of_the_speakers(conference),
        **days,
    }


def _of_the_grid(conference: Conference, kept: dict[str, Any]) -> dict[str, Any]:
    session = make_programme.session(conference, **kept)
    cancelled = make_programme.session(conference, state="cancelled", **kept)
    item = make_programme.agenda_item(conference, **kept)
    place = make_programme.place(make_programme.bilateral(conference, "JO", "IQ"))
    pinned = make_programme.place(make_programme.bilateral(conference, "EG", "IQ"), is_pinned=True)
    of_session = ("session", "revise_session", "move_session", "cancel_session")
    return {
        **{f"programme:{name}": session for name in of_session},
        "programme:restore_session": cancelled,
        "programme:place_bilateral": make_programme.bilateral(conference, "TR", "IQ"),
        **{f"programme:{name}": place for name in ("move_place", "take_off_place", "pin_place")},
        "programme:unpin_place": pinned,
        **{f"programme:{name}": item for name in ("revise_agenda_item", "move_agenda_item")},
    }


def _of_the_venue(conference: Conference) -> dict[str, Any]:
    room, beside = make_programme.room(conference), make_programme.room(conference, "Round table")
    closure = make_programme.closure(room, make_programme.at(20), make_programme.at(21))
    one, other = (make_programme.delegation(conference, code) for code in ("JO", "IQ"))
    return {
        "programme:unpair_rooms": make_programme.pair(room, beside, 5),
        "programme:close_room": room,
        "programme:open_room": closure,
        "programme:end_keeping_apart": make_programme.kept_apart(one, other),
    }
