"""What the house writes to its log: lines for people or for machines, each with its request, and never a secret.

Where an address, a heading or a field of the request holds a secret, the line holds a mark in its place; so does every
line in which something looks like one, wherever it came from.
"""

import json
import logging
import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from uuid import uuid4

MARK = "·hidden·"
# The context of the whole line, and the part of it that is not to be told.
_LOOKS_SECRET = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Tokens of programs, and secrets of webhooks.
        r"()\b(?:sct_|whsec_)[\w+/=-]{8,}",
        # Calendars and screens at secret addresses, and links by which a password is set or an address confirmed.
        r"(/(?:calendar|screen)/)[\w-]{16,}",
        r"(/(?:key|confirm-email)/)[^/\s\"'<>]{6,}",
        r"(\b(?:proxy-)?authorization[\"']?\s*[:=]\s*[\"']?)[^\r\n\"']+",
        r"(\b(?:set-)?cookie[\"']?\s*[:=]\s*[\"']?)[^\r\n\"']+",
        r"(\b(?:session(?:id|_key)?|csrf\w*)[\"']?\s*[:=]\s*[\"']?)[\w-]{12,}",
        r"(\b\w{0,40}(?:password\d?|passphrase|secret|api_?key|token)[\"']?\s*[:=]\s*[\"']?)[^\s&\"',;)]+",
        r"(\b[a-z][a-z0-9+.-]{0,20}://[^\s/:@]*:)[^\s/@]+(?=@)",
        r"(\b(?:bearer|basic)\s+)[\w+/=.~-]{8,}",
    )
)
_NAMED_SECRET = re.compile(r"pass|secret|token|key|code|uidb36|otp", re.IGNORECASE)
# What is shorter would be found in half of all words.
_SHORTEST_OF_AN_ADDRESS, _SHORTEST_OF_A_FIELD = 12, 4
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_GOOD_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}", re.ASCII)


@dataclass(frozen=True)
class _Known:
    """By what a request or a task is known, and the request itself where there is one."""

    identifier: str
    request: Any = None


# Where a request keeps it, for what is said of it when all is over.
_IDENTIFIER = "secretariat.identifier"
_known: ContextVar[_Known | None] = ContextVar("known", default=None)


@contextmanager
def known_as(identifier: str, request: Any = None) -> Iterator[None]:
    """Put this identifier in every line that is written meanwhile, and nothing secret of the request in any."""
    if request is not None:
        request.META[_IDENTIFIER] = identifier
    token = _known.set(_Known(identifier, request))
    try:
        yield
    finally:
        _known.reset(token)


def identifier() -> str:
    """By what the request or task under way is known; empty where there is none."""
    known = _known.get()
    return known.identifier if known else ""


def new_identifier() -> str:
    """An identifier that nobody has had."""
    return uuid4().hex


def is_good_identifier(text: str) -> bool:
    """Whether a text from outside can be one: short, of letters and digits alone."""
    return _GOOD_IDENTIFIER.fullmatch(text) is not None


def without_secrets(text: str, request: Any = None) -> str:
    """The text with a mark in place of whatever is secret in this request or looks so anywhere."""
    for secret in _secrets_of(request) if request is not None else ():
        text = text.replace(secret, MARK)
    for pattern in _LOOKS_SECRET:
        text = pattern.sub(rf"\g<1>{MARK}", text)
    return text


class Plain(logging.Formatter):
    """A line that a person reads: when, how grave, who says it, of which request, and what."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s%(known)s %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - the library's
        """The moment in UTC."""
        del datefmt
        return _moment(record)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        """One line, whatever a stranger had put into it."""
        known = _known_to(record)
        record.known = f" [{known.identifier}]" if known.identifier else ""
        record.message = _escaped(record.message)
        return super().formatMessage(record)

    def format(self, record: logging.LogRecord) -> str:
        """The line, and beneath it what went wrong: each line of that bears a mark, so that none passes for another."""
        # Another formatter may have kept the traceback in its own way.
        record.exc_text = None
        return without_secrets(super().format(record), _brought(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the library's name
        """What went wrong."""
        return _beneath(super().formatException(ei))

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - the library's name
        """Where it was."""
        return _beneath(super().formatStack(stack_info))


class JsonLines(logging.Formatter):
    """A line that a machine reads: one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        known = _known_to(record)
        line: dict[str, Any] = {
            "at": _moment(record),
            "level": record.levelname,
            "logger": record.name,
            "message": without_secrets(record.getMessage(), _brought(record)),
        }
        if known.identifier:
            line["request_id"] = known.identifier
        line |= getattr(record, "told", {})
        if record.exc_info:
            line["error"] = without_secrets(self.formatException(record.exc_info), known.request)
        if record.stack_info:
            line["stack"] = without_secrets(record.stack_info, known.request)
        return json.dumps(line, ensure_ascii=False, default=str)


def described(*, as_json: bool, level: str, with_access: bool) -> dict[str, Any]:
    """How the house logs, as ``logging.config`` wants it told.

    No handler sends mail: what the framework would send to administrators holds the whole request.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"house": {"()": JsonLines if as_json else Plain}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "house"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level},
            "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
            # Who is told "no" or "not here" is no fault of the house.
            "django.request": {"level": "ERROR"},
            # Tasks that are done are many; those that failed are told with their reason.
            "django_tasks": {"level": "ERROR"},
            "django_tasks_db": {"level": "ERROR"},
            # Who signs in and who fails to is told however little else is.
            "secretariat.sign_in": {"handlers": ["console"], "level": "INFO", "propagate": False},
            # Whoever is turned away is told as well: it may be the first that is seen of an attack.
            "secretariat.refused": {"handlers": ["console"], "level": "INFO", "propagate": False},
            "secretariat.access": {
                "handlers": ["console"],
                "level": "INFO" if with_access else "CRITICAL",
                "propagate": False,
            },
        },
    }


def _known_to(record: logging.LogRecord) -> _Known:
    """What is under way; or the request that the line is about, which may be over by then."""
    known = _known.get()
    request: Any = getattr(record, "request", None)
    if known is not None or not hasattr(request, "META"):
        return known or _Known("")
    return _Known(request.META.get(_IDENTIFIER, ""), request)


def _brought(record: logging.LogRecord) -> Any:
    """The request whose secrets the line may hold: none where it tells in words of the house what can be looked for.

    Whoever may choose what is hidden there would hide that they signed in.
    """
    return None if hasattr(record, "told") and not record.exc_info else _known_to(record).request


def _escaped(text: str) -> str:
    return _CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


def _beneath(text: str) -> str:
    return "\n".join(f"  | {_escaped(line)}" for line in text.split("\n"))


def _moment(record: logging.LogRecord) -> str:
    at = datetime.fromtimestamp(record.created, UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


# ---- what is secret in a request ------------------------------------------------------------------------------------


def _secrets_of(request: Any) -> list[str]:
    """What this request brought that nobody else may read, the longest first."""
    found = {*_of_headings(request), *_of_the_address(request), *_of_the_form(request)}
    found |= {quote(each, safe="") for each in found} | {each.strip() for each in found}
    return sorted((each for each in found if len(each) >= _SHORTEST_OF_A_FIELD), key=len, reverse=True)


def _of_headings(request: Any) -> Iterator[str]:
    for heading in ("HTTP_AUTHORIZATION", "HTTP_PROXY_AUTHORIZATION"):
        kind, _space, told = request.META.get(heading, "").partition(" ")
        yield told
        if kind.lower() == "basic":
            yield from _unpacked(told)
    for value in (*request.COOKIES.values(), *(request.META.get("HTTP_X_CSRFTOKEN", ""),)):
        if len(value) >= _SHORTEST_OF_AN_ADDRESS:
            yield value


def _unpacked(told: str) -> Iterator[str]:
    try:
        yield b64decode(told, validate=True).decode().partition(":")[2]
    except (NotBase64, UnicodeDecodeError):
        return


def _of_the_address(request: Any) -> Iterator[str]:
    match = getattr(request, "resolver_match", None)
    for name, value in (match.kwargs if match else {}).items():
        if _NAMED_SECRET.search(name) and len(str(value)) >= _SHORTEST_OF_AN_ADDRESS:
            yield str(value)
    yield from _named_so(request.GET)


def _of_the_form(request: Any) -> Iterator[str]:
    # To read the form now would take it from whoever is to read it.
    if getattr(request, "_post", None) is not None:
        yield from _named_so(request._post)  # noqa: SLF001 - the framework gives no other way to look without reading


def _named_so(fields: Any) -> Iterator[str]:
    for name, values in fields.lists():
        if _NAMED_SECRET.search(name):
            yield from (each for each in values if isinstance(each, str))
