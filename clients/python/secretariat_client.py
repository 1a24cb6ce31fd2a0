"""A client of the secretariat's API: one file, Python 3.11 or later, nothing but the standard library.

    from secretariat_client import Client

    client = Client("https://conference.example.org", "damascus-2020", "sct_…")
    for row in client.rows("delegations/delegates", party="LB"):
        print(row["name"], row["state"])
    client.do("delegations/delegates/17/hold", {"reason": "A letter is missing."})

What can be read and done stands at ``/en/api/`` of the installation, and for machines at ``/api/v1/openapi.json``.

Whatever is refused raises ``Problem`` with the sentence that says why. Where the other side has too much to do (429,
503), or the line breaks, the same is asked again by itself: what is read always, a deed only with its key, so that it
is done once however often it is asked for. A key is made for each deed; give your own where the deed must be done once
although this program is started again.
"""

import csv
import io
import json
import random
import re
import time
import uuid
from collections.abc import Iterator, Mapping
from http.client import HTTPException
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

__all__ = ["Client", "LineBroken", "Outcome", "Problem"]

_AGAIN = frozenset({429, 502, 503, 504})
_LONGEST_WAIT = 120.0
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


class Problem(Exception):  # noqa: N818 - it says what is the matter
    """A request that was refused: the status, a sentence for a person, and the place of each fault."""

    def __init__(self, status: int, told: Mapping[str, Any]) -> None:
        self.status = status
        self.title = str(told.get("title", ""))
        self.detail = str(told.get("detail") or self.title or f"The answer was {status}.")
        # Each with its ``detail``, and with ``pointer`` (in the body) or ``parameter`` (in the address or a header).
        self.errors: list[dict[str, str]] = list(told.get("errors", ()))
        super().__init__(f"{status}: {self.detail}")


class LineBroken(Exception):  # noqa: N818 - it says what is the matter
    """No whole answer came, however often it was asked. A deed may have been done: ask again with the same key."""

    def __init__(self, cause: object, key: str = "") -> None:
        self.key = key
        super().__init__(f"No answer came: {cause}")


class Outcome(NamedTuple):
    """What a deed did: the row it was done on, the row it made, counts, and what it left out and why."""

    verb: str
    thing: dict[str, Any]
    made: dict[str, Any] | None
    counts: dict[str, int]
    skipped: list[dict[str, str]]
    # Whether it was done before, under the same key.
    was_done_before: bool


class _Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


class Client:
    """One conference, as the person sees it who opened the token.

    ``tries`` says how often something is asked at most, ``timeout`` how many seconds an answer may take. It holds
    nothing open and may be used by many threads.
    """

    def __init__(self, address: str, conference: str, token: str, *, timeout: float = 30.0, tries: int = 5) -> None:
        parts = urlsplit(address)
        if parts.scheme not in {"https", "http"} or not parts.netloc:
            raise ValueError("The address begins with https:// and names a host.")
        self._host = f"{parts.scheme}://{parts.netloc}"
        self._start = f"{self._host}{parts.path.rstrip('/')}/api/v1/{quote(conference, safe='')}/"
        self._token = token
        self._timeout = timeout
        self._tries = max(1, tries)
        # A token is handed to nobody else: no answer leads elsewhere.
        self._opener: OpenerDirector = build_opener(_Nowhere)

    def rows(self, path: str, **filters: Any) -> Iterator[dict[str, Any]]:
        """Every row of a list, page by page; ``fields`` and ``languages`` may be lists."""
        following: str | None = self._address(path, filters)
        while following:
            told = json.loads(self._asked("GET", following).body)
            yield from told["data"]
            following = urljoin(self._host, told["next"]) if told["next"] else None

    def row(self, path: str, number: int | None = None, **narrowed: Any) -> dict[str, Any]:
        """One row, by its address or by the path of its list and its number."""
        return self.tagged(path, number, **narrowed)[0]

    def tagged(self, path: str, number: int | None = None, **narrowed: Any) -> tuple[dict[str, Any], str]:
        """One row with its tag, which ``do`` takes as ``if_match``: then nothing is done to a row that has changed."""
        whole = path if number is None else f"{path}/{number}"
        answer = self._asked("GET", self._address(whole, narrowed))
        row: dict[str, Any] = json.loads(answer.body)["data"]
        return row, answer.headers.get("ETag", "")

    def table(self, path: str, **filters: Any) -> list[dict[str, str]]:
        """A whole list as its table in CSV has it: every value is text, as it was written.

        In the file itself an apostrophe stands before what a spreadsheet would take for a formula; here it does not.
        """
        rows: list[dict[str, str]] = []
        following: str | None = self._address(f"{path}.csv", filters)
        while following:
            answer = self._asked("GET", following)
            table = csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"), newline=""))
            rows += ({name: _as_written(value) for name, value in row.items()} for row in table)
            # A very long list goes on in another table.
            link = answer.headers.get("Link", "").partition(">")[0].removeprefix("<")
            following = self._address(link, {}) if link else None
        return rows

    def do(
        self, deed: str, body: Mapping[str, Any] | None = None, *, key: str | None = None, if_match: str = ""
    ) -> Outcome:
        """Do a deed, once: ``delegations/delegates/17/hold``, or a verb of the whole conference.

        A verb of the whole conference may be written as the record writes it, as ``delegations.accredit_many``.
        """
        path = deed if "/" in deed else deed.replace(".", "/", 1)
        headers = {"Idempotency-Key": key or str(uuid.uuid4()), "Content-Type": "application/json"}
        if if_match:
            headers["If-Match"] = if_match
        sent = json.dumps(body, ensure_ascii=False, allow_nan=False).encode() if body else b""
        answer = self._asked("POST", self._address(path, {}), sent, headers)
        told = json.loads(answer.body)
        was_done = answer.headers.get("Idempotent-Replayed") == "true"
        return Outcome(told["verb"], told["thing"], told["made"], told["counts"], told["skipped"], was_done)

    # ---- asking ----

    def _address(self, path: str, query: Mapping[str, Any]) -> str:
        if path.startswith(("http://", "https://", "/")):
            # As an answer names it: on this host alone.
            whole = urljoin(self._host, path)
            if not whole.startswith(self._start):
                raise ValueError("This address is not one of the conference.")
        else:
            whole = self._start + quote(path.strip("/"), safe="/.")
        said = urlencode({name: _as_said(value) for name, value in query.items() if value is not None})
        return f"{whole}?{said}" if said else whole

    def _asked(
        self, method: str, address: str, sent: bytes | None = None, more: Mapping[str, str] | None = None
    ) -> _Answer:
        """Ask, and ask again where that is safe; raises ``Problem`` or ``LineBroken``."""
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/json, text/csv", **(more or {})}
        cause: object = None
        for number in range(1, self._tries + 1):
            wait = _between(number)
            try:
                return self._once(Request(address, data=sent, headers=headers, method=method))  # noqa: S310 - http(s)
            except HTTPError as error:
                problem = _problem_in(error)
                if error.code not in _AGAIN or number == self._tries:
                    raise problem from None
                wait = _told_to_wait(error.headers.get("Retry-After", "")) or wait
            except (URLError, HTTPException, OSError) as error:
                cause = error
            if number < self._tries:
                time.sleep(wait)
        raise LineBroken(cause, headers.get("Idempotency-Key", ""))

    def _once(self, request: Request) -> _Answer:
        with self._opener.open(request, timeout=self._timeout) as answer:
            return _Answer(answer.status, answer.headers, answer.read())


class _Nowhere(HTTPRedirectHandler):
    """Follows no answer to another address."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        """Leave the answer as it is: it is told as a problem."""
        return


def _problem_in(error: HTTPError) -> Problem:
    try:
        told = json.loads(error.read())
    except (ValueError, OSError, HTTPException):
        told = {}
    return Problem(error.code, told if isinstance(told, dict) else {})


def _as_said(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple | set | frozenset):
        return ",".join(str(each) for each in value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _as_written(cell: str) -> str:
    """A cell without the apostrophe that was put before it; a number that is below nought has none."""
    text = cell.lstrip("'")
    begins = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return cell[1:] if begins and not _NUMBER.fullmatch(text) and text != cell else cell


def _told_to_wait(said: str) -> float:
    return min(float(said), _LONGEST_WAIT) if said.isascii() and said.isdigit() else 0.0


def _between(number: int) -> float:
    """Longer each time, and never for all programs at the same moment."""
    return float(min(2.0**number, 30.0) * random.uniform(0.25, 0.5))  # noqa: S311 - no secret
