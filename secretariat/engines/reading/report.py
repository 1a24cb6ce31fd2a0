"""A report read from its title to its last sentence: what stands where, by which rule."""

from collections.abc import Sequence
from dataclasses import replace

from secretariat.engines.reading import dates as days
from secretariat.engines.reading import opening
from secretariat.engines.reading import parties as states
from secretariat.engines.reading.languages import guess, languages
from secretariat.engines.reading.models import KnownParty, Opened, Reading
from secretariat.engines.reading.sentences import split_sentences

__all__ = ["READ_LIMIT", "read"]

# Characters of the clean text; a longer one is read to the paragraph before, and the note "cut" says so.
READ_LIMIT = 200_000


def read(opened: Opened | str, *, parties: Sequence[KnownParty] = (), published: str = "") -> Reading:
    """Return everything found in a report, each with its place in the clean text, its confidence and its rule."""
    if isinstance(opened, str):
        opened = opening.from_plain(opened, kind="txt")
    text, is_cut = _cut(opened.text)
    code = guess(text)
    language = languages().get(code)
    head = replace(opened.head, published=opened.head.published or published)
    notes = (*opened.notes, *(("cut",) if is_cut else ()), *(() if language else ("language_unsupported",)))
    found = states.mentions(text, parties)
    reading = Reading(
        text=text,
        language=code,
        head=head,
        furniture=opened.furniture,
        parties=states.as_found(found),
        places=states.places(text),
        sentences=split_sentences(text, language),
        is_relevant=False,
        notes=notes,
    )
    if language is None:
        return reading
    return replace(reading, dates=days.find_dates(text, language, head.published))


def _cut(text: str) -> tuple[str, bool]:
    if len(text) <= READ_LIMIT:
        return text, False
    end = text.rfind("\n", 0, READ_LIMIT)
    return text[: end if end > READ_LIMIT // 2 else READ_LIMIT], True
