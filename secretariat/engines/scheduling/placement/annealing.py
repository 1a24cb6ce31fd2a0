"""Kernels: annealing for a number of steps, from hot to cold."""

from secretariat.engines.scheduling.placement.compiled import below, compiled
from secretariat.engines.scheduling.placement.laying import begin, end, take_back
from secretariat.engines.scheduling.placement.moving import (
    change_rooms,
    change_sessions,
    dissolve,
    exchange,
    relocate,
    reorder,
    sort_group,
    swap_blocks,
)
from secretariat.engines.scheduling.placement.tables import UNPLACED

__all__ = ["anneal"]


@compiled
def _one_of_all(desk):  # type: ignore[no-untyped-def]
    """Any item; often one without a place, if there is one."""
    items = desk.session.shape[0]
    item = below(desk.seed, items)
    if desk.sums[UNPLACED] > 0 and below(desk.seed, 3) == 0:
        for step in range(items):
            other = (item + step) % items
            if desk.session[other] < 0:
                return other
    return item


@compiled
def _move_blocks(given, desk, item, shares, way):  # type: ignore[no-untyped-def]
    if way < shares[2]:
        return swap_blocks(given, desk, item)
    if way < shares[3]:
        return change_rooms(given, desk, item)
    return change_sessions(given, desk, item)


@compiled
def _move(given, desk, item, shares):  # type: ignore[no-untyped-def]
    """One of the moves, drawn by their shares; each share is the sum of those up to it."""
    way = below(desk.seed, shares[7])
    if way < shares[0] or desk.session[item] < 0:
        return relocate(given, desk, item)
    if way < shares[1]:
        return exchange(given, desk, item)
    if way < shares[4]:
        return _move_blocks(given, desk, item, shares, way)
    if way < shares[5]:
        return dissolve(given, desk, item)
    return reorder(given, desk, item) if way < shares[6] else sort_group(given, desk, item)


@compiled
def anneal(given, desk, shares, steps, hot, cold):  # type: ignore[no-untyped-def]
    """So many moves, while the temperature falls evenly from hot to cold, by factors."""
    factor = (cold / hot) ** (1.0 / steps) if hot > 0.0 else 1.0
    temperature = hot
    kept = 0
    for _ in range(steps):
        begin(desk)
        if _move(given, desk, _one_of_all(desk), shares):
            kept += end(given, desk, temperature)
        else:
            take_back(given, desk)
        temperature *= factor
    return kept
