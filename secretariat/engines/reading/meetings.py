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
_PREPARING = re.compile(
    r"\b(?:to prepare|preparing|preparatory|in preparation (?:for|of))\b[^.;]{0,90}\b(?:conference|summit|forum)\b",
    re.IGNORECASE,
)
_SURE = 0.88
_CONFIDENCE = {
    "received": 0.95,
    "received-by": 0.95,
    "held-talks": 0.92,
    "met": 0.9,
    "meeting-between": 0.88,
    "gave-audience": 0.9,
    "meeting-with": 0.85,
    "meeting-of": 0.8,
    "called-on": 0.85,
    "discussed-with": 0.8,
    "discussed": 0.75,
    "meeting-loose": 0.65,
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
        if any(_is_known(told, known, one) for known in found):
            continue
        # The same meeting told again with more of those who took part.
        found = [
            known
            for known in found
            if not {known.host, *known.visitors} - {""} < parties or _is_apart(told, known, one)
        ]
        kind = _kind(text, one, _topic(one, statements), is_first=one is told[0])
        found.append(replace(_found(scene, one, statements, dates, places), kind=kind))
    return tuple(found)


def _topic(told: Told, statements: Sequence[StatementFound]) -> StatementFound | None:
    return next((one for one in statements if one.verb == "discussed" and {*one.speakers} == {*told.parties}), None)


def _found(
    scene: Scene,
    told: Told,
    statements: Sequence[StatementFound],
    dates: Sequence[DateFound],
    places: Sequence[PlaceFound],
) -> MeetingFound:
    topic = _topic(told, statements)
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


def _is_known(told: Sequence[Told], known: MeetingFound, one: Told) -> bool:
    """Say whether a sentence tells again of a meeting that is known; two of its parties may have met by themselves."""
    others = {known.host, *known.visitors} - {""}
    if {*one.parties} == others:
        return True
    is_own = _CONFIDENCE[one.rule] >= _SURE and _is_apart(told, known, one)
    return {*one.parties} < others and not is_own


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
    if topic is None:
        is_preparatory = _PREPARATION.search(words) is not None
    else:
        is_preparatory = _is_first_of(topic.content) or (
            _CONFERENCES.search(text[topic.passage.start : topic.passage.end]) is not None
            and _PLANS.search(topic.content) is not None
        )
    if is_preparatory or _PREPARING.search(words):
        return "preparatory"
    return "bilateral" if len(told.parties) == 2 else "other"


def _is_first_of(content: str) -> bool:
    """Say whether the first-named topic is a conference to come."""
    match = _PREPARATION.search(content)
    return match is not None and not re.search(r",| and ", content[: match.start()])
