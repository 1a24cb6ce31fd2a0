"""How these kernels are compiled: as those of the timetables are, but told apart by the version of the kernels here."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from secretariat.engines.scheduling.search.compiled import below, draw, kept

__all__ = ["below", "compiled", "draw"]

P = ParamSpec("P")
R = TypeVar("R")

_KERNELS = ("annealing", "laying", "moving", "tables")
_SOURCES = b"".join(Path(__file__).with_name(f"{name}.py").read_bytes() for name in _KERNELS)
_VERSION = hashlib.sha256(_SOURCES).hexdigest()[:12]


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function when it is first called; what is kept on disk is found by the version of all kernels here."""
    return kept(function, _VERSION)
