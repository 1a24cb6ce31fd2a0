"""Where the subject of a verb stands, and whether a verb is one at all."""

from collections.abc import Sequence

from secretariat.engines.reading.languages import listed
from secretariat.engines.reading.scenes import BETWEEN, FINITE, PREPOSITIONS, Actor, Scene, speech_of
from secretariat.engines.reading.subjects import actor_at
from secretariat.engines.reading.verbs import Verb
from secretariat.engines.reading.words import Word

__all__ = ["COMING", "behind_adjuncts", "is_denied", "subject_before"]


_NOT = listed("clauses", "not")
COMING = listed("clauses", "coming")
_NOUN_BEFORE = listed("clauses", "noun_before")
_CONNECTING = listed("clauses", "connecting")
_SHORT = 4
_LOOSE = BETWEEN | PREPOSITIONS | FINITE


def is_denied(words: Sequence[Word], verb: Verb, first: int) -> bool:
    """Say whether a verb is denied, yet to come, or no verb at all but a noun or adjective."""
    before = [word.lower for word in words[max(first, verb.start - 4) : verb.start]]
    if any(word in _NOT or word.endswith("n't") for word in before):
        return True
    lasting = [word for word in before if word not in BETWEEN or word in {"have", "be"}]
    if before[-3:] in (["went", "on", "to"], ["goes", "on", "to"], ["gone", "on", "to"]):
        return False
    if lasting and lasting[-1] in COMING and verb.form != "ing":
        return True
    if len(lasting) > 1 and lasting[-1] in {"have", "be"} and lasting[-2] in COMING:
        return True
    return bool(before) and before[-1] in _NOUN_BEFORE and verb.form != "ing"


def subject_before(scene: Scene, first: int, verb: int) -> Actor | None:
    """Return the subject of the verb at a word, in a clause that begins at ``first``."""
    number = behind_adjuncts(scene, first, verb)
    actor = actor_at(scene, number, verb)
    if actor is not None and _is_passable(scene, actor.end, verb):
        return actor
    is_opened = number > first or _is_opener(scene, first)
    for start in range(number, verb):
        joint = start == number or scene.words[start - 1].lower in {",", "and", "but", "while", ":", "–", "-"}
        if not joint and not (is_opened and _may_begin(scene, start)):
            continue
        actor = actor_at(scene, start, verb)
        if actor is None:
            continue
        is_next = all(word.lower in BETWEEN for word in scene.words[actor.end : verb])
        if is_next or (start > number and scene.words[start - 1].text == "," and _is_passable(scene, actor.end, verb)):
            return actor
    return None


def _is_opener(scene: Scene, number: int) -> bool:
    lower = scene.words[number].lower
    if lower.endswith("ing") and scene.words[number].is_capital and number not in scene.named and len(lower) > _SHORT:
        return True
    return lower in speech_of(scene.language.code).openers or lower in PREPOSITIONS


def behind_adjuncts(scene: Scene, first: int, verb: int) -> int:
    """Pass over what stands in front of the subject: conjunctions, and phrases that end with a comma."""
    number = first
    for _ in range(4):
        while number < verb and (scene.words[number].lower in _CONNECTING or not scene.words[number].is_word):
            is_aside = scene.words[number].text == "("
            number = (
                next((at for at in range(number, verb) if scene.words[at].text == ")"), number) + 1
                if is_aside
                else number + 1
            )
        if number >= verb or not _is_opener(scene, number):
            return number
        comma = next((other for other in range(number, verb) if scene.words[other].text == ","), -1)
        if comma < 0:
            return number
        number = comma + 1
    return number


def _is_passable(scene: Scene, start: int, verb: int) -> bool:
    """Say whether what stands between subject and verb leaves them together."""
    words = scene.words
    number = start
    count = 0
    while number < verb:
        lower = words[number].lower
        if lower in {",", "(", "–", "—"}:
            close = {"(": ")"}.get(lower, lower)
            behind = next((other for other in range(number + 1, verb) if words[other].lower == close), -1)
            if behind > 0:
                number = behind + 1
                continue
        elif lower in {"that", "he", "she", "we", "they", "i", "you", ";", ":", "and", "but"} or (
            lower in FINITE
            and any(word.lower not in BETWEEN and word.lower not in FINITE for word in words[number:verb])
        ):
            return False
        count += 1
        number += 1
    return count <= 16 and (
        start >= verb
        or words[start].lower in _LOOSE | {",", "(", "–", "—", "who", "which", "'s", '"', "”"}
        or count <= 1
    )


def _may_begin(scene: Scene, number: int) -> bool:
    """Say whether a noun phrase may begin at a word: not inside another, not behind a preposition."""
    before = scene.words[number - 1].lower if number else ""
    if before in PREPOSITIONS or before in _NOUN_BEFORE or before == "'s":
        return False
    word = scene.words[number]
    return word.is_capital or word.lower in {"the", "both", "he", "she", "they", "it", "his", "its", "a"}
