"""Furniture of a page: menus, share bars, lists of other reports, forms; and the head matter among its lines.

A line that reads as a sentence of the report is never removed, except where it says of itself what it is ("All rights
reserved.") or repeats the title.
"""

import re
from functools import cache

from secretariat.engines.reading import headlines
from secretariat.engines.reading.languages import languages
from secretariat.engines.reading.models import Line, Title
from secretariat.engines.reading.text import fold

__all__ = ["reason", "sort_lines"]

_ENDS = re.compile(r"[.!?…؟。:;](?:[\"'”’»)\]]*)$")
_PARTS = re.compile(r"\s*(?:[|·•›»>/\\,;–—]|\s-\s|\t|\s{2,})\s*")
_CERTAIN = (
    "read also",
    "your email",
    "we use cookies",
    "this site",
    "this website",
    "our site",
    "by continuing",
    "by clicking",
    "sign up",
    "subscribe",
    "follow us",
    "copyright",
    "all rights",
    "get our",
    "join our",
    "save my name",
    "click here",
    "for more",
    "download",
    "enter your",
    "please ",
    "stay ",
    "never miss",
    "log in",
    "get the latest",
    "we value",
    "we and our",
    "no spam",
    "spotted a",
    "got a tip",
    "got a story",
    "don't miss our",
    "your comment is",
    "no part of this",
    "this story was first published",
    "this article was first published",
    "required fields",
    "advertisement",
    "(photo",
    "the views expressed",
)
_TRIM = "●○■□◆◇★☆✓✔♦▪• \t*|·•›»«>:;,.!?…-–—[](){}\"'“”0123456789+#→←↑↓▲▼▶◀✕×✖☰⟶…&"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.\w+\b")
_RIGHTS = re.compile(
    r"^(?:©|\(c\)\s|copyright\b)|©\s*(?:19|20|21)\d\d|\bcopyright\s*(?:©|\(c\)|(?:19|20|21)\d\d)", re.IGNORECASE
)
# The weather, rates of money, switches of the page, and headings over lists of what others read.
_WEATHER = re.compile(
    r"^\W*-?\d{1,2}\s?°\s?[CF]?\b|\b\d{1,2}\s?°\s?[CF]\b.*\b(?:humidity|wind|sunny|cloudy|rain)\b", re.IGNORECASE
)
_DEGREES = re.compile(r"^\W*[^\W\d][\w .'’-]{1,30}\s[-+−]?\d{1,2}\s?°\s?[CF]?\W*$")
_PAGES = re.compile(r"^\W*\d{1,3}(?:\s+\d{1,3}){2,}\W*(?:\w+\W*)?$")
# What stands below a picture, with who took it; round brackets end a report's own sentences too.
_CAPTION = re.compile(r"\[[A-Z][\w./& -]{1,40}\]$")
_RATES = re.compile(r"\d\s?[▲▼]|[▲▼]\s?\d")
_SWITCH = re.compile(
    r"^\W*(?:(?:reading|dark|night|light) mode|(?:text|font) size|contrast|language|edition)\b.{0,24}$"
    r"|^\W*(?:poll|quiz|quote|word|photo|picture|cartoon|recipe|tip) of the (?:day|week)\b"
    r"|^\W*(?:today[’']s|daily) (?:poll|quiz|crossword|horoscope)\b",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"^\W*(?:most|more|top|latest|trending|popular|recommended|editors?[’']?s?|must)[ -]"
    r"(?:viewed|read|shared|popular|commented|watched|clicked|stories|news|headlines|picks|choice|now|reads|videos)"
    r"(?: (?:today|now|this week|stories|news|articles))?\W*$",
    re.IGNORECASE,
)
_TAGGED = re.compile(r"^(?:#\w+[\s,]*)+$")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# "Martina Etcheverry covers the Southern Cone."
_ABOUT = re.compile(r"(?:,[^,]{2,60},)? (?:is|covers|covered|has covered|writes|wrote|reports|reported|works) ")
_FEW, _MANY = 2, 12
_LONG = 8
_SENTENCE = 6


def sort_lines(lines: list[str], *, title: str = "") -> tuple[list[str], tuple[Line, ...], Title]:
    """Part the lines of a page into those of the report and those of the page, and read the head matter on the way.

    ``lines`` are single-spaced and visible. The lines kept begin with the title where there is one; a line that is only
    byline, date or publisher goes into the ``Title`` and is neither kept nor counted as furniture.
    """
    kept: list[str] = []
    removed: list[Line] = []
    below = ""
    for line in (line for line in lines if line):
        rule = reason(line)
        if not rule and below and not _is_of_body(line):
            rule = "below-" + below
        elif not rule:
            below = ""
        # Above the report a heading is one of the menu, and the title may follow it.
        if rule == "heading" and any(is_sentence(other) for other in kept):
            below = "heading"
        if rule:
            removed.append(Line(line, rule))
        else:
            kept.append(line)
    report, repeated, head = headlines.read_head(kept, title=title)
    report, around = _around_body(report, head.title)
    if head.byline:
        about = [line for line in report if line.startswith(head.byline) and _ABOUT.match(line[len(head.byline) :])]
        report = [line for line in report if line not in about]
        around += [Line(line, "about-the-author") for line in about]
    return report, (*removed, *repeated, *around), head


def _around_body(lines: list[str], title: str) -> tuple[list[str], list[Line]]:
    """Take out what stands between title and report in one or two words, and what follows the last sentence."""
    bodies = [number for number, line in enumerate(lines) if is_sentence(line)]
    if not bodies:
        return lines, []
    kept: list[str] = []
    removed: list[Line] = []
    for number, line in enumerate(lines):
        is_above = number < bodies[0] and len(line.split()) <= _FEW and not headlines.is_same(line, title)
        is_below = number > bodies[-1] and len(line.split()) <= _MANY and not _ENDS.search(line)
        if is_above or is_below:
            removed.append(Line(line, "above-body" if is_above else "below-body"))
        else:
            kept.append(line)
    return kept, removed


def reason(line: str) -> str:
    """Return the rule by which a line is furniture, or nothing where it is none."""
    folded = fold(line)
    bare = folded.strip(_TRIM)
    tables = _tables()
    if _LISTS.match(line):
        return "heading"
    if not bare:
        return _of_marks(line)
    if bare in tables["headings"]:
        return "heading"
    if bare in tables["phrases"]:
        return "phrase"
    for name, test in _TESTS:
        if test(line, folded, bare):
            return name
    return ""


def _of_marks(line: str) -> str:
    """Return the rule for a line without words: numbers of pages, or marks alone; a date or a time is none."""
    if _PAGES.match(line):
        return "pages"
    return "" if re.search(r"\d", line) else "marks-only"


def is_sentence(line: str) -> bool:
    """Say whether a line reads as a sentence: enough words, and an end."""
    return bool(_ENDS.search(line)) and len(line.split()) >= _SENTENCE


def _is_of_body(line: str) -> bool:
    """Say whether a line goes on with the report below a heading: a sentence with a full stop, no question."""
    return is_sentence(line) and (line.rstrip("\"'”’»)").endswith((".", "؟", "…")) or len(line.split()) > _LONG * 2)


def _begins(line: str, folded: str, _bare: str) -> bool:
    lead = folded.lstrip(" *|·•›»>-–—→▶#")
    if _is_of_the_report(line):
        return False
    return lead.startswith(_beginnings()) and (":" in line[:30] or not is_sentence(line) or lead.startswith(_CERTAIN))


def _is_of_the_report(line: str) -> bool:
    """Say whether a line that begins like furniture goes on like a report: long, ended, no colon near its start."""
    return (
        is_sentence(line)
        and len(line.split()) > _LONG * 1.5
        and ":" not in line[:40]
        and not line.startswith(("(", "["))
    )


def _holds(line: str, folded: str, _bare: str) -> bool:
    length = len(line.split())
    if length > 45:
        return False
    is_short = not is_sentence(line)
    return any(
        phrase in folded
        for name in ("holding", "holding_short")
        if is_short or name == "holding"
        for phrase in _tables()[name]
    )


def _rights(line: str, _folded: str, _bare: str) -> bool:
    return bool(_RIGHTS.search(line))


def _counter(line: str, folded: str, _bare: str) -> bool:
    words = _WORD.findall(folded)
    return (
        bool(re.search(r"\d", line))
        and bool(words)
        and len(words) <= 8
        and all(word in _tables()["counters"] for word in words)
    )


def _bar(line: str, folded: str, _bare: str) -> bool:
    """Judge a line of several items, most of which are furniture each: a menu, a share bar, a trail of sections."""
    if is_sentence(line):
        return False
    phrases = _tables()["phrases"]
    parts = [part.strip(_TRIM) for part in _PARTS.split(folded)]
    parts = [part for part in parts if part]
    if len(parts) > 1 and sum(part in phrases for part in parts) * 2 >= len(parts):
        return True
    words = [word.strip(_TRIM) for word in folded.split()]
    known = sum(word in phrases for word in words if word)
    return len(words) > 1 and known >= len(words) * 0.75


def _menu(line: str, _folded: str, _bare: str) -> bool:
    """Judge a line of many short items parted by bars, whatever they say."""
    items = [item for item in re.split(r"\s*[|›»•·]\s*", line) if item]
    return len(items) >= 4 and max(len(item.split()) for item in items) <= 4


def _address(_line: str, folded: str, _bare: str) -> bool:
    left = _ADDRESS.sub("", folded)
    return left != folded and len(_WORD.findall(left)) <= 5


def _tags(line: str, _folded: str, _bare: str) -> bool:
    return bool(_TAGGED.match(line))


def _caption(line: str, _folded: str, _bare: str) -> bool:
    """Judge the line below a picture: short, with a credit in square brackets at its end."""
    return len(line.split()) <= _MANY and bool(_CAPTION.search(line))


def _gadget(line: str, _folded: str, _bare: str) -> bool:
    """Judge the small things of a page: the weather, rates of money, switches, polls."""
    is_short = len(line.split()) <= _MANY
    return is_short and any(sign.search(line) for sign in (_WEATHER, _DEGREES, _PAGES, _RATES, _SWITCH))


_TESTS = (
    ("gadget", _gadget),
    ("caption", _caption),
    ("rights", _rights),
    ("beginning", _begins),
    ("holding", _holds),
    ("counter", _counter),
    ("bar", _bar),
    ("menu", _menu),
    ("address", _address),
    ("tags", _tags),
)


@cache
def _tables() -> dict[str, frozenset[str]]:
    """Join the tables of all languages, since the page may speak another one than the report."""
    rows = [one.furniture for one in languages().values()]
    phrases = {fold(phrase).strip(_TRIM) for row in rows for name in ("phrases",) for phrase in row[name]}
    headings = {fold(phrase).strip(_TRIM) for row in rows for phrase in row["headings"]}
    return {
        "phrases": frozenset(phrases | headings),
        "headings": frozenset(headings),
        "holding": frozenset(fold(phrase) for row in rows for phrase in row["holding"]),
        "holding_short": frozenset(fold(phrase) for row in rows for phrase in row.get("holding_short", ())),
        "counters": frozenset(fold(word) for row in rows for word in row["counters"]),
    }


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(fold(phrase) for one in languages().values() for phrase in one.furniture["beginnings"])
