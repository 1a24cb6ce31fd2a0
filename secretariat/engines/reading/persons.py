"""Persons with the capacity in which a report names them, by the patterns of titles.

A name stands behind its office ("Foreign Minister Eleni Vassilakou"), behind office and comma, or before it ("Samuel
Okello, head of operations at OCHA"). Later mentions by a part of the name are the same person's.
"""

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from secretariat.engines.reading.capacities import Capacity, capacity_at
from secretariat.engines.reading.languages import Language, listed
from secretariat.engines.reading.models import Span
from secretariat.engines.reading.nouns import is_indefinite
from secretariat.engines.reading.offices import Tables, tables_of
from secretariat.engines.reading.parties import Mention
from secretariat.engines.reading.people import Named, Persons
from secretariat.engines.reading.words import Word, number_at

__all__ = ["find_persons"]


_QUOTES = frozenset("\"“”„«»'‘’")
_NAME_WORDS = 7
_LED = listed("persons", "led")
_COMMAS = frozenset({",", "\u060c"})
_LISTING = frozenset({"of", "(", ")", ",", "and", "the"})
# How many words back a party may have been named to lend an office its own.
_FAR = 400
_REACHED = listed("persons", "reached")
_OWNERS = listed("persons", "owners")


@dataclass
class _Search:
    words: Sequence[Word]
    parties: Mapping[int, tuple[int, Mention]]
    tables: Tables
    starts: frozenset[int]
    home: str
    order: Sequence[int]
    cities: Mapping[int, str]
    codes: frozenset[str]
    persons: Persons = field(default_factory=Persons)
    last: str = ""


def find_persons(
    words: Sequence[Word],
    parties: Mapping[int, tuple[int, Mention]],
    language: Language,
    sentences: Sequence[Span],
    home: str = "",
    cities: Mapping[int, str] | None = None,
) -> Persons:
    """Return the persons of a text.

    ``parties`` are its mentions by the word each begins with, ``home`` a code or empty, ``cities`` the countries of the
    cities by their word.
    """
    starts = frozenset(number_at(words, sentence.start) for sentence in sentences)
    codes = frozenset(mention.code for _, mention in parties.values())
    search = _Search(words, parties, tables_of(language), starts, home, sorted(starts), cities or {}, codes)
    number = 0
    while number < len(words):
        number = max(_step(search, number), number + 1)
    _find_again(search)
    return search.persons


def _step(search: _Search, number: int) -> int:
    """Look for a person at one word and return where to go on."""
    capacity = capacity_at(search.words, number, search.parties, search.tables, limit=_limit(search, number))
    if capacity is not None:
        end = _behind(search, capacity)
        if end:
            return end
    name = _name_at(search, number)
    if name is None or name[1] - name[0] < 2:
        return number
    return _before(search, name) or name[1]


def _behind(search: _Search, capacity: Capacity) -> int:
    """Take the name behind a capacity, with or without a comma; return the word behind it, or nought."""
    words = search.words
    start = capacity.end
    is_comma = start < len(words) and words[start].text in _COMMAS
    name = _name_at(search, start + is_comma)
    if (
        name is None
        or name[0] in search.starts
        or (not search.tables.has_case and name[1] - name[0] < 2)
        or (is_comma and not _is_apposition(search, name))
    ):
        return 0
    _add(
        search,
        name,
        capacity,
        "counterpart" if capacity.is_counterpart else "title-comma-name" if is_comma else "title-name",
    )
    return _others(search, name[1], capacity) if capacity.is_many else name[1]


def _others(search: _Search, end: int, capacity: Capacity) -> int:
    """Take the further names of a list: "Foreign Ministers A of Jordan, B of Egypt and C of Iraq"."""
    words = search.words
    for _ in range(8):
        number = end
        while number < len(words) and (words[number].lower in _LISTING or number in search.parties):
            number = search.parties[number][0] if number in search.parties else number + 1
        name = _name_at(search, number) if end < number < _limit(search, end) else None
        if name is None or name[1] - name[0] < 2:
            return end
        _add(search, name, replace(capacity, party=""), "title-name")
        end = name[1]
    return end


def _limit(search: _Search, number: int) -> int:
    """Return where the sentence of a word ends."""
    order = search.order
    place = bisect.bisect_right(order, number)
    return order[place] if place < len(order) else len(search.words)


def _is_apposition(search: _Search, name: tuple[int, int]) -> bool:
    """Say whether a name behind a comma is what the office before it means, not the next of a list."""
    words = search.words
    following = words[name[1]] if name[1] < len(words) else None
    if name[1] - name[0] < 2:
        return False
    return following is None or not following.is_capital


def _before(search: _Search, name: tuple[int, int]) -> int:
    """Take the capacity behind a name and comma; return the word behind it, or nought."""
    words = search.words
    start = name[1]
    while start < len(words) and words[start].text in _QUOTES:
        start += 1
    if start + 1 >= len(words) or words[start].text not in _COMMAS | {"("}:
        return 0
    capacity = capacity_at(words, start + 1, search.parties, search.tables, is_free=True, limit=_limit(search, start))
    if capacity is None or capacity.is_counterpart:
        return 0
    _add(search, name, capacity, "name-comma-title")
    return capacity.end


def _name_at(search: _Search, number: int) -> tuple[int, int] | None:
    """Return the words of the name that begins here, honorifics and quotation marks passed over."""
    words, tables = search.words, search.tables
    while number < len(words) and (words[number].text in _QUOTES or _is_honorific(search, number)):
        number += 1
    end = number
    while end < len(words) and end - number < _NAME_WORDS and _is_name(search, end, is_first=end == number):
        end += 1
    while end > number and words[end - 1].lower in tables.particles and not words[end - 1].is_capital:
        end -= 1
    if end == number or not any(
        len(word.text) > 1 and word.lower not in tables.particles for word in words[number:end]
    ):
        return None
    return number, end


def _is_honorific(search: _Search, number: int) -> bool:
    word = search.words[number]
    if word.text == "." and number:
        return search.words[number - 1].lower in search.tables.honorifics
    return word.lower.rstrip(".") in search.tables.honorifics


def _is_name(search: _Search, number: int, *, is_first: bool) -> bool:
    word, tables = search.words[number], search.tables
    if not is_first and not _is_near(search, number):
        return False
    if not word.is_word:
        # The full stop of an initial is part of the name.
        return word.text == "." and not is_first and len(search.words[number - 1].text) == 1
    if word.lower in tables.particles:
        return not is_first or word.is_capital or _leads_name(search, number)
    if not tables.has_case:
        is_free = (
            number not in search.parties
            and not tables.is_other(word)
            and not is_indefinite(search.words, number, search.parties, tables)
        )
        return is_free and (is_first or number not in search.starts)
    return _is_initial(search, number) or _is_proper(search, number, is_first=is_first)


def _is_initial(search: _Search, number: int) -> bool:
    word = search.words[number]
    has_stop = number + 1 < len(search.words) and search.words[number + 1].text == "."
    return len(word.text) == 1 and word.is_capital and has_stop


def _is_proper(search: _Search, number: int, *, is_first: bool) -> bool:
    """Say whether a word with a capital can belong to a name, and is not a party's or an office's."""
    word, tables = search.words[number], search.tables
    if not word.is_capital or (number in search.parties and not _is_namesake(search, number)):
        return False
    return not tables.is_other(word) or (not is_first and word.lower in tables.surnames and _is_last(search, number))


def _is_last(search: _Search, number: int) -> bool:
    """Say whether a word such as King or May ends a name: nothing with a capital or a number follows."""
    following = search.words[number + 1] if number + 1 < len(search.words) else None
    return following is None or not (following.is_capital or following.text[0].isdigit())


def _is_namesake(search: _Search, number: int) -> bool:
    """Say whether a state's name is a given name here: "Minister Jordan Smith"."""
    words = search.words
    if words[number].lower not in search.tables.namesakes or number + 1 >= len(words) or not number:
        return False
    following = words[number + 1]
    is_named = following.is_capital and number + 1 not in search.parties and not search.tables.is_other(following)
    return is_named and search.tables.is_office(words[number - 1])


def _is_near(search: _Search, number: int) -> bool:
    return search.words[number].start - search.words[number - 1].end <= 1 and number not in search.starts


def _leads_name(search: _Search, number: int) -> bool:
    if not search.tables.has_case:
        return number + 1 < len(search.words) and _is_name(search, number + 1, is_first=False)
    return number + 1 < len(search.words) and search.words[number + 1].is_capital and search.words[number].lower != "y"


def _add(search: _Search, name: tuple[int, int], capacity: Capacity, rule: str) -> None:
    words = search.words
    written = _written(words, name)
    told = capacity.party or _behind_name(search, name[1])
    found = Named(
        name=written,
        span=Span(words[name[0]].start, words[name[1] - 1].end),
        capacity=capacity.words or _last_capacity(search),
        party=told or _owner(search, capacity.start),
        body=capacity.body,
        honorific=_honorific(search, name[0]),
        rule=rule,
        words=_significant(words, name, search.tables),
        is_told=bool(told),
    )
    search.persons.at[name[0]] = (name[1], _merged(search.persons, found))


def _merged(persons: Persons, found: Named) -> int:
    """Return the number of the person, joined with an earlier one of whose name this is a part, or the other way."""
    for number, known in enumerate(persons.people):
        if found.words <= known.words or known.words <= found.words:
            if len(found.words) > len(known.words):
                known.name, known.words, known.span = found.name, found.words, found.span
                known.capacity, known.rule = found.capacity or known.capacity, found.rule
            is_better = found.is_told and not known.is_told
            known.party = found.party if is_better else known.party or found.party
            known.is_told = known.is_told or found.is_told
            return number
    persons.people.append(found)
    return len(persons.people) - 1


def _written(words: Sequence[Word], name: tuple[int, int]) -> str:
    first = words[name[0]].start
    pieces = [
        ("" if word.text == "." or word.start in {first, before.end} else " ") + word.text
        for before, word in zip((words[name[0]], *words[name[0] : name[1]]), words[name[0] : name[1]], strict=False)
    ]
    return "".join(pieces).strip()


def _honorific(search: _Search, number: int) -> str:
    titles: list[str] = []
    while number and (search.words[number - 1].text in _QUOTES or _is_honorific(search, number - 1)):
        number -= 1
        if search.words[number].is_word:
            titles.insert(0, search.words[number].text)
    return " ".join(titles)


def _significant(words: Sequence[Word], name: tuple[int, int], tables: Tables) -> frozenset[str]:
    return frozenset(
        word.lower
        for word in words[name[0] : name[1]]
        if word.is_word and len(word.text) > 1 and word.lower not in tables.particles
    )


def _last_capacity(search: _Search) -> str:
    return next((person.capacity for person in reversed(search.persons.people) if person.capacity), "")


def _owner(search: _Search, start: int) -> str:
    """Return whose office it is where its own words do not say so."""
    words = search.words
    if start and words[start - 1].lower == "european":
        return "EU"
    place = max(bisect.bisect_right(search.order, start) - 1, 0)
    sentence = search.order[place] if search.order else 0
    here = _codes(search, sentence, start)
    is_led = any(words[number].lower in _LED for number in range(max(sentence, start - 3), start))
    is_owned = words[start].lower in _OWNERS or (start and words[start - 1].lower in _OWNERS)
    if here and (is_led or is_owned):
        return here[-1] if is_led else here[0]
    before = search.order[place - 1] if place > 0 else sentence
    near = _codes(search, max(sentence, start - 5), start) if start > sentence + 1 else []
    return (
        _subject(search, before, sentence, start)
        or _city(search, sentence, start)
        or "".join(near[-1:])
        or (_at_home(search) or "".join((here or _codes(search, max(0, start - _FAR), start))[-1:]) or search.home)
    )


def _codes(search: _Search, first: int, last: int) -> list[str]:
    return [search.parties[number][1].code for number in range(first, last) if number in search.parties]


def _subject(search: _Search, before: int, sentence: int, start: int) -> str:
    """Return whom the sentence before is about, where an office begins the next one."""
    subject = [search.parties[at][1] for at in range(before, min(before + 4, sentence)) if at in search.parties]
    is_one = len(subject) == 1 and start <= sentence + 1 and _is_subject(search, subject[0], before)
    return subject[0].code if is_one else ""


def _city(search: _Search, sentence: int, start: int) -> str:
    """Return the country of the city that the sentence has reached before the office."""
    for number in range(start, sentence, -1):
        if number in search.cities and search.words[number - 1].lower in _REACHED:
            return search.cities[number]
    return ""


def _at_home(search: _Search) -> str:
    return search.home if search.home in search.codes or not search.codes else ""


def _behind_name(search: _Search, end: int) -> str:
    """Return the party behind a name: "President Nikola Jovanovic of Serbia"."""
    words = search.words
    while end < len(words) and words[end].text in _QUOTES:
        end += 1
    if end + 1 >= len(words) or words[end].lower not in {"of", "("}:
        return ""
    place = end + 1 + (words[end + 1].lower == "the")
    return search.parties[place][1].code if place in search.parties else ""


def _is_subject(search: _Search, mention: Mention, sentence: int) -> bool:
    """Say whether a party is what a sentence is about: it alone stands at its head, by name."""
    first = number_at(search.words, mention.start)
    others = [number for number in search.parties if sentence <= number < first + 8 and number != first]
    return mention.kind in {"name", "organisation"} and not others


def _find_again(search: _Search) -> None:
    """Find later mentions by a part of a name that only one person bears."""
    owners: dict[str, set[int]] = {}
    for number, person in enumerate(search.persons.people):
        for word in person.words:
            owners.setdefault(word, set()).add(number)
    number = 0
    while number < len(search.words):
        if number in search.persons.at:
            number = search.persons.at[number][0]
            continue
        end = number
        people: set[int] = set()
        while end < len(search.words) and _continues(search, end, number, owners):
            found = owners.get(search.words[end].lower)
            people = (people & found if people else set(found)) if found else people
            end += 1
        if len(people) == 1 and end > number:
            search.persons.at[number] = (end, people.pop())
        number = max(end, number + 1)


def _continues(search: _Search, end: int, start: int, owners: Mapping[str, set[int]]) -> bool:
    word = search.words[end]
    if word.lower in owners:
        return word.is_capital or not search.tables.has_case
    is_part = word.lower in search.tables.particles and word.is_capital
    return (
        is_part and end + 1 < len(search.words) and search.words[end + 1].lower in owners and end - start < _NAME_WORDS
    )
