"""Texts and citations between the house and a conference file."""

from collections import defaultdict
from typing import Any

from i18nfield.strings import LazyI18nString

from secretariat.archive.models import Citation, Fact
from secretariat.conference.models import Conference


def text_of(given: object, language: str) -> LazyI18nString:
    """A text of a conference file as the house keeps it: by language."""
    if not given:
        return LazyI18nString({})
    return LazyI18nString(dict(given) if isinstance(given, dict) else {language: str(given)})


def words_of(text: LazyI18nString, language: str) -> str:
    """The words by which a text is known again: those of the original language, else the first there are."""
    data = text.data if isinstance(text.data, dict) else {language: str(text.data or "")}
    return data.get(language) or next((words for _code, words in sorted(data.items()) if words), "")


def said_in(value: Any) -> dict[str, str] | None:
    """What a text says, by language; nothing if it says nothing."""
    data = getattr(value, "data", None)
    if isinstance(data, dict):
        return {code: text for code, text in data.items() if text} or None
    return {"en": str(data)} if data else None


class Cited:
    """The citations of a conference's facts, as a file gives them."""

    def __init__(self, conference: Conference) -> None:
        self._found: dict[tuple[str, int], list[Any]] = defaultdict(list)
        for citation in Citation.objects.filter(conference=conference).select_related("source").order_by("id"):
            given: Any = {"source": citation.source.key}
            for name in ("passage", "start", "end"):
                if getattr(citation, name) not in ("", None):
                    given[name] = getattr(citation, name)
            kept = given if len(given) > 1 else citation.source.key
            self._found[citation.thing_type, citation.thing_id].append(kept)

    def on(self, fact: Fact) -> dict[str, Any]:
        """What ends every fact of a file: its sources, and for whom it is."""
        return {"sources": self._found[fact._meta.label_lower, fact.pk], "sensitivity": fact.sensitivity}
