"""Pages of the public site."""

from secretariat.public.views.pages import (
    conference,
    front,
    meeting,
    meetings,
    participants,
    positions,
    source,
    sources,
    timeline,
)
from secretariat.public.views.programme import programme, programme_calendar

__all__ = [
    "conference",
    "front",
    "meeting",
    "meetings",
    "participants",
    "positions",
    "programme",
    "programme_calendar",
    "source",
    "sources",
    "timeline",
]
