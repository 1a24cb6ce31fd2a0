"""Builders of printing: templates, jobs, portraits, and what a PDF says."""

import io
import re
from typing import Any

from django.core.files.base import ContentFile
from pypdf import PdfReader

from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, Particulars
from secretariat.door.models import BadgeTemplate, PrintJob, PrintKind
from tests import make

SOURCE = (
    '#import "house.typ": *\n#let data = json("data.json")\n#for person in data.people [#person.names.at(0).text ]\n'
)


def template(conference: Conference, source: str = SOURCE, **fields: Any) -> BadgeTemplate:
    """A template of the conference's own, not in use."""
    values = {"kind": PrintKind.BADGE, "name": "Our badge", "entered_by": make._house_hand(), **fields}
    return BadgeTemplate.objects.create(conference=conference, source=source, **values)


def job(conference: Conference, wanted: list[int] | None = None, **fields: Any) -> PrintJob:
    """Something that was given to be printed."""
    numbers = wanted or []
    values = {
        "kind": PrintKind.BADGE,
        "language": "en",
        "total": len(numbers),
        "entered_by": make._house_hand(),
        "asked_at": make.NOON,
        **fields,
    }
    return PrintJob.objects.create(conference=conference, wanted=numbers, **values)


def portrait(delegate: Delegate, colour: str = "#7a8a99") -> Particulars:
    """A photo as the house keeps it: JPEG of 360 × 480."""
    particulars = Particulars.objects.create(conference_id=delegate.conference_id, delegate=delegate)
    particulars.photo.save("portrait.jpg", ContentFile(jpeg(colour)))
    return particulars


def jpeg(colour: str = "#7a8a99") -> bytes:
    """A plain picture."""
    from PIL import Image  # noqa: PLC0415

    written = io.BytesIO()
    Image.new("RGB", (360, 480), colour).save(written, "JPEG")
    return written.getvalue()


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page of a PDF, with single spaces."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]
