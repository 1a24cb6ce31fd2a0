"""Local search: annealing with chains of swaps, compiled, for what is too large to be proved."""

from secretariat.engines.scheduling.search.annealing import anneal, warm_up

__all__ = ["anneal", "warm_up"]
