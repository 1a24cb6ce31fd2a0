"""Participants of OpenSlides, from its list as CSV: delegates. Passwords are never read."""

from secretariat.api.queries.drafted import Chosen, Draft
from secretariat.api.queries.reading.cells import joined
from secretariat.api.queries.reading.drafting import Making, Row, drafted, leave, tell
from secretariat.api.queries.reading.losses import LEFT_OUT
from secretariat.api.queries.reading.opened import refused, table_of
from secretariat.api.queries.reading.people import addressed, from_whom, named_person
from secretariat.api.queries.reading.placing import note, steps
from secretariat.api.queries.reading.rows import faulty_cells, noted_table
from secretariat.engines import openslides
from secretariat.engines.openslides import Participant, Problem
from secretariat.engines.tables import Table

__all__ = ["read_openslides"]

_CELLS = {
    "first_name": "name",
    "last_name": "name",
    "title": "honorific",
    "email": "mail",
    "structure_level": "affiliation",
}


def read_openslides(content: bytes, chosen: Chosen) -> Draft:
    """Draft the participants of a meeting; the first structure level of each is whom that person comes from."""
    table = table_of(content)
    read = refused(
        "openslides", openslides.Unreadable, lambda: openslides.participants_of([r.cells for r in table.rows])
    )
    making = Making(chosen)
    noted_table(making, table)
    rows = {
        place: _row(making, person, str(table.rows[place].number))
        for person, place in zip(read.participants, read.rows, strict=True)
    }
    faulty_cells(table, {table.rows[place].number: row for place, row in rows.items() if row})
    if not making.rows:
        tell(making, "nothing")
    for problem in read.problems:
        _note(making, table, rows, problem)
    return drafted(making, LEFT_OUT)


def _row(making: Making, person: Participant, line: str) -> Row | None:
    if person.is_physical_person is False:
        leave(making, "no_people", person.last_name or person.first_name or person.username)
        return None
    row = making.row("delegate", _known_by(person), line)
    named_person(row, joined((person.first_name, person.last_name), " ") or person.username)
    addressed(row, person.email)
    if person.title:
        row.cells["honorific"] = person.title
    from_whom(row, person.structure_level[0] if person.structure_level else "")
    tags = [*person.structure_level[1:], *person.groups]
    genders, account = joined((person.gender, person.pronoun)), joined((person.username, person.saml_id))
    for code, said, count in (
        ("tags", tags[0] if tags else "", len(tags)),
        ("numbers", person.number or person.member_number, bool(person.number or person.member_number)),
        ("votes", str(person.vote_weight or ""), person.vote_weight is not None),
        ("genders", genders, bool(genders)),
        ("accounts", account, bool(account)),
        ("check_ins", person.last_name, person.is_present is True),
        ("comments", person.comment, bool(person.comment)),
        ("other_fields", person.home_committee, bool(person.home_committee)),
    ):
        leave(making, code, said, count)
    return row


def _known_by(person: Participant) -> str:
    """By what OpenSlides itself knows somebody again."""
    for name in ("username", "saml_id", "member_number"):
        said: str = getattr(person, name)
        if said:
            return f"openslides:{name}:{said}"
    return ""


def _note(making: Making, table: Table, rows: dict[int, Row | None], problem: Problem) -> None:
    """Bring what is wrong to the person it speaks of; columns that nobody knows are left out."""
    where = steps(problem.where)
    if problem.code in ("unknown column", "password", "column twice"):
        _note_heading(making, problem)
        return
    place = where[1] if len(where) > 1 and isinstance(where[1], int) else len(table.rows)
    row, field = rows.get(place), str(where[2]) if len(where) > 2 else ""
    if row and field in _CELLS:
        note(making, row, _CELLS[field], problem)
    elif row and not field:
        note(making, row, "", problem)
    elif row is None and problem.code in ("more", "too many cells") and (place not in rows):
        number = str(table.rows[place].number) if place < len(table.rows) else ""
        note(making, None, "", Problem(number, problem.code))


def _note_heading(making: Making, problem: Problem) -> None:
    if problem.code == "unknown column":
        leave(making, "other_columns", problem.said)
    elif problem.code == "password":
        tell(making, "password")
    else:
        tell(making, "column_twice", said=problem.said)
