"""Statements: who said what, by which verb, sentence by sentence, with what a sentence leaves to the one before it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from secretariat.engines.reading import quotations
from secretariat.engines.reading.clauses import Clause, clause_at
from secretariat.engines.reading.contents import CLAUSE_VERBS
from secretariat.engines.reading.models import Span, StatementFound
from secretariat.engines.reading.scenes import (
    FINITE,
    PREPOSITIONS,
    Actor,
    Scene,
    note_delegation,
    remember,
    resolved,
    speech_of,
)
from secretariat.engines.reading.subjects import actor_at
from secretariat.engines.reading.verbs import verb_at
from secretariat.engines.reading.words import number_at, range_of

__all__ = ["CONFIDENCE", "find_statements"]

# (right + 1) / (found + 2) on the annotated training reports, so that a rule seldom met claims little;
# python -m benchmarks.reading prints how often each was right.
CONFIDENCE = {
    "subject-verb": 0.91,
    "second-subject": 0.83,
    "joined-verb": 0.98,
    "participle": 0.75,
    "participle-inner": 0.67,
    "impersonal": 0.91,
    "passive": 0.7,
    "relative": 0.67,
    "attribution-behind": 0.85,
    "according-to": 0.8,
    "remark": 0.88,
    "remark-continued": 0.5,
    "quotation": 0.95,
    "quotation-continued": 0.83,
    "that-continued": 0.88,
    "met-to-discuss": 0.67,
    "talks-on": 0.75,
}
_TRAIL = ' \t\n,;.:–—-"“”«»'
_LEAD = ' \t\n,;:–—"“”«»'
_CLOSED = re.compile(r"(?:,|\s+and|\s+but|\s+while|\s+before|\s+as|,\s*as|\s+or)\s*$")
_ACCORDING = re.compile(
    r"^(?:according to|in the words of|by the words of|in (?:his|her|its|their) words|as per)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class _Part:
    """One statement before it becomes a finding: who, the verb, the content's offsets, the rule."""

    actor: Actor
    verb: str
    start: int
    end: int
    rule: str
    joint: tuple[str, ...] = ()


def find_statements(
    scene: Scene, text: str, sentences: Sequence[Span], gathered: Callable[[int], tuple[str, ...]]
) -> tuple[StatementFound, ...]:
    """Return the statements of a report in their order; ``gathered`` says who has met up to a place."""
    found: list[StatementFound] = []
    last: list[_Part] = []
    for unit in quotations.units(text, sentences):
        scene.gathered = gathered(unit.span.end)
        first, end = range_of(scene.words, unit.span)
        parts = _of_unit(scene, text, unit, first, end, last)
        for part in parts:
            statement = _found(scene, text, part, unit.span)
            if statement is not None:
                found.append(statement)
                remember(scene, part.actor)
        _note(scene, first, end, parts)
        last = parts or last[:0]
    return tuple(found)


def _of_unit(scene: Scene, text: str, unit: quotations.Unit, first: int, end: int, last: list[_Part]) -> list[_Part]:
    if unit.quotes:
        return _quoted(scene, text, unit, first, end, last)
    for rule in (_remark, _remark_continued, _according, _behind):
        parts = rule(scene, text, first, end, last)
        if parts:
            return parts
    return _clauses(scene, first, end, [])


def _clauses(scene: Scene, first: int, last: int, before: list[Clause]) -> list[_Part]:
    """Read a sentence verb by verb; each clause's content ends where the next clause begins."""
    end = last
    while end > first and not scene.words[end - 1].is_word and not scene.words[end - 1].text[0].isdigit():
        end -= 1
    clauses: list[Clause] = list(before)
    number = first
    while number < end:
        clause = clause_at(scene, number, first, end, clauses) or _and_that(scene, number, end, clauses)
        if clause is None:
            number += 1
            continue
        clauses.append(clause)
        remember(scene, clause.actor)
        number = max(clause.begin, number + 1) if clause.content is None else number + 1
    return _parts(scene, clauses[len(before) :], end)


def _and_that(scene: Scene, number: int, end: int, clauses: list[Clause]) -> Clause | None:
    """Take "and that" within what is said as a second content of the same verb."""
    if not clauses or not clauses[-1].is_that or number + 2 >= end or number <= clauses[-1].begin:
        return None
    words = scene.words
    if (
        words[number].lower not in {"and", "but"}
        or words[number + 1].lower != "that"
        or words[number + 2].lower == "of"
    ):
        return None
    before = clauses[-1]
    return Clause(before.actor, before.verb, number, number + 2, "that-continued", is_that=True, base=before.base)


def _parts(scene: Scene, clauses: Sequence[Clause], end: int) -> list[_Part]:
    parts: list[_Part] = []
    for number, clause in enumerate(clauses):
        stop = clauses[number + 1].start if number + 1 < len(clauses) else end
        begin = clause.begin
        if clause.content is not None:
            begin, stop = clause.content
        stop = _before_semicolon(scene, begin, stop)
        if stop > begin:
            span = (scene.words[begin].start, scene.words[stop - 1].end)
            parts.append(_Part(clause.actor, clause.verb, *span, clause.rule, clause.joint))
    return parts


def _before_semicolon(scene: Scene, begin: int, stop: int) -> int:
    return next((number for number in range(begin, stop) if scene.words[number].text == ";"), stop)


def _remark(scene: Scene, _text: str, first: int, end: int, _last: list[_Part]) -> list[_Part]:
    """Take "It is noteworthy that P …" as stated by P, where P is a party."""
    lowers = [word.lower for word in scene.words[first : min(end, first + 9)]]
    if not lowers or lowers[0] not in {"it", "worth", "noteworthy"} or "that" not in lowers:
        return []
    that = lowers.index("that")
    is_plain = {
        "noteworthy",
        "worth",
        "recall",
        "noted",
        "recalled",
        "mentioned",
        "worthy",
        "remarkable",
        "note",
        "remembered",
        "remember",
        "mention",
    } & set(lowers[:that])
    if not is_plain or (
        that > 1
        and lowers[1]
        not in {"is", "should", "must", "may", "was", "bears", "remains", "mentioning", "noting", "that", "'s"}
    ):
        return []
    begin = first + that + 1
    actor = actor_at(scene, begin, end)
    if actor is None or actor.kind in {"pronoun", "collective"} or not actor.codes:
        is_gathered = "noted" in lowers or "recalled" in lowers
        gathered = Actor(first, first + 1, scene.gathered, kind="collective")
        return (
            [_whole(scene, gathered, "stated", begin, end, "impersonal")]
            if is_gathered and scene.gathered
            else [_NOBODY]
        )
    return [_whole(scene, actor, "stated", begin, end, "remark")]


def _remark_continued(scene: Scene, _text: str, first: int, end: int, last: list[_Part]) -> list[_Part]:
    """Take the sentence behind a remark as another of the same party, if it names the party again."""
    if not last or last[-1].rule != "remark":
        return []
    code = last[-1].actor.codes
    named = [
        number for number in range(first, end) if number in scene.parties and scene.parties[number][1].code in code
    ]
    if not named or _clauses(scene, first, end, []):
        return []
    begin = first
    comma = next((number for number in range(first, min(end, first + 6)) if scene.words[number].text == ","), -1)
    if comma > 0 and scene.words[first].lower in PREPOSITIONS:
        begin = comma + 1
    return [_whole(scene, last[-1].actor, "stated", begin, end, "remark-continued")]


def _whole(scene: Scene, actor: Actor, verb: str, begin: int, end: int, rule: str) -> _Part:
    return _Part(actor, verb, scene.words[begin].start, scene.words[end - 1].end, rule)


_NOBODY = _Part(Actor(0, 0, ()), "", 0, 0, "nobody")


def _according(scene: Scene, text: str, first: int, end: int, _last: list[_Part]) -> list[_Part]:
    """Take "According to X, …" and "…, according to X" as stated by X."""
    words = scene.words
    sentence = text[words[first].start : words[end - 1].end]
    if _ACCORDING.match(sentence):
        comma = next(
            (number for number in range(first, end) if words[number].text == "," and not _is_inside(scene, number)), -1
        )
        actor = _source(scene, first, comma)
        if comma < 0 or actor is None:
            return [_NOBODY] if comma > 0 else []
        comma = _close(scene, actor, comma, end)
        return [_whole(scene, actor, "stated", comma + 1, end, "according-to")]
    for number in range(end - 2, first + 3, -1):
        if words[number].lower == "according" and words[number + 1].lower == "to":
            actor = actor_at(scene, number + 2, end)
            return [_whole(scene, actor, "stated", first, number, "according-to")] if actor else [_NOBODY]
    return []


def _is_inside(scene: Scene, number: int) -> bool:
    return any(one < number < other[0] for one, other in scene.parties.items() if number - 8 < one < number)


def _close(scene: Scene, actor: Actor, comma: int, end: int) -> int:
    """Return the comma behind an apposition: "According to X, head of Y, the road …"."""
    words = scene.words
    following = comma + 1
    while following < end and words[following].lower in {"the", "a", "its", "his"}:
        following += 1
    is_office = following < end and (
        scene.tables.is_office(words[following]) or scene.tables.is_before(words[following])
    )
    if actor.kind == "person" and is_office:
        return next((number for number in range(following, end) if words[number].text == ","), comma)
    return comma


def _source(scene: Scene, first: int, comma: int) -> Actor | None:
    words = scene.words
    lowers = [word.lower for word in words[first : first + 3]]
    if lowers[0] == "in" and lowers[1] in {"his", "her"}:
        return actor_at(scene, first + 1, first + 1) or _last_person(scene)
    if lowers[:2] in (["in", "its"], ["in", "their"]):
        return Actor(first, first + 2, scene.codes, kind="pronoun") if scene.codes else None
    start = first + (4 if lowers[0] in {"in", "by"} else 2)
    actor = actor_at(scene, start, comma)
    if actor is not None:
        return actor
    papers = speech_of(scene.language.code).papers
    if scene.gathered and any(word.lower in papers for word in words[start:comma]):
        return Actor(start, comma, scene.gathered, kind="collective")
    return None


def _last_person(scene: Scene) -> Actor | None:
    return Actor(0, 0, (), scene.person, "pronoun") if scene.person >= 0 else None


def _behind(scene: Scene, _text: str, first: int, end: int, _last: list[_Part]) -> list[_Part]:
    """Take "…, the government announced on Tuesday" as said by whom it names at the end."""
    words = scene.words
    for number in range(end - 2, first + 3, -1):
        if words[number].text not in {",", "–", "—"}:
            continue
        if not scene.codes or words[number + 1].lower in {"its", "their"}:
            _first_party(scene, first, number)
        found = quotations.attribution(scene, number + 1, end)
        if found is None or verb_base(scene, found.verb_at) not in CLAUSE_VERBS:
            continue
        if not _is_clause(scene, first, number):
            return []
        parts = [_whole(scene, found.actor, found.verb, first, number, "attribution-behind")]
        rest = Clause(found.actor, found.verb, number, found.end, "attribution-behind")
        return parts + _clauses(scene, found.end, end, [rest])
    return []


def _first_party(scene: Scene, first: int, end: int) -> None:
    """Let "the government" of a first sentence be that of the party the sentence begins with."""
    named = [scene.parties[number][1].code for number in range(first, end) if number in scene.parties]
    scene.codes = tuple(named[:1]) or scene.codes


def verb_base(scene: Scene, number: int) -> str:
    """Return the base form of the verb of speech at a word, its first word alone."""
    verb = verb_at(scene.words, number, scene.language)
    return verb.base.split()[0] if verb else ""


def _is_clause(scene: Scene, first: int, end: int) -> bool:
    """Say whether words can be what somebody said: they have a verb, and are no phrase in front of one."""
    words = scene.words[first:end]
    if len(words) < 4:
        return False
    has_verb = any(word.lower in FINITE or word.lower.endswith("ed") for word in words)
    is_phrase = words[0].lower in speech_of(scene.language.code).openers and not any(
        word.lower in FINITE for word in words
    )
    return has_verb and not is_phrase


def _quoted(scene: Scene, text: str, unit: quotations.Unit, first: int, end: int, last: list[_Part]) -> list[_Part]:
    """Read a sentence with direct speech: who said it stands around the quotation, or in the sentence before."""
    found = quotations.around(scene, unit, first, end)
    parts: list[_Part] = []
    if found is None:
        if quotations.is_bare(text, unit) and last and last[-1].rule != "nobody":
            rule = "quotation-continued"
            return [_Part(last[-1].actor, last[-1].verb, quote.start, quote.end, rule) for quote in unit.quotes]
        return _clauses(scene, first, end, [])
    verbs = quotations.verbs_between(scene, unit, found.verb)
    parts = [
        _Part(found.actor, verb, quote.start, quote.end, "quotation")
        for quote, verb in zip(unit.quotes, verbs, strict=True)
    ]
    behind = number_at(scene.words, unit.quotes[-1].end)
    if found.end < end and found.end > behind:
        rest = Clause(found.actor, found.verb, found.end, found.end, "quotation")
        parts += _clauses(scene, found.end, end, [rest])
    return parts


def _found(scene: Scene, text: str, part: _Part, passage: Span) -> StatementFound | None:
    codes, name = resolved(scene, part.actor)
    codes = tuple(dict.fromkeys((*codes, *part.joint)))
    if part.verb == "discussed":
        codes = scene.gathered if set(codes) <= set(scene.gathered) else codes
        name = ""
    if not codes or not part.verb:
        return None
    start, end = _trimmed(text, part.start, part.end)
    if end <= start or (part.verb == "discussed" and len(codes) < 2 and not scene.gathered):
        return None
    if part.verb == "agreed" and part.actor.kind == "collective":
        name = ""
    return StatementFound(
        span=Span(start, end),
        confidence=CONFIDENCE[part.rule],
        rule=part.rule,
        speakers=codes,
        verb=part.verb,
        content=text[start:end],
        person=name,
        passage=passage,
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _LEAD:
        start += 1
    while True:
        piece = text[start:end]
        bare = _CLOSED.sub("", piece.rstrip(_TRAIL))
        if len(bare) == len(piece):
            return start, end
        end = start + len(bare)


def _note(scene: Scene, first: int, end: int, parts: list[_Part]) -> None:
    """Keep who was named in a sentence, for the offices and pronouns of the next."""
    named = [scene.persons.at[number][1] for number in range(first, end) if number in scene.persons.at]
    scene.seen.extend(named)
    spoke = [part.actor.person for part in parts if part.actor.person >= 0]
    if not spoke and named:
        scene.person = named[0]
        scene.codes = (scene.persons.people[named[0]].party,) if scene.persons.people[named[0]].party else scene.codes
    if parts:
        note_delegation(scene, first, end)
        return
    mentioned = [scene.parties[number][1] for number in range(first, end) if number in scene.parties]
    subject = actor_at(scene, first, end)
    if subject is not None and subject.codes and subject.kind != "collective":
        remember(scene, subject)
    elif mentioned and not named:
        scene.codes = (mentioned[0].code,)
    note_delegation(scene, first, end)
