"""What a published timetable holds: every session and bilateral meeting as plain data, and what changed in it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Sensitivity, is_for_fewer
from secretariat.conference.models import Conference
from secretariat.meetings.models import BilateralState
from secretariat.programme.models import Place, Publication, Session, SessionState

CONFIRMED, CANCELLED = "confirmed", "cancelled"
# Where and when: a change to one of these is a move.
WHERE_AND_WHEN = ("day", "starts", "ends", "room", "table")
# What differs between two houses or between two versions without anything having changed.
_NO_CHANGE = frozenset({"id", "chair_id", "sequence", "status", *WHERE_AND_WHEN})

Entry = dict[str, Any]


def latest_publication(conference: Conference) -> Publication | None:
    """The last version that was published, if one was."""
    return Publication.objects.filter(conference=conference).order_by("-number").first()


def working_entries(conference: Conference, before: Sequence[Entry]) -> list[Entry]:
    """The working timetable as it would be published after a version. Five queries, however much is held.

    What was in the version before and is held no longer stays in it, cancelled, so that calendars learn of it. The
    sequence of an entry rises with each version in which it differs.
    """
    held = [*_sessions(conference), *_bilaterals(conference)]
    known = {entry["uid"]: entry for entry in before}
    present = {entry["uid"] for entry in held}
    gone = [{**entry, "status": CANCELLED} for entry in before if entry["uid"] not in present]
    return [_counted(entry, known.get(entry["uid"])) for entry in [*held, *gone]]


def changes_between(before: Iterable[Entry], after: Iterable[Entry]) -> list[Entry]:
    """What differs between two versions, entry by entry, in the order of the later one."""
    known = {entry["uid"]: entry for entry in before}
    found = []
    left = dict(known)
    for entry in after:
        old = left.pop(entry["uid"], None)
        what = _what_changed(old, entry)
        if what:
            found.append(_change(what, old, entry))
    found += [_change("cancelled", old, None) for old in left.values() if old["status"] != CANCELLED]
    return found


def place_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """When and where an entry is held."""
    return {name: entry.get(name) for name in WHERE_AND_WHEN}


def _sessions(conference: Conference) -> list[Entry]:
    rows = (
        Session.objects.filter(conference=conference, state=SessionState.PLANNED)
        .exclude(day=None, starts_at=None)
        .select_related("chair__party")
        .prefetch_related("wanted", "items")
        .order_by("day", "starts_at", "id")
    )
    return [_session(row, conference) for row in rows]


def _session(row: Session, conference: Conference) -> Entry:
    wanted = list(row.wanted.all())
    day = row.starts_at.astimezone(conference.zone).date() if row.starts_at else row.day
    return {
        "kind": "session",
        "id": row.pk,
        "uid": str(row.uid),
        "sequence": 0,
        "status": CONFIRMED,
        "title": said(row.title, conference.original_language),
        "topic": "",
        "session_kind": row.kind,
        "day": day.isoformat() if day else None,
        "starts": _instant(row.starts_at),
        "ends": _instant(row.ends_at),
        "room": row.room_id,
        "table": None,
        "delegations": sorted({each.delegation_id for each in wanted}),
        "delegates": sorted({each.delegate_id for each in wanted if each.delegate_id}),
        "chair": _chair(row, conference),
        "chair_id": row.chair_id if _is_told_of_chair(row) else None,
        "languages": list(row.languages),
        "items": [each.item_id for each in row.items.all()],
        "sensitivity": row.sensitivity,
    }


def _chair(row: Session, conference: Conference) -> dict[str, Any] | None:
    """Who presides, in plain words; of a delegate who is kept for fewer people than the session, nothing."""
    capacity = said(row.chair_capacity, conference.original_language)
    chair: dict[str, Any] = {}
    if row.chair is not None and _is_told_of_chair(row):
        chair = {"party": row.chair.party.code, "delegate": row.chair.name}
    if row.chair_name:
        chair["name"] = row.chair_name
    if capacity and chair:
        chair["capacity"] = capacity
    return chair or None


def _is_told_of_chair(row: Session) -> bool:
    return row.chair is not None and not is_for_fewer(row.chair.sensitivity, row.sensitivity)


def _bilaterals(conference: Conference) -> list[Entry]:
    rows = (
        Place.objects.filter(conference=conference, bilateral__state=BilateralState.ACCEPTED)
        .select_related("bilateral")
        .order_by("starts_at", "id")
    )
    return [
        {
            "kind": "bilateral",
            "id": row.bilateral_id,
            "uid": str(row.bilateral.uid),
            "sequence": 0,
            "status": CONFIRMED,
            "title": {},
            "topic": row.bilateral.topic,
            "session_kind": "",
            "day": row.starts_at.astimezone(conference.zone).date().isoformat(),
            "starts": _instant(row.starts_at),
            "ends": _instant(row.ends_at),
            "room": row.room_id,
            "table": row.table if row.room_id else None,
            "delegations": sorted((row.bilateral.asking_id, row.bilateral.asked_id)),
            "delegates": [],
            "chair": None,
            "languages": list(row.bilateral.languages),
            "items": [],
            "sensitivity": Sensitivity.DELEGATIONS.value,
        }
        for row in rows
    ]


def said(value: object, language: str) -> dict[str, str]:
    """A text by language; one that is kept without languages is in the conference's own."""
    kept = value.data if isinstance(value, LazyI18nString) else value
    if isinstance(kept, Mapping):
        return {str(code): str(words) for code, words in kept.items() if words}
    return {language: str(kept)} if kept else {}


def _instant(value: datetime | None) -> str | None:
    return value.astimezone(UTC).isoformat() if value else None


def _counted(entry: Entry, old: Entry | None) -> Entry:
    if old is None:
        return entry
    sequence = int(old["sequence"])
    return {**entry, "sequence": sequence + 1 if _what_changed(old, entry) else sequence}


def _what_changed(old: Entry | None, new: Entry) -> str:
    """What became of an entry; nothing where it is as it was."""
    if old is None:
        return "added" if new["status"] != CANCELLED else ""
    if new["status"] != old["status"]:
        return "cancelled" if new["status"] == CANCELLED else "restored"
    if new["status"] == CANCELLED:
        return ""
    if _where_and_when(old) != _where_and_when(new):
        return "moved"
    names = ({*old} | {*new}) - _NO_CHANGE
    return "revised" if any(old.get(name) != new.get(name) for name in names) else ""


def _where_and_when(entry: Entry) -> list[object]:
    """When and where, so that it can be compared: one moment may be written in several ways."""
    times = [datetime.fromisoformat(entry[name]) if entry.get(name) else None for name in ("starts", "ends")]
    return [entry.get("day"), entry.get("room"), entry.get("table"), *times]


def _change(what: str, old: Entry | None, new: Entry | None) -> Entry:
    uid = (new or old or {})["uid"]
    return {
        "uid": uid,
        "what": what,
        "before": place_of(old) if old else None,
        "after": place_of(new) if new and what != "cancelled" else None,
    }
