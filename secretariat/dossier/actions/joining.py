"""How a report becomes a further source of what is there already, and what it adds.

Nothing that is there is overwritten: what the report says and the house does not know is filled in, what it says
otherwise is shown to the person who decides, and stays as it is.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from secretariat.accounts.models import is_for_fewer
from secretariat.archive.actions import citations_for
from secretariat.archive.models import Citation, Fact
from secretariat.archive.permissions import may_cite
from secretariat.archive.queries import fact_in_office
from secretariat.audit.action import Refused, plain
from secretariat.delegations.actions import DELEGATE_FIELDS, revise_delegate, revise_delegation
from secretariat.delegations.models import Delegate, Delegation
from secretariat.dossier.actions.entering import Entering, enter_stop, in_its_language, meeting_of, visitors_of
from secretariat.dossier.models import DraftKind
from secretariat.dossier.queries.sameness import is_named_among
from secretariat.engines.folding import folded
from secretariat.meetings.actions import Visiting, report_back, revise_meeting
from secretariat.meetings.models import Meeting, Mission, ReportBack
from secretariat.ui.languages import wordings


def join(entering: Entering) -> Fact:
    """Cite the report on the fact that is there, and fill in what was not known of it."""
    draft = entering.draft
    fact = fact_in_office(entering.actor, draft.conference_id, draft.same_type, draft.same_id or 0)
    if fact is None:
        raise Refused(_("The fact that this seemed to be is no longer there."))
    if not may_cite(entering.actor, fact):
        raise PermissionDenied(draft.same_type)
    _cite(entering, fact)
    fill = _FILL.get(DraftKind(draft.kind))
    # What is kept for a few is not written into what many see; the stops of a mission carry their own level.
    if fill is not None and (
        draft.kind == DraftKind.MISSION or not is_for_fewer(entering.report.facts_for, fact.sensitivity)
    ):
        fill(entering, fact)
    return fact


def _cite(entering: Entering, fact: Fact) -> None:
    for citation in citations_for(fact, entering.cited):
        known = Citation.objects.of([fact]).filter(source=citation.source, start=citation.start)
        if not known.exists():
            citation.save()


def _fill_meeting(entering: Entering, fact: Any) -> None:
    meeting: Meeting = fact
    if meeting.is_frozen:
        return
    said: Mapping[str, Any] = {
        "held_date": entering.line("held_date", 10),
        "city": entering.said("city"),
        "country": entering.party("country"),
        "host": entering.party("host"),
        "host_person": entering.line("host_person"),
        "host_capacity": entering.said("host_capacity"),
        "subject": entering.said("subject"),
    }
    details = {name: value for name, value in said.items() if plain(value) and not plain(getattr(meeting, name))}
    came, is_more = _visitors(entering, meeting)
    if details or is_more:
        revise_meeting(entering.actor, meeting, details=details, visitors=came if is_more else None)


def _visitors(entering: Entering, meeting: Meeting) -> tuple[list[Visiting], bool]:
    """The visitors known, with what the report adds; and whether it adds anything."""
    told = {each.party.pk: each for each in visitors_of(entering)}
    came: list[Visiting] = []
    is_more = False
    for row in meeting.visitors.select_related("party", "delegation"):
        new = told.pop(row.party_id, None)
        head, capacity, sent = row.head, row.head_capacity, row.delegation
        if new is not None and not head and new.head:
            head, capacity, is_more = new.head, new.head_capacity, True
        elif new is not None and not plain(capacity) and plain(new.head_capacity) and _same_words(head, new.head):
            capacity, is_more = new.head_capacity, True
        came.append(Visiting(row.party, head, capacity, sent))
    host_id = meeting.host_id
    more = [each for pk, each in told.items() if pk != host_id]
    return [*came, *more], is_more or bool(more)


def _fill_delegation(entering: Entering, fact: Any) -> None:
    delegation: Delegation = fact
    present = list(delegation.bodies.order_by("id"))
    known = [words for body in present for words in wordings(body.name)]
    more = [name for name in entering.data.get("bodies") or [] if name and not is_named_among(str(name), known)]
    if more:
        bodies = [body.name for body in present] + [in_its_language(entering.report, str(name)) for name in more]
        revise_delegation(entering.actor, delegation, bodies=bodies, sensitivity=delegation.sensitivity)


def _fill_delegate(entering: Entering, fact: Any) -> None:
    delegate: Delegate = fact
    details: dict[str, Any] = {}
    name = entering.line("name", 200)
    if name and name not in {delegate.name, delegate.original_name, *delegate.spellings}:
        details["spellings"] = [*delegate.spellings, name]
    for field in ("capacity", "body"):
        if plain(entering.said(field)) and not plain(getattr(delegate, field)):
            details[field] = entering.said(field)
    if details:
        present = {each: getattr(delegate, each) for each in DELEGATE_FIELDS}
        revise_delegate(entering.actor, delegate, details={**present, **details})


def _fill_mission(entering: Entering, fact: Any) -> None:
    mission: Mission = fact
    report = entering.report
    known = set(mission.stops.values_list("country__code", flat=True))
    for stop in entering.data.get("stops") or []:
        if str(stop.get("country")) in known:
            continue
        enter_stop(entering, mission, stop)
    meeting = meeting_of(entering.actor, report, 0)
    if not entering.data.get("reports_back") or meeting is None:
        return
    back = ReportBack.objects.filter(mission=mission, meeting=meeting).first()
    if back is None:
        report_back(entering.actor, mission, meeting=meeting, sensitivity=report.facts_for, cited=entering.cited)
    else:
        _cite(entering, back)


def _same_words(one: str, other: str) -> bool:
    return folded(one).strip() == folded(other).strip()


_FILL: Mapping[DraftKind, Callable[[Entering, Any], None]] = {
    DraftKind.MEETING: _fill_meeting,
    DraftKind.DELEGATION: _fill_delegation,
    DraftKind.DELEGATE: _fill_delegate,
    DraftKind.MISSION: _fill_mission,
}
