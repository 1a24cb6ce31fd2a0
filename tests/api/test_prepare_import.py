"""Take a file in hand: it is read, compared and shown, and nothing is written anywhere else."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.api.actions.imports import Handed, prepare_import
from secretariat.api.models import Import, ImportFormat, ImportState, Verdict
from secretariat.api.queries.drafted import ERROR, Drafted, Finding
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.models import Delegate, Delegation
from secretariat.programme.models import Session
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:a@example.org\r\nDTSTAMP:20201101T000000Z\r\n"
    "DTSTART:20201111T070000Z\r\nDTEND:20201111T080000Z\r\nSUMMARY:Plenary\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_a_file_is_kept_as_drafts_and_nothing_else_is_written() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)

    batch = make_brought_in.programme(held, officer)

    assert (batch.state, batch.counts["rows"]["session"]) == (ImportState.PREVIEW, {"new": 1})
    assert [row.kind for row in batch.rows.all()] == ["room", "session", "item"]
    assert not Session.objects.exists()
    entry = Entry.objects.get()
    assert (entry.verb, entry.made_id, entry.thing_label) == ("api.prepare_import", batch.pk, "schedule.json")
    assert "Plenary" not in str(entry.changes)


def test_a_table_waits_for_its_columns_and_keeps_its_bytes() -> None:
    held = make.conference()

    batch = make_brought_in.handed_in(held, make_brought_in.officer(held))

    assert (batch.state, bytes(batch.content or b"")[:4]) == (ImportState.COLUMNS, b"Name")
    assert not batch.rows.exists()


def test_a_file_that_was_not_read_is_refused() -> None:
    held = make.conference()

    with pytest.raises(Refused, match="was not read"):
        prepare_import(make_brought_in.officer(held), held, handed=Handed("a.ics", ImportFormat.CALENDAR))


def test_who_keeps_sessions_does_not_bring_in_people() -> None:
    held = make.conference()
    programme = make_brought_in.officer(held, "programme")

    with pytest.raises(PermissionDenied):
        make_brought_in.drafted(held, programme, Drafted("delegate", "1", {"name": "Amal"}))
    assert not Import.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.DOOR_OFFICER, Role.PRESS_OFFICER, Role.RAPPORTEUR, None])
def test_whoever_is_no_officer_may_not(role: str | None) -> None:
    held, elsewhere = make.conference(), make.conference("elsewhere")

    for stranger in (make.user(role, held), make.user(Role.SECRETARY, elsewhere)):
        with pytest.raises(PermissionDenied):
            make_brought_in.handed_in(held, stranger)


@pytest.mark.parametrize(
    ("cell", "said", "code"),
    [
        ("name", make.HOSTILE, None),
        ("name", "Amal\u202egnp.exe", "hidden"),
        ("name", "Amal\x00 Haddad", "hidden"),
        ("name", "x" * 100_000, "too long"),
        ("mail", "no mail", "no mail"),
        ("mail", "a@example.org\nBcc: b@example.org", "no mail"),
        ("role", "Emperor", "no such word"),
        ("languages", "Klingon", "no such language"),
        ("affiliation", "Atlantis" * 100, "too long"),
    ],
)
def test_hostile_cells_are_kept_as_text_or_told(cell: str, said: str, code: str | None) -> None:
    held = make.conference()
    make.party("LB")
    cells: dict[str, Any] = {"name": "Amal", "affiliation": "Lebanon", cell: said}

    batch = make_brought_in.drafted(held, make_brought_in.officer(held), Drafted("delegate", "1", cells))

    row = make_brought_in.row(batch)
    assert make_brought_in.codes(row, cell) == ([code] if code else [])
    if code is None:
        assert row.after["name"] == said


def test_what_the_reader_of_a_file_found_is_kept_until_the_cell_is_corrected() -> None:
    held = make.conference()
    finding = Finding("starts_at", ERROR, "time", {"said": "noon"})
    drafted = Drafted("session", "1", {"title": {"en": "Plenary"}}, (finding,), "sessions/1")

    batch = make_brought_in.drafted(held, make_brought_in.officer(held), drafted)

    row = make_brought_in.row(batch)
    assert (row.verdict, make_brought_in.codes(row, "starts_at"), row.line) == (Verdict.ERROR, ["time"], "sessions/1")


def test_the_house_refuses_two_sessions_in_one_room_at_one_time() -> None:
    held = make.conference()
    rows = [Drafted("room", "r", {"name": "Hall"})]
    rows += [Drafted("session", str(n), make_brought_in.session_cells(room="r", title={"en": f"S{n}"})) for n in (1, 2)]

    batch = make_brought_in.drafted(held, make_brought_in.officer(held), *rows)

    row = make_brought_in.row(batch, 2)
    assert (row.verdict, make_brought_in.codes(row, "room")) == (Verdict.ERROR, ["clash"])
    assert row.findings["room"][0][2] == {"clash": "room_taken", "things": [{"en": "S2"}]}


def test_one_number_of_the_other_program_is_one_row() -> None:
    held = make.conference()
    rows = [Drafted("room", "r", {"name": f"Hall {number}"}, line=f"rooms/{number}") for number in (1, 2)]

    batch = make_brought_in.drafted(held, make_brought_in.officer(held), *rows)

    assert make_brought_in.row(batch, 2).findings[""] == [[ERROR, "in file already", {"line": "rooms/1"}]]


def test_people_are_found_by_mail_unless_several_share_it() -> None:
    held = make.conference()
    there = make.delegate(make.delegation(held, make.party("LB")), "Amal Hadad", mail="amal@example.org")
    officer = make_brought_in.officer(held)

    alone = make_brought_in.table(held, officer, "Name,Country,Mail\nAmal Haddad,Lebanon,amal@example.org\n")
    shared = make_brought_in.table(
        held, officer, "Name,Country,Mail\nA,Lebanon,amal@example.org\nB,Lebanon,amal@example.org\n"
    )

    row = make_brought_in.row(alone)
    assert (row.thing_id, row.old["name"]) == (there.pk, "Amal Hadad")
    assert [row.verdict for row in shared.rows.all()] == [Verdict.NEW, Verdict.NEW]


def test_people_without_a_place_another_head_and_somebody_of_another_delegation_are_told() -> None:
    held = make.conference()
    lebanon = make.delegation(held, make.party("LB"))
    make.party("JO")
    make.delegate(lebanon, "Amal", role="head", mail="amal@example.org")
    make.delegate(lebanon, "Karim", state="withdrawn")
    make.invitation(held, make.party("JO"), quota=1)
    text = (
        "Name,Country,Role,Mail,Honorific\nDina,Lebanon,Head,,\nKarim,Lebanon,,,Mr\nAmal,Jordan,,amal@example.org,\n"
        "One,Jordan,,,\nTwo,Jordan,,,\n"
    )

    batch = make_brought_in.table(held, make_brought_in.officer(held), text)

    rows = list(batch.rows.all())
    assert make_brought_in.codes(rows[0], "role") == ["another head"]
    assert make_brought_in.codes(rows[1], "") == ["no place any more"]
    assert make_brought_in.codes(rows[2], "party") == ["in another delegation"]
    assert [row.verdict for row in rows[3:]] == [Verdict.NEW, Verdict.ERROR]
    assert make_brought_in.codes(rows[4], "party") == ["no place left"]


def test_who_is_kept_for_secretaries_alone_is_neither_shown_nor_changed() -> None:
    held = make.conference()
    make.delegate(make.delegation(held, make.party("LB")), "Amal", mail="secret@example.org", sensitivity="restricted")

    batch = make_brought_in.table(
        held, make_brought_in.officer(held), "Name,Country,Mail\nAmal,Lebanon,a@example.org\n"
    )

    row = make_brought_in.row(batch)
    assert make_brought_in.codes(row, "name") == ["name kept for others"]
    assert "secret@example.org" not in str([row.old, row.findings, row.after])


def test_the_page_takes_a_file_and_shows_what_it_would_do() -> None:
    held = make.conference()
    browser = make.client(make_brought_in.officer(held))
    file = SimpleUploadedFile("programme.ics", CALENDAR.encode())
    said = {"file": file, "format": "", "language": "en", "zone": "Asia/Damascus", "sensitivity": "secretariat"}

    answer = browser.post(reverse("api:prepare_import", args=[held.slug]), said, follow=True)

    batch = Import.objects.get()
    assert (batch.format, answer.redirect_chain[-1][0]) == (
        ImportFormat.CALENDAR,
        reverse("api:import", args=[held.slug, batch.pk]),
    )
    assert "Plenary" in answer.content.decode()
    assert "Bring in 1 row" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "empty"),
        ("broken.json", b'{"results": [', "Indico"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50, "Choose its format"),
        ("bomb.xml", b'<!DOCTYPE s [<!ENTITY a "b">]><schedule>&a;</schedule>', "declarations"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_at_its_field(name: str, content: bytes, says: str) -> None:
    held = make.conference()
    browser = make.client(make_brought_in.officer(held))
    said = {"file": SimpleUploadedFile(name, content), "language": "en", "zone": "UTC", "sensitivity": "secretariat"}

    answer = browser.post(reverse("api:prepare_import", args=[held.slug]), said)

    assert answer.status_code == 422
    assert not Import.objects.exists()
    assert says in answer.content.decode() or name == "broken.json"


def test_hostile_cells_do_no_harm_to_the_page() -> None:
    held = make.conference()
    make.party("LB")
    officer = make_brought_in.officer(held)
    cells = {
        "name": f"{make.HOSTILE}\u202e\x00",
        "affiliation": f"Lebanon {make.HOSTILE}",
        "capacity": {"en": "c" * 9000},
    }
    batch = make_brought_in.drafted(held, officer, Drafted("delegate", "1", cells, line=make.HOSTILE))

    page = make.client(officer).get(reverse("api:import", args=[held.slug, batch.pk])).content.decode()

    assert "<b>" not in page
    assert page.count("c" * 5001) == 0
    assert not Delegate.objects.exists()
    assert not Delegation.objects.exists()
