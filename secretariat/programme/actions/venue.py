"""The venue as the timetable needs it: ways between rooms, closed rooms, who is kept apart, and what clashes do."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action, difference, label_of, unless_stale
from secretariat.conference.models import Conference, Room
from secretariat.delegations.models import Delegation
from secretariat.programme import permissions
from secretariat.programme.models import KeptApart, ProgrammeRules, RoomClosure, RoomPair
from secretariat.programme.queries.clashing import CODES, LEVELS


@action(allow=permissions.may_pair_rooms)
def pair_rooms(
    actor: User, conference: Conference, *, one: Room, other: Room, minutes: int, is_adjacent: bool
) -> RoomPair | Batch:
    """Say how far two rooms lie from each other, and whether they are side by side."""
    del actor
    _refuse_another_conference(conference, one, other)
    if one.pk == other.pk:
        raise Refused(_("Choose two different rooms."), field="other")
    first, second = sorted((one, other), key=lambda room: room.pk)
    pair = RoomPair.objects.select_for_update(no_key=True).filter(one=first, other=second).first()
    if pair is None:
        return RoomPair.objects.create(
            conference=conference, one=first, other=second, minutes=minutes, is_adjacent=is_adjacent
        )
    before = {"minutes": pair.minutes, "is_adjacent": pair.is_adjacent}
    changes = difference(pair, before, {"minutes": minutes, "is_adjacent": is_adjacent})
    if changes:
        pair.minutes, pair.is_adjacent, pair.version = minutes, is_adjacent, pair.version + 1
        pair.save(update_fields=["minutes", "is_adjacent", "version"])
    kind = label_of(pair)
    return Batch(
        name=str(pair),
        conference_id=conference.pk,
        counts={kind: 1 if changes else 0},
        rows={kind: [pair.pk]},
        changes={f"{kind}:{pair.pk}": changes},
    )


@action(allow=permissions.may_unpair_rooms)
def unpair_rooms(actor: User, pair: RoomPair) -> RoomPair:
    """Take back what was said of the way between two rooms."""
    del actor
    pair.delete()
    return pair


@action(allow=permissions.may_close_room)
def close_room(actor: User, room: Room, *, starts_at: datetime, ends_at: datetime, reason: str = "") -> RoomClosure:
    """Note a time in which a room cannot be used; what stands in it stays, and is shown as a clash."""
    del actor
    if ends_at <= starts_at:
        raise Refused(_("It ends before it begins."), field="ends_at")
    return RoomClosure.objects.create(
        conference_id=room.conference_id, room=room, starts_at=starts_at, ends_at=ends_at, reason=reason
    )


@action(allow=permissions.may_open_room)
def open_room(actor: User, closure: RoomClosure) -> RoomClosure:
    """Take back that a room is closed."""
    del actor
    closure.delete()
    return closure


@action(allow=permissions.may_keep_apart)
def keep_apart(actor: User, conference: Conference, *, one: Delegation, other: Delegation) -> KeptApart:
    """Keep two delegations out of rooms that lie side by side at one time."""
    del actor
    _refuse_another_conference(conference, one, other)
    if one.pk == other.pk:
        raise Refused(_("Choose two different delegations."), field="other")
    first, second = sorted((one, other), key=lambda delegation: delegation.pk)
    if KeptApart.objects.filter(one=first, other=second).exists():
        raise Refused(_("These two are kept apart already."))
    return KeptApart.objects.create(conference=conference, one=first, other=second)


@action(allow=permissions.may_end_keeping_apart)
def end_keeping_apart(actor: User, kept: KeptApart) -> KeptApart:
    """Two delegations need no longer be kept apart."""
    del actor
    kept.delete()
    return kept


@action(allow=permissions.may_revise_clash_rules)
def revise_clash_rules(
    actor: User, conference: Conference, *, levels: Mapping[str, str], version: int | None = None
) -> ProgrammeRules | Batch:
    """Say what each kind of clash does: block, warn or nothing; only what differs from the house's own is kept."""
    del actor
    if not set(levels) <= set(CODES) or not set(levels.values()) <= set(LEVELS):
        raise Refused(_("There is no kind of clash like this, or nothing like this that it could do."))
    kept = dict(sorted(levels.items()))
    rules = ProgrammeRules.objects.select_for_update(no_key=True).filter(conference=conference).first()
    if rules is None:
        return ProgrammeRules.objects.create(conference=conference, clashes=kept)
    unless_stale(rules, version)
    before = {f"clash: {code}": level for code, level in rules.clashes.items()}
    changes = difference(rules, before, {f"clash: {code}": level for code, level in kept.items()})
    if changes:
        rules.clashes, rules.version = kept, rules.version + 1
        rules.save(update_fields=["clashes", "version"])
    kind = label_of(rules)
    return Batch(
        name=_("What clashes do"),
        conference_id=conference.pk,
        counts={kind: 1 if changes else 0},
        rows={kind: [rules.pk]},
        changes={f"{kind}:{rules.pk}": changes},
    )


def _refuse_another_conference(conference: Conference, *rows: Room | Delegation) -> None:
    if any(row.conference_id != conference.pk for row in rows):
        raise Refused(_("This belongs to another conference."))
