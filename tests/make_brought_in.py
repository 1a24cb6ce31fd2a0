"""Builders of files that are brought in: prepared as the page does it, from tables or from drafted rows."""

from typing import Any

from secretariat.accounts.models import Role, User
from secretariat.api.actions.imports import Handed, confirm_import, match_columns, prepare_import
from secretariat.api.models import Import, ImportFormat, ImportRow
from secretariat.api.queries.drafted import Draft, Drafted
from secretariat.api.queries.imports.reading import chosen_of, draft_of
from secretariat.api.queries.imports.tables import Columns, proposed
from secretariat.api.queries.reading.opened import table_of
from secretariat.conference.models import Conference
from tests import make

PEOPLE = (
    "Name,Country,Mail,Role,Position\n"
    "Amal Haddad,Lebanon,amal@example.org,Head,Minister\n"
    "Karim Aziz,Jordan,karim@example.org,,Adviser\n"
)
SESSIONS = "ID,Title,Date,Start,End,Room\nA1,Opening,2020-11-11,09:00,10:00,\nA2,Round table,2020-11-11,10:00,12:00,\n"
CHOSEN = {"zone": "Asia/Damascus", "language": "en", "sensitivity": "secretariat"}


def officer(conference: Conference, *desks: str) -> User:
    """An officer of these desks."""
    return make.user(Role.DESK_OFFICER, conference, desks=desks or ["programme", "delegations"])


def table(conference: Conference, actor: User, text: str = PEOPLE, kind: str = "", **columns: str) -> Import:
    """A table that was handed in and whose columns are matched as they are proposed, save those that are named here."""
    batch = handed_in(conference, actor, text)
    content = text.encode()
    said = proposed(table_of(content), conference, kind)
    cells = tuple(columns.get(f"column_{number}", cell) for number, cell in enumerate(said.columns))
    chosen = Columns(said.kind, cells, said.is_headed or bool(columns))
    kept = {**batch.chosen, "kind": chosen.kind, "columns": list(cells), "is_headed": chosen.is_headed}
    draft = draft_of(ImportFormat.TABLE, content, chosen_of(conference, kept))
    headings = tuple(table_of(content).rows[0].cells)
    return match_columns(actor, batch, columns=chosen, draft=draft, headings=headings)


def handed_in(conference: Conference, actor: User, text: str = PEOPLE, name: str = "people.csv") -> Import:
    """A table that was handed in, and whose columns wait to be matched."""
    return prepare_import(
        actor, conference, handed=Handed(name, ImportFormat.TABLE, dict(CHOSEN), content=text.encode())
    )


def drafted(conference: Conference, actor: User, *rows: Drafted, **chosen: Any) -> Import:
    """A file of another program, as its reader drafted it."""
    handed = Handed("schedule.json", ImportFormat.SCHEDULE_JSON, {**CHOSEN, **chosen})
    return prepare_import(actor, conference, handed=handed, draft=Draft(rows))


def programme(conference: Conference, actor: User) -> Import:
    """A hall, a session in it and an item that it treats."""
    return drafted(
        conference,
        actor,
        Drafted("room", "r1", {"name": {"en": "Hall A"}, "seats": 200}, line="rooms/1"),
        Drafted("session", "s1", session_cells(room="r1"), line="sessions/1"),
        Drafted("item", "i1", {"title": {"en": "Return in dignity"}, "session": "s1", "position": 1}, line="items/1"),
    )


def session_cells(**cells: Any) -> dict[str, Any]:
    """What a file says of a session."""
    usual = {
        "title": {"en": "Plenary"},
        "kind": "plenary",
        "starts_at": "2020-11-11T09:00:00+02:00",
        "ends_at": "2020-11-11T11:00:00+02:00",
    }
    return {**usual, **cells}


def brought_in(actor: User, batch: Import) -> Import:
    """An import that is brought in."""
    confirm_import(actor, batch, at=make.NOON)
    return batch


def row(batch: Import, position: int = 1) -> ImportRow:
    """One row of an import, as it is now."""
    return batch.rows.get(position=position)


def codes(held: ImportRow, cell: str) -> list[str]:
    """What there is to say of a cell, as codes."""
    return [code for _level, code, _said in held.findings.get(cell, [])]
