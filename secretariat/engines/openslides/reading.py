"""Reading the participants of a meeting from rows of text: the heading first, then row by row, cell by cell."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from secretariat.engines.openslides.cells import WEIGHT, flag_in, is_mail, names_in, one_line, weight_in
from secretariat.engines.openslides.models import (
    COLUMNS,
    LONGEST_COMMENT,
    LONGEST_SAID,
    LONGEST_TEXT,
    MOST_COLUMNS,
    MOST_NAMES,
    MOST_PROBLEMS,
    MOST_ROWS,
    Participant,
    ParticipantsRead,
    Problem,
    Unreadable,
)

__all__ = ["participants_of"]

_PASSWORD = "default_password"  # noqa: S105 - the name of a column
# What the pages of OpenSlides call its columns, and what stands in tables made by hand after them.
_LABELS = {
    "given name": "first_name",
    "surname": "last_name",
    "membership number": "member_number",
    "structure levels": "structure_level",
    "participant number": "number",
    "active": "is_active",
    "natural person": "is_physical_person",
    "sso identification": "saml_id",
    "initial password": _PASSWORD,
}
_NAMES = {**{column.replace("_", " "): column for column in (*COLUMNS, _PASSWORD)}, **_LABELS}
_FLAGS = frozenset({"is_active", "is_physical_person", "is_present", "locked_out", "external"})
_LISTS = frozenset({"structure_level", "groups"})
# Half of one of these may be somebody else's.
_UNIQUE = ("username", "member_number", "saml_id")
# The place of a cell, the code, and what stands there.
_Tell = Callable[[str, str, str], None]


def participants_of(rows: Sequence[Sequence[str]]) -> ParticipantsRead:
    """Return the participants in the rows of a table, the first that holds something being the heading.

    Columns come in any order, by their names in OpenSlides (``first_name``) or by what its pages call them in English
    (``Given name``), in any case. What a cell says wrongly is told and left empty; rows of which nothing is left are
    passed over. Passwords are never read; in a table that has them, a row with more cells than columns is not read
    either, since a password may stand in any cell of it. Raises ``Unreadable``.
    """
    problems: list[Problem] = []
    tell = partial(_tell, problems)
    first = _heading(rows)
    columns = _columns(rows[first], f"rows[{first}]", tell)
    seen: dict[str, set[str]] = {name: set() for name in _UNIQUE}
    found: dict[int, Participant] = {}
    for place in range(first + 1, len(rows)):
        participant = _participant(rows[place], columns, len(rows[first]), f"rows[{place}]", tell)
        if participant is None:
            continue
        _judge(participant, f"rows[{place}]", seen, tell)
        if participant != Participant():
            found[place] = participant
    return ParticipantsRead(tuple(found.values()), tuple(found), tuple(problems))


def _tell(problems: list[Problem], where: str, code: str, said: str) -> None:
    if len(problems) < MOST_PROBLEMS:
        problems.append(Problem(where, code, said[:LONGEST_SAID]))
    elif len(problems) == MOST_PROBLEMS:
        problems.append(Problem("", "more"))


def _heading(rows: Sequence[Sequence[str]]) -> int:
    """The place of the heading, once a table is known to be within its bounds."""
    first = next((place for place, row in enumerate(rows) if _holds(row)), None)
    if first is None:
        raise Unreadable("empty")
    if len(rows) - first - 1 > MOST_ROWS:
        raise Unreadable("too many rows")
    if len(rows[first]) > MOST_COLUMNS:
        raise Unreadable("too many columns")
    return first


def _holds(row: Sequence[str]) -> bool:
    return any(cell.strip() for cell in row)


def _columns(heading: Sequence[str], where: str, tell: _Tell) -> dict[str, int]:
    """The place of each known column in a heading, that of the password among them."""
    found: dict[str, int] = {}
    for place, cell in enumerate(heading):
        label = one_line(cell.replace("\ufeff", ""))
        name = _NAMES.get(one_line(label.replace("_", " ")).casefold(), "")
        if name in found:
            tell(f"{where}[{place}]", "column twice", name)
        elif name:
            found[name] = place
        elif label:
            tell(f"{where}[{place}]", "unknown column", label)
    if not found.keys() - {_PASSWORD}:
        raise Unreadable("no header")
    if _PASSWORD in found:
        tell(where, "password", _PASSWORD)
    return found


def _participant(
    row: Sequence[str], columns: dict[str, int], width: int, where: str, tell: _Tell
) -> Participant | None:
    """What a row says; nothing where it holds nothing, or where a password may stand in any of its cells."""
    secret = columns.get(_PASSWORD, width)
    is_overfull = _holds(row[width:])
    if is_overfull:
        tell(where, "too many cells", "")
    if not _holds(row) or (is_overfull and secret < width):
        return None

    def hush(where: str, code: str, _said: str) -> None:
        tell(where, code, "")

    values: dict[str, Any] = {}
    for name, place in columns.items():
        text = row[place].strip() if place < len(row) and place != secret else ""
        if text:
            # A comma too many moves a password to the right, and what is wrong there may be one.
            values[name] = _value(name, text, f"{where}.{name}", hush if place > secret else tell)
    return Participant(**values)


def _judge(participant: Participant, where: str, seen: dict[str, set[str]], tell: _Tell) -> None:
    """Tell what is wrong with a participant as a whole, and beside those before."""
    for name in _UNIQUE:
        said: str = getattr(participant, name)
        if said and said in seen[name]:
            tell(f"{where}.{name}", "twice", said)
        seen[name].add(said)
    if not (participant.first_name or participant.last_name or participant.username or participant.saml_id):
        tell(where, "nameless", "")


def _value(name: str, text: str, where: str, tell: _Tell) -> object:
    if name in _FLAGS:
        return _flag(text, where, tell)
    if name == "vote_weight":
        return _weight(text, where, tell)
    if name == "comment":
        return _within(text.replace("\x00", ""), LONGEST_COMMENT, where, tell)
    if name in _LISTS:
        return _names(text, where, tell)
    if name in _UNIQUE or name == "email":
        return _exact(name, one_line(text), where, tell)
    return _within(one_line(text), LONGEST_TEXT, where, tell)


def _flag(text: str, where: str, tell: _Tell) -> bool | None:
    flag = flag_in(text)
    if flag is None:
        tell(where, "boolean", text)
    return flag


def _weight(text: str, where: str, tell: _Tell) -> object:
    weight = weight_in(text)
    if weight is None:
        tell(where, "vote weight", text)
    elif weight < WEIGHT:
        tell(where, "zero", text)
        return None
    return weight


def _within(text: str, longest: int, where: str, tell: _Tell) -> str:
    if len(text) <= longest:
        return text.strip()
    tell(where, "too long", text)
    return text[:longest].strip()


def _exact(name: str, text: str, where: str, tell: _Tell) -> str:
    """A text that is kept whole or not at all."""
    if name == "email" and not is_mail(text):
        tell(where, "mail", text)
        return ""
    if len(text) > LONGEST_TEXT:
        tell(where, "too long", text)
        return ""
    return text


def _names(text: str, where: str, tell: _Tell) -> tuple[str, ...]:
    if len(text) > LONGEST_COMMENT:
        tell(where, "too long", text)
        return ()
    names = names_in(text)
    if len(names) > MOST_NAMES:
        tell(where, "too many", text)
    return tuple(_within(name, LONGEST_TEXT, where, tell) for name in names[:MOST_NAMES])
