"""The words of offices and names in one language."""

from dataclasses import dataclass
from functools import cache

from secretariat.engines.reading.languages import Language, languages
from secretariat.engines.reading.words import Word

__all__ = ["Tables", "tables_of"]


@dataclass(frozen=True)
class Tables:
    """One language's words of offices and names."""

    offices: frozenset[str]
    before: frozenset[str]
    topics: frozenset[str]
    honorifics: frozenset[str]
    particles: frozenset[str]
    never: frozenset[str]
    namesakes: frozenset[str]
    surnames: frozenset[str]
    has_case: bool

    def is_office(self, word: Word) -> bool:
        """Say whether a word names an office, also in the plural or behind a hyphen."""
        lower = word.lower
        if lower in self.offices or self.is_many(word):
            return True
        return "-" in lower and all(part in self.offices or part in self.before for part in lower.split("-"))

    def is_many(self, word: Word) -> bool:
        """Say whether a word names an office in the plural, as in "Foreign Ministers A of Jordan and B of Egypt"."""
        lower = word.lower
        return (
            self.has_case
            and lower.isascii()
            and lower.endswith("s")
            and lower not in self.offices
            and lower[:-1] in self.offices
        )

    def is_before(self, word: Word) -> bool:
        """Say whether a word may stand before such a noun and belong to it."""
        return word.lower in self.before

    def is_topic(self, word: Word) -> bool:
        """Say whether a word belongs to the name of a ministry or field."""
        return word.lower in self.topics

    def is_other(self, word: Word) -> bool:
        """Say whether a word is never part of a person's name."""
        lower = word.lower
        return (
            lower in self.never
            or lower in self.offices
            or (lower in self.before and lower in self.topics)
            or self._is_field(lower)
        )

    def _is_field(self, lower: str) -> bool:
        return lower in self.topics or lower in self.before


@cache
def _tables(code: str) -> Tables:
    rows = languages()[code].persons
    return Tables(
        rows["offices"],
        rows["before"],
        rows["topics"],
        rows["honorifics"],
        rows["particles"],
        rows["never"],
        rows.get("namesakes", frozenset()),
        rows.get("surnames", frozenset()),
        code != "ar",
    )


def tables_of(language: Language) -> Tables:
    """Return a language's tables of offices, made once."""
    return _tables(language.code)
