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

__all__ = [
    "conference",
    "front",
    "meeting",
    "meetings",
    "participants",
    "positions",
    "source",
    "sources",
    "timeline",
]
