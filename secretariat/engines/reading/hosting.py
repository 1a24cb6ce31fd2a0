"""Sentences that tell who received, met or visited whom, each by its own rule."""

from dataclasses import dataclass

from secretariat.engines.reading.languages import listed
from secretariat.engines.reading.models import Span
from secretariat.engines.reading.placing import subject_before
from secretariat.engines.reading.scenes import BETWEEN, Actor, Scene
from secretariat.engines.reading.subjects import actor_at

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
    "held",
    "received",
    "received_with",
    "receiving",
    "visited",
    "who",
]


TALKS = listed("meetings", "talks")
NOT_TALKS = listed("meetings", "not_talks")
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
    """Take "A received B" and "A met (with) B"."""
    words = scene.words
    if number + 2 >= last or (number > first and words[number - 1].lower in {"was", "were", "been", "be", "being"}):
        return None
    host = who(scene, first, number)
    start = number + 1
    while start < last and words[start].lower in BETWEEN:
        start += 1
    if start < last and words[number].lower.startswith("me") and words[start].lower in {"in", "at", "on", "one-on-one"}:
        start = next((at for at in range(start, min(last, start + 9)) if words[at].lower == "with"), start)
    skipped = {"with"} if words[number].lower.startswith("me") else {"with", "on", "in", "at"}
    while start < last and (words[start].lower in skipped or words[start].lower in BETWEEN):
        if words[start].lower in {"on", "in", "at"}:
            start += 1
        start += 1
    guest = actor_at(scene, start, last) or (
        None if words[start].lower in {"in", "on", "at", "for"} else _guest(scene, start, last)
    )
    if host is None or guest is None:
        return None
    parties = _union(scene, host, guest)
    return Told(sentence, parties, "received", host, guest)


def received_with(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A conferred with B" and "A sat down with B"."""
    if not any(word.lower == "with" for word in scene.words[number + 1 : min(last, number + 5)]):
        return None
    start = next(at for at in range(number + 1, last) if scene.words[at].lower == "with")
    host = who(scene, first, number)
    guest = actor_at(scene, start + 1, last) or _guest(scene, start + 1, last)
    if host is None or guest is None:
        return None
    return Told(sentence, _union(scene, host, guest), "received", host, guest)


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
    talks = next((other for other in range(number + 1, min(last, number + 7)) if words[other].lower in TALKS), -1)
    if talks < 0 or any(word.lower in NOT_TALKS for word in words[number:talks]):
        return None
    subject = who(scene, first, number)
    if subject is None:
        return None
    other = next((at for at in range(talks + 1, min(last, talks + 14)) if words[at].lower == "with"), -1)
    guest = (actor_at(scene, other + 1, last) or _guest(scene, other + 1, last)) if other > 0 else None
    return Told(sentence, _union(scene, subject, guest), "held-talks", subject, guest)


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
        host = actor_at(scene, first, number)
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
    host = actor_at(scene, start, last)
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
    guest = actor_at(scene, number + 2, last) or _guest(scene, number + 2, last)
    if host is None or guest is None:
        return None
    return Told(sentence, _union(scene, host, guest), "discussed-with", host, guest)


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


def codes(scene: Scene, actor: Actor | None) -> tuple[str, ...]:
    if actor is None:
        return ()
    if actor.person >= 0 and not actor.codes:
        party = scene.persons.people[actor.person].party
        return (party,) if party else ()
    return actor.codes


def _union(scene: Scene, *actors: Actor | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for actor in actors for code in codes(scene, actor)))
