"""The sentences in which a conference file's problems are told."""

import re
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from types import UnionType
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from secretariat.engines.conferencefile import limits, models
from secretariat.engines.conferencefile.problems import N_, shortened
from secretariat.engines.conferencefile.values import LANGUAGES

Said = tuple[str, dict[str, str]]

_NOT_OF_THIS_FORM = {
    limits.NOT_BLANK: N_("this is empty; write something or leave the key out"),
    limits.ONE_LINE: N_("this must be one line and not empty"),
    limits.SLUG: N_("only small letters, digits and single hyphens may stand here"),
    limits.ADDRESS_KEY: N_("a word in an address is made of small letters, digits, hyphens and underscores"),
    limits.ARTICLE_KEY: N_("an article's word in addresses is made of letters, digits, hyphens and underscores"),
    limits.SOURCE_KEY: N_("a source's key is made of letters, digits, hyphens, dots and underscores"),
    limits.MEETING_KEY: N_("a meeting's key is made of letters, digits, hyphens, dots and underscores"),
    limits.PARAGRAPH_KEY: N_("a paragraph's key is made of letters, digits, hyphens, dots and underscores"),
    limits.PARTY_CODE: N_("a party's code is made of capital letters, digits and hyphens"),
    limits.COUNTRY_CODE: N_("a country is named by its two capital letters, such as SY"),
    limits.CURRENCY_CODE: N_("a currency is named by three capital letters, such as USD"),
    limits.UNHCR_CODE: N_("a code of UNHCR is three capital letters"),
    limits.DOOR_CODE: N_("a code of the door is one to six capital letters or digits"),
    limits.LANGUAGE_CODE: N_("a language is named by its short code, such as en or pt-BR"),
    limits.WEB_ADDRESS: N_("an address begins with http:// or https://"),
    limits.FILE_NAME: N_("this must be the bare name of a file, without a folder"),
    limits.UID: N_("what calendars know it by is written as 0f0e3b52-6c3e-4b0a-9d0e-5a3c1b2d4e5f"),
    limits.DIGEST: N_("a seal is written as 64 digits from 0 to 9 and a to f"),
    limits.MAIL_ADDRESS: N_("this is not a mail address"),
}

_ILL_FORMED = {
    "mapping values are not allowed": N_("a colon with a space stands where no key can be; put the text in quotes"),
    "cannot start any token": N_("a text cannot begin with this character; use quotes, and spaces to indent"),
    "could not find expected ':'": N_("a colon is missing after the key, or the text before it is not in quotes"),
    "did not find expected key": N_("the indentation is not right, or a quote stands inside the text"),
    "did not find expected '-' indicator": N_("the indentation is not right: an item of the list was expected"),
    "did not find expected ',' or": N_("a comma or a closing bracket is missing"),
    "unexpected end of stream": N_("the file ends inside a text in quotes"),
    "unexpected document indicator": N_("a text in quotes is not closed"),
    "unknown escape character": N_("after a backslash in double quotes stands a letter that means nothing"),
    "found undefined tag handle": N_("tags are not allowed"),
}

_PLAIN = {
    "missing": N_("this key is needed"),
    "model_type": N_("keys and their values are needed here"),
    "dict_type": N_("keys and their values are needed here"),
    "tuple_type": N_("a list is needed here"),
    "int_type": N_("a whole number is needed, not %(given)s"),
    "bool_type": N_("true or false is needed, not %(given)s"),
    "too_short": N_("this is empty; at least one is needed"),
    "day_form": N_("a date is written 2020-11-30, not %(given)s"),
    "month_form": N_("a date is written 2020-11-30 or 2020-11, not %(given)s"),
    "moment_form": N_("a moment is written 2020-11-30T09:30:00Z, not %(given)s"),
    "no_such_moment": N_("there is no such moment: %(given)s"),
    "decimal_form": N_("a number is written 5600000 or 2.5, not %(given)s"),
    "year_form": N_("a date is written 2020-11-30, 2020-11 or 2020, not %(given)s"),
    "measured_form": N_("a number is written 5600000 or 2.5, with at most four decimals, not %(given)s"),
    "amount_form": N_("an amount is written 1000000 or 1000000.50, with nothing between its digits, not %(given)s"),
    "amount_too_small": N_("an amount is more than nothing, not %(given)s"),
    "amount_of_nothing": N_("an amount is of something, not %(given)s"),
    "percent_range": N_("a share lies between 0 and 100, not %(given)s"),
    "rate_form": N_("a rate of exchange is more than nothing, with at most ten decimals, not %(given)s"),
    "no_such_currency": N_("ISO 4217 knows no currency %(given)s"),
    "json_form": N_("this is not data in JSON"),
    "no_such_day": N_("there is no such date: %(given)s"),
    "reserved_slug": N_("this address is used by the house itself: %(given)s"),
    "no_such_zone": N_("there is no such time zone: %(given)s"),
}


def ill_formed(detail: str) -> Said:
    """Say what is wrong with the form of the YAML itself."""
    for sign, message in _ILL_FORMED.items():
        if sign in detail:
            return message, {}
    return N_("this is not well-formed YAML: %(detail)s"), {"detail": shortened(detail)}


def unknown_key(key: str, allowed: Collection[str]) -> Said:
    """Say that a key means nothing here, and which one may have been meant."""
    nearest = get_close_matches(key, sorted(allowed), n=1)
    if nearest:
        return N_("the key %(key)s is not known here; did you mean %(nearest)s?"), {
            "key": shortened(key),
            "nearest": nearest[0],
        }
    return N_("the key %(key)s is not known here"), {"key": shortened(key)}


def said_of(error: Mapping[str, Any]) -> Said:
    """Put one finding of the models into a sentence."""
    kind = str(error["type"])
    if kind == "extra_forbidden":
        *place, key = error["loc"]
        return unknown_key(str(key), keys_at(tuple(place)))
    if kind in _PLAIN:
        return _PLAIN[kind], {"given": shortened(error["input"])}
    speak = _SPOKEN.get(kind)
    if speak is not None:
        return speak(error)
    return N_("this cannot be understood: %(detail)s"), {"detail": shortened(error["msg"])}


def keys_at(place: tuple[str | int, ...]) -> set[str]:
    """Name the keys that may stand at a place of the file."""
    annotation: Any = models.ConferenceFile
    for step in place:
        annotation = _inside(annotation, step)
    found = _models_in(annotation)
    if found:
        return {field.alias or name for model in found for name, field in model.model_fields.items()}
    return set(LANGUAGES)


def _inside(annotation: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return annotation
    for model in _models_in(annotation):
        for name, field in model.model_fields.items():
            if step == (field.alias or name):
                return field.annotation
    for each in _parts_of(annotation):
        if get_origin(each) is dict:
            return get_args(each)[1]
    return annotation


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if get_origin(annotation) is dict:
        return []
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for each in get_args(annotation) for model in _models_in(each)]


def _parts_of(annotation: Any) -> list[Any]:
    if isinstance(annotation, UnionType):
        return list(get_args(annotation))
    return [annotation]


def _say_choices(error: Mapping[str, Any]) -> Said:
    choices = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    return N_("%(given)s cannot stand here; it must be one of: %(choices)s"), {
        "given": shortened(error["input"]),
        "choices": ", ".join(choices),
    }


def _say_text(error: Mapping[str, Any]) -> Said:
    given = error["input"]
    if isinstance(given, bool | int):
        return N_("text is needed; put quotes round %(given)s"), {"given": str(given).lower()}
    return N_("text is needed here"), {}


def _say_form(error: Mapping[str, Any]) -> Said:
    return _NOT_OF_THIS_FORM[error["ctx"]["pattern"]], {}


def _say_too_long(error: Mapping[str, Any]) -> Said:
    return N_("this is longer than %(most)s characters"), {"most": str(error["ctx"]["max_length"])}


def _say_too_small(error: Mapping[str, Any]) -> Said:
    return N_("this number must be at least %(least)s"), {"least": str(error["ctx"]["ge"])}


def _say_too_large(error: Mapping[str, Any]) -> Said:
    return N_("this number must be at most %(most)s"), {"most": str(error["ctx"]["le"])}


_SPOKEN: dict[str, Callable[[Mapping[str, Any]], Said]] = {
    "literal_error": _say_choices,
    "string_type": _say_text,
    "string_pattern_mismatch": _say_form,
    "string_too_long": _say_too_long,
    "greater_than_equal": _say_too_small,
    "less_than_equal": _say_too_large,
}
