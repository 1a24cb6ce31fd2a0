"""What a text in Markdown may name, and why one is not taken."""

import re
from dataclasses import dataclass

__all__ = ["LONGEST", "TURNING", "Reference", "Unfit"]

# Letters of one text; the longest report of a conference has a tenth of it.
LONGEST = 200_000
# Marks that turn the direction of a line without being seen, and signs that no text has.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Unfit(ValueError):  # noqa: N818 - it is an answer
    """A text that is not taken: ``too_long`` or ``too_deep``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Reference:
    """Something of the house that a text shows by reference: ``[[pledge:3]]`` is kind ``pledge``, name ``3``."""

    kind: str
    name: str

    @property
    def written(self) -> str:
        """As it stands in the text."""
        return f"[[{self.kind}:{self.name}]]"
