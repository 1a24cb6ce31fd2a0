"""What becomes of pledges: targets and what was reached of them, reports of their stage, and what shows it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from pydantic import Field

from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import FILE, Deed, Given
from secretariat.api.v1.desks.pledges.promises import PLEDGES, part_of_pledge, sight, to_members
from secretariat.api.v1.given import FOR_WHOM, MAYBE_PAST_DAY, PAST_DAY, SOURCE, optional, text
from secretariat.api.v1.refusals import wrong
from secretariat.api.v1.resources import FACT, Part, Person, Resource, citations
from secretariat.api.v1.shapes import Shape, taken_type, words
from secretariat.archive.models import Source
from secretariat.conference.models import Conference
from secretariat.pledges.actions import EVIDENCE_FIELDS, PROGRESS_FIELDS, TARGET_FIELDS, UPDATE_FIELDS
from secretariat.pledges.models import Evidence, Progress, StageUpdate, Target

TARGETS, PROGRESS, UPDATES = "pledges/targets", "pledges/progress", "pledges/updates"
LONGEST_NAME, LONGEST_TITLE = 300, 500


def _sources(user: Person, conference: Conference, ids: list[int]) -> Iterable[tuple[int, str]]:
    """The source that shows it, to whom may know of it."""
    rows = Evidence.objects.filter(pk__in=ids, source__in=sight(user, conference).sources().values("pk"))
    return ((pk, key) for pk, key in rows.values_list("pk", "source__key"))


def _targets(user: Person, conference: Conference, ids: list[int]) -> Iterable[tuple[int, int]]:
    """The target of which it is evidence, to whom may know of it."""
    rows = Evidence.objects.filter(pk__in=ids, target__in=sight(user, conference).of(Target).order_by().values("pk"))
    return ((pk, target) for pk, target in rows.values_list("pk", "target_id") if target)


def _without(names: Iterable[str], *others: str) -> tuple[str, ...]:
    return tuple(name for name in names if name not in {"sensitivity", *others})


RESOURCES: tuple[Resource, ...] = (
    Resource(
        TARGETS,
        Target,
        part_of_pledge(Target),
        ("pledge", *_without(TARGET_FIELDS), *FACT),
        "What is to be reached by when, and from where it is counted.",
        filters=("pledge", "due_date_from", "due_date_until", "sensitivity"),
        parts=(citations(Target),),
        is_public=True,
        told_to=to_members("entered_at"),
    ),
    Resource(
        PROGRESS,
        Progress,
        part_of_pledge(Progress),
        ("target", *_without(PROGRESS_FIELDS), *FACT),
        "What was reached of targets, and who looked whether it is so.",
        filters=("target", "is_verified", "end_date_from", "end_date_until"),
        parts=(citations(Progress),),
        is_public=True,
        told_to=to_members("start_date", "entered_at"),
    ),
    Resource(
        UPDATES,
        StageUpdate,
        part_of_pledge(StageUpdate),
        ("pledge", *_without(UPDATE_FIELDS), *FACT),
        "Reports of how far pledges have come.",
        filters=("pledge", "stage", "reported_by", "is_verified", "said_date_from", "said_date_until"),
        parts=(citations(StageUpdate),),
        is_public=True,
        told_to=to_members("support_needed", "entered_at"),
    ),
    Resource(
        "pledges/evidence",
        Evidence,
        part_of_pledge(Evidence),
        ("pledge", "proves", *FACT),
        "What shows what was done. Its source and its target are named to whom may know of them.",
        filters=("pledge",),
        parts=(Part("source", str, _sources, is_one=True), Part("target", int, _targets, is_one=True)),
        is_public=True,
        told_to=to_members("target", "entered_at"),
    ),
)


# ---- deeds ----------------------------------------------------------------------------------------------------------


class EvidenceSourceShape(Shape):
    """A source that is kept, by its key; or a new one by its title or its publisher."""

    key: words(80, is_line=True) = ""  # type: ignore[valid-type]
    title: words(LONGEST_TITLE, is_line=True) = ""  # type: ignore[valid-type]
    publisher: words(LONGEST_TITLE, is_line=True) = ""  # type: ignore[valid-type]
    url: taken_type(Source._meta.get_field("url")) = Field(default="")  # type: ignore[valid-type]


def evidence_source(value: EvidenceSourceShape, asking: Asking, pointer: str) -> Source | Mapping[str, Any]:
    """The source that is kept, or what is said of a new one."""
    new = {name: getattr(value, name) for name in ("title", "publisher", "url")}
    if value.key and any(new.values()):
        raise wrong(_("Choose a source that is kept, or describe a new one, not both."), pointer=pointer)
    if value.key:
        kept: Source = SOURCE.made(value.key, asking, f"{pointer}/key")
        return kept
    return new


BY_WHOM = text(LONGEST_NAME)
# Unless it is said for whom, it is for those who know of the pledge.
WITH_PLEDGE = {"details.sensitivity": FOR_WHOM}
DEEDS: tuple[Deed, ...] = (
    Deed("pledges.set_target", PLEDGES, details=TARGET_FIELDS, of=Target, makes=True, given=WITH_PLEDGE),
    Deed("pledges.revise_target", TARGETS, details=TARGET_FIELDS),
    Deed(
        "pledges.report_progress",
        TARGETS,
        details=PROGRESS_FIELDS,
        of=Progress,
        makes=True,
        given={**WITH_PLEDGE, "details.start_date": MAYBE_PAST_DAY, "details.end_date": PAST_DAY},
    ),
    Deed("pledges.verify_progress", PROGRESS, given={"verified_by": BY_WHOM}),
    Deed(
        "pledges.update_stage",
        PLEDGES,
        details=UPDATE_FIELDS,
        of=StageUpdate,
        makes=True,
        given={**WITH_PLEDGE, "details.said_date": PAST_DAY},
    ),
    Deed("pledges.verify_update", UPDATES, given={"verified_by": BY_WHOM}),
    Deed(
        "pledges.add_evidence",
        PLEDGES,
        details=EVIDENCE_FIELDS,
        of=Evidence,
        makes=True,
        given={
            **WITH_PLEDGE,
            "source": Given(EvidenceSourceShape, evidence_source),
            "upload": optional(FILE),
        },
        has_file=True,
    ),
)
