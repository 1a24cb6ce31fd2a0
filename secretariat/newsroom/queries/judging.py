"""Why a moderator should look twice at a reply: what a machine sees in a text, said and never decided."""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from secretariat.engines.folding import folded

# In the order in which a moderator is told of them.
REASONS: dict[str, str | Promise] = {
    "reported": pgettext_lazy("reply", "reported by readers"),
    "links": pgettext_lazy("reply", "holds links"),
    "rate": pgettext_lazy("reply", "many from one address"),
    "words": pgettext_lazy("reply", "holds words to look at"),
    "script": pgettext_lazy("reply", "mixes alphabets within a word"),
    "directions": pgettext_lazy("reply", "holds hidden signs that turn the direction of text"),
    "first-time": pgettext_lazy("reply", "first reply of this person"),
}
# Signs that turn, embed or isolate directions; marks of direction beside a sign are of honest use and not among them.
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Fillers of Hangul: letters that nobody sees.
_UNSEEN = "\u115f\u1160\u3164\uffa0"
_LINE_ENDS = dict.fromkeys(map(ord, "\x0b\x0c\x85"), "\n")
_LINK = re.compile(
    r"https?:|www\.|\[[^\]]*\]\(|<a\b|\b[a-z0-9-]+\.(?:com|net|org|info|ru|cn|top|xyz|shop|site)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
# Letters of these alphabets are drawn alike; no honest word mixes them.
_ALIKE = ("LATIN", "CYRILLIC", "GREEK")


def reasons_in(name: str, text: str, words: Iterable[str]) -> list[str]:
    """The codes of what is to be looked at in a name and a text."""
    whole = f"{name}\n{text}"
    known = f" {' '.join(_WORD.findall(folded(whole)))} "
    wanted = (" ".join(_WORD.findall(folded(word))) for word in words)
    found = {
        "links": _LINK.search(whole) is not None,
        "words": any(word and f" {word} " in known for word in wanted),
        "script": any(_mixes(word) for word in _WORD.findall(whole)),
        "directions": any(sign in whole for sign in TURNING),
    }
    return [code for code, holds in found.items() if holds]


def without_turns(text: str) -> str:
    """A text without the signs that would turn what stands around it."""
    return text.translate(dict.fromkeys(map(ord, TURNING)))


def with_turns_shown(text: str) -> str:
    """A text in which each such sign is shown for what it is, for those who decide about it."""
    return "".join(f"[{unicodedata.name(sign)}]" if sign in TURNING else sign for sign in text)


def has_control(text: str) -> bool:
    """Whether a text holds characters that are neither letters nor lines."""
    return any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\r\t" for sign in text)


def is_legible(text: str) -> bool:
    """Whether somebody sees a letter or a figure in a text."""
    return any(unicodedata.category(sign)[0] in "LN" and sign not in _UNSEEN for sign in text)


def without_controls(text: str) -> str:
    """A text without such characters; those by which programs end a line or a page end a line."""
    return "".join(sign for sign in text.translate(_LINE_ENDS) if not has_control(sign))


def _mixes(word: str) -> bool:
    names = (unicodedata.name(sign, "") for sign in word)
    return len({name.split(" ", 1)[0] for name in names if name.startswith(_ALIKE)}) > 1
