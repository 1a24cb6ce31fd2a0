"""What became of the pledges of a conference file: targets, stages, money, evidence, matches."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from secretariat.api.actions.numbers import kept_number
from secretariat.api.actions.record import Words, fact, put_facts
from secretariat.api.actions.rows import Loading
from secretariat.pledges.actions.standing import stand
from secretariat.pledges.models import Evidence, Match, MoneyFlow, Pledge, Progress, StageUpdate, Target

if TYPE_CHECKING:
    from secretariat.engines.conferencefile.pledges import (
        EvidenceData,
        MoneyFlowData,
        PledgeData,
        ReachedData,
        StageUpdateData,
        TargetData,
    )

    Given = Sequence[tuple[Pledge, PledgeData]]

_TARGET_FIELDS = ("indicator", "baseline", "value", "due_date", "sensitivity")
_PROGRESS_FIELDS = ("is_verified", "verified_by", "sensitivity")
_UPDATE_FIELDS = (
    "narrative",
    "hindrances",
    "support_needed",
    "reason",
    "reported_by",
    "is_verified",
    "verified_by",
    "sensitivity",
)
_FLOW_FIELDS = (
    "pledge",
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
    "external_activity",
    "sensitivity",
)


def load_follow_through(loading: Loading, words: Words, pledges: "Given") -> None:
    """Bring in what became of these pledges, and the money that belongs to none yet."""
    targets = _targets(loading, words, pledges)
    _updates(loading, words, pledges)
    _flows(loading, words, pledges)
    _evidence(loading, words, pledges, targets)
    _matches(loading, pledges)


def _targets(loading: Loading, words: Words, pledges: "Given") -> dict[int, list[Target]]:
    """The targets of each pledge, in the order of the file."""
    given = [(each, _target(loading, words, row, each)) for row, said in pledges for each in said.targets]
    rows = put_facts(loading, given, _TARGET_FIELDS, lambda row: (row.pledge_id, words.of(row.indicator), row.unit))
    reached = [
        (each, _reached(loading, row, each))
        for row, (said, _row) in zip(rows, given, strict=True)
        for each in said.progress
    ]
    put_facts(loading, reached, _PROGRESS_FIELDS, lambda row: (row.target_id, row.start_date, row.end_date, row.actual))
    found: dict[int, list[Target]] = {row.pk: [] for row, _said in pledges}
    for target in rows:
        found[target.pledge_id].append(target)
    return found


def _target(loading: Loading, words: Words, pledge: Pledge, said: "TargetData") -> Target:
    row = fact(loading, Target, said, pledge=pledge, indicator=words.text(said.indicator), unit=said.unit)
    row.baseline, row.due_date = kept_number(Target, "baseline", said.baseline), said.due
    row.value = kept_number(Target, "value", said.value) or said.value
    return row


def _reached(loading: Loading, target: Target, said: "ReachedData") -> Progress:
    row = fact(loading, Progress, said, target=target, start_date=said.begins, end_date=said.until)
    row.actual = kept_number(Progress, "actual", said.actual) or said.actual
    row.is_verified, row.verified_by = said.verified_by is not None, said.verified_by or ""
    return row


def _updates(loading: Loading, words: Words, pledges: "Given") -> None:
    given = [(each, _update(loading, words, row, each)) for row, said in pledges for each in said.updates]
    put_facts(
        loading,
        given,
        _UPDATE_FIELDS,
        lambda row: (row.pledge_id, row.said_date, row.stage, words.of(row.narrative), words.of(row.reason)),
    )
    for row, said in pledges:
        if said.updates or loading.ledger.has_touched(row):
            _stand(loading, row)


def _stand(loading: Loading, pledge: Pledge) -> None:
    before = pledge.stage, pledge.updated_date
    stand(pledge)
    if before != (pledge.stage, pledge.updated_date):
        loading.ledger.note_changed(
            pledge, None if loading.ledger.is_made(pledge) else {"stage": [before[0], pledge.stage]}
        )


def _update(loading: Loading, words: Words, pledge: Pledge, said: "StageUpdateData") -> StageUpdate:
    row = fact(loading, StageUpdate, said, pledge=pledge, stage=said.stage, said_date=said.said)
    row.narrative, row.hindrances = words.text(said.narrative), words.text(said.hindrances)
    row.support_needed, row.reason = words.text(said.support_needed), words.text(said.reason)
    row.reported_by = words.party(said.by)
    row.is_verified, row.verified_by = said.verified_by is not None, said.verified_by or ""
    return row


def _flows(loading: Loading, words: Words, pledges: "Given") -> None:
    given = [(each, _flow(loading, words, row, each)) for row, said in pledges for each in said.flows]
    given += [(each, _flow(loading, words, None, each)) for each in loading.file.money_flows]
    put_facts(loading, given, _FLOW_FIELDS, _flow_key)


def _flow_key(row: MoneyFlow) -> tuple[Any, ...]:
    """A transaction of an IATI activity by what tells it apart, any other by what it says."""
    if row.external_key:
        return row.external_activity, row.external_key
    by_whom = (row.provider_id, row.provider_name, row.receiver_id, row.receiver_name, row.country_id)
    return (row.pledge_id, row.kind, row.amount, row.currency, row.flow_date, *by_whom, row.description)


def _flow(loading: Loading, words: Words, pledge: Pledge | None, said: "MoneyFlowData") -> MoneyFlow:
    row = fact(loading, MoneyFlow, said, pledge=pledge, kind=said.kind, currency=said.currency, flow_date=said.date)
    row.amount = kept_number(MoneyFlow, "amount", said.amount) or said.amount
    row.value_date, row.description = said.value_date, said.description or ""
    row.provider, row.provider_name = words.party(said.provider), said.provider_name or ""
    row.receiver, row.receiver_name = words.party(said.receiver), said.receiver_name or ""
    row.country = words.party(said.country)
    row.external_activity, row.external_key = said.activity or "", said.activity_key or ""
    return row


def _evidence(loading: Loading, words: Words, pledges: "Given", targets: dict[int, list[Target]]) -> None:
    given = [
        (each, _shown(loading, words, row, each, targets[row.pk])) for row, said in pledges for each in said.evidence
    ]
    put_facts(
        loading,
        given,
        ("target", "proves", "sensitivity"),
        lambda row: (row.pledge_id, row.source_id, words.of(row.proves)),
    )


def _shown(loading: Loading, words: Words, pledge: Pledge, said: "EvidenceData", targets: Sequence[Target]) -> Evidence:
    row = fact(loading, Evidence, said, pledge=pledge, proves=words.text(said.proves))
    row.source = loading.sources[said.source]
    row.target = targets[said.target - 1] if said.target is not None else None
    return row


def _matches(loading: Loading, pledges: "Given") -> None:
    there = {(row.wanted_id, row.offer_id): row for row in Match.objects.filter(conference=loading.conference)}
    wanted = []
    for row, said in pledges:
        for each in said.matches:
            offer = pledges[each.offer - 1][0]
            match = Match(conference=loading.conference, wanted=row, offer=offer, decided_by=loading.actor)
            match.state, match.reason = each.state, each.reason or ""
            match.reasons = [
                {"code": why.code, "shared": list(why.shared), "points": why.points} for why in each.reasons
            ]
            wanted.append(((row.pk, offer.pk), match))
    loading.ledger.put(wanted, there, ("state", "reason", "reasons"))
