"""A report read from its title to its last sentence: what stands where, by which rule."""

import re
from collections.abc import Sequence
from dataclasses import replace

from secretariat.engines.reading import dates as days
from secretariat.engines.reading import drafting, headlines, people, plain, relevance
from secretariat.engines.reading import parties as states
from secretariat.engines.reading import persons as naming
from secretariat.engines.reading.languages import guess, languages
from secretariat.engines.reading.models import KnownParty, Opened, Reading
from secretariat.engines.reading.offices import tables_of
from secretariat.engines.reading.parties import Mention
from secretariat.engines.reading.scenes import Scene
from secretariat.engines.reading.sentences import split_sentences
from secretariat.engines.reading.words import Word, number_at, split_words

__all__ = ["READ_LIMIT", "read"]

# Characters of the clean text; a longer one is read to the paragraph before, and the note "cut" says so.
READ_LIMIT = 200_000
# How many characters below the first paragraph its city may still stand.
_NEAR = 400
# What follows the state in a title such as "Serbian president receives …".
_RULERS = re.compile(
    r"(?:['’]s)? (?:(?:foreign|prime|interior|water|deputy|vice) )*(?:president|minister|premier|pm|fm|king|emir)\b",
    re.IGNORECASE,
)


def read(opened: Opened | str, *, parties: Sequence[KnownParty] = (), published: str = "") -> Reading:
    """Return everything found in a report, each with its place in the clean text, its confidence and its rule.

    ``opened`` is what ``open_report`` gives, or pasted text; ``parties`` are further parties with their names in any
    language; ``published`` is an ISO day to count relative dates from where the report gives none. Offsets count the
    characters of ``Reading.text``, of which at most ``READ_LIMIT`` are read. A report that has nothing to do with
    conferences, refugees or diplomacy, or is in a language without tables of speech, gives no drafts. Nothing is raised
    and nothing is fetched; the rules are described in docs/reading.md.
    """
    if isinstance(opened, str):
        opened = plain.from_plain(opened, kind="txt")
    text, is_cut = _cut(opened.text)
    code = guess(text)
    language = languages().get(code)
    head = replace(opened.head, published=opened.head.published or published)
    notes = (*opened.notes, *(("cut",) if is_cut else ()), *(() if language else ("language_unsupported",)))
    found = states.mentions(text, parties)
    start = _behind_title(text, head.title)
    reading = Reading(
        text=text,
        language=code,
        head=head,
        furniture=opened.furniture,
        parties=states.as_found(found),
        places=states.places(text),
        sentences=split_sentences(text, language, start),
        is_relevant=False,
        notes=notes,
    )
    if language is None:
        return reading
    words = split_words(text)
    at = _by_word(words, found)
    home = _home(text, start, reading, opened)
    spans = split_sentences(text, language)
    cities = {number_at(words, one.span.start): one.country for one in reading.places}
    named = naming.find_persons(words, at, language, spans, home, cities)
    found = _outside_names(found, words, named)
    reading = replace(
        reading,
        parties=states.as_found(found),
        persons=tuple(person.as_found() for person in named.people),
        dates=days.find_dates(text, language, head.published),
    )
    if not language.has_speech or not relevance.is_relevant(text, found):
        return reading
    first = _behind_dateline(text, start)
    at = _by_word(words, found)
    return drafting.drafted(reading, lambda: Scene(words, at, named, tables_of(language), language, home=home), first)


def _home(text: str, start: int, reading: Reading, opened: Opened) -> str:
    """Return the state the report is at home in: that of its dateline, its first city, or its publisher."""
    home = states.country_of_city(headlines.dateline_place(text[start : start + 160]))
    if home:
        return home
    end = text.find("\n", start)
    first = end if end > 0 else len(text)
    within = [place for place in reading.places if start <= place.span.start < first]
    within = within or [
        one
        for one in reading.places
        if first <= one.span.start < first + _NEAR and text[: one.span.start].endswith("in ")
    ]
    if within:
        return within[0].country
    lines = (line.text for line in opened.furniture if line.rule == "rights")
    houses = (states.state_of_publisher(line) for line in (reading.head.publisher, *lines) if line)
    titled = (one.code for one in reading.parties if one.span.end < start and _RULERS.match(text[one.span.end : start]))
    return next(filter(None, (*houses, *titled)), "")


def _behind_title(text: str, title: str) -> int:
    """Return where the report begins behind its title line."""
    end = text.find("\n")
    first = text if end < 0 else text[:end]
    return end + 1 if end >= 0 and title and headlines.is_same(first, title) else 0


def _behind_dateline(text: str, start: int) -> int:
    """Return where the first sentence begins behind its place, day and agency."""
    return start + headlines.dateline_length(text[start : start + 160])


def _by_word(words: Sequence[Word], found: Sequence[Mention]) -> dict[int, tuple[int, Mention]]:
    """Return the mentions by the number of the word each begins with, with that of the word behind it."""
    return {
        number_at(words, one.start): (max(number_at(words, one.end), number_at(words, one.start) + 1), one)
        for one in found
    }


def _outside_names(found: Sequence[Mention], words: Sequence[Word], named: people.Persons) -> tuple[Mention, ...]:
    """Leave out what is part of a person's name: Jordan, Chad and Georgia are names too."""
    taken = [(words[start].start, words[end - 1].end) for start, (end, _) in named.at.items()]
    inside = {offset for start, end in taken for offset in range(start, end)}
    return tuple(one for one in found if one.start not in inside)


def _cut(text: str) -> tuple[str, bool]:
    if len(text) <= READ_LIMIT:
        return text, False
    end = text.rfind("\n", 0, READ_LIMIT)
    return text[: end if end > READ_LIMIT // 2 else READ_LIMIT], True
