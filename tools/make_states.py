"""Write the registers of states and of regions from open data.

    python tools/make_states.py SHARED_FOLDER

SHARED_FOLDER holds `data/m49-countries` (the M49 and ISO 3166 codes, the names the United Nations uses) and
`data/unhcr-statistics/codes_names.csv` (UNHCR's own country codes). Short names and languages come from CLDR
through Babel. The result, one object a line in the order of the codes, stands in `secretariat/parties/data`.
"""

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel import Locale
from babel.languages import get_territory_language_info

Row = Mapping[str, str]

TARGET = Path(__file__).resolve().parent.parent / "secretariat" / "parties" / "data"
LOCALES = {"en": "en", "ar": "ar", "fr": "fr", "es": "es", "ru": "ru", "zh": "zh_Hans"}
UNTERM = {"en": "English", "ar": "Arabic", "fr": "French", "es": "Spanish", "ru": "Russian", "zh": "Chinese"}
UNSD = {"en": "en", "ar": "ar", "fr": "fr", "es": "es", "ru": "ru", "zh": "cn"}

ARTICLES = {"en": r"the ", "fr": r"(?:la |les |le |l['’])", "es": r"(?:la |las |los |el )"}

# CLDR's names for a reader at large are not how these parties are addressed in the United Nations
# ("Palestinian Territories", "Myanmar (Burma)", "Congo - Kinshasa", "ОАЭ"), so the list of M49 names them.
NAMED_BY_M49 = {"AE", "CD", "CG", "MM", "PS", "TR", "VA"}

# The source has no formal names for these two.
FORMAL_NAMES = {
    "CI": {
        "en": "Republic of Côte d’Ivoire",
        "ar": "جمهورية كوت ديفوار",
        "fr": "République de Côte d’Ivoire",
        "es": "República de Côte d’Ivoire",
        "ru": "Республика Кот-д’Ивуар",
        "zh": "科特迪瓦共和国",
    },
    "TR": {
        "en": "Republic of Türkiye",
        "ar": "جمهورية تركيا",
        "fr": "République de Türkiye",
        "es": "República de Türkiye",
        "ru": "Турецкая Республика",
        "zh": "土耳其共和国",
    },
}

# A name is written out: an abbreviation reads badly on a nameplate and sorts in the wrong place.
ABBREVIATIONS = {
    "en": {r" & ": " and ", r"\bSt\. ": "Saint "},
    "ru": {r"\bо-ва\b": "острова", r"\bо-в\b": "остров", r"\bСв\. ": "Святой "},
}

# CLDR still lists Arabic as official, which the Basic Law of 2018 ended.
LANGUAGES: Mapping[str, list[str]] = {"IL": []}


# The source calls it "in contention"; the General Assembly has called it an observer state since resolution 67/19.
OBSERVERS = {"PS"}


def make(shared: Path) -> None:
    """Write both registers."""
    m49 = shared / "data" / "m49-countries"
    unhcr = {row["iso3"]: row["unhcr_code"] for row in _rows(shared / "data/unhcr-statistics/codes_names.csv")}
    states = [_state(row, unhcr) for row in _rows(m49 / "country-codes.csv")]
    regions = _regions({language: _rows(m49 / f"UNSD-{suffix}.csv") for language, suffix in UNSD.items()})
    _write(TARGET / "states.json", sorted(states, key=lambda state: str(state["iso2"])))
    _write(TARGET / "regions.json", regions)


def _state(row: Row, unhcr: Mapping[str, str]) -> dict[str, object]:
    iso2, iso3 = row["ISO3166-1-Alpha-2"], row["ISO3166-1-Alpha-3"]
    languages = LANGUAGES[iso2] if iso2 in LANGUAGES else _languages(iso2)
    formal = FORMAL_NAMES.get(iso2) or _formal_names(row)
    return {
        "iso2": iso2,
        "iso3": iso3,
        "m49": row["M49"].zfill(3),
        "unhcr": unhcr.get(iso3),
        "region": _code(row["Region Code"]),
        "subregion": _code(row["Sub-region Code"]),
        "united_nations": iso2 in OBSERVERS or (row["is_independent"] == "Yes" and bool(formal)),
        "names": {language: _short_name(row, language) for language in LOCALES},
        "formal": formal,
        "languages": languages,
        "correspondence": languages[0] if languages else "en",
    }


def _short_name(row: Row, language: str) -> str:
    iso2 = row["ISO3166-1-Alpha-2"]
    if iso2 in NAMED_BY_M49:
        return row[f"official_name_{UNSD[language]}"]
    name = str(Locale.parse(LOCALES[language]).territories[iso2])
    for abbreviation, whole in ABBREVIATIONS.get(language, {}).items():
        name = re.sub(abbreviation, whole, name)
    return name[0].upper() + name[1:]


def _formal_names(row: Row) -> dict[str, str]:
    found = {language: row[f"UNTERM {column} Formal"] for language, column in UNTERM.items()}
    return {language: _formal_name(name, language) for language, name in found.items() if name}


def _formal_name(name: str, language: str) -> str:
    """Drop the article, which is there for use within a sentence, and the asterisk of a footnote."""
    name = " ".join(name.rstrip("* ").split())
    name = re.sub(rf"^{ARTICLES[language]}", "", name) if language in ARTICLES else name
    name = name.replace("'", "’")
    return name[0].upper() + name[1:]


def _languages(iso2: str) -> list[str]:
    """Return the official languages of a territory among the six, the most spoken first.

    A language that is official only in fact counts if most people speak it or none is spoken by more.
    """
    information = get_territory_language_info(iso2)
    spoken = {tag: float(entry["population_percent"] or 0) for tag, entry in information.items()}
    shares: dict[str, float] = {}
    for tag, share in spoken.items():
        language, status = tag.split("_")[0], information[tag]["official_status"]
        in_fact = status == "de_facto_official" and (share >= 50 or share == max(spoken.values()))
        if language in LOCALES and (in_fact or status == "official"):
            shares[language] = max(share, shares.get(language, 0))
    return sorted(shares, key=lambda language: (-shares[language], language))


def _regions(tables: Mapping[str, Iterable[Row]]) -> list[dict[str, object]]:
    parents: dict[str, str | None] = {}
    names: dict[str, dict[str, str]] = {}
    for language, rows in tables.items():
        for row in rows:
            region, subregion = row["Region Code"], row["Sub-region Code"]
            if not region:
                continue
            parents |= {region: None, subregion: region}
            names.setdefault(region, {})[language] = row["Region Name"].strip()
            names.setdefault(subregion, {})[language] = row["Sub-region Name"].strip()
    return [{"code": code, "parent": parents[code], "names": names[code]} for code in sorted(names)]


def _code(number: str) -> str | None:
    return number.zfill(3) if number else None


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _write(path: Path, objects: Iterable[Mapping[str, object]]) -> None:
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in objects)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
