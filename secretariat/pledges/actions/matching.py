"""Bringing a need and an offer together: proposed, discussed, agreed, ended, or judged not to fit. People decide."""

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action, unless_stale
from secretariat.pledges import permissions
from secretariat.pledges.models import Match, MatchState, Pledge
from secretariat.pledges.queries.matching import DONE, SUPPORT, reasons_of

MATCH_FIELDS = ("state", "reason", "decided_by", "decided_at")


@action(allow=permissions.may_propose_match)
def propose_match(actor: User, wanted: Pledge, *, offer: Pledge) -> Match:
    """Propose an offer to a pledge that needs support; what the two share is kept with it."""
    _judge(wanted, offer)
    known = Match.objects.filter(wanted=wanted, offer=offer).first()
    if known is not None and known.state == MatchState.REFUSED:
        raise Refused(_("These two were judged not to match: %(reason)s") % {"reason": known.reason}, field="offer")
    if known is not None:
        raise Refused(_("These two were proposed to each other already."), field="offer")
    reasons = [reason.plain for reason in reasons_of(wanted, offer)]
    match = Match(conference_id=wanted.conference_id, wanted=wanted, offer=offer, reasons=reasons, decided_by=actor)
    match.save()
    return match


@action(allow=permissions.may_discuss_match)
def discuss_match(actor: User, match: Match, *, version: int | None = None) -> Match:
    """Say that the two parties speak about it, for the first time or anew."""
    after = (MatchState.PROPOSED, MatchState.ENDED)
    return _decide(actor, match, MatchState.IN_DISCUSSION, after=after, version=version)


@action(allow=permissions.may_agree_match)
def agree_match(actor: User, match: Match, *, version: int | None = None) -> Match:
    """Say that the two parties agreed: the offer is given to this pledge."""
    for pledge in (match.wanted, match.offer):
        _refuse_what_is_over(pledge)
    return _decide(
        actor, match, MatchState.AGREED, after=(MatchState.PROPOSED, MatchState.IN_DISCUSSION), version=version
    )


@action(allow=permissions.may_end_match)
def end_match(actor: User, match: Match, *, reason: str, version: int | None = None) -> Match:
    """Say that what was discussed or agreed has ended, and why."""
    after = (MatchState.IN_DISCUSSION, MatchState.AGREED)
    return _decide(actor, match, MatchState.ENDED, after=after, version=version, reason=reason)


@action(allow=permissions.may_refuse_match)
def refuse_match(actor: User, match: Match, *, reason: str, version: int | None = None) -> Match:
    """Judge that the two do not fit, and why; they are not proposed to each other again."""
    after = (MatchState.PROPOSED, MatchState.IN_DISCUSSION)
    return _decide(actor, match, MatchState.REFUSED, after=after, version=version, reason=reason)


def _judge(wanted: Pledge, offer: Pledge) -> None:
    if wanted.pk == offer.pk:
        raise Refused(_("A pledge is no offer to itself."), field="offer")
    if wanted.conference_id != offer.conference_id:
        raise Refused(_("This offer belongs to another conference."), field="offer")
    if not str(wanted.support_needed):
        raise Refused(_("This pledge does not say that it needs support."))
    if offer.kind not in SUPPORT:
        raise Refused(_("An offer is a pledge of money, goods or knowledge."), field="offer")
    for pledge in (wanted, offer):
        _refuse_what_is_over(pledge)


def _refuse_what_is_over(pledge: Pledge) -> None:
    if pledge.stage in DONE:
        raise Refused(
            _("Pledge %(number)s is %(stage)s; nothing can be agreed on it any more.")
            % {"number": pledge.number, "stage": pledge.get_stage_display()}
        )


def _decide(
    actor: User, match: Match, state: str, *, after: tuple[str, ...], version: int | None, reason: str | None = None
) -> Match:
    unless_stale(match, version)
    if match.state not in after:
        raise Refused(_("This match is already: %(state)s.") % {"state": match.get_state_display()})
    if reason is not None and not reason.strip():
        raise Refused(_("Say why."), field="reason")
    match.state, match.decided_by = state, actor
    match.reason = (reason or "").strip()
    match.save(update_fields=MATCH_FIELDS)
    return match
