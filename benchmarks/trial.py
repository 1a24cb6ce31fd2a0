"""Two or more pages asked in turns, so that the machine's moods fall on all of them alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from benchmarks.load import Generator, Job, Outcome
from benchmarks.servers import Server


@dataclass(frozen=True)
class Turn:
    """One page's turn in one round."""

    outcome: Outcome
    cpu_ms: float


class Trial:
    """The turns of every page."""

    def __init__(self, turns: dict[str, list[Turn]]) -> None:
        self._turns = turns

    def ratio(self, one: str, other: str) -> float:
        """Requests per second of one page over those of another: the median of the rounds."""
        pairs = zip(self._turns[one], self._turns[other], strict=True)
        return median(mine.outcome.rate / theirs.outcome.rate for mine, theirs in pairs)

    def cost_ratio(self, one: str, other: str) -> float:
        """CPU time of one page over that of another: the median of the rounds."""
        pairs = zip(self._turns[one], self._turns[other], strict=True)
        return median(mine.cpu_ms / theirs.cpu_ms for mine, theirs in pairs)

    def line(self, name: str) -> str:
        """A page's medians."""
        turns = self._turns[name]
        outcomes = [turn.outcome for turn in turns]
        return (
            f"{name:<62} {median(each.rate for each in outcomes):8.1f} requests/s"
            f"  {median(each.median_ms for each in outcomes):7.2f} ms median"
            f"  {median(turn.cpu_ms for turn in turns):6.2f} ms CPU"
            f"  {outcomes[0].size:7,} bytes"
        )

    def generator_share(self) -> float:
        """The load generator's own part of one core, in percent, at its busiest."""
        shares = [
            turn.outcome.cost / (turn.outcome.answers / turn.outcome.rate)
            for turns in self._turns.values()
            for turn in turns
        ]
        return 100 * max(shares)


def alternate(generator: Generator, pages: Mapping[str, tuple[Server, Job]], rounds: int) -> Trial:
    """Ask every page once a round, every second round in reverse, after a turn each that is not counted."""
    for _server, job in pages.values():
        generator.run(job)
    turns: dict[str, list[Turn]] = {name: [] for name in pages}
    for number in range(rounds):
        for name in sorted(pages, key=list(pages).index, reverse=number % 2 == 1):
            server, job = pages[name]
            before = server.cpu_seconds()
            outcome = generator.run(job)
            spent = server.cpu_seconds() - before
            turns[name].append(Turn(outcome, 1000 * spent / outcome.answers))
    return Trial(turns)
