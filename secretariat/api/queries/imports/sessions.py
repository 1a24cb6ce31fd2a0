"""Sessions and agenda items of an import: their times, their rooms, and what stands in their way."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime
from typing import Any

from secretariat.api.queries.drafted import ERROR, WARNING
from secretariat.api.queries.imports.clashing import judge_clashes
from secretariat.api.queries.imports.days import TIMES, dated, settle_day
from secretariat.api.queries.imports.judged import Judged, Looking
from secretariat.api.queries.imports.known import mac_of, names_in
from secretariat.engines.folding import folded


def with_days(each: Judged) -> dict[str, Any]:
    """The cells of a session with the day put to times of day that name none, as tables often have them."""
    raw, without = dated(each.raw)
    for name in without:
        each.say(name, ERROR, "time without day", {})
    return raw


def find_rooms(looking: Looking, rows: Iterable[Judged]) -> None:
    """The room that each session names: a row of the same file, or a room of the conference."""
    in_file, by_name = _named(looking.rows.get("room", []))
    known = looking.house.kinds["room"]
    for each in rows:
        said = each.cells.get("room")
        if said is None:
            continue
        there = in_file.get(each.raw.get("room")) or by_name.get(folded(said))
        pk = known.by_source.get(str(each.raw.get("room"))) or known.one(folded(said))
        _refer(each, "room", there, pk)


def session_called(looking: Looking, each: Judged, in_file: Mapping[Hashable, int]) -> int | None:
    """A session of this title at this time, or the only one of this title."""
    known = looking.house.kinds["session"]
    names = names_in("session", each.cells)
    found = sorted({pk for name in names for pk in known.by_name.get(name, [])})
    begins = each.cells.get("starts_at")
    then = [pk for pk in found if begins and _is_at(known.rows[pk].starts_at, begins)]
    if len(then) == 1:
        return then[0]
    if not found and names & known.hidden:
        each.say("title", WARNING, "hidden twin", {})
    is_alone = len(found) == 1 and all(in_file[name] == 1 for name in names)
    return found[0] if is_alone else None


def new_sessions(looking: Looking, each: Judged) -> list[Hashable]:
    """A session that is new is known by its title, its beginning and its room."""
    del looking
    when = each.cells.get("starts_at") or each.cells.get("day")
    return [("session", name, when, each.cells.get("room")) for name in names_in("session", each.cells)]


def judge_times(looking: Looking, rows: list[Judged]) -> None:
    """Whether each session begins and ends as one can, and what it would clash with."""
    for each in rows:
        settle_day(looking, each)
        begins, ends = each.will_be("starts_at"), each.will_be("ends_at")
        if bool(begins) != bool(ends):
            if not any(each.is_wrong_in(name) for name in TIMES):
                each.say("ends_at" if begins else "starts_at", ERROR, "half a time", {})
        elif begins and ends and datetime.fromisoformat(ends) <= datetime.fromisoformat(begins):
            each.say("ends_at", ERROR, "ends first", {})
    judge_clashes(looking, rows)


def find_sessions(looking: Looking, rows: Iterable[Judged]) -> None:
    """The session that each item belongs to: a row of the same file, or a session of the conference."""
    in_file, by_name = _named(looking.rows["session"])
    known = looking.house.kinds["session"]
    for each in rows:
        said = each.cells.get("session")
        if said is None:
            continue
        there = in_file.get(each.raw.get("session")) or by_name.get(folded(said))
        pk = known.by_source.get(str(each.raw.get("session"))) or known.one(folded(said))
        _refer(each, "session", there, pk)


def judge_places(looking: Looking, rows: Iterable[Judged]) -> None:
    """Where in its session each item stands, against where it stands now."""
    given = list(rows)
    for each in given:
        if "session" not in each.cells:
            each.cells.pop("position", None)
        elif each.thing is not None:
            treated = looking.house.treated.get(each.thing.pk, [])
            written = looking.house.kinds["item"].written.get(each.thing.pk, {})
            _judge_place(each, {f"#{session}": position for session, position in treated}, written)
    _judge_numbers(looking, given)


def _judge_place(each: Judged, there: Mapping[str, int], written: Mapping[str, set[str]]) -> None:
    said = each.cells["session"]
    if said not in there and _is_changed_here(each, "session", there, written):
        each.keep_here("session")
        each.cells.pop("position", None)
    elif said not in there:
        each.old["session"] = next(iter(there), None)
        if there and each.cells.get("position") != there[each.old["session"]]:
            each.old["position"] = there[each.old["session"]]
    elif "position" in each.cells and each.cells["position"] != there[said]:
        if _is_changed_here(each, "position", [there[said]], written):
            each.keep_here("position")
        else:
            each.old["position"] = there[said]


def _judge_numbers(looking: Looking, rows: Iterable[Judged]) -> None:
    """A number that an item is given is nobody's, once all of the file are renumbered at one stroke."""
    brought_in = [each for each in rows if each.is_brought_in]
    staying = looking.house.numbers - {each.old["number"] for each in brought_in if "number" in each.old}
    wanted: dict[str, Judged] = {}
    refused: list[Judged] = []
    for each in brought_in:
        number: str = each.cells.get("number") or ""
        is_given = number != "" and (each.thing is None or "number" in each.old)
        if is_given and (number in staying or wanted.setdefault(number, each) is not each):
            refused.append(each)
    while refused:
        each = refused.pop()
        each.say("number", ERROR, "number taken", {})
        # It keeps the number that it has, which then is not free for another.
        other = wanted.pop(each.old.get("number", ""), None)
        refused += [other] if other is not None else []


def _is_changed_here(each: Judged, cell: str, present: Iterable[Any], written: Mapping[str, set[str]]) -> bool:
    """Whether somebody changed here since the last import where an item is treated, and nobody corrected the file."""
    if cell in each.row.corrected or cell not in written:
        return False
    return not written[cell] & {mac_of(value) for value in present}


def _named(rows: Iterable[Judged]) -> tuple[dict[Any, Judged], dict[str, Judged | None]]:
    """Rows of the file by what the other program calls them, and by their names; nothing where two share one."""
    in_file: dict[Any, Judged] = {}
    by_name: dict[str, Judged | None] = {}
    for each in rows:
        if each.row.source_id:
            in_file[each.row.source_id] = each
        for name in names_in(each.kind.name, each.cells):
            by_name[str(name)] = None if str(name) in by_name else each
    return in_file, by_name


def _refer(each: Judged, cell: str, there: Judged | None, pk: int | None) -> None:
    said = {"name": each.cells[cell][:100]}
    if there is not None and (there.is_brought_in or there.thing is not None):
        each.cells[cell] = there.key
    elif there is not None:
        each.cells.pop(cell)
        each.say(cell, ERROR, "not brought in", {"line": there.row.line or str(there.row.position)})
    elif pk is not None:
        each.cells[cell] = f"#{pk}"
    else:
        each.cells.pop(cell)
        each.say(cell, ERROR, f"no such {cell}", said)


def _is_at(there: datetime | None, begins: str) -> bool:
    return there is not None and there == datetime.fromisoformat(begins)
