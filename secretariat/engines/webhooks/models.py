"""Where a message goes, what came of it, and why a target is refused."""

from dataclasses import dataclass
from datetime import timedelta

__all__ = ["HTTPS_PORTS", "HTTP_PORTS", "LONGEST_URL", "Outcome", "Refused", "Target"]

HTTPS_PORTS = frozenset((443, 8443))
HTTP_PORTS = frozenset((80, 8080))
LONGEST_URL = 2_000


@dataclass(frozen=True)
class Target:
    """A target that was vetted, and the addresses its host had then.

    ``host`` is in ASCII, an IPv6 address without brackets; ``path`` holds the query too. To these ``addresses`` alone a
    message goes, the first before the others.
    """

    url: str
    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What came of one attempt.

    ``status`` is 0 where there was no answer, ``seconds`` how long it took, ``answer_start`` the first characters of
    the answer's text without control characters. ``retry_after`` is for how long the other side asks to be left alone,
    a day at most.

    Reasons: "" (a success), "redirect" (3xx, never followed), "gone" (410: it wants no more), "busy" (429, 502, 503,
    504), "status" (any other), "unreachable", "no tls", "certificate", "too slow", "closed" (it ended before an answer
    was there), "not http".
    """

    status: int
    seconds: float
    is_success: bool
    reason: str
    answer_start: str = ""
    retry_after: timedelta | None = None


class Refused(Exception):  # noqa: N818 - it says what the target is
    """A target to which nothing is sent.

    Codes: "too long", "malformed", "scheme", "user info", "fragment", "port", "host" (no name that the Internet has),
    "number host" (a number that some would read as an address: ``127.1``, ``0x7f000001``), "zone", "unresolved" (no
    address, or none in time), "address" (one of its addresses is not a public one).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
