"""Markdown rendered by CommonMark's rules, then cleaned by a list of what is allowed.

Raw HTML in a text is text. The parser (markdown-it) makes no other tags than those of the list, and what it makes is
cleaned once more (nh3, the Rust library ammonia), so that a fault in one of the two lets nothing through.
"""

import html
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from secretariat.engines.markup.models import LONGEST, TURNING, Reference, Unfit
from secretariat.engines.markup.referring import REFERENCE, bare

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["plain", "render"]

_TAGS = {
    "p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a",
    "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}}
_SCHEMES = {"http", "https", "mailto"}
_DEEPEST = 20
# Each letter is counted in its line and in its word.
_LARGEST = 4 * LONGEST
_PLACE = "\ue000{}\ue001"
_PLACES = re.compile("\ue000([0-9]{1,6})\ue001")
_ALONE = re.compile("<p>\\s*\ue000([0-9]{1,6})\ue001\\s*</p>")


def render(text: str, *, shown: Callable[[Reference], str] | None = None) -> str:
    """Return the HTML of a text in Markdown; headings begin at the second level.

    ``shown`` gives the HTML of a reference and answers for it itself; without it a reference is left out. Pictures and
    raw HTML are not rendered; links lead to web and mail addresses and to places of the house alone. Raises ``Unfit``.
    """
    said = _fit(text)
    found: list[Reference] = []

    def keep(match: "re.Match[str]") -> str:
        found.append(Reference(match[1], match[2]))
        return _PLACE.format(len(found) - 1)

    marked = REFERENCE.sub(keep, bare(said))
    made = _clean(_parsed(marked))

    # What is named a hundred times is looked up once.
    known = {each: shown(each) for each in dict.fromkeys(found)} if shown else {}

    def give(match: "re.Match[str]") -> str:
        # A place that was written by hand (&#xe000;) leads to what the text names anyway, or to nothing.
        place = int(match[1])
        return known.get(found[place], "") if place < len(found) else ""

    # What stands alone in a paragraph is a thing of its own, not a word in a sentence.
    return _PLACES.sub(give, _ALONE.sub(give, made))


def plain(text: str) -> str:
    """Return the words of a text in Markdown, in one line, without marks, links and references. Raises ``Unfit``."""
    made = _parsed(REFERENCE.sub(" ", _fit(text)))
    words = re.sub(r"<[^>]*>", " ", made)
    return " ".join(TURNING.sub("", html.unescape(words)).split())


def _fit(text: str) -> str:
    if len(text) > LONGEST:
        raise Unfit("too_long")
    return TURNING.sub("", text)


def _parsed(text: str) -> str:
    parser = _parser()
    tokens = parser.parse(text)
    if max((token.level for token in tokens), default=0) > _DEEPEST * 2:
        raise Unfit("too_deep")
    # An address that is given once may stand behind thousands of words.
    if sum(map(_size, tokens)) > _LARGEST:
        raise Unfit("too_long")
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
    # Once more: a text may name such a mark by its number (&#8238;).
    return TURNING.sub("", str(parser.renderer.render(tokens, parser.options, {})))


def _size(token: "Token") -> int:
    """How much is made of a part: its letters and addresses, with those of the parts within it."""
    address = str(token.attrs.get("href", ""))
    return len(token.content) + len(address) + sum(map(_size, token.children or ()))


def _clean(made: str) -> str:
    import nh3  # noqa: PLC0415 - loaded when a text is first rendered

    return nh3.clean(
        made,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener nofollow",
        strip_comments=True,
    )


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - loaded when a text is first rendered

    # The parser leaves out what lies deeper than it goes: it goes further than what is taken, so that nothing is lost.
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": _DEEPEST * 2 + 2})
    parser.enable(["table", "strikethrough"])
    # A picture would be asked for from somebody else.
    parser.disable(["image", "html_block", "html_inline"])
    parser.add_render_rule("link_open", _link)
    return parser


def _link(self: Any, tokens: "list[Token]", place: int, options: Mapping[str, Any], env: Any) -> str:
    # Nothing is shown by reference within a title, and few readers ever see one.
    tokens[place].attrs.pop("title", None)
    address = str(tokens[place].attrs.get("href", ""))
    if address.startswith("//") or "\\" in address:
        tokens[place].attrs["href"] = "#"
    return str(self.renderToken(tokens, place, options, env))
