"""How the cells of an import are read: what a file or a person wrote becomes one form, or it is said what is wrong."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import TextChoices

from secretariat.api.queries.drafted import ERROR, WARNING
from secretariat.delegations.queries.headings import labels_of, languages_called, plain_words
from secretariat.engines.tables import cleaned

# What a reader finds: level, code, and what the sentence of the code names.
Found = tuple[str, str, dict[str, Any]]
Reader = Callable[[Any, "About"], tuple[Any, list[Found]]]

YES = frozenset({"true", "yes", "y", "x", "1", "oui", "si", "да", "نعم", "是", "✓"})
NO = frozenset({"false", "no", "n", "0", "non", "нет", "لا", "否"})
FIRST_YEAR, LAST_YEAR = 1900, 2200
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ ,T]+(.*))?")
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?::\d{2})?")


@dataclass(frozen=True)
class About:
    """What a cell does not say itself: the language of texts that name none, and the zone of times without one."""

    language: str
    zone: ZoneInfo


def said_anything(raw: Any) -> bool:
    """Whether a cell says something; an empty one leaves what is there."""
    if isinstance(raw, Mapping):
        return any(said_anything(each) for each in raw.values())
    if isinstance(raw, list | tuple):
        return bool(raw)
    return raw is not None and str(raw).strip() != ""


def text(longest: int) -> Reader:
    """A text in one line, without hidden characters."""

    def read(raw: Any, about: About) -> tuple[Any, list[Found]]:
        del about
        said, had_hidden = _one_line(raw)
        found: list[Found] = [(WARNING, "hidden", {})] if had_hidden else []
        if len(said) > longest:
            found.append((ERROR, "too long", {"most": longest, "length": len(said)}))
        return said or None, found

    return read


def texts(longest: int, *, is_long: bool = False) -> Reader:
    """A text by language; one that names no language is in the one that was chosen."""

    def read(raw: Any, about: About) -> tuple[Any, list[Found]]:
        by_language, found = _by_language(raw, about)
        said: dict[str, str] = {}
        for code, words in by_language.items():
            kept, had_hidden = _lines(words) if is_long else _one_line(words)
            if had_hidden and not any(each[1] == "hidden" for each in found):
                found.append((WARNING, "hidden", {}))
            if len(kept) > longest:
                found.append((ERROR, "too long", {"most": longest, "length": len(kept)}))
            if kept:
                said[code] = kept
        return said or None, found

    return read


def number(least: int, most: int) -> Reader:
    """A whole number within bounds, in whatever digits."""

    def read(raw: Any, about: About) -> tuple[Any, list[Found]]:
        del about
        try:
            value = int(str(raw).strip()[:30])
        except ValueError:
            return None, [(ERROR, "no number", {"said": str(raw)[:60]})]
        if not least <= value <= most:
            return None, [(ERROR, "out of bounds", {"least": least, "most": most})]
        return value, []

    return read


def flag(raw: Any, about: About) -> tuple[Any, list[Found]]:
    """Yes or no, in the six languages."""
    del about
    word = plain_words(str(raw)) or str(raw).strip()
    if word in YES or word in NO:
        return word in YES, []
    return None, [(ERROR, "no flag", {"said": str(raw)[:60]})]


def choice(kind: type[TextChoices], called: Callable[[str], str] | None = None) -> Reader:
    """One of the words that the house knows, in the six languages."""

    def read(raw: Any, about: About) -> tuple[Any, list[Found]]:
        del about
        word = str(raw).strip()[:200]
        value = word if word in kind.values else (called or _called(kind))(word)
        if value:
            return value, []
        return None, [(WARNING, "no such word", {"said": word[:60]})]

    return read


def languages(raw: Any, about: About) -> tuple[Any, list[Found]]:
    """Languages by their codes or their names."""
    del about
    words = ", ".join(map(str, raw)) if isinstance(raw, list | tuple) else str(raw)
    codes, unknown = languages_called(words[:1000])
    found: list[Found] = [(WARNING, "no such language", {"said": ", ".join(unknown)[:200]})] if unknown else []
    return codes or None, found


def mail(raw: Any, about: About) -> tuple[Any, list[Found]]:
    """A mail address."""
    said, found = text(254)(raw, about)
    if said and not found:
        try:
            validate_email(said)
        except ValidationError:
            return None, [(ERROR, "no mail", {})]
    return said, found


def moment(raw: Any, about: About) -> tuple[Any, list[Found]]:
    """A day with a time of day, as one instant; without an offset, as the clocks of the venue show it."""
    said = _one_line(raw)[0]
    value = _moment_of(said)
    if value is None:
        return None, [(ERROR, "no moment", {"said": said[:60]})]
    try:
        if value.tzinfo is None:
            value = value.replace(tzinfo=about.zone)
        return value.astimezone(ZoneInfo("UTC")).isoformat(), []
    except (OverflowError, ValueError):
        return None, [(ERROR, "no moment", {"said": said[:60]})]


def day(raw: Any, about: About) -> tuple[Any, list[Found]]:
    """A day."""
    del about
    said = _one_line(raw)[0]
    value = _moment_of(said)
    if value is None:
        return None, [(ERROR, "no day", {"said": said[:60]})]
    return value.date().isoformat(), []


def clock_alone(raw: Any) -> str:
    """The time of day of a cell that names no day, as HH:MM; nothing if it is anything else."""
    found = _CLOCK.fullmatch(str(raw).strip()) if raw is not None else None
    return f"{int(found[1]):02d}:{found[2]}" if found else ""


def _called(kind: type[TextChoices]) -> Callable[[str], str]:
    return lambda words: labels_of(kind).get(plain_words(words), "")


def _one_line(raw: Any) -> tuple[str, bool]:
    return cleaned(str(raw)) if raw is not None else ("", False)


def _lines(raw: Any) -> tuple[str, bool]:
    lines = [cleaned(line) for line in str(raw).splitlines()]
    return "\n".join(line for line, _hidden in lines).strip(), any(hidden for _line, hidden in lines)


def _by_language(raw: Any, about: About) -> tuple[dict[str, Any], list[Found]]:
    if not isinstance(raw, Mapping):
        return {about.language: raw}, []
    said: dict[str, Any] = {}
    unspoken: dict[str, Any] = {}
    for code, words in raw.items():
        base = str(code).lower().partition("-")[0].partition("_")[0]
        if base in LANGUAGES:
            said.setdefault(base, words)
        elif said_anything(words):
            unspoken[str(code)[:20]] = words
    if not unspoken:
        return said, []
    # A text in a language that the house does not write is better kept under another than lost.
    if about.language not in said:
        said[about.language] = next(iter(unspoken.values()))
    return said, [(WARNING, "other language", {"said": ", ".join(unspoken)[:100]})]


def _moment_of(said: str) -> datetime | None:
    """ISO 8601, or a day as 11.11.2020 with or without a time; other ways of writing one mean two days."""
    parts = _DAY_FIRST.fullmatch(said)
    try:
        if parts is None:
            found = datetime.fromisoformat(said)
        else:
            on = date(int(parts[3]), int(parts[2]), int(parts[1]))
            clock = clock_alone(parts[4]) if parts[4] else "00:00"
            found = datetime.fromisoformat(f"{on.isoformat()}T{clock}")
    except ValueError:
        return None
    # At the ends of the calendar no clock of another zone can show a time.
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
