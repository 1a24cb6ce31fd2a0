"""Delivering a message to a vetted target, the whole within seconds, whatever the other side does.

HTTP/1.1 is written and read here, on the socket: libraries bound each single step, so that a peer who sends a byte now
and then holds them for as long as it likes; they also ask again where the host is, and may follow where they are sent.
"""

import re
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from ipaddress import ip_address

from secretariat.engines.webhooks.answering import Head, NotHttp, head_in, is_whole, reason_for, text_of
from secretariat.engines.webhooks.models import Outcome, Target

__all__ = ["MOST_ANSWER", "deliver"]

MOST_ANSWER = 16 * 1024
MOST_INTERIM = 8

_DEFAULT_PORTS = {"https": 443, "http": 80}
_SWITCHING = 101
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile("[\t\x20-\x7e]*")
_HOST = re.compile(r"[0-9a-z.:-]+")
_PATH = re.compile(r"/[\x21-\x7e]*")
_OURS = frozenset(
    ("host", "content-length", "transfer-encoding", "connection", "accept-encoding", "expect", "upgrade", "trailer")
)


def deliver(
    target: Target,
    *,
    headers: Mapping[str, str],
    body: bytes,
    seconds: float = 5.0,
    context: ssl.SSLContext | None = None,
) -> Outcome:
    """Post a body to a target and return what came of it.

    It goes to the target's addresses, the next where one cannot be reached, and nowhere else: no name is looked up, no
    redirect followed, no proxy asked. TLS is spoken with the host's name, and its certificate must be good for it;
    ``context`` is for a house with certificates of its own. All of it ends within ``seconds``, and at most 16 kB of the
    answer are read. A status that came whole counts, also where the text behind it never ends.

    Raises ``ValueError`` for headers that cannot be sent or that are written here (Host, Content-Length and their
    kind), and nothing for what the other side does.
    """
    request = _request(target, headers, body)
    for address in target.addresses:
        ip_address(address)
    clock = _Clock(time.monotonic(), seconds)
    try:
        with _connected(target, clock, context) as line:
            peer = _Peer(line, clock)
            peer.send(request)
            head = peer.head()
            text = peer.text(head)
    except _Failed as failed:
        return Outcome(0, clock.spent(), is_success=False, reason=failed.reason)
    reason = reason_for(head.status)
    return Outcome(head.status, clock.spent(), not reason, reason, text_of(head, text), head.retry_after)


class _Failed(Exception):  # noqa: N818 - it says what happened
    """There is no answer, for a reason of ``Outcome``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class _Clock:
    begun: float
    seconds: float

    def spent(self) -> float:
        return time.monotonic() - self.begun

    def left(self) -> float:
        left = self.seconds - self.spent()
        if left <= 0:
            raise TimeoutError
        return left


@dataclass
class _Peer:
    """The other side: what is sent to it, and what has come from it."""

    line: socket.socket
    clock: _Clock
    taken: bytearray = field(default_factory=bytearray)
    count: int = 0

    def send(self, request: bytes) -> None:
        rest = memoryview(request)
        try:
            while rest:
                self.line.settimeout(self.clock.left())
                rest = rest[self.line.send(rest) :]
        except TimeoutError:
            raise _Failed("too slow") from None
        except OSError:
            # One who has read enough may answer before it hangs up, so the answer is looked for all the same.
            return

    def head(self) -> Head:
        """Read until the head of the answer is there, past those that only say that an answer will come."""
        for _ in range(MOST_INTERIM + 1):
            head = self._next_head()
            if head.status >= 200 or head.status == _SWITCHING:
                return head
            del self.taken[: head.end]
        raise _Failed("not http")

    def text(self, head: Head) -> bytes:
        """Read the text behind a head, as much of it as comes in time and within the bound."""
        del self.taken[: head.end]
        try:
            while not is_whole(head, self.taken) and self._more():
                pass
        except OSError:
            # The status is known, and a text that breaks off takes nothing from it.
            pass
        return bytes(self.taken)

    def _next_head(self) -> Head:
        try:
            while not (head := head_in(bytes(self.taken))):
                if not self._more():
                    raise _Failed("not http" if self.count == MOST_ANSWER else "closed")
        except NotHttp:
            raise _Failed("not http") from None
        except TimeoutError:
            raise _Failed("too slow") from None
        except OSError:
            raise _Failed("closed") from None
        return head

    def _more(self) -> bool:
        """Take what has come; nothing where the other side has ended or the bound is reached."""
        if self.count == MOST_ANSWER:
            return False
        self.line.settimeout(self.clock.left())
        came = self.line.recv(MOST_ANSWER - self.count)
        self.count += len(came)
        self.taken += came
        return bool(came)


def _request(target: Target, headers: Mapping[str, str], body: bytes) -> bytes:
    is_known = target.scheme in _DEFAULT_PORTS and _HOST.fullmatch(target.host) and _PATH.fullmatch(target.path)
    if not is_known:
        raise ValueError("a target as it is vetted")
    host = f"[{target.host}]" if ":" in target.host else target.host
    if target.port != _DEFAULT_PORTS[target.scheme]:
        host += f":{target.port}"
    lines = [f"POST {target.path} HTTP/1.1", f"Host: {host}"]
    for name, said in headers.items():
        if not _TOKEN.fullmatch(name) or not _VALUE.fullmatch(said) or name.lower() in _OURS:
            raise ValueError(f"a header that cannot be sent: {name!r:.60}")
        lines.append(f"{name}: {said}")
    lines += [f"Content-Length: {len(body)}", "Accept-Encoding: identity", "Connection: close", "", ""]
    return "\r\n".join(lines).encode("ascii") + body


def _connected(target: Target, clock: _Clock, context: ssl.SSLContext | None) -> socket.socket:
    line = _reached(target, clock)
    if target.scheme != "https":
        return line
    try:
        line.settimeout(clock.left())
        # The handshake as a whole ends within this time, not each step of it.
        return (context or _trusting()).wrap_socket(line, server_hostname=target.host)
    except TimeoutError:
        line.close()
        raise _Failed("too slow") from None
    except ssl.SSLCertVerificationError:
        line.close()
        raise _Failed("certificate") from None
    except (OSError, ValueError):
        line.close()
        raise _Failed("no tls") from None


def _reached(target: Target, clock: _Clock) -> socket.socket:
    """A connection to the first of the addresses that takes one; each gets its share of the time."""
    reason = "unreachable"
    for index, address in enumerate(target.addresses):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        try:
            line = socket.socket(family, socket.SOCK_STREAM)
        except OSError:
            continue
        try:
            line.settimeout(clock.left() / (len(target.addresses) - index))
            line.connect((address, target.port))
        except OSError as error:
            line.close()
            reason = "too slow" if isinstance(error, TimeoutError) else "unreachable"
            continue
        return line
    raise _Failed(reason)


@cache
def _trusting() -> ssl.SSLContext:
    """Trust what the system trusts, and speak no TLS below 1.2."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    return context
