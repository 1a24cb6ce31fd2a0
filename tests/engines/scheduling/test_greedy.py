"""The first plan: made at once, and it keeps every rule about slots."""

from dataclasses import replace

from hypothesis import given, settings

from secretariat.engines.scheduling.capacity import capacities
from secretariat.engines.scheduling.check import violations
from secretariat.engines.scheduling.greedy import first_starts
from secretariat.engines.scheduling.problem import Plan, Problem, Room
from tests.make_scheduling import meeting, parties, problems, slots

# What the greedy does not promise: what it may leave out, what rooms decide, and what only the whole plan shows.
_NOT_PROMISED = {"required", "spread", "interpreters"}


def _broken(problem: Problem, starts: tuple[int | None, ...]) -> set[str]:
    """Codes of the rules about slots that the starts break; contradictions of what is fixed aside."""
    bare = replace(problem, rooms=(), travel=(), adjacent=(), apart=(), keep_free=0)
    free = [index for index, one in enumerate(problem.meetings) if one.start is None]
    found = violations(bare, Plan(starts, (None,) * len(starts)))
    return {str(one.code) for one in found if set(one.meetings) & set(free)} - _NOT_PROMISED


@given(problems())
@settings(max_examples=150, deadline=None)
def test_no_rule_about_slots_is_broken_by_what_is_not_fixed(problem: Problem) -> None:
    assert not _broken(problem, first_starts(problem))


@given(problems())
@settings(max_examples=100, deadline=None)
def test_no_more_meetings_are_held_at_once_than_there_are_rooms_for(problem: Problem) -> None:
    starts = first_starts(problem)

    for capacity in capacities(problem):
        for slot, places in enumerate(capacity.places):
            here = [
                index
                for index in capacity.meetings
                if (start := starts[index]) is not None and start <= slot < start + problem.meetings[index].length
            ]
            fixed = [index for index in here if problem.meetings[index].start is not None]
            assert len(here) <= max(places, len(fixed))


def test_meetings_of_a_party_are_held_one_after_the_other() -> None:
    problem = Problem(slots(6), parties(4), (meeting(0, 1), meeting(0, 2), meeting(0, 3)))

    starts = first_starts(problem)

    held = sorted(start for start in starts if start is not None)
    assert held == list(range(held[0], held[0] + 3))


def test_others_change_slots_for_a_meeting_without_a_common_one() -> None:
    # p0 is free in slot 1 only once p0-p2 has been moved, and p1 has no other slot.
    problem = Problem(
        slots(2),
        parties(3, p1=(0,)),
        (meeting(0, 2, weight=5, window=(0, 1)), meeting(0, 1)),
        rooms=(Room("r0"), Room("r1")),
    )

    assert first_starts(problem) == (0, 1)


def test_what_is_fixed_stays_also_where_a_party_is_away() -> None:
    problem = Problem(slots(3), parties(2, p0=(1,)), (meeting(0, 1, start=1),))

    assert first_starts(problem) == (1,)


def test_a_meeting_comes_after_those_it_must_follow() -> None:
    problem = Problem(slots(4), parties(6), (meeting(0, 1, after=(1,)), meeting(2, 3, after=(2,)), meeting(4, 5)))

    first, second, third = first_starts(problem)

    assert None not in {first, second, third}
    assert (third or 0) < (second or 0) < (first or 0)


def test_no_meetings_are_an_empty_plan() -> None:
    assert first_starts(Problem(slots(2), parties(2), ())) == ()
