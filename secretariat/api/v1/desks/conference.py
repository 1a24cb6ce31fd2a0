"""What a program may read and do at the desk ``conference``."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any, Literal

from django.db import models
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString
from pydantic import AfterValidator, Field

from secretariat.accounts.models import OFFICE_ROLES, Role, User
from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import PARTIES, PARTY, Deed, Given
from secretariat.api.v1.given import STATE, line, listed, one_of, optional, or_none, said, whole, whole_or_none
from secretariat.api.v1.resources import (
    FACT,
    Part,
    Person,
    Resource,
    at_desk,
    citations,
    in_office_or_public,
    sits_in_office,
)
from secretariat.api.v1.shapes import LANGUAGES, Flag, Language, taken_type, texts, words
from secretariat.conference.models import (
    DESKS,
    Conference,
    CoOrganiser,
    Membership,
    Message,
    Objective,
    Room,
    ShownName,
)
from secretariat.conference.permissions import may_see_members

CONFERENCE, OBJECTIVES, ROOMS = "conference/conference", "conference/objectives", "conference/rooms"
NAMES, MEMBERS, PEOPLE, MESSAGES = (
    "conference/names",
    "conference/members",
    "conference/people",
    "conference/messages",
)
# What the office reads of a fact beside what it says.
OF_OFFICE = dict.fromkeys(FACT, sits_in_office)
# Whose pages ask who is in charge.
PUTTING_IN_CHARGE = ("preparation", "meetings")


def _itself(user: Person, conference: Conference) -> "models.QuerySet[Any]":
    return Conference.objects.visible_to(user).filter(pk=conference.pk)


def _in_office(model: type[models.Model]) -> Any:
    """Rows that say nothing of anybody: all who sit in the office use them."""

    def rows(user: Person, conference: Conference) -> "models.QuerySet[Any]":
        found: models.QuerySet[Any] = model._default_manager.filter(conference=conference)
        return found if sits_in_office(user, conference) else found.none()

    return rows


def _members(user: Person, conference: Conference) -> "models.QuerySet[Any]":
    rows = Membership.objects.filter(conference=conference)
    return rows if isinstance(user, User) and may_see_members(user, conference) else rows.none()


def _people(user: Person, conference: Conference) -> "models.QuerySet[Any]":
    """Those of the secretariat, for whoever puts somebody in charge."""
    seats = Membership.objects.filter(conference=conference, role__in=OFFICE_ROLES)
    rows = User.objects.filter(pk__in=seats.values("user"))
    may = isinstance(user, User) and any(user.works_on(desk, conference.pk) for desk in PUTTING_IN_CHARGE)
    return rows if may else rows.none()


def _co_organisers() -> Part:
    def found(_user: Person, _conference: Conference, ids: list[int]) -> Iterable[tuple[int, Any]]:
        return CoOrganiser.objects.filter(conference__in=ids).values_list("conference", "party__code")

    return Part("co_organisers", str, found)


RESOURCES: tuple[Resource, ...] = (
    Resource(
        CONFERENCE,
        Conference,
        _itself,
        (
            "slug",
            "title",
            "acronym",
            "subject",
            "host",
            "venue",
            "city",
            "country",
            "time_zone",
            "start_date",
            "end_date",
            "languages",
            "state",
            "original_language",
            "is_public",
            "version",
        ),
        "The conference itself: a list of one row.",
        parts=(_co_organisers(),),
        shapes={"languages": list[Language]},
        told_to=dict.fromkeys(("original_language", "is_public", "version"), sits_in_office),
        is_public=True,
    ),
    Resource(
        OBJECTIVES,
        Objective,
        in_office_or_public(Objective),
        ("kind", "text", "position", *FACT),
        "What the conference is for, and what is expected of it.",
        filters=("kind", "sensitivity"),
        parts=(citations(Objective, is_public=True),),
        told_to=OF_OFFICE,
        is_public=True,
    ),
    Resource(
        ROOMS,
        Room,
        _in_office(Room),
        ("name", "seats", "booths", "languages", "equipment", "tables", "position", "version"),
        "The rooms of the venue.",
        shapes={"languages": list[str], "equipment": list[str]},
    ),
    Resource(
        NAMES,
        ShownName,
        _in_office(ShownName),
        ("party", "name", "position", "version"),
        "What this conference calls parties, and where they stand in its order, where that is not as the register has"
        " it.",
        filters=("party",),
    ),
    Resource(
        MEMBERS,
        Membership,
        _members,
        ("user", "name=user__name", "mail=user__email", "role", "party", "desks"),
        "Who holds which role.",
        filters=("user", "mail", "role", "party"),
        shapes={"desks": list[str]},
    ),
    Resource(
        PEOPLE,
        User,
        _people,
        ("name",),
        "People of the secretariat, of whom one can be put in charge of something.",
    ),
    Resource(
        MESSAGES,
        Message,
        at_desk(Message),
        (
            "kind",
            "party",
            "to",
            "language",
            "subject",
            "body",
            "attachment_name",
            "result",
            "reason",
            "attempts",
            "sent_at",
            "entered_by",
            "entered_by_name=entered_by__name",
            *FACT,
        ),
        "What the secretariat sent: to whom, when, and with what result.",
        filters=("kind", "party", "language", "result", "sensitivity", "entered_at_from", "entered_at_until"),
    ),
)

# ---- deeds ----------------------------------------------------------------------------------------------------------


def _of_no_list(value: str) -> str:
    """A word of a list that people write with commas between."""
    if any(sign in value for sign in ",،，、;؛；"):
        raise ValueError(_("Write a word without commas and semicolons."))
    return " ".join(value.split())


def _in_any_language(value: dict[str, str], _asking: Asking, _pointer: str) -> LazyI18nString:
    return LazyI18nString(value)


def _each_once(value: list[str], _asking: Asking, _pointer: str) -> list[str]:
    return list(dict.fromkeys(value))


CODE = Annotated[str, Field(max_length=35, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
DESK: Any = Literal[tuple(key for key, _label in DESKS)]
WORD: Any = Annotated[words(60, least=1, is_line=True), AfterValidator(_of_no_list)]
OF_A_ROOM: dict[str, Given] = {
    "details.seats": whole_or_none(1, 100_000),
    "details.booths": whole(0, 50, is_needed=False),
    "details.tables": whole(0, 1_000, is_needed=False),
    "details.position": whole(0, 9_999, is_needed=False),
    "details.languages": listed(CODE, 30),
    "details.equipment": listed(WORD, 30),
}
DEEDS: tuple[Deed, ...] = (
    Deed(
        "conference.revise_conference",
        CONFERENCE,
        details=("title", "host", "venue", "city", "time_zone", "start_date", "end_date", "state", "is_public"),
        given={
            "details.acronym": line(80, is_needed=False),
            # The languages themselves may change, so these words may be in any.
            "details.subject": Given(texts(4_000), _in_any_language, is_needed=False),
            "details.country": or_none(STATE),
            "details.original_language": Given(Language, is_needed=False),
            "details.languages": Given(
                Annotated[list[Language], Field(min_length=1, max_length=len(LANGUAGES))], _each_once, is_needed=False
            ),
            "details.co_organisers": optional(PARTIES),
        },
    ),
    Deed(
        "conference.state_objective",
        given={"kind": one_of(Objective.Kind.values), "text": said(4_000, is_needed=True)},
    ),
    Deed("conference.revise_objective", OBJECTIVES, given={"text": said(4_000, is_needed=True)}),
    Deed("conference.add_room", of=Room, makes=True, given={"name": said(100, is_needed=True), **OF_A_ROOM}),
    Deed(
        "conference.revise_room",
        ROOMS,
        given={"details.name": optional(said(100, is_needed=True)), **OF_A_ROOM},
    ),
    Deed(
        "conference.show_party_as",
        # Left empty, the name is the register's again.
        given={"name": replace(said(500), is_needed=True), "position": whole_or_none(1, 9_999)},
    ),
    Deed(
        "conference.admit",
        given={
            "mail": Given(taken_type(User._meta.get_field("email"))),
            "role": one_of(Role.values),
            "details.name": line(200, is_needed=False),
            "details.language": Given(Language, is_needed=False),
            "details.desks": listed(DESK, len(DESKS)),
            "details.party": or_none(PARTY),
            "details.tell": Given(Flag, is_needed=False),
        },
        makes=True,
    ),
    Deed("conference.dismiss", MEMBERS),
    Deed("conference.resend", MESSAGES),
)
LEFT_OUT = {
    "conference.convene": "A token reaches one conference and opens no other.",
    "conference.forget_account": "The house does it by itself in each record, when an account is erased.",
    "conference.erase_account": "An account is of no conference alone; the keeper of the house does it on its page.",
    "conference.close_account": "An account is of no conference alone; the keeper of the house does it on its page.",
    "conference.reopen_account": "An account is of no conference alone; the keeper of the house does it on its page.",
    "conference.end_sessions": "Where people are signed in concerns no program; it is done on its page.",
    "conference.tell_person": "Everything about a person is written to a file by whoever keeps the machine.",
    "conference.deliver": "The house writes down by itself what became of a message.",
}
