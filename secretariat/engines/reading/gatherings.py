"""The sentences that tell of a meeting: who received whom, who met, who held talks."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from secretariat.engines.reading import implied
from secretariat.engines.reading.hosting import (
    COMING,
    NOT_TALKS,
    TALKS,
    Told,
    audience,
    behind_with,
    by,
    codes,
    discussed_with,
    exchanged,
    held,
    joined,
    pair,
    received,
    received_with,
    receiving,
    separately,
    visited,
    who,
)
from secretariat.engines.reading.languages import listed, pattern
from secretariat.engines.reading.models import Span
from secretariat.engines.reading.scenes import FINITE, Actor, Scene, note_delegation
from secretariat.engines.reading.subjects import actor_at
from secretariat.engines.reading.words import range_of

__all__ = ["meetings_told", "title_told"]

_Rule = Callable[[Scene, Span, int, int, int], Told | None]
_Rules = tuple[tuple[frozenset[str], _Rule], ...]


_RECEIVE = listed("meetings", "receive")
_BY = listed("meetings", "by")
_HELD = listed("meetings", "held")
_HAPPENED = listed("meetings", "happened")
_LOOSELY = frozenset(
    [
        "met",
        "meeting",
        "lunch",
        "breakfast",
        "dinner",
        "talks",
        "tête-à-tête",
        "face-to-face",
        "trilateral",
        "consultations",
        "audience",
        "sat",
        "roundtable",
        "coffee",
        "joined",
        "received",
        "hosted",
        "hosts",
        "convened",
        "discussions",
    ]
)
# Who has a meeting of their own has met, whatever else the sentence says of what is to come.
_THEIRS = frozenset({("their", "meeting"), ("their", "talks"), ("their", "encounter"), ("their", "discussions")})
_SIDES = frozenset(["delegation", "side", "government", "ministry", "team", "delegations"])
_BREAKS = frozenset(
    [
        "on",
        "about",
        "was",
        "were",
        "is",
        "took",
        "held",
        "opened",
        "convened",
        "met",
        "to",
        "concerning",
        "began",
        "in",
        "at",
    ]
)
_UNREAL = pattern("gatherings", "unreal")
_FUTURE = listed("meetings", "future")
_CALLS = pattern("gatherings", "calls")


def meetings_told(scene: Scene, sentences: Sequence[Span], text: str) -> list[Told]:
    """Return each sentence that tells of a meeting of at least two parties, in the order of the text."""
    told: list[Told] = []
    for sentence in sentences:
        first, last = range_of(scene.words, sentence)
        named = [scene.persons.at[number][1] for number in range(first, last) if number in scene.persons.at]
        start = min((number for number in range(first, last) if number in scene.persons.at), default=last)
        is_pronoun = any(scene.words[number].lower in {"he", "she"} for number in range(first, start))
        if named and not is_pronoun:
            scene.person = named[0]
        words = text[sentence.start : sentence.end]
        found = [] if _CALLS.search(words) or _UNREAL.search(words) else _all_told(scene, sentence, first, last)
        if not found:
            found = implied.found(scene, sentence, words, told)
        if not found and told:
            implied.widen(scene, told[-1], sentence, words)
        told.extend(found)
        if found:
            scene.gathered = found[0].parties
        scene.seen.extend(named)
        note_delegation(scene, first, last)
    return told


def title_told(scene: Scene, title: Span, text: str, told: Sequence[Told]) -> list[Told]:
    """Return the meeting of which the title alone tells: "Ministers of A and B meet in C"."""
    words = text[title.start : title.end]
    if title.end <= title.start or _CALLS.search(words) or _UNREAL.search(words):
        return []
    first, last = range_of(scene.words, title)
    found = next((one for at in range(first, last) if (one := _at(scene, title, at, first, last, _TITLES))), None)
    if found is None or any(len({*one.parties} & {*found.parties}) > 1 for one in told):
        return []
    return [replace(found, rule="title")]


def _all_told(scene: Scene, sentence: Span, first: int, last: int) -> list[Told]:
    """Return the meeting a sentence tells of, and another that one of those who met had besides."""
    told: list[Told] = []
    for number in range(first, last):
        found = _at(scene, sentence, number, first, last, _MORE if told else _RULES)
        if found is None:
            continue
        if not told:
            told.append(found)
            besides = separately(scene, found, number, last)
            told += [besides] if besides is not None and len(besides.parties) > 1 else []
        elif len(told) == 1 and _is_besides(scene, told[0], found, number):
            told.append(found)
    loose = None if told else _loose(scene, sentence, first, last)
    return told or ([loose] if loose is not None else [])


def _at(scene: Scene, sentence: Span, number: int, first: int, last: int, rules: _Rules) -> Told | None:
    own = _by_word(rules).get(scene.words[number].lower)
    if own is None or _is_coming(scene, number, first):
        return None
    found = (rule(scene, sentence, number, first, last) for rule in own)
    return next((one for one in found if one is not None and len(one.parties) > 1), None)


@cache
def _by_word(rules: _Rules) -> Mapping[str, list[_Rule]]:
    """Return the rules by the words that call them, in their order."""
    found: dict[str, list[_Rule]] = {}
    for words, rule in rules:
        for word in words:
            found.setdefault(word, []).append(rule)
    return found


def _is_besides(scene: Scene, told: Told, found: Told, number: int) -> bool:
    """Say whether a sentence goes on to a second meeting: of one who met, with somebody else."""
    if not {*told.parties} & {*found.parties}:
        return False
    before = {word.lower for word in scene.words[number - 3 : number]}
    is_next = bool(before & {"subsequently", "later", "then", "afterwards", "separately"})
    return is_next or not {*found.parties} <= {*told.parties}


def _loose(scene: Scene, sentence: Span, first: int, last: int) -> Told | None:
    """Take a sentence with a word of meeting and persons of two parties in it, whatever its build."""
    lowers = [word.lower for word in scene.words[first:last]]
    is_theirs = any(pair in _THEIRS for pair in itertools.pairwise(lowers))
    is_coming = not is_theirs and bool((COMING | _FUTURE - {"to"}) & set(lowers))
    if not _LOOSELY & set(lowers) or is_coming or NOT_TALKS & set(lowers):
        return None
    people = [
        scene.persons.people[scene.persons.at[at][1]].party for at in range(first, last) if at in scene.persons.at
    ]
    sides = [
        scene.parties[at][1].code
        for at in range(first, last)
        if at in scene.parties
        and any(word.lower in _SIDES for word in scene.words[scene.parties[at][0] : scene.parties[at][0] + 2])
    ]
    parties = tuple(dict.fromkeys(code for code in (*people, *sides) if code))
    if len(parties) < 2 or not people:
        return None
    return Told(sentence, parties, "meeting-loose", Actor(first, last, parties, kind="people"))


def _is_coming(scene: Scene, number: int, first: int) -> bool:
    before = [word.lower for word in scene.words[max(first, number - 3) : number]]
    return any(word in _FUTURE or word in {"not", "never"} or word.endswith("n't") for word in before)


def _brought(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "a sitting that gathered A with B" and "talks that brought together A, B and C"."""
    lowers = [word.lower for word in scene.words[first:last]]
    if not any(word in TALKS for word in lowers) and "together" not in lowers:
        return None
    found = _all_behind(scene, sentence, number, last, "meeting-of")
    before = next((scene.parties[at][1].code for at in range(number, first - 1, -1) if at in scene.parties), "")
    if found is not None and before and scene.words[number + 1].lower in {"its", "his", "her", "their"}:
        return Told(sentence, tuple(dict.fromkeys((before, *found.parties))), found.rule, found.host)
    return found


def _attended(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A chaired a meeting attended by B and C" and "the meeting was attended by A and B"."""
    words = scene.words
    if number + 1 >= last or words[number + 1].lower != "by":
        return None
    earlier = [word.lower for word in words[first:number]]
    if not any(word in TALKS for word in earlier) or "conference" in earlier:
        return None
    found = _all_behind(scene, sentence, number, last, "meeting-of")
    host = who(scene, first, number) or actor_at(scene, first, number)
    chairs = codes(scene, host) if host is not None and host.kind != "collective" else ()
    return Told(sentence, tuple(dict.fromkeys((*chairs, *found.parties))), "meeting-of", found.host) if found else None


def _all_behind(scene: Scene, sentence: Span, number: int, last: int, rule: str) -> Told | None:
    """Gather the parties of all persons and names behind a word."""
    named: list[str] = []
    for at in range(number + 1, last):
        if at in scene.persons.at:
            named.append(scene.persons.people[scene.persons.at[at][1]].party)
        elif at in scene.parties and not _is_part(scene, at):
            named.append(scene.parties[at][1].code)
        elif scene.words[at].lower in {"discuss", "about", "where", "which"} or _is_topic(scene, at):
            break
    parties = tuple(dict.fromkeys(code for code in named if code))
    return Told(sentence, parties, rule, Actor(number, number + 1, parties, kind="people")) if parties else None


def _is_topic(scene: Scene, number: int) -> bool:
    """Say whether "on" leads in what was talked of, and no day."""
    following = scene.words[number + 1] if number + 1 < len(scene.words) else None
    return scene.words[number].lower == "on" and (
        following is None or not (following.is_capital or following.text[0].isdigit())
    )


def _met(scene: Scene, sentence: Span, number: int, first: int, _last: int) -> Told | None:
    """Take "A, B and C met"."""
    subject = pair(scene, first, number) or who(scene, first, number) or _of_phrase(scene, first, number)
    if subject is None or len(codes(scene, subject)) < 2:
        return None
    return Told(sentence, codes(scene, subject), "met", subject)


def _by_video(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "A and B spoke by video link"; who only spoke may have telephoned."""
    lowers = {word.lower for word in scene.words[number : min(last, number + 8)]}
    return _met(scene, sentence, number, first, last) if lowers & {"video", "videolink", "videoconference"} else None


def _of_phrase(scene: Scene, first: int, number: int) -> Actor | None:
    """Gather the parties of a long subject: "The working group of A and B on the border met"."""
    codes = [scene.parties[at][1].code for at in range(first, number) if at in scene.parties]
    lowers = {word.lower for word in scene.words[first:number]}
    is_group = lowers & {
        "experts",
        "sides",
        "teams",
        "counterparts",
        "negotiators",
        "diplomats",
        "group",
        "committee",
        "commission",
        "ministers",
        "representatives",
        "delegations",
        "officials",
        "team",
        "presidents",
        "leaders",
        "envoys",
    }
    if not is_group or lowers & {"said", "told", ";"}:
        return None
    return Actor(first, number, tuple(dict.fromkeys(codes)), kind="people")


def _between(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "a meeting between A, B and C"."""
    words = scene.words
    between = next(
        (at for at in range(number + 1, min(last, number + 10)) if words[at].lower in {"between", "among"}), -1
    )
    if between < 0 or any(
        word.lower in {"next", "planned", "upcoming"} for word in words[max(first, number - 3) : number]
    ):
        return None
    codes: list[str] = []
    for at in range(between + 1, min(last, between + 40)):
        if at in scene.persons.at:
            codes.append(scene.persons.people[scene.persons.at[at][1]].party)
        elif at in scene.parties and not _is_part(scene, at):
            codes.append(scene.parties[at][1].code)
        elif words[at].text in {".", ";"} or words[at].lower in FINITE or words[at].lower in {"on", "about"}:
            break
    parties = tuple(dict.fromkeys(code for code in codes if code))
    return Told(sentence, parties, "meeting-between", Actor(between + 1, between + 2, parties, kind="people"))


def _is_part(scene: Scene, number: int) -> bool:
    """Say whether a party is only named within an office: "Special Representative for Haiti"."""
    return scene.words[number - 1].lower in {"for", "to", "in", "on"}


def _of_parties(scene: Scene, sentence: Span, number: int, first: int, last: int) -> Told | None:
    """Take "a meeting of A, B and C was held" and "the technical team of A and B met"."""
    lowers = {word.lower for word in scene.words[first:last]}
    is_conference = scene.words[number].lower == "conference" and not lowers & {"video", "virtual", "online"}
    if is_conference or not lowers & _HAPPENED or lowers & COMING:
        return None
    named = [scene.parties[at][1].code for at in range(max(first, number - 8), number) if at in scene.parties]
    for at in range(number + 1, min(last, number + 40)):
        if at in scene.parties and not _is_part(scene, at):
            named.append(scene.parties[at][1].code)
        elif (scene.words[at].lower in _BREAKS and len(set(named)) > 1) or scene.words[at].lower in {
            "who",
            "which",
            "satisfaction",
            "concern",
            "that",
            "said",
        }:
            break
    parties = tuple(dict.fromkeys(named))
    return Told(sentence, parties, "meeting-of", Actor(first, last, parties, kind="people"))


def _reviewed(scene: Scene, sentence: Span, number: int, first: int, _last: int) -> Told | None:
    """Take "A and B reviewed …" as a meeting of both, where both are persons or sides."""
    subject = who(scene, first, number)
    if subject is None or subject.kind not in {"people", "side"} or len(codes(scene, subject)) < 2:
        return None
    return Told(sentence, codes(scene, subject), "discussed", subject)


_TITLES: _Rules = (
    (_RECEIVE, received),
    (_BY, by),
    (_HELD, held),
    (frozenset({"meet", "met", "confer"}), _met),
    (TALKS, _between),
)
_MORE: _Rules = (
    (_RECEIVE, received),
    (_BY, by),
    (_HELD, held),
    (frozenset({"conferred", "sat"}), received_with),
)
_RULES: _Rules = (
    (_RECEIVE, received),
    (_BY, by),
    (_HELD, held),
    (frozenset({"met", "meet", "convened", "gathered"}), _met),
    (TALKS, _between),
    (frozenset({"gave", "granted", "accorded"}), audience),
    (frozenset({"conferred", "sat", "spoke"}), received_with),
    (frozenset({"spoke", "talked", "conversed"}), _by_video),
    (frozenset({"visited", "called", "paid"}), visited),
    (frozenset({"discussed", "reviewed", "examined", "consulted", "explored"}), discussed_with),
    (frozenset({"discussed", "reviewed", "examined", "explored"}), _reviewed),
    (frozenset({"joined"}), joined),
    (frozenset({"exchanged"}), exchanged),
    (frozenset({"gathered", "brought", "grouped", "united", "joined"}), _brought),
    (frozenset({"attended"}), _attended),
    (frozenset({"receiving", "meeting", "hosting"}), receiving),
    (TALKS, behind_with),
    (TALKS | {"committee", "team", "group", "commission", "conference"}, _of_parties),
)
