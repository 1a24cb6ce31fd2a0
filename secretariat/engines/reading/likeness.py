"""How alike two names are in any script or spelling, and two reports of a meeting. It proposes; a person decides."""

import re
from datetime import date
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from secretariat.engines.reading.languages import listed
from secretariat.engines.reading.models import EventKey, Likeness
from secretariat.engines.reading.text import fold

__all__ = ["likeness_of_events", "likeness_of_names", "nearness_of_sounds", "sound_keys", "sounded"]

_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґў",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "zh",
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
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
            "e",
            "i",
            "i",
            "e",
            "g",
            "u",
        ],
        strict=True,
    )
)
_ARABIC = dict(
    zip(
        "اأإآبتثجحخدذرزسشصضطظعغفقكلمنهويىةءؤئپچگڤ",
        [
            "a",
            "a",
            "i",
            "a",
            "b",
            "t",
            "th",
            "j",
            "h",
            "kh",
            "d",
            "dh",
            "r",
            "z",
            "s",
            "sh",
            "s",
            "d",
            "t",
            "z",
            "a",
            "gh",
            "f",
            "q",
            "k",
            "l",
            "m",
            "n",
            "h",
            "w",
            "y",
            "a",
            "a",
            "",
            "w",
            "y",
            "p",
            "ch",
            "g",
            "v",
        ],
        strict=True,
    )
)
_LETTERS = str.maketrans({**_CYRILLIC, **_ARABIC})
_HARAKAT = re.compile("[\u064b-\u0652\u0670\u0640]")
_PARTICLES = listed("likeness", "particles")
_TITLES = listed("likeness", "titles")
# Spellings that different tongues give one sound; the order matters.
_SOUNDS = (
    (re.compile(r"mu?o?ha?m+[aeo]d|mehmet|mamadou"), "mohamed"),
    (re.compile(r"ah?m[ae]d\b"), "ahmad"),
    (re.compile(r"tch"), "ch"),
    (re.compile(r"dj|dzh"), "j"),
    (re.compile(r"shch|sch"), "sh"),
    (re.compile(r"ou|oo|w"), "u"),
    (re.compile(r"kh|q|c(?=[aoukl])|ck"), "k"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th|dh"), "t"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"(?<=[aeiou])y(?=[aeiou])|iy|yi|yy|ii|ie|ye|ia(?!\b)|ya(?!\b)|ee|e[iy]|ai|ay|ey|y"), "i"),
    (re.compile(r"v$|ff$|w$"), "f"),
    (re.compile(r"(?:ski|skii|skij|sky)$"), "ski"),
    (re.compile(r"e(?=n|v|f|d|r)"), "i"),
    (re.compile(r"o"), "u"),
    (re.compile(r"e$|h$"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_SAME_NAME = 0.85
_KIN, _ODD = 0.78, 0.62
_APART = 3


def likeness_of_names(one: str, other: str) -> Likeness:
    """Return how alike two names of persons are, from 0 to 1, whatever their script, order or spelling.

    Cyrillic and Arabic letters are romanised roughly, particles and titles passed over, and spellings of one sound made
    equal; what is left is compared by edit distance (RapidFuzz). From 0.8 on a person may be asked.
    """
    if fold(one).split() == fold(other).split():
        return Likeness(1.0, ("same",)) if one.strip() else Likeness(0.0, ())
    ours, theirs = _words(one), _words(other)
    if not ours or not theirs:
        return Likeness(0.0, ())
    shorter, longer = sorted((ours, theirs), key=len)
    pairs = _paired(shorter, longer)
    # The last word is the family's in most languages and weighs double; a given name alone says little.
    family = max(_word_likeness(ours[-1], theirs[-1]), *(pairs.get(word, 0.0) for word in (shorter[-1], longer[-1])))
    score = (sum(pairs.values()) + 2 * family) / (len(shorter) + 2) - 0.03 * (len(longer) - len(shorter))
    if min(pairs.values()) < _ODD or family < _KIN:
        score = min(score, 0.6)
    if len(shorter) > 1 and max(_word_likeness(longer[-1], word) for word in shorter) < _KIN:
        score = min(score, 0.75)
    return Likeness(round(max(0.0, min(score, 0.99)), 3), _reasons(one, other, shorter, longer))


def sound_keys(name: str) -> frozenset[str]:
    """Return keys of which two names that may be alike share one, so that not every name is compared with every other.

    A name of several words is known by the bones of one word (its consonants as they sound) with any two of three that
    another word is known by; a name of one word by its bones alone.
    """
    bones = [_bones(word) for word in _words(name)]
    if len(bones) == 1:
        return frozenset(bones)
    parts = [_parts(bone) for bone in bones]
    return frozenset(
        f"{one} {part}" for n, one in enumerate(bones) for m in range(len(bones)) if n != m for part in parts[m]
    )


def sounded(name: str) -> str:
    """Return the words of a name as they sound, in the order of the alphabet."""
    return " ".join(sorted(_words(name)))


def nearness_of_sounds(one: str, other: str) -> float:
    """Return how near two sounded names are, from 0 to 1: much quicker than their likeness, and much rougher."""
    return fuzz.ratio(one, other) / 100


def _parts(bones: str) -> tuple[str, ...]:
    """What stays of a word of which one sound is misheard: its beginning, its end, or both without what is between."""
    if len(bones) < 3:
        return bones, f"{bones[:1]}-"
    return f"{bones[:2]}-", f"-{bones[-2:]}", f"{bones[0]}-{bones[-1]}"


def _paired(shorter: tuple[str, ...], longer: tuple[str, ...]) -> dict[str, float]:
    """Return how alike each word of the shorter name is to its own word of the longer one."""
    likely = sorted(((_word_likeness(a, b), a, n) for a in shorter for n, b in enumerate(longer)), reverse=True)
    found: dict[str, float] = {}
    taken: set[int] = set()
    for score, word, number in likely:
        if word not in found and number not in taken:
            found[word] = score
            taken.add(number)
    return found


def likeness_of_events(one: EventKey, other: EventKey) -> Likeness:
    """Return how alike two meetings are, from 0 to 1, with what they have in common.

    Days that lie apart by more than two part them whatever else they share; what one of them does not say is not held
    against it.
    """
    weights = {"date": 0.25, "parties": 0.35, "persons": 0.25, "kind": 0.05, "place": 0.10}
    parts = {
        "date": _nearness(one.when, other.when),
        "parties": _overlap(one.parties, other.parties),
        "persons": _persons(one.persons, other.persons),
        "kind": None if not one.kind or not other.kind else float(one.kind == other.kind),
        "place": _place(one, other),
    }
    if parts["date"] == 0.0 or parts["parties"] == 0.0:
        return Likeness(0.0, ())
    said = {name: value for name, value in parts.items() if value is not None}
    weight = sum(weights[name] for name in said)
    # The parties alone do not make two reports one event: what is unsaid counts for a half.
    total = sum(weights[name] * value for name, value in said.items()) + 0.4 * (1 - weight)
    reasons = tuple(name for name, value in said.items() if value >= 0.7)
    return Likeness(round(total, 3), reasons)


def _words(name: str) -> tuple[str, ...]:
    plain = _HARAKAT.sub("", fold(name))
    plain = plain.translate(_LETTERS)
    words = [word for word in re.split(r"[^\w]+|_", re.sub(r"['ʿʾ]", "", plain)) if len(word) > 1]
    bare = [word for word in words if word not in _PARTICLES and word not in _TITLES] or words
    return tuple(_sounded(word.removeprefix("al") if _is_arabic_article(name, word) else word) for word in bare)


def _is_arabic_article(name: str, word: str) -> bool:
    return word.startswith("al") and len(word) > 5 and any("\u0620" <= letter <= "\u064a" for letter in name)


@cache
def _sounded(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def _word_likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if min(len(one), len(other)) == 1:
        return 0.8 if one[:1] == other[:1] else 0.0
    ratio = fuzz.ratio(one, other) / 100
    bones = fuzz.ratio(_bones(one), _bones(other)) / 100
    winkler = JaroWinkler.similarity(one, other) if abs(len(one) - len(other)) < _APART else 0.0
    return float(max(ratio, 0.95 * bones if min(len(_bones(one)), len(_bones(other))) > 1 else 0.0, winkler * 0.9))


def _bones(word: str) -> str:
    return word[:1] + re.sub("[aeiou]", "", word[1:])


def _reasons(one: str, other: str, shorter: tuple[str, ...], longer: tuple[str, ...]) -> tuple[str, ...]:
    reasons = ["spelling"]
    if one.isascii() != other.isascii():
        reasons.append("script")
    if len(shorter) != len(longer):
        reasons.append("part")
    return tuple(reasons)


def _nearness(one: str, other: str) -> float | None:
    if not one or not other:
        return None
    if len(one) < 10 or len(other) < 10:
        short = min(len(one), len(other))
        return 0.8 if one[:short] == other[:short] else 0.0
    try:
        apart = abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
    except ValueError:
        return None
    return {0: 1.0, 1: 0.8, 2: 0.5}.get(apart, 0.0)


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> float | None:
    if not one or not other:
        return None
    return len({*one} & {*other}) / len({*one} | {*other})


def _persons(one: tuple[str, ...], other: tuple[str, ...]) -> float | None:
    if not one or not other:
        return None
    shorter, longer = sorted((one, other), key=len)
    best = [max(likeness_of_names(name, candidate).score for candidate in longer) for name in shorter]
    return sum(score if score >= _SAME_NAME else 0.0 for score in best) / len(best)


def _place(one: EventKey, other: EventKey) -> float | None:
    if one.city and other.city:
        return float(fold(one.city) == fold(other.city))
    if one.country and other.country:
        return float(one.country == other.country)
    return None
