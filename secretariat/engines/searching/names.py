"""Names that are written in more than one way: Lavrentiev, Lavrentyev, Лаврентьев."""

from collections.abc import Iterable
from functools import lru_cache

from secretariat.engines.searching.words import fold

SHORTEST = 4
MOST = 6
# How much of a word may differ in its own script; across scripts vowels are uncertain, and it is the sound that counts.
LIKE = 78.0
LIKE_IN_SOUND = 90.0

# Cyrillic as the United Nations and journalists write it, by sound and not by letter.
_CYRILLIC = dict(
    zip(
        "абвгдезийклмнопрстуфхцчшщъыьэюяіїєґў",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "ts",
            "ch",
            "sh",
            "sh",
            "_",
            "i",
            "_",
            "e",
            "iu",
            "ia",
            "i",
            "i",
            "ie",
            "g",
            "u",
        ],
        strict=True,
    )
) | {"ж": "zh", "ё": "e"}
_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويء",
        [
            "a",
            "b",
            "t",
            "t",
            "g",
            "h",
            "h",
            "d",
            "d",
            "r",
            "z",
            "s",
            "sh",
            "s",
            "d",
            "t",
            "z",
            "_",
            "g",
            "f",
            "k",
            "k",
            "l",
            "m",
            "n",
            "h",
            "u",
            "i",
            "_",
        ],
        strict=True,
    )
) | {"پ": "b", "چ": "sh", "ژ": "zh", "گ": "g", "ڤ": "f"}
_LETTERS = {ord(letter): sound.replace("_", "") for letter, sound in {**_CYRILLIC, **_ARABIC}.items()}
# Sounds that are written in several ways, the longest first.
_WRITTEN = (
    ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("zh", "j"),
    ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "e"), ("ye", "e"), ("yo", "io"), ("ya", "ia"),
    ("yu", "iu"), ("y", "i"), ("w", "v"), ("q", "k"), ("x", "ks"), ("j", "g"), ("c", "k"), ("p", "b"),
)  # fmt: skip


def near(word: str, names: Iterable[str]) -> list[str]:
    """The names, folded, that may be this word in another spelling or script, the nearest first; not the word itself.

    Arabic writes few vowels, so between it and other scripts only consonants are compared.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - loading it takes a while, and few pages need it

    word = fold(word)
    if len(word) < SHORTEST or not word.isalpha():
        return []
    found = []
    script = _script(word)
    for name in names:
        if name == word or len(name) < SHORTEST:
            continue
        other = _script(name)
        if other == script:
            like = fuzz.ratio(word, name, score_cutoff=LIKE) if word[0] == name[0] or sound(word) == sound(name) else 0
            like = max(like, 99.0 if sound(word) == sound(name) else 0.0)
        elif "arabic" in (script, other):
            like = fuzz.ratio(bones(word), bones(name), score_cutoff=LIKE_IN_SOUND) if len(bones(word)) > 2 else 0
        else:
            like = fuzz.ratio(sound(word), sound(name), score_cutoff=LIKE_IN_SOUND)
        if like:
            found.append((-like, name))
    return [name for _like, name in sorted(found)[:MOST]]


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """How a folded name sounds, roughly and in Latin letters, whatever script it is written in."""
    said = word.translate(_LETTERS)
    for written, heard in _WRITTEN:
        said = said.replace(written, heard)
    out: list[str] = []
    for char in said:
        if not out or out[-1] != char:
            out.append(char)
    return "".join(out)


@lru_cache(maxsize=50_000)
def bones(word: str) -> str:
    """The consonants of a name; v is written f in Arabic."""
    said = sound(word).replace("v", "f")
    first = said[:1] if said[:1] not in "aeiou" else ""
    rest = "".join(char for char in said[1:] if char not in "aeiou")
    out: list[str] = []
    for char in first + rest:
        if not out or out[-1] != char:
            out.append(char)
    return "".join(out)


def _script(word: str) -> str:
    first = word[0]
    if "\u0400" <= first <= "\u052f":
        return "cyrillic"
    if "\u0600" <= first <= "\u06ff":
        return "arabic"
    return "latin" if first < "\u0250" else "other"
