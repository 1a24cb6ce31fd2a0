"""``python -m benchmarks.wording``: how long two versions of a long text take to be compared.

A text of 400 paragraphs of some 80 words, a quarter of them changed, some moved, new or gone; against comparing the
words of the same paragraphs with Python's difflib alone, in the same run. It ends with 1 if the target is missed.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from difflib import SequenceMatcher

from secretariat.engines.wording import Written, compare, merge, words_of

PARAGRAPHS, WORDS, ROUNDS, TARGET = 400, 80, 9, 0.3
STEMS = [
    "state",
    "return",
    "refugee",
    "safe",
    "host",
    "camp",
    "aid",
    "school",
    "water",
    "home",
    "land",
    "right",
    "city",
    "border",
    "year",
    "report",
]


def main() -> int:
    """Compare, and say how long it took."""
    made = random.Random(1948)  # a text, no secret
    old = [Written(f"p{n}", "operative", {"en": _paragraph(made)}) for n in range(PARAGRAPHS)]
    new = _changed(made, old)
    without_keys = [Written(f"q{n}", row.kind, row.text) for n, row in enumerate(new)]
    ours = _median(lambda: compare(old, new, "en"))
    theirs = _median(lambda: _bare(old, new))
    lost = _median(lambda: compare(old, without_keys, "en"))
    put = _median(lambda: merge(old, new, _changed(random.Random(1951), old)))
    print(f"two versions of {PARAGRAPHS} paragraphs: {ours * 1000:.0f} ms (at most {TARGET * 1000:.0f}),")
    print(f"  {ours / theirs:.2f} x difflib alone over the paragraphs of the same keys ({theirs * 1000:.0f} ms)")
    print(f"  with every key lost: {lost * 1000:.0f} ms; merged with a third version: {put * 1000:.0f} ms")
    print("Every target is met." if ours <= TARGET else "MISSED: comparing two versions.")
    return 0 if ours <= TARGET else 1


def _paragraph(made: random.Random) -> str:
    return " ".join(f"{made.choice(STEMS)}{made.randrange(40)}" for _ in range(WORDS))


def _changed(made: random.Random, old: list[Written]) -> list[Written]:
    new = [row for row in old if made.random() > 0.03]
    for place, row in enumerate(new):
        if made.random() < 0.25:
            words = row.text["en"].split()
            for _ in range(8):
                words[made.randrange(len(words))] = f"other{made.randrange(99)}"
            new[place] = Written(row.key, row.kind, {"en": " ".join(words)})
    for _ in range(10):
        new.insert(made.randrange(len(new)), new.pop(made.randrange(len(new))))
        new.insert(made.randrange(len(new)), Written(f"n{made.random()}", "operative", {"en": _paragraph(made)}))
    return new


def _bare(old: list[Written], new: list[Written]) -> None:
    before = {row.key: row for row in old}
    for row in new:
        if row.key in before:
            one, other = words_of(before[row.key].text["en"]), words_of(row.text["en"])
            SequenceMatcher(None, one, other, autojunk=False).get_opcodes()


def _median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main())
