"""Which list a table is: two lists number their rows alike, and the same list comes again under another heading."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from secretariat.api.queries.imports.judged import Judged, Looking
from secretariat.api.queries.imports.known import Known, names_in, names_of
from secretariat.delegations.queries.headings import plain_words

# What tables were once known by, whichever list they were.
OF_NO_LIST = "table:"
_OF_LIST = re.compile(r"(table/[0-9a-f]{12}:)(.*)", re.DOTALL)


def list_of(headings: Iterable[str], kind: str, columns: Iterable[str], *, is_headed: bool) -> str:
    """What stands before the numbers of a list: made of its headings in whatever order, else of what it holds."""
    words = sorted({plain_words(each) for each in headings} - {""}) if is_headed else ["", kind, *columns]
    digest = hashlib.sha256("\x1f".join(words).encode()).hexdigest()
    return f"table/{digest[:12]}:"


def is_of_list(known_as: str) -> bool:
    """Whether a row is known by its number in a table."""
    return known_as.startswith(OF_NO_LIST) or _OF_LIST.fullmatch(known_as) is not None


def know_lists(looking: Looking, rows: list[Judged]) -> None:
    """Let the rows of a list that is not known under its headings be known as those of the list that it was."""
    numbered = [(each, found[1], found[2]) for each in rows if (found := _OF_LIST.fullmatch(each.row.source_id))]
    if not numbered:
        return
    known = looking.house.kinds[rows[0].kind.name]
    lists = _lists(known)
    own = numbered[0][1]
    if own in lists:
        return
    was = _was(known, lists, numbered)
    if not was and looking.is_known_table and OF_NO_LIST in lists:
        was = OF_NO_LIST
    for each, _own, number in numbered:
        each.known_as = lists[was].get(number, each.row.source_id) if was else each.row.source_id


def _lists(known: Known) -> dict[str, dict[str, str]]:
    """By list and number, under what the house knows a row."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for source_id in (*known.by_source, *known.hidden_sources):
        parts = _OF_LIST.fullmatch(source_id)
        if parts is not None:
            found[parts[1]][parts[2]] = source_id
        elif source_id.startswith(OF_NO_LIST):
            found[OF_NO_LIST][source_id.removeprefix(OF_NO_LIST)] = source_id
    return found


def _was(known: Known, lists: Mapping[str, Mapping[str, str]], numbered: list[tuple[Judged, str, str]]) -> str:
    """The list in which most rows of these numbers are called as they are here."""
    alike: Counter[str] = Counter()
    for name, numbers in lists.items():
        both = [
            (each, known.rows.get(known.by_source.get(numbers[no], 0))) for each, _own, no in numbered if no in numbers
        ]
        called = sum(row is not None and _is_called_so(each, row) for each, row in both)
        if called * 2 > len(both):
            alike[name] = called
    return alike.most_common(1)[0][0] if alike else ""


def _is_called_so(each: Judged, row: Any) -> bool:
    names = {name[-1] if isinstance(name, tuple) else name for name in names_of(each.kind.name, row)}
    return bool(names & names_in(each.kind.name, each.cells))
