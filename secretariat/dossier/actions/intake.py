"""Reports handed in, and what a person decides on each draft that reading made of them.

A report is read before this door is reached; here its drafts are kept, accepted, joined to what is there, mended or
refused. Nothing becomes a fact without a person's word.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.accounts.models import Sensitivity, User, is_for_fewer
from secretariat.archive.actions import add_source, hold_report, revise_source
from secretariat.archive.models import Source
from secretariat.archive.queries import look_into_report, sources_of
from secretariat.audit.action import Batch, Refused, action, label_of, unless_stale
from secretariat.conference.models import Conference
from secretariat.dossier import permissions
from secretariat.dossier.actions.entering import Entering, enter
from secretariat.dossier.actions.joining import join
from secretariat.dossier.models import Draft, DraftKind, Report
from secretariat.dossier.queries.drafting import (
    POINT,
    Drafted,
    drafts_of,
    found_in,
    language_of,
    why_nothing_was_drafted,
)
from secretariat.dossier.queries.mending import refuse_unfit
from secretariat.dossier.queries.sameness import Known, Same

if TYPE_CHECKING:
    from secretariat.engines.reading.models import Reading

LONGEST_NAME = 300


@action(allow=permissions.may_read_report)
def read_report(
    actor: User,
    conference: Conference,
    *,
    reading: "Reading",
    facts_for: str,
    name: str = "",
    upload: "UploadedFile[Any] | None" = None,
) -> Report:
    """Keep a report that was read, with the drafts of what it says; nothing of it is a fact yet."""
    digest = digest_of(reading)
    if Report.objects.filter(conference=conference, sha256=digest).exists():
        raise Refused(_("This text was read already; nothing was read twice."), field="text")
    report = Report(conference=conference, entered_by=actor, text=reading.text, sha256=digest)
    report.name = (reading.head.title or name or reading.text.strip().partition("\n")[0])[:LONGEST_NAME] or "–"
    report.language, report.notes, report.facts_for = language_of(reading), list(reading.notes), facts_for
    if facts_for == Sensitivity.RESTRICTED:
        # What is in the report is in its facts: whoever may not see these may not read it either.
        report.sensitivity = Sensitivity.RESTRICTED
    report.furniture = [line.text for line in reading.furniture]
    report.found = found_in(reading)
    if not reading.is_relevant:
        report.notes = [*report.notes, why_nothing_was_drafted(reading)]
    if upload is not None:
        report.file = hold_report(actor, conference.pk, upload)
    report.save()
    _draft(actor, report, drafts_of(reading, name=report.name))
    return report


def digest_of(reading: "Reading") -> str:
    """By what a report is known again: the hash of its clean text."""
    return hashlib.sha256(reading.text.encode()).hexdigest()


@action(allow=permissions.may_keep_unread)
def keep_unread(actor: User, conference: Conference, *, upload: "UploadedFile[Any]", facts_for: str) -> Source:
    """Keep a file that could not be read as a source, so that nothing handed in is lost."""
    # Looked into before it is stored: a file that is refused leaves nothing behind.
    if Source.objects.filter(conference=conference, file__sha256=look_into_report(upload).sha256).exists():
        raise Refused(_("This file is kept as a source already."), field="upload")
    held = hold_report(actor, conference.pk, upload)
    details = {"title": (upload.name or "")[:LONGEST_NAME], "sensitivity": facts_for}
    return add_source(actor, conference, details=details, file=held)


@action(allow=permissions.may_accept_draft)
def accept_draft(
    actor: User, draft: Draft, *, at: datetime, changes: Mapping[str, Any] | None = None, version: int | None = None
) -> Draft:
    """Make a draft a fact of its own, citing the passage; the source of the report is accepted with its first fact."""
    unless_stale(draft, version)
    report = _held(draft)
    _change(actor, report, draft, changes)
    source = None if draft.kind == DraftKind.SOURCE else _source_of(actor, report, at)
    fact: Any = _entered(Entering(actor, report, draft, source))
    if draft.kind == DraftKind.SOURCE:
        _cite_from_now_on(report, fact)
    _decide(draft, actor, at, (label_of(fact), fact.pk))
    if draft.kind == DraftKind.MEETING:
        _forget_points_of_another(report, fact.pk)
    return draft


@action(allow=permissions.may_join_draft)
def join_draft(actor: User, draft: Draft, *, at: datetime, version: int | None = None) -> Draft:
    """Say that what a draft tells of is there already: the report becomes a further source of it."""
    unless_stale(draft, version)
    report = _held(draft)
    _unless_decided(draft)
    if not draft.same_type or draft.same_id is None:
        raise Refused(_("Nothing was found that this could be; accept it as new, or refuse it."))
    if draft.kind == DraftKind.SOURCE:
        source = sources_of(draft.conference_id, actor).filter(pk=draft.same_id).first()
        if source is None:
            raise Refused(_("The fact that this seemed to be is no longer there."))
        if (
            report.file is not None
            and source.file_id is None
            and not is_for_fewer(report.facts_for, source.sensitivity)
        ):
            revise_source(actor, source, details={}, file=report.file)
        _cite_from_now_on(report, source)
    else:
        try:
            join(Entering(actor, report, draft, _source_of(actor, report, at)))
        except PermissionDenied:
            raise Refused(_not_yours(draft)) from None
    _decide(draft, actor, at, (draft.same_type, draft.same_id))
    return draft


@action(allow=permissions.may_mend_draft)
def mend_draft(actor: User, draft: Draft, *, changes: Mapping[str, Any], version: int | None = None) -> Draft:
    """Put right what reading got wrong, before it is decided."""
    unless_stale(draft, version)
    report = _held(draft)
    _change(actor, report, draft, changes)
    draft.save(update_fields=["data", "is_mended", "same_type", "same_id", "same_reasons"])
    return draft


@action(allow=permissions.may_refuse_draft)
def refuse_draft(actor: User, draft: Draft, *, at: datetime) -> Draft:
    """Say that a draft is to become nothing."""
    _held(draft)
    _unless_decided(draft)
    draft.state, draft.decided_by, draft.decided_at = Draft.State.REFUSED, actor, at
    draft.save(update_fields=["state", "decided_by", "decided_at"])
    return draft


@action(allow=permissions.may_take_up_draft)
def take_up_draft(actor: User, draft: Draft) -> Draft:
    """Take up a refused draft again."""
    del actor
    _held(draft)
    if draft.state != Draft.State.REFUSED:
        raise Refused(_("Only a refused draft can be taken up again."))
    draft.state, draft.decided_by, draft.decided_at = Draft.State.PROPOSED, None, None
    draft.save(update_fields=["state", "decided_by", "decided_at"])
    return draft


@action(allow=permissions.may_accept_drafts)
def accept_drafts(actor: User, report: Report, *, kinds: Iterable[str], at: datetime, topic: str = "") -> Batch:
    """Accept all drafts of these kinds that are still to decide; what needs a person's eye is skipped, and said."""
    done: list[int] = []
    skipped: list[tuple[str, str]] = []
    for draft in _to_decide(report, kinds):
        if draft.same_id is not None:
            skipped.append((draft.summary, _("it may be there already; say whether it is the same")))
            continue
        changes = {"topic": topic} if topic and draft.kind == DraftKind.STATEMENT and not draft.data["topic"] else None
        try:
            accept_draft(actor, draft, at=at, changes=changes)
        except Refused as refusal:
            skipped.append((draft.summary, str(refusal)))
        else:
            done.append(draft.pk)
    return _batch(report, done, skipped, ngettext("%(n)s draft accepted", "%(n)s drafts accepted", len(done)))


@action(allow=permissions.may_join_drafts)
def join_drafts(actor: User, report: Report, *, kinds: Iterable[str], at: datetime) -> Batch:
    """Make the report a further source of everything of these kinds that it seems to tell of and that is there."""
    done: list[int] = []
    skipped: list[tuple[str, str]] = []
    for draft in _to_decide(report, kinds):
        # Which point of a meeting a statement may be is known once the meeting is decided.
        draft.refresh_from_db()
        if draft.same_id is None:
            continue
        try:
            join_draft(actor, draft, at=at)
        except Refused as refusal:
            skipped.append((draft.summary, str(refusal)))
        else:
            done.append(draft.pk)
    words = ngettext("%(n)s draft joined to what is there", "%(n)s drafts joined to what is there", len(done))
    return _batch(report, done, skipped, words)


@action(allow=permissions.may_read_again)
def read_again(actor: User, report: Report, *, reading: "Reading") -> Batch:
    """Draft a report anew, with the date that was missing; what is decided stays as it was decided."""
    drafts = list(report.drafts.order_by("position", "id"))
    touched = {_place_of(draft) for draft in drafts if draft.is_mended or draft.state != Draft.State.PROPOSED}
    if any(draft.kind == DraftKind.MEETING and _place_of(draft) in touched for draft in drafts):
        # Statements name the meetings of their report by number: while one is decided, all keep their places.
        touched |= {_place_of(draft) for draft in drafts if draft.kind == DraftKind.MEETING}
    kept = [draft for draft in drafts if _place_of(draft) in touched]
    report.drafts.exclude(pk__in=[draft.pk for draft in kept]).delete()
    has_meetings = any(draft.kind == DraftKind.MEETING for draft in kept)
    found = [
        each
        for each in drafts_of(reading, name=report.name)
        if _place_of(each) not in touched and not (has_meetings and each.kind == DraftKind.MEETING)
    ]
    report.notes, report.found = list(reading.notes), found_in(reading)
    report.save(update_fields=["notes", "found"])
    _draft(actor, report, found, after=kept)
    made = list(report.drafts.filter(state=Draft.State.PROPOSED).values_list("pk", flat=True))
    return _batch(report, made, [], ngettext("%(n)s draft made anew", "%(n)s drafts made anew", len(made)))


@action(allow=permissions.may_refuse_drafts)
def refuse_drafts(actor: User, report: Report, *, kinds: Iterable[str], at: datetime) -> Batch:
    """Refuse all drafts of these kinds that are still to decide."""
    done = []
    for draft in _to_decide(report, kinds):
        draft.state, draft.decided_by, draft.decided_at = Draft.State.REFUSED, actor, at
        draft.version += 1
        draft.save(update_fields=["state", "decided_by", "decided_at", "version"])
        done.append(draft.pk)
    return _batch(report, done, [], ngettext("%(n)s draft refused", "%(n)s drafts refused", len(done)))


def _place_of(draft: Draft | Drafted) -> tuple[str, int | None, int | None]:
    """By what a draft is known again when its report is read once more: its kind and its passage."""
    return str(draft.kind), draft.start, draft.end


def _draft(actor: User, report: Report, found: list[Drafted], *, after: Iterable[Draft] = ()) -> None:
    """Keep the drafts, each with what it seems to be already, behind those that are there."""
    there = list(after)
    first = 1 + max((draft.position for draft in there), default=-1)
    known = Known(report.conference, actor)
    rows: list[Draft] = []
    meetings = [_told_meeting(draft) for draft in there if draft.kind == DraftKind.MEETING]
    for position, each in enumerate(found, start=first):
        row = Draft(conference=report.conference, report=report, kind=each.kind, position=position, data=each.data)
        row.start, row.end, row.confidence, row.rule = each.start, each.end, each.confidence, each.rule
        meeting = meetings[each.data["meeting"]] if _is_point(each.kind, each.data) else None
        _note_sameness(row, known.same_as(each.kind, each.data, meeting=meeting))
        if each.kind == DraftKind.MEETING:
            meetings.append(_told_meeting(row))
        rows.append(row)
    Draft.objects.bulk_create(rows)


def _told_meeting(draft: Draft) -> dict[str, Any]:
    """The meeting that a draft became, or that it seems to be."""
    return {"kind": draft.fact_type or draft.same_type, "pk": draft.fact_id or draft.same_id}


def _is_point(kind: str, data: Mapping[str, Any]) -> bool:
    return kind == DraftKind.STATEMENT and data.get("becomes") == POINT and data.get("meeting") is not None


def _note_sameness(draft: Draft, same: Same | None) -> None:
    draft.same_type, draft.same_id = (same.kind, same.pk) if same else ("", None)
    draft.same_reasons = list(same.reasons) if same else []


def _held(draft: Draft) -> Report:
    """The report of a draft, held: decisions on one report come one after the other."""
    return Report.objects.select_for_update(no_key=True).get(pk=draft.report_id)


def _unless_decided(draft: Draft) -> None:
    if draft.state == Draft.State.ACCEPTED:
        raise Refused(_("This was accepted already."))
    if draft.state == Draft.State.REFUSED:
        raise Refused(_("This was refused; take it up again first."))


def _change(actor: User, report: Report, draft: Draft, changes: Mapping[str, Any] | None) -> None:
    _unless_decided(draft)
    changed = {name: value for name, value in (changes or {}).items() if draft.data.get(name) != value}
    if not changed:
        return
    refuse_unfit(draft.kind, changed)
    draft.data = {**draft.data, **changed}
    draft.is_mended = True
    meeting = None
    if _is_point(draft.kind, draft.data):
        meetings = list(report.drafts.filter(kind=DraftKind.MEETING).order_by("position", "id"))
        number = draft.data["meeting"]
        told = meetings[number] if 0 <= number < len(meetings) else None
        meeting = _told_meeting(told) if told else None
    _note_sameness(draft, Known(report.conference, actor).same_as(draft.kind, draft.data, meeting=meeting))


def _entered(entering: Entering) -> Any:
    try:
        return enter(entering)
    except PermissionDenied:
        raise Refused(_not_yours(entering.draft)) from None


def _not_yours(draft: Draft) -> str:
    return _("%(kind)s: this is entered by the officers of the desk that keeps it.") % {
        "kind": draft.get_kind_display()
    }


def _source_of(actor: User, report: Report, at: datetime) -> Source:
    """The source that facts of this report cite; accepted now if nobody has decided on it yet."""
    report.refresh_from_db(fields=["source"])
    if report.source is not None:
        return report.source
    draft = report.drafts.filter(kind=DraftKind.SOURCE).order_by("position", "id").first()
    if draft is None or draft.state == Draft.State.REFUSED:
        raise Refused(_("The source of this report was refused; take it up first, as every fact cites it."))
    if draft.same_id is not None:
        raise Refused(_("Say first whether the source is the one that is there already."))
    accept_draft(actor, draft, at=at)
    report.refresh_from_db(fields=["source"])
    if report.source is None:
        raise Refused(_("Accept the source first; every fact cites it."))
    return report.source


def _cite_from_now_on(report: Report, source: Source) -> None:
    report.source = source
    report.save(update_fields=["source"])


def _decide(draft: Draft, actor: User, at: datetime, fact: tuple[str, int]) -> None:
    draft.state, draft.decided_by, draft.decided_at = Draft.State.ACCEPTED, actor, at
    draft.fact_type, draft.fact_id = fact
    draft.save()


def _forget_points_of_another(report: Report, meeting_id: int) -> None:
    """A meeting entered as new has no points yet, so no statement can be there already as one of them."""
    del meeting_id
    report.drafts.filter(
        kind=DraftKind.STATEMENT, state=Draft.State.PROPOSED, same_type="meetings.point", data__becomes=POINT
    ).update(same_type="", same_id=None, same_reasons=[])


def _to_decide(report: Report, kinds: Iterable[str]) -> list[Draft]:
    rows = report.drafts.filter(state=Draft.State.PROPOSED, kind__in=list(kinds)).order_by("position", "id")
    return list(rows.select_related("conference"))


def _batch(report: Report, done: list[int], skipped: list[tuple[str, str]], words: str) -> Batch:
    return Batch(
        name=words % {"n": len(done)},
        conference_id=report.conference_id,
        counts={label_of(Draft()): len(done)} if done else {},
        rows={label_of(Draft()): done} if done else {},
        skipped=tuple(skipped),
    )
