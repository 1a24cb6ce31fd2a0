"""Whether a worker was seen lately: each says so every half minute, where every process of the house can read it."""

import logging
import time

from django.core.cache import cache
from django.db import close_old_connections

EVERY = 30.0
# A worker that has said nothing for so long is gone.
LATELY = 100.0
KEPT = 7 * 24 * 60 * 60
_KEY = "worker-seen"

logger = logging.getLogger(__name__)


def say_so() -> None:
    """Write down that a worker is here now."""
    cache.set(_KEY, time.time(), KEPT)


def seconds_since_a_worker() -> float | None:
    """How long ago a worker was last seen; nothing if there was none in the last days."""
    seen = cache.get(_KEY)
    return None if seen is None else max(0.0, time.time() - float(seen))


def is_worker_here() -> bool:
    """Whether one was seen lately."""
    since = seconds_since_a_worker()
    return since is not None and since <= LATELY


def say_so_on() -> None:
    """Say so, as long as the worker lives."""
    while True:
        try:
            close_old_connections()
            say_so()
        except Exception:
            logger.exception("The worker could not write down that it is here.")
        time.sleep(EVERY)
