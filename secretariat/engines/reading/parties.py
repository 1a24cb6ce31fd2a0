"""Parties and places in a text: states by name, nationality or acting capital, organisations, and the caller's own.

Names of states in every language are those of Unicode's CLDR (through Babel); nationalities, capitals, cities and
organisations are tables of this package.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from babel import Locale

from secretariat.engines.reading.languages import listed
from secretariat.engines.reading.models import KnownParty, PartyFound, PlaceFound, Span
from secretariat.engines.reading.text import fold

__all__ = ["Mention", "as_found", "city_of", "country_of_city", "mentions", "places", "state_of_publisher"]

_DATA = files("secretariat.engines.reading").joinpath("data")
_TOKEN = re.compile(r"[^\W_]+")
_LOCALES = ("en", "fr", "ru", "ar")
_LONGEST = 8
_SHORTEST = 2
_CONFIDENCE = {"name": 0.98, "adjective": 0.97, "organisation": 0.98, "capital": 0.9, "stem": 0.95}

_PLACE_BEFORE = listed("parties", "place_before")
_ACTS_BEFORE = listed("parties", "acts_before")
_ASIDES = frozenset({"for its part", "on its part", "from its side", "in its turn", "in turn it"})
_OFFICES = listed("parties", "offices")
_ACTS_AFTER = listed("parties", "acts_after")
_MONEY = listed("parties", "money")
_HOUSES = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:News Agency|Press Agency|News|Times|Post|Tribune|Herald|Daily|Radio|Television|TV)\b"
)


# Arabic writes Oman as it writes Amman; the sultanate is known by its title instead.
_AMBIGUOUS = frozenset({("OM", "\u0639\u0645\u0627\u0646")})
_PARTICLES = frozenset("\u0648\u0641\u0628\u0643")
_HEADED = frozenset({"LAS", "GCC", "OIC", "NATO", "ASEAN", "SCO", "OSCE", "CSTO", "COE", "IFRC"})
_HEAD = re.compile(r"\bSecretary-General\b(?! of\b)")


@dataclass(frozen=True)
class Mention:
    """One place in the text that names a party: its offsets, the code, and by what kind of name."""

    start: int
    end: int
    code: str
    kind: str
    is_possessive: bool = False


@dataclass(frozen=True)
class _Name:
    code: str
    kind: str
    # As it must be written where capitals make it a name ("US", "WHO"); empty where any capital will do.
    written: str = ""


class _Token(NamedTuple):
    start: int
    end: int
    folded: str


def mentions(text: str, known: Sequence[KnownParty] = ()) -> tuple[Mention, ...]:
    """Return every mention of a party, in its order, none within another."""
    tokens = _tokens(text)
    own = _own(tuple(known))
    found: list[Mention] = []
    number = 0
    while number < len(tokens):
        mention, used = _at(text, tokens, number, own)
        if mention is not None:
            found.append(mention)
        number += used
    return _with_head_of_un(text, found)


def as_found(found: Iterable[Mention]) -> tuple[PartyFound, ...]:
    """Return mentions as the reading has them, with confidence and rule."""
    return tuple(
        PartyFound(Span(one.start, one.end), _CONFIDENCE[one.kind], f"party-{one.kind}", one.code) for one in found
    )


def places(text: str) -> tuple[PlaceFound, ...]:
    """Return the cities named in a text, with the country each lies in."""
    tokens = _tokens(text)
    found: list[PlaceFound] = []
    number = 0
    firsts = _city_firsts()
    while number < len(tokens):
        used = 1
        if tokens[number].folded not in firsts or not text[tokens[number].start].isupper():
            number += 1
            continue
        for length in range(min(4, len(tokens) - number), 0, -1):
            country = _cities().get(" ".join(token.folded for token in tokens[number : number + length]))
            start, end = tokens[number].start, tokens[number + length - 1].end
            if country and _is_joined(text, start, end):
                found.append(PlaceFound(Span(start, end), 0.95, "place-city", text[start:end], country))
                used = length
                break
        number += used
    return tuple(found)


def country_of_city(name: str) -> str:
    """Return the code of the country a city lies in, or nothing."""
    return _cities().get(" ".join(_TOKEN.findall(fold(name))), "")


def state_of_publisher(name: str) -> str:
    """Return the state a publisher is at home in, by the table of agencies, its city, or a state's name in its own."""
    if name in _agencies():
        return _agencies()[name]
    words = _TOKEN.findall(fold(name))
    for length in (3, 2, 1):
        for first in range(len(words) - length + 1):
            key = " ".join(words[first : first + length])
            found = [
                entry.code
                for entry in _names().get(key, ())
                if entry.kind in {"name", "adjective"} and not entry.written
            ]
            if found or key in _cities():
                return found[0] if found else _cities()[key]
    return ""


def city_of(code: str) -> str:
    """Return the capital of a country as English writes it, or nothing."""
    return _capitals().get(code, "")


def _with_head_of_un(text: str, found: list[Mention]) -> tuple[Mention, ...]:
    """Take "the Secretary-General" for the United Nations where no other body with such an officer is named."""
    if any(one.code in _HEADED for one in found):
        return tuple(found)
    heads = (
        Mention(match.start(), match.end(), "UN", "organisation")
        for match in _HEAD.finditer(text)
        if not any(one.start <= match.start() < one.end or 0 <= match.start() - one.end <= 3 for one in found)
    )
    return tuple(sorted((*found, *heads), key=lambda one: one.start))


@lru_cache(maxsize=2)
def _tokens(text: str) -> list[_Token]:
    # Folding keeps no offsets, so each word is folded by itself; most of them are plain letters already.
    return [
        _Token(match.start(), match.end(), word.lower() if (word := match[0]).isascii() else fold(word))
        for match in _TOKEN.finditer(text)
    ]


def _at(
    text: str, tokens: list[_Token], number: int, own: Mapping[str, tuple[_Name, ...]]
) -> tuple[Mention | None, int]:
    """Return the mention that begins at a token, if any, and how many tokens to go on by."""
    firsts = _firsts()
    first = tokens[number].folded
    bare = first if first.isascii() or first in firsts or first in own else _without_particle(first)
    if bare in firsts or bare in own:
        longest = min(_LONGEST, len(tokens) - number)
        for length in range(longest, 0, -1):
            key = " ".join([bare, *(token.folded for token in tokens[number + 1 : number + length])])
            if key in _excluded():
                return None, length
            for name in (*own.get(key, ()), *_names().get(key, ())):
                mention = _checked(text, tokens, number, length, name)
                if mention is not None:
                    return mention, length
            # "Port of Spain" and "Mexico City" hold a state's name and name none.
            if length > 1 and key in _cities():
                return None, length
    return _by_stem(text, tokens[number]), 1


def _checked(text: str, tokens: list[_Token], number: int, length: int, name: _Name) -> Mention | None:
    start, end = tokens[number].start, tokens[number + length - 1].end
    words = text[start:end]
    if name.written and start and text[start - 1] in "-–":
        return None
    if (name.written and words.rstrip(".") != name.written) or not _is_joined(text, start, end):
        return None
    if words[0].islower() and words[0].isascii():
        return None
    following = tokens[number + length].folded if number + length < len(tokens) else ""
    if following in _MONEY or _HOUSES.match(text, end):
        return None
    if name.kind == "capital" and not _acts(text, tokens, number, length):
        return None
    is_possessive = following == "s" and text[end : end + 1] in {"'", "’"}
    code = "EU" if name.kind == "capital" and words == "Brussels" else name.code
    return Mention(start, end, code, name.kind, is_possessive)


def _is_joined(text: str, start: int, end: int) -> bool:
    """Say whether nothing but blanks, hyphens, full stops or apostrophes parts the words of a name."""
    return not re.search(r"[^\w\s.'’&()-]|\n", text[start:end]) and ". " not in text[start:end].replace("St. ", "St ")


def _acts(text: str, tokens: list[_Token], number: int, length: int) -> bool:
    """Say whether a capital stands for its government here, by the words round it."""
    before = tokens[number - 1].folded if number else ""
    earlier = tokens[number - 2].folded if number > 1 else ""
    after = tokens[number + length].folded if number + length < len(tokens) else ""
    gap = text[tokens[number + length - 1].end : tokens[number + length].start] if after else "\n"
    if text[tokens[number].start : tokens[number + length - 1].end].isupper():
        return False
    is_place = before in _PLACE_BEFORE and text[tokens[number - 1].end : tokens[number].start] == " "
    if is_place:
        return before == "of" and earlier in _OFFICES
    if after == "s" and gap in {"'", "’"}:
        return True
    aside = " ".join(token.folded for token in tokens[number + length : number + length + 3])
    if gap == " " and after in _ACTS_AFTER:
        return after != "and" or _pairs(text, tokens, number, length)
    is_met = before in _ACTS_BEFORE and (before != "and" or _is_capital_before(tokens, number))
    return is_met or (gap == ", " and aside in _ASIDES)


def _pairs(text: str, tokens: list[_Token], number: int, length: int) -> bool:
    following = number + length + 1
    return (
        following < len(tokens)
        and tokens[following].folded in _capital_words()
        and text[tokens[following].start].isupper()
    )


def _is_capital_before(tokens: list[_Token], number: int) -> bool:
    return number > 1 and tokens[number - 2].folded in _capital_words()


def _by_stem(text: str, token: _Token) -> Mention | None:
    """Find an inflected name or adjective of Russian, Arabic or French by its stem."""
    words = token.folded
    if words.isascii() and not text[token.start].isupper() and len(words) < 5:
        return None
    if words[:4] not in _stem_heads() and words.isascii():
        return None
    for form in _forms(words):
        for length in range(min(len(form), 14), 3, -1):
            stem = _stems().get(form[:length])
            if stem and len(form) - length <= 4:
                return Mention(token.start, token.end, stem, "stem")
    return None


def _forms(word: str) -> tuple[str, ...]:
    """Return a word without the Arabic particles that are written together with it."""
    if not "\u0620" <= word[0] <= "\u064a":
        return (word,)
    bare = re.sub(
        "^(?:[\u0648\u0641]?(?:\u0628\u0627\u0644|\u0644\u0644|\u0627\u0644|[\u0628\u0644\u0643])|[\u0648\u0641])(?=.{3})",
        "",
        word,
    )
    return (word, bare) if bare != word else (word,)


def _without_particle(word: str) -> str:
    """Return an Arabic word with its article alone, without the particle that is written together with it."""
    if word.startswith("\u0644\u0644"):
        return "\u0627" + word[1:]
    return word[1:] if word[:1] in _PARTICLES and word[1:3] == "\u0627\u0644" else word


@cache
def _names() -> Mapping[str, tuple[_Name, ...]]:
    names: dict[str, list[_Name]] = {}
    for code, words, kind in _rows():
        key = " ".join(_TOKEN.findall(fold(words)))
        compact = words.replace(".", "")
        written = words if compact.isupper() and len(compact) <= 6 else ""
        entry = _Name(code, kind, written.rstrip("."))
        if key and entry not in names.setdefault(key, []):
            names[key].append(entry)
    return {key: tuple(entries) for key, entries in names.items()}


def _rows() -> Iterable[tuple[str, str, str]]:
    for row in _table("organisations.txt"):
        yield from ((row[0], name, "organisation") for name in row[1].split(","))
    for row in _table("states.txt"):
        for kind, column in (("name", 1), ("adjective", 2), ("capital", 3)):
            yield from ((row[0], name.removeprefix("the "), kind) for name in row[column].split(",") if name)
    codes = {row[0] for row in _table("states.txt")}
    for locale in _LOCALES:
        names = Locale(locale).territories.items()
        known = ((code, name) for code, name in names if code in codes and len(name) > _SHORTEST)
        yield from ((code, name, "name") for code, name in known if (code, fold(name)) not in _AMBIGUOUS)


@cache
def _stems() -> Mapping[str, str]:
    return {fold(stem): row[0] for row in _table("stems.txt") for stem in row[1].split(",") if stem}


@cache
def _stem_heads() -> frozenset[str]:
    return frozenset(stem[:4] for stem in _stems())


@cache
def _cities() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in _table("states.txt"):
        for name in filter(None, (*row[3].split(","), *row[4].split(","))):
            found.setdefault(" ".join(_TOKEN.findall(fold(name))), row[0])
    return found


@cache
def _city_firsts() -> frozenset[str]:
    return frozenset(name.split()[0] for name in _cities())


@cache
def _capitals() -> Mapping[str, str]:
    return {row[0]: row[3].split(",")[0] for row in _table("states.txt")}


@cache
def _capital_words() -> frozenset[str]:
    return frozenset(key for key, names in _names().items() if any(name.kind == "capital" for name in names))


@cache
def _firsts() -> frozenset[str]:
    return frozenset(key.split()[0] for key in (*_names(), *_excluded()))


@cache
def _agencies() -> Mapping[str, str]:
    return {name: row[0] for row in _table("agencies.txt") for name in row[1].split(",")}


@cache
def _excluded() -> frozenset[str]:
    return frozenset(row[0] for row in _table("excluded.txt"))


@lru_cache(maxsize=4)
def _own(known: tuple[KnownParty, ...]) -> Mapping[str, tuple[_Name, ...]]:
    """Return the caller's names that are not in the tables already, each with the kind of a state or organisation."""
    names: dict[str, list[_Name]] = {}
    for party in known:
        for words in party.names:
            key = " ".join(_TOKEN.findall(fold(words)))
            if key and not _is_settled(party.code, key):
                names.setdefault(key, []).append(
                    _Name(party.code, "name" if party.is_state else "organisation", _as_written(words, key))
                )
    firsts = {key.split()[0] for key in names}
    return dict.fromkeys(firsts, ()) | {key: tuple(entries) for key, entries in names.items()}


def _is_settled(code: str, key: str) -> bool:
    """Say whether the tables know a name already, or keep it for something else."""
    is_known = any(name.code == code and name.kind != "capital" for name in _names().get(key, ()))
    return is_known or key in _excluded() or key in _cities() or (code, key) in _AMBIGUOUS


def _as_written(words: str, key: str) -> str:
    """Return how a name must be written: an abbreviation, and a word that without its accents is an ordinary one."""
    is_accented = key.isascii() and key.isalpha() and not words.isascii()
    return words if is_accented or (words.isupper() and len(words) <= 6) else ""


@cache
def _table(name: str) -> tuple[tuple[str, ...], ...]:
    lines = _DATA.joinpath(name).read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("|")) for line in lines if line and not line.startswith("#"))
