"""JSON of columns and columns of JSON: what a column is in the schema, how it is told, and how it is taken."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _
from i18nfield.fields import I18nCharField, I18nTextField
from i18nfield.strings import LazyI18nString
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from secretariat.parties.models import Party

LARGEST_ID = 2**63 - 1
EARLIEST, LATEST = 1900, 2199
PLAIN, ONE_LINE = r"^[^\x00]*$", r"^[^\x00\r\n]*$"
LONGEST_LINE = 500
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
I18N = (I18nCharField, I18nTextField)

Language = Literal["en", "ar", "fr", "es", "ru", "zh"]
# As forms take them: what stands around the words is not kept.
STRIPPED = StringConstraints(strip_whitespace=True)
Text = Annotated[str, STRIPPED, Field(pattern=PLAIN)]
# In a body a number is a number; in an address, and as a name in an object, everything is a text.
Id = Annotated[int, Field(ge=1, le=LARGEST_ID, strict=True)]
IdInText = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Flag = Annotated[bool, Field(strict=True)]
PartyCode = Annotated[str, Field(min_length=1, max_length=20, pattern=PLAIN, description="Code in the register.")]


_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ].*)?\Z", re.ASCII)


def _in_our_time(value: Any) -> Any:
    if not EARLIEST <= value.year <= LATEST:
        raise ValueError(_("The year lies between %(first)s and %(last)s.") % {"first": EARLIEST, "last": LATEST})
    return value


def _written_out(value: Any) -> Any:
    """Only with year, month and day: a bare number would be taken for seconds since 1970, as text, too."""
    if isinstance(value, date | time | timedelta):
        return value
    if not isinstance(value, str) or not _WRITTEN.match(value):
        raise ValueError(_("Write a day as 2020-11-30, and a moment as 2020-11-30T14:00:00Z."))
    return value


Moment = Annotated[AwareDatetime, BeforeValidator(_written_out), AfterValidator(_in_our_time)]
Day = Annotated[
    date,
    BeforeValidator(_written_out),
    AfterValidator(_in_our_time),
    WithJsonSchema({"type": "string", "format": "date"}),
]


class Shape(BaseModel):
    """A body or a part of one; what it does not name is refused."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


def words(longest: int = 20_000, *, least: int = 0, is_line: bool = False) -> Any:
    """The type of a text, or of a line."""
    pattern = ONE_LINE if is_line else PLAIN
    return Annotated[str, STRIPPED, Field(min_length=least, max_length=longest, pattern=pattern)]


def texts(longest: int = 20_000, *, is_needed: bool = False, is_line: bool = False) -> Any:
    """The type of a text kept per language; where it is needed, in one language at least."""
    said: Any = dict[Language, words(longest, is_line=is_line)]  # type: ignore[misc]
    return Annotated[said, AfterValidator(_said), Field(min_length=1)] if is_needed else said


def _said(value: dict[str, str]) -> dict[str, str]:
    if not any(value.values()):
        raise ValueError(_("Write it in one language at least."))
    return value


# ---- told -----------------------------------------------------------------------------------------------------------


def told_type(column: models.Field[Any, Any]) -> Any:
    """The type that a column has in the schema of what is answered."""
    kind = _scalar(column)
    if column.choices and isinstance(column, models.CharField):
        kind = Literal[
            tuple(
                dict.fromkeys([*(str(value) for value, _label in column.flatchoices), *([""] if column.blank else [])])
            )
        ]
    return kind | None if column.null else kind


def _scalar(column: models.Field[Any, Any]) -> Any:
    if isinstance(column, models.ForeignKey):
        return int
    if isinstance(column, I18N):
        return dict[str, str]
    for kinds, shape in _TOLD:
        if isinstance(column, kinds):
            return shape
    return str


_TOLD: tuple[tuple[Any, Any], ...] = (
    (models.BooleanField, bool),
    ((models.IntegerField, models.AutoField), int),
    (models.FloatField, float),
    (models.DecimalField, Annotated[str, Field(description="A decimal number, exactly.")]),
    (models.DateTimeField, Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]),
    (models.DateField, Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]),
    (models.JSONField, Any),
)


def teller(column: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    """How a value of the column becomes JSON; nothing where it is JSON already."""
    if isinstance(column, I18N):
        return _languages_of
    if isinstance(column, models.DateTimeField):
        return _moment
    if isinstance(column, models.DateField | models.TimeField):
        return lambda value: value.isoformat() if value is not None else None
    if isinstance(column, models.DecimalField | models.UUIDField):
        return lambda value: format(value, "f") if isinstance(value, Decimal) else value and str(value)
    return None


def _languages_of(value: Any) -> Any:
    data = value.data if isinstance(value, LazyI18nString) else value
    if isinstance(data, dict):
        return {language: text for language, text in data.items() if text}
    return {"en": data} if data else {}


def _moment(value: datetime | None) -> str | None:
    return None if value is None else value.astimezone(UTC).isoformat().replace("+00:00", "Z")


# ---- taken ----------------------------------------------------------------------------------------------------------


def taken_type(column: models.Field[Any, Any]) -> Any:
    """The type that a column has in a body, with every bound that the table knows."""
    kind = _taken(column)
    return kind | None if column.null else kind


def _taken(column: models.Field[Any, Any]) -> Any:
    if column.choices:
        return _one_of_choices(column)
    if isinstance(column, models.ForeignKey):
        return PartyCode if column.related_model is Party else Id
    for kinds, shape in _TAKEN:
        if isinstance(column, kinds):
            return shape(column)
    raise TypeError(f"no shape for {column}")


def _one_of_choices(column: models.Field[Any, Any]) -> Any:
    values = dict.fromkeys(value for value, _label in column.flatchoices)
    if column.blank and isinstance(column, models.CharField):
        values[""] = None
    return Literal[tuple(values)]


def asked_type(column: models.Field[Any, Any]) -> Any:
    """The type that a column has in an address, where everything is a text."""
    if isinstance(column, models.BooleanField):
        return bool
    if isinstance(column, models.ForeignKey) and column.related_model is not Party:
        return IdInText
    return taken_type(column)


def _words(column: Any) -> Any:
    least = 0 if column.blank else 1
    said = words(_longest(column), least=least, is_line=isinstance(column, models.CharField))
    if isinstance(column, models.URLField | models.EmailField):
        return Annotated[said, AfterValidator(_by(column))]
    return said


def _in_languages(column: Any) -> Any:
    """As a form asks for it: a line is a line in each language."""
    is_line = isinstance(column, I18nCharField)
    longest = min(_longest(column), LONGEST_LINE) if is_line else _longest(column)
    return texts(longest, is_needed=not column.blank, is_line=is_line)


def _by(column: Any) -> Callable[[str], str]:
    """What the form of this column refuses, a body is refused for, too."""

    def judged(value: str) -> str:
        if value:
            for validator in column.validators:
                try:
                    validator(value)
                except ValidationError as error:
                    raise ValueError(error.messages[0]) from error
        return value

    return judged


def _longest(column: Any) -> int:
    return int(column.max_length or 20_000)


def _whole(column: Any) -> Any:
    kind = type(column).__name__
    least, most = (0 if "Positive" in kind else -(2**31)), (2**15 if "Small" in kind else 2**31) - 1
    for validator in column.validators:
        limit = getattr(validator, "limit_value", None)
        if callable(limit):
            limit = limit()
        if isinstance(limit, int) and isinstance(validator, MinValueValidator):
            least = max(least, limit)
        if isinstance(limit, int) and isinstance(validator, MaxValueValidator):
            most = min(most, limit)
    return Annotated[int, Field(ge=least, le=most, strict=True)]


def _decimal(column: Any) -> Any:
    whole, places = column.max_digits - column.decimal_places, column.decimal_places
    least = next((v.limit_value for v in column.validators if isinstance(v, MinValueValidator)), None)
    sign = "" if least is not None and least >= 0 else "-?"
    fraction = rf"(\.[0-9]{{1,{places}}})?" if places else ""
    pattern = rf"^{sign}[0-9]{{1,{whole}}}{fraction}$"
    return Annotated[str, Field(pattern=pattern, description="A decimal number, exactly."), AfterValidator(Decimal)]


_TAKEN: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (I18N, _in_languages),
    (models.BooleanField, lambda _column: Flag),
    (models.IntegerField, _whole),
    (models.DecimalField, _decimal),
    (models.DateTimeField, lambda _column: Moment),
    (models.DateField, lambda _column: Day),
    ((models.CharField, models.TextField), _words),
)


def as_kept(column: models.Field[Any, Any], value: Any) -> Any:
    """A value of a body as the column keeps it."""
    return LazyI18nString(value) if isinstance(column, I18N) and isinstance(value, dict) else value
