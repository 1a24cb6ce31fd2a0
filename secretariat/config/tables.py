"""Tables of the office as files: whatever a page shows in a table is had as CSV or XLSX, in the words of the page.

The page is asked as it is always asked, so that no file says more than its reader sees; a list of several pages is
read to its end.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from secretariat.archive.queries import as_sheet
from secretariat.audit.action import Refused
from secretariat.ui.spreadsheets import as_file

KINDS = frozenset({"csv", "xlsx"})
# A list that goes on beyond these pages, or for so long, is narrowed first; its file says so.
MOST_PAGES = 500
MOST_SECONDS = 20.0
# So many rows a page shows at once where it can, so that no list is put together a hundred times.
ROWS_AT_ONCE = 1000
# What is there to be done or to be opened is no part of what a cell says.
_NO_WORDS = ("script", "style", "form", "button", "select", "input", "svg", "details", "template")
_BREAKS = frozenset({"br", "div", "p", "li", "dt", "dd", "small", "ul", "ol"})
# Stands where a cell reaches that was told before; no text holds this character.
SPANNED = "\x00"
_SPACES = re.compile(r"\s+")


@dataclass
class Shown:
    """A table as a page shows it: its name, its heading, and its rows."""

    name: str
    heading: list[str]
    rows: list[list[str]] = field(default_factory=list)


class as_shown:  # noqa: N801 - named like the other middleware in the settings
    """Answers with the tables of a page where a file of them is asked for, and the page itself makes none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; what is asked for is seen once the page is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Sequence[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Read the tables of an office page, and hand them out."""
        kind, match = request.GET.get("format", ""), request.resolver_match
        if request.method != "GET" or kind not in KINDS or match is None or "office/" not in match.route:
            return None
        request.rows_at_once = ROWS_AT_ONCE  # type: ignore[attr-defined]
        began, number = monotonic(), 1
        try:
            first = view(request, *args, **kwargs)
            found, following = _read(first)
            if not found:
                return first
            while following and number < MOST_PAGES and monotonic() - began < MOST_SECONDS:
                request.GET = QueryDict(urlsplit(following).query)
                more, following = _read(view(request, *args, **kwargs))
                _append(found, more)
                number += 1
        except Refused:
            # The page itself says why.
            return None
        conference = getattr(request, "conference", None)
        name = "-".join(part for part in (getattr(conference, "slug", ""), str(match.url_name)) if part)
        rows = [*_lines(found), *([[_("The list goes on: narrow it, and save it again.")]] if following else [])]
        return as_file(as_sheet(rows, kind, title=found[0].name or name), kind, name=name.replace("_", "-"))


def tables_in(page: Any) -> list[Shown]:
    """The tables of a page that was parsed."""
    main = next(iter(page.iter("main")), page)
    return [_table(table, page) for table in main.iter("table") if table.find(".//th") is not None]


def _read(answer: HttpResponse) -> tuple[list[Shown], str]:
    """The tables of an answer that is a page, and the address of the page that follows."""
    if answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
        return [], ""
    from lxml import html  # noqa: PLC0415 - few pages are asked for this

    page = html.document_fromstring(answer.content, parser=html.HTMLParser(encoding="utf-8"))
    following = next((link.get("href", "") for link in page.iter("a") if link.get("rel") == "next"), "")
    return tables_in(page), following


def _append(found: list[Shown], more: Iterable[Shown]) -> None:
    """Put the rows of the next page under those that are there; what every page shows is there already."""
    for table in more:
        known = next((each for each in found if (each.name, each.heading) == (table.name, table.heading)), None)
        if known is None:
            found.append(table)
        elif known.rows[: len(table.rows)] != table.rows:
            known.rows += table.rows


def _lines(found: Sequence[Shown]) -> list[list[str]]:
    """All tables in one sheet; where there are several, each under its name."""
    lines: list[list[str]] = []
    for number, table in enumerate(found):
        lines += [[]] if number else []
        lines += [[table.name]] if table.name and len(found) > 1 else []
        lines += [table.heading, *table.rows]
    return lines


def _table(table: Any, page: Any) -> Shown:
    grid = _grid(table)
    width = max(map(len, grid), default=0)
    grid = [[*row, *[""] * (width - len(row))] for row in grid]
    # A column without a heading holds what can be chosen or done; only the first may name its rows.
    named = [row for row, each in zip(grid, table.iter("tr"), strict=True) if each.getparent().tag == "thead"]
    kept = [place for place in range(width) if place == 0 or any(row[place] for row in named or grid[:1])]
    kept = [place for place in kept if any(row[place] for row in grid)]
    rows = [["" if row[place] == SPANNED else row[place] for place in kept] for row in grid]
    return Shown(_name_of(table, page), rows[0] if rows else [], rows[1:])


def _grid(table: Any) -> list[list[str]]:
    """What each cell says; a cell that is several wide or high says it once, in its first place."""
    below: dict[int, int] = {}
    lines = []
    for row in table.iter("tr"):
        line: list[str] = []
        for cell in row.iterchildren("th", "td"):
            _leave_out(line, below)
            wide, high = (_times(cell.get(name)) for name in ("colspan", "rowspan"))
            for number in range(wide):
                if high > 1:
                    below[len(line)] = high - 1
                line.append(SPANNED if number else _said(cell))
        _leave_out(line, below)
        lines.append(line)
    return lines


def _leave_out(line: list[str], below: dict[int, int]) -> None:
    """Pass the places into which a cell of a line above reaches."""
    while below.get(len(line)):
        below[len(line)] -= 1
        line.append(SPANNED)


def _times(written: str | None) -> int:
    return min(int(written), 1000) if written and written.isdecimal() and int(written) else 1


def _said(cell: Any) -> str:
    """What a cell says to the eye; where that is nothing, what it says to the ear."""
    seen = _words(cell, hidden=False)
    return seen if seen or cell.tag == "th" else _words(cell, hidden=True)


def _words(element: Any, *, hidden: bool) -> str:
    parts: list[str] = []
    _collect(element, parts, hidden=hidden)
    return _SPACES.sub(" ", "".join(parts)).strip()


def _collect(element: Any, parts: list[str], *, hidden: bool) -> None:
    parts.append(element.text or "")
    for child in element:
        is_hidden = "visually-hidden" in (child.get("class") or "").split() and not hidden
        if isinstance(child.tag, str) and child.tag not in _NO_WORDS and not is_hidden:
            parts.append(" " if child.tag in _BREAKS else "")
            _collect(child, parts, hidden=hidden)
            parts.append(" " if child.tag in _BREAKS else "")
        parts.append(child.tail or "")


def _name_of(table: Any, page: Any) -> str:
    """What a table is called: by its caption, by the region that it stands in, or by the page."""
    caption = table.find("caption")
    if caption is not None:
        return _words(caption, hidden=True)
    for holder in (table, *table.iterancestors()):
        if holder.get("aria-label") and holder.tag != "body":
            return str(holder.get("aria-label"))
        named = page.get_element_by_id(holder.get("aria-labelledby") or "", None)
        if named is not None:
            return _words(named, hidden=False)
    title = next(iter(page.iter("h1")), None)
    return "" if title is None else _words(title, hidden=False)
