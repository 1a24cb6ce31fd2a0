"""What was acknowledged in the trial of a failover, and how long nobody was answered."""

import threading
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from trials.failover_inside import WRITERS

WORKERS = 2

if TYPE_CHECKING:
    from collections.abc import Callable

    from trials.failover import House
    from trials.restore_drill import Promises


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
    # Of each writer and reader when it was answered last, and who of them ended by an error.
    last: dict[str, float] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    began: float = 0.0
    restored: float = 0.0
    ended: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def silent(self) -> list[str]:
        """Whoever was not answered again after the last accident."""
        return sorted(name for name, at in self.last.items() if at <= self.restored)


def at_work(house: "House", deed: "Callable[[House, int], None]", number: int) -> None:
    """One writer or reader; an error that ends it is kept."""
    deeds, name = house.deeds, f"{deed.__name__.strip('_')} {number}"
    with deeds.lock:
        deeds.last[name] = 0.0
    try:
        deed(house, number)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it is, the trial has to know
        with deeds.lock:
            deeds.errors.append(f"{name}: {error!r}")


def judge_everybody(deeds: Deeds, number: int, promises: "Promises") -> None:
    """Whether all writers and readers lived to the end, and were answered again after the last accident."""
    promises.kept("no writer or reader ended by an error", is_kept=not deeds.errors, why=deeds.errors[:3])
    promises.kept(
        f"all {number} of them were answered again after the last accident",
        is_kept=len(deeds.last) == number and not deeds.silent(),
        why=deeds.silent(),
    )


def tell_pauses(deeds: Deeds) -> None:
    """The longest time without an answer, in all and after each accident, from the beginning of the trial to its end."""
    begins = [*deeds.accidents, (float("inf"), "")]
    for name, moments in (("write", deeds.acknowledged_at), ("read", deeds.read_at)):
        answered = [deeds.began, *sorted(moments), max([deeds.ended, *moments])]
        pauses = [(later - earlier, later) for earlier, later in pairwise(answered)]
        told = [f"{max(pauses)[0]:.1f} s"]
        for (began, what), (ended, _what) in pairwise(begins):
            after = [pause for pause, at in pauses if began <= at < ended]
            told.append(f"{max(after, default=0.0):.1f} s after {what}")
        print(f"  longest time in which nobody could {name}: {', '.join(told)}")


def judge_letters(mails: list[tuple[int, str]], outbox: dict[str, str], written: int, promises: "Promises") -> None:
    """Whether each letter went out once, and what the outbox tells of it is so: by mails handed over, and its results."""
    handed = Counter(subject for _pid, subject in mails)
    twice = [subject for subject, times in handed.items() if times > 1]
    promises.kept(f"none of {len(handed)} letters went out twice", is_kept=not twice, why=twice[:5])
    untrue = [subject for subject, result in outbox.items() if result == "sent" and not handed[subject]]
    promises.kept("what is told as sent was sent", is_kept=not untrue and len(outbox) == written, why=untrue[:5])
    unknown = [subject for subject, result in outbox.items() if result != "sent"]
    # One in the hands of the killed worker, and one for each worker when the primary went.
    promises.kept(
        f"all others, {len(unknown)} that were under way in an accident, are told as not known to be sent",
        is_kept=len(unknown) <= 1 + WORKERS,
        why=unknown[:9],
    )
