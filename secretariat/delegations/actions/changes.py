"""Changes to whoever is accredited: a delegation asks, an officer looks, and only then something is changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, Stale, action, unless_stale
from secretariat.delegations import permissions, queries
from secretariat.delegations.actions.particulars import apply_particulars, forget_files, unless_of_no_document
from secretariat.delegations.actions.people import revise_delegate
from secretariat.delegations.actions.watching import look_at_watch_list
from secretariat.delegations.models import Change, ChangeState, Delegate, DelegateState
from secretariat.delegations.queries import OWN, PHOTO


@action(allow=permissions.may_propose_change)
def propose_change(
    actor: User, delegate: Delegate, *, wanted: Mapping[str, Any], photo: str = "", version: int | None = None
) -> Change:
    """Ask for a change to an accredited delegate; what is asked for meanwhile is added to what waits already.

    ``wanted`` holds fields of the delegate or of their particulars; ``photo`` is the name of a stored portrait.
    """
    unless_stale(delegate, version)
    if delegate.state != DelegateState.ACCREDITED:
        raise Refused(_("%(name)s is not accredited: a change holds at once.") % {"name": delegate.name})
    kept = queries.kept_of(delegate)
    waiting = Change.objects.select_for_update(no_key=True).filter(delegate=delegate, state=ChangeState.WAITING).first()
    change = waiting or Change(conference_id=delegate.conference_id, delegate=delegate, entered_by=actor)
    asked = queries.differing(kept, {**change.wanted, **wanted})
    if not asked and not photo and not change.photo:
        if waiting is not None:
            _decide(waiting, actor, ChangeState.REFUSED, reason=_("Taken back by the delegation."), at=None)
            return waiting
        raise Refused(_("Nothing is other than it is kept."))
    if {"document_number", "document_kind"} & asked.keys():
        whole = {**kept, **asked}
        unless_of_no_document(whole["document_number"], whole["document_kind"])
    _want(change, asked, photo)
    fields = [*asked, *([PHOTO] if change.photo else [])]
    change.was = queries.as_it_was(kept, fields) | {name: was for name, was in change.was.items() if name in fields}
    change.version += 0 if waiting is None else 1
    change.save()
    return change


@action(allow=permissions.may_approve_change)
def approve_change(actor: User, change: Change, *, at: datetime, seen: str) -> Change:
    """Let a change hold that a delegation asked for.

    ``seen`` stands for what was shown of it and of what is kept now; nothing else holds than what was looked at.
    """
    _unless_decided(change)
    delegate = Delegate.objects.select_for_update(no_key=True).get(pk=change.delegate_id)
    if not delegate.has_place:
        sentence = _("%(name)s has no place any more: %(state)s.")
        raise Refused(sentence % {"name": delegate.name, "state": delegate.get_state_display()})
    if not queries.is_as_seen(change, queries.kept_of(delegate), seen):
        raise Stale
    details = queries.as_details(change.wanted)
    if details:
        revise_delegate(actor, delegate, details=details)
    photo = change.photo.name or ""
    if photo or set(change.wanted) - set(OWN):
        apply_particulars(delegate, change.wanted, photo)
    look_at_watch_list(actor, [delegate])
    _decide(change, actor, ChangeState.APPROVED, at=at)
    return change


@action(allow=permissions.may_refuse_change)
def refuse_change(actor: User, change: Change, *, reason: str, at: datetime) -> Change:
    """Leave everything as it is, and say to the delegation why."""
    _unless_decided(change)
    said = reason.strip()
    if not said:
        raise Refused(_("Say why; the delegation is told."), field="reason")
    forget_files([change.photo.name or ""])
    _decide(change, actor, ChangeState.REFUSED, reason=said, at=at)
    return change


def _want(change: Change, asked: dict[str, Any], photo: str) -> None:
    change.wanted = asked
    if photo:
        forget_files([change.photo.name or ""])
        change.photo = photo


def _unless_decided(change: Change) -> None:
    if change.state != ChangeState.WAITING:
        raise Refused(_("This change was decided already: %(state)s.") % {"state": change.get_state_display()})


def _decide(change: Change, actor: User, state: str, *, at: datetime | None, reason: str = "") -> None:
    """Write down what became of a change; particulars and photo are not kept a second time."""
    change.state, change.reason, change.decided_by, change.decided_at = state, reason, actor, at
    change.wanted = {name: value for name, value in change.wanted.items() if name in OWN}
    change.was = {name: value for name, value in change.was.items() if name in OWN}
    change.photo = ""
    change.save(update_fields=["state", "reason", "decided_by", "decided_at", "wanted", "was", "photo"])
