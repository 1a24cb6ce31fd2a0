"""What the delegation that is asked answers: it accepts, declines in courteous words, or proposes another way."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action, unless_stale
from secretariat.conference.queries import name_of, shown_names
from secretariat.meetings import permissions, queries
from secretariat.meetings.actions.bilaterals import (
    PROPOSED,
    answered_in_words,
    forget_proposal,
    proposed,
    tell,
    unless_length_is_odd,
    unless_no_time,
    window_of,
)
from secretariat.meetings.models import OPEN_STATES, UNANSWERED_STATES, Bilateral, BilateralState


@action(allow=permissions.may_accept_bilateral)
def accept_bilateral(
    actor: User, bilateral: Bilateral, *, at: datetime, answer: str = "", version: int | None = None
) -> Bilateral:
    """Agree to meet as it was asked; the secretariat finds the time."""
    unless_stale(bilateral, version)
    _unless_answered(bilateral)
    _unless_over(bilateral, at)
    unless_no_time(actor, bilateral, window_of(bilateral), fields={})
    return _answered(actor, bilateral, BilateralState.ACCEPTED, (answer, at))


@action(allow=permissions.may_decline_bilateral)
def decline_bilateral(
    actor: User, bilateral: Bilateral, *, at: datetime, answer: str = "", version: int | None = None
) -> Bilateral:
    """Say courteously that there will be no meeting, also after it was agreed."""
    unless_stale(bilateral, version)
    if bilateral.state not in OPEN_STATES:
        raise Refused(answered_in_words(bilateral))
    return _answered(actor, bilateral, BilateralState.DECLINED, (answer, at))


@action(allow=permissions.may_propose_bilateral)
def propose_bilateral(
    actor: User,
    bilateral: Bilateral,
    *,
    details: Mapping[str, Any],
    at: datetime,
    answer: str = "",
    version: int | None = None,
) -> Bilateral:
    """Propose to meet in another way: shorter or longer, at another time, on another topic."""
    unless_stale(bilateral, version)
    _unless_answered(bilateral)
    forget_proposal(bilateral)
    for name in PROPOSED.values():
        if details.get(name):
            setattr(bilateral, name, details[name])
    _judge_proposal(actor, bilateral)
    bilateral.state, bilateral.answer, bilateral.answered_at = BilateralState.PROPOSED, answer, at
    bilateral.save()
    tell(actor, bilateral, queries.PROPOSED)
    return bilateral


def _answered(actor: User, bilateral: Bilateral, state: BilateralState, said: tuple[str, datetime]) -> Bilateral:
    bilateral.state = state
    bilateral.answer, bilateral.answered_at = said
    forget_proposal(bilateral)
    bilateral.save()
    tell(actor, bilateral, queries.ACCEPTED if state == BilateralState.ACCEPTED else queries.DECLINED)
    return bilateral


def _unless_answered(bilateral: Bilateral) -> None:
    if bilateral.state not in UNANSWERED_STATES:
        raise Refused(answered_in_words(bilateral))


def _unless_over(bilateral: Bilateral, at: datetime) -> None:
    """The side that asks may count on its time again, once the time for an answer is over."""
    if bilateral.expires_at is None or bilateral.expires_at > at:
        return
    sentence = _("%(party)s wanted an answer by %(when)s. Ask it to renew the request, or propose another way.")
    name = name_of(bilateral.asking.party, shown_names(bilateral.conference))
    raise Refused(sentence % {"party": name, "when": queries.told_at_venue(bilateral.conference, bilateral.expires_at)})


def _judge_proposal(actor: User, bilateral: Bilateral) -> None:
    wanted = proposed(bilateral)
    if all(getattr(bilateral, name) == value for name, value in wanted.items()):
        raise Refused(_("Say what should be other: the length, the time or the topic."), field="proposed_minutes")
    if "minutes" in wanted:
        unless_length_is_odd(wanted["minutes"], "proposed_minutes")
    fields = {"begins": "proposed_from", "ends": "proposed_until"}
    unless_no_time(actor, bilateral, window_of(bilateral, wanted), fields=fields)
