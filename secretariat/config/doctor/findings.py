"""What a look at an installation finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How grave it is."""

    FINE = "fine"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: where it belongs, how it is, in a sentence, and what to do about it."""

    part: str
    grade: Grade
    sentence: str
    remedy: str = ""


Look = Callable[[], Iterator[Finding]]


def fine(part: str, sentence: str) -> Finding:
    """This is as it should be."""
    return Finding(part, Grade.FINE, sentence)


def warning(part: str, sentence: str, remedy: str) -> Finding:
    """The house works, and somebody should know."""
    return Finding(part, Grade.WARNING, sentence, remedy)


def broken(part: str, sentence: str, remedy: str) -> Finding:
    """The house, or what it promises, does not work."""
    return Finding(part, Grade.BROKEN, sentence, remedy)
