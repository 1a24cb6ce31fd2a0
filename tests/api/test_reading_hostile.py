"""Files that mean harm, or are only too large, are refused or read within bounds; nothing breaks, nothing is cut unsaid."""

import gzip
import io
import json
import random
import zipfile
from typing import Any

import pytest

from secretariat.api.models import ImportFormat
from secretariat.api.queries import reading
from secretariat.api.queries.drafted import CELLS, Draft, Unreadable
from secretariat.api.queries.reading.drafting import LONGEST_SOURCE, MOST_FINDINGS, MOST_PROBLEMS
from secretariat.api.queries.reading.opened import JSON_LIMITS
from tests.api import drafts
from tests.engines.calendars.made import ics, vevent

OF_JSON = (
    ImportFormat.INDICO_EVENT,
    ImportFormat.INDICO_TIMETABLE,
    ImportFormat.INDICO_REGISTRATIONS,
    ImportFormat.SCHEDULE_JSON,
)
HOSTILE = (
    "<b>\"=1+1'",
    "\u202etxt.exe",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "x" * 100_000,
)


def refusal(format_: ImportFormat, file: bytes) -> str:
    """The code by which a file is refused."""
    with pytest.raises(Unreadable) as refused:
        drafts.drafted(format_, file)
    # Whatever is refused can be said.
    assert "%(" not in reading.unreadable_in_words(refused.value.code, refused.value.values)
    assert reading.unreadable_in_words(refused.value.code, refused.value.values) != ""
    return refused.value.code


@pytest.mark.parametrize("format_", OF_JSON)
@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b" " * (JSON_LIMITS.most_bytes + 1), "json too large"),
        (b"[" * 10_000 + b"]" * 10_000, "json too deep"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "json too deep"),
        (b'{"results": [], "results": []}', "json name twice"),
        (b'{"results": [NaN]}', "json not a number"),
        (b'{"results": [1e999]}', "json number out of range"),
        (b'{"results": "\xff"}', "json not utf-8"),
        (b'{"results": "\\ud800"}', "json lone surrogate"),
        (b'{"results": "\\u0000"}', "json null character"),
        (b'{"results": [1', "json unfinished"),
        (b'{"results": [1]} more', "json trailing text"),
        ('{"results": []}'.encode("utf-16"), "json utf-16"),
        (b'{"results": "' + b"x" * (JSON_LIMITS.longest_string + 1) + b'"}', "json string too long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_json_that_is_none_or_too_much_is_refused_with_its_place(format_: ImportFormat, file: bytes, code: str) -> None:
    assert refusal(format_, file) == code


def test_more_values_than_are_read_are_refused() -> None:
    file = b"[" + b"1," * JSON_LIMITS.most_items + b"1]"

    assert refusal(ImportFormat.INDICO_REGISTRATIONS, file) == "json too many values"


def test_what_is_wrong_with_json_is_said_with_its_line_and_column() -> None:
    with pytest.raises(Unreadable) as refused:
        drafts.drafted(ImportFormat.INDICO_EVENT, b'{\n  "results": [NaN]}')

    said = reading.unreadable_in_words(refused.value.code, refused.value.values)
    assert said == "“Not a number” stands where a number must be: line 2, column 15."


def test_a_mark_of_byte_order_before_json_does_no_harm() -> None:
    format_ = ImportFormat.SCHEDULE_JSON

    assert drafts.drafted(format_, b"\xef\xbb\xbf" + drafts.content(format_)) == drafts.drafted(format_)


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><schedule>&b;</schedule>', "schedule declarations"),
        (b'<!DOCTYPE a SYSTEM "http://tracker.example.org/a.dtd"><schedule/>', "schedule declarations"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><schedule>&b;</schedule>', "schedule declarations"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><schedule/>'.encode("utf-16"), "schedule declarations"),
        (b"<schedule>" + b"<a>" * 10_000 + b"</a>" * 10_000 + b"</schedule>", "schedule too deep"),
        (b" " * (32 * 1024 * 1024 + 1) + b"<schedule/>", "schedule too large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_xml_that_declares_or_nests_without_end_is_refused(file: bytes, code: str) -> None:
    assert refusal(ImportFormat.SCHEDULE_XML, file) in {code, "schedule empty"} - (
        {"schedule empty"} if code else set()
    )


def test_more_events_than_are_read_are_refused() -> None:
    many = ics(*(vevent("SUMMARY:a", uid=str(number)) for number in range(10_001)))
    file = drafts.data(ImportFormat.SCHEDULE_JSON)
    file["schedule"]["conference"]["days"][0]["rooms"] = {"Hall": [{}] * 50_001}
    event = drafts.data(ImportFormat.INDICO_EVENT)
    event["results"][0]["contributions"] = [{}] * 50_001

    assert refusal(ImportFormat.CALENDAR, many) == "calendar too many events"
    assert refusal(ImportFormat.SCHEDULE_JSON, drafts.as_json(file)) == "schedule too many events"
    assert refusal(ImportFormat.INDICO_EVENT, drafts.as_json(event)) == "indico too many contributions"
    assert refusal(ImportFormat.INDICO_REGISTRATIONS, drafts.as_json([{}] * 50_001)) == "indico too many registrations"


def test_a_rule_without_end_gives_no_more_than_the_days_hold_or_is_said_to_be_too_much() -> None:
    secondly = ics(vevent("SUMMARY:Tick", "RRULE:FREQ=SECONDLY", start="DTSTART:20201111T000000Z"))
    daily = ics(vevent("SUMMARY:Tick", "RRULE:FREQ=DAILY", start="DTSTART:19700101T090000Z"))

    often = drafts.drafted(ImportFormat.CALENDAR, secondly)
    seldom = drafts.drafted(ImportFormat.CALENDAR, daily)

    assert len(often.rows) <= 1_000
    assert [code for _cell, code in drafts.told(often.rows[0])] in (["no_end", "too_often"], ["no_end", "rule"])
    assert len(seldom.rows) == 2


def test_thousands_of_rules_without_end_are_refused() -> None:
    rules = (vevent("RRULE:FREQ=MINUTELY", start="DTSTART:20201111T000000Z", uid=str(each)) for each in range(2_000))

    assert refusal(ImportFormat.CALENDAR, ics(*rules)) in {"calendar too many occurrences", "calendar too much work"}


def test_a_bomb_and_a_gzip_are_no_tables() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<x>" + b"0" * (60 * 1024 * 1024))

    for format_ in (ImportFormat.INDICO_REGISTRATIONS_TABLE, ImportFormat.OPENSLIDES):
        assert refusal(format_, bomb.getvalue()) == "table too large unpacked"
        assert refusal(format_, gzip.compress(b"a,b")) == "table not a table"
        assert refusal(format_, ("a,b\n" * 25_000).encode()) == "table too many rows"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_read_as_texts(text: str) -> None:
    event, schedule = drafts.data(ImportFormat.INDICO_EVENT), drafts.data(ImportFormat.SCHEDULE_JSON)
    people = drafts.data(ImportFormat.INDICO_REGISTRATIONS)
    event["results"][0]["sessions"][0]["title"] = text
    schedule["schedule"]["conference"]["days"][0]["rooms"]["Hall A"][0]["title"] = text
    people[0]["full_name"] = text

    found = [
        drafts.drafted(ImportFormat.INDICO_EVENT, drafts.as_json(event)).rows[1].cells["title"]["en"],
        drafts.drafted(ImportFormat.SCHEDULE_JSON, drafts.as_json(schedule)).rows[2].cells["title"]["en"],
        drafts.drafted(ImportFormat.INDICO_REGISTRATIONS, drafts.as_json(people)).rows[0].cells["name"],
    ]

    # No mark that turns the direction of reading; what an engine cut it said to be.
    assert all(each.replace("\u202e", "") in text.replace("\u202e", "") and each for each in found)


def test_what_is_wrong_without_end_is_told_within_bounds() -> None:
    event = drafts.data(ImportFormat.INDICO_EVENT)
    event["results"][0]["contributions"] = ["nothing"] * 5_000
    event["results"][0]["sessions"][0]["contributions"] = []

    draft = drafts.drafted(ImportFormat.INDICO_EVENT, drafts.as_json(event))

    assert len(draft.problems) <= MOST_PROBLEMS
    assert draft.problems[-1].code == "more"


def test_names_of_other_programs_are_kept_within_their_column_and_stay_different() -> None:
    guids = ("u" * 900 + "1", "u" * 900 + "2")
    file = drafts.data(ImportFormat.SCHEDULE_JSON)
    hall = file["schedule"]["conference"]["days"][0]["rooms"]["Hall A"]
    hall[0]["guid"], hall[1]["guid"] = guids

    draft = drafts.drafted(ImportFormat.SCHEDULE_JSON, drafts.as_json(file))

    found = {each.source_id for each in draft.rows if "u" * 100 in each.source_id}
    assert len(found) == 2
    assert max(map(len, found)) <= LONGEST_SOURCE


def test_half_a_number_of_a_card_is_none() -> None:
    card = f"BEGIN:VCARD\r\nVERSION:4.0\r\nUID:{'u' * 2_000}\r\nFN:A\r\nEND:VCARD\r\n"

    (row,) = drafts.drafted(ImportFormat.CARDS, card.encode()).rows

    assert (row.source_id, drafts.told(row)) == ("", [("", "no_id")])


@pytest.mark.parametrize("format_", list(drafts.FILES))
def test_files_broken_anywhere_are_read_or_refused(format_: ImportFormat) -> None:
    whole, chance = drafts.content(format_), random.Random(20)  # noqa: S311 - the same faults each time
    for _turn in range(150):
        at = chance.randrange(len(whole))
        broken = bytearray(whole)
        broken[at : at + chance.randrange(4)] = bytes(chance.randrange(256) for _each in range(chance.randrange(4)))
        _read_or_refused(format_, bytes(broken))


@pytest.mark.parametrize("format_", OF_JSON)
def test_values_of_any_other_kind_are_read_or_refused(format_: ImportFormat) -> None:
    whole, chance = drafts.data(format_), random.Random(11)  # noqa: S311 - the same faults each time
    places = list(_places(whole))
    for _turn in range(200):
        file = json.loads(json.dumps(whole))
        holder, path = file, chance.choice(places)
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = chance.choice([None, True, 0, -1, 1e300, "", "x", [], {}, [[]], {"a": 1}, ["x"], 2**60])
        _read_or_refused(format_, drafts.as_json(file))


def _places(value: Any, path: tuple[Any, ...] = ()) -> Any:
    if path:
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from _places(inner, (*path, key))


def _read_or_refused(format_: ImportFormat, file: bytes) -> None:
    refused, draft = None, Draft(())
    try:
        draft = drafts.drafted(format_, file)
    except Unreadable as said:
        refused = said
    if refused is not None:
        assert reading.unreadable_in_words(refused.code, refused.values) != ""
    _is_sound(draft)


def _is_sound(draft: Draft) -> None:
    """Whether a draft is as the rest of the house expects it: known cells, plain values, codes with sentences."""
    for each in draft.rows:
        assert set(each.cells) <= set(CELLS[each.kind])
        assert len(each.source_id) <= LONGEST_SOURCE
        assert len(each.findings) <= MOST_FINDINGS
        json.dumps(dict(each.cells)).encode()
        for finding in each.findings:
            assert finding.cell in {"", *CELLS[each.kind]}
            assert reading.finding_in_words(finding.code, finding.values) != ""
    for problem in draft.problems:
        json.dumps(dict(problem.values)).encode()
        assert reading.finding_in_words(problem.code, problem.values) != ""
    assert {each.code for each in draft.left_out} <= set(reading.LEFT_OUT)
    assert all(each.count > 0 for each in draft.left_out)
