"""A page of HTML as text: what a reader sees of it, without menus, forms and feet.

trafilatura finds the report and its head matter. What it leaves out although it reads like sentences of the report is
put back in its place, and what it keeps although it is furniture is taken out by the rules for lines.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as parser
from trafilatura import bare_extraction

from secretariat.engines.reading import furniture, text
from secretariat.engines.reading.languages import listed
from secretariat.engines.reading.models import Line, Opened, Title, Unopenable

__all__ = ["from_html"]

_BLOCKS = listed("pages", "blocks")
_UNSEEN = listed("pages", "unseen")
_AROUND = listed("pages", "around")
_HINTS = re.compile(
    r"\b(?:nav|menu|breadcrumb|footer|sidebar|related|share|social|comment|respond|cookie|consent|newsletter|subscribe|"
    r"tags?|widget|advert|promo|popup|banner|more-news|read-?also|most-?read)",
    re.IGNORECASE,
)
_PUBLISHED = listed("pages", "published")
_SHORT = 8
_ENDS = (".", "!", "?", "…", "”", '"', "»", "؟", ":")


def from_html(words: str, notes: tuple[str, ...] = ()) -> Opened:
    """Return the report of a page as an opened report; scripts are dropped unread and no address is followed."""
    tree = _tree(words)
    report = {**_report(tree), **_declared(tree)}
    blocks = [(line, is_around) for line, is_around in _blocks(tree) if line]
    within = {text.fold(line) for line in report["lines"]}
    lines, removed = _chosen(blocks, within | ({text.fold(report["title"])} if report["title"] else set()))
    kept, others, found = furniture.sort_lines(lines, title=report["title"])
    head = Title(
        title=report["title"] or found.title,
        byline=report["byline"] or found.byline,
        publisher=report["publisher"] or found.publisher,
        published=report["published"] or found.published,
        url=report["url"],
    )
    return Opened(text="\n".join(kept), head=head, kind="html", furniture=(*removed, *others), notes=notes)


def _tree(words: str) -> Any:
    # A declared encoding in a text that is already decoded makes lxml refuse it.
    plain = re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", text.visible(words))
    try:
        return parser.document_fromstring(plain, parser=parser.HTMLParser(no_network=True, remove_comments=True))
    except (etree.ParserError, ValueError, AssertionError) as error:
        raise Unopenable("no_text") from error


def _report(tree: Any) -> dict[str, Any]:
    """Return what trafilatura takes for the report: its lines and its head matter."""
    nothing: dict[str, Any] = {"lines": [], "title": "", "byline": "", "publisher": "", "published": "", "url": ""}
    try:
        found = bare_extraction(
            etree.tostring(tree, encoding="unicode", method="html"),
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            favor_recall=True,
        )
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, etree.LxmlError):
        return nothing
    if found is None:
        return nothing
    facts = found.as_dict() if hasattr(found, "as_dict") else dict(found)
    return {
        "lines": text.spaced(facts.get("text") or "").split("\n"),
        "title": _value(facts, "title"),
        "byline": _value(facts, "author"),
        "publisher": _value(facts, "sitename"),
        "published": _value(facts, "date"),
        "url": _value(facts, "url"),
    }


def _declared(tree: Any) -> dict[str, str]:
    """Return the day and publisher that the page's own head declares."""
    found: dict[str, str] = {}
    for node in tree.iter("meta", "time"):
        name = str(node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        value = str(node.get("content") or node.get("datetime") or "").strip()
        day = re.match(r"(?:19|20|21)\d\d-[01]\d-[0-3]\d", value)
        if day and (name in _PUBLISHED or node.tag == "time") and "published" not in found:
            found["published"] = day[0]
        if name == "og:site_name" and value:
            found["publisher"] = value[:200]
    return found


def _value(facts: dict[str, Any], name: str) -> str:
    return " ".join(str(facts.get(name) or "").split())[:500]


def _blocks(tree: Any) -> Iterator[tuple[str, bool]]:
    """Yield every visible line of the page, and whether it stands in what surrounds a report."""
    found: list[tuple[str, bool]] = []
    pieces: list[str] = []
    # A stack of its own, since a page may be nested deeper than Python calls.
    stack: list[tuple[Any, bool, bool]] = [(tree, False, True)]
    while stack:
        node, is_around, is_start = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        is_block = node.tag in _BLOCKS
        if is_block:
            found.append((" ".join("".join(pieces).split()), is_around))
            pieces = []
        if is_start:
            _enter(stack, node, is_around=is_around)
    found.append((" ".join("".join(pieces).split()), False))
    yield from found


def _enter(stack: list[tuple[Any, bool, bool]], node: Any, *, is_around: bool) -> None:
    if not isinstance(node.tag, str) or node.tag in _UNSEEN or _is_hidden(node):
        return
    inside = is_around or _is_around(node)
    stack.append((node, inside, False))
    for child in reversed(node):
        if child.tail:
            stack.append((child.tail, inside, True))
        stack.append((child, inside, True))
    if node.text:
        stack.append((node.text, inside, True))


def _is_hidden(node: Any) -> bool:
    style = (node.get("style") or "").replace(" ", "").lower()
    return node.get("hidden") is not None or node.get("aria-hidden") == "true" or "display:none" in style


def _is_around(node: Any) -> bool:
    if node.tag in _AROUND:
        return True
    return node.tag not in {"body", "html", "main", "article"} and bool(
        _HINTS.search(f"{node.get('class') or ''} {node.get('id') or ''} {node.get('role') or ''}")
    )


def _chosen(blocks: list[tuple[str, bool]], within: set[str]) -> tuple[list[str], list[Line]]:
    """Part the lines into those of the report and those around it."""
    lines: list[str] = []
    removed: list[Line] = []
    for line, is_around in blocks:
        is_known = text.fold(line) in within
        is_stray = bool(within) and not is_known and not _is_sentence(line) and line.count(" ") < _SHORT
        if (is_around and not (is_known and _is_sentence(line))) or is_stray:
            removed.append(Line(line, "around-the-report"))
        else:
            lines.append(line)
    return lines, removed


def _is_sentence(line: str) -> bool:
    return line.endswith(_ENDS) and line.count(" ") >= 5
