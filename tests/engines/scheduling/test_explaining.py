"""Why there is no plan: few wishes, each of which is needed for the contradiction."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from benchmarks.scheduling import b2b
from benchmarks.scheduling.places import BENCH
from secretariat.engines.scheduling import Absence, Explanation, Meeting, Party, Problem, Room, explain
from secretariat.engines.scheduling.possible import is_possible
from secretariat.engines.scheduling.wishes import Wish, keeping, wishes_of
from tests.make_scheduling import best_plan, meeting, parties, problems, slots


def _kinds(explanation: Explanation) -> list[str]:
    return [wish.kind for wish in explanation.wishes]


def _is_needed(problem: Problem, wish: Wish, wishes: tuple[Wish, ...]) -> bool:
    """Whether the others can be granted without it."""
    rest = keeping(problem, [other for other in wishes if other is not wish])
    return is_possible(rest, seconds=20) is True


def test_a_meeting_fixed_before_a_party_arrives() -> None:
    lebanon = Party("LB", absences=(Absence((0, 1), "arrival"),))
    wishes = (meeting(0, 1, start=1), meeting(1, 2, required=True))
    problem = Problem(slots(2, 2), (lebanon, *parties(3)[1:]), wishes)

    found = explain(problem)

    assert found == Explanation(
        (Wish("absence", (0,), slots=(0, 1), word="arrival"), Wish("fixed", (0, 1), (0,), (1,))),
    )


def test_more_meetings_than_free_slots_names_the_party_and_the_numbers() -> None:
    wishes = tuple(meeting(0, other, required=True) for other in (1, 2, 3))
    problem = Problem(slots(3), parties(4, p0=(1,)), wishes)

    absence, required = explain(problem).wishes

    assert (absence.kind, absence.parties, absence.slots) == ("absence", (0,), (1,))
    assert (required.parties, required.meetings, required.number) == ((0,), (0, 1, 2), 2)


@pytest.mark.parametrize(
    ("problem", "kinds"),
    [
        (Problem(slots(2), parties(3), (meeting(0, 1, start=0), meeting(0, 2, start=0))), ["fixed", "fixed"]),
        (Problem(slots(2), parties(2), (meeting(0, 1, start=0, window=(1,)),)), ["window", "fixed"]),
        (
            Problem(slots(2), parties(4), (meeting(0, 1, start=0), meeting(2, 3, start=0, after=(0,)))),
            ["after", "fixed", "fixed"],
        ),
        (
            Problem(slots(1), parties(4), (meeting(0, 1, required=True), meeting(2, 3, required=True)), (Room("a"),)),
            ["rooms", "required"],
        ),
        (
            Problem(slots(1), parties(2), (meeting(0, 1, required=True, seats=9),), (Room("a", seats=5),)),
            ["seats", "rooms", "required"],
        ),
        (
            Problem(slots(1), parties(2), (meeting(0, 1, required=True, languages=("ar",)),)),
            ["language", "interpreters", "required"],
        ),
        (
            Problem(slots(2), parties(2), (meeting(0, 1, required=True),), (Room("a"),), keep_free=1),
            ["keep_free", "rooms", "required"],
        ),
        (
            Problem(
                slots(2), parties(3), (meeting(0, 1, start=0, room=0), Meeting("b", (0, 2), start=1, room=1)),
                (Room("a"), Room("b")), travel=((0, 1, 10),),
            ),
            ["travel", "room", "room", "rooms", "fixed", "fixed"],
        ),
        (
            Problem(slots(3), parties(4), (meeting(0, 1, start=0), meeting(0, 2, start=2)), spread=0),
            ["spread", "fixed", "fixed"],
        ),
    ],
)  # fmt: skip
def test_each_kind_of_contradiction_is_told_and_no_wish_is_spare(problem: Problem, kinds: list[str]) -> None:
    found = explain(problem, seconds=20)

    assert _kinds(found) == kinds
    assert found.is_minimal
    assert found.is_complete
    assert is_possible(keeping(problem, found.wishes), seconds=20) is False
    assert all(_is_needed(problem, wish, found.wishes) for wish in found.wishes)


def test_what_can_be_planned_needs_no_explanation() -> None:
    assert explain(Problem(slots(1), parties(2), (meeting(0, 1, required=True),))) == Explanation()
    assert explain(Problem((), (), ())) == Explanation()


@given(problems(most_meetings=3, most_slots=3, most_rooms=2))
@settings(max_examples=40, deadline=None)
def test_a_contradiction_is_told_if_and_only_if_no_plan_is_legal(problem: Problem) -> None:
    found = explain(problem, seconds=20)

    assert found.is_complete
    assert bool(found.wishes) == (best_plan(problem) is None)
    for wish in found.wishes:
        assert best_plan(keeping(problem, [other for other in found.wishes if other is not wish])) is not None
    if found.wishes:
        assert best_plan(keeping(problem, found.wishes)) is None


def test_a_problem_keeps_nothing_that_was_not_wished_for() -> None:
    wish = meeting(0, 1, required=True, window=(0,), seats=3, languages=("ar",))
    problem = Problem(slots(2), parties(2, p1=(1,)), (wish,), (Room("a", closed=(1,)),), spread=1)

    bare = keeping(problem, [])

    assert wishes_of(bare) == ()
    assert keeping(problem, wishes_of(problem)) == replace(problem, interpreters={"ar": 0})


_FOLDER = BENCH / "b2b"


@pytest.mark.skipif(not Path(_FOLDER).is_dir(), reason="the public instances are not on this machine")
@pytest.mark.parametrize(
    ("name", "spread"),
    [("forb/tic-12.forb0007", 2), ("forb/forumt-14crafd.forb0003", 2), ("original/forumt-14.original", 0)],
)
def test_a_public_instance_that_has_no_plan_is_explained_and_no_wish_is_spare(name: str, spread: int) -> None:
    problem = replace(b2b.problem(b2b.read(_FOLDER / f"{name}.dzn")), spread=spread)

    found = explain(problem, seconds=30)

    assert found.is_complete
    assert found.wishes
    assert all(_is_needed(problem, wish, found.wishes) for wish in found.wishes)
    assert ("spread" in _kinds(found)) == (spread == 0)
