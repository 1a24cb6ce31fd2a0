"""The schedule of attempts: soon at first, then ever later, each message a little apart from the others."""

from datetime import timedelta
from hashlib import sha256

__all__ = ["MOST_ATTEMPTS", "wait_before"]

_WAITS = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
MOST_ATTEMPTS = len(_WAITS)
_SPREAD = 0.2


def wait_before(attempt: int, *, identifier: str = "") -> timedelta:
    """Return how long to wait after the attempt before this one; the first is attempt 1 and waits for nothing.

    The steps are those that Standard Webhooks recommends, a little more than three days in ten attempts; after
    ``MOST_ATTEMPTS`` each waits as long as the last. With an identifier, up to a fifth is added: the same for the same
    message and attempt, and spread evenly over messages, so that many that failed together do not come back together.
    Raises ``ValueError`` for an attempt below 1.
    """
    if attempt < 1:
        raise ValueError("attempts are counted from 1")
    wait = _WAITS[min(attempt, MOST_ATTEMPTS) - 1]
    if not identifier:
        return wait
    drawn = sha256(f"{identifier}.{attempt}".encode()).digest()
    return wait * (1 + _SPREAD * int.from_bytes(drawn[:4], "big") / 2**32)
