"""How the kernels are compiled: once, kept on disk, and without Python's lock while they run."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numba
import numpy as np

from secretariat.engines.scheduling.search.tables import Array

__all__ = ["below", "compiled", "draw", "kept", "kernel"]

P = ParamSpec("P")
R = TypeVar("R")


# The files that are compiled, and the one that says where everything stands.
_COMPILED = ("compiled", "kernel", "laying", "moving", "placing", "tables")


def _digest() -> str:
    """What tells these kernels from those of another version."""
    sources = [Path(__file__).with_name(f"{name}.py").read_bytes() for name in _COMPILED]
    return hashlib.sha256(b"".join(sources)).hexdigest()[:12]


_VERSION = _digest()


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function that only kernels call, when it is first called."""
    return _compile(function, is_door=False)


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function that Python calls, when it is first called."""
    return _compile(function, is_door=True)


def kept(function: Callable[P, R], version: str, **settings: Any) -> Callable[P, R]:
    """Compile a function, and keep it beside its module, in ``NUMBA_CACHE_DIR`` or at home, wherever one may write.

    Where one may write nowhere it is compiled in each process anew. ``version`` tells the kernels from others.
    """
    # What is kept on disk is found by the function's name and the time of its own file. Kernels call each other across
    # files, so the name says which version of all of them it is.
    function.__qualname__ = f"{function.__qualname__}_{version}"
    # Kernels make no arrays; to count who holds them would take most of the time.
    settings = {"nogil": True, "error_model": "numpy", "_nrt": False, **settings}
    try:
        made: Callable[P, R] = numba.njit(cache=True, **settings)(function)
    except RuntimeError:
        made = numba.njit(**settings)(function)
    return made


def _compile(function: Callable[P, R], *, is_door: bool) -> Callable[P, R]:
    return kept(function, _VERSION, no_cpython_wrapper=not is_door, no_cfunc_wrapper=True)


@compiled
def draw(seed: Array) -> Any:
    """The next random number, 64 bits (xorshift); ``seed`` holds the state and is never 0."""
    number = seed[0]
    number ^= number << np.uint64(13)
    number ^= number >> np.uint64(7)
    number ^= number << np.uint64(17)
    seed[0] = number
    return number


@compiled
def below(seed: Array, limit: int) -> Any:
    """A random number from 0 to below ``limit``."""
    return np.int64(((draw(seed) >> np.uint64(32)) * np.uint64(limit)) >> np.uint64(32))
