"""Single cells of drafted rows: texts by language, times, rooms; what does not fit is said and never cut."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from secretariat.api.queries.reading.drafting import Making, Row, leave, tell
from secretariat.delegations.queries.headings import labels_of, plain_words
from secretariat.engines.folding import folded
from secretariat.programme.models import SessionKind

__all__ = [
    "LONGEST",
    "affiliated",
    "described",
    "joined",
    "language_of",
    "put_kind",
    "put_times",
    "room_named",
    "spoken",
    "zoned",
]

# Letters that a cell holds; what is put together from several things has to keep within them.
LONGEST: dict[str, int] = {"description": 4000, "chair_name": 500, "number": 20, "document": 500}


def spoken(text: str, language: str) -> dict[str, str]:
    """Return a text under its language; one that says nothing is in none."""
    return {language: text.strip()} if text.strip() else {}


def language_of(making: Making, said: str) -> str:
    """Return the language that a file states, if the house writes in it, else the one that was chosen.

    ``said`` is as files have it: "en", "en_GB", "fr-CH", "zh-Hans".
    """
    code = said.strip().replace("_", "-").partition("-")[0].lower()
    if code in dict(settings.LANGUAGES):
        return code
    if code:
        tell(making, "language_elsewhere", said=said.strip()[:40])
    return making.chosen.language


def zoned(making: Making) -> ZoneInfo:
    """Return the zone in which times are shown."""
    return ZoneInfo(making.chosen.zone)


def put_times(
    making: Making, row: Row, starts: datetime | None, ends: datetime | None, length: timedelta | None = None
) -> None:
    """Put when something is held; without an end, its length tells it, or else only the day is known."""
    zone = zoned(making)
    if starts is None:
        if not any(each.cell == "starts_at" for each in row.findings):
            row.find("starts_at", "unscheduled")
        return
    if ends is None and length:
        ends = starts + length
    starts = starts.astimezone(zone)
    if ends is None:
        row.cells["day"] = starts.date().isoformat()
        row.find("ends_at", "no_end")
        return
    ends = ends.astimezone(zone)
    row.cells |= {"starts_at": starts.isoformat(timespec="seconds"), "ends_at": ends.isoformat(timespec="seconds")}
    _outside(making, row, starts.date(), ends)


def _outside(making: Making, row: Row, day: date, ends: datetime) -> None:
    """Say where something is not within the days of the conference."""
    first, last = making.chosen.first_day, making.chosen.last_day
    # What ends at midnight is not held on the day that begins then.
    final = (ends - timedelta(microseconds=1)).date()
    if (first and day < first) or (last and final > last and day > last):
        row.find("starts_at", "other_days", first=str(first or ""), last=str(last or ""))


def room_named(making: Making, namespace: str, name: str, line: str) -> str:
    """Return the source id of a room, which has a row from the first time on that it is named; "" without a name."""
    key = folded(name)
    if not key:
        return ""
    known = making.rooms_by_name.get(key)
    if known is None:
        row = making.row("room", f"{namespace}:room:{key}", line)
        row.cells["name"] = spoken(name, making.language)
        known = making.rooms_by_name[key] = row.source_id
    return known


def put_kind(making: Making, row: Row, said: str) -> None:
    """Put what kind of session something is, where the file calls it as the house does in any of its languages."""
    kind = labels_of(SessionKind).get(plain_words(said[:100]), "") if said else ""
    if kind:
        row.cells["kind"] = kind
    else:
        leave(making, "types", said, bool(said))


def affiliated(name: str, affiliation: str) -> str:
    """Return a person with whom they come from, as a list of speakers shows them."""
    return f"{name} ({affiliation})" if name and affiliation and folded(affiliation) != folded(name) else name


def joined(texts: Iterable[str], between: str = "; ") -> str:
    """Return texts in one, each once, without those that say nothing."""
    return between.join(dict.fromkeys(each.strip() for each in texts if each.strip()))


def described(making: Making, row: Row, text: str, lines: Iterable[str], language: str) -> None:
    """Put a description, and below it who speaks when: the house has no other place for it.

    Where the two together are longer than the house keeps, who speaks is left out and said to be.
    """
    below = [each for each in lines if each.strip()]
    most, text = LONGEST["description"], text.strip()
    whole = "\n\n".join(each for each in (text, "\n".join(below)) if each)
    if below and len(whole) > most:
        leave(making, "speakers", below[0], len(below))
        whole = text
    if whole:
        row.cells["description"] = spoken(whole, language)
