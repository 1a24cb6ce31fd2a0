"""Details that deeds of several desks ask for: texts within the bounds of their forms, numbers, and lists."""

from typing import Annotated, Any

from django.db.models import QuerySet
from i18nfield.strings import LazyI18nString
from pydantic import Field

from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import Given, row_of
from secretariat.api.v1.judging import judged_languages
from secretariat.api.v1.shapes import Id, Language, texts, words
from secretariat.conference.models import Room

MOST_ROWS = 5000
Ids = Annotated[list[Id], Field(max_length=MOST_ROWS)]
Languages = Annotated[list[Language], Field(max_length=6)]


def line(longest: int, *, is_needed: bool = True) -> Given:
    """A line of at most so many letters; where it is needed, of one at least."""
    return Given(words(longest, least=1 if is_needed else 0, is_line=True), is_needed=is_needed)


def text(longest: int, *, is_needed: bool = True) -> Given:
    """A text of at most so many letters; where it is needed, of one at least."""
    return Given(words(longest, least=1 if is_needed else 0), is_needed=is_needed)


def said(longest: int, *, is_needed: bool = False) -> Given:
    """A text in languages of the conference, each of at most so many letters; one left empty is not kept."""

    def made(value: dict[str, str], asking: Asking, pointer: str) -> Any:
        judged_languages(value, asking, pointer)
        return LazyI18nString({language: words for language, words in value.items() if words} or "")

    return Given(texts(longest, is_needed=is_needed), made, is_needed=is_needed)


def whole(least: int, most: int, *, is_needed: bool = True) -> Given:
    """A whole number within bounds."""
    return Given(Annotated[int, Field(ge=least, le=most, strict=True)], is_needed=is_needed)


def whole_or_none(least: int, most: int) -> Given:
    """A whole number within bounds, or none."""
    return Given(Annotated[int, Field(ge=least, le=most, strict=True)] | None, is_needed=False)


def listed(kind: Any, most: int, *, is_needed: bool = False) -> Given:
    """A list of so many things at most, each once."""

    def made(value: list[Any], _asking: Asking, _pointer: str) -> list[Any]:
        return list(dict.fromkeys(value))

    return Given(Annotated[list[kind], Field(max_length=most)], made, is_needed=is_needed)


def rooms(asking: Asking) -> "QuerySet[Room]":
    """The rooms of the venue."""
    return Room.objects.filter(conference=asking.conference)


ROOM = row_of(rooms)
