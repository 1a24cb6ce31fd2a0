"""Confirm, accredit, hold, release and refuse, one by one and many at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action, difference, label_of
from secretariat.conference.actions import put_in_outbox
from secretariat.conference.models import Conference
from secretariat.delegations import permissions, queries
from secretariat.delegations.actions.places import hold_delegation
from secretariat.delegations.actions.watching import look_at_watch_list
from secretariat.delegations.models import Delegate, DelegateState, Delegation, Terms

ACCREDITED = frozenset({DelegateState.ACCREDITED})


@action(allow=permissions.may_confirm_delegate)
def confirm_delegate(actor: User, delegate: Delegate, *, at: datetime) -> Delegate:
    """Say for the delegation that this person comes and may be examined."""
    _unless_to_conference(hold_delegation(delegate))
    _unless_hindered(delegate, queries.obstacle_to_confirming(_with_papers(delegate), _terms_of(delegate)))
    enter_state(delegate, DelegateState.CONFIRMED, at=at)
    look_at_watch_list(actor, [delegate])
    return delegate


@action(allow=permissions.may_accredit)
def accredit(actor: User, delegate: Delegate, *, at: datetime) -> Delegate:
    """Accredit a person whom the delegation confirmed, within the quota, and tell them."""
    # Two officers may reach for the last place at once, so hold the delegation too, and count again.
    delegation = hold_delegation(delegate)
    _unless_to_conference(delegation)
    places = queries.places_of_each([delegation], states=ACCREDITED)[delegation.pk]
    _unless_hindered(delegate, queries.obstacle_to_accrediting(_with_papers(delegate), _terms_of(delegate), places))
    enter_state(delegate, DelegateState.ACCREDITED, at=at)
    return _told(actor, delegate)


@action(allow=permissions.may_hold)
def hold(actor: User, delegate: Delegate, *, reason: str, at: datetime) -> Delegate:
    """Put a person on hold, and tell them why."""
    _unless_to_conference(hold_delegation(delegate))
    _unless_hindered(delegate, queries.obstacle_to_holding(delegate))
    enter_state(delegate, DelegateState.ON_HOLD, reason=_said(reason), at=at)
    return _told(actor, delegate)


@action(allow=permissions.may_release_hold)
def release_hold(actor: User, delegate: Delegate, *, at: datetime) -> Delegate:
    """Let a person who was on hold be examined again; who still lacks something waits for the delegation."""
    del actor
    papers = _with_papers(delegate)
    _unless_hindered(delegate, queries.obstacle_to_releasing(papers))
    is_whole = not queries.what_is_missing(papers, _terms_of(delegate))
    enter_state(delegate, DelegateState.CONFIRMED if is_whole else DelegateState.NOMINATED, at=at)
    return delegate


@action(allow=permissions.may_refuse_accreditation)
def refuse_accreditation(actor: User, delegate: Delegate, *, reason: str, at: datetime) -> Delegate:
    """Refuse to accredit a person, and tell them why; the place is free."""
    _unless_to_conference(hold_delegation(delegate))
    _unless_hindered(delegate, queries.obstacle_to_refusing(delegate))
    enter_state(delegate, DelegateState.REFUSED, reason=_said(reason), at=at)
    return _told(actor, delegate)


@action(allow=permissions.may_accredit_many)
def accredit_many(actor: User, conference: Conference, *, delegates: Iterable[Delegate], at: datetime) -> Batch:
    """Accredit those who can be, and say of the others why not."""
    held = _held(actor, conference, delegates)
    terms = queries.terms_of(conference)
    accredited = queries.places_of_each(held.delegations.values(), states=ACCREDITED)

    def hindered(delegate: Delegate) -> str:
        places = accredited[delegate.delegation_id]
        obstacle = queries.obstacle_to_accrediting(delegate, terms, places)
        if not obstacle:
            accredited[delegate.delegation_id] = places.with_one_more(is_overflow=delegate.is_overflow)
        return obstacle

    decided = held.decided(DelegateState.ACCREDITED, hindered, reason="", at=at)
    return _batch_told(actor, conference, decided, accredited_in_words(len(decided.done)))


@action(allow=permissions.may_hold_many)
def hold_many(
    actor: User, conference: Conference, *, delegates: Iterable[Delegate], reason: str, at: datetime
) -> Batch:
    """Put many people on hold, and say of whom it cannot be done and why."""
    held = _held(actor, conference, delegates)
    decided = held.decided(DelegateState.ON_HOLD, queries.obstacle_to_holding, reason=_said(reason), at=at)
    count = len(decided.done)
    name = ngettext("%(count)s delegate put on hold", "%(count)s delegates put on hold", count) % {"count": count}
    return _batch_told(actor, conference, decided, name)


@action(allow=permissions.may_refuse_many)
def refuse_many(
    actor: User, conference: Conference, *, delegates: Iterable[Delegate], reason: str, at: datetime
) -> Batch:
    """Refuse many people, and say of whom it cannot be done and why."""
    held = _held(actor, conference, delegates)
    decided = held.decided(DelegateState.REFUSED, queries.obstacle_to_refusing, reason=_said(reason), at=at)
    count = len(decided.done)
    name = ngettext("%(count)s delegate refused", "%(count)s delegates refused", count) % {"count": count}
    return _batch_told(actor, conference, decided, name)


def accredited_in_words(count: int) -> str:
    """How many were accredited, as the record says it."""
    return ngettext("%(count)s delegate accredited", "%(count)s delegates accredited", count) % {"count": count}


def enter_state(delegate: Delegate, state: str, *, reason: str = "", at: datetime | None) -> None:
    """Write down that a person has come to another state."""
    delegate.state, delegate.reason, delegate.state_since = state, reason, at
    delegate.save(update_fields=["state", "reason", "state_since"])


@dataclass(frozen=True)
class _Decided:
    """What came of a decision on many: who came to the new state, and who was passed over and why."""

    done: list[Delegate]
    skipped: list[tuple[str, str]]
    changes: dict[str, dict[str, list[Any]]]


@dataclass(frozen=True)
class _Held:
    """Delegates that nobody else is changing at this moment, their delegations held, and the others as skipped."""

    delegates: list[Delegate]
    delegations: dict[int, Delegation]
    skipped: list[tuple[str, str]]

    def decided(self, state: str, hindered: Callable[[Delegate], str], *, reason: str, at: datetime) -> _Decided:
        """Bring those whom nothing hinders to this state."""
        done: list[Delegate] = []
        skipped, changes = list(self.skipped), dict[str, dict[str, list[Any]]]()
        for delegate in self.delegates:
            is_foreign = not queries.is_to_conference(self.delegations[delegate.delegation_id])
            obstacle = _("is not sent to the conference itself") if is_foreign else hindered(delegate)
            if obstacle:
                skipped.append((delegate.name, obstacle))
                continue
            was = {"state": delegate.state, "reason": delegate.reason}
            now = {"state": state, "reason": reason}
            changes[f"{label_of(delegate)}:{delegate.pk}"] = difference(delegate, was, now)
            delegate.state, delegate.reason, delegate.state_since = state, reason, at
            done.append(delegate)
        ids = [delegate.pk for delegate in done]
        Delegate.objects.filter(pk__in=ids).update(state=state, reason=reason, state_since=at, version=F("version") + 1)
        return _Decided(done, skipped, changes)


def _held(actor: User, conference: Conference, delegates: Iterable[Delegate]) -> _Held:
    """Hold these people and their delegations, as far as nobody else holds them.

    Whoever decides about one person holds them and waits for the conference; this deed holds it and must not wait.
    """
    wanted = Delegate.objects.in_office_of(actor).filter(
        conference=conference, pk__in=[delegate.pk for delegate in delegates]
    )
    rows = list(wanted.order_by("pk").select_for_update(no_key=True, skip_locked=True, of=("self",)))
    parents = Delegation.objects.select_for_update(no_key=True, skip_locked=True).order_by("pk")
    delegations = {each.pk: each for each in parents.filter(pk__in={each.delegation_id for each in rows})}
    held = {each.pk for each in rows if each.delegation_id in delegations}
    papers = queries.with_papers(wanted).select_related("party").order_by("state_since", "pk")
    taken = [(each.name, _("somebody is changing it at this moment")) for each in papers if each.pk not in held]
    return _Held([each for each in papers if each.pk in held], delegations, taken)


def _batch_told(actor: User, conference: Conference, decided: _Decided, name: str) -> Batch:
    put_in_outbox(actor, conference, queries.decision_letters(conference, decided.done))
    return Batch(
        name=name,
        conference_id=conference.pk,
        counts={"delegations.delegate": len(decided.done)},
        rows={label_of(each): [delegate.pk for delegate in decided.done] for each in decided.done[:1]},
        skipped=tuple(decided.skipped),
        changes=decided.changes,
    )


def _told(actor: User, delegate: Delegate) -> Delegate:
    put_in_outbox(actor, delegate.conference, queries.decision_letters(delegate.conference, [delegate]))
    return delegate


def _with_papers(delegate: Delegate) -> Delegate:
    return queries.with_papers(Delegate.objects.filter(pk=delegate.pk)).get()


def _terms_of(delegate: Delegate) -> Terms:
    return queries.terms_of(delegate.conference)


def _said(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise Refused(_("Say why; the delegation is told."), field="reason")
    return said


def _unless_to_conference(delegation: Delegation) -> None:
    if not queries.is_to_conference(delegation):
        raise Refused(_("People are accredited to the conference itself, not to its meetings and missions."))


def _unless_hindered(delegate: Delegate, obstacle: str) -> None:
    if obstacle:
        raise Refused(_("%(name)s: %(obstacle)s.") % {"name": delegate.name, "obstacle": obstacle})
