"""What the exchange can tell: a conference as a conference file."""

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
    "text_of",
    "text_to_take_up",
    "waiting_sections",
    "words_of",
]
