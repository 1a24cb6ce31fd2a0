"""When a delegation is there to meet others: its stay, and the times in which it meets nobody."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action
from secretariat.delegations.actions.entering import revise_settings
from secretariat.delegations.models import Delegation, Occasion
from secretariat.meetings import permissions, queries
from secretariat.meetings.models import BlockedTime, Stay

STAY_FIELDS = ("arrives_at", "departs_at")
MOST_BLOCKED = 100
# Some come long before a conference and stay on; a year is a slip of the pen.
LONG_BEFORE = timedelta(days=60)


@action(allow=permissions.may_set_stay)
def set_stay(
    actor: User,
    delegation: Delegation,
    *,
    arrives_at: datetime | None,
    departs_at: datetime | None,
    version: int | None = None,
) -> Stay | Batch:
    """Say when a delegation arrives and leaves; what is not known stays open."""
    del actor
    _unless_to_conference(delegation)
    _judge_stay(delegation, arrives_at, departs_at)
    details = {"arrives_at": arrives_at, "departs_at": departs_at}
    stay = Stay.objects.select_for_update(no_key=True).filter(delegation=delegation).first()
    if stay is None:
        return Stay.objects.create(conference_id=delegation.conference_id, delegation=delegation, **details)
    return revise_settings(stay, STAY_FIELDS, details, version)


@action(allow=permissions.may_block_time)
def block_time(
    actor: User, delegation: Delegation, *, starts_at: datetime, ends_at: datetime, reason: str = ""
) -> BlockedTime:
    """Say in which time a delegation is there and meets nobody."""
    del actor
    _unless_to_conference(delegation)
    if ends_at <= starts_at:
        raise Refused(_("The time ends before it begins."), field="ends_at")
    for at, field in ((starts_at, "starts_at"), (ends_at, "ends_at")):
        sentence = queries.outside_the_days(delegation.conference, at)
        if sentence:
            raise Refused(sentence, field=field)
    present = BlockedTime.objects.filter(delegation=delegation)
    if present.filter(starts_at__lte=starts_at, ends_at__gte=ends_at).exists():
        raise Refused(_("This time is blocked already."), field="starts_at")
    if present.count() >= MOST_BLOCKED:
        raise Refused(_("A delegation blocks at most %(most)s times.") % {"most": MOST_BLOCKED})
    blocked = BlockedTime(conference_id=delegation.conference_id, delegation=delegation, reason=reason)
    blocked.starts_at, blocked.ends_at = starts_at, ends_at
    blocked.save()
    return blocked


@action(allow=permissions.may_unblock_time)
def unblock_time(actor: User, blocked: BlockedTime) -> None:
    """Say that a delegation can meet others in a time that was blocked; the record keeps which it was."""
    del actor
    blocked.delete()


def _unless_to_conference(delegation: Delegation) -> None:
    if delegation.occasion != Occasion.CONFERENCE:
        raise Refused(_("Only a delegation to the conference itself meets others here."))


def _judge_stay(delegation: Delegation, arrives_at: datetime | None, departs_at: datetime | None) -> None:
    if arrives_at and departs_at and departs_at <= arrives_at:
        raise Refused(_("The delegation leaves before it arrives."), field="departs_at")
    first, last = queries.days_for_meetings(delegation.conference)
    for at, field in ((arrives_at, "arrives_at"), (departs_at, "departs_at")):
        if at and not first - LONG_BEFORE <= at <= last + LONG_BEFORE:
            raise Refused(
                _("This is far from the days of the conference. Look at the year and the month."), field=field
            )
    if arrives_at and arrives_at >= last:
        raise Refused(_("The conference is over by then."), field="arrives_at")
    if departs_at and departs_at <= first:
        raise Refused(_("The conference has not begun by then."), field="departs_at")
