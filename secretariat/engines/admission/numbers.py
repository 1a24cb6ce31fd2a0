"""Badge numbers: six digits that count, and one that checks them.

The check digit is that of H. Michael Damm (2004): it finds every wrong digit and every two neighbours swapped.
"""

import re

_TABLE = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
_SEVEN_DIGITS = re.compile(r"[0-9]{7}\Z", re.ASCII)
LAST = 999_999


def number_for(place: int) -> str:
    """Return the badge number of the given place in the count, 1 to 999,999; raises ``ValueError`` beyond."""
    if not 1 <= place <= LAST:
        raise ValueError(f"a badge number counts from 1 to {LAST}, not {place}")
    digits = f"{place:06d}"
    return f"{digits}{_check(digits)}"


def is_number(text: str) -> bool:
    """Return whether the text is a badge number whose check digit is right."""
    return bool(_SEVEN_DIGITS.match(text)) and _check(text) == 0


def place_of(number: str) -> int:
    """Return the place in the count of a badge number."""
    return int(number[:6])


def _check(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = _TABLE[interim][int(digit)]
    return interim
