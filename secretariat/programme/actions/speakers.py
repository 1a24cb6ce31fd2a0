"""Keeping the speakers' list of a session: who asks for the floor, has it, and for how long."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action, label_of, unless_stale
from secretariat.delegations.models import Delegate, Delegation, Occasion
from secretariat.programme import permissions
from secretariat.programme.models import (
    Intervention,
    InterventionKind,
    InterventionState,
    Session,
    SessionState,
    SpeakersList,
)
from secretariat.programme.queries.feeds import fingerprint
from secretariat.programme.queries.speakers import MOST_REPLIES, used_seconds, waiting_of

LIST_FIELDS = ("rule", "limit_seconds", "reply_seconds", "is_open")
_OPEN_STATES = (InterventionState.WAITING, InterventionState.SPEAKING)


@action(allow=permissions.may_open_list)
def open_list(actor: User, session: Session, *, details: Mapping[str, Any]) -> SpeakersList:
    """Open the speakers' list of a session."""
    del actor
    if SpeakersList.objects.filter(session=session).exists():
        raise Refused(_("This session has a speakers’ list already."))
    if session.state == SessionState.CANCELLED:
        raise Refused(_("This session is cancelled; nobody speaks in it."))
    said = {name: details[name] for name in LIST_FIELDS if name in details}
    return SpeakersList.objects.create(conference_id=session.conference_id, session=session, **said)


@action(allow=permissions.may_revise_list)
def revise_list(
    actor: User, speakers_list: SpeakersList, *, details: Mapping[str, Any], version: int | None = None
) -> SpeakersList:
    """Change the order, the time that speakers are given from now on, or close the list."""
    del actor
    unless_stale(speakers_list, version)
    for name in LIST_FIELDS:
        if name in details:
            setattr(speakers_list, name, details[name])
    speakers_list.save(update_fields=LIST_FIELDS)
    return speakers_list


@action(allow=permissions.may_ask_for_floor)
def ask_for_floor(
    actor: User,
    speakers_list: SpeakersList,
    *,
    delegation: Delegation,
    at: datetime,
    delegate: Delegate | None = None,
    kind: str = InterventionKind.STATEMENT,
) -> Intervention:
    """Put a delegation on the list, for a statement or a point of order."""
    _judge_who(actor, speakers_list, delegation, delegate)
    if kind not in {InterventionKind.STATEMENT, InterventionKind.POINT_OF_ORDER}:
        raise Refused(_("Somebody asks for a statement or a point of order; a reply is claimed."), field="kind")
    is_officer = actor.works_on(permissions.DESK, speakers_list.conference_id)
    if kind == InterventionKind.STATEMENT and not speakers_list.is_open and not is_officer:
        raise Refused(_("The list is closed. Ask the secretariat."))
    _unless_waiting(speakers_list, delegation, kind)
    return _put(actor, speakers_list, delegation, delegate=delegate, kind=kind, at=at)


@action(allow=permissions.may_claim_reply)
def claim_reply(
    actor: User,
    speakers_list: SpeakersList,
    *,
    delegation: Delegation,
    to: Intervention,
    at: datetime,
    delegate: Delegate | None = None,
) -> Intervention:
    """Claim the right of reply to what another delegation said; it is had when all have spoken."""
    _judge_who(actor, speakers_list, delegation, delegate)
    if to.kind == InterventionKind.POINT_OF_ORDER:
        raise Refused(_("Nobody replies to a point of order."), field="to")
    was_heard = to.state in {InterventionState.SPEAKING, InterventionState.DONE} or to.began_at is not None
    if to.list_id != speakers_list.pk or not was_heard:
        raise Refused(_("A reply answers what was said in this session."), field="to")
    if to.delegation_id == delegation.pk:
        raise Refused(_("A delegation does not reply to itself."), field="to")
    kind = InterventionKind.REPLY
    _unless_waiting(speakers_list, delegation, kind)
    had = Intervention.objects.filter(list=speakers_list, delegation=delegation, kind=kind)
    if had.exclude(state=InterventionState.WITHDRAWN).count() >= MOST_REPLIES:
        sentence = ngettext(
            "A delegation has the right of reply %(most)s time in a session.",
            "A delegation has the right of reply %(most)s times in a session.",
            MOST_REPLIES,
        )
        raise Refused(sentence % {"most": MOST_REPLIES})
    return _put(actor, speakers_list, delegation, delegate=delegate, kind=kind, at=at, answers=to)


@action(allow=permissions.may_give_floor)
def give_floor(actor: User, intervention: Intervention, *, at: datetime) -> Intervention:
    """Give somebody the floor; the clock begins to run.

    A point of order interrupts whoever speaks; they go on after it with the time that was left.
    """
    del actor
    _hold(intervention)
    if intervention.state != InterventionState.WAITING:
        raise Refused(_("Only who waits is given the floor."))
    other = Intervention.objects.filter(list_id=intervention.list_id, state=InterventionState.SPEAKING).first()
    if other is not None and not _interrupts(intervention, other):
        raise Refused(_("%(speaker)s has the floor.") % {"speaker": other})
    if other is not None:
        other.used_seconds, other.running_since = used_seconds(other, at), None
        other.state = InterventionState.WAITING
        other.save(update_fields=["used_seconds", "running_since", "state"])
    intervention.state = InterventionState.SPEAKING
    intervention.began_at = intervention.began_at or at
    intervention.running_since = at
    intervention.save(update_fields=["state", "began_at", "running_since"])
    return intervention


@action(allow=permissions.may_pause_floor)
def pause_floor(actor: User, intervention: Intervention, *, at: datetime) -> Intervention:
    """Stop the clock while somebody is interrupted."""
    del actor
    if intervention.state != InterventionState.SPEAKING or intervention.running_since is None:
        raise Refused(_("The clock of this speaker does not run."))
    intervention.used_seconds, intervention.running_since = used_seconds(intervention, at), None
    intervention.save(update_fields=["used_seconds", "running_since"])
    return intervention


@action(allow=permissions.may_resume_floor)
def resume_floor(actor: User, intervention: Intervention, *, at: datetime) -> Intervention:
    """Let the clock run on."""
    del actor
    if intervention.state != InterventionState.SPEAKING or intervention.running_since is not None:
        raise Refused(_("This speaker was not interrupted."))
    intervention.running_since = at
    intervention.save(update_fields=["running_since"])
    return intervention


@action(allow=permissions.may_end_floor)
def end_floor(actor: User, intervention: Intervention, *, at: datetime) -> Intervention:
    """Thank the speaker; the time used stands."""
    del actor
    if intervention.state != InterventionState.SPEAKING:
        raise Refused(_("This speaker does not have the floor."))
    intervention.used_seconds, intervention.running_since = used_seconds(intervention, at), None
    intervention.state, intervention.ended_at = InterventionState.DONE, at
    intervention.save(update_fields=["used_seconds", "running_since", "state", "ended_at"])
    return intervention


@action(allow=permissions.may_withdraw_speaker)
def withdraw_speaker(actor: User, intervention: Intervention, *, at: datetime) -> Intervention:
    """Take somebody who waits off the list; who was interrupted has spoken, and the time used stands."""
    del actor
    if intervention.state != InterventionState.WAITING:
        raise Refused(_("Only who waits is taken off the list."))
    intervention.state = InterventionState.WITHDRAWN
    if intervention.began_at is not None:
        intervention.state, intervention.ended_at = InterventionState.DONE, at
    intervention.save(update_fields=["state", "ended_at"])
    return intervention


@action(allow=permissions.may_move_speaker)
def move_speaker(actor: User, intervention: Intervention, *, earlier: bool, language: str = "") -> Batch:
    """Let somebody change places with a neighbour, as the chair decides; from then on the list stands as it is."""
    del actor
    speakers_list = _hold(intervention)
    waiting = waiting_of(speakers_list, language=language or speakers_list.conference.original_language)
    # Whoever was interrupted goes on before all others, wherever the chair puts them.
    order = [row for row in waiting if row.kind == intervention.kind and row.began_at is None]
    place = next((number for number, row in enumerate(order) if row.pk == intervention.pk), None)
    if place is None:
        raise Refused(_("Only who waits is moved."))
    goal = place - 1 if earlier else place + 1
    if not 0 <= goal < len(order):
        raise Refused(_("There is nobody to change places with."))
    order[place], order[goal] = order[goal], order[place]
    return _numbered(speakers_list, order)


@action(allow=permissions.may_follow_rule)
def follow_rule(actor: User, speakers_list: SpeakersList) -> Batch:
    """Forget the places that the chair gave: the list stands by its rule again."""
    del actor
    moved = Intervention.objects.filter(list=speakers_list, state=InterventionState.WAITING, position__isnull=False)
    rows = list(moved)
    for row in rows:
        row.position = None
    Intervention.objects.bulk_update(rows, ["position"])
    return _told(speakers_list, rows)


@action(allow=permissions.may_renew_screen)
def renew_screen(actor: User, speakers_list: SpeakersList, *, secret: str) -> SpeakersList:
    """Give the screen of the room a new secret address; the one before shows nothing any more."""
    del actor
    speakers_list.screen_hash = fingerprint(secret)
    speakers_list.save(update_fields=["screen_hash"])
    return speakers_list


@action(allow=permissions.may_close_screen)
def close_screen(actor: User, speakers_list: SpeakersList) -> SpeakersList:
    """End the address of the screen."""
    del actor
    speakers_list.screen_hash = ""
    speakers_list.save(update_fields=["screen_hash"])
    return speakers_list


def _judge_who(actor: User, speakers_list: SpeakersList, delegation: Delegation, delegate: Delegate | None) -> None:
    """A focal point asks for the own delegation alone; the speaker is one of its people."""
    held = speakers_list.conference_id
    is_officer = actor.works_on(permissions.DESK, held)
    is_own = actor.speaks_for(delegation.party_id, held)
    if speakers_list.session.state == SessionState.CANCELLED:
        raise Refused(_("This session is cancelled; nobody speaks in it."))
    if delegation.conference_id != held or not (is_officer or is_own):
        raise Refused(_("You ask for the floor for your own delegation alone."), field="delegation")
    if delegation.occasion != Occasion.CONFERENCE:
        raise Refused(_("Only a delegation to the conference itself has the floor."), field="delegation")
    if delegate is not None and delegate.delegation_id != delegation.pk:
        raise Refused(_("This person is not in the delegation."), field="delegate")
    if delegate is not None and not delegate.has_place:
        raise Refused(_("%(name)s does not come.") % {"name": delegate.name}, field="delegate")


def _unless_waiting(speakers_list: SpeakersList, delegation: Delegation, kind: str) -> None:
    waiting = Intervention.objects.filter(list=speakers_list, delegation=delegation, kind=kind, state__in=_OPEN_STATES)
    if waiting.exists():
        raise Refused(_("This delegation is on the list already."), field="delegation")


def _put(
    actor: User,
    speakers_list: SpeakersList,
    delegation: Delegation,
    *,
    delegate: Delegate | None,
    kind: str,
    at: datetime,
    **more: Any,
) -> Intervention:
    is_statement = kind == InterventionKind.STATEMENT
    limit = speakers_list.limit_seconds if is_statement else speakers_list.reply_seconds
    row = Intervention(conference_id=speakers_list.conference_id, list=speakers_list, delegation=delegation, kind=kind)
    row.delegate, row.asked_at, row.limit_seconds, row.entered_by = delegate, at, limit, actor
    for name, value in more.items():
        setattr(row, name, value)
    row.save()
    return row


def _interrupts(one: Intervention, other: Intervention) -> bool:
    return one.kind == InterventionKind.POINT_OF_ORDER and other.kind != InterventionKind.POINT_OF_ORDER


def _hold(intervention: Intervention) -> SpeakersList:
    """Hold the list: two officers may give the floor, or move somebody, at once."""
    return SpeakersList.objects.select_for_update(no_key=True).get(pk=intervention.list_id)


def _numbered(speakers_list: SpeakersList, order: list[Intervention]) -> Batch:
    moved = [row for place, row in enumerate(order, start=1) if row.position != place]
    for place, row in enumerate(order, start=1):
        row.position = place
    Intervention.objects.bulk_update(moved, ["position"])
    return _told(speakers_list, moved)


def _told(speakers_list: SpeakersList, rows: list[Intervention]) -> Batch:
    kind = label_of(rows[0]) if rows else Intervention._meta.label_lower
    return Batch(
        name=str(speakers_list),
        conference_id=speakers_list.conference_id,
        counts={kind: len(rows)},
        rows={kind: [row.pk for row in rows]},
    )
