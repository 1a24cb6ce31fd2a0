"""Meetings that no single sentence tells of in full: who met is said before, afterwards, or sentence by sentence."""

from collections.abc import Sequence

from secretariat.engines.reading.hosting import Told
from secretariat.engines.reading.languages import pattern
from secretariat.engines.reading.models import Span
from secretariat.engines.reading.scenes import Actor, Scene
from secretariat.engines.reading.words import range_of

__all__ = ["found", "widen"]

_IMPLIED = pattern("gatherings", "implied")
_MORE = pattern("gatherings", "more")
_FEWER = pattern("gatherings", "fewer")
_COUNTS = {"two": 2, "three": 3, "four": 4}
# How many characters before and behind the sentence those who met may be named.
_NEAR = 450
_LEAST = 2


def found(scene: Scene, sentence: Span, words: str, told: Sequence[Told]) -> list[Told]:
    """Return the meeting of "the two ministers met", where the persons named round it are of as many parties."""
    match = None if told else _IMPLIED.search(words)
    if match is None:
        return []
    count = _COUNTS.get((match["count"] or "").lower(), _LEAST)
    before, behind = _named(scene, sentence)
    for parties in (before[-count:], behind[:count]):
        if len(parties) == count:
            actor = Actor(*range_of(scene.words, sentence), tuple(parties), kind="people")
            return [Told(sentence, tuple(parties), "met-implied", actor)]
    return []


def widen(scene: Scene, told: Told, sentence: Span, words: str) -> None:
    """Add the party of a later sentence that says of itself that it took part: "UNHCR took part, too"."""
    match = _MORE.search(words)
    if match is None or _FEWER.search(words) or sentence.start - told.sentence.end > _NEAR:
        return
    first, last = range_of(scene.words, Span(sentence.start, sentence.start + match.start()))
    codes = [scene.parties[at][1].code for at in range(first, last) if at in scene.parties]
    codes += [
        scene.persons.people[scene.persons.at[at][1]].party for at in range(first, last) if at in scene.persons.at
    ]
    told.parties = tuple(dict.fromkeys((*told.parties, *(code for code in codes[:1] if code))))


def _named(scene: Scene, sentence: Span) -> tuple[list[str], list[str]]:
    """Return the parties of the persons named shortly before and behind a sentence, each once, in their order."""
    before: list[str] = []
    behind: list[str] = []
    for number in sorted(scene.persons.at):
        place = scene.words[number].start
        party = scene.persons.people[scene.persons.at[number][1]].party
        if not party or not sentence.start - _NEAR < place < sentence.end + _NEAR:
            continue
        (before if place < sentence.end else behind).append(party)
    return list(dict.fromkeys(reversed(before)))[::-1], list(dict.fromkeys(behind))
