"""Who speaks: the subject of a clause, as parties and perhaps a person.

A subject is a party, a person, a body or official of a party, a gathering of all, or a word that stands for one that
was introduced before. Whatever else begins a clause (analysts, residents, a resolution) is nobody's voice here.
"""

import re
from collections.abc import Sequence

from secretariat.engines.reading.collectives import collective, counted, gathered, singular
from secretariat.engines.reading.languages import listed
from secretariat.engines.reading.parties import Mention
from secretariat.engines.reading.people import is_feminine
from secretariat.engines.reading.scenes import BETWEEN, FINITE, PREPOSITIONS, Actor, Scene, speech_of
from secretariat.engines.reading.words import Word

__all__ = ["actor_at"]


_DETERMINERS = listed("subjects", "determiners")
_RELATIVES = listed("subjects", "relatives")
_POSTPOSED = listed("subjects", "postposed")
_JOINING = listed("subjects", "joining")
_OF = listed("subjects", "of")
_LINK = re.compile(r"\s(?:of|from|for|to|at)\s")
# How many persons back an office or pronoun may reach.
_RECENT = 40
_LONGEST = 24
_SMALL = _DETERMINERS | _JOINING
_BREAKING = _RELATIVES | _POSTPOSED


def actor_at(scene: Scene, start: int, limit: int) -> Actor | None:
    """Return who the noun phrase means that begins at a word and ends before ``limit``, or nothing."""
    actor = _single(scene, start, limit)
    if actor is None or actor.kind in {"collective", "pronoun"} or actor.end + 1 >= limit:
        return actor
    if scene.words[actor.end].lower != "and":
        return actor
    other = _single(scene, actor.end + 1, limit)
    if other is None or other.kind in {"collective", "pronoun"}:
        return actor
    codes = tuple(dict.fromkeys((*_all_codes(scene, actor), *_all_codes(scene, other))))
    return Actor(start, other.end, codes, kind="people")


def _all_codes(scene: Scene, actor: Actor) -> tuple[str, ...]:
    return actor.codes or (_codes_of_person(scene, actor.person) if actor.person >= 0 else ())


def _single(scene: Scene, start: int, limit: int) -> Actor | None:
    words = scene.words
    if start >= limit:
        return None
    gathered = collective(scene, start, limit)
    if gathered:
        return Actor(start, gathered, counted(scene, start, gathered), kind="collective")
    lower = words[start].lower
    if lower in {"he", "she", "it"}:
        return _pronoun(scene, start)
    end = _end_of_phrase(scene, start, limit)
    if end == start:
        return None
    return _phrase(scene, start, end, limit)


def _pronoun(scene: Scene, start: int) -> Actor | None:
    lower = scene.words[start].lower
    if lower == "it":
        codes = (scene.delegation or scene.party,) if scene.delegation or scene.party else ()
        return Actor(start, start + 1, codes, kind="pronoun") if codes else None
    person = _of_pronoun(scene, lower)
    if person >= 0:
        return Actor(start, start + 1, (), person, "pronoun")
    return Actor(start, start + 1, scene.codes, kind="pronoun") if scene.codes else None


def _of_pronoun(scene: Scene, lower: str) -> int:
    """Return the last person spoken of whose given name does not speak against the pronoun."""
    if scene.person < 0:
        return -1
    order = (scene.person, *reversed(scene.seen[-_RECENT:]))
    wanted = lower == "she"
    fitting = (one for one in order if is_feminine(scene.persons.people[one]) == wanted)
    return next(fitting, scene.person)


def _end_of_phrase(scene: Scene, start: int, limit: int) -> int:
    """Return where the noun phrase ends: before a comma, a preposition, a relative clause or the limit."""
    number = start
    while number < min(limit, start + _LONGEST):
        word = scene.words[number]
        inside = scene.persons.at.get(number) or scene.parties.get(number)
        if inside:
            number = max(inside[0], number + 1)
            if number < limit and _is_behind_name(scene, number, start):
                break
        elif word.lower == "," and _is_list(scene, start, number, limit):
            number += 1
        elif (
            (word.lower in PREPOSITIONS or (word.lower in _BREAKING and number > start) or not _is_inner(word))
            or word.lower in FINITE
            or (word.lower in BETWEEN and word.lower not in {"both", "all", "first"})
        ):
            break
        else:
            number += 1
    return min(number, limit)


def _is_behind_name(scene: Scene, number: int, start: int) -> bool:
    """Say whether the word behind a name is no longer of its phrase: a small word that names no office or side."""
    word = scene.words[number]
    before = next((other[1] for first, other in scene.parties.items() if other[0] == number and first >= start), None)
    if not word.is_word or word.is_capital or word.lower in _JOINING or word.lower in _DETERMINERS:
        return False
    if before is not None and before.kind in {"adjective", "stem"}:
        return False
    speech = speech_of(scene.language.code)
    return not (singular(word.lower, speech) or scene.tables.is_office(word) or scene.tables.is_before(word))


def _is_inner(word: Word) -> bool:
    return word.is_word or word.lower == "'s" or word.text in "\"“”'’«»." or word.text[0].isdigit()


def _is_list(scene: Scene, start: int, number: int, limit: int) -> bool:
    """Say whether a comma parts parties or persons of one list, with an "and" to come."""
    ahead = scene.words[number + 1 : min(limit, number + 12)]
    has_before = any(
        one <= number <= end for one, (end, _) in (*scene.parties.items(), *scene.persons.at.items()) if start <= one
    )
    follows = number + 1 in scene.parties or number + 1 in scene.persons.at
    return has_before and follows and any(word.lower == "and" for word in ahead)


def _phrase(scene: Scene, start: int, end: int, limit: int) -> Actor | None:
    people = [scene.persons.at[number][1] for number in range(start, end) if number in scene.persons.at]
    mentions = [scene.parties[number][1] for number in range(start, end) if number in scene.parties]
    last_person = max(
        (scene.persons.at[number][0] for number in range(start, end) if number in scene.persons.at), default=-1
    )
    if people and _may_lead(scene, start, end):
        return _of_people(scene, start, last_person, people)
    head = _head(scene, start, end)
    if head is None:
        return None
    if head in {"name", "demonym"}:
        return Actor(
            start, end, _codes(mentions), kind="organisation" if mentions[0].kind == "organisation" else "party"
        )
    return _official(scene, start, end, limit, head, mentions)


def _may_lead(scene: Scene, start: int, end: int) -> bool:
    """Say whether a phrase with a person in it is about that person: only their office stands before."""
    for number in range(start, end):
        word = scene.words[number]
        if number in scene.persons.at:
            return True
        if number in scene.parties or any(
            number < other[0] for first, other in scene.parties.items() if first <= number
        ):
            continue
        known = (
            word.lower in _DETERMINERS or scene.tables.is_other(word) or scene.tables.is_office(word) or word.is_capital
        )
        if (
            not known
            and word.is_word
            and word.lower
            not in {
                "mr",
                "mrs",
                "visiting",
                "newly",
                "top",
                "and",
                "counterpart",
                "colleague",
                "homologue",
                "host",
                "guest",
            }
            and word.lower != "'s"
        ):
            return False
    return False


def _of_people(scene: Scene, start: int, end: int, people: list[int]) -> Actor:
    parties = [scene.persons.people[one].party for one in people]
    codes = tuple(dict.fromkeys(party for party in parties if party))
    if len(people) == 1:
        return Actor(start, end, codes, people[0], "person")
    return Actor(start, end, codes, kind="people")


def _head(scene: Scene, start: int, end: int) -> str | None:
    """Return what a phrase is headed by: "name", "demonym", or the noun of an office or side; nothing for others."""
    speech = speech_of(scene.language.code)
    number = start
    last = ""
    is_party = is_last = False
    while number < end:
        if number in scene.parties:
            number, mention = scene.parties[number]
            is_party = is_last = True
            is_plural = mention.kind == "adjective" and scene.words[number - 1].lower.endswith("s")
            last = "name" if mention.kind not in {"adjective", "stem"} else "demonym" if is_plural else "adjective"
            continue
        word = scene.words[number]
        if word.is_word and word.lower not in _SMALL:
            # "The name" is a word that happens to read like one of ours.
            last, is_last = word.lower, False
        number += 1
    if is_last and last in {"name", "demonym"}:
        return last
    noun = singular(last, speech)
    if noun:
        return noun
    if last in scene.tables.offices:
        return last
    return "side" if is_party and last in {"one", "ones"} else None


def _official(scene: Scene, start: int, end: int, limit: int, head: str, mentions: list[Mention]) -> Actor | None:
    """Resolve an office, side or paper by its party, by the name that follows, or by who was introduced before."""
    speech = speech_of(scene.language.code)
    behind, named = _behind(scene, end, limit)
    if named >= 0:
        return Actor(start, behind, _codes(mentions[:1]) or _codes_of_person(scene, named), named, "person")
    own = _codes(mentions) if _is_joint(scene, start, end) else _codes(mentions[:1])
    if not own:
        own, end = _of_phrase(scene, end, limit)
    if head in speech.sides and head not in speech.speakers:
        return Actor(start, end, own, kind="side") if own else _side_before(scene, start, end, head)
    if not own and head == "host" and scene.home:
        own = (scene.home,)
    person = _officer(scene, head, own) if len(own) < 2 else -1
    if person >= 0:
        return Actor(start, end, _codes_of_person(scene, person), person, "official")
    if not own and (head in speech.papers or scene.words[start].lower in {"the", "its", "his", "her"}):
        own = _unsaid(scene, head)
    return Actor(start, end, own, kind="official") if own else None


def _unsaid(scene: Scene, head: str) -> tuple[str, ...]:
    """Return whose office or paper it is where neither party nor person is said: of who spoke last, or at home."""
    is_paper = head in speech_of(scene.language.code).papers
    met = gathered(scene) if is_paper else ()
    if head in {"communique", "communiqué", "memorandum"} and met:
        return met
    return scene.codes or met or ((scene.home,) if scene.home else ())


def _behind(scene: Scene, end: int, limit: int) -> tuple[int, int]:
    """Look for the person named behind an office, through what hangs on it ("of Malta", a comma)."""
    number = end
    while number < min(limit, end + 12):
        if number in scene.persons.at:
            return scene.persons.at[number]
        if number in scene.parties:
            number = scene.parties[number][0]
            continue
        word = scene.words[number]
        is_comma = word.text == "," and _is_named_next(scene, number + 1)
        if not (
            is_comma
            or word.lower in {"of", "for", "and", "the", "to", "at"}
            or scene.tables.is_other(word)
            or word.lower in scene.tables.honorifics
            or word.text in '"“'
        ):
            break
        number += 1
    return end, -1


def _is_named_next(scene: Scene, number: int) -> bool:
    """Say whether a person is named from a word on, behind a "Mr" or none."""
    while number < len(scene.words) and scene.words[number].lower.rstrip(".") in scene.tables.honorifics | {"."}:
        number += 1
    return number in scene.persons.at


def _side_before(scene: Scene, start: int, end: int, head: str) -> Actor | None:
    """Resolve "the delegation", "the agency", "its office" to whom it was last."""
    codes: tuple[str, ...] = (
        (scene.home,)
        if head in {"kingdom", "government", "republic", "cabinet", "army", "presidency"} and scene.home
        else ()
    )
    if head in {"agency", "organisation", "organization", "programme", "office", "body", "bloc"} and scene.organisation:
        codes = (scene.organisation,)
    if head in {"delegation", "mission", "team"} and scene.delegation:
        codes = (scene.delegation,)
    codes = codes or scene.codes
    return Actor(start, end, codes, kind="side") if codes else None


def _of_phrase(scene: Scene, end: int, limit: int) -> tuple[tuple[str, ...], int]:
    """Return the parties of an "of" that follows, and its end: "the minister of Iraq", "envoys of Iran and Iraq"."""
    if end >= limit or scene.words[end].lower not in _OF:
        return (), end
    is_many = scene.words[end].lower in {"of", "from", "representing", "responsible"}
    found: list[Mention] = []
    number, last = end + 1, end
    while number < min(limit, end + 24):
        word = scene.words[number]
        if number in scene.parties:
            number, mention = scene.parties[number]
            found.append(mention)
            last = number
        elif word.lower in {",", "and", "the", "of", "for", "in"} or scene.tables.is_other(word):
            number += 1
        else:
            break
    return (_codes(found) if is_many else _codes(found[:1])), last


def _is_joint(scene: Scene, start: int, end: int) -> bool:
    return any(scene.words[number].lower == "and" for number in range(start, end))


def _officer(scene: Scene, head: str, codes: tuple[str, ...]) -> int:
    """Return the person whom an office means: whose capacity holds the word, of the party that is said, last first."""
    order: list[int] = [*reversed(scene.seen[-_RECENT:]), *range(min(len(scene.persons.people), _RECENT))]
    general = head in {
        "excellency",
        "highness",
        "majesty",
        "diplomat",
        "official",
        "visitor",
        "guest",
        "host",
        "politician",
        "leader",
        "spokesperson",
    }
    for number in dict.fromkeys(order):
        person = scene.persons.people[number]
        if codes and person.party not in codes:
            continue
        own = _LINK.split(person.capacity.lower())[0]
        if head in re.split(r"[\s-]+", own) or (head == "premier" and "prime" in person.capacity.lower()):
            return number
        if general and number in scene.seen[-_RECENT:]:
            return number
    return scene.person if general and not codes else -1


def _codes(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.code for mention in mentions))


def _codes_of_person(scene: Scene, number: int) -> tuple[str, ...]:
    party = scene.persons.people[number].party
    return (party,) if party else ()
