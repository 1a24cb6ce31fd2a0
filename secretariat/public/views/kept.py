"""Public pages are kept as they were rendered, for as long as nothing changes.

A public page is a function of the edition of its conference, its address and its language. It is the same for
everybody: no cookie is read, no session opened, and whoever is signed in sees what a stranger sees.
"""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial, wraps
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Concatenate, NamedTuple, ParamSpec, TypeAlias

from cachetools import LRUCache
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, QueryDict
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from secretariat.public.queries import replicas, searching
from secretariat.public.queries.editions import STRANGER, Edition

P = ParamSpec("P")
Page: TypeAlias = Callable[Concatenate[HttpRequest, P], HttpResponse]

BUILT_FROM = frozenset({".css", ".html", ".js", ".json", ".mo", ".py", ".svg", ".typ"})
_PACKAGE = Path(__file__).resolve().parents[2]
_PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)
_TAKES_GZIP = re.compile(r"(?:^|[\s,])(?:gzip|\*)(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


class Address(NamedTuple):
    """What a visitor asks for."""

    path: str
    language: str
    query: str


@dataclass(frozen=True)
class Key:
    """All that a public page depends on, and nothing else."""

    edition: Edition | tuple[Edition, ...]
    address: Address

    @property
    def tags(self) -> tuple[str, str]:
        """The strong tags of the plain and of the packed page, the same in every process that runs this build."""
        name = sha256(f"{self!r} {_build()}".encode()).hexdigest()[:32]
        return f'"{name}"', f'"{name}-gzip"'


@dataclass(frozen=True)
class Kept:
    """A page, packed as nearly everybody takes it, with its tags, its kind, and its name as a file if it is one."""

    key: Key
    tags: tuple[str, str]
    packed: bytes
    content_type: str = "text/html; charset=utf-8"
    # Of a file that is to be kept and not shown, what it is called.
    disposition: str = ""


# Of each address the newest edition alone.
pages: LRUCache[Address, Kept] = LRUCache(maxsize=settings.PUBLIC_PAGES_KEPT)
# A kept page is moved to the front when it is read, so reading changes the cache too.
_lock = Lock()
# After a change many ask for the same page at once; one of them makes it and the others wait, instead of all making it.
_turns = tuple(Lock() for _ in range(64))


def public_page(*, numbers: tuple[str, ...] = ()) -> Callable[[Page[P]], Page[P]]:
    """Keep the pages of a view by edition, address and language, and by these page numbers of the query.

    The view is called with a stranger's request, whose query holds what is named here and nothing else: what a visitor
    adds to an address neither fills the cache nor gets into the page that the next visitor reads.
    """

    def decorate(view: Page[P]) -> Page[P]:
        @require_safe
        @wraps(view)
        def kept(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            # The edition is read before the page is: what is committed meanwhile makes the page newer than its name,
            # never older, and the next reader asks for the next edition.
            slug = str(kwargs["slug"]) if "slug" in kwargs else None
            key = _key(request, slug, numbers)
            page = _kept(key)
            if _has_it(request, key, page):
                return _not_modified(request, page.tags if page else key.tags)
            if page is not None:
                return _answer(request, page)
            with _turns[hash(key) % len(_turns)]:
                page = _kept(key)
                if page is None:
                    response = replicas.read(
                        partial(view, _of_a_stranger(request, key), *args, **kwargs), key.edition, slug
                    )
                    if response.status_code != 200 or response.cookies:
                        return response
                    page = _keep(key, response)
            return _answer(request, page)

        return kept

    return decorate


def forget() -> None:
    """Forget every kept page, where rows change without passing the door."""
    with _lock:
        pages.clear()
    searching.forget()


def _key(request: HttpRequest, slug: str | None, numbers: tuple[str, ...]) -> Key:
    edition = replicas.present(slug)
    if edition is None:
        raise Http404
    asked = {name: request.GET.get(name, "") for name in numbers} if request.META.get("QUERY_STRING") else {}
    # The first page has one address, the one without a number.
    query = "&".join(
        f"{name}={value}" for name, value in asked.items() if _PAGE_NUMBER.fullmatch(value) and value != "1"
    )
    return Key(edition, Address(request.path, get_language() or settings.LANGUAGE_CODE, query))


def _kept(key: Key) -> Kept | None:
    with _lock:
        page = pages.get(key.address)
    return page if page is not None and page.key == key else None


def _keep(key: Key, response: HttpResponse) -> Kept:
    # Packing invites guesses at secrets by length (BREACH); these pages hold none, and are the same for everybody.
    headers = response.headers
    disposition = headers.get("Content-Disposition", "")
    page = Kept(key, key.tags, gzip.compress(response.content, mtime=0), headers["Content-Type"], disposition)
    with _lock:
        if pages.maxsize:
            pages[key.address] = page
    return page


def _of_a_stranger(request: HttpRequest, key: Key) -> HttpRequest:
    request.user = STRANGER
    request.META["QUERY_STRING"] = key.address.query
    request.GET = QueryDict(key.address.query)
    return request


def _has_it(request: HttpRequest, key: Key, page: Kept | None) -> bool:
    given = request.META.get("HTTP_IF_NONE_MATCH")
    if not given:
        return False
    tags = page.tags if page else key.tags
    # A proxy that packs pages itself marks the tag as weak.
    return any(tag.removeprefix("W/") in tags for tag in parse_etags(given))


def _takes_gzip(request: HttpRequest) -> bool:
    return _TAKES_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "").lower()) is not None


def _not_modified(request: HttpRequest, tags: tuple[str, str]) -> HttpResponse:
    return _signed(HttpResponseNotModified(), tags[_takes_gzip(request)])


def _answer(request: HttpRequest, page: Kept) -> HttpResponse:
    if not _takes_gzip(request):
        return _signed(
            _named(HttpResponse(gzip.decompress(page.packed), content_type=page.content_type), page), page.tags[0]
        )
    response = _named(HttpResponse(page.packed, content_type=page.content_type), page)
    response.headers["Content-Encoding"] = "gzip"
    return _signed(response, page.tags[1])


def _named(response: HttpResponse, page: Kept) -> HttpResponse:
    """A file that is handed out says its name, and is never shown as a page of this house."""
    if page.disposition:
        response.headers["Content-Disposition"] = page.disposition
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _signed(response: HttpResponse, tag: str) -> HttpResponse:
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    response.headers["Vary"] = "Accept-Encoding"
    return response


@cache
def _build() -> str:
    """What the program is made of, so that a page of an older one is not taken for a page of this one."""
    made_of = sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in BUILT_FROM:
            made_of.update(path.read_bytes())
    return made_of.hexdigest()
