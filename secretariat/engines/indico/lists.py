"""Reading registrations from a table: the list on the screen as CSV or Excel, and the list that Indico takes in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from secretariat.engines.indico.labels import PERSONAL, is_true, roles_of, state_named
from secretariat.engines.indico.models import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_FIELDS,
    MOST_LISTED,
    MOST_REGISTRATIONS,
    Registration,
    RegistrationsRead,
    Unreadable,
)
from secretariat.engines.indico.moments import moment_of_text
from secretariat.engines.indico.values import (
    Ground,
    Node,
    address,
    cut,
    identity,
    is_address,
    line_of,
    path,
    scalar,
    tell,
)

__all__ = ["registrations_csv"]

# The order in which Indico takes in people from a file without a header.
_TAKEN_IN = ("first_name", "last_name", "affiliation", "position", "phone", "email")
# Not asked by the form: what the server knows itself.
_OWN = frozenset(("friendly_id", "full_name", "state", "checked_in", "checked_in_dt", "registration_date", "tags"))
# One of these a table must name, or it is no list of people.
_NAMING = frozenset(("full_name", "first_name", "last_name", "email"))
# A row among the first of which one must look like people without a header.
_FIRST = 20


def registrations_csv(rows: Sequence[Sequence[str]], *, event_id: str = "") -> RegistrationsRead:
    """Read registrations from the rows of a table, whose cells are text.

    With a header, in English, French or Spanish: what the list of registrations gives as CSV or Excel, which holds
    only the columns that were visible. Without one: the six columns that Indico takes in (first and last name,
    affiliation, position, phone, email). ``ID`` is the number that people see, hence ``source_id`` is
    ``indico:EVENT:reg#45``, or "" without ``event_id`` or number: it is not the number that the interface gives.
    Indico takes "+", "-", "=" and "@" off the beginning of cells, so telephone numbers come without their "+". Times
    are read where they have an offset (CSV); else the column is told once and its texts stand in ``fields``.
    Raises ``Unreadable`` ("no header", "too many registrations").
    """
    if len(rows) > MOST_REGISTRATIONS + 1:
        raise Unreadable("too many registrations")
    ground = Ground(event_id)
    start, columns = _columns(rows, ground)
    if len(rows) - start > MOST_REGISTRATIONS:
        raise Unreadable("too many registrations")
    found: dict[str, Registration] = {}
    for place in range(start, len(rows)):
        where = f"rows[{place + 1}]"
        cells = _cells(ground, rows[place], columns, where)
        if not any(cells):
            continue
        one = _registration(_Row(ground, where, columns, cells))
        if one.source_id and one.source_id in found:
            tell(ground, where, "twice" if found[one.source_id] == one else "differs", one.full_name)
            continue
        found[one.source_id or where] = one
    return RegistrationsRead(tuple(found.values()), tuple(ground.told))


@dataclass(frozen=True)
class _Columns:
    """The columns of a table by their labels and by what each holds."""

    labels: tuple[str, ...]
    roles: tuple[str, ...]
    # How many the header has; those beyond the bound are told once, and so are columns whose texts tell no moment.
    width: int
    told: set[str]


def _columns(rows: Sequence[Sequence[str]], ground: Ground) -> tuple[int, _Columns]:
    """Where the people begin, and what the columns hold."""
    filled = (place for place in range(len(rows)) if any(_texts(rows[place])))
    first = list(islice(filled, _FIRST))
    if not first:
        raise Unreadable("no header")
    header = _texts(rows[first[0]])
    labels = tuple(line_of(ground, f"rows[{first[0] + 1}]", each) for each in header[:MOST_FIELDS])
    roles = roles_of(labels)
    if not any(map(is_address, labels)) and not _NAMING.isdisjoint(roles):
        if "email" not in roles:
            tell(ground, f'rows[{first[0] + 1}]["Email Address"]', "missing")
        if len(header) > MOST_FIELDS:
            tell(ground, f"rows[{first[0] + 1}]", "too many", str(len(header)))
        return first[0] + 1, _Columns(labels, roles, len(header), set())
    if any(_is_taken_in(_texts(rows[place])) for place in first):
        return first[0], _Columns(_TAKEN_IN, _TAKEN_IN, len(_TAKEN_IN), set())
    raise Unreadable("no header")


def _is_taken_in(cells: list[str]) -> bool:
    return len(cells) == len(_TAKEN_IN) and is_address(cells[-1].strip())


def _texts(row: object) -> list[str]:
    """The cells of a row as they stand, without the empty ones at its end."""
    cells = [scalar(each) or "" for each in row] if isinstance(row, list | tuple) else []
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _cells(ground: Ground, row: Sequence[str], columns: _Columns, where: str) -> tuple[str, ...]:
    """The cells of a row, as many as there are columns."""
    if not isinstance(row, list | tuple):
        tell(ground, where, "shape", row)
    said = _texts(row)
    if len(said) > columns.width:
        tell(ground, where, "too many", str(len(said)))
    read = (
        line_of(ground, path(where, label), each, LONGEST_TEXT)
        for label, each in zip(columns.labels, said, strict=False)
    )
    found = tuple(read)
    return found + ("",) * (len(columns.labels) - len(found))


@dataclass(frozen=True)
class _Row:
    """A row by what its cells hold: the text of each, and where it stands."""

    ground: Ground
    where: str
    columns: _Columns
    cells: tuple[str, ...]

    def said(self, role: str) -> str:
        """The text of the column that holds this."""
        return self.cells[self.columns.roles.index(role)] if role in self.columns.roles else ""

    def place(self, role: str) -> str:
        """The path of the cell that holds this."""
        return path(self.where, self.columns.labels[self.columns.roles.index(role)])


def _registration(row: _Row) -> Registration:
    number = identity(Node({"id": row.said("friendly_id").lstrip("#")}, row.where, row.ground), "id")
    name = row.said("full_name") or f"{row.said('first_name')} {row.said('last_name')}".strip()
    if not name:
        tell(row.ground, row.where, "missing")
    personal: dict[str, Any] = {
        role: cut(row.ground, row.place(role), row.said(role), LONGEST_LINE) for role in PERSONAL if row.said(role)
    }
    if "email" in personal:
        personal["email"] = address(row.ground, row.place("email"), personal["email"])
    return Registration(
        source_id=f"indico:{row.ground.event_id}:reg#{number}" if number and row.ground.event_id else "",
        full_name=cut(row.ground, row.where, name, LONGEST_LINE),
        friendly_id=number,
        state=_state(row),
        checked_in=_is_checked_in(row),
        checked_in_dt=_moment(row, "checked_in_dt"),
        registration_date=_moment(row, "registration_date"),
        tags=tuple(dict.fromkeys(each for each in row.said("tags").split("; ")[:MOST_LISTED] if each)),
        fields=tuple(_fields(row)),
        **personal,
    )


def _state(row: _Row) -> str:
    said = row.said("state")
    found = state_named(said)
    if said and not found:
        tell(row.ground, row.place("state"), "state", said)
    return found


def _is_checked_in(row: _Row) -> bool:
    found = is_true(row.said("checked_in"))
    if found is None:
        tell(row.ground, row.place("checked_in"), "shape", row.said("checked_in"))
    return found is True


def _moment(row: _Row, role: str) -> datetime | None:
    said = row.said(role)
    if not said:
        return None
    # A workbook has the days of whoever took it out, in that person's language and zone.
    aside = Ground()
    found = moment_of_text(aside, row.place(role), said)
    if aside.told and role not in row.columns.told:
        row.columns.told.add(role)
        row.ground.told.extend(aside.told)
    return found


def _fields(row: _Row) -> Iterator[tuple[str, str]]:
    """The questions of the form and what was answered; and what the server knows where it could not be read."""
    for label, role, said in zip(row.columns.labels, row.columns.roles, row.cells, strict=True):
        if role not in _OWN or role in row.columns.told:
            yield label, said
