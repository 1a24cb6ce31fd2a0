"""Texts in several languages, as forms take them: one input for each language, named by the language."""

from typing import Any

from i18nfield.forms import I18nTextarea, I18nTextInput
from i18nfield.strings import LazyI18nString


class _ByLanguage:
    """What the library does by place this does by language, so that no words end up in another language.

    A conference may speak other languages when a form comes back than when it was opened, and a text may have no
    language that the conference speaks.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widgets_names = [f"_{code}" for code in self.locales]  # type: ignore[attr-defined]

    def decompress(self, value: Any) -> list[str | None]:
        """The words of each language, and of no other in its place."""
        data = (value if isinstance(value, LazyI18nString) else LazyI18nString(value)).data
        locales: list[str] = self.locales  # type: ignore[attr-defined]
        if isinstance(data, dict):
            return [data.get(code) for code in locales]
        return [data or None, *([None] * (len(locales) - 1))]


class LineInLanguages(_ByLanguage, I18nTextInput):  # type: ignore[misc]
    """A line in each language."""


class TextInLanguages(_ByLanguage, I18nTextarea):  # type: ignore[misc]
    """A text of several lines in each language."""


def wordings(text: object) -> list[str]:
    """The words of a text in every language it has."""
    data = getattr(text, "data", text)
    if isinstance(data, dict):
        return [str(words) for words in data.values() if words]
    return [str(data)] if data else []
