"""Values of properties: times, durations, offsets, texts and addresses (RFC 5545, 3.3; RFC 7986)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import unquote

from secretariat.engines.calendars.lines import Property, one

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Length",
    "Stated",
    "address",
    "cleaned",
    "duration",
    "is_mail",
    "line_of",
    "number",
    "offset",
    "opaque",
    "stated",
    "texts",
    "words",
]

# The years of which a calendar can tell; zones may begin earlier.
FIRST_YEAR = 1900
LAST_YEAR = 2200
_TIME = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})?(Z)?)?", re.IGNORECASE)
_DURATION = re.compile(
    r"\+?P(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?(?:T(?:([0-9]{1,6})H)?(?:([0-9]{1,7})M)?(?:([0-9]{1,9})S)?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])([0-9]{2})([0-9]{2})([0-9]{2})?")
_NUMBER = re.compile(r"[0-9]{1,9}")
_ESCAPE = re.compile(r"\\([nN;,\\\"]?)")
_COMMA = re.compile(r"(?:\\.|[^\\,])+", re.DOTALL)
_MAILTO = re.compile(r"mailto\s*:", re.IGNORECASE)
_LOCAL = r"[^\s\"<>()\[\],;:\\@\x00-\x20\x7f-\x9f]"
_MAIL = re.compile(rf"{_LOCAL}{{1,64}}@(?:[^\W_](?:[\w-]{{0,61}}[^\W_])?\.)*[^\W_](?:[\w-]{{0,61}}[^\W_])?")
_LONGEST_MAIL = 254
# Joiners stand within words of Persian and Indian scripts and within emoji; they stay.
_KEPT = frozenset("\n\u200c\u200d")
_HIDDEN = frozenset({"Cc", "Cf", "Cs"})
_INSTEAD = {"\t": " ", **dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n")}


@dataclass(frozen=True)
class Stated:
    """A time as it is written: by which clock is told elsewhere, unless ``is_utc``."""

    wall: datetime
    is_day: bool = False
    is_utc: bool = False


@dataclass(frozen=True)
class Length:
    """How long something lasts: days by the calendar, and time by any clock."""

    days: int = 0
    exact: timedelta = timedelta()


def stated(text: str, *, value: str = "") -> Stated | None:
    """Return a DATE or DATE-TIME as it is written, or nothing; ``value`` is the parameter VALUE.

    Seconds may be missing, and a leap second is the one before it.
    """
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    year, month, day, hour, minute, second = (int(each or 0) for each in found.groups()[:6])
    is_day = found[4] is None or value.upper() == "DATE"
    try:
        wall = datetime(year, month, day, hour, minute, 59 if second == 60 else second)  # noqa: DTZ001 - no clock yet
    except ValueError:
        return None
    if is_day:
        return Stated(wall.replace(hour=0, minute=0, second=0), is_day=True)
    return Stated(wall, is_utc=bool(found[7]))


def duration(text: str) -> Length | None:
    """Return a DURATION that is not negative, or nothing."""
    found = _DURATION.fullmatch(text.strip())
    if not found or not any(found.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in found.groups())
    return Length(7 * weeks + days, timedelta(hours=hours, minutes=minutes, seconds=seconds))


def offset(text: str) -> timedelta | None:
    """Return a UTC-OFFSET of less than a day, or nothing."""
    found = _OFFSET.fullmatch(text.strip())
    if not found:
        return None
    hours, minutes, seconds = (int(each or 0) for each in found.groups()[1:])
    if hours > 23 or minutes > 59 or seconds > 59:
        return None
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length


def number(text: str) -> int | None:
    """Return an INTEGER that is not negative, or nothing."""
    return int(text) if _NUMBER.fullmatch(text.strip()) else None


def words(value: str) -> str:
    """Return a TEXT unescaped and cleaned; lines stay lines."""
    return cleaned(_unescaped(value))


def cleaned(text: str) -> str:
    """Return a text composed (NFC) and without hidden characters, its lines without blanks at their ends.

    Taken out are control and format characters, among them those that turn the direction of reading, and surrogates.
    """
    if not text.isascii() or not text.isprintable():
        # A text has few signs, however long it is.
        changed = {ord(char): _INSTEAD.get(char) for char in set(text) if _is_changed(char)}
        text = unicodedata.normalize("NFC", text.translate(changed) if changed else text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def _unescaped(value: str) -> str:
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda found: "\n" if found[1] in {"n", "N"} else found[1], value)


def _is_changed(char: str) -> bool:
    return char in _INSTEAD or (char not in _KEPT and unicodedata.category(char) in _HIDDEN)


def opaque(value: str) -> str:
    """Return a TEXT that names something, such as a UID: unescaped, without control characters, else as it stands."""
    return "".join(char for char in _unescaped(value) if unicodedata.category(char) not in _HIDDEN).strip()


def line_of(value: str) -> str:
    """Return a TEXT in one line, with single blanks."""
    return " ".join(words(value).split())


def texts(value: str, most: int) -> list[str]:
    """Return the texts of a list, parted by commas that are not escaped; no more than ``most``."""
    found = (line_of(each[0]) for each, _place in zip(_COMMA.finditer(value), range(most), strict=False))
    return [each for each in found if each]


def address(said: Property) -> str:
    """Return the mail address of a CAL-ADDRESS in small letters after the sign, or "" where it has none."""
    for value in (said.value, one(said.parameters, "EMAIL")):
        found = _MAILTO.search(value)
        mail = unquote(value[found.end() :] if found else value).strip().strip("<>")
        if is_mail(mail):
            local, _at, domain = mail.rpartition("@")
            return f"{local}@{domain.lower()}"
    return ""


def is_mail(text: str) -> bool:
    """Whether a text is a mail address and nothing else."""
    return len(text) <= _LONGEST_MAIL and text.isprintable() and bool(_MAIL.fullmatch(text))
