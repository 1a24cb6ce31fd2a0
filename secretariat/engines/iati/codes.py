"""The codes of the standard that the house shows by name."""

import json
from functools import cache
from pathlib import Path

__all__ = ["STANDARD", "names_of", "organisation_types", "sectors"]

STANDARD = Path(__file__).with_name("standard")


def organisation_types(language: str = "en") -> dict[str, str]:
    """Return the kinds of organisations by code, in French or English."""
    return names_of("OrganisationType", language)


def sectors(language: str = "en") -> dict[str, str]:
    """Return the sectors of the OECD DAC by their five figures, in French or English; those in force alone."""
    return names_of("Sector", language)


def names_of(codelist: str, language: str = "en") -> dict[str, str]:
    """Return the names of a code list by code: French where there is one and it is asked for, else English."""
    return {code: names.get(language) or names["en"] for code, names in _codelists()[codelist].items()}


@cache
def _codelists() -> dict[str, dict[str, dict[str, str]]]:
    read: dict[str, dict[str, dict[str, str]]] = json.loads((STANDARD / "codelists.json").read_text(encoding="utf-8"))
    return read
