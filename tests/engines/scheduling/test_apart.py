"""Solving in a process of its own: it can be stopped and killed, and the last best is kept."""

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from secretariat.engines.scheduling import (
    Plan,
    Problem,
    Progress,
    Room,
    repair_apart,
    solve_apart,
    violations,
    warm_up_apart,
)
from tests.make_scheduling import meeting, parties, slots

# More wishes than tables, so that nothing is proved at once.
_BUSY = Problem(
    slots(12, 12),
    parties(24),
    tuple(meeting(one, other) for one in range(24) for other in range(one + 1, 24) if (one + other) % 2),
    tuple(Room(str(index)) for index in range(4)),
)


def test_a_small_problem_is_solved_and_its_steps_are_told() -> None:
    steps: list[Progress] = []

    found = solve_apart(Problem(slots(2), parties(2), (meeting(0, 1),)), seconds=20, on_progress=steps.append)

    assert (found.status, found.ended) == ("optimal", "done")
    assert found.plan is not None
    assert found.plan.starts[0] is not None
    assert steps[0].plan is not None
    assert found.trace


def test_a_plan_is_repaired_there_too() -> None:
    published = Plan((0, 1), (None, None))
    late = parties(3, p2=(1,))
    problem = Problem(slots(3), late, (meeting(0, 1), meeting(1, 2)), published=published)

    found = repair_apart(problem, seconds=3)

    assert (found.ended, found.score.changes if found.score else None) == ("done", 1)
    assert found.plan is not None
    assert (found.plan.starts[0], found.plan.starts[1]) == (0, 2)


def test_zero_meetings_are_solved_at_once() -> None:
    assert solve_apart(Problem((), (), ()), seconds=5).status == "optimal"


def test_it_stops_when_asked_to_and_gives_what_it_has() -> None:
    steps: list[Progress] = []

    found = solve_apart(_BUSY, seconds=300, on_progress=steps.append, stop=lambda: bool(steps))

    assert found.ended == "done"
    assert found.plan is not None
    assert violations(_BUSY, found.plan) == ()


def test_when_it_is_killed_the_last_best_is_kept() -> None:
    def kill(_progress: Progress) -> None:
        for child in psutil.Process(os.getpid()).children():
            if "scheduling.child" in " ".join(child.cmdline()):
                child.kill()

    found = solve_apart(_BUSY, seconds=300, on_progress=kill)

    assert (found.ended, found.status) == ("killed", "feasible")
    assert found.plan is not None
    assert violations(_BUSY, found.plan) == ()


def test_it_takes_no_more_memory_than_it_is_given() -> None:
    found = solve_apart(_BUSY, seconds=60, memory=150 * 1024**2)

    assert found.ended in {"too_much", "broken", "killed"}
    assert found.status in {"feasible", "unknown"}
    assert (found.plan is None) == (found.status == "unknown")


def test_nothing_of_it_is_left_when_whoever_asked_fails() -> None:
    def fail(_progress: Progress) -> None:
        raise RuntimeError("the page is gone")

    with pytest.raises(RuntimeError, match="gone"):
        solve_apart(_BUSY, seconds=300, on_progress=fail)

    assert not [
        child for child in psutil.Process(os.getpid()).children() if "scheduling.child" in " ".join(child.cmdline())
    ]


def test_it_is_compiled_before_it_is_needed() -> None:
    assert warm_up_apart()


def test_the_package_costs_a_web_process_nothing_heavy() -> None:
    names = "check, carrying, faults, clashes, apart, reasons"
    code = f"import sys; from secretariat.engines.scheduling import {names}; print([m for m in sys.modules if m in ('numpy', 'numba', 'ortools')])"
    root = Path(__file__).resolve().parents[3]

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)  # noqa: S603

    assert done.stdout.strip() == "[]"
