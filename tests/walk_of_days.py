"""The part of the walk over every address that leads through delegations' days and speakers' lists."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from tests import make, make_convening, make_days, make_meetings, make_programme

POSTED = "posted"
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
SEES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}
ALL: set[str] = {"stranger", "keeper", "secretary elsewhere", *Role.values}

# Who gets the page, and who is told they may not; everybody else of the office gets 404.
EVERYBODY: tuple[set[str], set[str]] = (ALL, set())
WITH_FOCAL_POINTS: tuple[set[str], set[str]] = (SEES | {Role.FOCAL_POINT}, OFFICE - SEES)
WHOSE_IT_IS: tuple[set[str], set[str]] = (DESK | {Role.FOCAL_POINT}, SEES - DESK)
WHO_SEES_ALL: tuple[set[str], set[str]] = (SEES, OFFICE - SEES)
BY_POST: tuple[set[str], set[str]] = ({POSTED}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "programme:day": WITH_FOCAL_POINTS,
    "programme:day_calendar": (SEES | {Role.FOCAL_POINT}, set()),
    "programme:room_calendar": WHO_SEES_ALL,
    "programme:open_feed": WHOSE_IT_IS,
    "programme:open_delegate_feed": WHOSE_IT_IS,
    "programme:open_room_feed": WHO_SEES_ALL,
    "programme:open_conference_feed": (OFFICE, set()),
    "programme:calendars": (OFFICE, set()),
    "programme:convocations": WHO_SEES_ALL,
    "programme:convocation": (SEES, set()),
    "programme:take_reply": (DESK, OFFICE - DESK),
    "programme:invite_to_session": (DESK, SEES - DESK),
    "programme:invite_to_bilateral": (DESK, SEES - DESK),
    "programme:invite_to_meeting": (DESK, SEES - DESK),
    "programme:call_off_convocation": (DESK, SEES - DESK),
    "programme:confirm_reply": BY_POST,
    "programme:put_aside_reply": BY_POST,
    "programme:schedule": (OFFICE, set()),
    "programme:revoke_feed": ({POSTED, Role.FOCAL_POINT}, set()),
    "programme:feed": EVERYBODY,
}


def rows_of_days(conference: Conference) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    lebanon = make_programme.delegation(conference)
    secret = f"secret-of-{conference.slug}"
    room = make_programme.room(conference)
    feed = make_days.feed(lebanon, secret)
    return {
        **_of_invitations(conference),
        "programme:day_calendar": lebanon,
        "programme:schedule": "json",
        "programme:open_feed": lebanon,
        "programme:open_delegate_feed": make.delegate(lebanon, "Zaki of the calendar", sensitivity="secretariat"),
        "programme:open_room_feed": room,
        "programme:revoke_feed": feed,
        "programme:room_calendar": room,
        "programme:feed": secret,
    }


def _of_invitations(conference: Conference) -> dict[str, Any]:
    kept = {"sensitivity": "secretariat"}
    session, meeting = make_programme.session(conference, **kept), make_meetings.meeting(conference, **kept)
    bilateral = make_programme.bilateral(conference, "JO", "TR")
    make_programme.place(bilateral)
    sent = make_convening.convocation(session)
    make_convening.invitee(sent)
    reply = make_convening.received(sent)
    return {
        "programme:convocation": sent,
        "programme:call_off_convocation": sent,
        "programme:invite_to_session": session,
        "programme:invite_to_bilateral": bilateral,
        "programme:invite_to_meeting": meeting,
        "programme:confirm_reply": reply,
        "programme:put_aside_reply": reply,
    }
