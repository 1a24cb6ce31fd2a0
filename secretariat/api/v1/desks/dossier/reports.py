"""Reports that were handed in to be read, and the drafts that a person decides on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, QuerySet, Value
from django.utils.translation import gettext as _
from pydantic import Field

from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import FILE, LEVEL, Deed, FileShape, Given
from secretariat.api.v1.given import DAY_OR_MONTH
from secretariat.api.v1.refusals import wrong
from secretariat.api.v1.resources import Part, Person, Resource, at_desk
from secretariat.api.v1.shapes import Shape, words
from secretariat.archive.models import Source
from secretariat.conference.models import Conference
from secretariat.dossier.models import Draft, DraftKind, Report
from secretariat.dossier.permissions import may_read_again, may_read_report
from secretariat.dossier.queries import reading

REPORTS, DRAFTS = "dossier/reports", "dossier/drafts"
LONGEST_PASTE, LONGEST_TOPIC = 200_000, 300


def drafts(user: Person, conference: Conference) -> "QuerySet[Draft]":
    """The drafts of the reports that the office shows this person."""
    seen = at_desk(Report)(user, conference)
    return Draft.objects.filter(conference=conference, report__in=seen.order_by().values("pk"))


def _facts(user: Person, conference: Conference, ids: list[int]) -> Iterable[tuple[int, Any]]:
    """What drafts became or seem to be, where the office shows it to this person; two queries."""
    named: dict[str, dict[int, list[tuple[int, str]]]] = defaultdict(lambda: defaultdict(list))
    rows = Draft.objects.filter(pk__in=ids).order_by("pk")
    for pk, same, same_id, fact, fact_id in rows.values_list("pk", "same_type", "same_id", "fact_type", "fact_id"):
        for kind, one, relation in ((same, same_id, "same"), (fact, fact_id, "fact")):
            if kind and one is not None:
                named[kind][one].append((pk, relation))
    seen = [
        _model(label)
        .in_office_of(user)
        .filter(conference=conference, pk__in=list(facts))
        .order_by()
        .values_list(Value(label, CharField()), "pk")
        for label, facts in named.items()
    ]
    for label, one in seen[0].union(*seen[1:]) if seen else ():
        for pk, relation in named[label][one]:
            yield pk, {"relation": relation, "kind": label, "id": one}


def _model(label: str) -> Any:
    return apps.get_model(label)._default_manager


def _sources(user: Person, conference: Conference, ids: list[int]) -> Iterable[tuple[int, str]]:
    """The source that a report became, to whom may see it."""
    seen = Source.objects.in_office_of(user).filter(conference=conference)
    rows = Report.objects.filter(pk__in=ids, source__in=seen.order_by().values("pk"))
    return ((pk, key) for pk, key in rows.values_list("pk", "source__key") if key)


RESOURCES: tuple[Resource, ...] = (
    Resource(
        REPORTS,
        Report,
        at_desk(Report),
        ("name", "language", "notes", "facts_for", "sensitivity", "entered_at", "version"),
        "Reports that were read; their facts are for whom their officer said.",
        filters=("language", "facts_for", "sensitivity", "entered_at_from", "entered_at_until"),
        parts=(Part("source", str, _sources, is_one=True),),
        shapes={"notes": list[str]},
    ),
    Resource(
        "dossier/report_texts",
        Report,
        at_desk(Report),
        ("text", "version"),
        "The clean text of each report, to which passages count.",
    ),
    Resource(
        DRAFTS,
        Draft,
        drafts,
        (
            "report",
            "kind",
            "position",
            "data",
            "start",
            "end",
            "confidence",
            "rule",
            "state",
            "is_mended",
            "decided_at",
            "version",
        ),
        "What reading proposes; each is nothing until a person accepts it.",
        filters=("report", "kind", "state", "is_mended"),
        parts=(
            # ``same`` is what it seems to be already, ``fact`` what it became.
            Part("facts", {"relation": str, "kind": str, "id": int}, _facts),
        ),
    ),
)


# ---- deeds ----------------------------------------------------------------------------------------------------------


class ReportShape(Shape):
    """A report, as a text or as a file; and when it was published, if it does not say so itself."""

    text: words(LONGEST_PASTE) = ""  # type: ignore[valid-type]
    file: FileShape | None = None
    published: DAY_OR_MONTH.shape = ""  # type: ignore[name-defined]


def read(value: ReportShape, asking: Asking, pointer: str) -> Mapping[str, Any]:
    """The report as it was read, and its file; nothing is read for who may not hand in."""
    if not may_read_report(asking.user, asking.conference):
        raise PermissionDenied
    if bool(value.text) == (value.file is not None):
        raise wrong(_("Give a text or a file, one of the two."), pointer=pointer)
    if value.file is None:
        return {"reading": reading.read_pasted(value.text, published=value.published)}
    upload = FILE.made(value.file, asking, f"{pointer}/file")
    found = reading.read_upload(upload, published=value.published)
    return {"reading": found, "name": upload.name, "upload": upload}


def read_again(value: str, asking: Asking, pointer: str) -> Any:
    """The report that is read once more, with its date."""
    if not may_read_again(asking.user, asking.thing):
        raise PermissionDenied
    if not value:
        raise wrong(_("Say when it was published."), pointer=pointer)
    return reading.read_with_date(asking.thing, published=value)


def one_line(value: str, _asking: Asking, _pointer: str) -> str:
    """The words of a topic."""
    return " ".join(value.split())


ALL_KINDS = Given(Annotated[list[DraftKind], Field(min_length=1, max_length=len(DraftKind))])
CHANGES = Given(dict[Annotated[str, Field(max_length=80)], Any], is_needed=False)
DEEDS: tuple[Deed, ...] = (
    Deed(
        "dossier.read_report",
        given={"report": Given(ReportShape, read, spreads=True), "facts_for": LEVEL},
        leaves=("reading", "name", "upload"),
        has_file=True,
    ),
    Deed("dossier.keep_unread", given={"upload": FILE, "facts_for": LEVEL}, has_file=True),
    Deed(
        "dossier.read_again",
        REPORTS,
        given={"published": Given(DAY_OR_MONTH.shape, lambda *given: {"reading": read_again(*given)}, spreads=True)},
        leaves=("reading",),
    ),
    Deed("dossier.accept_draft", DRAFTS, given={"changes": CHANGES}),
    Deed("dossier.join_draft", DRAFTS),
    Deed("dossier.mend_draft", DRAFTS, given={"changes": Given(CHANGES.shape)}),
    Deed("dossier.refuse_draft", DRAFTS),
    Deed("dossier.take_up_draft", DRAFTS),
    Deed(
        "dossier.accept_drafts",
        REPORTS,
        given={
            "kinds": ALL_KINDS,
            "topic": Given(words(LONGEST_TOPIC), one_line, is_needed=False),
        },
    ),
    Deed("dossier.join_drafts", REPORTS, given={"kinds": ALL_KINDS}),
    Deed("dossier.refuse_drafts", REPORTS, given={"kinds": ALL_KINDS}),
)
