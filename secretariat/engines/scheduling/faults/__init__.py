"""What is wrong with a problem before anybody is asked to solve it: codes, and the place of each.

A fatal fault leaves nothing that could be solved: what is meant is unknown or cannot be. The others are contradictions
that a plan can at times go round, by leaving the meeting out; where it cannot, ``explain`` names them as well.
"""

from secretariat.engines.scheduling.faults.contradictions import contradictions_in
from secretariat.engines.scheduling.faults.fault import FATAL, Code, Fault
from secretariat.engines.scheduling.faults.shape import LIMITS, faults_of_shape
from secretariat.engines.scheduling.problem import Problem

__all__ = ["FATAL", "LIMITS", "Code", "Fault", "faults_of", "is_solvable"]


def faults_of(problem: Problem) -> tuple[Fault, ...]:
    """Everything that is wrong with a problem; where something is fatal, only that."""
    return faults_of_shape(problem) or tuple(contradictions_in(problem))


def is_solvable(problem: Problem) -> bool:
    """Whether nothing about the problem is fatal."""
    return not faults_of_shape(problem)
