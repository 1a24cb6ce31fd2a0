"""Pages of the public site."""

from secretariat.public.views.areas import area, areas
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
from secretariat.public.views.pledges import pledge, pledges, pledges_iati
from secretariat.public.views.programme import programme, programme_calendar
from secretariat.public.views.releases import figures, release, release_csv, release_json, release_png, release_xlsx

__all__ = [
    "area",
    "areas",
    "conference",
    "figures",
    "front",
    "meeting",
    "meetings",
    "participants",
    "pledge",
    "pledges",
    "pledges_iati",
    "positions",
    "programme",
    "programme_calendar",
    "release",
    "release_csv",
    "release_json",
    "release_png",
    "release_xlsx",
    "source",
    "sources",
    "timeline",
]
