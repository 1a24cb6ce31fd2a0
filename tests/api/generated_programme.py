"""The programme of a conference file made up at random."""

import uuid
from random import Random
from typing import Any

from secretariat.engines.conferencefile import programme
from secretariat.engines.conferencefile.values import LANGUAGES

CODES = ("CH", "NO", "FR", "IT", "LAKE")
ROOMS = ("Hall", "Salon", "Salon", "Tent")


class Programme:
    """Sessions, bilateral meetings and the timetable, with the words of whoever makes the rest of the file."""

    def __init__(self, made: Any, delegations: list[dict[str, Any]]) -> None:
        self.made, self.chance = made, Random(made.chance.random())  # noqa: S311 - the same file in every run
        sent = [each for each in delegations if each["occasion"] == "conference"]
        self.people = {each["party"]: [person["name"] for person in each["delegates"]] for each in sent}
        self.numbers = [str(number) for number in range(1, self.chance.randint(2, 5))]

    def sections(self) -> dict[str, Any]:
        """All sections of the programme."""
        sessions = [self.session(f"session-{number}") for number in range(self.chance.randint(2, 5))]
        bilaterals = [self.bilateral() for _ in range(self.chance.randint(2, 5))]
        keys = [each["key"] for each in sessions]
        return {
            "agenda": [
                self.made.fact(number_=number, title_=self.made.text(), document=self.made.line(), order=3)
                for number in self.numbers
            ],
            "programme": sessions,
            "timetable": self.timetable(),
            "stays": [self.stay(code) for code in self.chance.sample(CODES, 3)],
            "bilaterals": bilaterals,
            "publications": [self.publication(number, keys, len(bilaterals)) for number in (1, 2)],
        }

    def rooms(self) -> list[dict[str, Any]]:
        """Rooms, two of which have one name."""
        rest = {"languages": ["en", "pt-BR"], "equipment": [self.made.line()], "tables": 3, "seats": 5, "booths": 2}
        return [{"name": name, "order": 1, **(rest if self.made.yes() else {})} for name in ROOMS]

    def room(self) -> str | int:
        """A room as a file names it."""
        place = self.chance.randint(1, len(ROOMS))
        name = ROOMS[place - 1]
        return name if ROOMS.count(name) == 1 else place

    def hours(self) -> dict[str, str]:
        """A beginning and an end."""
        hour, minute = self.chance.randint(0, 21), self.chance.randint(0, 59)
        day = self.made.day()
        return {"starts": f"{day}T{hour:02}:{minute:02}:00Z", "ends": f"{day}T{hour + 2:02}:00:00Z"}

    def person(self, code: str) -> dict[str, str]:
        """A party, or one of its people."""
        named = self.people.get(code, [])
        return {"party": code, "delegate": self.chance.choice(named)} if named and self.made.yes() else {"party": code}

    def chair(self) -> dict[str, Any]:
        """Somebody who presides."""
        code = self.chance.choice(CODES)
        if self.people.get(code) and self.made.yes():
            return {"party": code, "delegate": self.people[code][0]}
        return {"name": self.made.line(), "capacity": self.made.text()}

    def session(self, key: str) -> dict[str, Any]:
        """A session with everything that belongs to it."""
        hours = self.hours()
        # One session needs a party once, whole or by one person.
        needed = [self.person(code) for code in self.chance.sample(CODES, 2)]
        held: dict[str, Any] = self.made.fact(
            title_=self.made.text(),
            key_=key,
            kind_=self.made.one_of(programme.SessionKind),
            day_=hours["starts"][:10],
            room=self.room(),
            text=self.made.text(),
            items=self.chance.sample(self.numbers, 1),
            must_attend=needed,
            chair=self.chair(),
            languages=["en", "ar"],
            people=7,
            equipment=[self.made.line()],
            document=self.made.line(),
            cancelled_=self.made.yes(),
            uid_=self.uid(),
            speakers=self.speakers(),
            **{f"{name}_": moment for name, moment in hours.items()},
        )
        return held

    def speakers(self) -> dict[str, Any]:
        """A speakers' list."""
        turns = []
        for place in range(self.chance.randint(1, 4)):
            turn: dict[str, Any] = {
                **self.person(self.chance.choice(CODES)),
                "asked": f"2020-12-01T09:00:{place:02}Z",
                "given": 90,
                "used": self.chance.randint(1, 99),
                "state": self.chance.choice(("waiting", "done", "withdrawn")),
                "began": self.made.moment(),
                "ended": self.made.moment(),
                "order": place + 1,
            }
            if place:
                turn |= {"kind": "reply", "answers": self.chance.randint(1, place)}
            turns.append(turn)
        rule = self.chance.choice(("request", "protocol"))
        return {"rule": rule, "seconds": 60, "reply_seconds": 30, "open": self.made.yes(), "turns": turns}

    def timetable(self) -> dict[str, Any]:
        """Rules, hours, rooms that lie side by side."""
        return {
            "slot_minutes": 25,
            "changeover_minutes": 5,
            "keep_free": self.chance.randint(0, 3),
            "spread": self.chance.randint(0, 3),
            "interpreters": {"ar": 1, "ru": self.chance.randint(0, 4)},
            "clashes": {"travel": self.made.one_of(programme.ClashLevel)},
            "hours": [self.hours()],
            "rooms": [{"one": "Hall", "other": 2, "minutes": 4, "adjacent": True}, {"one": "Tent", "other": "Hall"}],
            "closures": [{"room": self.room(), **self.hours(), "reason": self.made.line()}],
            "apart": [["CH", "FR"]],
        }

    def stay(self, code: str) -> dict[str, Any]:
        """When a delegation can meet."""
        hours = self.hours()
        blocked = [{**self.hours(), "reason": self.made.line()}]
        return {"party": code, "arrives": hours["starts"], "departs": hours["ends"], "blocked": blocked}

    def bilateral(self) -> dict[str, Any]:
        """What one asks of another; of two parties one request is open."""
        asking, asked = self.chance.sample(CODES, 2)
        window, other = self.hours(), self.hours()
        proposal = {"minutes": 45, "after": other["starts"], "until": other["ends"], "topic": self.made.line()}
        place = {**self.hours(), "room": self.room(), "table": 2, "pinned": self.made.yes()}
        rest = {"seats": 4, "answer_by": self.made.moment(), "answer": self.made.words(), "languages": ["zh"]}
        return {
            "asking": asking,
            "asked": asked,
            "topic": self.made.line(),
            "rank": self.made.one_of(programme.BilateralRank),
            "minutes": self.chance.randint(5, 480),
            "after": window["starts"],
            "until": window["ends"],
            "preferred": self.made.one_of(programme.PartOfDay),
            "state": self.chance.choice(("declined", "withdrawn")),
            "answered": self.made.moment(),
            "proposal": proposal,
            "place": place,
            "uid": self.uid(),
            **(rest if self.made.yes() else {}),
        }

    def publication(self, number: int, keys: list[str], bilaterals: int) -> dict[str, Any]:
        """A version of the timetable."""
        return {
            "number": number,
            "published": self.made.moment(),
            "note": self.made.line(),
            "entries": [
                self.entry(self.chance.choice(keys), None),
                self.entry(None, self.chance.randint(1, bilaterals)),
            ],
        }

    def entry(self, key: str | None, bilateral: int | None) -> dict[str, Any]:
        """One session or bilateral meeting as a version has it."""
        of_session = {"session": key, "title": {self.chance.choice(LANGUAGES): "A title"}, "kind": "press"}
        code = self.chance.choice(CODES)
        return {
            "uid": self.uid(),
            "sequence": self.chance.randint(1, 4),
            "cancelled": self.made.yes(),
            **(of_session if key else {"bilateral": bilateral, "topic": self.made.line(), "table": 2}),
            "day": self.made.day(),
            **self.hours(),
            "room": self.room(),
            "delegations": self.chance.sample(CODES, 2),
            "delegates": [self.person(code)] if self.people.get(code) else [],
            "chair": self.chair(),
            "languages": ["fr"],
            "items": self.chance.sample(self.numbers, 1),
            "sensitivity": "delegations",
        }

    def uid(self) -> str:
        """By what calendars know something."""
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))


PARTS = {name for name in dir(programme) if name.endswith("Data")}
