"""Text as the reader handles it: control characters made visible, names folded, files decoded.

What a text may carry unseen (a right-to-left override, a null) is shown by a mark such as ``⟦RLO⟧``. The mark becomes
part of the text before anything is counted, so that offsets hold for what is stored and shown.
"""

import re
import unicodedata

__all__ = ["decode", "fold", "one_line", "spaced", "visible"]

_NAMES = {
    0x00: "NUL",
    0x07: "BEL",
    0x08: "BS",
    0x1B: "ESC",
    0x7F: "DEL",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
}
# Joiners and the implicit marks of direction are ordinary letters of Arabic and Persian text and reorder nothing else.
_KEPT = frozenset({0x09, 0x0A, 0x200C, 0x200D, 0x200E, 0x200F, 0x061C})
_DROPPED = frozenset({0x00AD, 0x200B, 0xFEFF, 0x2060})
_BREAKS = re.compile("\r\n|[\r\u0085\u2028\u2029\v\f]")
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+")

_LETTERS = {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "’": "'"}
_FOLDS = str.maketrans({**_LETTERS, "‘": "'", "`": "'", "ʼ": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-"})

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# The letters that make up most of ordinary text in the languages these old encodings were made for.
_COMMON = {
    "cp1251": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфОПРСВМКАНД—«»№",
    "koi8-r": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф",
    "cp1256": "اليموننرتبةعدسفهكقحجشطصخضذثئءأإزغظىؤآ،؟",
    "iso8859-6": "اليموننرتبةعدسفهكقحجشطصخضذثئءأإزغظىؤآ،؟",
    "cp1252": "éèàçêôîûâëïüöäßñáíóúãõåøæœÉÀÇ’‘“”–—«»…°€£",
}
_LIKELY = 0.75
_BLANK = 0x20


def visible(text: str) -> str:
    """Return the text with control characters and overrides of direction as visible marks, newline and tab kept."""
    return _ODD.sub(_mark, _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """Return a text as a single line of what can be seen, as a title or a name must be."""
    return " ".join(visible(text).split())


def spaced(text: str) -> str:
    """Return the text with every run of blanks as one space, lines kept and trimmed."""
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n"))


def fold(text: str) -> str:
    """Return the text for comparison: without case, marks above letters, or kinds of quotation mark."""
    lowered = text.casefold().translate(_FOLDS)
    if lowered.isascii():
        return lowered
    parts = unicodedata.normalize("NFKD", lowered)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def decode(data: bytes) -> tuple[str, bool] | None:
    """Return the text of a file and whether its encoding had to be guessed; nothing where no encoding fits."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, is_guessed=False)
    if not _is_of_pairs(data[:4096]):
        return _strictly(data, "utf-8", is_guessed=False) or _guessed(data)
    wide = "utf-16-le" if data[1:400:2].count(0) > data[0:400:2].count(0) else "utf-16-be"
    found = _strictly(data, wide, is_guessed=True)
    return found if found and "\x00" not in found[0] and _is_wordy(found[0]) else None


def _mark(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code in _KEPT:
        return match[0]
    if code in _DROPPED:
        return ""
    return f"⟦{_NAMES.get(code) or f'U+{code:04X}'}⟧"


def _is_of_pairs(sample: bytes) -> bool:
    """Say whether a text is written in pairs of bytes; a few nulls and other controls are only odd signs in it."""
    controls = sum(byte < _BLANK and byte not in b"\t\n\r\f" for byte in sample)
    return b"\x00" in sample and controls * 10 > len(sample)


def _strictly(data: bytes, encoding: str, *, is_guessed: bool) -> tuple[str, bool] | None:
    try:
        return data.decode(encoding), is_guessed
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes) -> tuple[str, bool] | None:
    best = max((_fitness(data[:100_000], encoding), encoding) for encoding in _COMMON)
    if best[0] < _LIKELY:
        return None
    return data.decode(best[1], errors="replace"), True


def _fitness(data: bytes, encoding: str) -> float:
    """Say how much of what is not ASCII comes out as common letters of the encoding's languages."""
    text = data.decode(encoding, errors="replace")
    others = [letter for letter in text if letter > "\x7f"]
    controls = sum(letter < " " and letter not in "\t\n\r\f" for letter in text)
    if not others or controls * 50 > len(text):
        return 0.0
    common = frozenset(_COMMON[encoding])
    share = sum(letter in common for letter in others) / len(others)
    # Western text is mostly ASCII with single letters beyond it; Cyrillic or Arabic text is the other way round.
    is_western = encoding == "cp1252"
    runs = len(re.findall("[^\x00-\x7f]{3,}", text)) * 3 / len(others)
    return share * (1 - min(runs, 1) * 0.5) if is_western else share * min(1.0, runs + 0.5)


def _is_wordy(text: str) -> bool:
    sample = text[:2000]
    return (
        sum(letter.isalnum() or letter.isspace() or letter in ".,;:!?'\"()-" for letter in sample) * 10
        > len(sample) * 8
    )
