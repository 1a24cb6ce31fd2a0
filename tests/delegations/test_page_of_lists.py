"""The page on which a list is handed in, looked at, mended on the spot, and only then written."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.delegations.models import Delegate
from tests import make

pytestmark = pytest.mark.django_db
LIST = "Name\tRole\tCapacity\nAmal Haddad\tHead\tMinister\nLina Khoury\tAdviser\t"


@pytest.fixture
def focal() -> Client:
    """The browser of the focal point of Lebanon, whose delegation is number one of this conference."""
    conference = make.conference()
    make.delegation(conference, make.party("LB"), pk=7)
    return make.client(make.user(Role.FOCAL_POINT, conference, party=make.party("LB")))


def _address(language: str = "en") -> str:
    return f"/{language}/damascus-2020/office/delegations/7/name-many/"


def _file(rows: list[list[Any]], *, merged: str = "") -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    kept = io.BytesIO()
    book.save(kept)
    return SimpleUploadedFile("list.xlsx", kept.getvalue())


def _columns(*fields: str) -> dict[str, str]:
    return {f"column_{place}": field for place, field in enumerate(fields)}


def test_the_first_look_writes_nothing_and_shows_each_cell_with_its_state(focal: Client) -> None:
    page = focal.post(_address(), {"pasted": LIST, "step": "write"})

    said = page.content.decode()
    assert page.status_code == 200
    assert [line["line"].state for line in page.context["lines"]] == ["new", "new"]
    assert "Write 2 lines" in said
    assert said.count('data-cell="new"') == 5
    assert not Delegate.objects.exists()
    assert not Entry.objects.exists()


def test_what_was_seen_is_written_on_the_second_step_and_told_once(focal: Client) -> None:
    look = focal.post(_address(), {"pasted": LIST})
    text = look.context["form"]["pasted"].value()
    fields = {"pasted": text, "separator": "tab", "headed": "on", **_columns("name", "role", "capacity")}

    page = focal.post(_address(), {**fields, "step": "write"}, follow=True)

    assert "2 done, 0 skipped" in page.content.decode()
    assert "2 done" not in focal.get(_address()).content.decode()
    assert set(Delegate.objects.values_list("name", "role")) == {("Amal Haddad", "head"), ("Lina Khoury", "adviser")}
    again = focal.post(_address(), {**fields, "step": "look"})
    assert "There is nothing to write in this list." in again.content.decode()


def test_what_is_mended_in_the_text_is_looked_at_again_and_columns_can_be_chosen(focal: Client) -> None:
    fields = {"pasted": "Haddad\tAmal\nKhoury\tLina", "separator": "tab", **_columns("", "name")}

    page = focal.post(_address(), {**fields, "step": "look"})

    assert [line["line"].name for line in page.context["lines"]] == ["Amal", "Lina"]
    twice = focal.post(_address(), {**fields, **_columns("name", "name"), "step": "write"})
    none = focal.post(_address(), {**fields, **_columns("", ""), "step": "write"})
    assert (twice.status_code, none.status_code) == (422, 422)
    assert "Two columns are said to be the same." in twice.content.decode()
    assert "Say in which column the names stand." in none.content.decode()
    assert not Delegate.objects.exists()


def test_a_workbook_becomes_text_to_mend_and_a_formula_stays_refused_until_a_value_is_written(focal: Client) -> None:
    rows = [["Name", "Capacity"], ["Amal Haddad", "=1+1"], [], ["Lina Khoury", "Adviser"], ["Rami", "x"]]

    look = focal.post(_address(), {"upload": _file(rows, merged="A5:B5")})
    text = look.context["form"]["pasted"].value()
    fields = {"pasted": text, "separator": "tab", "headed": "on", **_columns("name", "capacity")}
    page = focal.post(_address(), {**fields, "step": "write"}, follow=True).content.decode()

    first = look.content.decode()
    assert "B2 holds a formula. Write the value." in first
    assert "A5 is merged with other cells. Write each cell." in first
    assert text.splitlines()[1] == "Amal Haddad\t⟦formula⟧"
    assert "1 done, 2 skipped" in page
    assert list(Delegate.objects.values_list("name", flat=True)) == ["Lina Khoury"]
    mended = text.replace("⟦formula⟧", "Minister").replace("⟦merged⟧ ", "")
    focal.post(_address(), {**fields, "pasted": mended, "step": "write"})
    assert Delegate.objects.count() == 3
    assert str(Delegate.objects.get(name="Amal Haddad").capacity) == "Minister"


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (SimpleUploadedFile("list.xlsx", b"PK\x03\x04 broken"), "The workbook is broken and cannot be opened."),
        (SimpleUploadedFile("list.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "of the old kind (.xls)"),
        (SimpleUploadedFile("list.csv", b"%PDF-1.7"), "neither a workbook (.xlsx) nor a text (.csv)"),
        (SimpleUploadedFile("list.csv", b"x" * (5 * 1024 * 1024 + 1)), "The file is larger than 5.0"),
        (SimpleUploadedFile("list.csv", b"x\n" * 2001), "A list has at most 2000 rows"),
    ],
)
def test_what_cannot_be_read_is_a_sentence_at_the_file(
    focal: Client, upload: SimpleUploadedFile, sentence: str
) -> None:
    page = focal.post(_address(), {"upload": upload})

    assert page.status_code == 422
    assert sentence in page.context["form"].errors["upload"][0].replace("\xa0", " ")


def test_a_workbook_of_a_hundred_thousand_rows_is_refused_with_the_limit(focal: Client) -> None:
    page = focal.post(_address(), {"upload": _file([[f"Person {number}"] for number in range(100_000)])})

    assert "A list has at most 2000 rows; this one has more." in page.content.decode()


def test_neither_file_nor_list_is_a_sentence_at_the_field(focal: Client) -> None:
    page = focal.post(_address(), {"pasted": " \n "})

    assert page.context["form"].errors == {"pasted": ["Choose a file or paste a list."]}


def test_the_encoding_and_the_sheet_that_were_taken_are_said(focal: Client) -> None:
    upload = SimpleUploadedFile("list.csv", "Имя;Роль\nАмаль Хаддад;Советник".encode("cp1251"))

    page = focal.post(_address(), {"upload": upload})

    assert "The text was read as Windows-1251." in page.content.decode()
    assert [(line["line"].name, line["line"].details["role"]) for line in page.context["lines"]] == [
        ("Амаль Хаддад", "adviser")
    ]


def test_hostile_cells_are_shown_harmlessly_and_kept_as_text(focal: Client) -> None:
    fields = {"pasted": f"{make.HOSTILE}\t=cmd()|x", "separator": "tab", **_columns("name", "capacity")}

    page = focal.post(_address(), {**fields, "step": "look"}).content.decode()
    focal.post(_address(), {**fields, "step": "write"})

    assert make.HOSTILE not in page
    assert "&lt;b&gt;" in page
    kept = Delegate.objects.get()
    assert (kept.name, str(kept.capacity)) == (make.HOSTILE, "=cmd()|x")


def test_an_officer_says_for_whom_those_who_are_new_are_kept_and_a_focal_point_is_not_asked(focal: Client) -> None:
    conference = make.conference("geneva-2021")
    delegation = make.delegation(conference)
    officer = make.client(make.user(Role.DESK_OFFICER, conference, desks=["delegations"]))
    address = f"/en/geneva-2021/office/delegations/{delegation.pk}/name-many/"
    fields = {"pasted": "Amal", "separator": "none", "sensitivity": "delegations", **_columns("name"), "step": "write"}

    officer.post(address, fields)
    focal.post(_address(), {**fields, "sensitivity": "public"})

    assert set(Delegate.objects.values_list("conference__slug", "sensitivity")) == {
        ("geneva-2021", "delegations"),
        ("damascus-2020", "secretariat"),
    }


def test_the_empty_list_is_handed_out_as_csv_and_workbook_and_comes_back_recognised(focal: Client) -> None:
    text = focal.get(f"{_address('ru')}?template=csv")
    book = focal.get(f"{_address('ar')}?template=xlsx")

    assert text.content.decode("utf-8-sig").startswith("Имя,Имя в оригинале,")
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    assert sheet is not None
    assert sheet["A1"].value == "الاسم"
    assert sheet.sheet_view.rightToLeft
    assert book["Content-Disposition"] == 'attachment; filename="damascus-2020-nominees.xlsx"'


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_in_both_reading_directions(focal: Client, language: str) -> None:
    page = focal.get(_address(language))

    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.content.decode()
