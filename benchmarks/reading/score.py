"""How a reading is compared with its annotation; README.md says the rules in words."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.reading.annotations import Report, find, plain
from secretariat.engines.reading import models

EMPTY_WORDS = frozenset(["the", "a", "an", "of", "for", "from", "to", "in", "and", "on"])


@dataclass
class Count:
    """Right, missed and false findings of one kind, with what to show of the latter two."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    # The rule of each finding and whether it was right, where findings say their rule.
    rules: list[tuple[str, bool]] = field(default_factory=list)

    def add(self, other: "Count") -> None:
        """Count another report's findings too."""
        self.right += other.right
        self.missed += other.missed
        self.false += other.false
        self.rules += other.rules

    @property
    def precision(self) -> float:
        """The share of the findings that are right."""
        found = self.right + len(self.false)
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is to be found that was found."""
        wanted = self.right + len(self.missed)
        return self.right / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(report: Report, reading: models.Reading) -> dict[str, Count]:
    """The counts of a relevant report, by kind, as it was read."""
    return {
        "parties": _sets(report.parties, {party.code for party in reading.parties}),
        "persons": _persons(report, reading),
        "statements": statements(report, reading),
        "meetings": _meetings(report, reading),
        "missions": _missions(report, reading),
        "challenges": _passages(report.challenges, reading.challenges, reading.text, _same_kind),
        "initiatives": _passages(report.initiatives, reading.initiatives, reading.text, _same_party),
        "figures": _figures(report, reading),
        "conference": _conference(report, reading),
        "head": _head(report, reading),
    }


def score_other(report: Report, reading: models.Reading) -> dict[str, Count]:
    """The counts of a report in another language: what the engine promises for it."""
    sentences = _pair([report.sentences], [len(reading.sentences)], lambda one, other: abs(one - other) <= 1)
    return {
        "parties": _sets(report.parties, {party.code for party in reading.parties}),
        "persons": _persons(report, reading),
        "dates": _sets(report.dates, {date.value for date in reading.dates} - {"", report.head.get("published", "")}),
        "sentences": sentences,
        "head": _head(report, reading),
    }


def furniture(report: Report, reading: models.Reading) -> tuple[Count, list[str]]:
    """Lines of furniture removed and left (as missed), and the lines of content that are lost."""
    title = plain(report.head.get("title", ""))
    lines = [plain(line) for line in reading.text.splitlines() if line.strip()]
    whole = " ".join(lines)
    others = [line for line in lines if not _is_of(line, report.content)]
    count = Count()
    for line in report.furniture:
        allowed = 1 if line == title else 0
        pattern = re.compile(rf"(?<!\w){re.escape(line)}(?!\w)")
        places = sum(1 for other in others if other != title and pattern.search(other))
        if line == title:
            places = whole.count(title)
        if places > allowed or (len(line) >= 25 and whole.count(line) > allowed):
            count.missed.append(line)
        else:
            count.right += 1
    return count, [line for line in report.content if line not in whole]


def drafts(reading: models.Reading) -> list[str]:
    """What a reading would lay before the officer, a line each."""
    kinds = ("statements", "meetings", "missions", "challenges", "initiatives", "figures", "conferences")
    return [
        f"{kind}: {_words(reading, found.span)}"
        for kind in kinds
        for found in getattr(reading, kind)
        if isinstance(found, models.Found)
    ]


def statements(report: Report, reading: models.Reading, *, needs_verb: bool = True) -> Count:
    """Statements of which speaker and verb are right and the spans overlap by four fifths."""

    def overlap(wanted: dict[str, Any], found: models.StatementFound) -> float:
        if set(wanted["speakers"]) != _speakers(found, reading) or (needs_verb and wanted["verb"] != found.verb):
            return 0.0
        return _overlap(wanted["content"], found.span, reading.text)

    return _best(
        report.statements,
        reading.statements,
        overlap,
        0.8,
        lambda entry: f"{'+'.join(entry['speakers'])} {entry['verb']}: {entry['content']}",
        lambda found: f"{'+'.join(found.speakers)} {found.verb}: {_words(reading, found.span)} [{found.rule}]",
    )


def fold(name: str) -> str:
    """A name without case, accents, apostrophes and hyphens."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return re.sub(r"\s+", " ", re.sub(r"[-‐‑–.]", " ", re.sub("['‘’ʿʾ`\"“”«»]", "", bare))).strip().casefold()


def _is_of(line: str, content: Sequence[str]) -> bool:
    """Whether a line is a line of the content, several of them, or a longer piece of one."""
    return any(kept in line or line == kept or (len(line) >= 25 and line in kept) for kept in content)


def _words(reading: models.Reading, span: models.Span) -> str:
    return plain(reading.text[span.start : span.end])


def _speakers(found: models.StatementFound, reading: models.Reading) -> set[str]:
    if found.speakers or not found.person:
        return set(found.speakers)
    name = set(fold(found.person).split())
    return {person.party for person in reading.persons if person.party and name <= set(fold(person.name).split())}


def _overlap(quote: str, span: models.Span, text: str) -> float:
    """Intersection over union of a quote's place in the text and a span."""
    place = find(quote, text)
    if place is None:
        return 0.0
    start, end = place
    shared = min(end, span.end) - max(start, span.start)
    return max(shared, 0) / (max(end, span.end) - min(start, span.start))


def _sets(wanted: Iterable[str], found: Iterable[str]) -> Count:
    wanted, found = set(wanted), set(found)
    return Count(len(wanted & found), sorted(wanted - found), sorted(found - wanted))


def _pair(wanted: Sequence[Any], found: Sequence[Any], alike: Callable[[Any, Any], bool]) -> Count:
    return _best(wanted, found, lambda one, other: float(alike(one, other)), 1.0, str, str)


def _best(
    wanted: Sequence[Any],
    found: Sequence[Any],
    likeness: Callable[[Any, Any], float],
    least: float,
    show_wanted: Callable[[Any], str],
    show_found: Callable[[Any], str],
) -> Count:
    """One to one, the most alike first; what is left over was missed or false."""
    pairs = [(likeness(one, other), i, j) for i, one in enumerate(wanted) for j, other in enumerate(found)]
    left, over = dict(enumerate(wanted)), dict(enumerate(found))
    count = Count()
    for alike, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if alike >= least and i in left and j in over:
            count.right += 1
            count.rules.append((getattr(over[j], "rule", ""), True))
            del left[i], over[j]
    count.missed = [show_wanted(entry) for entry in left.values()]
    count.false = [show_found(entry) for entry in over.values()]
    count.rules += [(getattr(entry, "rule", ""), False) for entry in over.values()]
    return count


def _persons(report: Report, reading: models.Reading) -> Count:
    found = [group for group in _grouped(reading.persons) if any(person.capacity for person in group)]

    def alike(wanted: dict[str, Any], group: list[models.PersonFound]) -> bool:
        is_named = any(fold(wanted["name"]) == fold(person.name) for person in group)
        return is_named and any(_is_capacity(wanted["capacity"], person) for person in group)

    count = _pair(report.persons, found, alike)
    count.missed = [
        f"{entry['name']}, {entry['capacity']}"
        for entry in report.persons
        if not any(alike(entry, group) for group in found)
    ]
    count.false = [
        "; ".join(sorted({f"{person.name}, {person.capacity}" for person in group}))
        for group in found
        if not any(alike(entry, group) for entry in report.persons)
    ]
    return count


def _is_capacity(wanted: str, person: models.PersonFound) -> bool:
    """Alike with or without the body, which the engine may keep apart ("Foreign Ministry" and "spokeswoman")."""
    words = (person.capacity, f"{person.body} {person.capacity}")
    return bool(person.capacity) and any(_jaccard(wanted, alike) >= 0.6 for alike in words)


def _grouped(persons: Sequence[models.PersonFound]) -> list[list[models.PersonFound]]:
    """Findings of one person together: the words of one name are among the words of the other."""
    groups: list[list[models.PersonFound]] = []
    for person in sorted(persons, key=lambda person: -len(fold(person.name).split())):
        words = set(fold(person.name).split())
        home = next((group for group in groups if words <= set(fold(group[0].name).split())), None)
        if home is None:
            groups.append([person])
        else:
            home.append(person)
    return groups


def _jaccard(one: str, other: str) -> float:
    first, second = (set(fold(words).replace(",", "").split()) - EMPTY_WORDS for words in (one, other))
    return len(first & second) / len(first | second) if first | second else 0.0


def _meetings(report: Report, reading: models.Reading) -> Count:
    def alike(wanted: dict[str, Any], found: models.MeetingFound) -> float:
        parties = {code for code in (found.host, *found.visitors) if code}
        return float(wanted["kind"] == found.kind and set(wanted["parties"]) == parties)

    return _best(
        report.meetings,
        reading.meetings,
        alike,
        1.0,
        lambda entry: f"{entry['kind']} {'+'.join(entry['parties'])}",
        lambda found: (
            f"{found.kind} {found.host}+{'+'.join(found.visitors)}: {_words(reading, found.span)} [{found.rule}]"
        ),
    )


def _missions(report: Report, reading: models.Reading) -> Count:
    def alike(wanted: dict[str, Any], found: models.MissionFound) -> bool:
        stops = set(wanted.get("stops", ()))
        shared = stops & {stop.country for stop in found.stops}
        return bool(wanted["party"] == found.party and 2 * len(shared) >= len(stops))

    return _pair(report.missions, reading.missions, alike)


def _same_kind(wanted: dict[str, Any], found: Any) -> bool:
    return bool(wanted["kind"] == found.kind)


def _same_party(wanted: dict[str, Any], found: Any) -> bool:
    return bool(wanted["party"] == found.party)


def _passages(
    wanted: Sequence[dict[str, Any]],
    found: Sequence[Any],
    text: str,
    alike: Callable[[dict[str, Any], Any], bool],
) -> Count:
    def likeness(entry: dict[str, Any], other: Any) -> float:
        return _overlap(entry["passage"], other.span, text) if alike(entry, other) else 0.0

    return _best(wanted, found, likeness, 0.3, str, str)


def _figures(report: Report, reading: models.Reading) -> Count:
    def alike(wanted: dict[str, Any], found: models.FigureFound) -> bool:
        is_unit = fold(wanted["unit"]) == fold(found.unit)
        return bool(is_unit and abs(wanted["value"] - found.value) < 0.005 * wanted["value"])

    return _pair(report.figures, reading.figures, alike)


def _conference(report: Report, reading: models.Reading) -> Count:
    if not report.conference:
        return Count()

    def alike(wanted: dict[str, str], found: models.ConferenceFound) -> bool:
        place = (fold(wanted.get("city", "")), wanted.get("country", ""))
        is_there = place == ("", "") or place[0] == fold(found.city) != "" or place[1] == found.country != ""
        words, when = fold(wanted.get("when", "")), fold(found.when_words)
        return is_there and (words in when or (when != "" and when in words))

    return _pair([report.conference], reading.conferences, alike)


def _head(report: Report, reading: models.Reading) -> Count:
    count = Count()
    for key, value in report.head.items():
        found = reading.language if key == "language" else getattr(reading.head, key)
        if fold(value) == fold(found):
            count.right += 1
        else:
            count.missed.append(f"{key}: {value}")
            count.false += [f"{key}: {found}"] if found else []
    return count
