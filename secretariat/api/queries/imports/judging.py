"""What bringing a file in would do: each row found again in the house, compared cell by cell, and judged."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from secretariat.accounts.models import Sensitivity
from secretariat.api.models import Import, ImportRow, Verdict
from secretariat.api.queries.drafted import ERROR, WARNING
from secretariat.api.queries.imports import people, sessions
from secretariat.api.queries.imports.days import put_right, was_put_right
from secretariat.api.queries.imports.judged import Judged, Judgement, Looking
from secretariat.api.queries.imports.kinds import KINDS, is_too_long, kept
from secretariat.api.queries.imports.known import house_of, mac_of, names_in
from secretariat.api.queries.imports.lists import is_of_list, know_lists
from secretariat.api.queries.imports.missing import missing_of, source_of
from secretariat.api.queries.imports.values import About, Found, said_anything
from secretariat.engines.folding import folded


def judge(batch: Import, rows: Iterable[ImportRow]) -> Judgement:
    """Look at each row as it would be written now; nothing is written."""
    given = list(rows)
    looking = Looking(
        conference=batch.conference,
        house=house_of(
            batch.conference, {row.kind for row in given}, sees_all=batch.kept_for == Sensitivity.RESTRICTED
        ),
        is_known_table=bool(batch.chosen.get("is_known_table")),
        about=About(batch.chosen.get("language") or "en", ZoneInfo(batch.chosen.get("zone") or "UTC")),
    )
    found: list[Judged] = []
    for name, kind in KINDS.items():
        of_kind = [Judged(row, kind) for row in given if row.kind == name]
        looking.rows[name] = of_kind
        _judge_kind(looking, of_kind)
        found += of_kind
    opened = people.opened_by(looking) if looking.rows["delegate"] else []
    source = source_of(looking, found)
    in_order = sorted(found, key=lambda each: each.row.position)
    return Judgement(in_order, opened, source, missing_of(looking, source))


def _judge_kind(looking: Looking, rows: list[Judged]) -> None:
    if not rows:
        return
    name = rows[0].kind.name
    for each in rows:
        _read(looking, each)
    _PREPARE.get(name, _leave)(looking, rows)
    know_lists(looking, rows)
    by_source = looking.house.kinds[name].by_source
    looking.claimed[name] = {by_source.get(each.known_as) for each in rows if not each.row.is_skipped}
    in_file = Counter(key for each in rows if not each.row.is_skipped for key in names_in(name, each.cells))
    taken: dict[Hashable, Judged] = {}
    for each in rows:
        _find(looking, each, in_file)
        if not each.row.is_skipped:
            _refuse_twice(looking, each, taken)
    for each in rows:
        _compare(looking, each)
    _FINISH.get(name, _leave)(looking, rows)
    for each in rows:
        each.verdict = _verdict(each)


def _read(looking: Looking, each: Judged) -> None:
    raw = sessions.with_days(each) if each.kind.name == "session" else each.raw
    for name, level, code, said in each.row.said:
        if name not in each.row.corrected:
            each.say(name, level, code, said)
    for name, cell in each.kind.cells.items():
        if name in raw and said_anything(raw[name]):
            _take(each, name, *cell.read(raw[name], looking.about))


def _take(each: Judged, name: str, value: Any, found: Iterable[Found]) -> None:
    for level, code, said in found:
        # One reason is enough; the reader of the file may have told it already.
        if not each.is_wrong_in(name):
            each.say(name, level, code, said)
    if value is not None:
        each.cells[name] = value
        if is_too_long(each.kind.cells[name], each.kind, value) and not each.is_wrong_in(name):
            each.say(name, ERROR, "too long together", {})


def _find(looking: Looking, each: Judged, in_file: Mapping[Hashable, int]) -> None:
    """The row of the house that this one speaks of: as another program knows it, else by what it is called."""
    known = looking.house.kinds[each.kind.name]
    if each.known_as in known.hidden_sources:
        each.say("", ERROR, "hidden twin", {})
        return
    pk = known.by_source.get(each.known_as) if each.known_as else None
    if pk is None:
        pk = _BY_NAME[each.kind.name](looking, each, in_file)
    each.thing = known.rows.get(pk) if pk is not None else None
    each.row.thing_id = each.thing.pk if each.thing is not None else None
    if each.thing is None:
        for name, cell in each.kind.cells.items():
            if cell.is_required and name not in each.cells and not each.is_wrong_in(name):
                each.say(name, ERROR, "required", {})


def _refuse_twice(looking: Looking, each: Judged, taken: dict[Hashable, Judged]) -> None:
    """Each row of the house is spoken of once, and nothing that is new is added twice."""
    keys: list[Hashable] = [("source", each.row.source_id)] if each.row.source_id else []
    keys += [("#", each.thing.pk)] if each.thing is not None else _NEW_KEYS[each.kind.name](looking, each)
    for key in keys:
        first = taken.setdefault(key, each)
        if first is not each:
            each.say("", ERROR, "in file already", {"line": first.row.line or str(first.row.position)})
            return


def _compare(looking: Looking, each: Judged) -> None:
    """Note what would be written over; what somebody changed here since the last import stays, unless corrected."""
    if each.thing is None:
        return
    written = looking.house.kinds[each.kind.name].written.get(each.thing.pk, {})
    _leave_put_right(each, written)
    _warn_of_another(each)
    for name, cell in each.kind.cells.items():
        if not cell.field or name not in each.cells or each.is_wrong_in(name):
            continue
        present, value = kept(each.thing, cell), each.cells[name]
        if cell.form == "texts":
            value = each.cells[name] = {**(present or {}), **value}
        elif cell.form == "list" and _is_same_list(present, value):
            value = each.cells[name] = present
        if value == present or (cell.form == "flag" and not value and not present):
            continue
        is_changed_here = name in written and mac_of(present) not in written[name]
        if is_changed_here and name not in each.row.corrected:
            each.keep_here(name)
        else:
            each.old[name] = present


def _warn_of_another(each: Judged) -> None:
    """Warn where a list would give somebody a wholly other name: another list may number its people alike."""
    said = each.cells.get("name")
    if each.kind.name != "delegate" or not said or not is_of_list(each.known_as) or "name" in each.row.corrected:
        return
    known = {word for name in (each.thing.name, *each.thing.spellings) for word in folded(name).split()}
    if not known & set(folded(said).split()):
        each.say("name", WARNING, "another person", {"name": each.thing.name})


def _leave_put_right(each: Judged, written: Mapping[str, set[str]]) -> None:
    """Leave what somebody put right when the file said the same as now, whatever is wrong with that."""
    for name in set(each.kind.cells) - set(put_right(each.row)):
        if was_put_right(each, name, written):
            each.cells.pop(name, None)
            each.findings.pop(name, None)


def _is_same_list(present: Any, value: list[str]) -> bool:
    there = list(present or [])
    return there[:1] == value[:1] and set(there) == set(value)


def _verdict(each: Judged) -> str:
    if each.is_wrong:
        return Verdict.ERROR
    if each.thing is None:
        return Verdict.NEW
    return Verdict.CHANGED if each.old else Verdict.SAME


def _room_called(looking: Looking, each: Judged, in_file: Mapping[Hashable, int]) -> int | None:
    del in_file
    known = looking.house.kinds["room"]
    found = {pk for name in names_in("room", each.cells) for pk in known.by_name.get(name, [])}
    if len(found) > 1:
        each.say("name", ERROR, "several called so", {})
    return next(iter(found)) if len(found) == 1 else None


def _item_called(looking: Looking, each: Judged, in_file: Mapping[Hashable, int]) -> int | None:
    known = looking.house.kinds["item"]
    if each.cells.get("number"):
        pk = next((pk for pk, row in known.rows.items() if row.number == each.cells["number"]), None)
        # Who is known by another row of the file gives the number up, or keeps it and has that said.
        return pk if pk not in looking.claimed["item"] else None
    names = names_in("item", each.cells)
    found = {pk for name in names for pk in known.by_name.get(name, [])}
    is_alone = len(found) == 1 and all(in_file[name] == 1 for name in names)
    return next(iter(found)) if is_alone else None


def _new_rooms(looking: Looking, each: Judged) -> list[Hashable]:
    del looking
    return [("room", name) for name in names_in("room", each.cells)]


def _new_items(looking: Looking, each: Judged) -> list[Hashable]:
    del looking
    number = each.cells.get("number")
    return [("number", folded(number))] if number else []


def _leave(looking: Looking, rows: list[Judged]) -> None:
    del looking, rows


def warned(each: Judged) -> bool:
    """Whether there is something to say of a row that is no error."""
    return any(level == WARNING for found in each.findings.values() for level, _code, _said in found)


_BY_NAME: Mapping[str, Callable[[Looking, Judged, Mapping[Hashable, int]], int | None]] = {
    "room": _room_called,
    "session": sessions.session_called,
    "item": _item_called,
    "delegate": people.delegate_called,
}
_NEW_KEYS: Mapping[str, Callable[[Looking, Judged], list[Hashable]]] = {
    "room": _new_rooms,
    "session": sessions.new_sessions,
    "item": _new_items,
    "delegate": people.new_people,
}
# What a kind needs before its rows are found again, and what is judged once all of them are compared.
_PREPARE: Mapping[str, Callable[[Looking, list[Judged]], None]] = {
    "session": sessions.find_rooms,
    "item": sessions.find_sessions,
    "delegate": people.find_parties,
}
_FINISH: Mapping[str, Callable[[Looking, list[Judged]], None]] = {
    "session": sessions.judge_times,
    "item": sessions.judge_places,
    "delegate": people.judge_people,
}
