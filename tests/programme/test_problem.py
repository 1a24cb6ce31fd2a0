"""The timetable of a conference as the engine takes it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from secretariat.engines import scheduling
from secretariat.engines.scheduling import Problem
from secretariat.programme.models import Hours
from secretariat.programme.queries.problem import problem_of, problem_with_all_fixed
from secretariat.programme.queries.slots import grid_of, hours_of, rules_of
from tests import make, make_programme, make_timetable
from tests.make_programme import at, bilateral, delegation, place, session, wanted

pytestmark = pytest.mark.django_db


def meeting(problem: Problem, key: str) -> scheduling.Meeting:
    return next(each for each in problem.meetings if each.key == key)


def party(problem: Problem, number: int) -> scheduling.Party:
    return next(each for each in problem.parties if each.key == f"delegation:{number}")


def test_hours_become_slots_and_what_is_left_of_them_stays_free() -> None:
    conference = make.conference()
    make_timetable.hours(conference, 9, 12)
    make_timetable.rules(conference, slot_minutes=50, changeover_minutes=5)

    slots = problem_of(conference).problem.slots

    assert [(slot.end - slot.start, slot.part) for slot in slots] == [(55, 1), (55, 1), (55, 1)]
    assert slots[1].start == slots[0].end


def test_a_pause_parts_the_slots_and_days_are_numbered() -> None:
    conference = make.conference()
    make_timetable.hours(conference, 9, 10)
    make_timetable.hours(conference, 14, 15)
    make_timetable.hours(conference, 19, 20, day=make_timetable.OTHER_DAY)

    slots = problem_of(conference).problem.slots

    assert [(slot.day, slot.part) for slot in slots] == [(0, 1), (0, 1), (0, 2), (0, 2), (1, 3), (1, 3)]
    assert slots[1].end < slots[2].start


def test_hours_across_midnight_belong_to_the_day_on_which_they_begin() -> None:
    conference = make.conference()
    make_timetable.hours(conference, 23, 25)

    slots = problem_of(conference).problem.slots

    assert [slot.day for slot in slots] == [0, 0, 0, 0]


def test_on_the_day_on_which_clocks_go_back_an_hour_more_is_there() -> None:
    conference = make.conference(
        "berlin-2020", time_zone="Europe/Berlin", start_date=date(2020, 10, 25), end_date=date(2020, 10, 25)
    )
    zone = conference.zone
    first, last = (datetime(2020, 10, 25, hour, tzinfo=zone) for hour in (1, 4))
    Hours.objects.create(conference=conference, starts_at=first, ends_at=last)

    grid = grid_of(conference, rules_of(conference), hours_of(conference))

    assert len(grid.stretches) == 8
    assert grid.stretches[-1].ends_at == datetime(2020, 10, 25, 3, tzinfo=UTC)


def test_hours_that_overlap_are_one() -> None:
    conference = make.conference()
    make_timetable.hours(conference, 9, 11)
    make_timetable.hours(conference, 10, 12)

    problem = problem_of(conference).problem

    assert len(problem.slots) == 6
    assert scheduling.faults_of(problem) == ()


def test_lengths_are_rounded_up_and_the_minutes_between_two_slots_count() -> None:
    conference = make_timetable.ready()
    make_timetable.rules(conference, slot_minutes=30, changeover_minutes=10)

    grid = problem_of(conference).grid

    assert [grid.length_of(minutes) for minutes in (5, 30, 31, 70, 71)] == [1, 1, 2, 2, 3]


def test_arrival_departure_and_blocked_times_are_absences_with_their_reason() -> None:
    conference = make_timetable.ready()
    bilateral(conference)
    lebanon = delegation(conference)
    make_timetable.stay(lebanon, at(9, 40), at(11, 30))
    make_timetable.blocked(lebanon, at(10, 15), at(10, 20))

    absences = party(problem_of(conference).problem, lebanon.pk).absences

    assert [(each.reason, each.slots) for each in absences] == [
        ("arrival", (0, 1)),
        ("departure", (5,)),
        ("blocked", (2,)),
    ]


def test_each_table_is_a_room_and_a_closure_closes_all_of_them() -> None:
    conference = make.conference()
    make_timetable.hours(conference)
    hall = make_timetable.tables(conference, 3, seats=13, booths=2, languages=["fr"], equipment=["screen"])
    make_programme.closure(hall, at(9, 10), at(9, 20))

    rooms = problem_of(conference).problem.rooms

    assert [(room.key, room.seats, room.booths, room.closed) for room in rooms] == [
        (f"table:{hall.pk}:1", 4, 2, (0,)),
        (f"table:{hall.pk}:2", 4, 0, (0,)),
        (f"table:{hall.pk}:3", 4, 0, (0,)),
    ]


def test_one_meeting_of_a_rank_outweighs_all_those_of_lower_ranks() -> None:
    conference = make_timetable.ready()
    ranks = ["useful", "useful", "important", "important", "essential"]
    for code, rank in zip(["IQ", "EG", "JO", "TR", "RU"], ranks, strict=True):
        bilateral(conference, "LB", code, rank=rank)

    asked = problem_of(conference)

    assert asked.weights == {"useful": 1, "important": 3, "essential": 9}
    assert [each.weight for each in asked.problem.meetings] == [1, 1, 3, 3, 9]


def test_a_window_holds_the_meetings_that_begin_and_end_in_it() -> None:
    conference = make_timetable.ready()
    wish = bilateral(conference, minutes=45, window_from=at(9, 30), window_until=at(10, 45))

    found = meeting(problem_of(conference).problem, f"bilateral:{wish.pk}")

    assert found.length == 2
    assert found.window == (1, 2, 3)


def test_only_accepted_wishes_are_asked_for_and_the_version_of_each_is_kept() -> None:
    conference = make_timetable.ready()
    wish = bilateral(conference, version=7)
    bilateral(conference, "LB", "EG", state="asked")

    asked = problem_of(conference)

    assert asked.wishes == {str(wish.pk): 7}
    assert len(asked.problem.meetings) == 1


def test_a_session_is_fixed_with_whom_it_cannot_do_without_and_takes_the_tables_of_its_room() -> None:
    conference = make_timetable.ready()
    hall = conference.rooms.get()
    wish = bilateral(conference)
    held = session(conference, room=hall, starts_at=at(10, 10), ends_at=at(11))
    wanted(held, "LB")

    problem = problem_of(conference).problem

    fixed = meeting(problem, f"session:{held.pk}")
    assert (fixed.start, fixed.length, [problem.parties[each].key for each in fixed.parties]) == (
        2,
        2,
        [f"delegation:{wish.asking_id}"],
    )
    assert [room.closed for room in problem.rooms] == [(2, 3), (2, 3), (0, 1, 4, 5)]
    assert scheduling.faults_of(problem) == ()


def test_two_sessions_that_meet_within_a_slot_do_not_contradict_each_other() -> None:
    conference = make_timetable.ready()
    for first, last in ((at(9), at(10, 10)), (at(10, 10), at(11))):
        wanted(session(conference, starts_at=first, ends_at=last), "LB")

    problem = problem_of(conference).problem

    assert [(each.start, each.length) for each in problem.meetings] == [(0, 3), (3, 1)]
    assert scheduling.faults_of(problem) == ()


def test_a_session_does_not_contradict_itself_where_a_delegation_cannot_come_to_all_it_must() -> None:
    conference = make_timetable.ready()
    for _ in range(2):
        wanted(session(conference), "LB")
    lebanon = delegation(conference)
    make_timetable.stay(lebanon, arrives=at(10, 30))
    wanted(session(conference, starts_at=at(10), ends_at=at(12)), "LB")

    problem = problem_of(conference).problem

    assert scheduling.faults_of(problem) == ()
    assert party(problem, lebanon.pk).away >= {0, 1, 2, 3}


def test_a_pinned_meeting_is_fixed_and_one_beside_the_slots_takes_its_table() -> None:
    conference = make_timetable.ready()
    hall = conference.rooms.get()
    fixed, beside = bilateral(conference), bilateral(conference, "LB", "EG")
    place(fixed, hall, starts_at=at(9, 30), table=2, is_pinned=True)
    place(beside, hall, starts_at=at(10, 10), table=1, is_pinned=True)

    asked = problem_of(conference)

    found = meeting(asked.problem, f"bilateral:{fixed.pk}")
    assert (found.start, found.room, found.required) == (1, 1, True)
    assert asked.wishes.keys() == {str(fixed.pk)}
    held = meeting(asked.problem, f"place:{beside.pk}")
    assert (held.start, held.length) == (2, 2)
    assert asked.problem.rooms[0].closed == (2, 3)
    assert scheduling.faults_of(asked.problem) == ()


def test_what_is_pinned_outside_the_window_was_meant_so() -> None:
    conference = make_timetable.ready()
    wish = bilateral(conference, window_until=at(10))
    place(wish, conference.rooms.get(), starts_at=at(11), is_pinned=True)

    problem = problem_of(conference).problem

    assert problem.meetings[0].window is None
    assert scheduling.faults_of(problem) == ()


def test_ways_between_rooms_count_beyond_the_minutes_to_change_over() -> None:
    conference = make.conference()
    make_timetable.hours(conference)
    make_timetable.rules(conference, changeover_minutes=5)
    one, other = (make_timetable.tables(conference, 1, name) for name in ("One", "Other"))
    make_programme.pair(one, other, 12, is_adjacent=True)

    problem = problem_of(conference).problem

    assert problem.travel == ((0, 1, 7),)
    assert problem.adjacent == ((0, 1),)


def test_what_was_published_is_the_plan_that_people_know() -> None:
    conference = make_timetable.ready()
    hall = conference.rooms.get()
    known, new = bilateral(conference), bilateral(conference, "LB", "EG")
    place(known, hall, starts_at=at(10), table=2)
    make_timetable.published(conference)
    place(new, hall, starts_at=at(11))

    published = problem_of(conference).problem.published

    assert published is not None
    assert (published.starts, published.rooms) == ((2, None), (1, None))


def test_without_a_word_about_interpreters_they_limit_nothing() -> None:
    conference = make.conference()
    make_timetable.hours(conference)
    make_timetable.tables(conference, 1, booths=2)
    bilateral(conference, languages=["ar", "fr"])

    assert problem_of(conference).problem.interpreters == {"ar": 2, "fr": 2}

    make_timetable.rules(conference, interpreters={"ar": 1})
    assert problem_of(conference).problem.interpreters == {"ar": 1}


def test_all_fixed_is_legal_where_the_working_timetable_is(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    conference = make_timetable.ready()
    hall = conference.rooms.get()
    for number, code in enumerate(["IQ", "EG", "JO"]):
        place(bilateral(conference, "LB", code), hall, starts_at=at(9) + timedelta(minutes=30 * number))

    with django_assert_max_num_queries(15):
        asked = problem_with_all_fixed(conference)

    assert [each.start for each in asked.problem.meetings] == [0, 1, 2]
    assert scheduling.faults_of(asked.problem) == ()
