"""Verbs of speech in a text: every inflected form of the tables, phrases included, as what the verb stands for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from secretariat.engines.reading.languages import Language, languages, listed
from secretariat.engines.reading.words import Word

__all__ = ["BE", "Verb", "verb_at"]

Form = Literal["base", "present", "past", "participle", "ing"]

BE = listed("verbs", "be")
_HAVE = listed("verbs", "have")
# "Put" and its like are taken as past before anything else: reports tell of what was.
_ORDER = ("past", "present", "ing", "participle", "base")
_GAP = 7
# Words that end the stretch in which a verb such as "expressed" looks for its noun.
_STOPS = listed("verbs", "stops")
_ADVERBS = listed("verbs", "adverbs")


@dataclass(frozen=True)
class Verb:
    """A verb of speech at a word: up to which word it goes, what it stands for, its form, and how it is looked up."""

    start: int
    end: int
    verb: str
    form: Form
    base: str
    is_expressed: bool = False


@dataclass(frozen=True)
class _Entry:
    tail: tuple[str, ...]
    verb: str
    form: Form
    base: str


def verb_at(words: Sequence[Word], number: int, language: Language) -> Verb | None:
    """Return the verb of speech that begins at a word, the longest phrase first, or nothing."""
    tables = _tables(language.code)
    lower = words[number].lower
    entries = tables.entries.get(lower, ())
    for entry in entries:
        if entry.tail:
            end = _end_of(words, number + 1, entry.tail)
            if end:
                return Verb(number, end, entry.verb, entry.form, entry.base)
    expressing = tables.express.get(lower)
    if expressing:
        found = _expressed(words, number, expressing, tables.nouns)
        if found:
            return found
    return next((Verb(number, number + 1, one.verb, one.form, one.base) for one in entries if not one.tail), None)


def _end_of(words: Sequence[Word], number: int, tail: tuple[str, ...]) -> int:
    """Return the word behind a phrase's further words, an adverb passed over, or nought where they do not follow."""
    while number < len(words) and words[number].lower in _ADVERBS and words[number].lower != tail[0]:
        number += 1
    if tuple(word.lower for word in words[number : number + len(tail)]) == tail:
        return number + len(tail)
    return 0


def _expressed(words: Sequence[Word], number: int, form: Form, nouns: Mapping[str, str]) -> Verb | None:
    for end in range(number + 1, min(number + _GAP + 1, len(words))):
        lower = words[end].lower
        if lower in _STOPS:
            return None
        verb = nouns.get(lower)
        if verb and not (end + 1 < len(words) and words[end + 1].lower in nouns):
            return Verb(number, end + 1, verb, form, f"express {lower}", is_expressed=True)
    return None


@dataclass(frozen=True)
class _Tables:
    entries: Mapping[str, tuple[_Entry, ...]]
    express: Mapping[str, Form]
    nouns: Mapping[str, str]


@cache
def _tables(code: str) -> _Tables:
    language = languages()[code]
    inflection = language.tables.get("inflection", {})
    irregular = {row.split()[0]: row.split() for row in inflection.get("irregular", "").split(",") if row.strip()}
    doubled = frozenset(inflection.get("doubled", "").split())
    entries: dict[str, list[_Entry]] = {}
    for verb, phrases in language.verbs.items():
        for phrase in phrases:
            first, *rest = phrase.split(":")[0].split()
            for form, word in _forms(first, irregular, doubled):
                entry = _Entry(tuple(rest), verb, form, " ".join((first, *rest)))
                if entry not in entries.setdefault(word, []):
                    entries[word].append(entry)
    express = {
        word: form
        for first in inflection.get("express", "").split()
        for form, word in _forms(first, irregular, doubled)
    }
    ordered = {
        word: tuple(sorted(found, key=lambda entry: (-len(entry.tail), _ORDER.index(entry.form))))
        for word, found in entries.items()
    }
    return _Tables(ordered, express, language.tables.get("expressed", {}))


def _forms(base: str, irregular: Mapping[str, Sequence[str]], doubled: frozenset[str]) -> list[tuple[Form, str]]:
    if base == "be":
        return [
            ("present", "is"),
            ("present", "are"),
            ("past", "was"),
            ("past", "were"),
            ("ing", "being"),
            ("base", "be"),
        ]
    stem = base + base[-1] if base in doubled else base
    silent = base.endswith("e")
    ends_y = base.endswith("y") and base[-2] not in "aeiou"
    sibilant = base.endswith(("s", "sh", "ch", "x", "z"))
    present = base[:-1] + "ies" if ends_y else base + ("es" if sibilant or base.endswith("o") else "s")
    past = base[:-1] + "ied" if ends_y else stem + ("d" if silent else "ed")
    ing = base[:-1] + "ing" if silent and not base.endswith("ee") else stem + "ing"
    forms: list[tuple[Form, str]] = [("present", present), ("ing", ing), ("base", base)]
    if base in irregular:
        forms += [("past", irregular[base][1]), ("participle", irregular[base][2])]
    else:
        forms.append(("past", past))
    return forms
