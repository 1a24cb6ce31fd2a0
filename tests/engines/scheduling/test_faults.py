"""What is wrong with a problem is said before it is solved, and whether it can be solved at all."""

from dataclasses import replace
from typing import Any

import pytest

from secretariat.engines.scheduling import Absence, Fault, Meeting, Party, Plan, Problem, Room, Slot, faults_of
from tests.make_scheduling import meeting, parties, slots

_PLAIN = Problem(slots(4), parties(3), (meeting(0, 1), meeting(1, 2)), (Room("a"), Room("b")))


def test_a_sound_problem_has_no_faults() -> None:
    assert faults_of(_PLAIN) == ()


def _with(index: int, **changes: Any) -> Problem:
    meetings = list(_PLAIN.meetings)
    meetings[index] = replace(meetings[index], **changes)
    return replace(_PLAIN, meetings=tuple(meetings))


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (_with(0, parties=(1, 1)), "with_itself"),
        (_with(0, parties=(1, 9)), "unknown_index"),
        (_with(0, room=-1), "unknown_index"),
        (_with(0, window=(0, 4)), "unknown_index"),
        (_with(0, after=(0,)), "after_in_a_circle"),
        (_with(0, length=0), "length_below_one"),
        (_with(0, weight=-1), "negative"),
        (_with(0, weight=10**12), "too_many"),
        (_with(0, key="1-2"), "same_key"),
        (replace(_PLAIN, keep_free=-1), "negative"),
        (replace(_PLAIN, interpreters={"ar": -2}), "negative"),
        (
            replace(_PLAIN, slots=(Slot(0, 0, 30), Slot(0, 20, 50), Slot(0, 60, 90), Slot(0, 90, 99))),
            "slots_in_disorder",
        ),
        (
            replace(_PLAIN, slots=(Slot(0, 30, 30), Slot(0, 40, 50), Slot(0, 60, 90), Slot(0, 90, 99))),
            "slot_ends_first",
        ),
        (replace(_PLAIN, slots=slots(1) * 2001), "too_many"),
        (replace(_PLAIN, travel=((0, 5, 10),)), "unknown_index"),
        (replace(_PLAIN, parties=(*parties(2), Party("p2", absences=(Absence((8,)),)))), "unknown_index"),
        (replace(_PLAIN, tiers=("breaks", "breaks")), "wrong_tiers"),
        (replace(_PLAIN, published=Plan((0,), (0,))), "published_shape"),
    ],
)
def test_what_makes_a_problem_no_problem_is_fatal(problem: Problem, code: str) -> None:
    found = faults_of(problem)

    assert found[0].code == code
    assert all(fault.is_fatal for fault in found)


def test_a_circle_is_told_in_its_order() -> None:
    a, b, c = (Meeting(key, (0, 1), after=(other,)) for key, other in (("a", 1), ("b", 2), ("c", 0)))

    (fault,) = faults_of(replace(_PLAIN, meetings=(a, b, c)))

    assert fault.code == "after_in_a_circle"
    assert set(fault.meetings) == {0, 1, 2}


@pytest.mark.parametrize(
    ("problem", "fault"),
    [
        (_with(0, parties=(1,)), Fault("one_party_only", (0,), (1,))),
        (replace(_PLAIN, rooms=(Room("a"), Room("b", seats=0))), Fault("room_for_nobody", rooms=(1,))),
        (replace(_with(0, seats=9), rooms=(Room("a", seats=4),)), Fault("too_many_people", (0,), number=9, limit=4)),
        (_with(0, equipment=("piano",)), Fault("no_such_equipment", (0,), word="piano")),
        (_with(1, languages=("ar",)), Fault("no_interpreter", (1,), word="ar")),
        (_with(0, start=3, length=2), Fault("fixed_past_the_end", (0,), slots=(3,), number=2)),
        (_with(0, start=3, window=(1, 2)), Fault("fixed_outside_window", (0,), slots=(3,))),
        (
            replace(_with(0, start=0), parties=parties(3, p1=(0,))),
            Fault("fixed_while_absent", (0,), (1,), (0,)),
        ),
        (
            replace(_with(0, start=0, room=1), rooms=(Room("a"), Room("b", closed=(0,)))),
            Fault("fixed_in_closed_room", (0,), slots=(0,), rooms=(1,)),
        ),
        (replace(_PLAIN, parties=parties(3, p0=(0, 1), p1=(2, 3))), Fault("no_time_at_all", (0,), (0, 1))),
    ],
)
def test_what_contradicts_itself_is_named_with_its_place(problem: Problem, fault: Fault) -> None:
    found = faults_of(problem)

    assert fault in found
    assert not any(each.is_fatal for each in found)


def test_two_meetings_of_one_party_or_in_one_room_on_one_slot() -> None:
    meetings = (meeting(0, 1, start=1, room=0), meeting(1, 2, start=1, room=0))

    assert faults_of(replace(_PLAIN, meetings=meetings)) == (
        Fault("fixed_on_one_slot", (0, 1), (1,), (1,)),
        Fault("fixed_in_one_room", (0, 1), slots=(1,), rooms=(0,)),
    )


def test_a_window_before_arrival_is_named_by_whose_it_is() -> None:
    late = (*parties(2), Party("p2", absences=(Absence((0, 1), "arrival"),)))

    found = faults_of(replace(_with(1, window=(0, 1)), parties=late))

    assert found == (Fault("window_before_arrival", (1,), (2,), (0, 1)),)


def test_a_session_may_have_any_number_of_parties() -> None:
    sessions = (Meeting("opening", (), start=0), Meeting("briefing", (1,), start=1))

    assert faults_of(replace(_PLAIN, meetings=sessions)) == ()


def test_zero_meetings_are_no_fault() -> None:
    assert faults_of(Problem((), (), ())) == ()
