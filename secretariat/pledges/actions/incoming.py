"""Money flows that come in by a file, and the pledges to which a person says that they belong."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from secretariat.accounts.models import Sensitivity, User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation, Source
from secretariat.audit.action import Batch, Refused, action, difference, label_of, unless_stale
from secretariat.conference.models import Conference
from secretariat.engines.iati import Flow
from secretariat.pledges import permissions
from secretariat.pledges.models import MoneyFlow, Pledge
from secretariat.pledges.queries.incoming import KEPT, Incoming, flows_in_words, judge_flows

AT_ONCE = 500


@action(allow=permissions.may_import_flows)
def import_flows(
    actor: User,
    conference: Conference,
    *,
    source: Source,
    flows: Iterable[Flow],
    sensitivity: str = Sensitivity.SECRETARIAT,
) -> Batch:
    """Bring in the money of an activity file, as its publisher reports it; each flow cites the file.

    A flow that came in before is not written twice; where it differs, it is corrected and cites the new file too. What
    stands no longer in the file stays, for people to look at.
    """
    if source.conference_id != conference.pk:
        raise Refused(_("This source belongs to another conference."), field="source")
    incoming = judge_flows(conference, flows)
    for row in incoming.new:
        row.entered_by, row.sensitivity = actor, sensitivity
    made = MoneyFlow.objects.bulk_create(incoming.new, batch_size=AT_ONCE)
    changes = _correct(incoming, source)
    cited = [citation for row in made for citation in citations_for(row, [Cited(source)])]
    Citation.objects.bulk_create(cited, batch_size=AT_ONCE)
    rows = (*made, *incoming.changed)
    return Batch(
        flows_in_words(len(rows)),
        conference.pk,
        {"pledges.moneyflow": len(rows)},
        rows={"pledges.moneyflow": [row.pk for row in rows]},
        skipped=tuple((sentence, str(count)) for sentence, count, _lines in incoming.wrong_by_reason),
        changes=changes,
    )


@action(allow=permissions.may_assign_flow)
def assign_flow(actor: User, flow: MoneyFlow, *, pledge: Pledge | None, version: int | None = None) -> MoneyFlow:
    """Say to which pledge money belongs, or that it belongs to none after all."""
    unless_stale(flow, version)
    if pledge is not None:
        if pledge.conference_id != flow.conference_id:
            raise Refused(_("This pledge belongs to another conference."), field="pledge")
        if not Pledge.objects.in_office_of(actor).filter(pk=pledge.pk).exists():
            raise Refused(_("There is no such pledge."), field="pledge")
    flow.pledge = pledge
    flow.save(update_fields=["pledge"])
    return flow


def _correct(incoming: Incoming, source: Source) -> dict[str, dict[str, list[object]]]:
    """Write what differs; says of each flow what it was and what it is."""
    before = {row.pk: row for row in MoneyFlow.objects.filter(pk__in=[each.pk for each in incoming.changed])}
    changes: dict[str, dict[str, list[object]]] = {}
    for row in incoming.changed:
        old, new = ({name: getattr(each, name) for name in KEPT} for each in (before[row.pk], row))
        changes[f"{label_of(row)}:{row.pk}"] = difference(row, old, new)
        row.version = before[row.pk].version + 1
    MoneyFlow.objects.bulk_update(incoming.changed, [*KEPT, "version"], batch_size=AT_ONCE)
    cited = Citation.objects.filter(source=source, thing_type="pledges.moneyflow", thing_id__in=before)
    fresh = set(before) - set(cited.values_list("thing_id", flat=True))
    Citation.objects.bulk_create(
        citation for row in incoming.changed if row.pk in fresh for citation in citations_for(row, [Cited(source)])
    )
    return changes
