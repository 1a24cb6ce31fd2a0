"""The clauses of a sentence that say something: subject, verb of speech, and where its content begins.

Each rule has a name, which goes into the finding: "subject-verb", "second-subject", "joined-verb", "participle",
"participle-inner", "impersonal", "passive", "relative", "met-to-discuss", "talks-on".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from secretariat.engines.reading.contents import PEOPLE_TOLD, RESULTS, behind_preposition, content_start, topic
from secretariat.engines.reading.languages import listed
from secretariat.engines.reading.placing import COMING, behind_adjuncts, is_denied, subject_before
from secretariat.engines.reading.scenes import BETWEEN, FINITE, PREPOSITIONS, Actor, Scene
from secretariat.engines.reading.subjects import actor_at
from secretariat.engines.reading.verbs import BE, Verb, verb_at
from secretariat.engines.reading.words import Word

__all__ = ["Clause", "clause_at"]


_CONJUNCTIONS = listed("clauses", "conjunctions")
_HARD = listed("clauses", "hard")
_WEAK = listed("clauses", "weak")
_THAT_ONLY = listed("clauses", "that_only")
_ALL_ONLY = listed("clauses", "all_only")
_ANSWERS = frozenset({"reply", "respond", "comment", "answer", "recall", "write", "explain", "argue"})
_DISCUSSING = frozenset({"discuss", "review", "debate", "consider", "examine"})
_MET = listed("clauses", "met")
_HELD = listed("clauses", "held")
_TALKS = listed("clauses", "talks")
_TALKING = _TALKS | _DISCUSSING | {"about"}


@dataclass(frozen=True)
class Clause:
    """A speaker and a verb: who, the verb, the word the clause begins with, where the content starts, by which rule.

    ``content`` is a range of words where the content stands before the verb, otherwise nothing; ``joint`` more codes of
    those the subject spoke with; ``is_that`` whether the content is a clause of its own.
    """

    actor: Actor
    verb: str
    start: int
    begin: int
    rule: str
    is_that: bool = False
    joint: tuple[str, ...] = ()
    content: tuple[int, int] | None = None
    base: str = ""


def clause_at(scene: Scene, number: int, first: int, last: int, before: Sequence[Clause]) -> Clause | None:
    """Return the clause whose verb begins at a word, in the sentence from ``first`` to ``last``, or nothing."""
    if number in scene.named:
        return None
    found = _talks(scene, number, first, last)
    verb = None if found is not None else verb_at(scene.words, number, scene.language)
    if verb is None or is_denied(scene.words, verb, first):
        return found
    return _felt(scene, number, first, last) or _by_form(scene, verb, first, last, before)


def _by_form(scene: Scene, verb: Verb, first: int, last: int, before: Sequence[Clause]) -> Clause | None:
    if verb.form == "ing":
        return _participle(scene, verb, first, last, before)
    if verb.form in {"past", "participle"} and _last_real(scene.words, verb.start, first) in BE:
        return _passive(scene, verb, first, last)
    if verb.form == "participle" or (verb.end < last and verb.form == "past" and scene.words[verb.end].lower == "by"):
        return _perfect(scene, verb, first, last, before)
    return _finite(scene, verb, first, last, before)


def _finite(scene: Scene, verb: Verb, first: int, last: int, before: Sequence[Clause]) -> Clause | None:
    words = scene.words
    real = verb.start
    while real > first and words[real - 1].lower in BETWEEN:
        real -= 1
    lead = words[real - 1].lower if real > first else ""
    if lead in {"who", "which"}:
        return _relative(scene, verb, real - 1, first, last)
    if lead == "," and before:
        second = _second_subject(scene, verb, before[-1].begin, before[-1])
        if second is not None:
            return _made(scene, verb, second[0], second[1], second[2], last)
    if (lead in {"and", "but", "or", "then"} or (lead == "," and before)) and (before or verb.form != "base"):
        return _joined(scene, verb, real - 1, first, last, before)
    found = _subject(scene, verb, first, before)
    if found is None:
        return None
    actor, start, rule = found
    if not _agrees(scene, verb, actor, last):
        return None
    return _made(scene, verb, actor, start, rule, last)


def _subject(scene: Scene, verb: Verb, first: int, before: Sequence[Clause]) -> tuple[Actor, int, str] | None:
    if not before:
        inner = _in_which(scene, first, verb.start)
        if inner is not None:
            return inner
        actor = subject_before(scene, first, verb.start)
        return (actor, first, "subject-verb") if actor is not None else _second_subject(scene, verb, first, None)
    return _second_subject(scene, verb, before[-1].begin, before[-1])


def _felt(scene: Scene, number: int, first: int, last: int) -> Clause | None:
    """Take "concern was expressed over X" as said by all who met."""
    words = scene.words
    nouns = scene.language.tables["expressed"]
    if words[number].lower not in {"expressed", "voiced"} or not scene.gathered or number + 2 >= last:
        return None
    noun = next((at for at in range(number - 1, max(first, number - 5) - 1, -1) if words[at].lower in nouns), -1)
    if noun < 0 or not any(word.lower in BE for word in words[noun:number]):
        return None
    actor = Actor(noun, noun + 1, scene.gathered, kind="collective")
    begin = behind_preposition(words, number + 1, last)
    return Clause(actor, nouns[words[noun].lower], noun, begin, "impersonal", base="express")


def _in_which(scene: Scene, first: int, verb: int) -> tuple[Actor, int, str] | None:
    """Take the subject of "a letter in which the ambassador protested": that behind "which", not the letter."""
    for number in range(verb - 1, first, -1):
        if scene.words[number].lower in {"which", "whom"} and scene.words[number - 1].lower in PREPOSITIONS:
            actor = subject_before(scene, number + 1, verb)
            return (actor, number, "second-subject") if actor is not None else None
    return None


def _second_subject(scene: Scene, verb: Verb, least: int, before: Clause | None) -> tuple[Actor, int, str] | None:
    """Look for a subject of its own behind a conjunction: ", while the minister stressed"."""
    words = scene.words
    for number in range(verb.start - 1, max(least, verb.start - 18) - 1, -1):
        lower = words[number].lower
        if lower not in _CONJUNCTIONS or number in scene.named:
            continue
        has_comma = number > least and words[number - 1].text == ","
        if before is not None and before.is_that and not (has_comma or lower in _HARD or verb.base in {"add", "agree"}):
            continue
        if before is not None and lower in {"as", "where", "when", "after", "which"} and not has_comma:
            continue
        actor = subject_before(scene, number + 1, verb.start)
        if actor is not None:
            return actor, number, "second-subject"
    return None


def _relative(scene: Scene, verb: Verb, number: int, first: int, last: int) -> Clause | None:
    """Take ", who stressed that" as said by the one named right before it."""
    words = scene.words
    if verb.base.split()[0] in _WEAK or verb.form == "base":
        return None
    end = number - 1 if number > first and words[number - 1].text == "," else number
    for start in range(max(first, end - 8), end):
        person = scene.persons.at.get(start)
        if person and person[0] == end:
            actor = actor_at(scene, start, end)
            return _made(scene, verb, actor, number, "relative", last) if actor else None
    return None


def _joined(scene: Scene, verb: Verb, number: int, first: int, last: int, before: Sequence[Clause]) -> Clause | None:
    """Take a verb behind "and" as the same subject's."""
    if before:
        actor = before[-1].actor
    else:
        found = actor_at(scene, behind_adjuncts(scene, first, number), number)
        if found is None:
            return None
        actor = found
    if not _agrees(scene, verb, actor, last):
        return None
    return _made(scene, verb, actor, number, "joined-verb", last)


def _perfect(scene: Scene, verb: Verb, first: int, last: int, before: Sequence[Clause]) -> Clause | None:
    """Take a participle only behind "has" or "had"."""
    if _last_real(scene.words, verb.start, first) in {"has", "have", "had"}:
        return _finite(scene, verb, first, last, before)
    return None


def _participle(scene: Scene, verb: Verb, first: int, last: int, before: Sequence[Clause]) -> Clause | None:
    words = scene.words
    lead = words[verb.start - 1].lower if verb.start > first else ""
    if verb.start > first and lead not in {",", "and", "while", ";", "by"}:
        return _absolute(scene, verb, first, last)
    if not _is_saying(scene, verb, lead, last):
        return None
    inner = _inner(scene, verb, last)
    if inner is not None:
        return inner
    own = _beside(scene, verb.start - 1, first, before) if lead in {",", "while"} else None
    if own is not None:
        return _made(scene, verb, own, max(own.start - 1, first), "participle", last)
    actor = _continued(scene, verb, first, last, before)
    start = verb.start - (lead in {"and", "while"})
    return _made(scene, verb, actor, start, "participle", last) if actor is not None else None


def _is_saying(scene: Scene, verb: Verb, lead: str, last: int) -> bool:
    """Say whether a participle is one of speech: some are only with "that" behind them."""
    base = verb.base.split()[0]
    is_that = verb.end < last and scene.words[verb.end].lower == "that"
    return lead != "by" and (is_that or base not in _ANSWERS) and (is_that or base not in _WEAK or base == "note")


def _continued(scene: Scene, verb: Verb, first: int, last: int, before: Sequence[Clause]) -> Actor | None:
    """Return whose speech a participle continues."""
    if verb.start == first and verb.end < last and scene.words[verb.end].text == ",":
        return None
    if before:
        return before[-1].actor
    if verb.start > first:
        return actor_at(scene, behind_adjuncts(scene, first, verb.start), verb.start)
    return _last_actor(scene)


def _beside(scene: Scene, number: int, first: int, before: Sequence[Clause]) -> Actor | None:
    """Take "and Norway, while declining …": a subject of its own right before the comma."""
    words = scene.words
    comma = number - 1 if words[number].lower == "while" else number
    if comma <= first or words[comma].text != ",":
        return None
    least = before[-1].begin if before else first
    for start in range(max(least, comma - 8), comma):
        if start > first and words[start - 1].lower not in {"and", "but", "while", ";"} and start != first:
            continue
        actor = actor_at(scene, start, comma)
        if actor is not None and actor.end == comma:
            return actor
    return None


def _absolute(scene: Scene, verb: Verb, first: int, last: int) -> Clause | None:
    """Take ", its secretary announcing that": a subject of its own right before the participle."""
    for number in range(max(first + 1, verb.start - 10), verb.start):
        if scene.words[number - 1].text != ",":
            continue
        actor = actor_at(scene, number, verb.start)
        if actor is not None and actor.end == verb.start:
            return _made(scene, verb, actor, number, "participle", last)
    return None


def _inner(scene: Scene, verb: Verb, last: int) -> Clause | None:
    """Take the inner verb of "noting that Russia insists on …": a party's own."""
    if verb.end >= last or scene.words[verb.end].lower != "that":
        return None
    actor = actor_at(scene, verb.end + 1, last)
    if actor is None or actor.person >= 0 or actor.kind not in {"party", "side", "organisation"}:
        return None
    number = actor.end
    while number < last and scene.words[number].lower in BETWEEN and scene.words[number].lower not in BE:
        number += 1
    inner = verb_at(scene.words, number, scene.language) if number < last else None
    if inner is None or inner.form not in {"present", "past"} or inner.base.split()[0] in _WEAK - {"support", "offer"}:
        return None
    return _made(scene, inner, actor, verb.start, "participle-inner", last)


def _last_actor(scene: Scene) -> Actor | None:
    if scene.person >= 0:
        return Actor(0, 0, (), scene.person, "pronoun")
    return Actor(0, 0, scene.codes, kind="pronoun") if scene.codes else None


def _passive(scene: Scene, verb: Verb, first: int, last: int) -> Clause | None:
    words = scene.words
    number = verb.start
    while number > first and words[number - 1].lower in BETWEEN:
        number -= 1
    saying = next(
        (
            at
            for at in range(verb.end, min(last, verb.end + 8))
            if words[at].lower == "saying" and words[at - 1].lower == "as"
        ),
        0,
    )
    if saying:
        actor = subject_before(scene, first, number)
        begin, _, _ = content_start(scene, Verb(verb.start, saying + 1, "stated", "past", "say"), last)
        return Clause(actor, "stated", first, begin, "passive", is_that=True) if actor else None
    if number - 1 >= first and words[number - 1].lower == "it":
        return _impersonal(scene, verb, number - 1, last)
    return _by_whom(scene, verb, first, number, last)


def _impersonal(scene: Scene, verb: Verb, start: int, last: int) -> Clause | None:
    """Take "it was agreed that" as said by all who met."""
    if verb.end < last and scene.words[verb.end].lower == "by":
        agent = actor_at(scene, verb.end + 1, last)
        that = next((at for at in range(verb.end, last) if scene.words[at].lower == "that"), -1)
        if agent is not None and that > 0:
            return Clause(agent, verb.verb, start, that + 1, "impersonal", is_that=True, base=verb.base)
    if not scene.gathered or verb.end >= last or scene.words[verb.end].lower not in {"that", "to", "by", ","}:
        return None
    actor = Actor(start, start + 1, scene.gathered, kind="collective")
    begin = start - (start > 0 and scene.words[start - 1].lower in {"and", "but", "while"})
    return _made(scene, verb, actor, begin, "impersonal", last)


def _by_whom(scene: Scene, verb: Verb, first: int, number: int, last: int) -> Clause | None:
    """Take a passive with its agent, or what was discussed without one."""
    words = scene.words
    agent = actor_at(scene, verb.end + 1, last) if verb.end < last and words[verb.end].lower == "by" else None
    if verb.base.split()[0] in PEOPLE_TOLD and agent is not None:
        begin = behind_preposition(words, agent.end, last)
        return Clause(agent, verb.verb, first, begin, "passive", base=verb.base)
    content = (behind_adjuncts(scene, first, number), number)
    if content[1] - content[0] < 1:
        return None
    if agent is not None and agent.codes:
        return Clause(agent, verb.verb, first, agent.end, "passive", content=content, base=verb.base)
    if verb.verb == "discussed" and scene.gathered:
        actor = Actor(first, number, scene.gathered, kind="collective")
        return Clause(actor, verb.verb, first, verb.end, "passive", content=content, base=verb.base)
    return None


def _made(scene: Scene, verb: Verb, actor: Actor, start: int, rule: str, last: int) -> Clause | None:
    begin, is_that, joint = content_start(scene, verb, last)
    if begin >= last:
        return None
    if verb.verb == "welcomed" and _is_reception(scene, begin, last):
        return None
    return Clause(actor, verb.verb, start, begin, rule, is_that=is_that, joint=joint, base=verb.base)


def _is_reception(scene: Scene, begin: int, last: int) -> bool:
    """Say whether somebody, not something, is welcomed: that is how a visit begins."""
    actor = actor_at(scene, begin, last)
    if actor is None:
        return False
    return actor.kind in {"person", "side", "people"} and (
        actor.end >= last - 1 or scene.words[actor.end].lower not in {"'s", "for"}
    )


def _agrees(scene: Scene, verb: Verb, actor: Actor, last: int) -> bool:
    """Say whether the form and the kind of verb suit the subject."""
    words, base = scene.words, verb.base.split()[0]
    behind = [word.lower for word in words[verb.end : verb.end + 2]]
    went = [word.lower for word in words[max(0, verb.start - 2) : verb.start]]
    is_many = actor.kind in {"collective", "people"} or len(actor.codes) > 1
    unfit = (
        verb.verb == "rejected" and behind == ["to", "comment"],
        verb.form == "base" and went != ["on", "to"] and not is_many and actor.kind != "side",
        base in _THAT_ONLY and not (verb.end < last and behind[:1] in (["that"], [","], [":"])),
        base in _ALL_ONLY and actor.kind not in {"collective", "pronoun", "people"} and not is_many,
        verb.base == "call" and not any(word.lower == "to" for word in words[verb.end : last]),
        base == "show" and not any(word.lower in RESULTS for word in words[verb.end : min(last, verb.end + 9)]),
    )
    return not any(unfit)


def _last_real(words: Sequence[Word], number: int, first: int) -> str:
    """Return the auxiliary before a verb, adverbs passed over."""
    while number > first:
        lower = words[number - 1].lower
        if lower in BE or lower in FINITE:
            return lower
        if lower not in BETWEEN:
            return ""
        number -= 1
    return ""


def _talks(scene: Scene, number: int, first: int, last: int) -> Clause | None:
    """Take "held talks (with B) on X", "had a meeting that was about X" and "met to discuss X" as discussed by all."""
    words = scene.words
    lower = words[number].lower
    if lower not in _TALKING or not scene.gathered or not first < number < last - 1:
        return None
    earlier = {word.lower for word in words[first:number]}
    if earlier & COMING - {"to"}:
        return None
    actor = Actor(number, number + 1, scene.gathered, kind="collective")
    before = words[number - 1].lower
    if lower in _DISCUSSING and before == "to" and earlier & _MET:
        return Clause(actor, "discussed", number - 1, number + 1, "met-to-discuss", base=lower)
    if lower == "about" and before in BE and earlier & _TALKS:
        return Clause(actor, "discussed", first, number + 1, "talks-on", base="discuss")
    begin = topic(words, number, last) if lower in _TALKS and earlier & _HELD else 0
    return Clause(actor, "discussed", first, begin, "talks-on", base="discuss") if begin else None
