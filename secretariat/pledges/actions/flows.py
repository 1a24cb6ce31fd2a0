"""Money that was committed, paid out or spent."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.archive.queries import is_before
from secretariat.audit.action import Refused, action, unless_stale
from secretariat.pledges import permissions
from secretariat.pledges.actions.parts import (
    as_own_word,
    enter,
    is_own_word,
    known_of,
    may_be_cited,
    refuse_wrong_money,
    says_the_same,
)
from secretariat.pledges.models import MoneyFlow, Pledge
from secretariat.ui.templatetags.ui import day

FLOW_FIELDS = (
    "kind",
    "amount",
    "currency",
    "flow_date",
    "value_date",
    "provider",
    "provider_name",
    "receiver",
    "receiver_name",
    "country",
    "description",
    "sensitivity",
)


@action(allow=permissions.may_record_flow)
def record_flow(actor: User, pledge: Pledge, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()) -> MoneyFlow:
    """Write down an amount that was pledged, committed, paid out or spent on a day."""
    cited = may_be_cited(actor, pledge.conference_id, cited)
    flow = MoneyFlow(conference_id=pledge.conference_id, pledge=pledge, entered_by=actor)
    flow.sensitivity = pledge.sensitivity
    enter(flow, FLOW_FIELDS, details)
    if is_own_word(actor, pledge):
        as_own_word(actor, pledge, flow)
    _judge(actor, flow)
    known = known_of(actor, pledge, MoneyFlow).filter(kind=flow.kind)
    if any(says_the_same(flow, other, FLOW_FIELDS) for other in known):
        raise Refused(_("The same amount is written down already. If another source gives it, cite it there."))
    flow.save()
    Citation.objects.bulk_create(citations_for(flow, cited))
    return flow


@action(allow=permissions.may_revise_flow)
def revise_flow(actor: User, flow: MoneyFlow, *, details: Mapping[str, Any], version: int | None = None) -> MoneyFlow:
    """Correct an amount that was written down; what it was before stays in its history."""
    unless_stale(flow, version)
    kept = flow.sensitivity
    enter(flow, FLOW_FIELDS, details)
    if flow.pledge is not None and is_own_word(actor, flow.pledge):
        # For whom it is, an officer may have said since.
        flow.sensitivity = kept
    _judge(actor, flow)
    flow.save(update_fields=FLOW_FIELDS)
    return flow


def _judge(actor: User, flow: MoneyFlow) -> None:
    refuse_wrong_money(flow.amount, flow.currency)
    if flow.amount == 0:
        raise Refused(_("An amount of nothing is not written down."), field="amount")
    pledge = flow.pledge
    if pledge is None:
        return
    if is_before(flow.flow_date.isoformat(), pledge.said_date):
        raise Refused(
            _("The pledge was made on %(day)s; money for it cannot be older.") % {"day": day(pledge.said_date)},
            field="flow_date",
        )
    if flow.amount < 0:
        _refuse_more_than_there_is(actor, flow, pledge)


def _refuse_more_than_there_is(actor: User, flow: MoneyFlow, pledge: Pledge) -> None:
    others = known_of(actor, pledge, MoneyFlow).filter(kind=flow.kind, currency=flow.currency).exclude(pk=flow.pk)
    there = others.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    if there + flow.amount < 0:
        raise Refused(
            _("This takes back more than the %(amount)s %(currency)s that are written down for this kind.")
            % {"amount": there, "currency": flow.currency},
            field="amount",
        )
