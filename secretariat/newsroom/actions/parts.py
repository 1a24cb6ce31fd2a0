"""Parts that the deeds of this desk share."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from i18nfield.strings import LazyI18nString

from secretariat.audit.action import plain
from secretariat.newsroom.queries.judging import without_controls


def enter(row: models.Model, names: Iterable[str], details: Mapping[str, Any]) -> None:
    """Take from the details what the row keeps; a line stays one line, and nothing holds what no page can show."""
    for name in names:
        if name not in details:
            continue
        value = details[name]
        if isinstance(value, LazyI18nString):
            value = clean_words(value)
        elif isinstance(value, str):
            value = " ".join(without_controls(value).split())
        setattr(row, name, value)


def clean_words(text: LazyI18nString) -> LazyI18nString:
    """A text without what no page can show; a language in which nothing else was said is not kept."""
    said = plain(text)
    if not isinstance(said, dict):
        return LazyI18nString(without_controls(said or ""))
    words = {language: without_controls(each) for language, each in said.items()}
    return LazyI18nString({language: each for language, each in words.items() if each.strip()} or "")
