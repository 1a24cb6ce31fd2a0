"""What is printed: one line for each thing measured, with its target."""

from dataclasses import dataclass, field


class UnexpectedError(Exception):
    """Something under test did otherwise than it should, so that it cannot be measured."""


@dataclass
class Report:
    """Lines as they come, and whether a target was missed."""

    missed: list[str] = field(default_factory=list)
    _part: str = ""

    def part(self, title: str) -> None:
        """Begin a part."""
        self._part = title
        print(f"\n{title}", flush=True)

    def note(self, text: str) -> None:
        """Say something that has no target."""
        print(f"  {text}", flush=True)

    def broke(self, error: UnexpectedError) -> None:
        """Nothing more can be measured here: all that is left counts as missed."""
        self.note(f"MISSED, it broke here: {error}")
        self.missed.append(f"{self._part}: it broke before its end")

    def at_least(self, what: str, measured: float, target: float, unit: str) -> None:
        """A figure that must not be smaller."""
        self._judge(what, (measured, target, unit), sign="≥", is_met=measured >= target)

    def at_most(self, what: str, measured: float, target: float, unit: str) -> None:
        """A figure that must not be greater."""
        self._judge(what, (measured, target, unit), sign="≤", is_met=measured <= target)

    def exactly(self, what: str, measured: int, target: int, unit: str) -> None:
        """A count that must be this."""
        self._judge(what, (measured, target, unit), sign="=", is_met=measured == target)

    def _judge(self, what: str, figures: tuple[float, float, str], *, sign: str, is_met: bool) -> None:
        measured, target, unit = figures
        verdict = "ok" if is_met else "MISSED"
        print(f"  {what:<72} {_figure(measured):>9} {unit:<8} target {sign} {_figure(target):<6} {verdict}", flush=True)
        if not is_met:
            self.missed.append(f"{self._part}: {what}")


def _figure(number: float) -> str:
    if isinstance(number, int) or number >= 100:
        return f"{number:,.0f}"
    return f"{number:.2f}" if number < 10 else f"{number:.1f}"
