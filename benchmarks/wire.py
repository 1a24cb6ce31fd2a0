"""What a first visit to a page costs over the wire: the page and everything it names, as the server sends it."""

import re
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urljoin, urlsplit

from benchmarks.report import UnexpectedError

_TAG = re.compile(r"<(?:link|script|img|source|use|image|iframe)\b[^>]*>", re.IGNORECASE)
_REL = re.compile(r"\brel=[\"']?([^\"'>]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:src|href)=[\"']?([^\"'\s>]+)", re.IGNORECASE)
_IN_STYLE = re.compile(r"url\([\"']?([^\"')]+)|@import\s+[\"']([^\"']+)")
_IN_SCRIPT = re.compile(r"(?:from|import)\s*\(?\s*[\"'](\.{0,2}/[^\"']+)")
# Links that a browser fetches by itself; the others are read only if somebody follows them.
_FETCHED = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest", "mask-icon", "apple-touch-icon"})


def weigh(port: int, path: str) -> dict[str, int]:
    """Bytes of each thing fetched, head and body, packed as the server packs it."""
    weights: dict[str, int] = {}
    waiting = [path]
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    while waiting:
        place = waiting.pop(0)
        if place in weights:
            continue
        weights[place], plain = _fetch(connection, place)
        waiting += [urljoin(place, address) for address in _named(place, plain, is_page=place == path)]
    connection.close()
    return weights


def _fetch(connection: HTTPConnection, path: str) -> tuple[int, str]:
    """How many bytes came, and the text of it; it is fetched a second time unpacked, to read it."""
    sizes = []
    for accepted in ("gzip, br", "identity"):
        connection.request("GET", path, headers={"Accept-Encoding": accepted})
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise UnexpectedError(f"{path}: answered {response.status}")
        head = sum(len(name) + len(value) + 4 for name, value in response.getheaders())
        sizes.append(head + len(body))
    return sizes[0], body.decode("utf-8", errors="replace")


def _named(path: str, text: str, *, is_page: bool) -> Iterator[str]:
    if is_page:
        for tag in _TAG.findall(text):
            rel, address = _REL.search(tag), _ADDRESS.search(tag)
            if address and (not tag.lower().startswith("<link") or (rel and _FETCHED & set(rel[1].lower().split()))):
                yield from _of_this_server(address[1])
    elif urlsplit(path).path.endswith(".css"):
        for url, imported in _IN_STYLE.findall(text):
            yield from _of_this_server(url or imported)
    elif urlsplit(path).path.endswith((".js", ".mjs")):
        for address in _IN_SCRIPT.findall(text):
            yield from _of_this_server(address)


def _of_this_server(address: str) -> Iterator[str]:
    """An address without what only the browser reads; data: and # are no requests."""
    if not address.startswith(("data:", "#", "http:", "https:", "//")):
        yield address.partition("#")[0]
