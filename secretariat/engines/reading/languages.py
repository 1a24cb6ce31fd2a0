"""Languages as data: each is one file of ``languages/``, read once.

A language without the tables of speech gives head matter, sentences, dates, parties and persons, but no statements.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

__all__ = ["Language", "guess", "language", "languages", "listed", "pattern", "patterns", "words_of"]

_FOLDER = files("secretariat.engines.reading").joinpath("languages")
_SCRIPTS = {
    "Arabic": re.compile("[\u0620-\u064a\u0671-\u06d5]"),
    "Cyrillic": re.compile("[\u0400-\u04ff]"),
    "Latin": re.compile("[A-Za-z\u00c0-\u024f]"),
    "Han": re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"),
    "other": re.compile(
        "[\u0370-\u03ff\u1f00-\u1fff\u0530-\u058f\u0590-\u05ff\u0900-\u0dff\u0e00-\u0eff\u10a0-\u10ff\u1200-\u137f]"
    ),
}
_SHORT = 60
# One letter in so many tells a language by letters of its own.
_RARE = 40
_SIGNS = 3
_SAMPLE = 3_000
# No two languages of Latin letters share so many of their ordinary words.
_CERTAIN = 0.25
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Language:
    """One language's tables; sets of folded words unless said otherwise."""

    code: str
    script: str
    stop_words: frozenset[str]
    abbreviations: frozenset[str]
    dates: Mapping[str, Any]
    furniture: Mapping[str, tuple[str, ...]]
    persons: Mapping[str, frozenset[str]]
    speech: Mapping[str, Any] = field(default_factory=dict)
    verbs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tables: Mapping[str, Any] = field(default_factory=dict)

    @property
    def has_speech(self) -> bool:
        """Say whether statements can be found in this language."""
        return bool(self.verbs)


@cache
def languages() -> Mapping[str, Language]:
    """Return the languages by code, as the files have them."""
    found = (
        _loaded(tomllib.loads(path.read_text(encoding="utf-8")))
        for path in _FOLDER.iterdir()
        if path.name.endswith(".toml")
    )
    return MappingProxyType({one.code: one for one in sorted(found, key=lambda one: one.code)})


def language(code: str) -> Language | None:
    """Return one language, or nothing where there is no file for it."""
    return languages().get(code)


def guess(words: str) -> str:
    """Return the code of the language a text is written in, or "und" where nothing tells.

    The script decides first, then which language's most ordinary words fill more of the text: at least one in twelve. A
    language that is not read is named all the same where letters of its own or its words tell.
    """
    sample = words[:_SAMPLE]
    counts = {script: len(pattern.findall(sample)) for script, pattern in _SCRIPTS.items()}
    script = max(counts, key=lambda name: counts[name])
    if counts[script] == 0:
        return "und"
    tokens = Counter(token.lower() for token in _WORD.findall(sample))
    own = {one.code: one.stop_words for one in languages().values() if one.script == script}
    best = _likeliest(tokens, own, script) or "und"
    least = _share(tokens, own[best]) if best in own else 0.0
    if script == "Latin" and least >= _CERTAIN:
        return best
    return _other(sample, tokens, script, least=least) or best


def _likeliest(tokens: Counter[str], tables: Mapping[str, frozenset[str]], script: str) -> str:
    """Return the language whose most ordinary words fill the most of a text, or nothing where they are too few."""
    best = max(tables, key=lambda code: _share(tokens, tables[code]), default="")
    if not best:
        return ""
    # Few words hold few ordinary ones, and the more so in headlines.
    least = 0.03 if script != "Latin" or tokens.total() < _SHORT else 0.12
    is_sure = script != "Latin" or len(tables[best] & tokens.keys()) > 1
    return best if is_sure and _share(tokens, tables[best]) >= least else ""


def _share(tokens: Counter[str], table: frozenset[str]) -> float:
    return sum(tokens[word] for word in table & tokens.keys()) / max(tokens.total(), 1)


def _other(sample: str, tokens: Counter[str], script: str, *, least: float) -> str:
    """Return the language that is not read of which a text's letters or words tell more than ``least``, or nothing."""
    letters, tables = _others()
    if script != "Latin":
        whole = len(_SCRIPTS[script].findall(sample))
        told = (code for code, signs in letters.items() if len(signs.findall(sample)) * _RARE >= whole)
        found = next(told, "")
        if found or script != "Cyrillic":
            return found
    found = _likeliest(tokens, tables, script)
    # Two languages share a word or two, and a line in one of them may look like the other.
    is_told = bool(found) and len(tables[found] & tokens.keys()) >= _SIGNS
    return found if is_told and _share(tokens, tables[found]) > least else ""


@cache
def _others() -> tuple[Mapping[str, re.Pattern[str]], Mapping[str, frozenset[str]]]:
    path = files("secretariat.engines.reading").joinpath("data", "others.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    letters = {code: re.compile(f"[{signs}]", re.IGNORECASE) for code, signs in table["letters"].items()}
    return letters, {code: words_of(text) for code, text in table["words"].items()}


def listed(module: str, name: str) -> frozenset[str]:
    """Return a table of words that a module's rules for English go by."""
    return words_of(languages()["en"].tables["rules"][module][name])


def pattern(module: str, name: str) -> re.Pattern[str]:
    """Return an expression that a module's rules for English go by."""
    return re.compile(languages()["en"].tables["patterns"][module][name], re.IGNORECASE)


def patterns(module: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return a module's expressions by their names, in the order of the file."""
    return tuple((name, pattern(module, name)) for name in languages()["en"].tables["patterns"][module])


def words_of(text: str) -> frozenset[str]:
    """Return the words of a table's entry."""
    return frozenset(text.lower().split())


def _loaded(table: dict[str, Any]) -> Language:
    return Language(
        code=table["code"],
        script=table["scripts"],
        stop_words=words_of(table["stop_words"]),
        abbreviations=words_of(table["sentences"]["abbreviations"]),
        dates=MappingProxyType(table["dates"]),
        furniture=MappingProxyType({name: _listed(name, text) for name, text in table["furniture"].items()}),
        persons=MappingProxyType({name: words_of(text) for name, text in table["persons"].items()}),
        speech=MappingProxyType(table.get("speech", {})),
        verbs=MappingProxyType(
            {verb: tuple(part.strip() for part in text.split(",")) for verb, text in table.get("verbs", {}).items()}
        ),
        tables=MappingProxyType(table),
    )


def _listed(name: str, text: str) -> tuple[str, ...]:
    if name == "counters":
        return tuple(text.lower().split())
    return tuple(" ".join(part.lower().split()) for part in text.replace("\n", "|").split("|") if part.strip())
