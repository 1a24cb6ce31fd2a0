"""Moves in the timetable: a session or a bilateral meeting to another time or room; what clashes is not let through."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action, unless_stale
from secretariat.conference.models import Room
from secretariat.engines.scheduling.clashes import Item
from secretariat.meetings.models import Bilateral, BilateralState
from secretariat.programme import permissions
from secretariat.programme.actions.parts import hold_timetable
from secretariat.programme.models import MustAttend, Place, Session, SessionState
from secretariat.programme.queries.clash_words import names_for, no_such_table, sentences
from secretariat.programme.queries.clashing import (
    USUAL_LENGTH,
    Timetable,
    as_known,
    item_of_place,
    item_of_session,
    place_item,
    session_item,
    timetable_of,
)


@dataclass(frozen=True)
class Spot:
    """Where something is to stand in the timetable: from when, in which room, at which of its tables."""

    starts_at: datetime | None
    room: Room | None = None
    table: int = 1
    ends_at: datetime | None = None


@action(allow=permissions.may_move_session)
def move_session(actor: User, session: Session, *, to: Spot, version: int | None = None) -> Session:
    """Put a session into another room or at another time; it keeps its length. Without a time it waits for one."""
    unless_stale(session, version)
    if session.state != SessionState.PLANNED:
        raise Refused(_("It is cancelled. Restore it first."))
    if to.ends_at is not None and to.starts_at is None:
        raise Refused(_("Say when it begins as well."), field="starts_at")
    _refuse_another_house(session.conference_id, to.room)
    before = Session.objects.get(pk=session.pk)
    session.starts_at, session.ends_at = to.starts_at, _end_of_session(session, to)
    session.room = to.room
    if session.starts_at is not None and session.ends_at is not None:
        if session.ends_at <= session.starts_at:
            raise Refused(_("It ends before it begins."), field="ends_at")
        session.day = session.starts_at.astimezone(session.conference.zone).date()
    judge_session(actor, session, list(session.wanted.all()), before=before)
    session.save(update_fields=["day", "starts_at", "ends_at", "room"])
    return session


@action(allow=permissions.may_place_bilateral)
def place_bilateral(actor: User, bilateral: Bilateral, *, to: Spot) -> Place:
    """Give an accepted bilateral meeting a time and a table in the working timetable."""
    _refuse_what_is_not_accepted(bilateral)
    if Place.objects.filter(bilateral=bilateral).exists():
        raise Refused(_("It has a place already. Move it."))
    place = Place(conference_id=bilateral.conference_id, bilateral=bilateral)
    _put(actor, place, to, length=timedelta(minutes=bilateral.minutes))
    place.save()
    return place


@action(allow=permissions.may_move_place)
def move_place(actor: User, place: Place, *, to: Spot, version: int | None = None) -> Place:
    """Put a bilateral meeting at another time or table; it keeps its length."""
    unless_stale(place, version)
    _refuse_what_is_not_accepted(place.bilateral)
    _put(actor, place, to, length=place.ends_at - place.starts_at)
    place.save(update_fields=["starts_at", "ends_at", "room", "table"])
    return place


@action(allow=permissions.may_take_off_place)
def take_off_place(actor: User, place: Place) -> Place:
    """Take a bilateral meeting off the working timetable; it waits for a place again."""
    del actor
    place.delete()
    return place


@action(allow=permissions.may_pin_place)
def pin_place(actor: User, place: Place) -> Place:
    """Let a bilateral meeting stay where it is, whatever the engine finds."""
    del actor
    if place.is_pinned:
        raise Refused(_("It is pinned already."))
    place.is_pinned = True
    place.save(update_fields=["is_pinned"])
    return place


@action(allow=permissions.may_unpin_place)
def unpin_place(actor: User, place: Place) -> Place:
    """Let the engine move a bilateral meeting again."""
    del actor
    if not place.is_pinned:
        raise Refused(_("It is not pinned."))
    place.is_pinned = False
    place.save(update_fields=["is_pinned"])
    return place


def judge_session(
    actor: User, session: Session, wanted: Iterable[MustAttend], *, before: Session | None = None
) -> None:
    """Refuse a session where it would clash gravely with something, unless it did so before."""
    hold_timetable(session.conference_id)
    if session.starts_at is None or session.ends_at is None:
        return
    needed = list(wanted)
    people = [(each.delegate_id, each.delegation_id) for each in needed if each.delegate_id]
    if session.chair is not None:
        people.append((session.chair.pk, session.chair.delegation_id))
    timetable = timetable_of(session.conference, people)
    item = session_item(session, session.starts_at, session.ends_at, needed)
    _refuse_clashes(actor, timetable, item, item_of_session(before) if before is not None else None)


def _put(actor: User, place: Place, to: Spot, *, length: timedelta) -> None:
    if to.starts_at is None:
        raise Refused(_("Say when it begins."), field="starts_at")
    conference = hold_timetable(place.conference_id)
    _refuse_another_house(place.conference_id, to.room)
    if to.room is not None and not 1 <= to.table <= to.room.tables:
        raise Refused(no_such_table(to.room), field="table")
    before = item_of_place(place) if place.pk else None
    place.starts_at, place.ends_at = to.starts_at, to.starts_at + length
    place.room, place.table = to.room, to.table
    item = place_item(place.bilateral, place, place.starts_at, place.ends_at)
    _refuse_clashes(actor, timetable_of(conference), item, before)


def _refuse_clashes(actor: User, timetable: Timetable, item: Item, before: Item | None) -> None:
    """Refuse what is blocked; a clash that was there before may stay, so that something else can be mended."""
    known = {as_known(clash) for clash in timetable.clashes_of(before)} if before is not None else set()
    grave = [clash for clash in timetable.clashes_of(item) if clash.level == "block" and as_known(clash) not in known]
    if grave:
        raise Refused(" ".join(sentences(grave, names_for(timetable, actor), item.key)))


def _end_of_session(session: Session, to: Spot) -> datetime | None:
    if to.starts_at is None:
        return None
    if to.ends_at is not None:
        return to.ends_at
    before = Session.objects.get(pk=session.pk)
    known = before.starts_at is not None and before.ends_at is not None
    length = before.ends_at - before.starts_at if known else USUAL_LENGTH  # type: ignore[operator]
    return to.starts_at + length


def _refuse_what_is_not_accepted(bilateral: Bilateral) -> None:
    if bilateral.state != BilateralState.ACCEPTED:
        raise Refused(_("Only a meeting that was accepted has a place in the timetable."))


def _refuse_another_house(conference_id: int, room: Room | None) -> None:
    if room is not None and room.conference_id != conference_id:
        raise Refused(_("This belongs to another conference."), field="room")
