"""The sentences that tell of a meeting, each by its own rule: who received whom, who met, who held talks."""

from collections.abc import Sequence
from dataclasses import dataclass

from secretariat.engines.reading.clauses import subject_before
from secretariat.engines.reading.languages import listed, pattern
from secretariat.engines.reading.models import Span
from secretariat.engines.reading.scenes import BETWEEN, FINITE, Actor, Scene, note_delegation
from secretariat.engines.reading.subjects import actor_at
from secretariat.engines.reading.words import range_of

__all__ = ["Told", "codes", "meetings_told"]


_RECEIVE = listed("meetings", "receive")
_BY = listed("meetings", "by")
_HELD = listed("meetings", "held")
_TALKS = listed("meetings", "talks")
_NOT_TALKS = listed("meetings", "not_talks")
_HAPPENED = listed("meetings", "happened")
_AHEAD = frozenset({"ahead", "before", "planned", "next", "upcoming", "future"})
_LOOSELY = frozenset(
    [
        "met",
        "meeting",
        "lunch",
        "breakfast",
        "dinner",
        "talks",
        "tête-à-tête",
        "trilateral",
        "consultations",
        "audience",
        "sat",
        "roundtable",
        "coffee",
        "joined",
        "received",
        "hosted",
        "hosts",
        "convened",
        "discussions",
    ]
)
_SIDES = frozenset(["delegation", "side", "government", "ministry", "team", "delegations"])
_BREAKS = frozenset(
    [
        "on",
        "about",
        "was",
        "were",
        "is",
        "took",
        "held",
        "opened",
        "convened",
        "met",
        "to",
        "concerning",
        "began",
        "in",
        "at",
    ]
)
_COMING = frozenset(["will", "shall", "foreseen", "planned", "scheduled", "expected", "due"])
_FUTURE = listed("meetings", "future")
_CALLS = pattern("gatherings", "calls")


@dataclass
class Told:
    """A meeting as one sentence tells of it."""

    sentence: Span
    parties: tuple[str, ...]
    rule: str
    host: Actor | None = None
    guest: Actor | None = None


def meetings_told(scene: Scene, sentences: Sequence[Span], text: str) -> list[Told]:
    """Return each sentence that tells of a meeting of at least two parties, in the order of the text."""
    told: list[Told] = []
    for sentence in sentences:
        first, last = range_of(scene.words, sentence)
        named = [scene.persons.at[number][1] for number in range(first, last) if number in scene.persons.at]
        start = min((number for number in range(first, last) if number in scene.persons.at), default=last)
        is_pronoun = any(scene.words[number].lower in {"he", "she"} for number in range(first, start))
        if named and not is_pronoun:
            scene.person = named[0]
        found = None if _CALLS.search(text[sentence.start : sentence.end]) else _told(scene, sentence, first, last)
        if found is not None:
            told.append(found)
        scene.seen.extend(named)
        note_delegation(scene, first, last)
    return told


def _told(scene: Scene, sentence: Span, first: int, last: int) -> Told | None:
    for number in range(first, last):
        lower = scene.words[number].lower
        for words, rule in _RULES:
            if lower in words and not _is_coming(scene, number, first):
                found = rule(scene, sentence, number, first, last)
                if found is not None and len(found.parties) > 1:
                    return found
    return _loose(scene, sentence, first, last)


def _loose(scene: Scene, sentence: Span, first: int, last: int) -> Told | None:
    """Take a sentence with a word of meeting and persons of two parties in it, whatever its build."""
    lowers = [word.lower for word in scene.words[first:last]]
    if not _LOOSELY & set(lowers) or (_COMING | _FUTURE - {"to"}) & set(lowers) or _NOT_TALKS & set(lowers):
        return None
    people = [
        scene.persons.people[scene.persons.at[at][1]].party for at in range(first, last) if at in scene.persons.at
    ]
    sides = [
        scene.parties[at][1].code
        for at in range(first, last)
        if at in scene.parties
        and any(word.lower in _SIDES for word in scene.words[scene.parties[at][0] : scene.parties[at][0] + 2])
    ]
    parties = tuple(dict.fromkeys(code for code in (*people, *sides) if code))
    if len(parties) < 2 or not people:
        return None
    return Told(sentence, parties, "meeting-loose", Actor(first, last, parties, kind="people"))


def _is_coming(scene: Scene, number: int, first: int) -> bool:
    before = [word.lower for word in scene.words[max(first, number - 3) : number]]
    return any(word in _FUTURE or word in {"not", "never"} or word.endswith("n't") for word in before)


def _received(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A received B" and "A met (with) B"."""
    words = scene.words
    if number + 2 >= last or (number > first and words[number - 1].lower in {"was", "were", "been", "be", "being"}):
        return None
    host = _who(scene, first, number)
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


def _received_with(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A conferred with B" and "A sat down with B"."""
    if not any(word.lower == "with" for word in scene.words[number + 1 : min(last, number + 5)]):
        return None
    start = next(at for at in range(number + 1, last) if scene.words[at].lower == "with")
    host = _who(scene, first, number)
    guest = actor_at(scene, start + 1, last) or _guest(scene, start + 1, last)
    if host is None or guest is None:
        return None
    return Told(sentence, _union(scene, host, guest), "received", host, guest)


def _brought(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "a sitting that gathered A with B" and "talks that brought together A, B and C"."""
    lowers = [word.lower for word in scene.words[first:last]]
    if not any(word in _TALKS for word in lowers) and "together" not in lowers:
        return None
    return _all_behind(scene, sentence, number, last, "meeting-of")


def _attended(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A chaired a meeting attended by B and C" and "the meeting was attended by A and B"."""
    words = scene.words
    if number + 1 >= last or words[number + 1].lower != "by":
        return None
    earlier = [word.lower for word in words[first:number]]
    if not any(word in _TALKS for word in earlier) or "conference" in earlier:
        return None
    found = _all_behind(scene, sentence, number, last, "meeting-of")
    host = _who(scene, first, number) or actor_at(scene, first, number)
    chairs = codes(scene, host) if host is not None and host.kind != "collective" else ()
    return Told(sentence, tuple(dict.fromkeys((*chairs, *found.parties))), "meeting-of", found.host) if found else None


def _all_behind(scene: Scene, sentence: Span, number: int, last: int, rule: str) -> Told | None:
    """Gather the parties of all persons and names behind a word."""
    named: list[str] = []
    for at in range(number + 1, last):
        if at in scene.persons.at:
            named.append(scene.persons.people[scene.persons.at[at][1]].party)
        elif at in scene.parties and not _is_part(scene, at):
            named.append(scene.parties[at][1].code)
        elif scene.words[at].lower in {"discuss", "on", "about", "where", "which"}:
            break
    parties = tuple(dict.fromkeys(code for code in named if code))
    return Told(sentence, parties, rule, Actor(number, number + 1, parties, kind="people")) if parties else None


def _guest(scene: Scene, start: int, last: int) -> Actor | None:
    """Look a little further for the guest: "a delegation from Iran", "a number of members of the Russian delegation"."""
    for number in range(start, min(last, start + 18)):
        if scene.words[number].text in {".", ";"} or scene.words[number].lower in {"which", "that", "who"}:
            return None
        if number in scene.persons.at or number in scene.parties:
            return actor_at(scene, number, last)
    return None


def _by(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A was received by B" and "A was visited by B"."""
    words = scene.words
    if number == first or not any(
        word.lower in {"was", "were", "been", "is"} for word in words[max(first, number - 3) : number]
    ):
        return None
    by = next((other for other in range(number + 1, min(last, number + 12)) if words[other].lower == "by"), -1)
    if by < 0:
        return None
    subject = _who(scene, first, number)
    agent = actor_at(scene, by + 1, last) or _guest(scene, by + 1, last)
    if subject is None or agent is None:
        return None
    host, guest = (subject, agent) if words[number].lower == "visited" else (agent, subject)
    return Told(sentence, _union(scene, host, guest), "received-by", host, guest)


def _held(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A held talks with B" and "A and B held talks"."""
    words = scene.words
    talks = next((other for other in range(number + 1, min(last, number + 7)) if words[other].lower in _TALKS), -1)
    if talks < 0 or any(word.lower in _NOT_TALKS for word in words[number:talks]):
        return None
    subject = _who(scene, first, number)
    if subject is None:
        return None
    other = next((at for at in range(talks + 1, min(last, talks + 14)) if words[at].lower == "with"), -1)
    guest = (actor_at(scene, other + 1, last) or _guest(scene, other + 1, last)) if other > 0 else None
    return Told(sentence, _union(scene, subject, guest), "held-talks", subject, guest)


def _met(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A, B and C met"."""
    subject = _who(scene, first, number) or _of_phrase(scene, first, number)
    if subject is None or len(codes(scene, subject)) < 2:
        return None
    return Told(sentence, codes(scene, subject), "met", subject)


def _of_phrase(scene: Scene, first: int, number: int) -> Actor | None:
    """Gather the parties of a long subject: "The working group of A and B on the border met"."""
    codes = [scene.parties[at][1].code for at in range(first, number) if at in scene.parties]
    lowers = {word.lower for word in scene.words[first:number]}
    is_group = lowers & {
        "experts",
        "sides",
        "teams",
        "counterparts",
        "negotiators",
        "diplomats",
        "group",
        "committee",
        "commission",
        "ministers",
        "representatives",
        "delegations",
        "officials",
        "team",
        "presidents",
        "leaders",
        "envoys",
    }
    if not is_group or lowers & {"said", "told", ";"}:
        return None
    return Actor(first, number, tuple(dict.fromkeys(codes)), kind="people")


def _between(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "a meeting between A, B and C"."""
    words = scene.words
    between = next(
        (at for at in range(number + 1, min(last, number + 10)) if words[at].lower in {"between", "among"}), -1
    )
    if between < 0 or any(
        word.lower in {"next", "planned", "upcoming"} for word in words[max(first, number - 3) : number]
    ):
        return None
    codes: list[str] = []
    for at in range(between + 1, min(last, between + 40)):
        if at in scene.persons.at:
            codes.append(scene.persons.people[scene.persons.at[at][1]].party)
        elif at in scene.parties and not _is_part(scene, at):
            codes.append(scene.parties[at][1].code)
        elif words[at].text in {".", ";"} or words[at].lower in FINITE or words[at].lower in {"on", "about"}:
            break
    parties = tuple(dict.fromkeys(code for code in codes if code))
    return Told(sentence, parties, "meeting-between", Actor(between + 1, between + 2, parties, kind="people"))


def _is_part(scene: Scene, number: int) -> bool:
    """Say whether a party is only named within an office: "Special Representative for Haiti"."""
    return scene.words[number - 1].lower in {"for", "to", "in", "on"}


def _audience(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A gave an audience to B"."""
    words = scene.words
    audience = next((at for at in range(number + 1, min(last, number + 4)) if words[at].lower == "audience"), -1)
    if audience < 0:
        return None
    host = _who(scene, first, number)
    to = next((at for at in range(audience, min(last, audience + 20)) if words[at].lower == "to"), -1)
    start = to + 1
    while 0 < start < last and words[start].text in '"“':
        start += 1
    guest = actor_at(scene, start, last) if to > 0 else None
    if host is None or guest is None:
        return None
    return Told(sentence, _union(scene, host, guest), "gave-audience", host, guest)


def _behind_with(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "at a meeting with A, B said" and "A's meeting with B": who met stands on both sides."""
    words = scene.words
    other = next((at for at in range(number + 1, min(last, number + 12)) if words[at].lower == "with"), -1)
    if other < 0 or words[number - 1].lower in _NOT_TALKS or {word.lower for word in words[first:last]} & _COMING:
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


def _receiving(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "Receiving B, A said" and "A, meeting B, said"."""
    words = scene.words
    guest = actor_at(scene, number + 1, last) or _guest(scene, number + 1, last)
    if number == first:
        comma = next((at for at in range(guest.end if guest else number, last) if words[at].text == ","), -1)
        later = range(comma + 1, min(last, comma + 12)) if comma > 0 else range(0)
        host = next((actor for at in later if (actor := actor_at(scene, at, last)) is not None), None)
    else:
        host = _who(scene, first, number)
    if host is None:
        return None
    if len(codes(scene, host)) > 1:
        return Told(sentence, codes(scene, host), "met", host)
    return Told(sentence, _union(scene, host, guest), "received", host, guest) if guest is not None else None


def _of_parties(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "a meeting of A, B and C was held" and "the technical team of A and B met"."""
    lowers = {word.lower for word in scene.words[first:last]}
    is_conference = scene.words[number].lower == "conference" and not lowers & {"video", "virtual", "online"}
    if is_conference or not lowers & _HAPPENED or lowers & _COMING:
        return None
    named = [scene.parties[at][1].code for at in range(max(first, number - 8), number) if at in scene.parties]
    for at in range(number + 1, min(last, number + 40)):
        if at in scene.parties and not _is_part(scene, at):
            named.append(scene.parties[at][1].code)
        elif (scene.words[at].lower in _BREAKS and len(set(named)) > 1) or scene.words[at].lower in {
            "who",
            "which",
            "satisfaction",
            "concern",
            "that",
            "said",
        }:
            break
    parties = tuple(dict.fromkeys(named))
    return Told(sentence, parties, "meeting-of", Actor(first, last, parties, kind="people"))


def _visited(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A called on B" and "A paid a visit to B", where B is a person."""
    words = scene.words
    if words[number].lower == "called" and not (number + 1 < last and words[number + 1].lower == "on"):
        return None
    start = number + 1 if words[number].lower == "visited" else number + 2
    if words[number].lower == "paid":
        start = next((at + 1 for at in range(number, min(last, number + 8)) if words[at].lower in {"to", "on"}), last)
    guest = _who(scene, first, number)
    host = actor_at(scene, start, last)
    if (
        guest is None
        or host is None
        or host.person < 0
        or "to" in {word.lower for word in words[host.end : host.end + 2]}
    ):
        return None
    return Told(sentence, _union(scene, host, guest), "called-on", host, guest)


def _discussed_with(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A discussed with B …" as a meeting of both."""
    words = scene.words
    if number + 1 >= last or words[number + 1].lower != "with":
        return None
    host = _who(scene, first, number)
    guest = actor_at(scene, number + 2, last) or _guest(scene, number + 2, last)
    if host is None or guest is None:
        return None
    return Told(sentence, _union(scene, host, guest), "discussed-with", host, guest)


def _reviewed(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A and B reviewed …" as a meeting of both, where both are persons or sides."""
    subject = _who(scene, first, number)
    if subject is None or subject.kind not in {"people", "side"} or len(codes(scene, subject)) < 2:
        return None
    return Told(sentence, codes(scene, subject), "discussed", subject)


_RULES = (
    (_RECEIVE, _received),
    (_BY, _by),
    (_HELD, _held),
    (frozenset({"met", "meet", "convened", "gathered"}), _met),
    (frozenset({"meeting", "talks", "discussions", "consultations"}), _between),
    (frozenset({"gave", "granted", "accorded"}), _audience),
    (frozenset({"conferred", "sat", "spoke"}), _received_with),
    (frozenset({"visited", "called", "paid"}), _visited),
    (frozenset({"discussed", "reviewed", "examined", "consulted", "explored"}), _discussed_with),
    (frozenset({"discussed", "reviewed", "examined", "explored"}), _reviewed),
    (frozenset({"gathered", "brought", "grouped", "united", "joined"}), _brought),
    (frozenset({"attended"}), _attended),
    (frozenset({"receiving", "meeting", "hosting"}), _receiving),
    (_TALKS, _behind_with),
    (_TALKS | {"committee", "team", "group", "commission", "conference"}, _of_parties),
)


def _who(scene: Scene, first: int, number: int) -> Actor | None:
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
