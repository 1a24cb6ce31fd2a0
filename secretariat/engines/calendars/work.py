"""What one reading may cost, and what it has to tell."""

from dataclasses import dataclass, field

from secretariat.engines.calendars.models import MOST_PROBLEMS, MOST_STEPS, Problem, Unreadable

__all__ = ["Work", "noted", "problems_of", "spent"]

_LONGEST_SAID = 120


@dataclass
class Work:
    """What is left of the steps that a file may cost, and the problems that were found."""

    steps: int = MOST_STEPS
    problems: list[Problem] = field(default_factory=list)
    untold: int = 0
    told: set[tuple[str, str]] = field(default_factory=set)


def spent(work: Work, steps: int = 1) -> None:
    """Count steps; raises ``Unreadable`` ("too much work") when a file has cost what it may."""
    work.steps -= steps
    if work.steps < 0:
        raise Unreadable("too much work")


def noted(work: Work, where: str, code: str, said: str = "", line: int = 0) -> None:
    """Keep a problem, or count it where there are too many already."""
    if len(work.problems) < MOST_PROBLEMS:
        work.problems.append(Problem(where, code, said[:_LONGEST_SAID], line))
    else:
        work.untold += 1


def problems_of(work: Work) -> tuple[Problem, ...]:
    """Return the problems that were kept; the last says how many more there were."""
    more = (Problem("", "more problems", str(work.untold)),) if work.untold else ()
    return (*work.problems, *more)
