"""Where the content of a clause begins: behind who was told, when and where, "that" and prepositions."""

from collections.abc import Sequence

from secretariat.engines.reading.languages import listed
from secretariat.engines.reading.scenes import BETWEEN, FINITE, Scene
from secretariat.engines.reading.subjects import actor_at
from secretariat.engines.reading.verbs import Verb
from secretariat.engines.reading.words import Word

__all__ = ["CLAUSE_VERBS", "PEOPLE_TOLD", "RESULTS", "behind_preposition", "content_start", "is_day", "topic"]

_ABOUT = frozenset({"on", "about", "concerning", "regarding", "over"})
_NO_TOPIC = frozenset({";", "said", "stressed", "discussed", "and", "where", "during"})


PEOPLE_TOLD = listed("clauses", "people_told")
_WITH = listed("clauses", "with")
_DAYS = listed("clauses", "days")
CLAUSE_VERBS = listed("clauses", "clause_verbs")
RESULTS = listed("clauses", "results")
_INFINITIVE_NOT = listed("clauses", "infinitive_not")
_STRIPPED = listed("clauses", "stripped")


def content_start(scene: Scene, verb: Verb, last: int) -> tuple[int, bool, tuple[str, ...]]:
    """Return the word the content begins with, whether it is a clause, and the codes of those spoken with."""
    words = scene.words
    number = verb.end
    joint: tuple[str, ...] = ()
    base = verb.base.split()[0]
    if verb.is_expressed and verb.verb == "offered":
        return _readiness(words, verb, last), False, ()
    if number < last and words[number].lower == "with" and base in _WITH:
        other = actor_at(scene, number + 1, last)
        if other is not None:
            number, joint = other.end, other.codes
    number, is_that = _behind_addressee(scene, base, verb, number, last)
    if is_that:
        return number, True, joint
    found = _that_ahead(words, number, last, is_clause=base in CLAUSE_VERBS)
    if found:
        return found, True, joint
    return behind_preposition(words, number, last), base in {"say", "add", "believe", "hope", "think", "tell"}, joint


def _readiness(words: Sequence[Word], verb: Verb, last: int) -> int:
    """Return where the content of "expressed (the Bank's) readiness to …" begins."""
    if verb.end < last and words[verb.end].lower == "of":
        return next(
            (number for number in range(verb.end, min(last, verb.end + 8)) if words[number].lower == "to"), verb.end + 1
        )
    return verb.end + (verb.end < last and words[verb.end].lower in {"for", "in"})


def _behind_addressee(scene: Scene, base: str, verb: Verb, number: int, last: int) -> tuple[int, bool]:
    """Pass over who was told; say whether a clause follows."""
    words = scene.words
    if number >= last:
        return number, False
    lower = words[number].lower
    if (
        lower == "to"
        and verb.verb in {"reported", "stated", "stressed", "affirmed", "proposed"}
        and not _is_infinitive(scene, number, last)
    ):
        other = actor_at(scene, number + 1, last)
        if other is not None:
            number = _behind_office(scene, other.end, last)
    elif base in PEOPLE_TOLD and lower not in {"that", "of", "on", "about", ":", ","}:
        other = actor_at(scene, number, last)
        number = _behind_office(scene, other.end, last) if other is not None else _behind_words(words, number, last)
    elif base == "show":
        number = _results(words, number, last)
    return number, False


def _results(words: Sequence[Word], number: int, last: int) -> int:
    """Return where what was shown begins: the article before "results" and its like."""
    found = next((other for other in range(number, min(last, number + 9)) if words[other].lower in RESULTS), number)
    return (
        found - 1 if found > number and words[found - 1].lower in {"the", "a", "its", "their", "his", "her"} else found
    )


def _behind_office(scene: Scene, number: int, last: int) -> int:
    """Pass over the rest of an addressee: "the Head of the State", "the minister of health of Iraq"."""
    words = scene.words
    while number + 1 < last and words[number].lower == "of":
        other = number + 1 + (words[number + 1].lower == "the")
        if other >= last or not (
            other in scene.parties or (scene.tables.is_topic(words[other]) and words[other].is_capital)
        ):
            break
        number = scene.parties[other][0] if other in scene.parties else other + 1
    return number


def _behind_words(words: Sequence[Word], number: int, last: int) -> int:
    """Pass over an addressee that is nobody in particular: "reporters in Brussels", "a news briefing"."""
    for other in range(number, min(last, number + 8)):
        if words[other].lower in {"that", "of", "on", "about", ":", ","} and other > number:
            return other
    return number


def _that_ahead(words: Sequence[Word], number: int, last: int, *, is_clause: bool) -> int:
    """Return the word behind "that" where it follows at once, or after adverbs and phrases of time and place."""
    while number < last and (words[number].lower in BETWEEN or words[number].text == "," or is_day(words, number)):
        number += 1
    if number >= last:
        return 0
    lower = words[number].lower
    if lower in {"that", "whether", ":"}:
        is_pronoun = lower == "that" and number + 1 < last and words[number + 1].text == ","
        return 0 if is_pronoun else number + 1
    is_adjunct = lower in {"in", "at", "during", "after", "before", "with", "by", "from", "through", "via"} or (
        lower == "on" and is_day(words, number + 1)
    )
    if not is_clause or not is_adjunct:
        return 0
    for other in range(number + 1, min(last - 1, number + 12)):
        if (
            words[other].lower == "that"
            and words[other + 1].text not in {",", "."}
            and words[other + 1].lower not in FINITE
        ):
            return other + 1
        if words[other].lower in FINITE or words[other].lower in {"which", "and"}:
            return 0
    return 0


def is_day(words: Sequence[Word], number: int) -> bool:
    following = words[number] if number < len(words) else None
    return following is not None and (following.text[0].isdigit() or following.lower in _DAYS)


def behind_preposition(words: Sequence[Word], number: int, last: int) -> int:
    while number < last and words[number].lower in {",", "however", "also", "again", "once", "strongly", "repeatedly"}:
        number += 1
    if number < last and words[number].lower in _STRIPPED:
        return number + 1
    if number + 1 < last and words[number].lower == "to" and words[number + 1].lower in _INFINITIVE_NOT:
        return number + 1
    return number


def _is_infinitive(scene: Scene, number: int, last: int) -> bool:
    if number + 1 >= last:
        return False
    following = scene.words[number + 1]
    return not (following.is_capital or following.lower in _INFINITIVE_NOT)


def topic(words: Sequence[Word], number: int, last: int) -> int:
    """Return the word behind the "on" or "about" that hangs on talks, or nought."""
    for other in range(number + 1, min(last - 1, number + 26)):
        lower = words[other].lower
        if lower in _ABOUT and not _is_elsewhere(words, other + 1):
            return other + 1
        if lower in _NO_TOPIC:
            return 0
    return 0


def _is_elsewhere(words: Sequence[Word], number: int) -> bool:
    """Say whether "on" goes with a day or with the margins of something, not with a subject."""
    return (
        is_day(words, number)
        or words[number].lower in {"margins", "sidelines"}
        or words[min(number + 1, len(words) - 1)].lower
        in {"margins", "sidelines", "sideline", "margin", "fringes", "eve", "occasion", "same", "basis"}
    )
