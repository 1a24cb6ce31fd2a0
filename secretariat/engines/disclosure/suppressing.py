"""Which numbers to hide besides the small ones, so that no small one can be computed."""

from dataclasses import replace
from time import monotonic

import numpy as np

from secretariat.engines.disclosure.attacking import Attack
from secretariat.engines.disclosure.auditing import failing
from secretariat.engines.disclosure.augmenting import OutOfTime
from secretariat.engines.disclosure.faults import Unprotectable, check
from secretariat.engines.disclosure.models import Suppression, Tables
from secretariat.engines.disclosure.proving import Proof
from secretariat.engines.disclosure.searching import Hopeless, Search
from secretariat.engines.disclosure.showing import primary
from secretariat.engines.disclosure.system import Bools, System, hidden_of, system_of

__all__ = ["suppress"]

# The share of the time that goes into the proof, and into all that comes before the last audit.
PROVING = 0.6
SEARCHING = 0.9
# Seconds for what must be known before anything else.
PATIENCE = 60.0
# How often a pattern is widened that protects in fractions of persons alone.
WIDENINGS = 6


def suppress(tables: Tables, *, seconds: float = 10.0, seed: int = 0) -> Suppression:
    """The numbers to hide, so that ``audit`` passes, and so that as little as possible is lost.

    ``tables``: n cells and their sums, in persons; earlier releases count (``tables.known``). At most about
    ``seconds`` are spent, somewhat more where a first pattern takes longer. The status is "optimal" where no pattern
    is cheaper, else "heuristic" with a proved ``bound``. Raises ``BadTables`` where the tables make no sense and
    ``Unprotectable`` where nothing that could be hidden protects a number.

    Method: Kelly, Golden & Assad (1992) for a first pattern (``augmenting``), large neighbourhoods around it
    (``searching``), Fischetti & Salazar-González (2000) for the proof (``proving``).
    """
    check(tables)
    begun = monotonic()
    system = system_of(tables)
    found = _best(system, seconds, seed)
    pattern, is_best = found.best, found.is_closed()
    for _ in range(WIDENINGS):
        failed = _failed(tables, system, pattern)
        if not failed:
            break
        is_best = False
        system = _asking_more(system, set(failed))
        pattern = _best(system, seconds / WIDENINGS, seed).best
    else:
        pattern = _all_blank(tables, system)
    cost = system.cost(pattern)
    return Suppression(
        hidden=hidden_of(system, pattern),
        primary=primary(tables),
        status="optimal" if is_best else "heuristic",
        cost=cost,
        bound=cost if is_best else min(found.bound, cost),
        seconds=monotonic() - begun,
    )


def _best(system: System, seconds: float, seed: int) -> Proof:
    """A quick pattern; the proof in fractions and what it comes to; the proof in whole numbers; patterns around."""
    begun = monotonic()
    deadline = begun + SEARCHING * seconds
    search = Search(system, seed=seed, deadline=deadline)
    proof = Proof(system, _first(system, search), seed=seed)
    proof.learn_in_fractions(until=begun + PROVING * seconds)
    proof.take(_tidy(search, proof.last, proof.best, deadline))
    if not proof.is_closed():
        proof.learn(until=begun + PROVING * seconds)
        proof.take(_tidy(search, proof.last, proof.best, deadline))
    if not proof.is_closed():
        proof.take(search.improved(search.tidied(proof.best), proof.bound, until=deadline))
    return proof


def _tidy(search: Search, pattern: Bools, otherwise: Bools, until: float) -> Bools:
    try:
        return search.tidied(search.mended(pattern, until=until))
    except (Hopeless, OutOfTime):
        return otherwise


def _first(system: System, search: Search) -> Bools:
    """A first pattern. Cells that cannot be blank, as they cannot be protected themselves, are left out one by one."""
    while True:
        try:
            return search.mended(~system.published)
        except Hopeless as hopeless:
            everything = Attack(system, system.openable | ~system.published, monotonic() + PATIENCE)
            if everything.is_wide(hopeless.cell):
                return everything.is_open
            if system.small[hopeless.cell]:
                raise Unprotectable(_unprotectable(system, everything)) from None
            system.openable[hopeless.cell] = False


def _unprotectable(system: System, everything: Attack) -> list[str]:
    """The small numbers that stay narrow when everything is blank that may be."""
    return [system.keys[cell] for cell in everything.narrow(np.random.default_rng(0)) if system.small[cell]]


def _failed(tables: Tables, system: System, pattern: Bools) -> tuple[str, ...]:
    """The cells of which the auditor says that a stranger computes too much."""
    return failing(tables, hidden_of(system, pattern), seconds=PATIENCE)


def _asking_more(system: System, failed: set[str]) -> System:
    more = np.array([key in failed for key in system.keys])
    return replace(system, need=np.where(more, system.need + 1, system.need))


def _all_blank(tables: Tables, system: System) -> Bools:
    """The last resort: everything is blank that may be."""
    pattern = system.openable | ~system.published
    failed = _failed(tables, system, pattern)
    if failed:
        raise Unprotectable(failed)
    return pattern
