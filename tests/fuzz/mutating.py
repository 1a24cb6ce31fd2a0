"""Inputs made of seeds: bytes, lines, JSON, XML and packed files, each changed in the ways that break parsers."""

import copy
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st
from lxml import etree

__all__ = ["LONGEST", "inputs"]

# An input grows no further: what a size costs is the business of each parser's own limits.
LONGEST = 300_000
_LONGEST_RAW = 400
_MOST_CHANGES = 5
# What texts, numbers, days and names of somebody's choice may be.
WEIRD = (
    "", " ", "0", "-1", "+5", "1_000", "9" * 30, "9" * 5_000, "1e999", "-1e-999", "NaN", "Infinity", "0x10", "1,5", "½",
    "²", "٣", "Ⅷ", "१२", "\u202e", "\u2066", "\ufeff", "\x00", "\x0b\x0c\x1c\x1d\x1e\x85\u2028", "\U000e0041", "ﷺ",
    "e\u0301" * 300, "İ", "ß", "ﬃ", "ǰ", "𐀀", "\ufffe", "a" * 5_000, "ا" * 500, "中" * 300, "9999-12-31", "0001-01-01",
    "0000-00-00", "2026-02-30", "2026-03-29T02:30:00", "99991231T235959Z", "00010101T000000", "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59", "24:00", "-99:99", "P9999999999D", "PT-1S", "PT1e9H", "2147483648",
    "-9223372036854775809", "18446744073709551616", "=1+1", "@SUM(A1)", "../../etc/passwd", "..\\..\\x", "CON", ".",
    "a/b\x00.pdf", "%00", "%s%n", "{0}", "{{x}}", "${jndi:x}", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&#0;", "&#xD800;", "&b;",
    "]]>", "<!--", "<script>", "' OR 1=1--", '"', '"""', "\\", "\\u0000", "\\ud800", "\r\n\r\n", "\r", "\t", "*", "&a", "<<",
    "!!python/object:os.system", "- - - -", "? ", "| ", "%YAML 9.9", "Europe/../etc", "UTC+99", "xx-XX-xxxxxxxxx", "zz",
    "mailto:", "http://[::1", "http://\u2100", "javascript:x", "data:,", "//x", "null", "true", "[]", "{}",
)  # fmt: skip
_VALUES: tuple[Any, ...] = (
    *WEIRD, None, True, False, 0, -1, 1, 2**31, 2**63, -(2**63) - 1, 10**400, 1.5, 1e308, -0.0, [], {}, [[]], [None], {"": ""},
    [{}], {"a": None}, [1, "a", None, [], {}], ["a"] * 300, {str(key): key for key in range(100)},
)  # fmt: skip
_DIGITS = re.compile(rb"[0-9]+")
_MARKS = re.compile(rb"[:;,=/<>\"'\[\]{}()|#*_`\-\t\n]")

Change = tuple[str, int, int, int]


def inputs(seeds: Sequence[bytes], *, form: str, words: Sequence[str] = ()) -> st.SearchStrategy[bytes]:
    """Inputs for one parser: seeds changed by the rules of their form, seeds changed as mere bytes, and mere bytes.

    ``form`` is "bytes", "lines", "json", "xml" or "packed"; ``words`` are those that the parser itself knows.
    """
    known = tuple(word.encode("utf-8", errors="surrogatepass") for word in (*words, *WEIRD))
    changes = st.lists(_changes(_BYTES), min_size=1, max_size=_MOST_CHANGES)
    plain = st.builds(
        lambda seed, other, made: _changed_bytes(seed, other, made, known),
        st.sampled_from(seeds),
        st.sampled_from(seeds),
        changes,
    )
    raw = st.one_of(st.binary(max_size=_LONGEST_RAW), st.text(max_size=_LONGEST_RAW).map(_in_utf_8))
    spliced = st.lists(st.sampled_from(known), max_size=12).map(b"".join)
    if form not in _FORMS:
        return st.one_of(plain, plain, plain, spliced, raw)
    made = st.builds(
        lambda seed, changes: _FORMS[form](seed, changes, known)[:LONGEST],
        st.sampled_from(seeds),
        st.lists(_changes(_OTHERS[form]), min_size=1, max_size=_MOST_CHANGES),
    )
    return st.one_of(made, made, made, plain, spliced, raw)


def _changes(kinds: Sequence[str]) -> st.SearchStrategy[Change]:
    number = st.integers(0, 2**16 - 1)
    return st.tuples(st.sampled_from(kinds), number, number, number)


def _in_utf_8(text: str) -> bytes:
    return text.encode("utf-8", errors="surrogatepass")


# ---- bytes -----------------------------------------------------------------------------------------------------------

_BYTES = ("flip", "cut", "end", "splice", "double", "repeat", "number", "word", "mark", "nest", "swap")


def _changed_bytes(data: bytes, other: bytes, changes: Sequence[Change], words: Sequence[bytes]) -> bytes:
    for kind, one, two, three in changes:
        data = _change_bytes(data, other, (kind, one, two, three), words)[:LONGEST]
    return data


def _change_bytes(data: bytes, other: bytes, change: Change, words: Sequence[bytes]) -> bytes:  # noqa: PLR0911, C901 - a table of changes
    kind, one, two, three = change
    at = one * len(data) // 2**16
    # Most changes are small: a long stretch is the exception.
    to = min(len(data), at + 1 + (two % 64 if three % 4 else two * len(data) // 2**16))
    if kind == "flip" and data:
        return data[:at] + bytes([data[at] ^ (1 << two % 8)]) + data[at + 1 :]
    if kind == "cut":
        return data[:at] + data[to:]
    if kind == "end":
        return data[:at]
    if kind == "splice":
        place = two * len(other) // 2**16
        return data[:at] + other[place:]
    if kind == "double":
        return data[:to] + data[at:]
    if kind == "repeat":
        # Not longer than what is kept of it: the making of an input must need no memory that is counted as its reader's.
        times = min(2 + three % 2_000, 1 + LONGEST // max(1, to - at))
        return data[:at] + data[at:to] * times + data[to:]
    if kind == "number":
        return _replaced(_DIGITS, data, one, words[two % len(words)])
    if kind == "mark":
        return _replaced(_MARKS, data, one, words[two % len(words)])
    if kind == "nest":
        openings = (
            (b"[", b"]"),
            (b"{", b"}"),
            (b"(", b")"),
            (b"<a>", b"</a>"),
            (b"> ", b""),
            (b"- ", b""),
            (b"*", b"*"),
        )
        before, after = openings[two % len(openings)]
        return data[:at] + before * (three % 5_000) + data[at:to] + after * (three % 5_000) + data[to:]
    if kind == "swap":
        return data[to:] + data[at:to] + data[:at]
    return data[:at] + words[two % len(words)] + data[at if three % 2 else to :]


def _replaced(what: "re.Pattern[bytes]", data: bytes, one: int, word: bytes) -> bytes:
    found = list(what.finditer(data))
    if not found:
        return data
    match = found[one % len(found)]
    return data[: match.start()] + word + data[match.end() :]


# ---- lines -----------------------------------------------------------------------------------------------------------

_PARTS = re.compile(rb"[:;,=\t ]+")


def _changed_lines(data: bytes, changes: Sequence[Change], words: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True)
    for kind, one, two, three in changes:
        if not lines:
            break
        at, other = one % len(lines), two % len(lines)
        word = words[three % len(words)]
        if kind == "drop":
            lines.pop(at)
        elif kind == "again":
            lines[at:at] = [lines[other]] * (1 + three % 300 if three % 5 == 0 else 1)
        elif kind == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == "block":
            lines[at:at] = lines[other : other + 12] * (1 + three % 20)
        elif kind == "fold":
            lines[at] = lines[at][: two % (len(lines[at]) + 1)] + b"\r\n " + lines[at][two % (len(lines[at]) + 1) :]
        else:
            lines[at] = _with_part(lines[at], two, word)
    return b"".join(lines)


def _with_part(line: bytes, which: int, word: bytes) -> bytes:
    """A line of which one part is another word."""
    marks = [match.span() for match in _PARTS.finditer(line)]
    edges = [0, *(place for span in marks for place in span), len(line.rstrip(b"\r\n"))]
    first = which % (len(edges) // 2) * 2
    return line[: edges[first]] + word + line[edges[first + 1] :]


# ---- JSON ------------------------------------------------------------------------------------------------------------


def _changed_json(data: bytes, changes: Sequence[Change], words: Sequence[bytes]) -> bytes:
    try:
        whole = json.loads(data)
    except ValueError:
        return _changed_lines(data, [("part", *rest) for _kind, *rest in changes], words)  # type: ignore[misc]
    for kind, one, two, three in changes:
        places = list(_places(whole))
        if not places:
            break
        holder, key = places[one % len(places)]
        _change_value(holder, key, (kind, one, two, three))
    return json.dumps(whole, ensure_ascii=False).encode("utf-8", errors="surrogatepass")


def _change_value(holder: Any, key: Any, change: Change) -> None:
    kind, _one, two, three = change
    if kind == "drop":
        del holder[key]
    elif kind == "again" and isinstance(holder, list):
        holder[key:key] = [copy.deepcopy(holder[key])] * (1 + three % 200 if three % 5 == 0 else 1)
    elif kind == "wrap":
        for _each in range(1 + three % 40):
            holder[key] = [holder[key]] if two % 2 else {"a": holder[key]}
    elif kind == "rename" and isinstance(holder, dict):
        holder[WEIRD[two % len(WEIRD)]] = holder.pop(key)
    elif kind == "borrow" and isinstance(holder, dict):
        holder[key] = copy.deepcopy(holder[list(holder)[two % len(holder)]])
    else:
        holder[key] = copy.deepcopy(_VALUES[two % len(_VALUES)])


def _places(value: Any, depth: int = 0) -> Any:
    if depth > 30:
        return
    pairs = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    for key, inner in pairs:
        yield value, key
        yield from _places(inner, depth + 1)


# ---- XML -------------------------------------------------------------------------------------------------------------


def _changed_xml(data: bytes, changes: Sequence[Change], words: Sequence[bytes]) -> bytes:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return _changed_lines(data, [("part", *rest) for _kind, *rest in changes], words)  # type: ignore[misc]
    for change in changes:
        elements = [each for each in root.iter() if isinstance(each.tag, str)]
        _change_element(elements[change[1] % len(elements)], elements, change)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _change_element(element: Any, elements: Sequence[Any], change: Change) -> None:
    kind, _one, two, three = change
    parent, word = element.getparent(), _of_xml(WEIRD[two % len(WEIRD)])
    if kind == "drop" and parent is not None:
        parent.remove(element)
    elif kind == "again" and parent is not None:
        for _each in range(1 + three % 200 if three % 5 == 0 else 1):
            parent.append(etree.fromstring(etree.tostring(element, with_tail=False)))
    elif kind == "wrap":
        inner = etree.fromstring(etree.tostring(element, with_tail=False))
        for _each in range(1 + three % 3):
            outer = etree.Element(element.tag)
            outer.append(inner)
            inner = outer
        element.append(inner)
    elif kind == "rename":
        element.tag = elements[two % len(elements)].tag
    elif kind == "attribute" and element.attrib:
        element.attrib[list(element.attrib)[three % len(element.attrib)]] = word
    else:
        element.text = word


def _of_xml(word: str) -> str:
    """What of a word XML can hold."""
    return "".join(
        char
        for char in word
        if char in "\t\n" or " " <= char < "\ud800" or "\ue000" <= char < "\ufffe" or char > "\uffff"
    )


# ---- packed files ----------------------------------------------------------------------------------------------------


def _changed_packed(data: bytes, changes: Sequence[Change], words: Sequence[bytes]) -> bytes:
    """A packed file of which some parts are others; the rest is packed as it was."""
    whole = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: whole.read(name) for name in whole.namelist()}
    for kind, one, two, three in changes:
        if not parts:
            break
        name = list(parts)[one % len(parts)]
        if kind == "lose":
            del parts[name]
        elif kind == "other":
            parts[name] = parts[list(parts)[two % len(parts)]]
        elif kind == "raw":
            parts[name] = _change_bytes(parts[name], data, (_BYTES[two % len(_BYTES)], three, two, one), words)
        else:
            inner = (_OTHERS["xml"][two % len(_OTHERS["xml"])], three, two, one)
            parts[name] = _changed_xml(parts[name], [inner], words)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content[:LONGEST])
    return packed.getvalue()


_FORMS: dict[str, Callable[[bytes, Sequence[Change], Sequence[bytes]], bytes]] = {
    "lines": _changed_lines,
    "json": _changed_json,
    "xml": _changed_xml,
    "packed": _changed_packed,
}
_OTHERS = {
    "lines": ("drop", "again", "swap", "block", "fold", "part", "part", "part"),
    "json": ("drop", "again", "wrap", "rename", "borrow", "value", "value", "value"),
    "xml": ("drop", "again", "wrap", "rename", "attribute", "attribute", "text"),
    "packed": ("lose", "other", "raw", "xml", "xml", "xml", "xml"),
}
