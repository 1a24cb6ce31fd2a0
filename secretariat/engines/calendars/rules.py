"""Rules of recurrence as they are written (RFC 5545, 3.3.10)."""

import re
from dataclasses import dataclass

from secretariat.engines.calendars.values import Stated, stated

__all__ = ["UNITS", "BadRule", "Rule", "rule_of"]

# Seconds of what is counted by the clock.
UNITS = {"SECONDLY": 1, "MINUTELY": 60, "HOURLY": 3600}
_FREQUENCIES = frozenset({*UNITS, "DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_DAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_NUMBER = re.compile(r"[0-9]{1,6}")
_SIGNED = re.compile(r"([+-]?)([0-9]{1,3})")
_DAY = re.compile(r"(?:([+-]?)([0-9]{1,2}))?(MO|TU|WE|TH|FR|SA|SU)")
_KNOWN = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
    | {"BYHOUR", "BYMINUTE", "BYSECOND"}
)
_LONGEST = 1_000


class BadRule(Exception):  # noqa: N818 - it says what the rule is
    """A rule that cannot be followed: "rule", or "unsupported" with the part that is."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(code)
        self.code, self.said = code, said


@dataclass(frozen=True)
class Rule:
    """A rule of recurrence.

    ``by_day`` holds pairs of a number, 0 for every, and a day of the week from Monday as 0. ``by_clock`` is what the
    rule says of hours, minutes and seconds, each with its numbers.
    """

    freq: str
    interval: int = 1
    count: int | None = None
    until: Stated | None = None
    by_day: frozenset[tuple[int, int]] = frozenset()
    by_month_day: frozenset[int] = frozenset()
    by_month: frozenset[int] = frozenset()
    by_set_pos: frozenset[int] = frozenset()
    week_start: int = 0
    by_clock: tuple[tuple[str, frozenset[int]], ...] = ()


def rule_of(text: str) -> Rule:
    """Return a RRULE in its parts; raises ``BadRule``."""
    if len(text) > _LONGEST:
        raise BadRule("rule", text)
    said = _parts(text)
    freq = said.get("FREQ", "")
    if freq not in _FREQUENCIES:
        raise BadRule("rule", text)
    rule = Rule(
        freq=freq,
        interval=_counted(said, "INTERVAL") or 1,
        count=_counted(said, "COUNT"),
        until=_until(said),
        by_day=_days(said, freq),
        by_month_day=_signed(said, "BYMONTHDAY", 31),
        by_month=_plain(said, "BYMONTH", 1, 12),
        by_set_pos=_signed(said, "BYSETPOS", 366),
        week_start=_week_start(said),
        by_clock=tuple(
            (name, _plain(said, name, 0, most))
            for name, most in (("BYHOUR", 23), ("BYMINUTE", 59), ("BYSECOND", 60))
            if name in said
        ),
    )
    if rule.by_set_pos and freq in UNITS:
        raise BadRule("unsupported", "BYSETPOS")
    return rule


def _parts(text: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for part in text.strip().strip(";").split(";"):
        name, sign, value = part.strip().upper().partition("=")
        if not sign or not value or name in said:
            raise BadRule("rule", text)
        # A name of somebody's own changes nothing; one of the standard that is not followed would change the days.
        if not name.startswith("X-"):
            said[name] = value
    unknown = sorted(set(said) - _KNOWN)
    if unknown:
        raise BadRule("unsupported", unknown[0])
    return said


def _counted(said: dict[str, str], name: str) -> int | None:
    value = said.get(name)
    if value is None:
        return None
    if not _NUMBER.fullmatch(value) or not int(value):
        raise BadRule("rule", f"{name}={value}")
    return int(value)


def _until(said: dict[str, str]) -> Stated | None:
    value = said.get("UNTIL")
    if value is None:
        return None
    until = stated(value)
    if until is None:
        raise BadRule("rule", f"UNTIL={value}")
    return until


def _plain(said: dict[str, str], name: str, least: int, most: int) -> frozenset[int]:
    found = set()
    for value in said[name].split(",") if name in said else ():
        if not _NUMBER.fullmatch(value) or not least <= int(value) <= most:
            raise BadRule("rule", f"{name}={value}")
        found.add(int(value))
    return frozenset(found)


def _signed(said: dict[str, str], name: str, most: int) -> frozenset[int]:
    found = set()
    for value in said[name].split(",") if name in said else ():
        parts = _SIGNED.fullmatch(value)
        if not parts or not 1 <= int(parts[2]) <= most:
            raise BadRule("rule", f"{name}={value}")
        found.add(-int(parts[2]) if parts[1] == "-" else int(parts[2]))
    return frozenset(found)


def _days(said: dict[str, str], freq: str) -> frozenset[tuple[int, int]]:
    found = set()
    for value in said["BYDAY"].split(",") if "BYDAY" in said else ():
        parts = _DAY.fullmatch(value.strip())
        if not parts:
            raise BadRule("rule", f"BYDAY={value}")
        number = int(parts[2] or 0)
        # The third Monday of a day or of a week is nothing.
        if (parts[2] and not number) or number > 53 or (number and freq not in {"MONTHLY", "YEARLY"}):
            raise BadRule("rule", f"BYDAY={value}")
        found.add((-number if parts[1] == "-" else number, _DAYS[parts[3]]))
    return frozenset(found)


def _week_start(said: dict[str, str]) -> int:
    value = said.get("WKST", "MO")
    if value not in _DAYS:
        raise BadRule("rule", f"WKST={value}")
    return _DAYS[value]
