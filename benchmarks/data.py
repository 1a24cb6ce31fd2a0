"""A large conference as a conference file: 200 parties, each with a delegation of 20, and its diplomatic record."""

import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks.record import record

SLUG = "large-2031"
STATES = 180
ORGANISATIONS = 20
PARTIES = STATES + ORGANISATIONS
DELEGATES_OF_A_PARTY = 20
DELEGATES = PARTIES * DELEGATES_OF_A_PARTY
SOURCES = 120
PAPERS, ARTICLES = 60, 40

_SHIPPED = Path(__file__).resolve().parents[1] / "secretariat" / "parties" / "data" / "states.json"
_GIVEN = [
    "Amina",
    "Bashir",
    "Carla",
    "Dmitri",
    "Elena",
    "Farid",
    "Grace",
    "Hassan",
    "Ingrid",
    "Joseph",
    "Khaled",
    "Leila",
    "Marta",
    "Nadia",
    "Omar",
    "Priya",
]
_FAMILY = [
    "Abboud",
    "Berg",
    "Castro",
    "Diallo",
    "Eriksen",
    "Fofana",
    "Garcia",
    "Haddad",
    "Ivanova",
    "Jansen",
    "Karimov",
    "Lopez",
    "Mansour",
    "Nasser",
]
_ARABIC = ["أمينة", "بشير", "خالد", "ليلى", "عمر", "نادية", "فريد", "حسن"]
_ROLES = ("head", "alternate", "adviser", "adviser", "interpreter", "press", "security", *["member"] * 13)
_CAPACITIES = ("Minister for Foreign Affairs", "Director of Migration", "Counsellor", "Legal adviser")
_STANDINGS = ("accepted", "accepted", "attended", "attended", "tentative", "declined", "no answer", "absent")
_CHANNELS = ("note verbale", "letter", "call", "mail")
_LANGUAGES = ("en", "ar", "fr", "es", "ru", "zh")
_SENT = date(2031, 3, 1)


def conference_file(delegates: int = DELEGATES_OF_A_PARTY) -> bytes:
    """The whole file, with so many delegates of each party; the same bytes at every call."""
    chance = Random(2031)
    states = _states()
    organisations = [f"ORG-{number:02}" for number in range(1, ORGANISATIONS + 1)]
    codes = [*states, *organisations]
    content = {
        "format": "secretariat/1",
        "conference": _conference(states),
        "sources": {f"source-{number:03}": _source(number) for number in range(1, SOURCES + 1)},
        "parties": [
            {"code": code, "name": f"Organisation {code[-2:]} for Return", "kind": "international organisation"}
            for code in organisations
        ],
        "invitations": [_invitation(code, chance) for code in codes],
        "participation_totals": [
            {"states": 190, "organisations": 24, "said": date(2031, 6, 3), "by": states[0], "sources": ["source-001"]}
        ],
        "delegations": [_delegation(code, chance, delegates) for code in codes],
        **record(states, codes, _some_source),
        "documents": [_paper(number) for number in range(1, PAPERS + 1)],
        "articles": [_article(number) for number in range(1, ARTICLES + 1)],
    }
    # The house refuses anchors, and its files are not folded.
    text: str = yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100_000)
    return text.encode()


class _Plain(yaml.SafeDumper):
    """Writes a text that stands twice twice."""

    def ignore_aliases(self, data: Any) -> bool:
        """Always."""
        del data
        return True


@cache
def _states() -> list[str]:
    rows = json.loads(_SHIPPED.read_text())
    return [row["iso2"] for row in rows if row["united_nations"]][:STATES]


def _conference(states: list[str]) -> dict[str, Any]:
    return {
        "slug": SLUG,
        "title": {code: f"Conference of Two Hundred Parties ({code})" for code in _LANGUAGES},
        "place": {"city": {"en": "Geneva", "fr": "Genève", "ar": "جنيف"}, "country": "CH"},
        "timezone": "Europe/Zurich",
        "starts": date(2031, 6, 2),
        "ends": date(2031, 6, 4),
        "host": "CH",
        "co_organisers": states[:2],
        "objectives": [{"text": f"Objective number {number}", "sources": ["source-002"]} for number in range(1, 6)],
        "expected_results": [{"text": f"Result number {number}", "sources": ["source-003"]} for number in range(1, 4)],
    }


def _source(number: int) -> dict[str, Any]:
    return {
        "title": f"Statement number {number} on the conference",
        "publisher": f"Agency {number % 17}",
        "date": _SENT + timedelta(days=number % 60),
        "language": _LANGUAGES[number % 6],
        "kind": "press" if number % 3 else "official statement",
        "url": f"https://news.example.org/statements/{number}",
    }


def _invitation(code: str, chance: Random) -> dict[str, Any]:
    answers = [_answer(code, day, chance) for day in range(10, 10 + 15 * chance.choice((1, 1, 2, 3)), 15)]
    contact = {"name": _name(chance), "mail": f"mission.{code.lower()}@example.org"}
    return {
        "party": code,
        "rank": "minister",
        "quota": DELEGATES_OF_A_PARTY,
        "sent": _SENT,
        "sent_through": "note verbale",
        "contact": {**contact, "language": chance.choice(_LANGUAGES)},
        "answers": answers,
    }


def _answer(code: str, day: int, chance: Random) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "standing": chance.choice(_STANDINGS),
        "said": _SENT + timedelta(days=day),
        "by": code,
        "through": chance.choice(_CHANNELS),
        "sources": [{"source": _some_source(chance), "passage": "has the honour to answer the invitation"}],
    }
    if answer["standing"] == "declined":
        answer["reason"] = "The date does not allow it."
    return answer


def _paper(number: int) -> dict[str, Any]:
    text = [{"text": f"Notes paragraph {place} of paper {number}"} for place in range(1, 6)]
    return {
        "key": f"paper-{number:03}",
        "symbol": f"A/CONF.9/{number}",
        "title": f"Paper number {number} on the return of refugees",
        "kind": "working paper",
        "state": "issued",
        "issued": date(2031, 6, 2),
        "languages": [{"language": "en", "state": "original", "issued": date(2031, 6, 2)}],
        "paragraphs": text,
    }


def _article(number: int) -> dict[str, Any]:
    return {
        "key": f"article-{number:03}",
        "title": f"What was said on day {number}",
        "lead": "The secretariat tells what was said.",
        "body": "Both sides **agreed** to go on.\n\n" * 8,
        "byline": "Press service",
        "languages": ["en"],
        "state": "published",
        "published": f"2025-05-{number % 28 + 1:02}T10:00:00Z",
    }


def _delegation(code: str, chance: Random, delegates: int) -> dict[str, Any]:
    bodies = [f"Ministry of Foreign Affairs of {code}", f"Ministry of the Interior of {code}"]
    return {
        "party": code,
        "bodies": bodies,
        "delegates": [_delegate(number, bodies, chance) for number in range(delegates)],
    }


def _delegate(number: int, bodies: list[str], chance: Random) -> dict[str, Any]:
    delegate: dict[str, Any] = {
        "name": f"{_name(chance)} {number + 1}",
        "honorific": chance.choice(("Mr", "Ms", "Dr")),
        "role": _ROLES[number],
        "capacity": chance.choice(_CAPACITIES),
        "body": bodies[number % 2],
        "rank": chance.choice(("minister", "ambassador", "senior official", "expert")),
        "mail": f"delegate{number}@example.org",
        "languages": ["en", chance.choice(_LANGUAGES[1:])],
    }
    if number % 4 == 0:
        delegate["original"] = f"{chance.choice(_ARABIC)} {chance.choice(_ARABIC)}"
        delegate["spellings"] = [f"{_name(chance)} {number + 1}"]
        delegate["sources"] = [_some_source(chance)]
    return delegate


def _name(chance: Random) -> str:
    return f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"


def _some_source(chance: Random) -> str:
    return f"source-{chance.randint(1, SOURCES):03}"
