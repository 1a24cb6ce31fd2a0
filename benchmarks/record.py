"""The diplomatic record of the large conference: its plan, meetings, missions, challenges, positions and obstacles."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

TASKS = 80
MEETINGS = 150
POINTS_OF_A_MEETING = 6
MISSIONS = 20
CHALLENGES = 40
POSITIONS = 400
INITIATIVES = 60
OBSTACLES = 80

_FIRST = date(2031, 1, 6)
_VERBS = ("discussed", "stressed", "agreed", "affirmed", "reported", "offered", "supported", "thanked", "objected")
_TOPICS = ("timing", "conditions of return", "sanctions", "burden", "participation", "reconstruction", "documents")
_OBSTACLES = ("security", "explosive hazards", "documentation", "basic services", "livelihoods", "sanctions")
_CHALLENGES = ("obstruction", "pressure", "call not to attend", "funding", "logistics")


def record(states: Sequence[str], codes: Sequence[str], source: Callable[[Random], str]) -> dict[str, Any]:
    """The sections of the record; the same at every call."""
    made = _Record(list(states), list(codes), source)
    return {
        "tasks": [made.task(number) for number in range(1, TASKS + 1)],
        "meetings": [made.meeting(number) for number in range(1, MEETINGS + 1)],
        "missions": [made.mission(number) for number in range(1, MISSIONS + 1)],
        "challenges": [made.challenge(number) for number in range(1, CHALLENGES + 1)],
        "positions": [made.position(number) for number in range(1, POSITIONS + 1)],
        "initiatives": [made.initiative(number) for number in range(1, INITIATIVES + 1)],
        "obstacles": [made.obstacle(number) for number in range(1, OBSTACLES + 1)],
    }


class _Record:
    """One record in the making."""

    def __init__(self, states: list[str], codes: list[str], source: Callable[[Random], str]) -> None:
        self._states, self._codes, self._source = states, codes, source
        self._chance = Random(1951)

    def task(self, number: int) -> dict[str, Any]:
        begins = _FIRST + timedelta(days=number)
        return {
            "title": f"Task number {number} of the plan",
            "state": self._chance.choice(("planned", "under way", "done")),
            "start": begins,
            "due": begins + timedelta(days=14),
            "owner": self._chance.choice(self._codes),
            "needs": [number - 1] if number % 4 != 1 else [],
        }

    def meeting(self, number: int) -> dict[str, Any]:
        host, *visitors = self._chance.sample(self._codes, 3)
        held = _FIRST + timedelta(days=number % 120)
        points = [self._point(each, (host, *visitors)) for each in range(POINTS_OF_A_MEETING)]
        return {
            "key": f"meeting-{number:03}",
            "title": {"en": f"Meeting number {number}", "fr": f"Réunion numéro {number}"},
            "kind": self._chance.choice(("preparatory", "bilateral", "margins", "video")),
            "date": held,
            "place": {"city": "Geneva", "country": "CH"},
            "host": {"party": host, "person": f"Minister {number}", "capacity": "Minister for Foreign Affairs"},
            "visitors": [{"party": code, "head": f"Envoy of {code}"} for code in visitors],
            "points": points,
            "follow_ups": [{"text": f"Send paper {number}", "owner": host, "due": held + timedelta(days=30)}],
            "sources": [self._source(self._chance)],
        }

    def mission(self, number: int) -> dict[str, Any]:
        begins = _FIRST + timedelta(days=5 * number)
        stops = [
            {"country": code, "date": begins + timedelta(days=day), "result": f"Result of stop {day}"}
            for day, code in enumerate(self._chance.sample(self._states, 5))
        ]
        return {
            "party": self._chance.choice(self._states),
            "head": f"Envoy {number}",
            "purpose": "To consult on the conference",
            "from": begins,
            "until": begins + timedelta(days=5),
            "stops": stops,
            "reported_back": {"meeting": f"meeting-{number:03}", "sources": [self._source(self._chance)]},
        }

    def challenge(self, number: int) -> dict[str, Any]:
        said_by, done_to = self._chance.sample(self._codes, 2)
        return {
            "kind": self._chance.choice(_CHALLENGES),
            "text": f"Challenge number {number}",
            "said": _FIRST + timedelta(days=number),
            "attributed_to": [said_by],
            "done_to": [done_to],
            "assessments": [{"made": _FIRST, "likelihood": 1 + number % 5, "impact": 1 + number % 3}],
            "sources": [self._source(self._chance)],
        }

    def position(self, number: int) -> dict[str, Any]:
        return {
            "party": self._chance.choice(self._codes),
            "date": _FIRST + timedelta(days=number % 140),
            "topic": self._chance.choice(_TOPICS),
            "stance": self._chance.choice(("for", "against", "neutral")),
            "text": f"What was said under number {number}",
            "sources": [
                {"source": self._source(self._chance), "passage": "it holds that", "start": number, "end": 900}
            ],
        }

    def initiative(self, number: int) -> dict[str, Any]:
        return {"party": self._chance.choice(self._codes), "text": f"Initiative number {number}", "date": _FIRST}

    def obstacle(self, number: int) -> dict[str, Any]:
        return {
            "kind": self._chance.choice(_OBSTACLES),
            "text": f"Obstacle number {number}",
            "attributed_to": self._chance.sample(self._codes, 2),
            "sources": [self._source(self._chance)],
        }

    def _point(self, number: int, parties: Sequence[str]) -> dict[str, Any]:
        return {
            "verb": self._chance.choice(_VERBS),
            "by": list(self._chance.sample(parties, 2)),
            "text": f"Point number {number} of the meeting, in the words of those who were there",
            "sources": [self._source(self._chance)],
        }
