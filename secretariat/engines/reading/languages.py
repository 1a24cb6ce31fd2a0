"""Languages as data: each is one file of ``languages/``, read once.

A language without the tables of speech gives head matter, sentences, dates, parties and persons, but no statements.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

__all__ = ["Language", "guess", "language", "languages", "listed", "pattern", "patterns", "words_of"]

_FOLDER = files("secretariat.engines.reading").joinpath("languages")
_SCRIPTS = {
    "Arabic": re.compile("[\u0620-\u064a\u0671-\u06d3]"),
    "Cyrillic": re.compile("[\u0400-\u04ff]"),
    "Latin": re.compile("[A-Za-z\u00c0-\u024f]"),
    "Han": re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"),
    "other": re.compile("[\u0370-\u03ff\u0530-\u058f\u0590-\u05ff\u0900-\u0dff\u0e00-\u0eff\u10a0-\u10ff]"),
}
_SHORT = 60
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
    """Return the code of the language a text is written in, or "und" where it is none of those known.

    The script decides first, then which language's most ordinary words fill more of the text: at least one in twelve.
    """
    sample = words[:5_000]
    counts = {script: len(pattern.findall(sample)) for script, pattern in _SCRIPTS.items()}
    script = max(counts, key=lambda name: counts[name])
    if counts[script] == 0:
        return "und"
    tokens = [token.lower() for token in _WORD.findall(sample)]
    hits = {
        one.code: {token for token in tokens if token in one.stop_words}
        for one in languages().values()
        if one.script == script
    }
    shares = {
        one.code: sum(token in one.stop_words for token in tokens) / len(tokens)
        for one in languages().values()
        if one.script == script
    }
    best = max(shares, key=lambda code: shares[code], default="und")
    # Few words hold few ordinary ones, and the more so in headlines.
    least = 0.03 if script != "Latin" or len(tokens) < _SHORT else 0.12
    is_sure = script != "Latin" or len(hits.get(best, ())) > 1
    return best if is_sure and shares.get(best, 0.0) >= least else "und"


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
