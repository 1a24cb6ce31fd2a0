"""Conference files made up at random, with something under every key from delegates on sooner or later."""

from random import Random
from typing import Any, get_args

from secretariat.engines.conferencefile import accreditation, record
from secretariat.engines.conferencefile.values import LANGUAGES, Capacity, DelegateRole, Occasion, Sensitivity
from tests.api.generated_follow_up import FollowUp
from tests.api.generated_papers import Papers
from tests.api.generated_programme import Programme

CODES = ("CH", "NO", "FR", "IT", "LAKE")
COUNTRIES = CODES[:4]
SOURCES = ("note", "report", "call")
WORDS = (
    "The lake",
    "two\nlines",
    "NO",
    "12",
    "a: b #c",
    "  spaces ",
    "it's",
    "ماء",
    "Берег",
    "\u2028x",
    "- dash",
    "end\r\n",
)


class Made:
    """A file, as plain data."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311 - the same file in every run
        self.number = 0

    def file(self) -> dict[str, Any]:
        """The whole of it."""
        tasks = self.some(self.task, least=4)
        for place, task in enumerate(tasks, start=1):
            # Earlier ones alone, so that there is no circle.
            task["needs"] = [each for each in range(1, place) if self.chance.random() < 0.3]
        meetings = self.some(self.meeting, least=2)
        delegations = [self.delegation(code, each) for code in CODES for each in get_args(Occasion)]
        of_programme = Programme(self, delegations)
        file = {
            "conference": {**self.conference(), "rooms": of_programme.rooms()},
            "sources": {key: {"publisher": "Agency", "date": "2020-10"} for key in SOURCES},
            "parties": [{"code": "LAKE", "name": "Lake Commission"}],
            "invitations": [{"party": code, "capacity": self.one_of(Capacity)} for code in self.codes()],
            "delegations": delegations,
            "accreditation": self.terms(),
            "door": self.door(),
            "tasks": tasks,
            "meetings": meetings,
            "missions": self.some(lambda: self.mission([meeting["key"] for meeting in meetings])),
            "challenges": self.some(self.challenge),
            "positions": self.some(self.position, least=4),
            "initiatives": self.some(self.initiative),
            "obstacles": self.some(self.obstacle, least=4),
            "reported_figures": self.some(self.figure),
            "notices": self.some(self.notice),
            **of_programme.sections(),
        }
        follow_up = FollowUp(self, file)
        for obstacle in file["obstacles"]:
            obstacle["places"] = self.chance.sample(follow_up.areas, 1)
        file |= follow_up.sections()
        return {**file, **Papers(self, file).sections()}

    def conference(self) -> dict[str, Any]:
        """A conference that speaks first in any language."""
        return {
            "slug": "made-up",
            "title": "A conference",
            "place": {"country": "CH"},
            "timezone": "Europe/Zurich",
            "starts": "2020-12-01",
            "ends": "2020-12-02",
            "host": "CH",
            "language": self.chance.choice(LANGUAGES),
        }

    def some(self, make: Any, least: int = 1) -> list[Any]:
        """A few of a kind."""
        return [make() for _ in range(self.chance.randint(least, least + 3))]

    def fact(self, **values: Any) -> dict[str, Any]:
        """A fact with sources and a level; about every third key that may be left out is."""
        kept = {key: value for key, value in values.items() if key.endswith("_") or self.chance.random() < 0.7}
        cited = self.chance.sample(SOURCES, self.chance.randint(0, 3))
        return {
            **{key.removesuffix("_"): value for key, value in kept.items()},
            "sources": [self.citation(key) for key in cited],
            "sensitivity": self.chance.choice(get_args(Sensitivity)),
        }

    def citation(self, key: str) -> Any:
        """A key, or a passage with its place."""
        start = self.chance.randint(0, 500)
        return self.chance.choice((key, {"source": key, "passage": self.words(), "start": start, "end": start + 9}))

    def words(self) -> str:
        """Words that no other text of the file has."""
        self.number += 1
        return f"{self.chance.choice(WORDS)} {self.number}"

    def text(self) -> Any:
        """Words in one language or several."""
        languages = self.chance.sample(LANGUAGES, self.chance.randint(1, 3))
        return self.chance.choice((self.words(), {code: self.words() for code in languages}))

    def line(self) -> str:
        """Words on one line."""
        return " ".join(self.words().split())

    def day(self) -> str:
        """A day."""
        return f"2020-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"

    def date(self) -> str:
        """A day or a month."""
        return self.day()[: self.chance.choice((7, 10))]

    def codes(self) -> list[str]:
        """Some parties, each once."""
        return self.chance.sample(CODES, self.chance.randint(0, 3))

    def one_of(self, choices: Any) -> Any:
        """One of the words that may stand there."""
        return self.chance.choice(get_args(choices))

    def yes(self) -> bool:
        """Yes or no."""
        return self.chance.random() < 0.5

    def delegation(self, party: str, occasion: str) -> dict[str, Any]:
        """A delegation; some of its people come in the place of those before them."""
        people = self.some(self.person, least=0)
        for place, person in enumerate(people):
            if place and self.yes():
                person["in_place_of"] = people[place - 1]["name"]
        with_place = [each for each in people if each.get("state") not in accreditation.WITHOUT_A_PLACE]
        for other in [each for each in with_place if each["role"] == "head"][1:]:
            other["role"] = "member"
        letter = {"credentials": self.letter()} if self.yes() else {}
        return {"party": party, "occasion": occasion, "delegates": people, **letter}

    def person(self) -> dict[str, Any]:
        """A person, somewhere on the way from nomination to accreditation."""
        state = self.chance.choice((None, *get_args(accreditation.DelegateState)))
        came = {"state_": state, "state_since": self.moment(), "reason": self.words()} if state else {}
        places = {"overflow": True} if self.yes() else {}
        return self.fact(
            name_=self.line(), role_=self.one_of(DelegateRole), media_=self.yes(), body=self.text(), **places, **came
        )

    def moment(self) -> str:
        """A moment, with or without its fractions."""
        fraction = self.chance.choice(("", f".{self.chance.randint(1, 999_999):06}"))
        return f"{self.day()}T{self.chance.randint(0, 23):02}:05:09{fraction}Z"

    def letter(self) -> dict[str, Any]:
        """Credentials."""
        rest = {"received": self.day(), "signed_by": self.line(), "remark": self.words()}
        return self.fact(state_=self.one_of(accreditation.CredentialsState), **rest)

    def terms(self) -> dict[str, Any]:
        """What is asked of those who are accredited."""
        asked = ("photo", "document", "birth_date", "mail", "credentials")
        required = {f"{name}_required": self.yes() for name in asked}
        return {**required, "retention_days": self.chance.randint(0, 3650)}

    def door(self) -> dict[str, Any]:
        """A door with zones, classes, gates, rules and templates."""
        zones = [f"Z{number}" for number in range(self.chance.randint(1, 4))]
        in_use = {kind: self.chance.randint(0, 1) for kind in get_args(accreditation.PrintKind)}
        return {
            "zones": [
                {"code": code, "name": self.text(), "places": 9, "order": self.chance.randint(1, 9)} for code in zones
            ],
            "classes": [self.badge_class(f"C{number}", zones) for number in range(3)],
            "gates": self.some(lambda: self.gate(zones)),
            "rules": {"photos_at_door": self.yes(), "quorum": 5, "snapshot_hours": self.chance.randint(1, 720)},
            "templates": [
                {"kind": kind, "name": self.line(), "source": self.words(), "in_use": place == in_use[kind]}
                for kind in in_use
                for place in range(2)
            ],
        }

    def badge_class(self, code: str, zones: list[str]) -> dict[str, Any]:
        """A class of badges."""
        return {
            "code": code,
            "name": self.text(),
            "colour": self.one_of(accreditation.Colour),
            "zones": self.chance.sample(zones, self.chance.randint(0, len(zones))),
            "capacities": self.chance.sample(get_args(Capacity), self.chance.randint(0, 2)),
            "roles": self.chance.sample(get_args(DelegateRole), self.chance.randint(0, 3)),
            "overflow": self.yes(),
            "order": self.chance.randint(1, 9),
        }

    def gate(self, zones: list[str]) -> dict[str, Any]:
        """A gate; two may be called the same."""
        name = self.chance.choice((self.text(), "The gate"))
        direction = self.one_of(accreditation.Direction)
        return {"name": name, "zone": self.chance.choice(zones), "direction": direction, "in_use": self.yes()}

    def task(self) -> dict[str, Any]:
        """A task."""
        start, due = sorted((self.day(), self.day()))
        return self.fact(
            title_=self.text(),
            details=self.text(),
            key=self.line(),
            state_=self.one_of(record.TaskState),
            start=start,
            due=due,
            done=self.day(),
            owner=self.chance.choice(CODES),
            unit=self.text(),
            held_up=self.text(),
            order=self.chance.randint(1, 9),
        )

    def meeting(self) -> dict[str, Any]:
        """A meeting with everything that belongs to it."""
        self.number += 1
        minutes = [self.version(state) for state in self.chance.choice(((), ("draft",), ("draft", "agreed")))]
        return self.fact(
            key_=f"meeting-{self.number}",
            title_=self.text(),
            kind_=self.one_of(record.MeetingKind),
            date=self.date(),
            place={"venue": self.text(), "city": self.text(), "country": self.chance.choice(COUNTRIES)},
            host={"party": self.chance.choice(CODES), "person": self.line(), "capacity": self.text()},
            visitors_=[self.visitor(code) for code in self.codes()],
            subject=self.text(),
            record_=self.one_of(record.RecordState),
            points_=self.some(self.point),
            minutes_=minutes,
            follow_ups_=self.some(self.follow_up),
        )

    def visitor(self, code: str) -> dict[str, Any]:
        """A visitor."""
        occasion = self.one_of(Occasion)
        return {"party": code, "head": self.line(), "capacity": self.text(), "delegation": occasion}

    def version(self, state: str) -> dict[str, Any]:
        """A version of minutes."""
        language = self.chance.choice(LANGUAGES)
        days = {"circulated": self.day(), "agreed": self.day()}
        return {"language": language, "text": self.words(), "state": state, **days}

    def point(self) -> dict[str, Any]:
        """A point; two may say the same."""
        text = self.chance.choice((self.text(), "The same"))
        return self.fact(verb_=self.one_of(record.Verb), by_=self.codes(), text_=text)

    def follow_up(self) -> dict[str, Any]:
        """A follow-up with its history."""
        owner = self.chance.choice(CODES)
        state = self.one_of(record.FollowUpState)
        rest = {"owner": owner, "unit": self.text(), "due": self.day()}
        return self.fact(text_=self.text(), state_=state, progress_=self.some(self.progress), **rest)

    def progress(self) -> dict[str, Any]:
        """What was reported back."""
        return self.fact(said_=self.day(), state_=self.one_of(record.FollowUpState), text=self.text())

    def mission(self, meetings: list[str]) -> dict[str, Any]:
        """A mission."""
        told = self.chance.sample(meetings, self.chance.randint(0, 2))
        occasion = self.one_of(Occasion)
        return self.fact(
            party_=self.chance.choice(CODES),
            head=self.line(),
            capacity=self.text(),
            delegation=occasion,
            purpose=self.text(),
            until=self.date(),
            stops_=self.some(self.stop),
            reported_back_=[self.fact(meeting_=key) for key in told],
            **{"from": self.date()},
        )

    def stop(self) -> dict[str, Any]:
        """A stop; one may be made twice."""
        country = self.chance.choice(COUNTRIES)
        rest = {"city": self.chance.choice((self.text(), "Evian")), "date": self.date(), "met": self.text()}
        return self.fact(country_=country, result=self.text(), **rest)

    def challenge(self) -> dict[str, Any]:
        """A challenge with how it was judged."""
        parts = {"attributed_to": self.codes(), "done_by": self.codes(), "done_to": self.codes()}
        judged = self.some(self.assessment)
        kind = self.one_of(record.ChallengeKind)
        return self.fact(kind_=kind, text_=self.text(), said=self.date(), assessments_=judged, **parts)

    def assessment(self) -> dict[str, Any]:
        """How a challenge was judged."""
        figures = {"likelihood": self.chance.randint(1, 5), "impact": self.chance.randint(1, 5)}
        owner = {"owner": self.chance.choice(CODES), "unit": self.text()}
        state = self.one_of(record.ChallengeState)
        return self.fact(made_=self.day(), state_=state, response=self.text(), **figures, **owner)

    def position(self) -> dict[str, Any]:
        """A position; several are on one topic."""
        topic = self.chance.choice((self.text(), "timing", "Burden"))
        party = self.chance.choice(CODES)
        said = {"date": self.date(), "by": self.line(), "stance": self.one_of(record.Stance)}
        return self.fact(party_=party, topic_=topic, text_=self.text(), **said)

    def initiative(self) -> dict[str, Any]:
        """An initiative."""
        state = self.one_of(record.InitiativeState)
        return self.fact(party_=self.chance.choice(CODES), text_=self.text(), state_=state, date=self.date())

    def obstacle(self) -> dict[str, Any]:
        """An obstacle; two may be of one kind without a word."""
        texts = {"text": self.text(), "area": self.text(), "groups": self.text()}
        dates = {"since": self.date(), "said": self.date()}
        return self.fact(kind_=self.one_of(record.ObstacleKind), attributed_to_=self.codes(), **texts, **dates)

    def figure(self) -> dict[str, Any]:
        """A figure."""
        value = self.chance.choice((5_600_000, "2.5", "0.25", 0, 10**15 - 1, "-1234567890123.25"))
        rest = {"qualifier": "about", "place": self.line(), "as_of": self.date(), "said_by": self.chance.choice(CODES)}
        return self.fact(value_=value, unit_="persons", counts_=self.text(), **rest)

    def notice(self) -> dict[str, Any]:
        """A notice."""
        country = self.chance.choice(COUNTRIES)
        return self.fact(city=self.line(), country=country, date=self.date(), words=self.line())
