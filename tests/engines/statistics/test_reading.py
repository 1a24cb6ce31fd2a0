"""Files of figures: what they are, what they hold, and what is wrong with their cells."""

import io
import subprocess
import sys
import tracemalloc
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretariat.engines import statistics
from secretariat.engines.statistics import Chunk, Looked, Matching, Register, Unreadable, ValueColumn

CODES = Register(
    frozenset({"SYR", "TUR", "LBN", "JOR", "EGY", "AUT", "PSE"}),
    {"ARE": "EGY", "AUS": "AUT", "LEB": "LBN"},
    {"SY01": "SYR"},
)
LIMIT = 10**7
LETTERS = st.characters(exclude_categories=["Cc", "Cs"])
LONG = "population_group,origin_location_code,asylum_location_code,gender,min_age,max_age,population,reference_period_start,reference_period_end\n"


def looked(data: str | bytes) -> Looked:
    return statistics.look(io.BytesIO(data.encode() if isinstance(data, str) else data), limit=LIMIT)


def read(data: str | bytes, matching: Matching | None = None, register: Register = CODES, **fields: Any) -> Chunk:
    """All that a file holds, as one chunk."""
    file = io.BytesIO(data.encode() if isinstance(data, str) else data)
    found = matching or statistics.look(file, limit=LIMIT).matching
    if fields:
        found = Matching(**{**vars(found), **fields})
    whole = Chunk()
    for chunk in statistics.read(file, found, register, limit=LIMIT, chunk=2):
        whole.observed += chunk.observed
        whole.problems += chunk.problems
        whole.areas += chunk.areas
        whole.rows = chunk.rows
        whole.empty += chunk.empty
        whole.undivided += chunk.undivided
    return whole


def codes(chunk: Chunk) -> list[tuple[int, str, str]]:
    return [(each.line, each.column, each.code) for each in chunk.problems]


HEAD = "year,coo,coo_iso,coa,coa_iso,"


@pytest.mark.parametrize(
    ("header", "layout"),
    [
        (
            HEAD + "refugees,asylum_seekers,oip,returned_refugees,idps,returned_idps,stateless,ooc,hst",
            "unhcr population",
        ),
        (HEAD + "returned_refugees,resettlement,naturalisation,returned_idps", "unhcr solutions"),
        (HEAD + "refugees,asylum_seekers,refugee_like,oip", "unhcr flows"),
        (HEAD + "pop_type,location,loc_type,acc_type,f_0_4,f_other,f_total,m_total,total", "unhcr locations"),
        ("year,coa_iso,site,location_level,acc_type,loc_type,pop_type,coo_iso,f_total,m_total,total", "unhcr sites"),
        ("year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,total", "totals"),
        ("Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date", "p-codes"),
        (
            "Year,Country of origin (ISO),Country of asylum (ISO),Refugees under UNHCR's mandate,IDPs of concern to UNHCR",
            "unhcr population",
        ),
        (LONG.strip(), "matched"),
        ("Place,People", "matched"),
    ],
)
def test_the_layout_is_judged_by_the_names_of_the_columns(header: str, layout: str) -> None:
    row = ",".join("1" for _name in header.split(","))

    assert looked(f"{header}\n{row}\n").matching.layout == layout


def test_unhcr_codes_are_not_iso_codes_and_a_file_that_has_them_alone_is_read_through_the_register() -> None:
    text = "year,coo,coa,refugees,asylum_seekers,idps\n2020,ARE,AUS,5,,\n2020,XYZ,AUS,5,,\n"

    assert looked(text).has_unhcr_codes_only
    found = read(text)
    assert [(each.origin, each.asylum) for each in found.observed] == [("EGY", "AUT")]
    assert codes(found) == [(3, "coo", "unknown country")]
    both = read("year,coo,coo_iso,coa,coa_iso,refugees,idps\n2020,ARE,EGY,AUS,AUT,5,\n")
    assert [(each.origin, each.asylum) for each in both.observed] == [("EGY", "AUT")]


def test_a_stock_is_counted_at_the_end_of_the_year_and_a_flow_throughout() -> None:
    found = read(HEAD + "refugees,returned_refugees,idps\n2024,SYR,SYR,TUR,TUR,10,20,\n")

    stock, flow = found.observed
    assert (stock.measure, stock.start, stock.end) == ("stock", date(2024, 12, 31), date(2024, 12, 31))
    assert (flow.measure, flow.start, flow.end) == ("flow", date(2024, 1, 1), date(2024, 12, 31))


def test_codes_that_are_no_country_are_kept_as_such() -> None:
    found = read(HEAD + "refugees,idps\n1951,UKN,UNK,AUL,AUT,9,\n1951,STA,XXA,AUL,AUT,8,\n1951,TIB,TIB,AUL,AUT,7,\n")

    assert [each.origin for each in found.observed] == ["UNK", "XXA", "TIB"]


def test_totals_that_differ_from_their_parts_are_kept_and_flagged_with_the_difference() -> None:
    header = HEAD + "pop_type,location,loc_type,acc_type,f_0_4,f_60,f_other,f_total,m_total,total\n"
    found = read(
        header
        + "2025,SYR,SYR,LEB,LBN,REF,Beirut [Admin 1],U,I,10,20,5,35,30,65\n"
        + "2025,SYR,SYR,LEB,LBN,ASY,Beirut [Admin 1],U,I,10,20,5,36,30,70\n"
        + "2025,SYR,SYR,LEB,LBN,OIP,Beirut [Admin 1],U,I,0,0,0,0,0,70\n"
    )

    flagged = [(each.group, each.column) for each in found.observed if each.flags]
    assert flagged == [("ASY", "total"), ("ASY", "f_total")]
    assert [(each.code, each.said) for each in found.problems] == [("sum differs", "4"), ("sum differs", "1")]
    assert [(each.group, each.column) for each in found.observed if each.group == "OIP"] == [("OIP", "total")]
    assert found.undivided == 4
    assert not any(each.column == "f_other" for each in found.observed)


def test_a_table_in_long_form_with_the_names_of_hdx_hapi_is_known_by_itself() -> None:
    found = read(
        LONG
        + "REF,SYR,LBN,f,0,4,100,2024-01-01,2024-12-31\n"
        + "REF,SYR,LBN,all,,,2000,2024-01-01T00:00:00,2024-12-31T23:59:59\n"
        + "RET,SYR,LBN,m,60,,30,2024-01-01,2024-12-31\n"
    )

    assert found.problems == []
    told = [(each.group, each.measure, each.sex, each.min_age, each.max_age, each.value) for each in found.observed]
    assert told == [
        ("REF", "stock", "f", 0, 4, 100),
        ("REF", "stock", "all", None, None, 2000),
        ("RET", "flow", "m", 60, None, 30),
    ]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("XYZ,SYR,LBN,f,,,1,2024-01-01,2024-12-31", "population_group", "unknown group"),
        ("REF,SYR,LBX,f,,,1,2024-01-01,2024-12-31", "asylum_location_code", "unknown country"),
        ("REF,SYR,LBN,q,,,1,2024-01-01,2024-12-31", "gender", "unknown sex"),
        ("REF,SYR,LBN,f,9,4,1,2024-01-01,2024-12-31", "min_age", "unknown age"),
        ("REF,SYR,LBN,f,,,1,2024-12-31,2024-01-01", "reference_period_end", "dates out of order"),
        ("REF,SYR,LBN,f,,,1,03/04/2024,2024-12-31", "reference_period_start", "ambiguous date"),
        ("REF,SYR,LBN,f,,,1,soon,2024-12-31", "reference_period_start", "not a date"),
        ("REF,,,f,,,1,2024-01-01,2024-12-31", "asylum_location_code", "no country"),
        (",SYR,LBN,f,,,1,2024-01-01,2024-12-31", "population", "no group"),
        ("REF,SYR,LBN,f,,,1,,", "reference_period_end", "no date"),
        ("REF,SYR,LBN,f,,,1,2024-01-01,2024-12-31,more", "", "too many cells"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_and_the_other_rows_are_read(row: str, column: str, code: str) -> None:
    found = read(LONG + row + "\nREF,SYR,LBN,m,,,7,2024-01-01,2024-12-31\n")

    assert codes(found) == [(2, column, code)]
    assert [each.value for each in found.observed] == [7]


def test_what_stands_in_a_file_twice_is_refused_with_the_line_of_the_first() -> None:
    row = "2024,SYR,SYR,TUR,TUR,{},,\n"
    found = read(HEAD + "refugees,idps,stateless\n" + row.format(5) + row.format(5) + row.format(6))

    assert [(each.line, each.code, each.said) for each in found.problems] == [
        (3, "duplicate", "2"),
        (4, "conflicting", "2"),
    ]
    assert len(found.observed) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators_are_found(encoding: str, separator: str) -> None:
    text = (HEAD + "refugees,idps\n2024,SYR,SYR,TUR,TUR,5,\n").replace(",", separator)

    found = read(text.encode(encoding))

    assert [(each.asylum, each.value) for each in found.observed] == [("TUR", 5)]


def test_rows_of_hashtags_are_found_beneath_titles_and_say_what_the_columns_are() -> None:
    text = (
        "Returns of refugees,,,\n,,,\nYear,From,Where,People\n"
        "#date+year,#country+code+origin,#country+code+asylum,#affected+refugees+returnees\n2024,SYR,TUR,68573\n"
    )

    assert looked(text).matching.layout == "hxl"
    found = read(text)
    assert [(each.line, each.group, each.measure, each.value) for each in found.observed] == [(5, "RET", "flow", 68573)]


def test_hashtags_tell_sex_ages_and_areas_and_what_they_do_not_tell_is_passed_over() -> None:
    text = "#date,#adm1+code,#affected+idps+f+age_0_4,#affected+idps+m,#sector,#meta+note\n2024-06-30,SY01,5,6,WASH,x\n"

    found = read(text)

    told = [(each.group, each.sex, each.min_age, each.max_age, each.place, each.asylum) for each in found.observed]
    assert told == [("IDP", "f", 0, 4, "p-code SY01", "SYR"), ("IDP", "m", None, None, "p-code SY01", "SYR")]


def test_an_area_in_no_list_is_refused_or_kept_as_provisional() -> None:
    text = "#date,#country+code,#adm1+code,#affected+idps\n2024,SYR,SY99,5\n"

    assert codes(read(text)) == [(2, "#adm1+code", "unknown area")]
    kept = read(text, keeps_provisional=True)
    assert [(each.place, each.value) for each in kept.observed] == [("p-code SY99", 5)]
    assert [(each.code, each.is_refused) for each in kept.problems] == [("provisional area", False)]


def test_nothing_is_fetched_and_no_network_is_touched_by_the_reading_of_hashtags() -> None:
    code = (
        "import socket, io, sys\n"
        "def no(*a, **k): raise SystemExit('fetched')\n"
        "socket.socket.connect = no; socket.getaddrinfo = no\n"
        "from secretariat.engines import statistics as s\n"
        "data = io.BytesIO(b'#date+year,#country+code,#affected+idps\\n2024,http://example.org/SYR,5\\n')\n"
        "found = s.look(data, limit=1000)\n"
        "print(found.matching.layout, [p.code for c in s.read(data, found.matching, s.Register(frozenset()), limit=1000) for p in c.problems])\n"
    )

    done = subprocess.run(  # noqa: S603 - the code is this test's own
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )

    assert done.stdout.strip() == "hxl ['unknown country']", done.stderr


def test_a_workbook_is_read_like_any_table_and_a_broken_one_is_refused() -> None:
    book = openpyxl.Workbook()
    for row in (
        ["year", "coo_iso", "coa_iso", "returned_refugees", "resettlement"],
        [2025, "SYR", "TUR", 556009.0, None],
    ):
        book.active.append(row)  # type: ignore[union-attr]
    data = io.BytesIO()
    book.save(data)

    assert [each.value for each in read(data.getvalue()).observed] == [556009]
    with pytest.raises(Unreadable, match="broken"):
        looked(data.getvalue()[:-200])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"<html><table></table></html>", "html"),
        (b"  <!doctype html>", "html"),
        (b"<\x00h\x00t\x00m\x00l\x00>\x00", "html"),
        (b"\x89PNG\r\n", "not a table"),
        (b"one\ntwo\nthree\n", "not a table"),
        (b"a,b\n", "no rows"),
        (b"a,a\n1,2\n", "column twice"),
        (b",".join(b"a%d" % number for number in range(300)) + b"\n1\n", "too many columns"),
    ],
)
def test_what_is_no_table_says_what_it_is(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as error:
        looked(data)

    assert error.value.code == code


def test_a_file_of_two_gigabytes_is_refused_without_being_read() -> None:
    class Large(io.BytesIO):
        def seek(self, offset: int, whence: int = 0, /) -> int:
            return 2 * 1024**3 if whence == 2 else super().seek(offset, whence)

        def read(self, size: int | None = -1, /) -> bytes:
            raise AssertionError("it was read")

    with pytest.raises(Unreadable, match="too large"):
        statistics.look(Large(), limit=LIMIT)


def test_a_long_file_is_read_in_little_memory() -> None:
    rows = "".join(f"{1000 + number % 1000 + 950},SYR,SYR,TUR,TUR,{number},\n" for number in range(40_000))
    data = io.BytesIO((HEAD + "refugees,idps\n" + rows).encode())
    matching = looked(HEAD + "refugees,idps\n1,,,,,,\n").matching
    tracemalloc.start()

    chunks = sum(1 for _chunk in statistics.read(data, matching, CODES, limit=LIMIT))

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert chunks == 11
    assert peak < 15_000_000


def test_faults_of_a_matching_are_told_by_column() -> None:
    matching = Matching("matched", {"year": "Y", "origin": "Y"}, (ValueColumn("N"), ValueColumn("M", "REF")))

    found = [(each.code, each.name) for each in statistics.faults_of(matching, ["Y", "N"])]

    assert found == [("column missing", "M"), ("matched twice", "Y"), ("no group", "N")]


def test_a_matching_survives_being_written_down() -> None:
    matching = looked(
        HEAD + "pop_type,location,f_0_4,f_other,f_total,m_total,total\n1,2,3,4,5,6,7,8,9,10,11,12\n"
    ).matching

    assert statistics.matching_from(matching.as_data()) == matching


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_whatever_the_bytes_are_a_file_is_read_or_refused_with_a_code(data: bytes) -> None:
    try:
        found = statistics.look(io.BytesIO(data), limit=LIMIT)
        list(statistics.read(io.BytesIO(data), found.matching, CODES, limit=LIMIT))
    except Unreadable as error:
        known = error.code
    else:
        known = found.matching.layout

    assert known


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.text(LETTERS, max_size=8), min_size=9, max_size=9), max_size=8))
def test_whatever_stands_in_the_cells_what_is_kept_is_whole(rows: list[list[str]]) -> None:
    body = "\n".join('"' + '","'.join(cell.replace('"', "") for cell in row) + '"' for row in rows)
    found = read(LONG + body + "\nREF,SYR,LBN,m,,,7,2024-01-01,2024-12-31\n")

    for each in found.observed:
        assert each.value >= 0
        assert each.end >= each.start
        assert each.origin or each.asylum


def test_two_columns_that_say_the_same_are_counted_once() -> None:
    matching = Matching(
        "matched",
        {"year": "year", "asylum": "asylum"},
        (ValueColumn("a", "REF"), ValueColumn("b", "REF")),
    )

    found = read("year,asylum,a,b\n2020,LBN,70,70\n", matching)

    assert [each.value for each in found.observed] == [70]
    assert codes(found) == [(2, "b", "duplicate")]


@pytest.mark.parametrize("said", ["²", "9" * 5000, "-1", "x"])
def test_an_age_that_is_none_is_said_of_its_row_alone(said: str) -> None:
    row = "REF,SYR,LBN,f,{age},,100,2024-01-01,2024-12-31\n"

    found = read(LONG + row.format(age=said) + row.format(age="60"))

    assert [each.min_age for each in found.observed] == [60]
    assert [each.code for each in found.problems] == ["unknown age"]


def test_accommodation_is_a_letter_that_stands_alone_and_no_word_that_begins_with_one() -> None:
    header = "year,coa_iso,site,location_level,acc_type,loc_type,pop_type,coo_iso,f_total,m_total,total\n"
    row = "2025,LBN,A,Admin 3: POC,{letter},R,REF,SYR,3,4,7\n"

    found = read(header + row.format(letter="P") + row.format(letter="p - planned") + row.format(letter="Camp"))

    assert {each.accommodation for each in found.observed if each.line == 2} == {"P"}
    assert {each.accommodation for each in found.observed if each.line == 4} == {""}
