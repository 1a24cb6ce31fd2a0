"""Files that mean harm, handed in by a browser and by the command line: each ends in a sentence, and nothing is kept."""

import io
import re
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from secretariat.api.models import Import
from secretariat.audit.models import Entry
from secretariat.engines.tables import as_workbook
from tests import make, make_brought_in
from tests.engines.calendars.made import ics, vevent

pytestmark = pytest.mark.django_db

MEGABYTE = 1024 * 1024
EVENT = b'{"results": [{"id": 1, "title": "a", %s}]}'
SHEET = "xl/worksheets/sheet1.xml"
SCHEDULE = b"<schedule><conference><title>&a;</title></conference></schedule>"
TOO_MUCH = "It holds more than is read in one file"
IN_PARTS = "The file is too large. Take it out of the other program in parts."


def _workbook(part: str, content: bytes) -> bytes:
    """A workbook in which one part is other than programs write it."""
    whole = zipfile.ZipFile(io.BytesIO(as_workbook([["Name", "Country"], ["Amal", "Lebanon"]], title="List")))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        for name in {*whole.namelist(), part}:
            parts.writestr(name, content if name == part else whole.read(name))
    return packed.getvalue()


def _sheet(rows: bytes) -> bytes:
    named = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return named + b"<sheetData>" + rows + b"</sheetData></worksheet>"


def _events(count: int, *lines: str) -> bytes:
    return ics(*(vevent("SUMMARY:a", *lines, uid=str(number)) for number in range(count)))


FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "fifty megabytes": ("a.json", lambda: b'{"results": [' + b" " * (50 * MEGABYTE) + b"]}", "larger than 25"),
    "a text without end": ("a.json", lambda: EVENT % (b'"x": "' + b"x" * 2_000_000 + b'"'), "A text has no end"),
    "lists in lists": ("a.json", lambda: EVENT % (b'"x": ' + b"[" * 10_000 + b"]" * 10_000), "nested more deeply"),
    "objects in objects": ("a.json", lambda: EVENT % (b'"x": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_000), "nested"),
    "nothing but depth": ("a.json", lambda: b"[" * 10_000 + b"]" * 10_000, "Choose its format"),
    "a name twice": ("a.json", lambda: EVENT % b'"title": "b"', "A name stands twice in one place"),
    "not a number": ("a.json", lambda: EVENT % b'"x": NaN', "“Not a number” stands where a number must be"),
    "beyond all numbers": ("a.json", lambda: EVENT % b'"x": 1e999', "A number is too large or too small"),
    "a number without end": ("a.json", lambda: EVENT % (b'"x": ' + b"9" * 100_000), "A number is too long"),
    "no UTF-8": ("a.json", lambda: EVENT % b'"x": "\xff\xfe\xc3"', "not written in UTF-8"),
    "half a character": ("a.json", lambda: EVENT % b'"x": "\\ud800"', "Half a character"),
    "entities in entities": ("a.xml", lambda: b'<!DOCTYPE s [<!ENTITY a "b">]>' + SCHEDULE, "declarations"),
    "an entity of a file": (
        "a.xml",
        lambda: b'<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SCHEDULE,
        "declarations",
    ),
    "a type from elsewhere": (
        "a.xml",
        lambda: b'<!DOCTYPE s SYSTEM "http://127.0.0.1:9/s.dtd">' + SCHEDULE.replace(b"&a;", b"a"),
        "declarations",
    ),
    "elements in elements": ("a.xml", lambda: b"<schedule>" + b"<a>" * 10_000, "nested more deeply"),
    "elements without end": ("a.xml", lambda: b"<schedule>" + b"<day/>" * 3_000_001 + b"</schedule>", TOO_MUCH),
    "a workbook that unpacks": ("a.xlsx", lambda: _workbook(SHEET, b"0" * (51 * MEGABYTE)), "unpacks to more"),
    "a workbook of a million rows": ("a.xlsx", lambda: _workbook(SHEET, _sheet(b"<row/>" * 1_000_000)), "20,000 rows"),
    "a workbook of entities": (
        "a.xlsx",
        lambda: _workbook("xl/sharedStrings.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><sst>&a;</sst>'),
        "declarations that no spreadsheet program writes",
    ),
    "half a workbook": ("a.xlsx", lambda: _workbook(SHEET, b"<worksheet>")[:900], "broken"),
    "a hundred thousand events": ("a.ics", lambda: _events(100_000), TOO_MUCH),
    "rules without end": (
        "a.ics",
        lambda: ics(
            *(
                vevent("RRULE:FREQ=MINUTELY", start="DTSTART:20201111T000000Z", uid=str(number))
                for number in range(2_000)
            )
        ),
        "repeat",
    ),
    "a calendar in a calendar": ("a.ics", lambda: b"BEGIN:VCALENDAR\r\n" * 100_000, ""),
    "a million columns": (
        "a.csv",
        lambda: (b",".join([b"a"] * 1_000_000) + b"\n") * 2,
        "A list has at most 64 columns",
    ),
    "a million columns of nothing": (
        "a.csv",
        lambda: b"Name,Country\n" + b"," * 1_000_000,
        "A list has at most 64 columns",
    ),
    "a million rows": ("a.csv", lambda: b"Name,Country\n" + b"A,B\n" * 1_000_000, "A list has at most 20,000 rows"),
    "more than a list has": ("a.csv", lambda: b"Name,Country\n" + b"A,B\n" * 2_000_000, "larger than 5"),
    "a hundred thousand cards": (
        "a.vcf",
        lambda: b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:A\r\nEND:VCARD\r\n" * 100_000,
        TOO_MUCH,
    ),
    "blanks": ("a.csv", lambda: b" \r\n\t" * 100, "There is nothing in it."),
    "a packed file": ("a.csv", lambda: b"\x1f\x8b\x08\x00" + b"\x00" * 1_000, "Choose its format"),
}


@pytest.fixture(params=list(FILES.values()), ids=list(FILES))
def hostile(request: pytest.FixtureRequest) -> tuple[str, bytes, str]:
    """A file: its name, what is in it, and what is to be said of it."""
    name, content, sentence = request.param
    return name, content(), sentence


def test_a_browser_that_hands_it_in_is_told_why_it_is_not_read(hostile: tuple[str, bytes, str]) -> None:
    name, content, sentence = hostile
    held = make.conference()
    browser = make.client(make_brought_in.officer(held))
    said = {"file": SimpleUploadedFile(name, content), "language": "en", "zone": "UTC", "sensitivity": "secretariat"}

    answer = browser.post(reverse("api:prepare_import", args=[held.slug]), said)

    page = unescape(re.sub(r"<[^>]*>", "", answer.content.decode())).replace("\xa0", " ")
    assert answer.status_code == 422
    assert sentence in page
    assert not Import.objects.exists()
    assert not Entry.objects.exists()


def test_the_command_line_says_why_it_is_not_read(hostile: tuple[str, bytes, str], tmp_path: Path) -> None:
    name, content, sentence = hostile
    held = make.conference()
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(CommandError) as refused:
        call_command("import", held.slug, str(file), "--yes", stdout=io.StringIO())

    said = str(refused.value).replace("\xa0", " ")
    assert refused.value.returncode == 1
    assert "…" not in said
    assert sentence.replace("Choose its format", "Choose it.") in said
    assert not Import.objects.exists()
    assert not Entry.objects.exists()
