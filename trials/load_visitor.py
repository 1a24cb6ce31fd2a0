"""What all visitors of opening day have in common: how they ask, and when an answer is an error.

Importing this module makes sockets wait together (gevent): it is for the driver's own process.
"""

from collections.abc import Iterator, Mapping
from itertools import count
from random import Random
from typing import Any, ClassVar

from locust.contrib.fasthttp import FastHttpUser, FastResponse

# What a page always has in it, in whatever language.
WHOLE = "</html>"


class Visitor(FastHttpUser):
    """Somebody with an address of their own, and chance of their own."""

    abstract = True
    network_timeout = connection_timeout = 60.0
    # How often each of the tasks is done where each is tried once.
    whole = 1
    known: ClassVar[dict[str, Any]] = {}
    seed: ClassVar[str] = ""
    numbers: ClassVar[Iterator[int]] = count()

    def on_start(self) -> None:
        """Come in."""
        self.number = next(Visitor.numbers)
        self.chance = Random(f"{self.seed} {self.number}")
        self.slug = self.known["slug"]
        self.has_address()

    def has_address(self) -> None:
        """Take an address; these are kept for trials of speed and belong to nobody (RFC 2544)."""
        at = self.chance.randrange(1, 2**17 - 1)
        self.address = f"198.{18 + (at >> 16)}.{(at >> 8) & 255}.{at & 255}"

    def ask(
        self,
        kind: str,
        path: str,
        *,
        expects: tuple[int, ...] = (200,),
        mark: str = WHOLE,
        body: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> FastResponse:
        """Ask for one thing; the answer counts as an error if it isn't as expected."""
        told = {"X-Forwarded-For": self.address, **(headers or {})}
        method = "GET" if body is None else "POST"
        with self.client.request(
            method, path, name=kind, data=body, headers=told, catch_response=True, allow_redirects=False
        ) as answer:
            told_back: FastResponse = answer
            if answer.status_code not in expects:
                answer.failure(f"{answer.status_code} instead of {' or '.join(map(str, expects))}")
            elif answer.status_code in {200, 201} and mark not in (answer.text or ""):
                answer.failure(f"{answer.status_code}, but without {mark[:40]!r}")
            return told_back


def tag_of(answer: FastResponse) -> str:
    """By what name the server knows what it answered."""
    return str(answer.headers.get("ETag") or "") if answer.headers else ""
