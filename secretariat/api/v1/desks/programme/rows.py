"""The rows of the desk ``programme``: the agenda, sessions, the venue, the timetable, and speakers' lists."""

from typing import Any

from secretariat.accounts.models import Sensitivity
from secretariat.api.v1.desks.programme import seen
from secretariat.api.v1.resources import FACT, Computed, Part, Resource, citations, in_office
from secretariat.delegations.models import Delegation
from secretariat.programme.models import (
    AgendaItem,
    Announcement,
    Convocation,
    Draft,
    Feed,
    Hours,
    Intervention,
    KeptApart,
    Place,
    ProgrammeRules,
    Publication,
    ReceivedReply,
    RoomClosure,
    RoomPair,
    Session,
    SpeakersList,
)

TEXTS = dict[str, str]
_ENTRY = {
    "uid": str,
    "kind": str,
    "of": int,
    "title": TEXTS,
    "topic": str,
    "day": str | None,
    "starts_at": str | None,
    "ends_at": str | None,
    "room": int | None,
    "table": int | None,
    "delegations": list[int],
    "languages": list[str],
}
_PUBLIC = {
    "uid": str,
    "title": TEXTS,
    "day": str | None,
    "starts_at": str | None,
    "ends_at": str | None,
    "room": TEXTS,
    "chair": str,
    "capacity": TEXTS,
    "languages": list[str],
    "agenda": list[dict[str, Any]],
    "is_cancelled": bool,
    "change": str,
}
_CHANGE = {"uid": str, "what": str, "kind": str, "of": int, "before": dict[str, Any] | None, "after": Any}


def _unless_restricted(value: Any, sensitivity: str | None) -> Any:
    return None if sensitivity == Sensitivity.RESTRICTED else value


_SPEAKER = (
    Computed("delegate", int | None, ("delegate_id", "delegate__sensitivity"), _unless_restricted),
    Computed("speaker", str | None, ("delegate__name", "delegate__sensitivity"), _unless_restricted),
)

_SESSIONS = (
    Resource(
        "programme/agenda",
        AgendaItem,
        in_office(AgendaItem),
        ("number", "title", "document", "position", *FACT),
        "Items of the agenda; ``position`` is their order.",
        filters=("number", "sensitivity"),
        parts=(Part("sessions", int, seen.sessions_of_items), citations(AgendaItem)),
    ),
    Resource(
        "programme/sessions",
        Session,
        in_office(Session),
        (
            "key",
            "title",
            "kind",
            "text",
            "day",
            "starts_at",
            "ends_at",
            "room",
            "languages",
            "seats",
            "equipment",
            "chair",
            "chair_name",
            "chair_capacity",
            "document",
            "state",
            "uid",
            *FACT,
        ),
        "Sessions of the working programme; what delegations and the public read is what was published.",
        filters=("kind", "state", "room", "day", "day_from", "day_until", "starts_at_from", "starts_at_until", "key"),
        parts=(
            Part("items", int, seen.items_of_sessions),
            Part("wanted", {"delegation": int, "delegate": int | None}, seen.wanted_of_sessions),
            citations(Session),
        ),
        has_csv=True,
        shapes={"languages": list[str], "equipment": list[str]},
    ),
    Resource(
        "programme/announcements",
        Announcement,
        seen.announcements,
        ("session", "pledge", "passage"),
        "Pledges that were announced in a session, with the words in which they were.",
        filters=("session", "pledge"),
    ),
)
_VENUE = (
    Resource(
        "programme/closures",
        RoomClosure,
        in_office(RoomClosure),
        ("room", "starts_at", "ends_at", "reason", "version"),
        "Times in which a room cannot be used.",
        filters=("room", "starts_at_from", "starts_at_until"),
    ),
    Resource(
        "programme/pairs",
        RoomPair,
        in_office(RoomPair),
        ("one", "other", "minutes", "is_adjacent", "version"),
        "How two rooms lie to each other: the minutes between them, and whether they are side by side.",
        filters=("one", "other"),
    ),
    Resource(
        "programme/apart",
        KeptApart,
        seen.apart,
        ("one", "other", "version"),
        "Two delegations that are kept out of rooms side by side at one time.",
    ),
)
_TIMETABLE = (
    Resource(
        "programme/rules",
        ProgrammeRules,
        seen.of_timetable(
            lambda person, conference: ProgrammeRules.objects.in_office_of(person).filter(conference=conference),
            ProgrammeRules.objects.none(),
        ),
        ("slot_minutes", "changeover_minutes", "keep_free", "spread", "interpreters", "clashes", "version"),
        "The rules of the timetable, once any were kept; ``clashes`` is what differs from what clashes usually do.",
        shapes={"interpreters": dict[str, int], "clashes": dict[str, str]},
    ),
    Resource(
        "programme/hours",
        Hours,
        seen.of_timetable(
            lambda person, conference: Hours.objects.in_office_of(person).filter(conference=conference),
            Hours.objects.none(),
        ),
        ("starts_at", "ends_at"),
        "Hours in which bilateral meetings are held.",
        filters=("starts_at_from", "starts_at_until"),
    ),
    Resource(
        "programme/drafts",
        Draft,
        seen.drafts,
        (
            "name",
            "seconds",
            "seed",
            "is_repair",
            "status",
            "score",
            "bound",
            "first_seconds",
            "spent_seconds",
            "state",
            "reason",
            "adopted_at",
            "entered_at",
            "version",
        ),
        "Timetables that the engine seeks or found: how far each is, and how good.",
        filters=("state", "is_repair", "entered_at_from", "entered_at_until"),
    ),
    Resource(
        "programme/places",
        Place,
        seen.places,
        ("bilateral", "room", "table", "starts_at", "ends_at", "is_pinned", "version"),
        "Where and when bilateral meetings stand in the working timetable.",
        filters=("bilateral", "room", "is_pinned", "starts_at_from", "starts_at_until"),
        has_csv=True,
    ),
    Resource(
        "programme/publications",
        Publication,
        seen.of_timetable(
            lambda person, conference: Publication.objects.in_office_of(person).filter(conference=conference),
            Publication.objects.none(),
        ),
        ("number", "published_at", "note"),
        "Versions of the timetable that were published, and what each changed.",
        filters=("number", "published_at_from", "published_at_until"),
        parts=(Part("changes", _CHANGE, seen.changes_of_publications),),
    ),
    Resource(
        "programme/days",
        Delegation,
        seen.days,
        ("party",),
        "What is held for each delegation, as it was published last: its sessions and its bilateral meetings.",
        filters=("party",),
        parts=(Part("entries", _ENTRY, seen.entries_of_days),),
    ),
    Resource(
        "programme/published",
        Publication,
        seen.published,
        ("number", "published_at"),
        "The programme as everybody may read it: the public sessions of the last version that was published.",
        parts=(Part("sessions", _PUBLIC, seen.public_sessions),),
        is_public=True,
    ),
    Resource(
        "programme/feeds",
        Feed,
        seen.feeds,
        ("name", "delegation", "delegate", "room", "last_read_at", "entered_at", "version"),
        "Calendars that are followed at a secret address; the address itself is told to nobody again.",
        filters=("delegation", "delegate", "room"),
    ),
)
_SPEAKERS = (
    Resource(
        "programme/speakers_lists",
        SpeakersList,
        seen.lists,
        ("session", "rule", "limit_seconds", "reply_seconds", "is_open", "version"),
        "Speakers' lists of sessions.",
        filters=("session", "is_open"),
    ),
    Resource(
        "programme/interventions",
        Intervention,
        seen.interventions,
        (
            "list",
            "delegation",
            "party=delegation__party",
            "kind",
            "answers",
            "position",
            "asked_at",
            "limit_seconds",
            "state",
            "began_at",
            "running_since",
            "used_seconds",
            "ended_at",
            "version",
        ),
        "Turns on speakers' lists: who waits for the floor, has it, or had it.",
        filters=("list", "delegation", "party", "kind", "state"),
        computed=_SPEAKER,
    ),
)
_INVITED = {
    "delegate": int | None,
    "name": str,
    "is_invited": bool,
    "mail": str,
    "answer": str,
    "comment": str,
    "stands_in": str,
}
_INVITATIONS = (
    Resource(
        "programme/convocations",
        Convocation,
        seen.convocations,
        (
            "session",
            "bilateral",
            "meeting",
            "sequence",
            "summary",
            "place",
            "starts_at",
            "ends_at",
            "text",
            "language",
            "sent_at",
            "called_off_at",
            "version",
        ),
        "Invitations to one meeting that went out by mail: what the last mail said, and what was answered.",
        filters=("session", "bilateral", "meeting", "starts_at_from", "starts_at_until"),
        parts=(Part("invitees", _INVITED, seen.invitees),),
    ),
    Resource(
        "programme/replies",
        ReceivedReply,
        seen.received_replies,
        (
            "convocation",
            "claimed_name",
            "claimed_mail",
            "sender",
            "answer",
            "sequence",
            "comment",
            "stands_in",
            "received_at",
            "version",
        ),
        "Answers that came in by mail and wait to be confirmed; nothing in one proves who sent it.",
        filters=("convocation", "answer", "received_at_from", "received_at_until"),
    ),
)
RESOURCES: tuple[Resource, ...] = (*_SESSIONS, *_VENUE, *_TIMETABLE, *_INVITATIONS, *_SPEAKERS)
