"""How the kernels are compiled: once, kept on disk, and without Python's lock while they run."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba
import numpy as np

__all__ = ["below", "compiled", "draw"]

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function when it is first called."""
    made: Callable[P, R] = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return made


@compiled
def draw(seed):  # type: ignore[no-untyped-def]
    """The next random number, 64 bits (xorshift); ``seed`` holds the state and is never 0."""
    number = seed[0]
    number ^= number << np.uint64(13)
    number ^= number >> np.uint64(7)
    number ^= number << np.uint64(17)
    seed[0] = number
    return number


@compiled
def below(seed, limit):  # type: ignore[no-untyped-def]
    """A random number from 0 to below ``limit``."""
    return np.int64(((draw(seed) >> np.uint64(32)) * np.uint64(limit)) >> np.uint64(32))
