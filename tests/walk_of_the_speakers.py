"""The part of the walk over every address that leads through speakers' lists."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.programme.queries.feeds import fingerprint
from tests import make_programme, make_speakers
from tests.walk_of_days import EVERYBODY

POSTED = "posted"
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}
EVERY_MEMBER: tuple[set[str], set[str]] = ({*Role.values}, set())
# The list of the walk is of a session that delegations see, so all of the office finds it.
WHO_CHANGES: tuple[set[str], set[str]] = (DESK, OFFICE - DESK)
WHO_ASKS: tuple[set[str], set[str]] = (DESK | {Role.FOCAL_POINT}, OFFICE - DESK)
BY_POST: tuple[set[str], set[str]] = ({POSTED}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "programme:speakers": EVERY_MEMBER,
    "programme:speakers_list": EVERY_MEMBER,
    "programme:open_list": WHO_CHANGES,
    "programme:revise_list": WHO_CHANGES,
    "programme:ask_for_floor": WHO_ASKS,
    "programme:claim_reply": WHO_ASKS,
    "programme:follow_rule": BY_POST,
    "programme:renew_screen": BY_POST,
    "programme:close_screen": BY_POST,
    "programme:give_floor": BY_POST,
    "programme:pause_floor": BY_POST,
    "programme:resume_floor": BY_POST,
    "programme:end_floor": BY_POST,
    "programme:move_speaker": BY_POST,
    "programme:withdraw_speaker": ({POSTED, Role.FOCAL_POINT}, set()),
    # Whoever has the address sees the screen, signed in or not.
    "programme:screen": EVERYBODY,
    "programme:screen_now": EVERYBODY,
}
SECRET = "of-the-walk"


def rows_of_the_speakers(conference: Conference) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    held = make_speakers.speakers_list(conference, screen_hash=fingerprint(f"{SECRET}-{conference.slug}"))
    turn = make_speakers.turn(held)
    of_list = ("speakers_list", "revise_list", "ask_for_floor", "claim_reply", "follow_rule")
    of_turn = ("give_floor", "pause_floor", "resume_floor", "end_floor", "move_speaker", "withdraw_speaker")
    return {
        "programme:open_list": make_programme.session(conference, sensitivity="delegations"),
        **{f"programme:{name}": held for name in (*of_list, "renew_screen", "close_screen")},
        **{f"programme:{name}": turn for name in of_turn},
        **dict.fromkeys(("programme:screen", "programme:screen_now"), f"{SECRET}-{conference.slug}"),
    }
