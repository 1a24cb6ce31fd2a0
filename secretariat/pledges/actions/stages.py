"""How far a pledge has come: reports of its stage, who looked whether they are so, and what shows it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from secretariat.accounts.models import Sensitivity, User
from secretariat.archive.actions import Cited, citations_for, keep_file, keep_source
from secretariat.archive.models import Citation, Source
from secretariat.archive.queries import is_before
from secretariat.audit.action import Refused, action, plain, unless_stale
from secretariat.pledges import permissions
from secretariat.pledges.actions.parts import as_own_word, enter, is_own_word, known_of, may_be_cited, says_the_same
from secretariat.pledges.actions.standing import stand
from secretariat.pledges.models import Evidence, Pledge, Stage, StageUpdate, Target
from secretariat.ui.templatetags.ui import day

UPDATE_FIELDS = (
    "stage",
    "said_date",
    "narrative",
    "hindrances",
    "support_needed",
    "reason",
    "reported_by",
    "is_verified",
    "verified_by",
    "sensitivity",
)
EVIDENCE_FIELDS = ("proves", "target", "sensitivity")
NEEDS_REASON = frozenset({Stage.SUSPENDED, Stage.CANCELLED})


@action(allow=permissions.may_update_stage)
def update_stage(
    actor: User, pledge: Pledge, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()
) -> StageUpdate:
    """Write down how far a pledge has come; earlier reports stay, and one report counts for all its parties."""
    cited = may_be_cited(actor, pledge.conference_id, cited)
    update = StageUpdate(conference_id=pledge.conference_id, pledge=pledge, entered_by=actor)
    update.sensitivity = pledge.sensitivity
    enter(update, UPDATE_FIELDS, details)
    if is_own_word(actor, pledge):
        as_own_word(actor, pledge, update)
    _judge(actor, update, pledge)
    if any(says_the_same(update, other, UPDATE_FIELDS) for other in known_of(actor, pledge, StageUpdate)):
        raise Refused(_("The same is reported already. If another source gives it, cite it there."))
    update.save()
    Citation.objects.bulk_create(citations_for(update, cited))
    stand(pledge)
    return update


@action(allow=permissions.may_verify_update)
def verify_update(actor: User, update: StageUpdate, *, verified_by: str, version: int | None = None) -> StageUpdate:
    """Say that somebody looked whether a report is so, and who that was."""
    del actor
    unless_stale(update, version)
    if not verified_by.strip():
        raise Refused(_("Say who looked whether it is so."), field="verified_by")
    update.is_verified, update.verified_by = True, verified_by.strip()
    update.save(update_fields=["is_verified", "verified_by"])
    return update


@action(allow=permissions.may_add_evidence)
def add_evidence(
    actor: User,
    pledge: Pledge,
    *,
    details: Mapping[str, Any],
    source: Source | Mapping[str, Any],
    upload: "UploadedFile[Any] | None" = None,
) -> Evidence:
    """Name a source that shows what was done: one that is kept, or a new one with its file."""
    evidence = Evidence(conference_id=pledge.conference_id, pledge=pledge, entered_by=actor)
    evidence.sensitivity = pledge.sensitivity
    enter(evidence, EVIDENCE_FIELDS, details)
    if is_own_word(actor, pledge):
        as_own_word(actor, pledge, evidence)
    _judge_evidence(evidence, pledge)
    if isinstance(source, Source):
        _judge_kept(actor, pledge, upload)
    evidence.source = _kept(actor, pledge, source)
    if evidence.source.conference_id != pledge.conference_id:
        raise Refused(_("This source belongs to another conference."), field="source")
    known = known_of(actor, pledge, Evidence).filter(source=evidence.source)
    if any(says_the_same(evidence, other, EVIDENCE_FIELDS) for other in known):
        raise Refused(_("This source shows the same here already."), field="source")
    if upload is not None:
        keep_file(actor, evidence.source, upload)
    evidence.save()
    return evidence


def _judge_kept(actor: User, pledge: Pledge, upload: "UploadedFile[Any] | None") -> None:
    """Nobody puts another file in the place of one that is kept; a party names no source but its own."""
    if upload is not None:
        raise Refused(_("Choose a source that is kept, or describe a new one, not both."), field="source")
    if is_own_word(actor, pledge):
        raise Refused(_("Your role here does not allow this."), field="source")


def _kept(actor: User, pledge: Pledge, source: Source | Mapping[str, Any]) -> Source:
    if isinstance(source, Source):
        return source
    if not source.get("title") and not source.get("publisher"):
        raise Refused(_("Give a title or a publisher."), field="title")
    details = {name: " ".join(said.split()) if isinstance(said, str) else said for name, said in source.items()}
    if is_own_word(actor, pledge):
        # An officer looks at what a party hands in before others see it.
        details["sensitivity"] = Sensitivity.SECRETARIAT
    return keep_source(actor, pledge.conference_id, details)


def _judge(actor: User, update: StageUpdate, pledge: Pledge) -> None:
    if update.stage in NEEDS_REASON and not plain(update.reason):
        sentence = _("Say why: without a reason no pledge is suspended or cancelled.")
        raise Refused(sentence, field="reason")
    if update.stage == Stage.FULFILLED and not known_of(actor, pledge, Evidence).exists():
        sentence = _("Nothing shows yet that it is fulfilled. Add evidence first, then report it as fulfilled.")
        raise Refused(sentence, field="stage")
    if update.is_verified and not update.verified_by.strip():
        raise Refused(_("Say who looked whether it is so."), field="verified_by")
    if not update.is_verified:
        update.verified_by = ""
    if is_before(update.said_date.isoformat(), pledge.said_date):
        raise Refused(
            _("The pledge was made on %(day)s; a report on it cannot be older.") % {"day": day(pledge.said_date)},
            field="said_date",
        )


def _judge_evidence(evidence: Evidence, pledge: Pledge) -> None:
    if not plain(evidence.proves):
        raise Refused(_("Say what it shows."), field="proves")
    target: Target | None = evidence.target
    if target is not None and target.pledge_id != pledge.pk:
        raise Refused(_("This target is another pledge's."), field="target")
