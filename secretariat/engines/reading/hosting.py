"""Sentences that tell who received, met or visited whom, each by its own rule."""

from collections.abc import Sequence
from dataclasses import dataclass

from secretariat.engines.reading.languages import listed
from secretariat.engines.reading.models import Span
from secretariat.engines.reading.placing import subject_before
from secretariat.engines.reading.scenes import BETWEEN, FINITE, PREPOSITIONS, Actor, Scene
from secretariat.engines.reading.subjects import actor_at
from secretariat.engines.reading.words import Word

__all__ = [
    "COMING",
    "NOT_TALKS",
    "TALKS",
    "Told",
    "audience",
    "behind_with",
    "by",
    "codes",
    "discussed_with",
    "exchanged",
    "held",
    "joined",
    "pair",
    "received",
    "received_with",
    "receiving",
    "separately",
    "visited",
    "who",
]


TALKS = listed("meetings", "talks")
NOT_TALKS = listed("meetings", "not_talks")
_LOOSE = BETWEEN | PREPOSITIONS
_QUOTES = frozenset('"“”,')
_LEAST, _MOST = 2, 5
_PARTING = FINITE | {"that", "said", "told", "with", "who", "which", "when", "met", "received", "by", "after", ":", ";"}
# What may stand behind the last of a list of guests; a verb makes them the subject of what follows.
_LISTED = PREPOSITIONS | {",", ".", ";", "and", "to", "on"}
_AHEAD = frozenset({"ahead", "before", "planned", "next", "upcoming", "future"})
COMING = frozenset(["will", "shall", "foreseen", "planned", "scheduled", "expected", "due"])


@dataclass
class Told:
    """A meeting as one sentence tells of it."""

    sentence: Span
    parties: tuple[str, ...]
    rule: str
    host: Actor | None = None
    guest: Actor | None = None


def received(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A received B", "A met (with) B" and "B, whom A received"."""
    words = scene.words
    if number + 2 >= last or (number > first and words[number - 1].lower in {"was", "were", "been", "be", "being"}):
        return None
    host = who(scene, first, number)
    start = _behind_verb(words, number, last)
    guest = (
        _whom(scene, first, number)
        or them(scene, start, first, host)
        or actor_at(scene, start, last)
        or (None if words[start].lower in {"in", "on", "at", "for"} else _guest(scene, start, last))
    )
    if host is None or guest is None or guest.kind == "collective":
        return None
    return Told(sentence, _with_others(scene, host, guest, last), "received", host, guest)


def _behind_verb(words: Sequence[Word], number: int, last: int) -> int:
    """Return where the guest may begin behind a verb of receiving or meeting: past adverbs, "with", day and place."""
    is_met = words[number].lower.startswith("me")
    start = number + 1
    while start < last and words[start].lower in BETWEEN:
        start += 1
    if start < last and is_met and words[start].lower in {"in", "at", "on", "one-on-one"}:
        start = next((at for at in range(start, min(last, start + 9)) if words[at].lower == "with"), start)
    skipped = {"with"} if is_met else {"with", "on", "in", "at"}
    while start < last and (words[start].lower in skipped or words[start].lower in BETWEEN):
        start += 1 + (words[start].lower in {"on", "in", "at"})
    return min(start, last - 1)


def _whom(scene: Scene, first: int, number: int) -> Actor | None:
    """Return the person named before "whom", where a verb stands behind it: "B, whom A received"."""
    near = range(number - 1, max(first, number - 6), -1)
    whom = next((at for at in near if scene.words[at].lower == "whom" and scene.words[at - 1].lower != "with"), -1)
    met = [at for at in scene.persons.at if first <= at < whom]
    if not met:
        return None
    person = scene.persons.at[max(met)][1]
    party = scene.persons.people[person].party
    return Actor(max(met), whom, (party,), person, "person") if party else None


def received_with(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A conferred with B" and "A sat down with B"."""
    if not any(word.lower == "with" for word in scene.words[number + 1 : min(last, number + 9)]):
        return None
    start = next(at for at in range(number + 1, last) if scene.words[at].lower == "with")
    host = who(scene, first, number)
    guest = actor_at(scene, start + 1, last) or _guest(scene, start + 1, last)
    if host is None or guest is None:
        return None
    return Told(sentence, _with_others(scene, host, guest, last), "received", host, guest)


def _guest(scene: Scene, start: int, last: int) -> Actor | None:
    """Look a little further for the guest: "a delegation from Iran", "a number of members of the delegation"."""
    for number in range(start, min(last, start + 18)):
        if scene.words[number].text in {".", ";"} or scene.words[number].lower in {"which", "that", "who"}:
            return None
        if number in scene.persons.at or number in scene.parties:
            return actor_at(scene, number, last)
    return None


def by(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A was received by B" and "A was visited by B"."""
    words = scene.words
    if number == first or not any(
        word.lower in {"was", "were", "been", "is"} for word in words[max(first, number - 3) : number]
    ):
        return None
    by = next((other for other in range(number + 1, min(last, number + 12)) if words[other].lower == "by"), -1)
    if by < 0:
        return None
    subject = who(scene, first, number)
    agent = actor_at(scene, by + 1, last) or _guest(scene, by + 1, last)
    if subject is None or agent is None:
        return None
    host, guest = (subject, agent) if words[number].lower == "visited" else (agent, subject)
    return Told(sentence, _union(scene, host, guest), "received-by", host, guest)


def held(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A held talks with B" and "A and B held talks"."""
    words = scene.words
    talks = next((other for other in range(number + 1, min(last, number + 8)) if words[other].lower in TALKS), -1)
    if talks < 0:
        return _held_before(scene, sentence, number, first, last)
    if any(word.lower in NOT_TALKS for word in words[number:talks]):
        return None
    subject = pair(scene, first, number) or who(scene, first, number)
    if subject is None:
        return None
    other = next((at for at in range(talks + 1, min(last, talks + 14)) if words[at].lower == "with"), -1)
    guest = (actor_at(scene, other + 1, last) or _guest(scene, other + 1, last)) if other > 0 else None
    if guest is not None:
        return Told(sentence, _with_others(scene, subject, guest, last), "held-talks", subject, guest)
    return Told(sentence, _union(scene, subject), "held-talks", subject)


def _held_before(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "the talks which A held with B"."""
    words = scene.words
    which = next(
        (at for at in range(number - 1, max(first, number - 14), -1) if words[at].lower in {"which", "that"}), -1
    )
    if which <= first or words[which - 1].lower not in TALKS:
        return None
    with_ = next((at for at in range(number + 1, min(last, number + 10)) if words[at].lower == "with"), -1)
    host = actor_at(scene, which + 1, number)
    guest = actor_at(scene, with_ + 1, last) or _guest(scene, with_ + 1, last) if with_ > 0 else None
    return Told(sentence, _union(scene, host, guest), "held-talks", host, guest) if host and guest else None


def audience(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A gave an audience to B"."""
    words = scene.words
    audience = next((at for at in range(number + 1, min(last, number + 4)) if words[at].lower == "audience"), -1)
    if audience < 0:
        return None
    host = who(scene, first, number)
    to = next((at for at in range(audience, min(last, audience + 20)) if words[at].lower == "to"), -1)
    start = to + 1
    while 0 < start < last and words[start].text in '"“':
        start += 1
    guest = actor_at(scene, start, last) if to > 0 else None
    if host is None or guest is None:
        return None
    return Told(sentence, _union(scene, host, guest), "gave-audience", host, guest)


def behind_with(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "at a meeting with A, B said" and "A's meeting with B": who met stands on both sides."""
    words = scene.words
    other = next((at for at in range(number + 1, min(last, number + 12)) if words[at].lower == "with"), -1)
    if other < 0 or words[number - 1].lower in NOT_TALKS or {word.lower for word in words[first:last]} & COMING:
        return None
    guest = actor_at(scene, other + 1, last) or _guest(scene, other + 1, last)
    if guest is None or {word.lower for word in words[max(first, number - 3) : number]} & _AHEAD:
        return None
    if any(word.lower in {"brought", "united"} for word in words[number:other]):
        return None
    comma = next((at for at in range(guest.end, last) if words[at].text == ","), -1)
    host = next(
        (
            actor
            for at in range(comma + 1, min(last, comma + 12))
            if comma > 0 and (actor := actor_at(scene, at, last)) is not None
        ),
        None,
    )
    if host is None or set(codes(scene, host)) <= set(codes(scene, guest)):
        # "The guest informed the President …": the subject ends before its verb.
        verb = next((at for at in range(first + 1, number) if words[at].lower.endswith("ed")), number)
        host = actor_at(scene, first, verb) or actor_at(scene, first, number)
    if host is None and scene.delegation:
        host = Actor(first, number, (scene.delegation,), kind="side")
    return Told(sentence, _union(scene, host, guest), "meeting-with", host, guest) if host is not None else None


def receiving(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "Receiving B, A said" and "A, meeting B, said"."""
    words = scene.words
    guest = actor_at(scene, number + 1, last) or _guest(scene, number + 1, last)
    if number == first:
        comma = next((at for at in range(guest.end if guest else number, last) if words[at].text == ","), -1)
        later = range(comma + 1, min(last, comma + 12)) if comma > 0 else range(0)
        host = next((actor for at in later if (actor := actor_at(scene, at, last)) is not None), None)
    else:
        host = who(scene, first, number)
    if host is None:
        return None
    if len(codes(scene, host)) > 1:
        return Told(sentence, codes(scene, host), "met", host)
    return Told(sentence, _union(scene, host, guest), "received", host, guest) if guest is not None else None


def visited(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A called on B" and "A paid a visit to B", where B is a person."""
    words = scene.words
    if words[number].lower == "called" and not (number + 1 < last and words[number + 1].lower == "on"):
        return None
    start = number + 1 if words[number].lower == "visited" else number + 2
    if words[number].lower == "paid":
        start = next((at + 1 for at in range(number, min(last, number + 8)) if words[at].lower in {"to", "on"}), last)
    guest = who(scene, first, number)
    host = them(scene, start, first, guest) or actor_at(scene, start, last)
    if (
        guest is None
        or host is None
        or host.person < 0
        or "to" in {word.lower for word in words[host.end : host.end + 2]}
    ):
        return None
    return Told(sentence, _union(scene, host, guest), "called-on", host, guest)


def discussed_with(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A discussed with B …" as a meeting of both."""
    words = scene.words
    if number + 1 >= last or words[number + 1].lower != "with":
        return None
    host = who(scene, first, number)
    guest = actor_at(scene, number + 2, last) or _guest(scene, number + 2, last) or _named(scene, number + 2, last)
    if host is None or guest is None:
        return None
    return Told(sentence, _union(scene, host, guest), "discussed-with", host, guest)


def _named(scene: Scene, start: int, last: int) -> Actor | None:
    """Take the party named next, where what is discussed follows it at once: "with the Sudanese envoy the plan"."""
    at = next((at for at in range(start, min(last, start + 4)) if at in scene.parties), -1)
    return Actor(at, at + 1, (scene.parties[at][1].code,)) if at >= 0 else None


def exchanged(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A exchanged views with B"."""
    with_ = next((at for at in range(number + 1, min(last, number + 4)) if scene.words[at].lower == "with"), -1)
    host = who(scene, first, number)
    guest = (actor_at(scene, with_ + 1, last) or _guest(scene, with_ + 1, last)) if with_ > 0 else None
    return Told(sentence, _union(scene, host, guest), "discussed-with", host, guest) if host and guest else None


def joined(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A joined the two for dinner" and "both then joined A by video link"."""
    lowers = {word.lower for word in scene.words[number:last]}
    if not lowers & (TALKS | {"video", "coffee", "tea"}):
        return None
    host = who(scene, first, number)
    guest = them(scene, number + 1, first, host) or actor_at(scene, number + 1, last)
    if host is None or guest is None or "collective" not in {host.kind, guest.kind}:
        return None
    return Told(sentence, _union(scene, guest, host), "joined", guest, host)


def separately(scene: Scene, told: Told, number: int, last: int) -> Told | None:
    """Take "… and, separately, with B": the one who met meets another."""
    words = scene.words
    for at in range(number, last - 2):
        if words[at].lower not in {"separately", "later", "then", "afterwards", "subsequently"}:
            continue
        with_ = next((other for other in range(at + 1, min(last, at + 4)) if words[other].lower == "with"), -1)
        guest = actor_at(scene, with_ + 1, last) or _guest(scene, with_ + 1, last) if with_ > 0 else None
        if guest is not None and told.host is not None:
            return Told(told.sentence, _union(scene, told.host, guest), told.rule, told.host, guest)
    return None


def them(scene: Scene, start: int, first: int, other: Actor | None) -> Actor | None:
    """Return whom "him", "her" or "them" means beside the other one: the last person of another party, or all."""
    word = scene.words[start].lower if start < len(scene.words) else ""
    behind = scene.words[start + 1] if start + 1 < len(scene.words) else None
    if word == "them" and scene.gathered:
        return Actor(start, start + 1, scene.gathered, kind="collective")
    if word not in {"him", "her"} or (behind is not None and behind.is_word and behind.lower not in _LOOSE):
        return None
    named = [scene.persons.at[at][1] for at in range(first, start) if at in scene.persons.at]
    for person in reversed([*scene.seen[-4:], *named]):
        party = scene.persons.people[person].party
        if party and party not in codes(scene, other):
            return Actor(start, start + 1, (party,), person, "person")
    return None


def who(scene: Scene, first: int, number: int) -> Actor | None:
    """Return the subject of a verb, also of a second one behind "and", "who" or "where"."""
    found = subject_before(scene, first, number)
    if found is not None:
        return found
    words = scene.words
    real = number
    while real > first and words[real - 1].lower in BETWEEN:
        real -= 1
    if real > first and words[real - 1].lower in {"and", "who", "which", "before", "then", "also"}:
        return subject_before(scene, first, real - 1) or actor_at(scene, first, real - 1)
    where = next(
        (
            at
            for at in range(number - 1, max(first, number - 8), -1)
            if words[at].lower in {"where", "when", "during", "and", "while", "whom", "which"}
        ),
        -1,
    )
    return subject_before(scene, where + 1, number) if where > 0 else None


def pair(scene: Scene, first: int, number: int) -> Actor | None:
    """Return the long subject of persons of several parties: "A's minister, X, and B's minister, Y, yesterday held"."""
    named = sorted(at for at in scene.persons.at if first <= at < number)
    if len(named) < _LEAST:
        return None
    end = scene.persons.at[named[-1]][0]
    within = {word.lower for word in scene.words[first:end]}
    behind = [word.lower for word in scene.words[end:number] if word.text not in _QUOTES]
    parties = dict.fromkeys(scene.persons.people[scene.persons.at[at][1]].party for at in named)
    found = tuple(code for code in parties if code)
    if "and" not in within or within & _PARTING or not all(word in BETWEEN for word in behind) or len(found) < _LEAST:
        return None
    return Actor(first, end, found, kind="people")


def codes(scene: Scene, actor: Actor | None) -> tuple[str, ...]:
    if actor is None:
        return ()
    if actor.person >= 0 and not actor.codes:
        party = scene.persons.people[actor.person].party
        return (party,) if party else ()
    return actor.codes


def _with_others(scene: Scene, host: Actor, guest: Actor, last: int) -> tuple[str, ...]:
    """Return the parties of host and guest, and of the further guests of a list: "A, Minister of B, and C of D"."""
    found = list(_union(scene, host, guest))
    number = guest.end
    while number < last and (scene.words[number].text in _QUOTES or number in scene.persons.at):
        number = scene.persons.at[number][0] if number in scene.persons.at else number + 1
    for _ in range(_MOST):
        start = number
        while number < last and scene.words[number].lower in {",", "and", "as", "well"}:
            number += 1
        other = actor_at(scene, number, last) if number > start else None
        if other is None or other.kind not in {"person", "people"}:
            break
        if other.end < last and scene.words[other.end].lower not in _LISTED:
            break
        found += codes(scene, other)
        number = other.end
    return tuple(dict.fromkeys(found))


def _union(scene: Scene, *actors: Actor | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for actor in actors for code in codes(scene, actor)))
