"""The conference a report is about: where it is held, and when, in the report's own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from secretariat.engines.reading.languages import pattern
from secretariat.engines.reading.models import ConferenceFound, DateFound, PlaceFound, Precision, Span
from secretariat.engines.reading.parties import Mention

__all__ = ["find_conferences"]

_NOUN = pattern("conferences", "noun")
_OTHER = pattern("conferences", "other")
_AHEAD = 150
_BACK = 60
_LINKED = pattern("conferences", "linked")
_UNKNOWN = re.compile(
    r"\b(?:conference|summit|forum|congress)\b[^.;]{0,60}?\bin ([A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?)"
)
_DAY = len("2031-05-04")
# What stands behind the day of a dateline: "(Agency) –", "/Agency/.", "–".
_AGENCY = re.compile(
    r"\)?[.,]? ?(?:\([^()\n]{2,40}\)|/[^/\n]{2,30}/)[.,]?(?: ?[–—-])?|\)?\.? [–—] (?=[A-ZÀ-Þ])|\)?\.? -- "
)
_CONFIDENCE = {"conference-place-and-time": 0.9, "conference-place": 0.85, "conference-time": 0.75}


@dataclass(frozen=True)
class _Mention:
    span: Span
    place: PlaceFound | None
    when: DateFound | None
    name: str = ""


def find_conferences(
    text: str,
    sentences: Sequence[Span],
    places: Sequence[PlaceFound],
    dates: Sequence[DateFound],
    hosts: tuple[Sequence[Mention], str],
    published: str = "",
) -> tuple[ConferenceFound, ...]:
    """Return the one conference a report is about, put together from all its mentions, or nothing.

    ``hosts`` are the parties mentioned, for "France, which hosts the conference", and the state it is at home in;
    ``published`` is the report's own day, of which a conference yet to come is not held.
    """
    states, home = hosts
    dates = [one for one in dates if not _is_of_dateline(text, one.span)]
    places = sorted(
        (*places, *(_as_place(one) for one in states if one.kind == "name")), key=lambda one: one.span.start
    )
    mentions = [
        _mention(text, sentence, match.start(), match.end(), places, dates)
        for sentence in sentences
        for match in _NOUN.finditer(text, sentence.start, sentence.end)
        if not _OTHER.search(text[max(0, match.start() - 12) : match.start()])
    ]
    placed = [one for one in mentions if one.place is not None]
    named = [one for one in mentions if one.name]
    first = placed[0] if placed else named[0] if named else None
    timed = _timed(mentions, first, published)
    chosen = first or timed
    if chosen is None:
        return ()
    return (_found(chosen, first, timed, home),)


def _found(chosen: _Mention, first: _Mention | None, timed: _Mention | None, home: str) -> ConferenceFound:
    rule = "conference-place-and-time" if first and timed else "conference-place" if first else "conference-time"
    place = first.place if first else None
    when = timed.when if timed else None
    precision: Precision = when.precision if when else "open"
    return ConferenceFound(
        span=chosen.span,
        confidence=_CONFIDENCE[rule],
        rule=rule,
        city=place.name if place else first.name if first else "",
        country=place.country if place else home if first else "",
        when=when.value if when else "",
        precision=precision,
        when_words=when.words.strip(" .") if when else "",
    )


def _timed(mentions: Sequence[_Mention], first: _Mention | None, published: str) -> _Mention | None:
    """Return the mention that says when: after the report's day rather than before, where the place is said, first."""
    dated = [one for one in mentions if one.when is not None]

    def order(one: _Mention) -> tuple[bool, bool]:
        value = one.when.value if one.when else ""
        return bool(value and published) and value <= published[: len(value)] and len(value) == _DAY, one is not first

    return min(dated, key=order, default=None)


def _is_of_dateline(text: str, span: Span) -> bool:
    """Say whether a day belongs to the place and agency with which a report begins."""
    return _AGENCY.match(text, span.end) is not None


def _as_place(state: Mention) -> PlaceFound:
    return PlaceFound(Span(state.start, state.end), 0.9, "place-state", "", state.code)


_BRACKET = re.compile(r"\(\s*$")


def _mention(
    text: str, sentence: Span, start: int, end: int, places: Sequence[PlaceFound], dates: Sequence[DateFound]
) -> _Mention:
    last = min(sentence.end, end + _AHEAD)
    before = [
        one
        for one in places
        if sentence.start <= one.span.start and one.span.end <= start and start - one.span.end <= _BACK
    ]
    near = [
        one
        for one in before
        if (one.name or ", which" in text[one.span.end : start]) and _is_before(text[one.span.end : start])
    ]
    ahead = [
        one
        for one in places
        if one.name
        and end <= one.span.start < last
        and (_LINKED.search(text[end - 1 : one.span.start]) or _BRACKET.search(text[end : one.span.start]))
    ]
    place = near[-1] if near else ahead[0] if ahead else None
    unknown = _UNKNOWN.match(text, start, last) if place is None else None
    name = unknown[1] if unknown and not any(one.span.start <= unknown.start(1) < one.span.end for one in dates) else ""
    return _Mention(
        Span(start, max(end, place.span.end if place else end)), place, _when(text, sentence, start, end, dates), name
    )


def _is_before(gap: str) -> bool:
    """Say whether a city stands for the conference's place: "the Doha conference", "Cairo is hosting a conference"."""
    if re.fullmatch(r",? where (?:the|this|a|an) (?:[\w-]+ )?", gap) or re.fullmatch(
        r",? which (?:\w+ )?host\w* (?:the|this|a|an) (?:[\w-]+ )?", gap
    ):
        return True
    if re.fullmatch(r"(?:'s|’s)?\s+(?:[\w-]+\s+){0,3}", gap) is None:
        return False
    words = gap.split()
    return not any(word in {"and", "on", "of", "to", "with", "for", "from"} for word in words)


def _when(text: str, sentence: Span, start: int, end: int, dates: Sequence[DateFound]) -> DateFound | None:
    before = next(
        (one for one in dates if 0 <= start - one.span.end <= 24 and "." not in text[one.span.end : start]), None
    )
    if before is not None and re.fullmatch(r"(?:'s|’s)\s+(?:[\w-]+\s+){0,3}", text[before.span.end : start]):
        return before
    place = re.search(
        r"\b(?:on|in|from) [^,.;]{3,40}, where (?:the|this|a) (?:[\w-]+ )?$", text[sentence.start : start]
    )
    earlier = [one for one in dates if place and sentence.start + place.start() <= one.span.start < start]
    if earlier:
        return earlier[-1]
    for one in dates:
        if end <= one.span.start < min(sentence.end, end + _AHEAD):
            between = text[end : one.span.start]
            return None if re.search(r"\b(?:said|told|stated|announced|added|where \d)\b", between) else one
    return None
