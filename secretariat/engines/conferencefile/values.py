"""The values that the keys of a conference file take: words, dates, codes, texts by language, citations."""

import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Strict,
    StringConstraints,
    Tag,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from secretariat.engines.conferencefile import limits

Language = Literal["en", "ar", "fr", "es", "ru", "zh"]
Sensitivity = Literal["public", "delegations", "secretariat", "restricted"]
Standing = Literal[
    "not invited", "invited", "no answer", "tentative", "accepted", "declined", "withdrawn", "attended", "absent"
]
Rank = Literal[
    "head of state", "head of government", "minister", "deputy minister", "ambassador", "senior official", "expert"
]
SourceKind = Literal[
    "official statement",
    "note verbale",
    "letter",
    "call",
    "agency",
    "press",
    "state media",
    "data set",
    "minutes",
    "other",
]
PartyKind = Literal[
    "government",
    "international organisation",
    "international NGO",
    "national NGO",
    "foundation",
    "private sector",
    "academic",
    "other",
]
Channel = Literal["note verbale", "letter", "call", "mail", "link", "press", "meeting"]
Capacity = Literal["participant", "observer", "guest", "media"]
DelegateRole = Literal["head", "alternate", "adviser", "interpreter", "security", "press", "member"]
Occasion = Literal["conference", "preparatory meeting", "mission", "preparatory meeting and tour"]
# What a conference has besides, and no desk works with.
KeptSection = Literal["annexes"]

LANGUAGES: tuple[Language, ...] = ("en", "ar", "fr", "es", "ru", "zh")

FIRST_YEAR, LAST_YEAR = limits.FIRST_YEAR, limits.LAST_YEAR
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})")
_DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,2})?")
_MEASURED = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,4})?")
_RATE = re.compile(r"[0-9]{1,10}(\.[0-9]{1,10})?")
_YEAR = re.compile(r"[0-9]{4}")

T = TypeVar("T")


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise PydanticCustomError("day_form", "a date is written 2020-11-30")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("no_such_day", "there is no such date") from None


def _day_or_month(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and _MONTH.fullmatch(value):
        _day(f"{value}-01")
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise PydanticCustomError("month_form", "a date is written 2020-11-30 or 2020-11")
    return _day(value).isoformat()


def _day_month_or_year(value: Any) -> str:
    given = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(given, str) and _YEAR.fullmatch(given):
        _day(f"{given}-01-01")
        return given
    if not isinstance(given, date) and not (isinstance(given, str) and _MONTH.match(given)):
        raise PydanticCustomError("year_form", "a date is written 2020-11-30, 2020-11 or 2020")
    return _day_or_month(given)


def _moment(value: Any) -> datetime:
    """A moment that says its offset, in universal time."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise PydanticCustomError("moment_form", "a moment is written 2020-11-30T09:30:00Z")
    try:
        moment = datetime.fromisoformat(value).astimezone(UTC)
    except (ValueError, OverflowError):
        raise PydanticCustomError("no_such_moment", "there is no such moment") from None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise PydanticCustomError("no_such_moment", "there is no such moment")
    return moment


def moment_of(value: Any) -> datetime | None:
    """The moment that stands in a file, or nothing where none does."""
    try:
        return _moment(value)
    except PydanticCustomError:
        return None


def _decimal(value: Any, form: re.Pattern[str] = _DECIMAL, sentence: str = "decimal_form") -> Decimal:
    # True is a whole number to the language, but to nobody else.
    given = value if isinstance(value, str | int | Decimal) and not isinstance(value, bool) else ""
    if not form.fullmatch(f"{given:f}" if isinstance(given, Decimal) else str(given)):
        raise PydanticCustomError(sentence, "a number is written 5600000 or 2.5")
    return Decimal(given)


def _measured(value: Any) -> Decimal:
    # Databases give a number its places back as zeros.
    return _decimal(_bare(value), _MEASURED, "measured_form")


def _bare(value: Any) -> Any:
    return Decimal(f"{value.normalize():f}") if isinstance(value, Decimal) and value.is_finite() else value


def _flow_amount(value: Any) -> Decimal:
    amount = _decimal(_bare(value), _DECIMAL, "amount_form")
    if amount == 0:
        raise PydanticCustomError("amount_of_nothing", "an amount is of something")
    return amount


def _amount(value: Any) -> Decimal:
    amount = _decimal(_bare(value), _DECIMAL, "amount_form")
    if amount <= 0:
        raise PydanticCustomError("amount_too_small", "an amount is more than nothing")
    return amount


def _percent(value: Any) -> Decimal:
    percent = _decimal(_bare(value))
    if not 0 <= percent <= 100:
        raise PydanticCustomError("percent_range", "a share lies between 0 and 100")
    return percent


def _exchange_value(value: Any) -> Decimal:
    rate = _decimal(_bare(value), _RATE, "rate_form")
    if rate == 0:
        raise PydanticCustomError("rate_form", "a rate is more than nothing")
    return rate


def _currency(code: str) -> str:
    from babel.core import get_global  # noqa: PLC0415 - read when the first file names a currency

    # The code of no currency and that of tests are no money.
    if code not in get_global("all_currencies") or code in {"XXX", "XTS"}:
        raise PydanticCustomError("no_such_currency", "there is no such currency")
    return code


def _json(text: str) -> str:
    """Data in JSON, written in one way; what no database can hold is refused."""
    try:
        data = json.loads(text)
        written = json.dumps(data, ensure_ascii=False, sort_keys=True, allow_nan=False)
        written.encode()
    except (ValueError, RecursionError):
        raise PydanticCustomError("json_form", "this is not data in JSON") from None
    if not isinstance(data, dict | list) or "\\u0000" in written:
        raise PydanticCustomError("json_form", "this is not data in JSON")
    return written if len(written) <= 80 else json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1)


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise PydanticCustomError("no_such_zone", "there is no such time zone") from None
    return name


def _free_slug(slug: str) -> str:
    if slug in limits.RESERVED_SLUGS:
        raise PydanticCustomError("reserved_slug", "this address is used by the house itself")
    return slug


def _nothing_is_an_empty_list(value: Any) -> Any:
    return () if value is None else value


def nothing_is_an_empty_mapping(value: Any) -> Any:
    """A key for a mapping may stand in a file with nothing after it."""
    return {} if value is None else value


def _words_if_original_alone(value: dict[Language, str], info: ValidationInfo) -> dict[Language, str] | str:
    """A text that has only the conference's original language is that text, however it was written."""
    original = info.context.get("language") if info.context else None
    return value[original] if original is not None and list(value) == [original] else value


def _text_shape(value: Any) -> str:
    return LANGUAGES_TAG if isinstance(value, dict) else WORDS_TAG


def _citation_shape(value: Any) -> str:
    return PASSAGE_TAG if isinstance(value, dict | BaseModel) else WORDS_TAG


# The brackets keep these words apart from anything a file can name.
WORDS_TAG, LANGUAGES_TAG, PASSAGE_TAG = "<words>", "<languages>", "<passage>"

Day = Annotated[date, BeforeValidator(_day)]
DayOrMonth = Annotated[
    str,
    BeforeValidator(_day_or_month),
    Field(json_schema_extra={"pattern": r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"}),
]
DayMonthOrYear = Annotated[
    str,
    BeforeValidator(_day_month_or_year),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}),
]
Moment = Annotated[datetime, BeforeValidator(_moment), Field(json_schema_extra={"pattern": f"^{_MOMENT.pattern}$"})]
Yes = Annotated[bool, Strict()]
Count = Annotated[int, Strict(), Field(ge=0, le=limits.MOST)]
Place = Annotated[int, Strict(), Field(ge=1, le=100_000)]
OneToFive = Annotated[int, Strict(), Field(ge=1, le=5)]
Number = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    WithJsonSchema({"type": ["number", "string"], "pattern": f"^{_DECIMAL.pattern}$"}),
]
_WRITTEN = {"type": ["number", "string"]}
Measured = Annotated[
    Decimal, BeforeValidator(_measured), WithJsonSchema({**_WRITTEN, "pattern": f"^{_MEASURED.pattern}$"})
]
Amount = Annotated[Decimal, BeforeValidator(_amount), WithJsonSchema({**_WRITTEN, "pattern": f"^{_DECIMAL.pattern}$"})]
FlowAmount = Annotated[
    Decimal, BeforeValidator(_flow_amount), WithJsonSchema({**_WRITTEN, "pattern": f"^{_DECIMAL.pattern}$"})
]
Percent = Annotated[
    Decimal, BeforeValidator(_percent), WithJsonSchema({**_WRITTEN, "pattern": f"^{_DECIMAL.pattern}$"})
]
ExchangeValue = Annotated[
    Decimal, BeforeValidator(_exchange_value), WithJsonSchema({**_WRITTEN, "pattern": f"^{_RATE.pattern}$"})
]
CurrencyCode = Annotated[str, StringConstraints(pattern=limits.CURRENCY_CODE), AfterValidator(_currency)]
JsonText = Annotated[str, StringConstraints(max_length=limits.LONGEST_DATA), AfterValidator(_json)]
Words = Annotated[str, StringConstraints(max_length=20_000, pattern=limits.NOT_BLANK)]
Template = Annotated[str, StringConstraints(max_length=limits.LONGEST_TEMPLATE, pattern=limits.NOT_BLANK)]
WholeText = Annotated[str, StringConstraints(max_length=limits.LONGEST_TEXT, pattern=limits.NOT_BLANK)]
Line = Annotated[str, StringConstraints(max_length=500, pattern=limits.ONE_LINE)]
ShortWords = Annotated[str, StringConstraints(max_length=500, pattern=limits.NOT_BLANK)]
LineOf300 = Annotated[str, StringConstraints(max_length=300, pattern=limits.ONE_LINE)]
LineOf200 = Annotated[str, StringConstraints(max_length=200, pattern=limits.ONE_LINE)]
WordsOf1000 = Annotated[str, StringConstraints(max_length=1_000, pattern=limits.NOT_BLANK)]
LineOf100 = Annotated[str, StringConstraints(max_length=100, pattern=limits.ONE_LINE)]
LineOf80 = Annotated[str, StringConstraints(max_length=80, pattern=limits.ONE_LINE)]
LineOf60 = Annotated[str, StringConstraints(max_length=60, pattern=limits.ONE_LINE)]
LineOf40 = Annotated[str, StringConstraints(max_length=40, pattern=limits.ONE_LINE)]
LineOf20 = Annotated[str, StringConstraints(max_length=20, pattern=limits.ONE_LINE)]
Slug = Annotated[str, StringConstraints(max_length=60, pattern=limits.SLUG), AfterValidator(_free_slug)]
AddressKey = Annotated[str, StringConstraints(max_length=80, pattern=limits.ADDRESS_KEY)]
ArticleKey = Annotated[str, StringConstraints(max_length=80, pattern=limits.ARTICLE_KEY)]
MeetingKey = Annotated[str, StringConstraints(max_length=80, pattern=limits.MEETING_KEY)]
SourceKey = Annotated[str, StringConstraints(max_length=80, pattern=limits.SOURCE_KEY)]
PartyCode = Annotated[str, StringConstraints(max_length=20, pattern=limits.PARTY_CODE)]
CountryCode = Annotated[str, StringConstraints(pattern=limits.COUNTRY_CODE)]
DoorCode = Annotated[str, StringConstraints(pattern=limits.DOOR_CODE)]
LanguageCode = Annotated[str, StringConstraints(max_length=35, pattern=limits.LANGUAGE_CODE)]
WebAddress = Annotated[str, StringConstraints(max_length=2_000, pattern=limits.WEB_ADDRESS)]
FileName = Annotated[str, StringConstraints(max_length=255, pattern=limits.FILE_NAME)]
MailAddress = Annotated[str, StringConstraints(max_length=254, pattern=limits.MAIL_ADDRESS)]
TimeZone = Annotated[Line, AfterValidator(_time_zone)]
Several = Annotated[tuple[T, ...], BeforeValidator(_nothing_is_an_empty_list)]

Text = Annotated[
    Annotated[Words, Tag(WORDS_TAG)]
    | Annotated[
        dict[Language, Words],
        Field(min_length=1),
        AfterValidator(_words_if_original_alone),
        Tag(LANGUAGES_TAG),
    ],
    Discriminator(_text_shape),
]
LongText = Annotated[
    Annotated[WholeText, Tag(WORDS_TAG)]
    | Annotated[
        dict[Language, WholeText],
        Field(min_length=1),
        AfterValidator(_words_if_original_alone),
        Tag(LANGUAGES_TAG),
    ],
    Discriminator(_text_shape),
]


class Part(BaseModel):
    """A part of a conference file; it knows its own keys and refuses all others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PassageData(Part):
    """A source with the words in it that say the fact."""

    source: SourceKey = Field(description="Key of a source listed under `sources`.")
    passage: Words | None = Field(None, description="The words of the source, as they stand there.")
    start: Count | None = Field(None, description="Where the passage starts in the source's text, in characters.")
    end: Count | None = Field(None, description="Where the passage ends in the source's text, in characters.")


def _key_if_no_passage(citation: PassageData) -> PassageData | str:
    """A citation without a passage is the source's key, however it was written."""
    has_passage = (citation.passage, citation.start, citation.end) != (None, None, None)
    return citation if has_passage else citation.source


Citation = Annotated[
    Annotated[SourceKey, Tag(WORDS_TAG)] | Annotated[PassageData, AfterValidator(_key_if_no_passage), Tag(PASSAGE_TAG)],
    Discriminator(_citation_shape),
]


def cited() -> Any:
    """What a fact rests on."""
    return Field((), description="What says so: keys of sources, or mappings with the passage.")


def seen_by(level: Sensitivity = "public") -> Any:
    """For whom a fact is kept."""
    return Field(level, description="Who may see it.")
