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
from secretariat.api.queries.tokens import (
    DESKS,
    SCOPES,
    SHOWN,
    covers,
    fingerprint_of,
    is_good,
    kept_of,
    new_text,
    open_tokens_of,
    token_of,
)

__all__ = [
    "DESKS",
    "SCOPES",
    "SHOWN",
    "conference_file",
    "conference_file_text",
    "covers",
    "fingerprint_of",
    "is_good",
    "kept_of",
    "known_codes",
    "new_text",
    "open_tokens_of",
    "parties_of_the_media",
    "text_of",
    "text_to_take_up",
    "token_of",
    "waiting_sections",
    "who_is_watched",
    "words_of",
]
