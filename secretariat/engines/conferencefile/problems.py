"""What is wrong with a conference file, in sentences that name the line."""

from collections.abc import Iterable
from dataclasses import dataclass, field

MOST_PROBLEMS = 500

Path = tuple[str | int, ...]


def N_(message: str) -> str:  # noqa: N802 - the name that message extraction looks for
    """Mark a sentence for translation and leave it as it is."""
    return message


@dataclass(frozen=True)
class Problem:
    """One thing that must be mended before the file can be loaded."""

    line: int
    where: str
    message: str
    values: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Say the line, the place and the sentence in English."""
        place = f"line {self.line}, {self.where}" if self.where else f"line {self.line}"
        return f"{place}: {self.message % self.values}"


class Unreadable(Exception):  # noqa: N818 - a refusal is a result of reading, not a fault of the program
    """The file is refused as a whole; `problems` lists everything that is wrong with it, by line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of the file, and count those beyond the limit."""
        in_order = sorted(problems, key=lambda problem: problem.line)
        self.problems = in_order[:MOST_PROBLEMS]
        if len(in_order) > MOST_PROBLEMS:
            rest = in_order[MOST_PROBLEMS:]
            more = Problem(rest[0].line, "", N_("and %(more)s more problems from here on"), {"more": str(len(rest))})
            self.problems.append(more)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def spoken(path: Path) -> str:
    """Write a place in the file the way a person would point at it: delegations[3].delegates[0].role."""
    words = ""
    for step in path:
        if isinstance(step, int):
            words += f"[{step}]"
        else:
            words += f".{shortened(step)}" if words else shortened(step)
    return words


def shortened(value: object) -> str:
    """Quote a value from the file without letting it fill the page."""
    words = " ".join(str(value).split())
    return words if len(words) <= 80 else f"{words[:79]}…"
