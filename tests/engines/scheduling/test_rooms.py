"""Rooms after slots: always legal, as many meetings housed as can be, and people find them where they know them."""

import itertools
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from secretariat.engines.scheduling import Meeting, Plan, Problem, Room, violations
from secretariat.engines.scheduling.rooms import Site, housed, narrowed
from tests.make_scheduling import meeting, parties, problems, slots


def test_all_are_housed_when_others_make_way() -> None:
    wishes = (meeting(0, 1), meeting(2, 3), meeting(4, 5, seats=50))
    # The plain meetings would suit any room; one must leave the only large one, and one the only one with a screen.
    wishes = (wishes[0], replace(wishes[1], equipment=("screen",)), wishes[2])
    rooms = (Room("large", seats=60), Room("screen", seats=5, equipment=("screen",)), Room("small", seats=5))
    problem = Problem(slots(1), parties(6), wishes, rooms)

    found = housed(Site(problem), (0, 0, 0))

    assert found.unhoused == ()
    assert found.plan.rooms == (2, 1, 0)


def test_who_has_no_room_is_given_another_time_and_else_the_lightest_is_left_out() -> None:
    wishes = (meeting(0, 1, weight=1), meeting(2, 3, weight=9))
    problem = Problem(slots(2), parties(4), wishes, (Room("only"),))

    moved = housed(Site(problem), (0, 0))
    left = housed(Site(problem), (0, 0), mend=False)

    assert moved.plan == Plan((1, 0), (0, 0))
    assert left.plan == Plan((None, 0), (None, 0))
    assert left.unhoused == moved.unhoused == (0,)


def test_meetings_stay_in_the_room_that_people_know() -> None:
    wishes = (meeting(0, 1), meeting(2, 3))
    known = Plan((0, 0), (1, 0))
    problem = Problem(slots(1), parties(4), wishes, (Room("a"), Room("b"), Room("c")), published=known)

    assert housed(Site(problem), (0, 0)).plan == known


def test_a_party_stays_at_its_table() -> None:
    wishes = (meeting(0, 1), meeting(2, 3), meeting(2, 4), meeting(0, 5))
    problem = Problem(slots(2), parties(6), wishes, (Room("a"), Room("b")))

    rooms = housed(Site(problem), (0, 0, 1, 1)).plan.rooms

    assert (rooms[0], rooms[1]) == (rooms[3], rooms[2])


def test_a_narrowed_problem_leaves_no_slot_in_which_there_is_no_room_or_no_way() -> None:
    session = Meeting("session", (0,), start=1, room=0)
    wish = meeting(0, 1, room=1)
    rooms = (Room("hall"), Room("table", closed=(3,)))
    problem = Problem(slots(5), parties(2), (session, wish), rooms, travel=((0, 1, 10),))

    assert narrowed(problem).meetings[1].window == (1, 4)
    assert narrowed(problem).meetings[0] == session


@given(problems(), st.data())
@settings(max_examples=150, deadline=None)
def test_the_weightiest_meetings_are_housed_at_the_times_they_have(problem: Problem, data: st.DataObject) -> None:
    assume(problem.rooms)
    free = tuple(replace(each, required=False, start=None) for each in problem.meetings)
    problem = replace(problem, meetings=free, spread=None)
    starts = tuple(data.draw(st.one_of(st.none(), st.integers(0, len(problem.slots) - 1))) for _ in free)
    timed = replace(problem, rooms=(), published=None, meetings=tuple(replace(each, room=None) for each in free))
    assume(not violations(timed, Plan(starts, (None,) * len(starts))))

    plan = housed(Site(problem), starts, mend=False).plan
    mended = housed(Site(problem), starts).plan

    assert not violations(problem, plan)
    assert not violations(problem, mended)
    assert not violations(narrowed(problem), mended)
    assert _worth(problem, plan) == max(_worth(problem, each) for each in _all_ways(problem, starts))


def _worth(problem: Problem, plan: Plan) -> int:
    held = zip(problem.meetings, plan.starts, strict=True)
    return sum(100 * meeting.weight + 1 for meeting, start in held if start is not None)


def _all_ways(problem: Problem, starts: tuple[int | None, ...]) -> list[Plan]:
    """Every legal way to give rooms to some of the meetings at their times."""
    rooms = range(len(problem.rooms))
    choices = [[(None, None), *(((start, room) for room in rooms) if start is not None else ())] for start in starts]
    plans = [Plan(tuple(s for s, _ in way), tuple(r for _, r in way)) for way in itertools.product(*choices)]
    return [plan for plan in plans if not violations(problem, plan)]
