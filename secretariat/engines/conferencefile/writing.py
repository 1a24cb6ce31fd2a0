"""Write a conference file in its one canonical form."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, get_args

from pydantic import BaseModel

from secretariat.engines.conferencefile.accreditation import TermsData
from secretariat.engines.conferencefile.figures import DisclosureData
from secretariat.engines.conferencefile.models import ConferenceFile
from secretariat.engines.conferencefile.news import NewsroomData
from secretariat.engines.conferencefile.values import LANGUAGES, DayMonthOrYear, DayOrMonth, KeptSection

FORMAT = "secretariat/1"

# What a reader should see even where it is what would be taken anyway.
_ALWAYS = {"kind", "language", "languages", "occasion", "public", "role", "state"}
_ALWAYS |= {
    *TermsData.model_fields,
    *DisclosureData.model_fields,
    *NewsroomData.model_fields,
    "photos_at_door",
    "snapshot_hours",
}
# A date that may be a month is kept as text, and written as bare as the other dates.
_BARE = (DayOrMonth | None, DayMonthOrYear | None)
_INDENT = "  "

_ESCAPED = re.compile('[\x00-\x1f\\\\"\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_NEEDS_ESCAPES = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_NEEDS_QUOTES = re.compile(
    r"""
      [\s\-?:,\[\]{}\#&*!|>'"%@`=]        # it begins like something else than text
    | .*:(\s|$) | .*\s\# | .*\s$          # a colon, comment or space would end it
    | [+.]?[0-9.][0-9_,.:eE+\-xobXOBa-fA-F]*$      # it looks like a number or a time of day
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}      # it begins like a date
    | [+.]                                # as .inf and +1 do
    | (y|n|yes|no|on|off|true|false|null|~|<<)$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def write(file: ConferenceFile) -> str:
    """Write a conference file: fixed order of keys, one value a line, kept sections as they were.

    Reading the result gives the same file, and writing that gives the same text.
    """
    blocks = [f"format: {FORMAT}\n"]
    for name in ConferenceFile.model_fields:
        value = getattr(file, name)
        if name != "kept" and value:
            blocks.append(_section(name, _plain(value, file.conference.language)))
    blocks += [_ended(file.kept[name]) for name in get_args(KeptSection) if name in file.kept]
    return "".join(_apart(blocks))


def canonical_section(name: str, value: Any) -> str:
    """Write one section from plain data, as a kept section is written that has no text of its own."""
    return _section(name, value)


class _Bare(str):
    """Text that is written without quotes, because the file means what it looks like."""

    __slots__ = ()


def _apart(blocks: Sequence[str]) -> Iterator[str]:
    """Put an empty line between sections, unless the section before keeps the empty lines at its end."""
    for number, block in enumerate(blocks):
        if number > 0 and not blocks[number - 1].endswith("\n\n"):
            yield "\n"
        yield block


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def _plain(value: Any, original: str) -> Any:
    """Turn models into plain data in the order of their keys, without what goes without saying."""
    if isinstance(value, BaseModel):
        return _plain_model(value, original)
    if isinstance(value, tuple | list):
        return [_plain(each, original) for each in value]
    if isinstance(value, dict):
        return _plain_mapping(value, original)
    return value


def _plain_model(part: BaseModel, original: str) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for name, key, default, is_bare in _fields(type(part)):
        value = getattr(part, name)
        if value is None or value == () or (value == default and key not in _ALWAYS):
            continue
        plain[key] = _Bare(value) if is_bare else _plain(value, original)
    return plain


@lru_cache(maxsize=64)
def _fields(kind: type[BaseModel]) -> tuple[tuple[str, str, Any, bool], ...]:
    """Each field's name, its key in the file, what it is if nothing is said, and whether it is written bare."""
    fields = kind.model_fields.items()
    return tuple((name, each.alias or name, each.default, each.annotation in _BARE) for name, each in fields)


def _plain_mapping(value: Mapping[str, Any], original: str) -> Any:
    is_text = all(key in LANGUAGES and isinstance(each, str) for key, each in value.items())
    if not is_text:
        return {key: _plain(each, original) for key, each in value.items()}
    if list(value) == [original]:
        return value[original]
    return {language: value[language] for language in LANGUAGES if language in value}


def _section(name: str, value: Any) -> str:
    return "".join(f"{line}\n" for line in _entry(f"{name}:", value, 0))


def _entry(lead: str, value: Any, depth: int) -> Iterator[str]:
    """Write what follows a key, one step further in."""
    if isinstance(value, dict) and value:
        yield lead
        yield from _mapping(value, depth + 1)
    elif isinstance(value, list) and value:
        yield lead
        yield from _sequence(value, depth + 1)
    else:
        yield from _leaf(lead, value, depth)


def _mapping(value: Mapping[str, Any], depth: int) -> Iterator[str]:
    indent = _INDENT * depth
    for key, each in value.items():
        yield from _entry(f"{indent}{_scalar(key)}:", each, depth)


def _sequence(value: Sequence[Any], depth: int) -> Iterator[str]:
    indent = _INDENT * depth
    for each in value:
        if isinstance(each, dict | list) and each:
            inner = _mapping(each, depth + 1) if isinstance(each, dict) else _sequence(each, depth + 1)
            # The first line of the item moves up beside its hyphen.
            yield f"{indent}- {next(inner)[len(indent) + 2 :]}"
            yield from inner
        else:
            yield from _leaf(f"{indent}-", each, depth)


def _leaf(lead: str, value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str) and _reads_well_as_lines(value):
        yield f"{lead} |" if value.endswith("\n") else f"{lead} |-"
        indent = _INDENT * (depth + 1)
        for row in value.removesuffix("\n").split("\n"):
            yield f"{indent}{row}" if row else ""
    else:
        yield f"{lead} {_scalar(value)}"


def _reads_well_as_lines(value: str) -> bool:
    """Whether a text of several lines can stand as lines without any of its spaces getting lost."""
    if "\n" not in value or value[0] in " \t\n" or value.endswith("\n\n"):
        return False
    rows = value.removesuffix("\n").split("\n")
    return not _NEEDS_ESCAPES.search(value.replace("\n", "")) and all(row == row.rstrip() for row in rows)


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return str(value) if isinstance(value, _Bare) else _quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        # Moments are dates too, and are kept in universal time.
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dict | list):
        return "{}" if isinstance(value, dict) else "[]"
    return "null" if value is None else str(value)


@lru_cache(maxsize=8192)
def _quoted(value: str) -> str:
    """Write a text on one line, in quotes only where it would be taken for something else without them."""
    if _NEEDS_ESCAPES.search(value):
        return '"' + _ESCAPED.sub(_escape, value) + '"'
    if not value or _NEEDS_QUOTES.match(value):
        return "'" + value.replace("'", "''") + "'"
    return value


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _SHORT_ESCAPES.get(character) or f"\\u{ord(character):04x}"
