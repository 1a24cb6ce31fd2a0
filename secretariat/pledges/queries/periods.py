"""Dates that are known to the year, the month or the day: the first day they can mean."""

from datetime import date

from secretariat.pledges.queries.sight import last_day_of


def first_day_of(said: str) -> date | None:
    """The first day of a day, a month or a year: 2021 is 1 January 2021."""
    return date.fromisoformat((said + "-01-01")[:10]) if said else None


def span_of(start: str, end: str) -> tuple[date | None, date | None]:
    """The first and the last day of a period, as far as they are known."""
    return first_day_of(start), last_day_of(end)
