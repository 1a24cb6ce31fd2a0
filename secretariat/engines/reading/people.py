"""The persons of a report as they are built up: name, capacity, party, and where they are named."""

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from secretariat.engines.reading.models import PersonFound, Span

__all__ = ["Named", "Persons", "is_feminine"]


_FEMININE = re.compile(r"woman\b|\bqueen\b|\bprincess\b", re.IGNORECASE)
_CONFIDENCE = {"title-name": 0.95, "title-comma-name": 0.95, "name-comma-title": 0.94, "counterpart": 0.85}


@dataclass
class Named:
    """A person as the report builds them up: the fullest name, the first capacity, and whose office it is."""

    name: str
    span: Span
    capacity: str = ""
    party: str = ""
    body: str = ""
    honorific: str = ""
    rule: str = ""
    words: frozenset[str] = frozenset()
    # Whether the report itself says whose office it is.
    is_told: bool = False

    def as_found(self) -> PersonFound:
        """Return the person as the reading has them."""
        return PersonFound(
            self.span,
            _CONFIDENCE.get(self.rule, 0.8),
            f"person-{self.rule}",
            self.name,
            self.capacity,
            self.party,
            self.body,
            self.honorific,
        )


@dataclass
class Persons:
    """All persons of a report, and at which words each is named."""

    people: list[Named] = field(default_factory=list)
    # The number of the first word of a mention: the number of the word behind it, and the person.
    at: dict[int, tuple[int, int]] = field(default_factory=dict)


def is_feminine(person: Named) -> bool:
    """Guess from a given name whether a pronoun "she" can mean the person; it settles nothing else."""
    women, men = _given_names()
    if _FEMININE.search(person.capacity) or person.honorific.lower() in {"mrs", "ms", "miss", "mme", "madame"}:
        return True
    given = person.name.split()[0].lower() if person.name else ""
    return given in women or (given.endswith(("a", "ah")) and given not in men and len(person.name.split()) > 1)


@cache
def _given_names() -> tuple[frozenset[str], frozenset[str]]:
    lines = (
        files("secretariat.engines.reading").joinpath("data", "feminine.txt").read_text(encoding="utf-8").splitlines()
    )
    cut = lines.index("---")
    women, men = (
        " ".join(line for line in part if not line.startswith("#")).split() for part in (lines[:cut], lines[cut + 1 :])
    )
    return frozenset(women), frozenset(men)
