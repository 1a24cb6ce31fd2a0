"""How wide a label is, and how labels keep apart."""

import unicodedata
from collections.abc import Sequence
from itertools import accumulate

__all__ = ["TEXT", "shortened", "spread", "width_of"]

# Size of texts in charts.
TEXT = 13.0
_NARROW = frozenset(" .,:;'|!iljtfrI()[]")
_ELLIPSIS = "…"


def width_of(text: str, size: float = TEXT) -> float:
    """Return about how wide a text is, in the units of its size; rather too wide than too narrow."""
    return sum(_em(letter) for letter in text) * size


def shortened(text: str, width: float, size: float = TEXT) -> str:
    """Return the text, or as much of it as fits, with an ellipsis."""
    if width_of(text, size) <= width:
        return text
    reached = accumulate(_em(letter) * size for letter in text)
    room = width - width_of(_ELLIPSIS, size)
    kept = sum(1 for each in reached if each <= room)
    return text[:kept].rstrip() + _ELLIPSIS


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places near those wanted, at least ``gap`` apart and within ``low`` to ``high``, in the same order.

    The sum of squared shifts is the least possible (pool adjacent violators). Where there are too many for the room,
    they lie evenly, and closer.
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    gap = min(gap, (high - low) / max(len(wanted) - 1, 1))
    # Blocks of labels that touch: (sum of wanted places, each moved up by its rank × gap; number of labels).
    blocks: list[tuple[float, int]] = []
    for rank, each in enumerate(order):
        total, count = wanted[each] - rank * gap, 1
        while blocks and blocks[-1][0] / blocks[-1][1] >= total / count:
            last = blocks.pop()
            total, count = total + last[0], count + last[1]
        blocks.append((total, count))
    ceiling = high - gap * (len(wanted) - 1)
    bases = [min(max(total / count, low), ceiling) for total, count in blocks for _ in range(count)]
    placed = [0.0] * len(wanted)
    for rank, each in enumerate(order):
        placed[each] = round(bases[rank] + rank * gap, 1)
    return placed


def _em(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if unicodedata.combining(letter):
        return 0.0
    if letter in _NARROW:
        return 0.34
    return 0.7 if letter.isupper() or letter in "mw" else 0.58
