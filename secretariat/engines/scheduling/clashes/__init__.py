"""Watches over a programme that people make by hand: sessions, bilaterals, press events and journeys on one clock.

Times are whole minutes since 1970 in UTC (``minute_of``), so that a session across midnight or across a change of the
clocks needs no care. ``clashes`` tells all that clashes; ``laid_out`` lays a programme open for any number of questions
what would clash if one thing were moved: ``clashes_if_moved`` for one place, ``levels_if_moved`` for a whole grid.
"""

from secretariat.engines.scheduling.clashes.book import Book, laid_out
from secretariat.engines.scheduling.clashes.judging import Lane, Shade, clashes, clashes_if_moved, levels_if_moved
from secretariat.engines.scheduling.clashes.models import (
    RULES,
    Clash,
    Code,
    Hall,
    Item,
    Level,
    Span,
    Venue,
    minute_of,
    moment_of,
)

__all__ = [
    "RULES",
    "Book",
    "Clash",
    "Code",
    "Hall",
    "Item",
    "Lane",
    "Level",
    "Shade",
    "Span",
    "Venue",
    "clashes",
    "clashes_if_moved",
    "laid_out",
    "levels_if_moved",
    "minute_of",
    "moment_of",
]
