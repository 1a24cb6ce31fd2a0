"""Each code of each reader has a sentence, and formats are told from their content."""

import re
from pathlib import Path

import pytest

from secretariat.api.models import ImportFormat
from secretariat.api.queries import reading
from secretariat.api.queries.drafted import Unreadable
from secretariat.api.queries.reading import placing
from secretariat.engines import calendars, cards, frab, indico, openslides, strictjson, tables
from tests.api import drafts

DRAWER = Path(reading.__file__).parent
ENGINES = {
    "json": strictjson.Unreadable,
    "indico": indico.Unreadable,
    "schedule": frab.Unreadable,
    "calendar": calendars.Unreadable,
    "cards": cards.Unreadable,
    "openslides": openslides.Unreadable,
    "table": tables.Unreadable,
}
# Of files that are no calendars but mails and replies, which no import reads.
_OF_MAILS = frozenset(
    {"too many parts", "tnef", "request", "cancel", "publish", "add", "no method", "other method", "not a meeting"}
    | {"no event", "several events", "no uid", "no attendee", "several attendees", "no answer", "recurrence"}
)


@pytest.mark.parametrize("engine", list(ENGINES))
def test_each_reason_for_which_an_engine_refuses_has_a_sentence(engine: str) -> None:
    said = " ".join((ENGINES[engine].__doc__ or "").split())
    codes = set(re.findall(r'"([a-z0-9 -]+)"', said)) - (_OF_MAILS if engine == "calendar" else set())

    assert codes
    for code in codes:
        assert reading.unreadable_in_words(f"{engine} {code}", {}) != "", code


def test_each_code_that_a_reader_writes_has_a_sentence() -> None:
    written = {
        code
        for path in DRAWER.glob("*.py")
        for code in re.findall(r'(?:find|tell)\([^")]*?"(?:[a-z_]*)"(?:, "([a-z_]+)")', path.read_text())
    }
    told = {code for path in DRAWER.glob("*.py") for code in re.findall(r'tell\(making, "([a-z_]+)"', path.read_text())}

    assert {"no_end", "latin"} <= written
    assert {"nothing", "other_zone"} <= told
    assert (written | told | set(placing.CODES.values())) - {""} <= set(reading.FINDINGS)


def test_each_code_of_what_is_left_out_is_used_and_each_used_one_is_worded() -> None:
    texts = "".join(path.read_text() for path in DRAWER.glob("*.py") if path.name != "losses.py")
    used = set(re.findall(r'leave\(making, "([a-z_]+)"', texts)) | set(re.findall(r'\(\s*"([a-z_]+)", ', texts))

    assert set(re.findall(r'leave\(making, "([a-z_]+)"', texts)) <= set(reading.LEFT_OUT)
    assert set(reading.LEFT_OUT) <= used | {"withdrawn", "rejected"}


def test_each_format_says_what_of_a_conference_it_cannot_hold() -> None:
    for format_ in drafts.FILES:
        lacking = reading.lacking(format_)
        assert {"pledges", "meetings"} <= set(lacking) <= set(reading.LACKING)
    assert "cancelled" in reading.lacking(ImportFormat.SCHEDULE_JSON)
    assert "cancelled" not in reading.lacking(ImportFormat.CALENDAR)
    assert reading.lacking(ImportFormat.TABLE) == ()


def test_a_sentence_names_its_place_and_shows_a_gap_where_something_is_not_known() -> None:
    assert reading.finding_in_words("time", {"said": "never", "where": "7"}) == (
        "Line 7: “never” is no time that can be read."
    )
    assert reading.finding_in_words("time", {}) == "“…” is no time that can be read."
    assert reading.finding_in_words("of another", {}) == ""
    assert reading.unreadable_in_words("of another", {}) == ""


def test_each_format_is_told_from_its_content_whatever_it_is_called() -> None:
    for format_ in drafts.FILES:
        assert reading.guess("file.bin", drafts.content(format_)) == format_


@pytest.mark.parametrize(
    ("name", "file", "format_"),
    [
        ("people.csv", b"Name,Party\nAmal Haddad,LB\n", ImportFormat.TABLE),
        ("people.txt", b"Name\tParty\nAmal Haddad\tLB\n", ImportFormat.TABLE),
        (
            "people.xlsx",
            tables.as_workbook([["Name", "Party"], ["Amal Haddad", "LB"]], title="People"),
            ImportFormat.TABLE,
        ),
        ("a.json", b'{"_type": "HTTPAPIResult", "results": {}}', ImportFormat.INDICO_TIMETABLE),
        ("a.json", b'\xef\xbb\xbf\n{"results": []}', ImportFormat.INDICO_EVENT),
        ("a.json", b'{"name": "a"}', None),
        ("a.html", b"<!DOCTYPE html><p>a", None),
        ("a.pdf", b"%PDF-1.7", None),
        ("a.png", b"\x89PNG\r\n", None),
        ("a", b"", None),
        ("a", b" \r\n\t", None),
        ("a.ics", b"begin:vcalendar\n", ImportFormat.CALENDAR),
        ("a.vcf", b"BEGIN : VCARD\n", ImportFormat.CARDS),
    ],
)
def test_what_a_file_seems_to_be(name: str, file: bytes, format_: ImportFormat | None) -> None:
    assert reading.guess(name, file) == format_


def test_a_workbook_that_cannot_be_opened_is_refused_before_anything_is_guessed() -> None:
    with pytest.raises(Unreadable, match="table broken"):
        reading.guess("people.xlsx", b"PK\x03\x04broken")


def test_the_results_of_an_export_are_found_also_at_its_end() -> None:
    event = drafts.data(ImportFormat.INDICO_EVENT)
    padded = {"additionalInfo": "x" * 300_000, "results": event["results"][:1]}
    padded["results"][0]["description"] = ""

    assert reading.guess("a", drafts.as_json(padded)) == ImportFormat.INDICO_EVENT


def test_a_format_that_is_read_elsewhere_is_refused_here() -> None:
    with pytest.raises(Unreadable, match="other format"):
        reading.read(ImportFormat.TABLE, b"a,b", drafts.CHOSEN)
