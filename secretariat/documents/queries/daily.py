"""The daily list: which papers, and which of their languages, were handed out on a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from secretariat.conference.models import Conference
from secretariat.conference.queries import shown_names
from secretariat.documents.models import Document, LanguageVersion
from secretariat.documents.queries.papers import (
    Reader,
    documents_of,
    languages_seen,
    party_of,
    readable,
    symbol_key,
)


@dataclass(frozen=True)
class HandedOut:
    """A paper in the list of a day: whether it is new, and the languages that came out on that day."""

    document: Document
    name: object
    is_new: bool
    languages: list[LanguageVersion]


@dataclass(frozen=True)
class DayOfList:
    """A day on which something was handed out, and of how many papers."""

    day: date
    count: int


@dataclass(frozen=True)
class DailyList:
    """The lists of a conference: the days, and what was handed out on the day that is asked for."""

    day: date | None
    days: list[DayOfList]
    rows: list[HandedOut]

    @property
    def earlier(self) -> date | None:
        """The day of the list before this one."""
        return next((each.day for each in self.days if self.day and each.day < self.day), None)

    @property
    def later(self) -> date | None:
        """The day of the list after this one."""
        return next((each.day for each in reversed(self.days) if self.day and each.day > self.day), None)


def daily_list(reader: Reader, conference: Conference, wanted: date | None = None) -> DailyList:
    """What was handed out on a day, or on the latest on which anything was. Three queries."""
    documents = {each.pk: each for each in documents_of(reader, conference).exclude(issued_date=None)}
    spoken = {pk: readable(rows) for pk, rows in languages_seen(reader, documents.values()).items()}
    by_day: dict[date, set[int]] = defaultdict(set)
    for pk, document in documents.items():
        if document.issued_date:
            by_day[document.issued_date].add(pk)
        for version in spoken.get(pk, ()):
            if version.issued_date:
                by_day[version.issued_date].add(pk)
    days = [DayOfList(each, len(by_day[each])) for each in sorted(by_day, reverse=True)]
    on = wanted or (days[0].day if days else None)
    if on is None:
        return DailyList(None, days, [])
    names = shown_names(conference)
    rows = [
        HandedOut(
            documents[pk],
            party_of(documents[pk], names),
            documents[pk].issued_date == on,
            [each for each in spoken.get(pk, ()) if each.issued_date == on],
        )
        for pk in by_day.get(on, ())
    ]
    return DailyList(on, days, sorted(rows, key=lambda row: symbol_key(row.document.symbol)))
