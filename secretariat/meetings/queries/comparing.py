"""Two versions of a text side by side, with the words that went and those that came; in bounded time.

The shortest way from one list of words to another is searched as Eugene Myers described it (Algorithmica 1, 1986): the
time grows with the number of differences. Beyond a limit of differences a passage is shown as replaced as a whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_LINES = 400
MOST_WORDS = 300
LONGEST_SCRAP = 3
# Steps over a whole comparison, about two seconds on a slow machine.
MOST_STEPS = 1_200_000
SAME, REMOVED, ADDED, CHANGED = "same", "removed", "added", "changed"
# A Chinese sign stands for itself; Arabic vowel signs belong to the word they stand in.
_WORDS = re.compile(r"\s+|[\u3400-\u9fff]|(?:[^\W\u3400-\u9fff]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670])+|.")
_Run = tuple[str, int, int, int, int]


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they differ from the other version."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Passage:
    """A line of both versions beside each other."""

    kind: str
    older: list[Piece]
    newer: list[Piece]


class _Steps:
    def __init__(self, left: int) -> None:
        self.left = left


def compared(older: str, newer: str) -> list[Passage]:
    """Line by line what stayed, went, came or changed, and within a changed line which words."""
    steps = _Steps(MOST_STEPS)
    before, after = _lines(older), _lines(newer)
    found: list[Passage] = []
    for kind, first, last, start, end in _runs(before, after, MOST_LINES, steps):
        if kind == SAME:
            found += [_same(line) for line in before[first:last]]
        else:
            found += _differing(before[first:last], after[start:end], steps)
    return found


def _same(line: str) -> Passage:
    return Passage(SAME, [Piece(line, differs=False)], [Piece(line, differs=False)])


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def _differing(before: list[str], after: list[str], steps: _Steps) -> list[Passage]:
    """Lines that were replaced, in pairs as far as there are two; the others went or came."""
    pairs = min(len(before), len(after))
    found = [_changed(old, new, steps) for old, new in zip(before[:pairs], after[:pairs], strict=True)]
    found += [Passage(REMOVED, [Piece(line, differs=True)], []) for line in before[pairs:]]
    found += [Passage(ADDED, [], [Piece(line, differs=True)]) for line in after[pairs:]]
    return found


def _changed(old: str, new: str, steps: _Steps) -> Passage:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    older: list[Piece] = []
    newer: list[Piece] = []
    for kind, first, last, start, end in _read_easily(_runs(before, after, MOST_WORDS, steps), before):
        if last > first:
            older.append(Piece("".join(before[first:last]), differs=kind != SAME))
        if end > start:
            newer.append(Piece("".join(after[start:end]), differs=kind != SAME))
    return Passage(CHANGED, older, newer)


def _read_easily(runs: list[_Run], before: Sequence[str]) -> list[_Run]:
    """Runs of which none is a scrap between two changes: what changed is read in one go, not letter by letter."""
    told: list[_Run] = []
    for place, run in enumerate(runs):
        is_between = 0 < place < len(runs) - 1
        is_scrap = is_between and run[0] == SAME and len("".join(before[run[1] : run[2]]).strip()) <= LONGEST_SCRAP
        kind = CHANGED if is_scrap else run[0]
        if told and kind == CHANGED == told[-1][0]:
            told[-1] = (CHANGED, told[-1][1], run[2], told[-1][3], run[4])
        else:
            told.append((kind, *run[1:]))
    return told


def _runs(before: Sequence[str], after: Sequence[str], most: int, steps: _Steps) -> list[_Run]:
    """Runs of items that are the same in both, and of items that were replaced, in order."""
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    end_before, end_after = len(before) - tail, len(after) - tail
    pairs = [(place, place) for place in range(head)]
    pairs += [(head + x, head + y) for x, y in _matches(before[head:end_before], after[head:end_after], most, steps)]
    pairs += [(end_before + place, end_after + place) for place in range(tail)]
    return _joined(pairs, len(before), len(after))


def _shared(before: Sequence[str], after: Sequence[str]) -> int:
    count = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        count += 1
    return count


def _joined(pairs: list[tuple[int, int]], length: int, other: int) -> list[_Run]:
    runs: list[_Run] = []
    x = y = 0
    for left, right in [*pairs, (length, other)]:
        if (left, right) != (x, y):
            runs.append((CHANGED, x, left, y, right))
        if left == length and right == other:
            break
        last = runs[-1] if runs else None
        if last is not None and last[0] == SAME and (last[2], last[4]) == (left, right):
            runs[-1] = (SAME, last[1], left + 1, last[3], right + 1)
        else:
            runs.append((SAME, left, left + 1, right, right + 1))
        x, y = left + 1, right + 1
    return runs


def _matches(before: Sequence[str], after: Sequence[str], most: int, steps: _Steps) -> list[tuple[int, int]]:
    """Pairs of places that hold the same, along a shortest way; none if that takes too many differences or steps."""
    if not before or not after:
        return []
    furthest: dict[int, int] = {1: 0}
    trail: list[dict[int, int]] = []
    for differences in range(min(most, len(before) + len(after)) + 1):
        steps.left -= differences + 1
        if steps.left < 0:
            return []
        trail.append(dict(furthest))
        for diagonal in range(-differences, differences + 1, 2):
            x = _onwards(furthest, diagonal, differences)
            begun, y = x, x - diagonal
            while x < len(before) and y < len(after) and before[x] == after[y]:
                x, y = x + 1, y + 1
            steps.left -= x - begun
            furthest[diagonal] = x
            if x >= len(before) and y >= len(after):
                return _walked(trail, len(before), len(after))
    return []


def _onwards(furthest: dict[int, int], diagonal: int, differences: int) -> int:
    is_down = diagonal == -differences or (diagonal != differences and furthest[diagonal - 1] < furthest[diagonal + 1])
    return furthest[diagonal + 1] if is_down else furthest[diagonal - 1] + 1


def _walked(trail: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    """The way back from the end to the beginning; what was passed along the diagonals is the same in both."""
    pairs: list[tuple[int, int]] = []
    for differences in range(len(trail) - 1, -1, -1):
        furthest, diagonal = trail[differences], x - y
        is_down = diagonal == -differences or (
            diagonal != differences and furthest[diagonal - 1] < furthest[diagonal + 1]
        )
        previous = diagonal + 1 if is_down else diagonal - 1
        from_x = furthest[previous]
        from_y = from_x - previous
        while x > max(from_x, 0) and y > max(from_y, 0):
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = from_x, from_y
    return pairs[::-1]
