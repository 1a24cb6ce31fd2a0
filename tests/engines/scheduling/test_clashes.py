"""One clash engine for sessions, bilaterals, press events and journeys, on a clock without zones."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from secretariat.engines.scheduling.clashes import (
    RULES,
    Clash,
    Hall,
    Item,
    Span,
    Venue,
    clashes,
    clashes_if_moved,
    laid_out,
    levels_if_moved,
    minute_of,
    moment_of,
)

_HALLS = (
    Hall("plenary", seats=100, booths=2, equipment=("screen",)),
    Hall("tables", booths=1, closed=(Span(600, 700, "cleaning"),)),
    Hall("far"),
)
_VENUE = Venue(
    _HALLS,
    days=(Span(480, 1200),),
    interpreters={"ar": 1},
    travel=(("plenary", "far", 20),),
    adjacent=(("plenary", "tables"),),
    apart=(("A", "B"),),
    absences={"C": (Span(0, 540, "arrival"),), "judge": (Span(800, 900, "blocked"),)},
)


def _item(key: str, start: int, end: int, room: str | None = "plenary", **rest: object) -> Item:
    return replace(Item(key, "session", start, end, room), **rest)  # type: ignore[arg-type]


def _codes(*items: Item) -> list[tuple[str, tuple[str, ...]]]:
    return [(clash.code, clash.items) for clash in clashes(items, _VENUE)]


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (_item("x", 500, 500), "ends_first"),
        (_item("x", 470, 500), "outside"),
        (_item("x", 500, 530, None), "needs_room"),
        (_item("x", 500, 530, "attic"), "unknown_room"),
        (_item("x", 500, 530, seats=200), "room_small"),
        (_item("x", 690, 720, "tables"), "room_closed"),
        (_item("x", 500, 530, "far", equipment=("screen",)), "equipment"),
        (_item("x", 500, 530, "far", languages=("ar",)), "booths"),
        (_item("x", 500, 530, languages=("fr",)), "interpreters"),
        (_item("x", 530, 545, parties=("C",)), "absent"),
        (_item("x", 890, 920, people=("judge",)), "absent"),
    ],
)
def test_what_is_wrong_with_one_thing_alone(item: Item, code: str) -> None:
    assert _codes(item) == [(code, ("x",))]


def test_two_things_at_once_in_one_room_with_one_party_and_one_person_are_told_once_each() -> None:
    one = _item("a", 500, 560, parties=("P", "Q"), people=("chair",))
    other = _item("b", 530, 590, parties=("Q", "P"), people=("chair",))

    found = clashes([other, one], _VENUE)

    assert [(each.code, each.items, each.parties, each.people, each.start, each.end) for each in found] == [
        ("party_twice", ("a", "b"), ("P", "Q"), (), 530, 560),
        ("person_twice", ("a", "b"), (), ("chair",), 530, 560),
        ("room_taken", ("a", "b"), (), (), 530, 560),
    ]


def test_things_that_only_touch_do_not_clash() -> None:
    assert _codes(_item("a", 500, 530, parties=("P",)), _item("b", 530, 560, parties=("P",))) == []


def test_tables_of_one_room_are_apart_and_a_session_takes_them_all() -> None:
    first, second = _item("a", 500, 530, "tables", table=1), _item("b", 500, 530, "tables", table=2)

    assert _codes(first, second) == []
    assert _codes(first, replace(second, table=1)) == [("room_taken", ("a", "b"))]
    assert _codes(first, replace(second, table=None)) == [("room_taken", ("a", "b"))]


def test_ways_neighbours_and_interpreters() -> None:
    far = _item("b", 540, 570, "far", parties=("P",))

    assert _codes(_item("a", 500, 530, parties=("P",)), far) == [("travel", ("a", "b"))]
    assert _codes(_item("a", 500, 520, parties=("P",)), far) == []
    assert _codes(_item("a", 500, 530, parties=("A",)), _item("b", 500, 530, "tables", parties=("B",))) == [
        ("apart", ("a", "b"))
    ]
    speaking = (_item("a", 500, 560, languages=("ar",)), _item("b", 530, 590, "tables", languages=("ar",)))
    assert _codes(*speaking) == [("interpreters", ("a", "b"))]


def test_a_journey_takes_time_and_no_room() -> None:
    journey = Item("taxi", "travel", 500, 560, parties=("P",), needs_room=False)

    assert _codes(journey, _item("a", 540, 600, parties=("P",))) == [("party_twice", ("taxi", "a"))]


def test_rules_say_what_blocks_what_warns_and_what_nobody_hears_of() -> None:
    small = [_item("a", 500, 530, seats=500)]

    assert clashes(small, _VENUE)[0].level == "warn"
    assert clashes(small, _VENUE, {**RULES, "room_small": "block"})[0].level == "block"
    assert clashes(small, _VENUE, {**RULES, "room_small": "ignore"}) == ()


def test_a_whole_grid_says_what_each_move_alone_would_say() -> None:
    moved = _item("a", 500, 530, "tables", table=1, parties=("P", "A"), languages=("ar",), seats=5)
    others = [
        moved,
        _item("b", 560, 620, parties=("P",)),
        _item("c", 640, 700, "far", parties=("P",)),
        _item("d", 720, 780, "tables", parties=("B",), languages=("ar",)),
    ]
    book = laid_out(others, _VENUE)
    starts, lanes = range(450, 1200, 10), [("plenary", None), ("tables", 1), ("tables", 2), ("far", None), (None, None)]

    levels = levels_if_moved(book, moved, starts, lanes)

    for (start, (room, table)), shade in levels.items():
        found = clashes_if_moved(book, replace(moved, table=table), start, room)
        gravest = "block" if any(each.level == "block" for each in found) else "warn" if found else "free"
        assert shade == gravest, (start, room, table, found)
    assert set(levels.values()) == {"free", "warn", "block"}


def test_the_clock_knows_no_summer_time_and_takes_no_time_without_a_zone() -> None:
    paris = ZoneInfo("Europe/Paris")
    before, after = datetime(2026, 3, 29, 1, 30, tzinfo=paris), datetime(2026, 3, 29, 3, 30, tzinfo=paris)

    assert minute_of(after) - minute_of(before) == 60
    assert moment_of(minute_of(after)) == after.astimezone(UTC)
    assert minute_of(datetime(2026, 1, 1, tzinfo=ZoneInfo("Pacific/Kiritimati"))) % 60 == 0
    with pytest.raises(ValueError, match="zone"):
        minute_of(datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is asked


def test_a_session_across_midnight_is_within_days_that_touch() -> None:
    venue = replace(_VENUE, days=(Span(480, 1440), Span(1440, 1600)))

    assert clashes([_item("a", 1400, 1500)], venue) == ()
    assert clashes([_item("a", 1590, 1610)], venue) == (Clash("outside", "warn", ("a",), start=1590, end=1610),)
