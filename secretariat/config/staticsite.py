"""The public site of a conference as files that open from a disk: every page in every language, no server, no script.

Pages are asked for as a stranger asks for them, so that no file says more than the site does. Links lead from file to
file; what needs a server (the search, forms) leads to the site itself.
"""

import re
from collections import deque
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urldefrag, urljoin, urlsplit
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponseBase
from django.urls import Resolver404, resolve, reverse
from django.utils.text import slugify
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import override

from secretariat.conference.models import Conference
from secretariat.ui.templatetags.ui import direction_of, moment, own_name

# Pages that a copy cannot have: each of them asks a server.
WITH_A_SERVER = frozenset({"search", "reply", "report_reply", "media_accreditation"})
MOST_FILES = 200_000
_ATTRIBUTES = (("a", "href"), ("link", "href"), ("img", "src"), ("source", "srcset"), ("img", "srcset"))
_KEPT_LINKS = frozenset({"stylesheet", "icon", "alternate", "canonical", "license"})
_IN_STYLES = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")
_PLAIN_NAME = re.compile(r"[^A-Za-z0-9._~-]")


@dataclass
class Copied:
    """What was written, and the addresses that answered with nothing that could be kept."""

    pages: int = 0
    files: int = 0
    failed: list[str] = field(default_factory=list)


def write_site(conference: Conference, folder: Path, *, address: str) -> Copied:
    """Write the site into a folder that is empty or not there yet; ``address`` is where the site itself is.

    Raises OSError where the folder cannot be written, and ValueError where it holds something already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise ValueError(str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    copy = _Copy(conference, folder, address.rstrip("/"))
    copy.fetch_all()
    copy.rewrite_all()
    copy.write_index()
    return copy.copied


def write_packed_site(conference: Conference, file: Path, *, address: str) -> Copied:
    """Write the site into one ZIP that is not there yet; unpacked, it opens from a disk as the folder does.

    Raises OSError where the file cannot be written, FileExistsError where it is there already.
    """
    with TemporaryDirectory(prefix="secretariat-site-") as there:
        folder = Path(there) / conference.slug
        copied = write_site(conference, folder, address=address)
        if copied.pages:
            _pack(folder, file)
    return copied


def _pack(folder: Path, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as out, ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for each in sorted(path for path in folder.rglob("*") if path.is_file()):
            # Everything lies in one folder, so that whoever unpacks it finds it together.
            packed.write(each, str(PurePosixPath(folder.name, *each.relative_to(folder).parts)))


class _Copy:
    """A copy under way: what was fetched lies in the folder already, and its links are put right at the end."""

    def __init__(self, conference: Conference, folder: Path, address: str) -> None:
        self.conference, self.folder, self.address = conference, folder, address
        self.languages = [code for code, _name in settings.LANGUAGES]
        self.handler = WSGIHandler()
        self.copied = Copied()
        # Where each address lies in the folder.
        self.places: dict[str, PurePosixPath] = {}
        self.pages: dict[str, PurePosixPath] = {}

    def fetch_all(self) -> None:
        """Ask for the first page in each language, and for all that any page names."""
        waiting = deque(self._first_page(code) for code in self.languages)
        known = set(waiting)
        while waiting and len(self.places) < MOST_FILES:
            address = waiting.popleft()
            for named in self._fetch(address):
                if named not in known and self._is_kept(named):
                    known.add(named)
                    waiting.append(named)

    def rewrite_all(self) -> None:
        """Lead every link to a file, or to the site itself."""
        for address, place in self.pages.items():
            file = self.folder / place
            file.write_text(self._rewritten(address, place, file.read_bytes()), encoding="utf-8", newline="\n")

    def write_index(self) -> None:
        """The page with which one begins: the languages."""
        lines = []
        for code in self.languages:
            place = self.places.get(self._first_page(code))
            if place is not None:
                attributes = f'lang="{code}" dir="{direction_of(code)}" href="{quote(str(place))}"'
                lines.append(f"<li><a {attributes}>{own_name(code)}</a></li>")
        page = (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{self.conference.slug}</title></head>\n<body><ul>\n{chr(10).join(lines)}\n</ul></body></html>\n"
        )
        (self.folder / "index.html").write_text(page, encoding="utf-8", newline="\n")

    def _first_page(self, code: str) -> str:
        with override(code):
            return reverse("public:conference", args=[self.conference.slug])

    def _is_kept(self, address: str) -> bool:
        path = urlsplit(address).path
        if path.startswith(settings.STATIC_URL):
            return True
        try:
            match = resolve(path)
        except Resolver404:
            return False
        is_public = match.namespace == "public" and match.kwargs.get("slug") == self.conference.slug
        return is_public and match.url_name not in WITH_A_SERVER

    def _fetch(self, address: str) -> list[str]:
        """Ask for one address and keep the answer; the addresses that it names."""
        path, query = urlsplit(address).path, urlsplit(address).query
        content, kind, name = self._answer(path, query)
        if content is None:
            self.copied.failed.append(address)
            return []
        is_page = kind == "text/html"
        place = _place_of(path, query, is_page=is_page, name=name)
        target = self.folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        self.places[address] = place
        if is_page:
            self.pages[address] = place
            self.copied.pages += 1
            return [each for each, _element, _name in _links(_parsed(content), address)]
        self.copied.files += 1
        if kind == "text/css":
            return [
                urljoin(path, each) for each in _IN_STYLES.findall(content.decode()) if not each.startswith("data:")
            ]
        return []

    def _answer(self, path: str, query: str) -> tuple[bytes | None, str, str]:
        response = self.handler.get_response(_request(path, query, self.address))
        if response.status_code != 200:
            found = (
                finders.find(unquote(path.removeprefix(settings.STATIC_URL))) if path.startswith("/static/") else None
            )
            kind = "text/css" if path.endswith(".css") else ""
            return (Path(str(found)).read_bytes(), kind, "") if found else (None, "", "")
        return _content(response), response.headers.get("Content-Type", "").partition(";")[0], _name_in(response)

    def _rewritten(self, address: str, place: PurePosixPath, content: bytes) -> str:
        from lxml import html  # noqa: PLC0415 - no other page of the house needs it

        page = _parsed(content)
        for element in [*page.iter("script", "form")]:
            if element.get("type") != "application/ld+json":
                element.drop_tree()
        for element in [*page.iter("link")]:
            if not _KEPT_LINKS.intersection((element.get("rel") or "").split()):
                element.drop_tree()
        for target, element, name in _links(page, address):
            element.set(name, self._leads_to(target, element.get(name), place))
        code = page.get("lang") or "en"
        foot = page.find(".//footer")
        if foot is not None:
            foot.append(self._told(code, address))
        return str(html.tostring(page, doctype="<!DOCTYPE html>", encoding="unicode", method="html")) + "\n"

    def _leads_to(self, target: str, written: str, place: PurePosixPath) -> str:
        there = self.places.get(target)
        fragment = urldefrag(written).fragment
        mark = f"#{fragment}" if fragment else ""
        if there is None:
            return f"{self.address}{target}{mark}"
        up = "../" * (len(place.parts) - 1)
        return f"{up}{quote(str(there))}{mark}" if there != place or not mark else mark

    def _told(self, code: str, address: str) -> Any:
        """The line at the foot that says that this is a copy, of when, and of what."""
        from lxml.html import builder  # noqa: PLC0415

        with override(code):
            said = _("A copy of %(moment)s. The site itself:") % {"moment": moment(now())}
        link = builder.A(f"{self.address}{address}", href=f"{self.address}{address}")
        return builder.P(f"{said} ", link)


def _request(path: str, query: str, address: str) -> WSGIRequest:
    """A request as a stranger sends it."""
    site = urlsplit(address)
    port = site.port or (443 if site.scheme == "https" else 80)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote(path).encode().decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": site.hostname or "localhost",
            "SERVER_PORT": str(port),
            "HTTP_HOST": site.netloc or "localhost",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": site.scheme or "http",
            "wsgi.input": BytesIO(),
        }
    )


def _content(response: HttpResponseBase) -> bytes:
    streamed: Any = getattr(response, "streaming_content", None)
    if streamed is None:
        return bytes(getattr(response, "content", b""))
    content = b"".join(streamed)
    file: Any = getattr(response, "file_to_stream", None)
    if file is not None:
        file.close()
    return content


def _name_in(response: HttpResponseBase) -> str:
    found = re.search(r'filename="?([^";]+)', response.headers.get("Content-Disposition", ""))
    return found[1] if found else ""


def _place_of(path: str, query: str, *, is_page: bool, name: str) -> PurePosixPath:
    """Where an address lies in the folder; no name leads out of it, and none is one that a disk refuses."""
    parts = [_plain(unquote(part)) for part in path.split("/") if part not in {"", ".", ".."}]
    if is_page:
        asked = slugify("-".join(word for pair in parse_qsl(query) for word in pair))[:80]
        return PurePosixPath(*parts, f"index.{asked}.html" if asked else "index.html")
    if path.endswith("/"):
        parts.append(_plain(name) or "file")
    return PurePosixPath(*parts)


def _plain(name: str) -> str:
    return _PLAIN_NAME.sub("-", name).strip(".")[:120]


def _parsed(content: bytes) -> Any:
    from lxml import html  # noqa: PLC0415

    return html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))


def _links(page: Any, address: str) -> list[tuple[str, Any, str]]:
    """The addresses of this site that a page names, each with the element and the attribute that names it."""
    found = []
    for tag, name in _ATTRIBUTES:
        for element in page.iter(tag):
            written = element.get(name)
            if not written or (tag == "link" and element.get("rel") == "canonical"):
                continue
            target = urldefrag(urljoin(address, written.split(" ")[0])).url
            if target.startswith("/") and not target.startswith("//"):
                found.append((target, element, name))
            elif target.startswith(f"{settings.BASE_URL}/"):
                found.append((target.removeprefix(settings.BASE_URL), element, name))
    return found
