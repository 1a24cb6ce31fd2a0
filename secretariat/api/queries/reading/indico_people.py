"""Registrations of Indico, from its interface for checking in or from the list on the screen: delegates."""

from collections.abc import Sequence

from secretariat.api.queries.drafted import Chosen, Draft
from secretariat.api.queries.reading.cells import spoken
from secretariat.api.queries.reading.drafting import Making, Row, drafted, fitted, leave, tell
from secretariat.api.queries.reading.losses import LEFT_OUT
from secretariat.api.queries.reading.opened import json_of, refused, table_of
from secretariat.api.queries.reading.people import addressed, from_whom, named_person
from secretariat.api.queries.reading.placing import note, steps
from secretariat.api.queries.reading.rows import faulty_cells, noted_table
from secretariat.engines import indico
from secretariat.engines.indico import Problem, Registration, RegistrationsRead
from secretariat.engines.indico.labels import roles_of
from secretariat.engines.tables import Table

__all__ = ["read_registrations", "read_registrations_table"]

_CELLS = {
    "full_name": "name",
    "first_name": "name",
    "last_name": "name",
    "email": "mail",
    "affiliation": "affiliation",
    "position": "capacity",
    "title": "honorific",
}
# Those who do not come.
_NOT_COMING = {"withdrawn": "withdrawn", "rejected": "rejected"}


def read_registrations(content: bytes, chosen: Chosen) -> Draft:
    """Draft what the interface for checking in answers, as a list or one in detail."""
    data = json_of(content)
    read = refused("indico", indico.Unreadable, lambda: indico.registrations_of(data))
    making = Making(chosen)
    rows = [_row(making, each, _line(each.source_id)) for each in read.registrations]
    known = {each.source_id: row for each, row in zip(read.registrations, rows, strict=True) if each.source_id}
    for problem in read.problems:
        where = steps(problem.where)
        row = _row_at(data, where, known)
        _note(making, row, where[1:] if where and isinstance(where[0], int) else where, problem)
    return _done(making, read)


def read_registrations_table(content: bytes, chosen: Chosen) -> Draft:
    """Draft the list of registrations, taken out as CSV or Excel; or the six columns that Indico takes in."""
    table = table_of(content)
    # Rows that hold nothing are not in the table, so a row is known by the number under which a person finds it.
    cells = [each.cells for each in table.rows]
    read = refused("indico", indico.Unreadable, lambda: indico.registrations_csv(cells))
    making = Making(chosen)
    noted_table(making, table)
    numbers = _numbers(table, read)
    rows = [_row(making, each, str(number or "")) for each, number in zip(read.registrations, numbers, strict=True)]
    by_number = {number: row for number, row in zip(numbers, rows, strict=True) if number and row}
    faulty_cells(table, by_number)
    for problem in read.problems:
        where = steps(problem.where)
        place = where[1] - 1 if len(where) > 1 and isinstance(where[1], int) else len(cells)
        number = table.rows[place].number if place < len(cells) else 0
        _note_column(making, by_number.get(number), where[2:], problem, number)
    return _done(making, read)


def _done(making: Making, read: RegistrationsRead) -> Draft:
    if not making.rows and not read.registrations:
        tell(making, "nothing")
    return drafted(making, LEFT_OUT)


def _row(making: Making, person: Registration, line: str) -> Row | None:
    """A delegate; nothing for somebody who does not come."""
    if person.state in _NOT_COMING:
        leave(making, _NOT_COMING[person.state], person.full_name)
        return None
    row = making.row("delegate", person.source_id, line)
    named_person(row, person.full_name)
    addressed(row, person.email)
    if person.title:
        row.cells["honorific"] = person.title
    if person.position:
        row.cells["capacity"] = spoken(person.position, making.language)
    # A country alone says from where somebody comes; beside an organisation it may be where that person lives.
    from_whom(row, person.affiliation or person.country)
    _left(making, person)
    return row


def _line(source_id: str) -> str:
    return f"registrations/{source_id.rpartition(':reg')[2]}" if source_id else ""


def _left(making: Making, person: Registration) -> None:
    address = person.address or (person.country if person.affiliation else "")
    further = max(person.occupied_slots - 1, 0)
    labels = [label for label, _said in person.fields]
    asked = zip(person.fields, roles_of(labels), strict=True)
    # What every form asks of everybody stands in fields of its own.
    answers = [label for (label, said), role in asked if said and label and not role]
    for code, said, count in (
        ("phones", person.phone, bool(person.phone)),
        ("addresses", address, bool(address)),
        ("check_ins", person.full_name, person.checked_in),
        ("tags", person.tags[0] if person.tags else "", len(person.tags)),
        ("companions", person.full_name, further),
        ("answers", answers[0] if answers else "", len(answers)),
    ):
        leave(making, code, said, count)


def _row_at(data: object, where: Sequence[object], known: dict[str, Row | None]) -> Row | None:
    """The row of a registration in a list, by its own number and that of its event."""
    place = where[0] if where and isinstance(where[0], int) else None
    one = data[place] if isinstance(data, list) and place is not None and place < len(data) else data
    if not isinstance(one, dict):
        return None
    return known.get(fitted(f"indico:{one.get('event_id')}:reg{one.get('id')}"))


def _note(making: Making, row: Row | None, within: Sequence[object], problem: Problem) -> None:
    if not within:
        note(making, row, "", problem)
        return
    cell = _CELLS.get(str(within[0]), "")
    # That a name is missing was said when the row was made.
    if row and cell and not (problem.code == "missing" and cell == "name"):
        note(making, row, cell, problem)


def _note_column(making: Making, row: Row | None, within: Sequence[object], problem: Problem, number: int) -> None:
    """Bring what is wrong with a line of a table to its row."""
    if row is None:
        # The heading: a list without addresses, or with more columns than are read.
        if problem.code == "missing" and within:
            tell(making, "no_column")
        elif problem.code in ("too many", "twice", "differs", "more"):
            note(making, None, "", Problem(str(number or ""), problem.code, problem.said))
        return
    if problem.code == "email":
        note(making, row, "mail", problem)
    elif not within and problem.code != "missing":
        note(making, row, "", problem)


def _numbers(table: Table, read: RegistrationsRead) -> list[int]:
    """The number of the line of each registration, as a person counts them; zeros where that cannot be told."""
    again = {
        int(where[1])
        for each in read.problems
        if each.code in ("twice", "differs") and len(where := steps(each.where)) == 2
    }
    kept = [row.number for place, row in enumerate(table.rows, start=1) if place not in again]
    heading = len(kept) - len(read.registrations)
    return kept[heading:] if heading in (0, 1) else [0] * len(read.registrations)
