"""The deeds of the desk ``programme``."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from pydantic import Field

from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import Deed, Given, row_of
from secretariat.api.v1.given import ROOM, Ids, line, listed, optional, or_none, text, whole, whole_or_none
from secretariat.api.v1.refusals import wrong
from secretariat.api.v1.shapes import Id, Language, Moment, Shape, Text, words
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, Delegation
from secretariat.pledges.models import Pledge
from secretariat.programme.actions import ITEM_FIELDS, MOST_INVITED, SESSION_FIELDS, Guest, Spot, Wanted
from secretariat.programme.actions.speakers import LIST_FIELDS
from secretariat.programme.models import AgendaItem, ProgrammeRules, Session, SpeakersList
from secretariat.programme.queries.clashing import CODES, LEVELS
from secretariat.programme.queries.convening import Told
from secretariat.programme.queries.slots import rules_of

ITEMS, SESSIONS = "programme/agenda", "programme/sessions"
DRAFTS, PLACES = "programme/drafts", "programme/places"
ROOMS, BILATERALS, MEETINGS = "conference/rooms", "meetings/bilaterals", "meetings/meetings"
LISTS, TURNS = "programme/speakers_lists", "programme/interventions"
MOST_WANTED, MOST_STRETCHES = 1000, 500


# ---- what is asked in a form of its own ------------------------------------------------------------------------------


class SpotShape(Shape):
    """Where something is to stand: from when, in which room, at which of its tables. Nothing of it is kept."""

    starts_at: Moment | None
    room: Id | None
    ends_at: Moment | None = None
    table: int = Field(default=1, ge=1, le=10_000, strict=True)


class WantedShape(Shape):
    """A delegation, or one of its people, whom a session cannot do without."""

    delegation: Id
    delegate: Id | None = None


class StretchShape(Shape):
    """From when and until when."""

    starts_at: Moment
    ends_at: Moment


class GuestShape(Shape):
    """Somebody to be invited: a delegate, or whoever has this address."""

    delegate: Id | None = None
    mail: Annotated[Text, Field(max_length=254)] = ""
    name: words(500, is_line=True) = ""  # type: ignore[valid-type]


class ToldShape(Shape):
    """What an invitation says of a meeting whose hours are kept nowhere else."""

    starts_at: Moment
    ends_at: Moment
    place: words(500, is_line=True) = ""  # type: ignore[valid-type]
    text: words(10_000) = ""  # type: ignore[valid-type]
    language: Language


def _spot(value: SpotShape, asking: Asking, pointer: str) -> Spot:
    room = or_none(ROOM).made(value.room, asking, f"{pointer}/room")
    return Spot(value.starts_at, room, value.table, value.ends_at)


def _wanted(value: Iterable[WantedShape], asking: Asking, pointer: str) -> list[Wanted]:
    asked = list(value)
    sent = Delegation.objects.in_office_of(asking.person).filter(conference=asking.conference)
    people = Delegate.objects.in_office_of(asking.person).filter(conference=asking.conference)
    delegations = sent.in_bulk([each.delegation for each in asked])
    delegates = people.in_bulk([each.delegate for each in asked if each.delegate is not None])
    for place, each in enumerate(asked):
        for name, known in (("delegation", delegations), ("delegate", delegates)):
            pk = getattr(each, name)
            if pk is not None and pk not in known:
                sentence = _("There is no row %(id)s of this kind here.") % {"id": pk}
                raise wrong(sentence, pointer=f"{pointer}/{place}/{name}")
    return [Wanted(delegations[each.delegation], delegates.get(each.delegate or 0)) for each in asked]


def _guests(value: Iterable[GuestShape], asking: Asking, pointer: str) -> list[Guest]:
    return [_guest(each, asking, f"{pointer}/{place}") for place, each in enumerate(value)]


def _guest(value: GuestShape, asking: Asking, pointer: str) -> Guest:
    if (value.delegate is None) == (not value.mail):
        raise wrong(_("Name a delegate, or give an address."), pointer=pointer)
    if value.delegate is not None:
        found = DELEGATE.made(value.delegate, asking, f"{pointer}/delegate")
        if not found.has_place or not found.mail:
            raise wrong(_("This delegate does not come, or has no mail address."), pointer=f"{pointer}/delegate")
        return Guest(found.mail, found.name, found)
    try:
        validate_email(value.mail)
    except ValidationError:
        raise wrong(_("This is no mail address."), pointer=f"{pointer}/mail") from None
    return Guest(value.mail, value.name)


def _told(value: ToldShape, _asking: Asking, _pointer: str) -> Told:
    return Told("", value.place, value.starts_at, value.ends_at, value.text, value.language)


def _stretches(value: Iterable[StretchShape], _asking: Asking, _pointer: str) -> list[tuple[Any, Any]]:
    return [(each.starts_at, each.ends_at) for each in value]


GUESTS = Given(Annotated[list[GuestShape], Field(min_length=1, max_length=MOST_INVITED)], _guests)
INVITED = {"guests": GUESTS, "text": Given(words(10_000)), "language": Given(Language)}
SPOT = Given(SpotShape, _spot)
WANTED = Given(Annotated[list[WantedShape], Field(max_length=MOST_WANTED)], _wanted, is_needed=False)
HOURS = Given(Annotated[list[StretchShape], Field(max_length=MOST_STRETCHES)], _stretches)
PLEDGE = row_of(lambda asking: Pledge.objects.in_office_of(asking.person).filter(conference=asking.conference))
DELEGATE = row_of(lambda asking: Delegate.objects.in_office_of(asking.person).filter(conference=asking.conference))
LEVEL_OF = Given(dict[Literal[CODES], Literal[LEVELS]])  # type: ignore[valid-type]
INTERPRETERS = Given(dict[Language, Annotated[int, Field(ge=0, le=500, strict=True)]], is_needed=False)
EQUIPMENT = listed(Annotated[Text, Field(min_length=1, max_length=80)], 30)
# By it an article names a session.
KEY = Given(Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=80)], is_needed=False)
NAME = line(200, is_needed=False)
FLOOR_KIND = Given(Literal["statement", "point of order"], is_needed=False)


ABOUT_SESSION: dict[str, Given] = {
    "details.room": or_none(ROOM),
    "details.chair": or_none(DELEGATE),
    "details.languages": listed(Language, 6),
    "details.seats": whole_or_none(1, 100_000),
    "details.equipment": EQUIPMENT,
    "wanted": WANTED,
}


def _rules(conference: Any) -> ProgrammeRules:
    assert isinstance(conference, Conference)  # noqa: S101 - the deed is one on the conference
    return rules_of(conference)


# ---- the deeds -------------------------------------------------------------------------------------------------------

_PROGRAMME = (
    Deed("programme.add_agenda_item", details=ITEM_FIELDS, of=AgendaItem, makes=True),
    Deed("programme.revise_agenda_item", ITEMS, details=ITEM_FIELDS),
    Deed("programme.move_agenda_item", ITEMS),
    Deed(
        "programme.add_session",
        details=SESSION_FIELDS,
        of=Session,
        makes=True,
        given={"details.key": KEY, **ABOUT_SESSION},
    ),
    Deed(
        "programme.revise_session",
        SESSIONS,
        details=tuple(name for name in SESSION_FIELDS if name != "key"),
        given=ABOUT_SESSION,
    ),
    Deed("programme.cancel_session", SESSIONS),
    Deed("programme.restore_session", SESSIONS),
    Deed("programme.move_session", SESSIONS, given={"to": SPOT}),
    Deed("programme.announce_pledge", SESSIONS, given={"pledge": PLEDGE, "passage": text(8000, is_needed=False)}),
    Deed("programme.withdraw_announcement", "programme/announcements"),
    Deed("programme.place_bilateral", BILATERALS, given={"to": SPOT}),
    Deed("programme.move_place", PLACES, given={"to": SPOT}),
    Deed("programme.take_off_place", PLACES),
    Deed("programme.pin_place", PLACES),
    Deed("programme.unpin_place", PLACES),
)
_VENUE = (
    Deed("programme.pair_rooms", given={"one": ROOM, "other": ROOM, "minutes": whole(0, 600)}),
    Deed("programme.unpair_rooms", "programme/pairs"),
    Deed("programme.close_room", ROOMS, given={"reason": line(200, is_needed=False)}),
    Deed("programme.open_room", "programme/closures"),
    Deed("programme.keep_apart"),
    Deed("programme.end_keeping_apart", "programme/apart"),
    Deed("programme.revise_clash_rules", given={"levels": LEVEL_OF}),
)
_TIMETABLE = (
    # The hours are given as a whole, and what stood before is in the record.
    Deed("programme.set_hours", given={"hours": HOURS}, leaves=("seen",)),
    Deed(
        "programme.revise_rules",
        details=("slot_minutes", "changeover_minutes", "keep_free", "spread", "interpreters"),
        of=ProgrammeRules,
        current=_rules,
        given={"details.keep_free": optional(whole(0, 1000)), "details.interpreters": INTERPRETERS},
    ),
    Deed(
        "programme.seek_timetable",
        given={"name": line(200, is_needed=False), "seconds": whole(1, 3600), "seed": optional(whole(0, 2**31 - 1))},
    ),
    Deed("programme.repair_timetable", given={"name": NAME}),
    Deed("programme.stop_seeking", DRAFTS),
    Deed("programme.seek_again", DRAFTS),
    Deed("programme.rename_draft", DRAFTS, given={"name": line(200)}),
    Deed("programme.discard_draft", DRAFTS),
    Deed("programme.adopt_draft", DRAFTS),
    Deed("programme.pin_from_draft", DRAFTS, given={"chosen": Given(Ids)}),
    Deed("programme.publish", given={"note": text(500, is_needed=False), "seen": whole(0, 2**31 - 1)}),
    Deed("programme.revoke_feed", "programme/feeds"),
)
_SPEAKERS = (
    Deed("programme.open_list", SESSIONS, details=LIST_FIELDS, of=SpeakersList, makes=True),
    Deed("programme.revise_list", LISTS, details=LIST_FIELDS),
    Deed("programme.follow_rule", LISTS),
    Deed("programme.close_screen", LISTS),
    Deed("programme.ask_for_floor", LISTS, given={"kind": FLOOR_KIND}),
    Deed("programme.claim_reply", LISTS),
    Deed("programme.give_floor", TURNS),
    Deed("programme.pause_floor", TURNS),
    Deed("programme.resume_floor", TURNS),
    Deed("programme.end_floor", TURNS),
    Deed("programme.move_speaker", TURNS, leaves=("language",)),
    Deed("programme.withdraw_speaker", TURNS),
)
_INVITATIONS = (
    Deed("programme.invite_to_session", SESSIONS, given=INVITED),
    Deed("programme.invite_to_bilateral", BILATERALS, given=INVITED),
    Deed("programme.invite_to_meeting", MEETINGS, given={"guests": GUESTS, "told": Given(ToldShape, _told)}),
    Deed("programme.call_off_convocation", "programme/convocations", given={"why": Given(words(2000))}),
    Deed("programme.confirm_reply", "programme/replies"),
    Deed("programme.put_aside_reply", "programme/replies"),
)
DEEDS: tuple[Deed, ...] = (*_PROGRAMME, *_VENUE, *_TIMETABLE, *_INVITATIONS, *_SPEAKERS)

_SECRET = "Its secret address is shown once, on the page, to the person who opens it, and no answer is to keep it."  # noqa: S105 - a sentence
LEFT_OUT: dict[str, str] = {
    "programme.open_feed": _SECRET,
    "programme.open_delegate_feed": _SECRET,
    "programme.open_room_feed": _SECRET,
    "programme.open_conference_feed": _SECRET,
    "programme.renew_screen": _SECRET,
    "programme.take_reply": "An answer is handed in as the mail in which it came, on the page or by the mail server.",
}
