"""What stands behind the statements: tours, challenges, initiatives, and the ministries that are named."""

import re
from collections.abc import Sequence

from secretariat.engines.reading.languages import pattern, patterns
from secretariat.engines.reading.models import (
    BodyFound,
    ChallengeFound,
    InitiativeFound,
    MeetingFound,
    MissionFound,
    PersonFound,
    PlaceFound,
    Span,
    StatementFound,
    StopFound,
)
from secretariat.engines.reading.parties import Mention

__all__ = ["find_bodies", "find_challenges", "find_initiatives", "find_missions"]

_TOUR = pattern("outcomes", "tour")
_NO_TOUR = pattern("outcomes", "no_tour")
_MANY_PLACES = pattern("outcomes", "many_places")
_BACK = pattern("outcomes", "back")
_CHALLENGES = patterns("challenges")
_CHALLENGE_VERBS = frozenset(
    ("expressed concern", "condemned", "stated", "stressed", "discussed", "called", "objected", "announced", "reported")
)
# As for statements, by kind of challenge; a half for those never met in training.
_CONFIDENCE = {"call not to attend": 0.75, "funding": 0.75, "health": 0.67, "sanctions": 0.67, "security": 0.6}
# Running out of something is a want of money only where money is spoken of.
_MONEY = pattern("outcomes", "money")
_NEW = pattern("outcomes", "new")
_MADE = pattern("outcomes", "made")
_BODY = re.compile(
    r"\b(?P<many>Ministries|Ministry)\s+(?:of|for)\s+(?:the\s+)?(?P<first>[A-Z][\w-]+(?:(?:,| and| &)? [A-Z][\w-]+)*)"
    r"(?:\s+and\s+(?:of\s+)?the\s+(?P<second>[A-Z][\w-]+(?: (?:and )?[A-Z][\w-]+)*))?"
    r"|\b(?P<short>(?:Foreign|Interior|Defen[cs]e|Health|Finance|Energy|Agriculture|Culture|Justice|Economy|Education)"
    r"(?: Affairs)? Ministry)\b"
    r"|\b(?P<small>(?:foreign|interior|defen[cs]e|health|finance|energy|agriculture|culture|justice|economy|education|water)"
    r"(?: affairs)? ministry)\b"
)


def find_missions(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    places: Sequence[PlaceFound],
    found: tuple[Sequence[StatementFound], Sequence[MeetingFound], Sequence[PersonFound]],
) -> tuple[MissionFound, ...]:
    """Return the tours a report tells of, one for each party; ``found`` holds its statements, meetings and persons."""
    statements, meetings, persons = found
    missions: dict[str, MissionFound] = {}
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        match = _TOUR.search(words)
        if match is None or _NO_TOUR.search(words):
            continue
        at = sentence.start + match.start()
        party, head = _traveller(sentence, at, mentions, statements, persons, text)
        stops = _stops(sentence, at, party, mentions, places, statements)
        if not party or (len(stops) < 2 and not _MANY_PLACES.search(words) and not _is_told(statements, party)):
            continue
        stops = _with_hosts(stops or missions.get(party, _NONE).stops, party, meetings, _telling(statements, party))
        missions.setdefault(
            party,
            MissionFound(
                sentence,
                0.85,
                "tour",
                party,
                head or _head(meetings, party),
                _purpose(words),
                stops,
                reports_back=_is_told(statements, party),
            ),
        )
    return tuple(missions.values())


def find_challenges(statements: Sequence[StatementFound]) -> tuple[ChallengeFound, ...]:
    """Return what stands in the conference's way, as somebody says it; each kind is known by its words."""
    found: list[ChallengeFound] = []
    for statement in statements:
        if statement.verb not in _CHALLENGE_VERBS:
            continue
        kind = _challenge(statement)
        if kind:
            found.append(
                ChallengeFound(
                    span=statement.span,
                    confidence=_CONFIDENCE.get(kind, 0.5),
                    rule=f"challenge-{kind.replace(' ', '-')}",
                    kind=kind,
                    text=statement.content,
                    said_by=statement.speakers,
                )
            )
    return tuple(found)


def find_initiatives(
    statements: Sequence[StatementFound], mentions: Sequence[Mention], sentences: Sequence[Span], text: str
) -> tuple[InitiativeFound, ...]:
    """Return what parties put forward: by a proposal, or by the words "provision of initiatives"."""
    found = [
        InitiativeFound(one.span, 0.89, "initiative-proposed", one.speakers[0], one.content)
        for one in statements
        if one.verb == "proposed" and len(one.speakers) == 1 and _NEW.search(one.content[:70])
    ]
    for sentence in sentences:
        match = _MADE.search(text, sentence.start, sentence.end)
        owner = (
            [
                one
                for one in mentions
                if match and sentence.start <= one.start < match.start() and match.start() - one.end < 6
            ]
            if match
            else []
        )
        if match and owner:
            span = Span(owner[-1].start, sentence.start + len(text[sentence.start : sentence.end].rstrip(" .")))
            found.append(
                InitiativeFound(span, 0.75, "initiative-provision", owner[-1].code, text[span.start : span.end])
            )
    return tuple(found)


def find_bodies(text: str, mentions: Sequence[Mention]) -> tuple[BodyFound, ...]:
    """Return the ministries named, each with the party whose name stands nearest before or right behind it."""
    found: list[BodyFound] = []
    for match in _BODY.finditer(text):
        party = _owner(text, match, mentions)
        for group in ("first", "second", "short", "small"):
            if not match[group]:
                continue
            name = f"Ministry of {match[group]}" if group in {"first", "second"} else match[group]
            found.append(BodyFound(Span(*match.span(group)), 0.9, "body-ministry", name, party))
    return tuple(found)


_NONE = MissionFound(Span(0, 0), 0.0, "", "")


def _traveller(
    sentence: Span,
    at: int,
    mentions: Sequence[Mention],
    statements: Sequence[StatementFound],
    persons: Sequence[PersonFound],
    text: str,
) -> tuple[str, str]:
    """Return whose tour it is: of the speaker who tells of it, of the person named before it, or of the party."""
    teller = next(
        (one for one in statements if one.passage.start <= at < one.passage.end and one.verb == "reported"), None
    )
    if teller is not None:
        return teller.speakers[0], teller.person
    before = text[sentence.start : at]
    named = [one for one in persons if one.party and _is_named(one.name, before)]
    if named:
        last = max(named, key=lambda one: before.rfind(one.name.split()[-1]))
        return last.party, last.name
    teller = next((one for one in statements if one.passage.start <= at < one.passage.end), None)
    if teller is not None and len(teller.speakers) == 1:
        return teller.speakers[0], teller.person
    codes = [one.code for one in mentions if sentence.start <= one.start < at]
    return (codes[0] if codes else ""), ""


def _is_named(name: str, words: str) -> bool:
    return bool(re.search(rf"\b{re.escape(name.rsplit(maxsplit=1)[-1])}\b", words))


def _stops(
    sentence: Span,
    at: int,
    party: str,
    mentions: Sequence[Mention],
    places: Sequence[PlaceFound],
    statements: Sequence[StatementFound],
) -> tuple[StopFound, ...]:
    spans = [Span(at, sentence.end)]
    spans += [one.span for one in _telling(statements, party)]
    named = [(one.start, one.code) for one in mentions if one.kind in {"name", "capital"}]
    cities = [(one.span.start, one.country) for one in places]
    codes = [code for place, code in sorted([*named, *cities]) if any(span.start <= place < span.end for span in spans)]
    return tuple(StopFound(code) for code in dict.fromkeys(codes) if code != party)


def _with_hosts(
    stops: tuple[StopFound, ...],
    party: str,
    meetings: Sequence[MeetingFound],
    telling: Sequence[StatementFound],
) -> tuple[StopFound, ...]:
    """Add where the traveller was received, with whom they met; where the tour is reported back is no stop of it."""
    known = {stop.country: stop for stop in stops}
    visits = [one for one in meetings if party in one.visitors and one.host and one.host != party]
    back = _told_at(visits, telling)
    for meeting in visits:
        if meeting is not back:
            known[meeting.host] = StopFound(meeting.host, meeting.city, meeting.when, meeting.host_person)
    ended = {back.host, back.country} if back is not None else set()
    return tuple(stop for stop in known.values() if stop.country not in ended)


def _told_at(visits: Sequence[MeetingFound], telling: Sequence[StatementFound]) -> MeetingFound | None:
    """Return the meeting at which the results are told: the last before they are told, else the first."""
    if not telling or not visits:
        return None
    before = [one for one in visits if one.span.start <= telling[0].passage.end]
    return max(before, key=lambda one: one.span.start) if before else visits[0]


def _telling(statements: Sequence[StatementFound], party: str) -> list[StatementFound]:
    """Return the statements that report the results of a party's tour."""
    return [one for one in statements if one.verb == "reported" and party in one.speakers and _BACK.search(one.content)]


def _is_told(statements: Sequence[StatementFound], party: str) -> bool:
    return bool(_telling(statements, party))


def _head(meetings: Sequence[MeetingFound], party: str) -> str:
    return next((one.head for one in meetings if party in one.visitors), "")


def _purpose(words: str) -> str:
    match = re.search(
        r"\b(?:to discuss|to prepare|to consult|in preparation for|ahead of|to hand over)\b[^,.;]{3,120}", words
    )
    return match[0] if match else ""


def _challenge(statement: StatementFound) -> str:
    for kind, words in _CHALLENGES:
        if not words.search(statement.content):
            continue
        if kind == "call not to attend" and not (
            statement.verb == "called" or re.search(r"\bcall on\b|\burge\b", statement.content, re.IGNORECASE)
        ):
            continue
        if kind == "funding" and not _MONEY.search(statement.content):
            continue
        return kind
    return ""


def _owner(text: str, match: re.Match[str], mentions: Sequence[Mention]) -> str:
    behind = next((one.code for one in mentions if 0 <= one.start - match.end() <= 8), "")
    near = [one.code for one in mentions if one.end <= match.start() and "." not in text[one.end : match.start()]]
    return behind or (near[-1] if near else "")
