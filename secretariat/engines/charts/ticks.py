"""Round numbers along an axis."""

import math

__all__ = ["round_ticks"]


def round_ticks(highest: float, at_most: int = 5) -> tuple[float, ...]:
    """Return numbers from 0 to the highest or just above, in steps of 1, 2 or 5 times a power of ten.

    No more than ``at_most`` steps; steps are whole numbers, since people are counted. For nothing, 0 and 1.
    """
    if highest <= 0 or not math.isfinite(highest):
        return 0.0, 1.0
    rough = max(highest / max(at_most, 1), 1.0)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= rough * (1 - 1e-9))
    count = max(1, math.ceil(highest / step - 1e-9))
    return tuple(round(step * number, 6) for number in range(count + 1))
