"""What is known of a report while it is read: its words, names and persons, and who was spoken of last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from secretariat.engines.reading.languages import Language, languages, listed
from secretariat.engines.reading.offices import Tables
from secretariat.engines.reading.parties import Mention
from secretariat.engines.reading.people import Persons
from secretariat.engines.reading.words import Word

__all__ = [
    "BETWEEN",
    "FINITE",
    "PREPOSITIONS",
    "Actor",
    "Scene",
    "Speech",
    "note_delegation",
    "remember",
    "resolved",
    "speech_of",
]

FINITE = listed("subjects", "finite")
PREPOSITIONS = listed("subjects", "prepositions")
BETWEEN = listed("subjects", "between")


@dataclass(frozen=True)
class Actor:
    """Who a noun phrase means: its words, codes of parties, the person's number or -1, and the kind of phrase."""

    start: int
    end: int
    codes: tuple[str, ...]
    person: int = -1
    kind: str = "party"


@dataclass
class Scene:
    """A report while its statements are read: what is known of it, and who was spoken of last."""

    words: Sequence[Word]
    parties: Mapping[int, tuple[int, Mention]]
    persons: Persons
    tables: Tables
    language: Language
    gathered: tuple[str, ...] = ()
    home: str = ""
    person: int = -1
    codes: tuple[str, ...] = ()
    party: str = ""
    organisation: str = ""
    delegation: str = ""
    group: tuple[str, ...] = ()
    seen: list[int] = field(default_factory=list)
    # The words that are part of a name.
    named: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        inside = (range(start, other[0]) for table in (self.parties, self.persons.at) for start, other in table.items())
        self.named = frozenset(number for one in inside for number in one)


@dataclass(frozen=True)
class Speech:
    """A language's tables of who can speak."""

    sides: frozenset[str]
    speakers: frozenset[str]
    papers: frozenset[str]
    collectives: frozenset[tuple[str, ...]]
    openers: frozenset[str]


@cache
def speech_of(code: str) -> Speech:
    """Return a language's tables of speakers, made once."""
    rows = languages()[code].speech
    phrases = (part.split() for part in rows["collectives"].replace("\n", " ").split("|"))
    return Speech(
        frozenset(rows["sides"].split()),
        frozenset(rows["speakers"].split()),
        frozenset(rows["papers"].split()),
        frozenset(tuple(words) for words in phrases if words),
        frozenset(rows["openers"].split()),
    )


def resolved(scene: Scene, actor: Actor) -> tuple[tuple[str, ...], str]:
    """Return the parties of an actor and the name of the person, or an empty name."""
    if actor.person >= 0:
        person = scene.persons.people[actor.person]
        return (actor.codes or ((person.party,) if person.party else ())), person.name
    return actor.codes, ""


def remember(scene: Scene, actor: Actor) -> None:
    """Keep who was spoken of last, for the pronouns that follow."""
    if actor.kind == "collective":
        return
    if actor.person >= 0:
        scene.person = actor.person
    if len(actor.codes) > 1:
        scene.group = actor.codes
    elif actor.codes:
        scene.group = ()
        scene.party = actor.codes[0]
    if actor.kind in {"side", "organisation"} and len(actor.codes) == 1:
        scene.delegation = actor.codes[0]
    scene.codes = actor.codes or scene.codes


def note_delegation(scene: Scene, first: int, last: int) -> None:
    """Keep which organisation and whose delegation a sentence names, for "the agency" and "the delegation" to come."""
    for number in range(first, last):
        if number in scene.parties and scene.parties[number][1].kind == "organisation":
            scene.organisation = scene.parties[number][1].code
        if scene.words[number].lower not in {"delegation", "mission"}:
            continue
        behind = next((at for at in range(number + 1, min(last, number + 4)) if at in scene.parties), -1)
        before = next((at for at in range(number - 1, max(first - 1, number - 4), -1) if at in scene.parties), -1)
        is_of = number + 1 < last and scene.words[number + 1].lower in {"of", "from"}
        place = behind if is_of and behind > 0 else before
        if place >= 0:
            scene.delegation = scene.parties[place][1].code
