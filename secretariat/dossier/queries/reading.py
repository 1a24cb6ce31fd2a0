"""Reads a report with the engine, and says in sentences what went wrong or stayed open."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.audit.action import Refused
from secretariat.dossier.models import DraftKind, Report
from secretariat.engines import reading
from secretariat.engines.reading.models import KnownParty, Opened, Reading, Title, Unopenable
from secretariat.parties.models import Party

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


UNOPENABLE: Mapping[str, str | Promise] = {
    "empty": _("There is nothing in it."),
    "too_large": _("It is too large to be read: a report has at most 2 MB of text, and a file at most 20 MB."),
    "no_text": _("There is no text in it: its pages are pictures."),
    "protected": _("It is protected with a password. Hand it in without one."),
    "broken": _("It is damaged, or something else than its name says."),
    "unknown_kind": _("Reports are read from .txt, .html, .pdf, .docx and .eml."),
    "wrong_encoding": _("Its letters are written in an encoding that is not known. Save it as UTF-8."),
    "too_slow": _("It took longer to open than allowed, and was put aside."),
    "too_much": _("It needed more memory to open than allowed, and was put aside."),
}
NOTES: Mapping[str, str | Promise] = {
    "date_open": _("The report carries no date of its own, so dates such as “next month” are left open."),
    "language_unsupported": _("The report is in a language that is not read yet; nothing was drafted from its text."),
    "encoding_guessed": _("The file does not say how its letters are written; the encoding was guessed."),
    "cut": _("Only the beginning of this long text was read."),
    "irrelevant": _("Nothing in it has to do with the conference, so nothing was drafted."),
    "found_only": _(
        "Sentences are read in English only so far. Of this report its parties, persons and dates were found; they"
        " stand beneath the text, and its source is drafted."
    ),
    "attachments_left_out": _("The mail has attachments; they were not read. Hand them in by themselves."),
    "controls_shown": _("Control characters in the text are shown as marks."),
}
PASTED = "report.txt"


def read_upload(upload: "UploadedFile[Any]", *, published: str = "") -> Reading:
    """Read an uploaded file; refused with a sentence where it cannot be."""
    upload.seek(0)
    try:
        from secretariat.engines.reading.opening import FILE_LIMIT  # noqa: PLC0415 - with it come the rules of all languages

        return _read(upload.read(FILE_LIMIT + 1), upload.name or PASTED, published)
    finally:
        upload.seek(0)


def read_pasted(text: str, *, published: str = "") -> Reading:
    """Read a pasted text; refused with a sentence where it cannot be."""
    return _read(text.encode(), PASTED, published)


def read_anew(text: str, *, published: str) -> Reading:
    """Read the clean text of a report once more, with the date that was missing; refused where it cannot be."""
    opened = Opened(text=text, head=Title(published=published), kind="txt")
    try:
        return reading.read_bounded(opened, parties=known_parties(), published=published)
    except Unopenable as refusal:
        raise Refused(UNOPENABLE[refusal.code]) from refusal


def read_with_date(report: Report, *, published: str) -> Reading:
    """A report read once more with its date; its head is as its draft of a source holds it."""
    anew = read_anew(report.text, published=published)
    source = report.drafts.filter(kind=DraftKind.SOURCE).first()
    said = source.data if source else {}
    head = {name: str(said.get(name) or "") for name in ("title", "byline", "publisher", "url")}
    return replace(anew, head=replace(anew.head, **head, published=published))


def notes_of(codes: list[str]) -> list[str | Promise]:
    """What could not be settled, in sentences; a code that is not known says nothing to a reader."""
    return [NOTES[code] for code in codes if code in NOTES]


def known_parties() -> list[KnownParty]:
    """The register of parties, with every name in every language."""
    return [
        KnownParty(party.code, tuple(sorted(_names(party.name) | _names(party.formal_name))), party.is_state)
        for party in Party.objects.order_by("code")
    ]


def _read(data: bytes, name: str, published: str) -> Reading:
    try:
        return reading.read_file_bounded(data, name, parties=known_parties(), published=published)
    except Unopenable as refusal:
        raise Refused(UNOPENABLE[refusal.code]) from refusal


def _names(text: object) -> set[str]:
    data = getattr(text, "data", None)
    return {words for words in data.values() if words} if isinstance(data, dict) else set()
