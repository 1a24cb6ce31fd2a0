"""What was acknowledged in the trial of a failover, and how long nobody was answered."""

import threading
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from trials.failover_inside import WRITERS


@dataclass
class Deeds:
    """What was acknowledged, and when anything was; shared by all threads."""

    tasks: dict[str, int] = field(default_factory=dict)
    words: dict[int, int] = field(default_factory=lambda: dict.fromkeys(range(1, WRITERS + 1), 0))
    acknowledged_at: list[float] = field(default_factory=list)
    read_at: list[float] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    accidents: list[tuple[float, str]] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    replayed: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def tell_pauses(deeds: Deeds) -> None:
    """The longest time between two answers, in all and after each accident."""
    begins = [*deeds.accidents, (float("inf"), "")]
    for name, moments in (("write", deeds.acknowledged_at), ("read", deeds.read_at)):
        answered = sorted(moments)
        pauses = [(later - earlier, later) for earlier, later in pairwise(answered)]
        told = [f"{max(pauses)[0]:.1f} s"]
        for (began, what), (ended, _what) in pairwise(begins):
            after = [pause for pause, at in pauses if began <= at < ended]
            told.append(f"{max(after, default=0.0):.1f} s after {what}")
        print(f"  longest time in which nobody could {name}: {', '.join(told)}")
