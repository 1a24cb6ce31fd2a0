"""The programme of a conference, as the data of a conference file."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from secretariat.api.queries.texts import Cited, said_in
from secretariat.conference.models import Conference, Room
from secretariat.delegations.models import Delegate, Delegation
from secretariat.meetings.models import Bilateral, BlockedTime, Stay
from secretariat.programme.models import (
    AgendaItem,
    Hours,
    Intervention,
    KeptApart,
    MustAttend,
    Place,
    ProgrammeRules,
    Publication,
    RoomClosure,
    RoomPair,
    Session,
    SessionItem,
    SessionState,
    SpeakersList,
)

_RULES = ("slot_minutes", "changeover_minutes", "keep_free", "spread", "interpreters", "clashes")


class Named:
    """What a file calls rooms, delegations, people, items and bilateral meetings, by their numbers in the house."""

    def __init__(self, conference: Conference) -> None:
        self.rooms = _rooms(conference)
        delegations = Delegation.objects.filter(conference=conference).select_related("party")
        self.parties = {row.pk: row.party.code for row in delegations}
        people = Delegate.objects.filter(conference=conference).values_list("pk", "name", "delegation_id")
        self.people = {pk: {"party": self.parties[delegation], "delegate": name} for pk, name, delegation in people}
        self.items = dict(AgendaItem.objects.filter(conference=conference).values_list("pk", "number"))
        self.sessions = dict(Session.objects.filter(conference=conference).values_list("pk", "key"))
        bilaterals = Bilateral.objects.filter(conference=conference).order_by("id").values_list("pk", flat=True)
        self.bilaterals = {pk: place for place, pk in enumerate(bilaterals, start=1)}


def programme_of(conference: Conference, cited: Cited) -> dict[str, Any]:
    """The sections of the programme, each as a file gives it."""
    named = Named(conference)
    return {
        "agenda": _agenda(conference, cited),
        "programme": _sessions(conference, cited, named),
        "timetable": _timetable(conference, named),
        "stays": _stays(conference, named),
        "bilaterals": _bilaterals(conference, named),
        "publications": [
            {
                "number": row.number,
                "published": row.published_at,
                "note": row.note or None,
                "entries": [_entry(each, named) for each in row.entries],
            }
            for row in Publication.objects.filter(conference=conference)
        ],
    }


def _rooms(conference: Conference) -> dict[int, str | int]:
    """Each room by its name, or by its place in the list where the name does not tell it from the others."""
    rows = list(Room.objects.filter(conference=conference).order_by("id"))
    names = {row.pk: _name(row, conference.original_language) for row in rows}
    counted = Counter(names.values())
    found: dict[int, str | int] = {}
    for place, row in enumerate(rows, start=1):
        name = names[row.pk]
        found[row.pk] = name if name and "\n" not in name and counted[name] == 1 else place
    return found


def _name(room: Room, language: str) -> str:
    said = said_in(room.name)
    return str(said.get(language, "")) if isinstance(said, dict) else str(said or "")


def _agenda(conference: Conference, cited: Cited) -> list[dict[str, Any]]:
    return [
        {
            "number": row.number,
            "title": said_in(row.title),
            "document": row.document or None,
            "order": row.position or None,
            **cited.on(row),
        }
        for row in AgendaItem.objects.filter(conference=conference).order_by("id")
    ]


def _sessions(conference: Conference, cited: Cited, named: Named) -> list[dict[str, Any]]:
    items, wanted = defaultdict(list), defaultdict(list)
    for row in SessionItem.objects.filter(conference=conference).order_by("position", "id"):
        items[row.session_id].append(named.items[row.item_id])
    for each in MustAttend.objects.filter(conference=conference).order_by("id"):
        who = named.people[each.delegate_id] if each.delegate_id else {"party": named.parties[each.delegation_id]}
        wanted[each.session_id].append(who)
    speakers = _speakers(conference, named)
    return [
        {
            "title": said_in(row.title),
            "key": row.key,
            "kind": row.kind,
            "day": row.day,
            "starts": row.starts_at,
            "ends": row.ends_at,
            "room": named.rooms.get(row.room_id or 0),
            "text": said_in(row.text),
            "items": items[row.pk],
            "must_attend": wanted[row.pk],
            "chair": _chair(row, named.people),
            "languages": row.languages,
            "people": row.seats,
            "equipment": row.equipment,
            "document": row.document or None,
            "cancelled": row.state == SessionState.CANCELLED,
            "uid": str(row.uid),
            "speakers": speakers.get(row.pk),
            **cited.on(row),
        }
        for row in Session.objects.filter(conference=conference).order_by("id")
    ]


def _chair(row: Session, people: Mapping[int, dict[str, str]]) -> dict[str, Any] | None:
    delegate = people.get(row.chair_id or 0, {})
    chair = {**delegate, "name": row.chair_name or None, "capacity": said_in(row.chair_capacity)}
    return chair if any(chair.values()) else None


def _speakers(conference: Conference, named: Named) -> dict[int, dict[str, Any]]:
    turns: dict[int, list[Intervention]] = defaultdict(list)
    for row in Intervention.objects.filter(conference=conference).order_by("id"):
        turns[row.list_id].append(row)
    return {
        row.session_id: {
            "rule": row.rule,
            "seconds": row.limit_seconds,
            "reply_seconds": row.reply_seconds,
            "open": row.is_open,
            "turns": [_turn(each, turns[row.pk], named) for each in turns[row.pk]],
        }
        for row in SpeakersList.objects.filter(conference=conference)
    }


def _turn(row: Intervention, turns: list[Intervention], named: Named) -> dict[str, Any]:
    places = {each.pk: place for place, each in enumerate(turns, start=1)}
    return {
        "party": named.parties[row.delegation_id],
        "delegate": named.people[row.delegate_id]["delegate"] if row.delegate_id else None,
        "kind": row.kind,
        "answers": places.get(row.answers_id or 0),
        "asked": row.asked_at,
        "given": row.limit_seconds,
        "used": row.used_seconds or None,
        "state": row.state,
        "began": row.began_at,
        "ended": row.ended_at,
        "order": row.position,
    }


def _timetable(conference: Conference, named: Named) -> dict[str, Any] | None:
    rules = ProgrammeRules.objects.filter(conference=conference).values(*_RULES).first()
    pairs = RoomPair.objects.filter(conference=conference).order_by("id")
    closures = RoomClosure.objects.filter(conference=conference).order_by("id")
    apart = KeptApart.objects.filter(conference=conference).order_by("id")
    said = {
        **(rules or {}),
        "hours": [
            {"starts": row.starts_at, "ends": row.ends_at}
            for row in Hours.objects.filter(conference=conference).order_by("id")
        ],
        "rooms": [
            {
                "one": named.rooms[row.one_id],
                "other": named.rooms[row.other_id],
                "minutes": row.minutes,
                "adjacent": row.is_adjacent,
            }
            for row in pairs
        ],
        "closures": [{"room": named.rooms[row.room_id], **_hours(row)} for row in closures],
        "apart": [[named.parties[row.one_id], named.parties[row.other_id]] for row in apart],
    }
    return said if rules or any(said.values()) else None


def _hours(row: RoomClosure | BlockedTime) -> dict[str, Any]:
    return {"starts": row.starts_at, "ends": row.ends_at, "reason": row.reason or None}


def _stays(conference: Conference, named: Named) -> list[dict[str, Any]]:
    blocked: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in BlockedTime.objects.filter(conference=conference).order_by("id"):
        blocked[row.delegation_id].append(_hours(row))
    stays = {row.delegation_id: row for row in Stay.objects.filter(conference=conference)}
    return [
        {
            "party": named.parties[pk],
            "arrives": stays[pk].arrives_at if pk in stays else None,
            "departs": stays[pk].departs_at if pk in stays else None,
            "blocked": blocked[pk],
        }
        for pk in sorted({*stays, *blocked})
    ]


def _bilaterals(conference: Conference, named: Named) -> list[dict[str, Any]]:
    places = {row.bilateral_id: row for row in Place.objects.filter(conference=conference)}
    return [
        {
            "asking": named.parties[row.asking_id],
            "asked": named.parties[row.asked_id],
            "topic": row.topic,
            "rank": row.rank,
            "minutes": row.minutes,
            "after": row.window_from,
            "until": row.window_until,
            "preferred": row.part_of_day,
            "languages": row.languages,
            "seats": row.seats,
            "answer_by": row.expires_at,
            "state": row.state,
            "answer": row.answer or None,
            "answered": row.answered_at,
            "proposal": _proposal(row),
            "place": _place(places[row.pk], named) if row.pk in places else None,
            "uid": str(row.uid),
        }
        for row in Bilateral.objects.filter(conference=conference).order_by("id")
    ]


def _proposal(row: Bilateral) -> dict[str, Any] | None:
    said = {
        "minutes": row.proposed_minutes,
        "after": row.proposed_from,
        "until": row.proposed_until,
        "topic": row.proposed_topic or None,
    }
    return said if any(said.values()) else None


def _place(row: Place, named: Named) -> dict[str, Any]:
    return {
        "starts": row.starts_at,
        "ends": row.ends_at,
        "room": named.rooms.get(row.room_id or 0),
        "table": row.table,
        "pinned": row.is_pinned,
    }


def _entry(entry: Mapping[str, Any], named: Named) -> dict[str, Any]:
    """One session or bilateral meeting of a version; what it names is named as the file names it, if it is there."""
    is_session = entry["kind"] == "session"
    return {
        "uid": entry["uid"],
        "sequence": entry["sequence"],
        "cancelled": entry["status"] == "cancelled",
        "session": named.sessions.get(entry["id"]) if is_session else None,
        "bilateral": None if is_session else named.bilaterals.get(entry["id"]),
        "title": entry.get("title") or None,
        "topic": entry.get("topic") or None,
        "kind": entry.get("session_kind") or None,
        "day": entry.get("day"),
        "starts": entry.get("starts"),
        "ends": entry.get("ends"),
        "room": named.rooms.get(entry.get("room") or 0),
        "table": entry.get("table"),
        "delegations": [named.parties[pk] for pk in entry.get("delegations", ()) if pk in named.parties],
        "delegates": [named.people[pk] for pk in entry.get("delegates", ()) if pk in named.people],
        "chair": entry.get("chair"),
        "languages": entry.get("languages", []),
        "items": [named.items[pk] for pk in entry.get("items", ()) if pk in named.items],
        "sensitivity": entry["sensitivity"],
    }
