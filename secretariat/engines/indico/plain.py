"""Texts as plain text: HTML without its marks, lines without letters that nobody typed on purpose.

Everything takes time in proportion to the length of the text. That is why HTML is cut up here: the standard library's
parser looks through the rest of a text anew for each mark that is never closed.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from html import unescape

__all__ = ["line", "plain"]

# Marks that turn the direction of reading (https://www.unicode.org/reports/tr9/), lone surrogates, controls, tags.
# Joiners stand within words of Persian and Indian scripts and within emoji; they stay.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_BREAKS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# To put marks in order takes the square of their number, so long rows of them are left as they are.
_LONGEST_COMPOSED = 2_000
# A longer number names no letter, and the standard library fails at one of 4,300 digits.
_ENTITY = re.compile("&(?:#[0-9]{1,7}(?![0-9])|#[xX][0-9a-fA-F]{1,6}(?![0-9a-fA-F])|[A-Za-z][A-Za-z0-9]{1,31});?")
_TAG = re.compile("<(/?)([A-Za-z][A-Za-z0-9:-]*+)")
# To the end of a tag; a ">" within a quoted value does not end it, and a quotation mark only opens after "=".
_TO_END = re.compile(r"""[^>=]*+(?:=\s*+(?:"[^"]*+"|'[^']*+')?+[^>=]*+)*+>""")
_UNSEEN = {
    name: re.compile(f"</{name}[\\s/>]", re.IGNORECASE)
    for name in ("script", "style", "template", "iframe", "noembed", "noframes", "object", "svg", "math", "title")
}
_LINES = re.compile(
    "address|article|aside|blockquote|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|"
    "h[1-6]|header|hr|legend|li|main|nav|ol|option|p|pre|section|summary|table|tbody|tfoot|thead|tr|ul"
)
_CELLS = frozenset(("td", "th"))


def line(text: str) -> str:
    """Return a text in one line with single blanks, composed (NFC), without hidden characters."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    shown = " ".join(_HIDDEN.sub("", text).split())
    return unicodedata.normalize("NFC", shown) if len(shown) <= _LONGEST_COMPOSED else shown


def plain(text: str) -> str:
    """Return the text of a piece of HTML: a line for each paragraph, item of a list or row of a table.

    Entities are resolved; scripts, styles, comments and other things that nobody sees are left out. A text without any
    tag keeps its own lines (Indico keeps many descriptions as Markdown).
    """
    pieces = list(_pieces(text)) if "<" in text else [text]
    is_marked = any(isinstance(each, _Tag) for each in pieces)
    said = "".join(each.value if isinstance(each, _Tag) else _shown(each, is_marked=is_marked) for each in pieces)
    lines = [" ".join(each.split()) for each in said.split("\n")]
    return "\n".join(each for each in lines if each) if is_marked else _with_paragraphs(lines)


class _Tag(Enum):
    """What a tag leaves in the text."""

    NOTHING = ""
    BLANK = " "
    LINE = "\n"


def _shown(piece: str, *, is_marked: bool) -> str:
    said = _ENTITY.sub(lambda found: unescape(found[0]), piece) if "&" in piece else piece
    said = _HIDDEN.sub("", _BREAKS.sub("\n", said))
    # Where tags make the lines, a line break in the source is a blank.
    return said.replace("\n", " ") if is_marked else said


def _with_paragraphs(lines: list[str]) -> str:
    """Lines with at most one empty line between them."""
    kept = [each for place, each in enumerate(lines) if each or (place and lines[place - 1])]
    return "\n".join(kept).strip("\n")


def _pieces(text: str) -> Iterator[str | _Tag]:
    """The pieces of text between tags, and what each tag leaves."""
    at, has_quotes = 0, True
    last = text.rfind(">")
    while (mark := text.find("<", at)) >= 0:
        if mark > last:
            break
        yield text[at:mark]
        found = _TAG.match(text, mark)
        if not found:
            at = _after_declaration(text, mark)
            yield "<" if at == mark + 1 else _Tag.NOTHING
            continue
        end, has_quotes = _end_of_tag(text, found.end(), has_quotes=has_quotes)
        name = found[2].lower()
        yield _Tag.LINE if _LINES.fullmatch(name) else _Tag.BLANK if name in _CELLS else _Tag.NOTHING
        at = _after_unseen(text, end, name) if name in _UNSEEN and not found[1] else end
    yield text[at:]


def _after_declaration(text: str, mark: int) -> int:
    """The place after a comment or a declaration that begins here, or after the "<" that begins neither.

    A comment that nothing ends goes to the end of the text.
    """
    if text.startswith("<!--", mark):
        end = text.find("-->", mark + 2)
        return end + 3 if end >= 0 else len(text)
    if text.startswith(("<!", "<?", "</"), mark):
        return text.find(">", mark) + 1
    return mark + 1


def _end_of_tag(text: str, start: int, *, has_quotes: bool) -> tuple[int, bool]:
    """The place after a tag, and whether quoted values are still to be reckoned with.

    Where they swallow the rest of the text once, they are not tried again: that bounds the time.
    """
    found = _TO_END.match(text, start) if has_quotes else None
    return (found.end(), True) if found else (text.find(">", start) + 1, False)


def _after_unseen(text: str, start: int, name: str) -> int:
    closed = _UNSEEN[name].search(text, start)
    return closed.start() if closed else len(text)
