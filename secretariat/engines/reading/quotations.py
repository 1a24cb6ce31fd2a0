"""Direct speech: where quotations stand, and who is said to have spoken them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from secretariat.engines.reading.languages import listed
from secretariat.engines.reading.models import Span
from secretariat.engines.reading.placing import is_denied, subject_before
from secretariat.engines.reading.scenes import BETWEEN, FINITE, PREPOSITIONS, Actor, Scene
from secretariat.engines.reading.subjects import actor_at
from secretariat.engines.reading.verbs import Verb, verb_at
from secretariat.engines.reading.words import number_at

__all__ = ["Attribution", "Unit", "around", "attribution", "is_bare", "units", "verbs_between"]

_QUOTE = re.compile('"([^"\n]{1,4000})"|“([^“”\n]{1,4000})”|«([^«»\n]{1,4000})»|„([^„“”\n]{1,4000})[“”]')
_LEAST_WORDS = 3
_TRAIL = " ,.;–—"
_INVERTED = listed("quotations", "inverted")


@dataclass(frozen=True)
class Unit:
    """One or more sentences that a quotation holds together, with the quotations in it that are direct speech."""

    span: Span
    quotes: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Attribution:
    """Who spoke, by which verb, where the verb stands and where the attribution ends."""

    actor: Actor
    verb: str
    verb_at: int
    end: int


def units(text: str, sentences: Sequence[Span]) -> list[Unit]:
    """Return the sentences with those joined that one quotation spans."""
    quotes = [_inside(match) for match in _QUOTE.finditer(text)]
    found: list[Unit] = []
    number = 0
    for sentence in sentences:
        if found and sentence.start < found[-1].span.end:
            continue
        start, end = sentence.start, sentence.end
        while number < len(quotes) and quotes[number].end < start:
            number += 1
        own: list[Span] = []
        for quote in quotes[number:]:
            if quote.start > end:
                break
            # A quotation that begins in this sentence and ends in another carries it on to that one's end.
            if quote.end > end:
                end = max(end, next((other.end for other in sentences if other.end >= quote.end), end))
            if _is_speech(text, quote, start):
                own.append(Span(quote.start, quote.start + len(text[quote.start : quote.end].rstrip(_TRAIL))))
        found.append(Unit(Span(start, end), tuple(own)))
    return found


def around(scene: Scene, unit: Unit, first: int, last: int) -> Attribution | None:
    """Return who is said to have spoken a unit's quotations: behind the first, or before it."""
    behind = number_at(scene.words, unit.quotes[0].end)
    while behind < last and not scene.words[behind].is_word:
        behind += 1
    stop = number_at(scene.words, unit.quotes[1].start) if len(unit.quotes) > 1 else last
    found = attribution(scene, behind, stop) if behind < stop else None
    if found is not None:
        return found
    opening = number_at(scene.words, unit.quotes[0].start)
    for number in range(first, opening):
        verb = _verb(scene, number, first)
        if verb is None:
            continue
        actor = subject_before(scene, first, number)
        if actor is not None and opening - verb.end <= 12:
            return Attribution(actor, verb.verb, number, last)
    return None


def attribution(scene: Scene, first: int, last: int) -> Attribution | None:
    """Return an attribution that begins at a word: "the minister said" or "said the minister", with no content."""
    for number in range(first, min(first + 22, last)):
        verb = _verb(scene, number, first)
        if verb is None or verb.is_expressed:
            continue
        if number == first or all(
            word.lower in BETWEEN or word.lower in {"and", "–", "—"} for word in scene.words[first:number]
        ):
            return _inverted(scene, verb, last)
        actor = subject_before(scene, first, number)
        if actor is None:
            return None
        end = _end(scene, verb, last)
        return Attribution(actor, verb.verb, number, end) if end else None
    return None


def verbs_between(scene: Scene, unit: Unit, verb: str) -> list[str]:
    """Return the verb of each quotation: the first's, or that of an "adding:" before a later one."""
    verbs = [verb]
    for one, other in pairwise(unit.quotes):
        inside = range(number_at(scene.words, one.end), number_at(scene.words, other.start))
        adding = [
            found
            for number in inside
            if (found := verb_at(scene.words, number, scene.language)) and found.form == "ing"
        ]
        verbs.append(adding[-1].verb if adding else verbs[-1])
    return verbs


def is_bare(text: str, unit: Unit) -> bool:
    """Say whether a unit is nothing but its quotations."""
    rest = text[unit.span.start : unit.span.end]
    return (
        len(re.findall(r"\w+", rest)) - sum(len(re.findall(r"\w+", text[one.start : one.end])) for one in unit.quotes)
        <= 1
    )


def _inside(match: re.Match[str]) -> Span:
    group = match.lastindex or 0
    return Span(match.start(group), match.end(group))


def _is_speech(text: str, quote: Span, start: int) -> bool:
    """Say whether a quotation is direct speech rather than a name or a phrase quoted within a sentence."""
    inside = text[quote.start : quote.end].strip()
    words = re.findall(r"[^\W\d_]+", inside)
    if len(words) < _LEAST_WORDS or not (inside[0].isupper() or inside[0].isdigit() or not inside[0].isalpha()):
        return False
    if sum(word[0].isupper() for word in words) == len(words) and len(words) <= 6:
        return False
    before = text[start : quote.start - 1].rstrip()
    behind = text[quote.end + 1 : quote.end + 2]
    return not before or before[-1] in ':,.;–—!?”"' or inside.endswith((",", ".", "!", "?")) or behind in {",", "."}


def _verb(scene: Scene, number: int, first: int) -> Verb | None:
    verb = verb_at(scene.words, number, scene.language)
    if verb is None or verb.form not in {"past", "present"} or is_denied(scene.words, verb, first):
        return None
    return verb


def _inverted(scene: Scene, verb: Verb, last: int) -> Attribution | None:
    """Take "said Astrid Lunde, the minister": the subject behind its verb."""
    is_that = verb.end < last and scene.words[verb.end].lower in {"that", "on", "in", "at"}
    actor = None if is_that else actor_at(scene, verb.end, last)
    if actor is None or verb.base.split()[0] not in _INVERTED:
        return None
    following = scene.words[actor.end].lower if actor.end < last else ""
    if following in FINITE or following in {"that", "to"}:
        return None
    return Attribution(actor, verb.verb, verb.start, actor.end)


def _end(scene: Scene, verb: Verb, last: int) -> int:
    """Return where an attribution ends, or nought where its verb has content of its own."""
    words = scene.words
    number = verb.end
    if number >= last or not words[number].is_word:
        return _past_marks(number, last)
    lower = words[number].lower
    if lower in {"that", "whether"}:
        return 0
    is_told = verb.base.split()[0] in {"tell", "inform", "assure", "remind"}
    if not (
        is_told
        or lower in PREPOSITIONS
        or lower in BETWEEN
        or words[number].is_capital
        or lower in {"in", "yesterday", "this"}
    ):
        return 0
    while number < last and words[number].text not in {",", ";", "."}:
        if words[number].lower == "that" and number > verb.end + 1:
            return 0
        number += 1
    return _past_marks(number, last) if number - verb.end <= 24 else 0


def _past_marks(number: int, last: int) -> int:
    return max(number, 1) if number <= last else last
