"""Parts that the deeds of this desk share."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from secretariat.audit.action import Refused, plain
from secretariat.documents.models import Adoption, Document
from secretariat.engines.conferencefile.limits import LONGEST_TEXT

# Marks that turn the direction of a line without being seen, and signs that no text has.
_UNSEEN = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), 127, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
)


def enter(row: models.Model, names: Iterable[str], details: Mapping[str, Any]) -> None:
    """Take from the details what the row keeps; a line stays one line, and holds nothing that nobody sees."""
    for name in names:
        if name not in details:
            continue
        value = details[name]
        if isinstance(value, LazyI18nString):
            value = clean_words(value)
        elif type(row._meta.get_field(name)) is models.CharField and isinstance(value, str):
            value = clean_line(value)
        setattr(row, name, value)


def clean_line(text: str) -> str:
    """One line without what nobody sees and what would turn its direction."""
    return " ".join(text.translate(_UNSEEN).split())


def clean_words(text: object) -> LazyI18nString:
    """A text without what nobody sees and what would turn its direction; lines end as they do everywhere."""
    kept = plain(text) if not isinstance(text, str) else {"en": text}
    words = {
        language: str(said).replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN).strip()
        for language, said in (kept or {}).items()
    }
    return LazyI18nString({language: said for language, said in words.items() if said} or "")


def refuse_unfit_words(text: LazyI18nString, *, field: str = "text") -> None:
    """Refuse a text without words, and one that is longer than any paragraph."""
    words = plain(text) or {}
    if not words:
        raise Refused(_("A paragraph has words in at least one language."), field=field)
    if any(len(said) > LONGEST_TEXT for said in words.values()):
        sentence = _("A paragraph has at most %(most)s letters in a language.") % {"most": LONGEST_TEXT}
        raise Refused(sentence, field=field)


def is_adopted(document: Document) -> bool:
    """Whether its text was adopted, asked at this moment. One query."""
    return Adoption.objects.filter(document=document).exists()


def refuse_if_adopted(document: Document) -> None:
    """Refuse a change to a text that was adopted: its words are what they are."""
    if is_adopted(document):
        raise Refused(_("This text was adopted; nothing of it changes any more."))


def unless_text_changed(now: str, seen: str | None) -> None:
    """Refuse to overwrite a text that is no longer the one this person saw; without a digest nothing is compared."""
    if seen is not None and seen != now:
        raise Refused(_("Somebody changed the text meanwhile. Nothing was overwritten; look again."))


def refuse_of_another_conference(document: Document, row: models.Model | None, field: str) -> None:
    """Refuse what belongs to another conference."""
    if row is not None and getattr(row, "conference_id", document.conference_id) != document.conference_id:
        raise Refused(_("This belongs to another conference."), field=field)
