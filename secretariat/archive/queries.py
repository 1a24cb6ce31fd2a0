"""What the archive can tell: citations of facts, and what an uploaded file really is."""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models import Count
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.models import Citation, Fact, Source, SourceQuerySet
from secretariat.audit.action import Refused
from secretariat.engines.folding import folded
from secretariat.engines.tables import as_workbook
from secretariat.ui.spreadsheets import as_csv, harmless
from secretariat.ui.templatetags.ui import direction_of

# Extension → the content types that a file of this name may show.
ALLOWED: dict[str, frozenset[str]] = {
    ".pdf": frozenset({"application/pdf"}),
    ".png": frozenset({"image/png"}),
    ".jpg": frozenset({"image/jpeg"}),
    ".jpeg": frozenset({"image/jpeg"}),
    ".webp": frozenset({"image/webp"}),
    ".mp3": frozenset({"audio/mpeg"}),
    ".mp4": frozenset({"video/mp4"}),
    ".docx": frozenset({"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}),
    ".xlsx": frozenset({"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}),
    ".odt": frozenset({"application/vnd.oasis.opendocument.text"}),
    ".txt": frozenset({"text/plain"}),
    ".csv": frozenset({"text/plain"}),
}
TEXT, BYTES = "text/plain", "application/octet-stream"
# What reports come in; a page of the web or a mail is kept too, but never shown as one.
REPORTS = frozenset({".txt", ".html", ".htm", ".pdf", ".docx", ".eml"})
# What tables of figures come in; whether one is a table, and in which encoding, is found by whoever reads it.
TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx"})
MARKUP = re.compile(rb"<\s*(!doctype|html|head|body|script|svg|iframe|\?xml)", re.IGNORECASE)


# Kinds of facts as people call them; the desks that keep them lie above, and are known here by name alone.
KINDS: dict[str, str | Promise] = {
    "conference.objective": _("Objective or expected result"),
    "delegations.answer": _("Answer"),
    "delegations.claimedtotal": _("Total of participation"),
    "delegations.credentials": _("Credentials"),
    "delegations.delegate": _("Delegate"),
    "delegations.delegation": _("Delegation"),
    "delegations.invitation": _("Invitation"),
    "documents.adoption": _("Adoption"),
    "documents.amendment": _("Amendment"),
    "documents.document": _("Document"),
    "documents.explanation": _("Explanation of vote or position"),
    "documents.paragraph": _("Paragraph"),
    "dossier.initiative": _("Initiative"),
    "dossier.notice": _("Place and date of the conference, as reported"),
    "dossier.obstacle": _("Obstacle to return"),
    "dossier.position": _("Position"),
    "dossier.report": _("Report"),
    "dossier.reportedfigure": _("Figure, as reported"),
    "figures.condition": _("Condition of an area of return"),
    "figures.intention": _("Answer of a survey"),
    "figures.movement": _("Movement"),
    "figures.threshold": _("Threshold"),
    "figures.observation": _("Figure"),
    "meetings.followup": _("Follow-up"),
    "meetings.meeting": _("Meeting"),
    "meetings.mission": _("Mission"),
    "meetings.point": _("Point of a meeting"),
    "meetings.progress": _("Progress of a follow-up"),
    "meetings.reportback": _("Report back on a mission"),
    "meetings.stop": _("Stop of a mission"),
    "pledges.moneyflow": _("Money of a pledge"),
    "pledges.pledge": _("Pledge"),
    "pledges.progress": _("Progress of a target"),
    "pledges.stageupdate": _("Report on a pledge"),
    "pledges.target": _("Target of a pledge"),
    "preparation.assessment": _("Assessment of a challenge"),
    "preparation.challenge": _("Challenge"),
    "preparation.task": _("Task"),
    "programme.agendaitem": _("Agenda item"),
    "programme.session": _("Session"),
}
CARRIED = frozenset({"conference", "entered_by"})
SORTS = {"kind": "kind", "publisher": "publisher", "date": "published_date", "cited": "times_cited"}


@dataclass(frozen=True)
class Citing:
    """A fact that cites a source, with the passages that say it."""

    fact: Fact
    kind: str
    name: str | Promise
    passages: list[str]


@dataclass(frozen=True)
class LookedInto:
    """What an upload turned out to be."""

    name: str
    stored_name: str
    content_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Mark:
    """One source beside a fact: its number on the page, where to read about it, and the passage."""

    number: int
    url: str
    title: str
    passage: str
    publisher: str
    date: str
    language: str


def said_once(source: Source) -> tuple[str, str, str]:
    """The name, publisher and date of a source; one without a title is named by the other two, and says them once."""
    return str(source), source.publisher if source.title else "", source.published_date if source.title else ""


class Marks:
    """The sources of a page, numbered as they come up: one source, one number."""

    def __init__(
        self, page_of: Callable[[Source], str], words_of: Callable[[Source], tuple[str, str, str]] = said_once
    ) -> None:
        self._page_of, self._words_of = page_of, words_of
        self._numbers: dict[int, int] = {}

    def of(self, citations: Iterable[Citation]) -> list[Mark]:
        """The marks of one fact, in the order of their numbers."""
        return sorted((self._mark(citation) for citation in citations), key=lambda mark: mark.number)

    def _mark(self, citation: Citation) -> Mark:
        source = citation.source
        title, publisher, date = self._words_of(source)
        return Mark(
            number=self._numbers.setdefault(source.pk, len(self._numbers) + 1),
            url=self._page_of(source),
            title=title,
            passage=citation.passage,
            publisher=publisher,
            date=date,
            language=source.language,
        )


def page_in_office(slug: str) -> Callable[[Source], str]:
    """Where the office of a conference reads about a source; composed once, however many sources a page has."""
    address = reverse("archive:source", args=[slug, 0]).removesuffix("0/")
    return lambda source: f"{address}{source.pk}/"


def citations_by_fact(
    user: User | AnonymousUser, facts: Iterable[models.Model]
) -> dict[tuple[str, int], list[Citation]]:
    """Citations this person may see, by fact: key (``desk.model``, id), in the order they were given. One query."""
    found: dict[tuple[str, int], list[Citation]] = defaultdict(list)
    for citation in Citation.objects.visible_to(user).of(list(facts)):
        found[citation.thing_type, citation.thing_id].append(citation)
    return found


def sources_of(conference_id: int, user: User) -> SourceQuerySet:
    """The sources of a conference that the office shows this person, by publisher and date."""
    rows = Source.objects.in_office_of(user).filter(conference_id=conference_id)
    return rows.order_by("publisher", "published_date", "key")


def sources_found(sources: SourceQuerySet, *, words: str = "", kind: str = "", language: str = "") -> SourceQuerySet:
    """Sources that hold all the words, of this kind and in this language."""
    wanted = folded(words).split()
    if wanted:
        # Compared here and not in the database: SQLite knows the two cases of Latin letters alone.
        named = sources.values_list("pk", "title", "publisher", "byline", "key")
        sources = sources.filter(pk__in=[pk for pk, *said in named if _hold(folded(" ".join(said)), wanted)])
    if kind:
        sources = sources.filter(kind=kind)
    return sources.filter(language=language) if language else sources


def _hold(known: str, wanted: list[str]) -> bool:
    return all(word in known for word in wanted)


def in_order(sources: SourceQuerySet, sort: str) -> SourceQuerySet:
    """Sources with the number of their citations, the newest first unless another order is asked for."""
    counted = sources.annotate(times_cited=Count("citations"))
    key = SORTS.get(sort.removeprefix("-"))
    if key is None:
        return counted.order_by("-published_date", "key")
    return counted.order_by(f"-{key}" if sort.startswith("-") else key, "-published_date", "key")


def address_of(source: Source) -> str:
    """The address at which a source can be read, if it is one that a browser may be sent to."""
    return source.url if source.url.startswith(("https://", "http://")) else ""


def facts_citing(source: Source, user: User) -> list[Citing]:
    """What cites a source, as far as the office shows it to this person. One query, and one more for each kind."""
    passages: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for citation in Citation.objects.filter(source=source).order_by("id"):
        passages[citation.thing_type][citation.thing_id].append(citation.passage)
    found = []
    for kind, ids in sorted(passages.items()):
        model = _model_of(kind)
        if model is None:
            continue
        # A fact is called by its party, its delegation, its invitation: read them with it.
        related = [
            field.name for field in model._meta.concrete_fields if field.many_to_one and field.name not in CARRIED
        ]
        rows: Any = model._default_manager
        for fact in (
            rows.in_office_of(user)
            .filter(pk__in=ids)
            .select_related(*(name for name in related if name not in CARRIED))
            .order_by("pk")
        ):
            name = KINDS.get(kind) or model._meta.verbose_name or kind
            found.append(Citing(fact, kind, name, [said for said in ids[fact.pk] if said]))
    return found


def fact_in_office(user: User, conference_id: int, kind: str, pk: int) -> Fact | None:
    """A fact by its kind (``desk.model``) and number, if the office shows it to this person."""
    model = _model_of(kind)
    if model is None:
        return None
    rows: Any = model._default_manager
    fact: Fact | None = rows.in_office_of(user).filter(conference_id=conference_id, pk=pk).first()
    return fact


def look_into(upload: "UploadedFile[Any]") -> LookedInto:
    """Say what an uploaded file is by its content; refuse it if that is not what its name says."""
    name, extension = _judged(upload, ALLOWED)
    content_type = _content_type(upload)
    if content_type not in ALLOWED[extension]:
        raise Refused(
            _("This file is named %(extension)s, but its content is something else. It was not kept.")
            % {"extension": extension},
            field="upload",
        )
    return _looked_into(upload, (name, extension), content_type)


def look_into_report(upload: "UploadedFile[Any]") -> LookedInto:
    """Say what a report handed in is called and how large it is; its content is kept as bytes and never judged."""
    return _looked_into(upload, _judged(upload, REPORTS), BYTES)


def look_into_table(upload: "UploadedFile[Any]") -> LookedInto:
    """Say what a table handed in is called and how large it is; its content is kept as bytes and judged elsewhere."""
    return _looked_into(upload, _judged(upload, TABLES), BYTES)


def is_day_or_month(said: str) -> bool:
    """Whether these are a day or a month that the calendar has, in digits of ASCII."""
    if not re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", said, re.ASCII):
        return False
    try:
        date.fromisoformat(said if len(said) == 10 else f"{said}-01")
    except ValueError:
        return False
    return True


def is_before(said: str, other: str) -> bool:
    """Whether a day, month or year lies before another, as far as both are known."""
    shared = min(len(said), len(other))
    return bool(shared) and said[:shared] < other[:shared]


def as_sheet(rows: Iterable[Sequence[object]], kind: str, *, title: str) -> bytes:
    """Rows as a CSV or XLSX to hand out; no cell is a formula, and a sheet begins where the language does."""
    if kind != "xlsx":
        return as_csv(rows)
    cells = [[harmless(cell) for cell in row] for row in rows]
    return as_workbook(cells, title=title, is_right_to_left=direction_of(get_language() or "en") == "rtl")


def _judged(upload: "UploadedFile[Any]", kinds: Collection[str]) -> tuple[str, str]:
    """The name and extension of a file; refused if it is empty, too large or of a kind that is not taken."""
    name = _bare_name(upload.name or "")
    extension = PurePath(name).suffix.lower()
    size = upload.size or 0
    if size == 0:
        raise Refused(_("This file is empty."), field="upload")
    if size > settings.UPLOAD_LIMIT:
        raise Refused(
            _("This file is larger than %(limit)s MB.") % {"limit": settings.UPLOAD_LIMIT // 1024 // 1024},
            field="upload",
        )
    if extension not in kinds:
        raise Refused(
            _("Files of this kind are not taken. These are: %(kinds)s.") % {"kinds": ", ".join(sorted(kinds))},
            field="upload",
        )
    return name, extension


def _looked_into(upload: "UploadedFile[Any]", named: tuple[str, str], content_type: str) -> LookedInto:
    name, extension = named
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return LookedInto(name, f"{digest.hexdigest()[:20]}{extension}", content_type, upload.size or 0, digest.hexdigest())


def _model_of(kind: str) -> type[Fact] | None:
    """The table of a kind of fact that can cite sources; a source itself cites none."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return None
    return model if issubclass(model, Fact) and model is not Source else None


def _bare_name(name: str) -> str:
    printable = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    bare = PurePath(printable.replace("\\", "/")).name[-200:]
    # As a conference file can name it.
    return bare.replace(":", "-").lstrip(".") or "file"


def _content_type(upload: "UploadedFile[Any]") -> str:
    import filetype  # noqa: PLC0415 - read only when a file comes in

    upload.seek(0)
    head = upload.read(8192)
    upload.seek(0)
    guess = filetype.guess(head)
    if guess is not None:
        return str(guess.mime)
    return TEXT if _is_text(upload, head) else ""


def _is_text(upload: "UploadedFile[Any]", head: bytes) -> bool:
    if MARKUP.search(head):
        return False
    try:
        text = upload.read().decode("utf-8")
    except UnicodeDecodeError:
        return False
    finally:
        upload.seek(0)
    return not any(unicodedata.category(char) == "Cc" and char not in "\t\r\n\f" for char in text)
