"""Say what the columns of a table hold; what was said once is proposed for the same headings."""

import io

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.api.actions.imports import Handed, discard_import, match_columns, prepare_import
from secretariat.api.models import ImportFormat, ImportState, Verdict
from secretariat.api.queries.drafted import Draft, Unreadable
from secretariat.api.queries.imports.reading import chosen_of, draft_of
from secretariat.api.queries.imports.tables import Columns, proposed
from secretariat.api.queries.imports.words import unreadable_in_words
from secretariat.api.queries.reading.opened import table_of
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("headings", "kind", "columns"),
    [
        ("Name,Country,E-mail", "delegate", ("name", "affiliation", "mail")),
        ("Prénom,Nom de famille,Pays,Courriel", "delegate", ("given_name", "family_name", "affiliation", "mail")),
        ("الاسم,البلد,البريد", "delegate", ("name", "affiliation", "mail")),
        ("姓名,国家,邮箱", "delegate", ("name", "affiliation", "mail")),
        ("ФИО,Страна,Почта", "delegate", ("name", "affiliation", "mail")),
        ("Título,Fecha,Inicio,Fin,Sala", "session", ("title", "day", "starts_at", "ends_at", "room")),
        ("Room,Seats", "room", ("name", "seats")),
        ("Number,Title,Session,Documents", "item", ("number", "title", "session", "document")),
    ],
)
def test_columns_are_proposed_from_headings_in_six_languages(
    headings: str, kind: str, columns: tuple[str, ...]
) -> None:
    held = make.conference()

    said = proposed(table_of(f"{headings}\n{','.join('a' for _each in columns)}\n".encode()), held)

    assert (said.kind, said.columns, said.is_headed) == (kind, columns, True)


def test_without_headings_what_the_cells_look_like_is_proposed() -> None:
    held = make.conference()

    said = proposed(table_of(b"Amal Haddad,amal@example.org\nKarim Aziz,karim@example.org\n"), held)

    assert (said.kind, said.columns, said.is_headed) == ("delegate", ("name", "mail"), False)


def test_rows_are_read_by_what_was_matched_and_that_is_remembered() -> None:
    held = make.conference()
    make.party("LB")
    officer = make_brought_in.officer(held)
    text = "Who,Whence\nAmal Haddad,Lebanon\n"

    batch = make_brought_in.table(held, officer, text, "delegate", column_0="name", column_1="affiliation")

    row = make_brought_in.row(batch)
    assert (row.verdict, row.after["name"], row.after["party"], row.line) == (Verdict.NEW, "Amal Haddad", "LB", "2")
    assert [entry.verb for entry in Entry.objects.all()] == ["api.prepare_import", "api.match_columns"]
    again = proposed(table_of(text.encode()), held)
    assert (again.columns, again.is_remembered) == (("name", "affiliation"), True)
    elsewhere = proposed(table_of(text.encode()), make.conference("elsewhere"))
    assert not elsewhere.is_remembered


def test_days_and_times_in_columns_of_their_own_are_put_together() -> None:
    held = make.conference()
    batch = make_brought_in.table(held, make_brought_in.officer(held), make_brought_in.SESSIONS)

    row = make_brought_in.row(batch)

    assert (row.kind, row.after["starts_at"]) == ("session", "2020-11-11T07:00:00+00:00")
    assert row.source_id.startswith("table/")
    assert row.source_id.endswith(":A1")


@pytest.mark.parametrize(
    ("when", "cell", "code"),
    [
        (",09:00,10:00", "starts_at", "time without day"),
        ("2020-11-11,09:00,", "ends_at", "half a time"),
        ("2020-11-11,10:00,09:00", "ends_at", "ends first"),
        ("11/12/2020,9 o'clock,10:00", "starts_at", "no moment"),
    ],
)
def test_times_that_are_none_are_told_in_their_cell(when: str, cell: str, code: str) -> None:
    held = make.conference()

    batch = make_brought_in.table(held, make_brought_in.officer(held), f"Title,Date,Start,End\nOpening,{when}\n")

    assert code in make_brought_in.codes(make_brought_in.row(batch), cell)


def test_formulas_of_a_workbook_are_errors_of_their_cells() -> None:
    held = make.conference()
    make.party("LB")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for cells in (["Name", "Country", "Mail"], ['=HYPERLINK("http://x")', "Lebanon", "a@example.org"]):
        sheet.append(cells)
    kept = io.BytesIO()
    book.save(kept)
    chosen = {"kind": "delegate", "columns": ["name", "affiliation", "mail"], "is_headed": True}

    draft = draft_of("table", kept.getvalue(), chosen_of(held, chosen))

    assert [(finding.cell, finding.code) for finding in draft.rows[0].findings] == [("name", "formula")]


def test_columns_that_are_matched_with_nothing_are_told() -> None:
    held = make.conference()
    make.party("LB")

    batch = make_brought_in.table(held, make_brought_in.officer(held), "Name,Country,Shoe size\nAmal,Lebanon,42\n")

    assert batch.left_out == [["other_columns", 1, "Shoe size"]]


def test_an_import_that_is_over_is_refused_and_strangers_may_not() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    batch = make_brought_in.handed_in(held, officer)
    columns = Columns("delegate", ("name",), is_headed=True)

    with pytest.raises(PermissionDenied):
        match_columns(make.user(Role.READER, held), batch, columns=columns, draft=Draft(()))
    with pytest.raises(PermissionDenied):
        match_columns(make_brought_in.officer(held, "programme"), batch, columns=columns, draft=Draft(()))
    discard_import(officer, batch, at=make.NOON)
    with pytest.raises(Refused, match="over"):
        match_columns(officer, batch, columns=columns, draft=Draft(()))


def test_the_page_proposes_matches_and_goes_on_to_the_preview() -> None:
    held = make.conference()
    make.party("LB"), make.party("JO")
    officer = make_brought_in.officer(held)
    batch = make_brought_in.handed_in(held, officer)
    browser, address = make.client(officer), reverse("api:match_columns", args=[held.slug, batch.pk])

    page = browser.get(address).content.decode()
    twice = browser.post(address, {"kind": "delegate", "headed": "on", "column_0": "name", "column_1": "name"})
    said = {f"column_{place}": cell for place, cell in enumerate(["name", "affiliation", "mail", "role", "capacity"])}
    done = browser.post(address, {"kind": "delegate", "headed": "on", **said})

    assert "A: Name · Amal Haddad" in page
    assert (twice.status_code, "Two columns" in twice.content.decode()) == (422, True)
    assert done["Location"] == reverse("api:import", args=[held.slug, batch.pk])
    batch.refresh_from_db()
    assert (batch.state, batch.counts["rows"]) == (ImportState.PREVIEW, {"delegate": {"new": 2}})


@pytest.mark.parametrize(("method", "status"), [("get", 200), ("post", 422)])
def test_a_workbook_that_cannot_be_read_is_said_to_be_so_and_waits_for_its_owner(method: str, status: int) -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    content = b"PK\x03\x04 and nothing that follows"
    batch = prepare_import(officer, held, handed=Handed("list.xlsx", ImportFormat.TABLE, {}, content=content))
    browser = make.client(officer)
    here = reverse("api:match_columns", args=[held.slug, batch.pk])

    page = getattr(browser, method)(here)

    batch.refresh_from_db()
    assert (batch.state, bytes(batch.content or b"")) == (ImportState.COLUMNS, content)
    assert [entry.verb for entry in Entry.objects.all()] == ["api.prepare_import"]
    assert page.status_code == status
    assert unreadable_in_words(Unreadable("table broken")) in page.content.decode()
    assert reverse("api:discard_import", args=[held.slug, batch.pk]) in page.content.decode()
