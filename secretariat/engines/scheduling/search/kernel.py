"""Kernels: annealing for a number of steps."""

import numpy as np

from secretariat.engines.scheduling.search.compiled import below, compiled, draw, kernel
from secretariat.engines.scheduling.search.laying import note_best
from secretariat.engines.scheduling.search.moving import swap_chain
from secretariat.engines.scheduling.search.placing import place_anew, place_left_out
from secretariat.engines.scheduling.search.tables import OUT, Array, Desk, Frame

__all__ = ["anneal"]


# Of 256 steps so many are for what is left out: at the least, and the more is left out the more up to the most.
_LEAST, _MOST = 16, 96


@compiled
def _threshold(seed: Array) -> float:
    """How much worse, in temperatures, this step may become: an exponential random number."""
    return -np.log((np.float64(draw(seed) >> np.uint64(11)) + 1.0) / 9007199254740993.0)


@kernel
def anneal(frame: Frame, desk: Desk, steps: int, hot: float, cold: float) -> int:
    """So many steps while it cools from one temperature to the other; says how many were kept."""
    kept = 0
    if desk.start.size == 0 or frame.place.size == 0:
        return kept
    heat = hot
    cooling = (cold / hot) ** (256.0 / max(steps, 1))
    odds = 0
    if frame.odd.size:
        odds = max(32, 256 * frame.odd.size // desk.start.size)
    for step in range(steps):
        if step & 255 == 255:
            heat *= cooling
        limit = heat * _threshold(desk.seed)
        chance = below(desk.seed, 256)
        if desk.sums[OUT] > 0 and chance < min(_LEAST + desk.sums[OUT], _MOST):
            done = place_left_out(frame, desk, limit)
        elif chance >= 256 - odds:
            meeting = frame.odd[below(desk.seed, frame.odd.size)]
            place = frame.place[below(desk.seed, frame.place.size)]
            done = place_anew(frame, desk, meeting, place, limit)
        else:
            done = swap_chain(frame, desk, limit)
        if done:
            kept += 1
            note_best(frame, desk)
    return kept
