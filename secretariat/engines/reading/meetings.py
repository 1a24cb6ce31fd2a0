"""Meetings that a report tells of: who received whom, where and when, and of what kind it was."""

import re
from collections.abc import Sequence
from dataclasses import replace

from secretariat.engines.reading.hosting import Told, codes
from secretariat.engines.reading.languages import pattern
from secretariat.engines.reading.models import DateFound, MeetingFound, PlaceFound, StatementFound
from secretariat.engines.reading.scenes import Actor, Scene
from secretariat.engines.reading.words import range_of

__all__ = ["find_meetings"]


_VIDEO = pattern("meetings", "video")
_MARGINS = pattern("meetings", "margins")
_GROUP = pattern("meetings", "group")
_PREPARATION = pattern("meetings", "preparation")
_CONFERENCES = pattern("meetings", "conferences")
_PLANS = pattern("meetings", "plans")
# What parts the first-named subject from the next.
_SECOND = re.compile(r",| and ")
# Where a clause about one of those who met begins, and where the purpose of a meeting does.
_ASIDE = re.compile(r",? who (?:is|was|are|were|briefed|informed|told|handed|conveyed|arrived|came|has|had)\b")
_LEADS = re.compile(
    r"\bto (?:discuss|review|examine|consider|consult on|talk about)\b|\b(?:about|devoted to|dedicated to)\b"
)
_PREPARING = re.compile(
    r"\b(?:to prepare|preparing|preparatory|in preparation (?:for|of))\b[^.;]{0,90}\b(?:conference|summit|forum)\b",
    re.IGNORECASE,
)
_ANOTHER = pattern("gatherings", "another")
# Whoever is told of by these met by themselves, even where a larger meeting is told of, too.
_SURE = frozenset({"received", "received-by", "held-talks", "met", "meeting-between", "gave-audience"})
_LOOSE = frozenset({"meeting-loose", "met-implied", "title"})
# As for statements: (right + 1) / (found + 2) on the annotated training reports, a half for what was never met there.
_CONFIDENCE = {
    "received": 0.93,
    "received-by": 0.86,
    "held-talks": 0.89,
    "met": 0.8,
    "meeting-between": 0.88,
    "gave-audience": 0.75,
    "meeting-with": 0.8,
    "meeting-of": 0.83,
    "called-on": 0.75,
    "discussed-with": 0.5,
    "discussed": 0.5,
    "joined": 0.75,
    "met-implied": 0.67,
    "title": 0.5,
    "meeting-loose": 0.83,
}


def find_meetings(
    scene: Scene,
    told: Sequence[Told],
    text: str,
    statements: Sequence[StatementFound],
    dates: Sequence[DateFound],
    places: Sequence[PlaceFound],
) -> tuple[MeetingFound, ...]:
    """Return the meetings, those of the same parties as one."""
    found: list[MeetingFound] = []
    for one in told:
        parties = {*one.parties}
        if any(_is_known(scene, text, told, known, one) for known in found):
            continue
        # The same meeting told again with more of those who took part.
        found = [
            known
            for known in found
            if not {known.host, *known.visitors} - {""} < parties
            or _is_apart(told, known, one)
            or _is_another(text, one)
        ]
        kind = _kind(text, one, _topic(text, one, statements, told), is_first=one is told[0])
        found.append(replace(_found(scene, one, _topic(text, one, statements, told), dates, places), kind=kind))
    return tuple(found)


def _topic(text: str, told: Told, statements: Sequence[StatementFound], order: Sequence[Told]) -> StatementFound | None:
    """Return what was talked of first at a meeting: said in its sentence or behind, before the next such meeting."""
    later = [one.sentence.start for one in order if one.sentence.start > told.sentence.start]
    again = [one.sentence.start for one in order if {*one.parties} == {*told.parties} and _is_another(text, one)]
    end = min((start for start in later if start in again), default=len(text))
    start = told.sentence.start if told.sentence.start in again else 0
    held = (
        one
        for one in statements
        if one.verb == "discussed" and {*one.speakers} == {*told.parties} and start <= one.passage.start < end
    )
    return next((one for one in held if one.passage == told.sentence or not _is_further(text, one)), None)


def _is_further(text: str, statement: StatementFound) -> bool:
    """Say whether something was talked of besides: "they also touched upon"."""
    return (
        re.search(r"\b(?:also|besides|in addition)\b", text[statement.passage.start : statement.span.start]) is not None
    )


def _found(
    scene: Scene,
    told: Told,
    topic: StatementFound | None,
    dates: Sequence[DateFound],
    places: Sequence[PlaceFound],
) -> MeetingFound:
    within = [date for date in dates if told.sentence.start <= date.span.start < told.sentence.end]
    when = next((date for date in within if date.precision in {"day", "open"}), None)
    place = next((one for one in places if told.sentence.start <= one.span.start < told.sentence.end), None)
    hosts = codes(scene, told.host)
    host = hosts[0] if told.guest is not None and hosts else ""
    country = place.country if place else scene.home
    if country in told.parties and (told.guest is None or told.rule == "held-talks"):
        host = country
    guest = told.guest
    return MeetingFound(
        span=told.sentence,
        confidence=_CONFIDENCE[told.rule],
        rule=told.rule,
        kind="",
        host=host,
        host_person=_name(scene, told.host) if told.guest is not None else "",
        visitors=tuple(code for code in told.parties if code != host),
        head=_name(scene, guest) or _first_guest(scene, told, host),
        city=place.name if place else "",
        country=country,
        when=when.value if when else "",
        when_words=when.words if when else "",
        subject=topic.content if topic else "",
    )


def _is_known(scene: Scene, text: str, told: Sequence[Told], known: MeetingFound, one: Told) -> bool:
    """Say whether a sentence tells again of a meeting that is known; two of its parties may have met by themselves."""
    others = {known.host, *known.visitors} - {""}
    if {*one.parties} == others:
        return not (_is_another(text, one) and _is_of_others(scene, known, one))
    is_own = one.rule in _SURE and _is_apart(told, known, one)
    return {*one.parties} < others and not (is_own or _is_another(text, one))


def _is_another(text: str, one: Told) -> bool:
    """Say whether a sentence says of itself that its meeting is one more: "later", "one-on-one", "on the sidelines"."""
    return one.rule not in _LOOSE and _ANOTHER.search(text, one.sentence.start, one.sentence.end) is not None


def _is_of_others(scene: Scene, known: MeetingFound, one: Told) -> bool:
    """Say whether a sentence names a person of those who met who was not at the meeting known."""
    people = [scene.persons.people[actor.person].name for actor in (one.host, one.guest) if actor and actor.person >= 0]
    if known.span != one.sentence:
        first, last = range_of(scene.words, one.sentence)
        earlier = {person for at, (_, person) in scene.persons.at.items() if at < first}
        named = {scene.persons.at[at][1] for at in range(first, last) if at in scene.persons.at}
        fresh = {person for person in named - earlier if scene.persons.people[person].party in one.parties}
        return bool(fresh)
    return any(name not in {known.host_person, known.head} for name in people)


def _is_apart(told: Sequence[Told], known: MeetingFound, one: Told) -> bool:
    """Say whether two sentences that tell of a meeting stand too far apart to tell of the same."""
    order = [other.sentence for other in told]
    return abs(order.index(known.span) - order.index(one.sentence)) > 1


def _name(scene: Scene, actor: Actor | None) -> str:
    return scene.persons.people[actor.person].name if actor is not None and actor.person >= 0 else ""


def _first_guest(scene: Scene, told: Told, host: str) -> str:
    """Return the first person of a visiting party whom the sentence names."""
    first, last = range_of(scene.words, told.sentence)
    for number in range(first, last):
        if number in scene.persons.at:
            person = scene.persons.people[scene.persons.at[number][1]]
            if person.party != host and person.party in told.parties:
                return person.name
    return ""


def _kind(text: str, told: Told, topic: StatementFound | None, *, is_first: bool) -> str:
    words = text[told.sentence.start : told.sentence.end]
    titled = words + " " + text[: max(0, text.find("\n"))] if is_first else words
    if _VIDEO.search(titled):
        return "video"
    if _MARGINS.search(titled):
        return "margins"
    if _GROUP.search(words):
        return "working group"
    is_preparatory = (topic is None or topic.passage == told.sentence) and _is_subject(words)
    if topic is not None and not is_preparatory:
        plans = _PLANS.search(topic.content)
        is_preparatory = _is_first_of(topic.content) or (
            plans is not None
            and not _SECOND.search(topic.content, 0, plans.start())
            and _CONFERENCES.search(text, topic.passage.start, topic.passage.end) is not None
        )
    if is_preparatory or _PREPARING.search(words):
        return "preparatory"
    return "bilateral" if len(told.parties) == 2 else "other"


def _is_subject(words: str) -> bool:
    """Say whether a sentence that tells of a meeting names a conference to come as its first subject."""
    main = _ASIDE.split(words, maxsplit=1)[0] or words
    match = _PREPARATION.search(main)
    if match is None:
        return False
    leads = [lead.end() for lead in _LEADS.finditer(main, 0, match.start())]
    return not leads or not _SECOND.search(main, leads[-1], match.start())


def _is_first_of(content: str) -> bool:
    """Say whether the first-named topic is a conference to come."""
    match = _PREPARATION.search(content)
    return match is not None and not _SECOND.search(content, 0, match.start())
