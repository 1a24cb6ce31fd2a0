"""Tables are read from what people paste and hand in; what is none is refused with its reason, within bounds."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from secretariat.engines import tables


def _book(rows: list[list[Any]], *, merged: str = "", sheets: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    for name in sheets:
        book.create_sheet(name)
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _with_part(data: bytes, name: str, change: bytes | None = None) -> bytes:
    """The same archive with one part written anew, or left out."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        if change is not None:
            new.writestr(name, change)
    return kept.getvalue()


def _refusal(data: bytes) -> str:
    with pytest.raises(tables.Unreadable) as refused:
        tables.read_file(data)
    return refused.value.code


def _cells(table: tables.Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def test_a_workbook_is_read_as_people_see_it() -> None:
    rows: list[list[Any]] = [
        ["Name", "No."],
        ["Amal", 3.0],
        [None, None],
        ["Lina", date(2020, 11, 1)],
        [0.5, datetime.combine(date(2020, 1, 2), time(9))],
    ]
    rows += [[time(9, 30), True]]

    table = tables.read_file(_book(rows))

    assert _cells(table) == [
        ("Name", "No."),
        ("Amal", "3"),
        ("Lina", "2020-11-01"),
        ("0.5", "2020-01-02 09:00"),
        ("09:30", "TRUE"),
    ]
    assert [row.number for row in table.rows] == [1, 2, 4, 5, 6]


def test_formulas_and_merged_cells_are_named_by_their_place_and_a_text_that_looks_like_one_is_kept() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Amal", "=1+1"])
    sheet.append(["Lina", "Adviser"])
    sheet["A3"] = "<b>\"=1+1'"
    sheet["B3"] = "=1+1"
    sheet["B3"].data_type = "s"
    sheet.merge_cells("A2:B2")

    table = tables.read_file(_saved(book))

    wrong = [(tables.place_of(row.number, each.column), each.code) for row in table.rows for each in row.problems]
    assert wrong == [("B1", "formula"), ("A2", "merged")]
    assert table.rows[0].cells == ("Amal", "")
    assert table.rows[2].cells == ("<b>\"=1+1'", "=1+1")


def test_of_several_sheets_the_first_that_is_shown_is_read_and_it_is_said() -> None:
    book = openpyxl.Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.append(["not this one"])
    hidden.sheet_state = "hidden"
    book.create_sheet("List").append(["Amal"])
    book.create_sheet("Notes").append(["neither"])

    table = tables.read_file(_saved(book))

    assert _cells(table) == [("Amal",)]
    assert table.notes == (tables.Note("sheets", {"name": "List", "others": "1"}),)


def test_a_workbook_of_a_hundred_thousand_rows_is_refused_before_all_of_it_is_read() -> None:
    data = _book([[f"Person {number}"] for number in range(100_000)])

    with pytest.raises(tables.Unreadable, match="too many rows"):
        tables.read_file(data, seconds=4)


def test_as_many_rows_and_columns_as_a_list_may_have_are_read_and_one_more_is_not() -> None:
    assert len(tables.read_file(_book([["x"]] * tables.MOST_ROWS)).rows) == tables.MOST_ROWS
    assert _refusal(_book([["x"]] * (tables.MOST_ROWS + 1))) == "too many rows"
    assert len(tables.read_file(_book([["x"] * tables.MOST_COLUMNS])).rows[0].cells) == tables.MOST_COLUMNS
    assert _refusal(_book([["x"] * (tables.MOST_COLUMNS + 1)])) == "too many columns"


def test_a_size_that_a_sheet_claims_is_not_believed() -> None:
    data = _book([["Amal"], ["Lina"]])
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    lied = _with_part(data, "xl/worksheets/sheet1.xml", sheet.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"'))

    assert _cells(tables.read_file(lied)) == [("Amal",), ("Lina",)]


def test_broken_protected_and_hostile_workbooks_are_refused_each_with_its_reason() -> None:
    whole = _book([["Amal"]])
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"0" * (tables.UNPACKED_LIMIT + 1))
    entities = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'

    assert _refusal(b"") == "empty"
    assert _refusal(whole[: len(whole) // 2]) == "broken"
    assert _refusal(b"PK\x03\x04 and nothing else") == "broken"
    assert _refusal(_with_part(whole, "xl/worksheets/sheet1.xml")) == "broken"
    assert _refusal(_with_part(whole, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>")) == "broken"
    assert _refusal(_with_part(whole, "xl/workbook.xml")) == "not a table"
    assert _refusal(compound + b"\0" * 600) == "old workbook"
    assert _refusal(compound + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    assert _refusal(bomb.getvalue()) == "too large unpacked"
    assert _refusal(_with_part(whole, "xl/sharedStrings.xml", entities)) == "entities"
    assert _refusal(_with_part(whole, "xl/styles.xml", entities.decode().encode("utf-16"))) == "entities"
    assert _refusal(b"%PDF-1.7 not a list") == "not a table"
    assert _refusal(bytes(range(256)) * 40) == "not a table"
    assert _refusal(b"a" * (tables.FILE_LIMIT + 1)) == "too large"


def test_empty_cells_beyond_the_widest_sheet_are_not_looked_through() -> None:
    assert tables.read_text("Amal,Lebanon" + "," * 16_000).rows[0].cells == ("Amal", "Lebanon")
    with pytest.raises(tables.Unreadable, match="too many columns"):
        tables.read_text("Amal,Lebanon" + "," * 17_000)


def test_a_workbook_has_as_many_rows_as_are_asked_for() -> None:
    data = _book([[f"Person {number}"] for number in range(tables.MOST_ROWS + 1)])

    with pytest.raises(tables.Unreadable, match="too many rows"):
        tables.read_file(data)
    assert len(tables.read_file(data, most_rows=tables.MOST_ROWS + 1).rows) == tables.MOST_ROWS + 1


def test_a_workbook_that_takes_too_long_or_too_much_is_given_up() -> None:
    data = _book([[f"Person {number}"] for number in range(2_000)])

    with pytest.raises(tables.Unreadable, match="too slow"):
        tables.read_file(data, seconds=0.01)
    with pytest.raises(tables.Unreadable, match=r"too much|broken"):
        tables.read_file(data, memory=1 << 20)


def test_a_workbook_asks_no_other_file_for_anything(tmp_path: Path) -> None:
    other = tmp_path / "secret.txt"
    other.write_text("secret")
    whole = _book([["Amal"]])
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{other}">]><sst>&a;</sst>'.encode()

    assert _refusal(_with_part(whole, "xl/sharedStrings.xml", entity)) == "entities"


@pytest.mark.parametrize(
    ("encoding", "said", "text"),
    [
        ("utf-8", "", "Имя;Роль\nАмаль Хаддад;Советник"),
        ("utf-8-sig", "", "Nom,Rôle\nÉlodie,Conseillère"),
        ("utf-16", "UTF-16", "الاسم\tالدور\nأمل\tرئيس"),
        ("utf-16-le", "UTF-16", "Name\tRole\nAmal\tHead"),
        ("cp1252", "Windows-1252", "Nom;Fonction\nÉlodie Brulé;Conseillère\nJosé Núñez;Chef"),
        ("cp1251", "Windows-1251", "Имя;Роль\nАмаль Хаддад;Советник\nЛИДИЯ ПЕТРОВНА;Глава"),
        ("cp1256", "Windows-1256", "Name;Role\nأمل حداد;Adviser"),
        ("cp1256", "Windows-1256", "الاسم;الدور\nأمل حداد;مستشار\nمحمد الأحمد;رئيس"),
        ("gb18030", "GB 18030", "姓名,职务\n王小明,顾问\n李四,团长"),
    ],
)
def test_the_encoding_of_a_list_is_found_and_said_where_it_is_not_the_usual_one(
    encoding: str, said: str, text: str
) -> None:
    table = tables.read_file(text.encode(encoding))

    written = [line.replace(";", ",").replace("\t", ",").split(",") for line in text.splitlines()]
    assert [list(row.cells) for row in table.rows] == written
    assert [note.said["name"] for note in table.notes] == ([said] if said else [])


@pytest.mark.parametrize(
    ("text", "separator", "cells"),
    [
        ("Amal\tHead\nLina\tAdviser", "tab", [("Amal", "Head"), ("Lina", "Adviser")]),
        ("Amal;Head\nLina;Adviser", "semicolon", [("Amal", "Head"), ("Lina", "Adviser")]),
        ('"Haddad, Amal",Head\nLina,Adviser', "comma", [("Haddad, Amal", "Head"), ("Lina", "Adviser")]),
        ("Amal Haddad\nLina, of Beirut\nZed\n", "none", [("Amal Haddad",), ("Lina, of Beirut",), ("Zed",)]),
        ('<b>"=1+1\'\tHead\n"open\tMember', "tab", [("<b>\"=1+1'", "Head"), ('"open', "Member")]),
    ],
)
def test_the_separator_is_found_and_a_lone_quotation_mark_swallows_nothing(
    text: str, separator: str, cells: list[tuple[str, ...]]
) -> None:
    table = tables.read_text(text)

    assert (table.separator, _cells(table)) == (separator, cells)


def test_a_separator_that_a_person_chose_is_taken_and_rows_keep_the_number_of_their_line() -> None:
    table = tables.read_text("\n\nHaddad, Amal\n\nKhoury, Lina", separator="none")

    assert [(row.number, row.cells) for row in table.rows] == [(3, ("Haddad, Amal",)), (5, ("Khoury, Lina",))]


def test_a_text_without_an_end_is_refused_and_a_cell_without_one_is_cut_and_named() -> None:
    with pytest.raises(tables.Unreadable, match="too many rows"):
        tables.read_text("x\n" * (tables.MOST_ROWS + 1))
    with pytest.raises(tables.Unreadable, match="empty"):
        tables.read_text(" \n\t\n\ufeff")

    assert tables.read_text("a" * 9_000).rows[0].problems == (tables.Problem(0, "too long"),)


def test_what_is_written_is_read_back() -> None:
    rows = [("Amal", "<b>\"=1+1'"), ("", '"x'), ("a\tb\nc", "🙂 王小明")]

    table = tables.read_text(tables.written(rows))

    assert _cells(table) == [("Amal", "<b>\"=1+1'"), ("", '"x'), ("a b c", "🙂 王小明")]


def test_hidden_characters_are_taken_out_and_letters_of_every_script_are_kept() -> None:
    assert tables.cleaned("A\u202em\x00a\u2066l") == ("Amal", True)
    assert tables.cleaned("  Amal \n  Haddad ") == ("Amal Haddad", False)
    assert tables.cleaned("E\u0301lodie")[0] == "Élodie"
    for name in ("أمل حدّاد", "王小明", "می\u200cخواهم", "👩\u200d🚀", "Пётр", "O’Neill", "<b>\"=1+1'"):
        assert tables.cleaned(name) == (name, False)


def test_columns_have_the_letters_of_a_spreadsheet() -> None:
    assert [tables.letters_of(number) for number in (0, 25, 26, 39, 701, 702)] == ["A", "Z", "AA", "AN", "ZZ", "AAA"]


def test_a_workbook_that_is_written_holds_texts_alone_under_a_heading_that_stays_in_sight() -> None:
    rows = [["Name", "الاسم"], ["=1+1", "a\x07b"], ["+7 000", "x" * 40_000]]

    data = tables.as_workbook(rows, title="A/B: list [1] that has a name of many letters", is_right_to_left=True)

    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert (sheet.sheet_view.rightToLeft, sheet.freeze_panes, sheet["A1"].font.bold) == (True, "A2", True)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert (sheet["A2"].value, sheet["B2"].value, len(str(sheet["B3"].value))) == ("=1+1", "ab", 32_000)
    assert len(sheet.title) <= 31
    assert tables.read_file(data).rows[1].cells == ("=1+1", "ab")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("'Friends of the return'", "Friends of the return"),
        ("A\x01B\ufffe\nC", "AB C"),
        ("History", "History 1"),
        ("🙂" * 20, "🙂" * 15),
        ("a" * 30 + "'s", "a" * 30),
        ("'", "1"),
    ],
)
def test_a_sheet_has_a_name_that_every_program_takes(title: str, name: str) -> None:
    assert openpyxl.load_workbook(io.BytesIO(tables.as_workbook([["A"]], title=title))).sheetnames == [name]


def test_what_no_workbook_can_hold_is_left_out_of_its_cells() -> None:
    data = tables.as_workbook([["Name"], ["A\ufffem\uffffa\ud800l"]], title="List")

    assert tables.read_file(data).rows[1].cells == ("Amal",)


def test_who_needs_more_rows_of_a_text_says_so() -> None:
    long = "x\n" * (tables.MOST_ROWS + 2)

    assert len(tables.read_file(long.encode(), most_rows=tables.MOST_ROWS + 2).rows) == tables.MOST_ROWS + 2
    with pytest.raises(tables.Unreadable, match="too many rows"):
        tables.read_file(long.encode(), most_rows=tables.MOST_ROWS + 1)
