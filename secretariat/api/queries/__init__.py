"""What the exchange can tell: a conference as a conference file."""

from secretariat.api.queries.accreditation import parties_of_the_media, who_is_watched
from secretariat.api.queries.file import (
    conference_file,
    conference_file_text,
    known_codes,
    text_to_take_up,
    waiting_sections,
)
from secretariat.api.queries.texts import text_of, words_of

__all__ = [
    "conference_file",
    "conference_file_text",
    "known_codes",
    "parties_of_the_media",
    "text_of",
    "text_to_take_up",
    "waiting_sections",
    "who_is_watched",
    "words_of",
]
