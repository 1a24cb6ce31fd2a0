"""The symbol that a new paper would carry: the next of its series, or the next revision of another."""

import re
from collections.abc import Iterable

from secretariat.conference.models import Conference
from secretariat.documents.models import Document, DocumentKind
from secretariat.documents.queries.papers import symbol_key

# Where a conference has no paper of a kind yet, the series that the United Nations use for it.
FIRST: dict[str, str] = {
    DocumentKind.DRAFT_OUTCOME: "A/CONF.1/L.1",
    DocumentKind.INFORMATION: "A/CONF.1/INF/1",
    DocumentKind.PARTICIPANTS: "A/CONF.1/INF/1",
}
OTHERWISE = "A/CONF.1/1"
_NUMBERED = re.compile(r"(?P<stem>.*?)(?P<number>[0-9]{1,6})")
_REVISED = re.compile(r"(?P<base>.*?)(?:/Rev\.(?P<number>[0-9]{1,4}))?", re.IGNORECASE)


def next_symbol(conference: Conference, *, kind: str = "", revises: Document | None = None) -> str:
    """The symbol that is free and next: of the revised paper's, of the kind's series, or of the latest paper's.

    All symbols of the conference count, also those of papers that the person who registers one does not see.
    """
    kept = list(
        Document.objects.filter(conference=conference).exclude(symbol="").order_by("pk").values_list("symbol", "kind")
    )
    symbols = [symbol for symbol, _kind in kept]
    if revises is not None and revises.symbol:
        return _next_revision(revises.symbol, symbols)
    last = next((symbol for symbol, of in reversed(kept) if not kind or of == kind), "")
    if last:
        return _next_of(_without_revision(last), symbols)
    first = FIRST.get(kind, OTHERWISE)
    return first if first not in symbols else _next_of(first, symbols)


def next_symbols(conference: Conference) -> list[str]:
    """The next symbol of each series that the conference uses, in order."""
    symbols = list(Document.objects.filter(conference=conference).exclude(symbol="").values_list("symbol", flat=True))
    found = {_next_of(_without_revision(symbol), symbols) for symbol in symbols}
    return sorted(found - set(symbols), key=symbol_key)


def _next_revision(symbol: str, symbols: Iterable[str]) -> str:
    base = _without_revision(symbol)
    numbers = [0]
    for each in symbols:
        match = _REVISED.fullmatch(each)
        if match and match["base"].casefold() == base.casefold() and match["number"]:
            numbers.append(int(match["number"]))
    return f"{base}/Rev.{max(numbers) + 1}"


def _next_of(symbol: str, symbols: Iterable[str]) -> str:
    wanted = _NUMBERED.fullmatch(symbol)
    if wanted is None:
        return f"{symbol}/2"
    numbers = [int(wanted["number"])]
    for each in symbols:
        match = _NUMBERED.fullmatch(_without_revision(each))
        if match and match["stem"].casefold() == wanted["stem"].casefold():
            numbers.append(int(match["number"]))
    return f"{wanted['stem']}{max(numbers) + 1}"


def _without_revision(symbol: str) -> str:
    match = _REVISED.fullmatch(symbol)
    return match["base"] if match else symbol
