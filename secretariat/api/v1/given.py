"""Details that deeds of several desks ask for, each with the rule that the forms of the office have for it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Annotated, Any, Literal

from django.db import models
from django.utils.translation import gettext as _
from i18nfield.fields import I18nCharField
from i18nfield.strings import LazyI18nString
from pydantic import AfterValidator, Field

from secretariat.accounts.models import OFFICE_ROLES, User
from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import LEVEL, Given, party, row_of
from secretariat.api.v1.judging import judged_languages, judged_past, judged_state, judged_texts
from secretariat.api.v1.refusals import wrong
from secretariat.api.v1.shapes import LONGEST_LINE, Day, Id, Language, PartyCode, texts, words
from secretariat.archive.models import Source
from secretariat.conference.models import Room
from secretariat.pledges.queries.sight import is_known_day

MONTH, YEAR = len("2020-11"), len("2020")


def needed(given: Given) -> Given:
    """The same, where a body must say it."""
    return replace(given, is_needed=True)


def optional(given: Given) -> Given:
    """The same, where a body may leave it out."""
    return replace(given, is_needed=False)


def or_none(given: Given) -> Given:
    """The same, where a body may say that there is none, or leave it out."""

    def made(value: Any, asking: Asking, pointer: str) -> Any:
        return None if value is None else given.made(value, asking, pointer)

    return Given(given.shape | None, made, is_needed=False)


def _as_far_as_known(least: int, sentence: Callable[[], str]) -> Any:
    def judged(value: str) -> str:
        if value and (len(value) < least or not is_known_day(value)):
            raise ValueError(sentence())
        return value

    return Annotated[str, Field(max_length=10), AfterValidator(judged)]


# A day or a month; or a year too. Empty where nothing is known.
DAY_OR_MONTH = Given(
    _as_far_as_known(MONTH, lambda: _("A date is written 2020-11-30, or 2020-11 if only the month is known.")),
    is_needed=False,
)
WHEN = Given(
    _as_far_as_known(YEAR, lambda: _("A date is written 2020-11-30, 2020-11 or 2020, and must be in the calendar.")),
    is_needed=False,
)
PAST_DAY = Given(Day, judged_past)
FOR_WHOM = optional(LEVEL)
STATE = Given(PartyCode, lambda value, asking, pointer: judged_state(party(value, asking, pointer), pointer))
MAYBE_PAST_DAY = Given(Day | None, judged_past, is_needed=False)


def words_of(model: type[models.Model], name: str) -> Given:
    """A text by language for this column, which may be left out."""
    column: Any = model._meta.get_field(name)

    def made(value: dict[str, str], asking: Asking, pointer: str) -> LazyI18nString:
        return LazyI18nString(dict(judged_texts(column, value, asking, pointer)))

    is_line = isinstance(column, I18nCharField)
    longest = min(column.max_length or LONGEST_LINE, LONGEST_LINE) if is_line else 20_000
    return Given(texts(longest, is_line=is_line), made, is_needed=False)


def text(longest: int, *, is_needed: bool = True) -> Given:
    """A text of at most so many letters; where it is needed, of one at least."""
    return Given(words(longest, least=int(is_needed)), is_needed=is_needed)


def language() -> Given:
    """One of the languages of the conference."""

    def made(value: str, asking: Asking, pointer: str) -> str:
        judged_languages([value], asking, pointer)
        return value

    return Given(Annotated[str, Field(min_length=2, max_length=2)], made)


def _members(asking: Asking) -> "models.QuerySet[Any]":
    """Those of the secretariat who can be put in charge."""
    sits = {"memberships__conference": asking.conference, "memberships__role__in": OFFICE_ROLES}
    return User.objects.filter(pk__in=User.objects.filter(**sits).values("pk"))


MEMBER = or_none(row_of(_members))


def one_of(choices: Iterable[str]) -> Given:
    """One of these words."""
    return Given(Literal[tuple(choices)])


def seen_number(said: str) -> Given:
    """Which version of something beside the thing was seen, if a body says so."""
    return Given(
        Annotated[int, Field(ge=0, le=2**31 - 1, strict=True, description=said)] | None,
        is_needed=False,
    )


def _source(value: str, asking: Asking, pointer: str) -> Source:
    found = Source.objects.visible_to(asking.person).filter(conference=asking.conference, key=value).first()
    if found is None:
        raise wrong(_("There is no source %(key)s here.") % {"key": value}, pointer=pointer)
    return found


# By its key, as citations name it.
SOURCE = Given(words(80, least=1), _source)


def each_of(choices: Callable[[], Iterable[str]], *, most: int = 500) -> Given:
    """Some of these words, each once."""

    def made(value: list[str], _asking: Asking, pointer: str) -> list[str]:
        known = set(choices())
        for place, word in enumerate(value):
            if word not in known:
                raise wrong(_("“%(word)s” is not known here.") % {"word": word}, pointer=f"{pointer}/{place}")
        return list(dict.fromkeys(value))

    return Given(Annotated[list[words(80)], Field(max_length=most)], made, is_needed=False)  # type: ignore[misc]


MOST_ROWS = 5000
Ids = Annotated[list[Id], Field(max_length=MOST_ROWS)]
Languages = Annotated[list[Language], Field(max_length=6)]


def line(longest: int, *, is_needed: bool = True) -> Given:
    """A line of at most so many letters; where it is needed, of one at least."""
    return Given(words(longest, least=1 if is_needed else 0, is_line=True), is_needed=is_needed)


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


def rooms(asking: Asking) -> "models.QuerySet[Room]":
    """The rooms of the venue."""
    return Room.objects.filter(conference=asking.conference)


ROOM = row_of(rooms)
