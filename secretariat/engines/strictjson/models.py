"""How much JSON is read, and why a text is refused."""

from dataclasses import dataclass

__all__ = ["DEFAULT", "LARGEST_LONGEST_NUMBER", "Limits", "Unreadable"]

# Beyond this, reading the digits of one number takes more than time in proportion to them.
LARGEST_LONGEST_NUMBER = 1_000


@dataclass(frozen=True)
class Limits:
    """How much of a text is read.

    ``most_bytes`` of the whole; ``most_depth`` of arrays and objects within each other (a bare number has none, ``[]``
    has 1); ``most_items`` of values, arrays and objects among them; ``longest_string`` in characters once escapes are
    read, of texts and of names; ``longest_number`` in characters as written. Raises ``ValueError`` where
    ``longest_number`` is above 1,000.
    """

    most_bytes: int = 2 * 1024 * 1024
    most_depth: int = 32
    most_items: int = 100_000
    longest_string: int = 200_000
    longest_number: int = 40

    def __post_init__(self) -> None:
        if self.longest_number > LARGEST_LONGEST_NUMBER:
            raise ValueError(f"longest_number is at most {LARGEST_LONGEST_NUMBER}")


DEFAULT = Limits()


class Unreadable(Exception):  # noqa: N818 - it says what the text is
    """A text that is not read, by its first fault.

    Codes of the whole: "empty", "too large", "byte order mark", "utf-16" (or UTF-32). Codes of a place: "not utf-8",
    "unfinished" (it ends too early), "unexpected" (something else must stand here), "trailing text", "too deep", "too
    many values", "name twice", "string too long", "control character", "bad escape", "lone surrogate", "noncharacter",
    "null character", "bad number" (a form that JSON does not have: ``01``, ``+1``, ``1.``), "not a number" (NaN and
    Infinity), "number too long", "number out of range" (of an IEEE double, above or below).

    ``offset`` counts bytes from 0, ``line`` and ``column`` count from 1, the column in characters; line 0 is the whole
    text. ``pointer`` is a JSON pointer to the value at fault, or to the nearest one around it that can be named in
    500 characters.
    """

    def __init__(self, code: str, *, offset: int = 0, line: int = 0, column: int = 0, pointer: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.offset = offset
        self.line = line
        self.column = column
        self.pointer = pointer
