"""A timetable is read in the order of time, and what stands under two days stands there once."""

from typing import Any

import pytest

from secretariat.engines import indico
from tests.engines.indico.made import (
    EVENT,
    HASH,
    at,
    contribution,
    event,
    everything,
    exported,
    pause,
    presenter,
    sitting,
    slot,
    timetable,
)

FIRST, SECOND = "20260302", "20260303"
OVER_MIDNIGHT: dict[str, Any] = {"startDate": at("2026-03-02", "22:00:00"), "endDate": at("2026-03-03", "01:00:00")}


def read(days: Any) -> indico.TimetableRead:
    return indico.timetable_of(timetable(days))


def problems(found: indico.TimetableRead) -> list[tuple[str, str]]:
    return [(each.where, each.code) for each in found.problems]


def refusal(data: object) -> str:
    with pytest.raises(indico.Unreadable) as refused:
        indico.timetable_of(data)
    return refused.value.code


def test_blocks_contributions_and_breaks_come_in_the_order_of_time() -> None:
    late = slot(99, 13, startDate=at("2026-03-02", "14:00:00"), endDate=at("2026-03-02", "15:00:00"))

    found = read({FIRST: {"c99": late, "b91": pause(), "s90": sitting()}, SECOND: {}})

    assert (found.event_id, found.is_published, found.timezone, found.problems) == (EVENT, True, "Europe/Zurich", ())
    assert [(each.key, each.entry_type, each.title) for each in found.entries] == [
        ("s90", "Session", "Returns"),
        ("b91", "Break", "Coffee"),
        ("c99", "Contribution", "Schools in Aleppo"),
    ]
    block = found.entries[0]
    assert (block.slot_title, block.session_code, block.duration, block.days) == ("morning", "R", 180, ("2026-03-02",))
    assert block.attachments == (indico.Material("Agenda", "/event/1/attachments/agenda.pdf"),)
    assert [each.full_name for each in block.conveners] == ["Lina Sayegh"]
    (inner,) = block.entries
    assert (inner.key, inner.description, inner.room) == ("c98", "What was rebuilt.", "XX")
    assert [(each.full_name, each.first_name) for each in inner.presenters] == [("Ms Amal Haddad", "Amal")]
    assert HASH not in everything(found)


def test_a_timetable_and_the_file_of_its_event_name_the_same_things_alike() -> None:
    found = read({FIRST: {"s90": sitting(), "b91": pause()}})

    told = indico.event_of(exported(event(contributions=[contribution(12)]))).event
    block = found.entries[0]
    assert block.source_id == told.sessions[0].source_id == f"indico:{EVENT}:s3"
    assert block.entries[0].source_id == told.contributions[0].source_id == f"indico:{EVENT}:c12"
    assert found.entries[1].source_id == f"indico:{EVENT}:b91"


def test_an_entry_that_names_no_contribution_is_known_by_its_key() -> None:
    bare = {key: value for key, value in slot(12).items() if key != "contributionId"}

    assert read({FIRST: {"c12": bare}}).entries[0].source_id == f"indico:{EVENT}:c12"


def test_a_block_over_midnight_stands_under_both_days_and_is_given_once() -> None:
    night = sitting(**OVER_MIDNIGHT)

    found = read({FIRST: {"s90": night}, SECOND: {"s90": sitting(**OVER_MIDNIGHT)}})

    (block,) = found.entries
    assert (block.days, [each.key for each in block.entries]) == (("2026-03-02", "2026-03-03"), ["c98"])
    assert found.problems == ()


def test_a_block_over_midnight_has_the_entries_of_both_days() -> None:
    after = slot(99, 13, startDate=at("2026-03-03", "00:15:00"), endDate=at("2026-03-03", "00:45:00"))

    found = read(
        {FIRST: {"s90": sitting(**OVER_MIDNIGHT)}, SECOND: {"s90": sitting(**OVER_MIDNIGHT, entries={"c99": after})}}
    )

    assert [each.key for each in found.entries[0].entries] == ["c98", "c99"]
    assert found.problems == ()


def test_where_the_two_days_tell_a_block_differently_that_is_told() -> None:
    other = sitting(**OVER_MIDNIGHT, room="XXI")
    inner = sitting(**OVER_MIDNIGHT, entries={"c98": slot(title="Other")})

    for second in (other, inner):
        found = read({FIRST: {"s90": sitting(**OVER_MIDNIGHT)}, SECOND: {"s90": second}})
        assert problems(found) == [(f'results["{EVENT}"]["{SECOND}"].s90', "differs")]
        assert (found.entries[0].room, found.entries[0].entries[0].title) == ("XX", "Schools in Aleppo")


def test_what_is_wrong_with_a_block_over_midnight_is_told_once() -> None:
    wrong = sitting(**{**OVER_MIDNIGHT, "endDate": at("2026-03-33")})

    found = read({FIRST: {"s90": wrong}, SECOND: {"s90": wrong}})

    assert problems(found) == [(f'results["{EVENT}"]["{FIRST}"].s90.endDate', "date")]


def test_a_contribution_that_stands_in_a_block_and_beside_it_is_given_in_the_block() -> None:
    beside = read({FIRST: {"c98": slot(), "s90": sitting()}})
    in_two = read({FIRST: {"s90": sitting(), "s92": sitting(92, 4)}})

    assert [each.key for each in beside.entries] == ["s90"]
    assert problems(beside) == [(f'results["{EVENT}"]["{FIRST}"].c98', "twice")]
    assert [len(each.entries) for each in in_two.entries] == [1, 0]
    assert problems(in_two) == [(f'results["{EVENT}"]["{FIRST}"].s92.entries.c98', "twice")]


@pytest.mark.parametrize("results", [{}, [], {EVENT: {}}, {EVENT: []}])
def test_a_timetable_that_is_not_published_is_empty_and_no_error(results: Any) -> None:
    found = indico.timetable_of(exported(results=results))

    assert (found.is_published, found.entries, found.problems) == (False, (), ())
    assert found.event_id == (EVENT if results else "")


def test_days_on_which_nothing_happens_are_published_all_the_same() -> None:
    assert read({FIRST: {}, SECOND: []}).is_published


def test_times_stay_in_the_zone_of_the_file_and_two_zones_are_none() -> None:
    found = read({FIRST: {"b91": pause(), "b92": pause(92, startDate=at("2026-03-02", "09:00:00", "UTC"))}})

    assert found.timezone == ""
    assert [each.start_date.isoformat() for each in found.entries if each.start_date] == [
        "2026-03-02T09:00:00+00:00",
        "2026-03-02T12:00:00+01:00",
    ]


def test_a_zone_that_nobody_knows_is_not_given_on() -> None:
    found = read({FIRST: {"b91": pause(startDate=at("2026-03-02", tz="\ud800"))}})

    assert (found.timezone, found.entries[0].start_date) == ("", None)
    assert problems(found) == [(f'results["{EVENT}"]["{FIRST}"].b91.startDate', "zone")]


def test_a_contribution_that_two_keys_name_is_given_once() -> None:
    found = read({FIRST: {"c98": slot(98, 12), "c99": slot(99, 12)}})

    assert [each.key for each in found.entries] == ["c98"]
    assert problems(found) == [(f'results["{EVENT}"]["{FIRST}"].c99', "twice")]


def test_what_is_wrong_is_bounded_however_often_an_entry_stands_there() -> None:
    wrong = sitting(presenters=[1] * indico.MOST_LISTED, title="")
    days = {f"202601{day:02}": {"s90": {**wrong, "room": str(day)}} for day in range(1, 32)}

    found = read(days)

    assert len(found.problems) == indico.MOST_PROBLEMS
    assert found.problems[-1].code == "more"
    assert len(found.entries[0].days) == 31


def test_entries_without_a_time_come_last() -> None:
    found = read({FIRST: {"b91": pause(startDate=None, endDate=None), "b92": pause(92)}})

    assert [each.key for each in found.entries] == ["b92", "b91"]


def test_days_keys_and_entries_that_are_none_are_told_and_the_others_read() -> None:
    days = {
        "20261399": {"b1": pause(1)},
        FIRST: {"b91": pause(), "x y": pause(), "b93": 5, "c7": pause(7), "q8": pause(8, entryType="Party")},
        SECOND: "none",
        "20260304": {"s1": sitting(1, 11, entries={"s2": sitting(2, 12)}), "s3": sitting(3, 13, entries=[1])},
    }

    found = read(days)

    top = f'results["{EVENT}"]'
    assert set(problems(found)) == {
        (f'{top}["20261399"]', "date"),
        (f'{top}["{FIRST}"]["x y"]', "missing"),
        (f'{top}["{FIRST}"].b93', "shape"),
        (f'{top}["{FIRST}"].c7.entryType', "differs"),
        (f'{top}["{FIRST}"].q8.entryType', "shape"),
        (f'{top}["{SECOND}"]', "shape"),
        (f'{top}["20260304"].s1.entries.s2.entries', "too deep"),
        (f'{top}["20260304"].s3.entries', "shape"),
    }
    assert {each.key: each.entry_type for each in found.entries} == {
        "b1": "Break",
        "b91": "Break",
        "c7": "Break",
        "q8": "",
        "s1": "Session",
        "s3": "Session",
    }
    assert [each.days for each in found.entries if each.key == "b1"] == [()]


def test_presenters_have_an_address_only_where_the_file_tells_one() -> None:
    found = read({FIRST: {"c98": slot(presenters=[presenter(email="Amal@Example.org"), presenter()])}})

    assert [each.email for each in found.entries[0].presenters] == ["amal@example.org", ""]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "not indico"),
        ({"20260302": {}}, "not indico"),
        (exported(results=5), "not indico"),
        (exported(results=[1]), "not indico"),
        (exported(results={EVENT: "x"}), "not indico"),
        (exported(results={EVENT: {}, "2": {}}), "several events"),
        ({"message": "Event 1 not found", "_type": "HTTPAPIError"}, "error answer"),
        (timetable({str(number): {} for number in range(indico.MOST_DAYS + 1)}), "too many days"),
        (timetable({FIRST: {f"b{number}": {} for number in range(indico.MOST_CONTRIBUTIONS + 1)}}), "too many entries"),
        (
            timetable({FIRST: {"s1": {"entries": {f"c{number}": {} for number in range(indico.MOST_CONTRIBUTIONS)}}}}),
            "too many entries",
        ),
    ],
    ids=range(10),
)
def test_what_is_no_timetable_is_refused_with_its_reason(data: object, code: str) -> None:
    assert refusal(data) == code
