"""Every public page of a conference: its address, and the day on which it changed if that is known."""

from dataclasses import dataclass

from django.db.models import Max
from django.urls import reverse

from secretariat.archive.models import Source
from secretariat.conference.models import Conference
from secretariat.documents.models import Document
from secretariat.dossier.queries.areas import areas_seen
from secretariat.dossier.queries.sight import sight_of
from secretariat.newsroom.models import Article
from secretariat.programme.queries.entries import latest_publication
from secretariat.public.queries.conferences import changed_at
from secretariat.public.queries.editions import STRANGER
from secretariat.public.queries.pledges import public_pledges
from secretariat.public.queries.proceedings import public_meetings
from secretariat.public.queries.releases import public_releases

# Each is told in six languages; a map may hold 50,000 addresses.
PAGES_IN_A_MAP = 1_000
_SECTIONS = (
    "conference",
    "participants",
    "timeline",
    "meetings",
    "positions",
    "pledges",
    "figures",
    "areas",
    "sources",
    "documents",
    "daily_list",
    "news",
    "press",
)


@dataclass(frozen=True)
class Place:
    """A page: its name among the addresses, what its address is made of, and the day on which it changed last."""

    name: str
    key: tuple[object, ...] = ()
    changed: str = ""

    def path(self, conference: Conference) -> str:
        """Its address in the language in force."""
        return reverse(f"public:{self.name}", args=[conference.slug, *self.key])


def places_of(conference: Conference) -> list[Place]:
    """All pages of a conference. Nine queries, however many they are."""
    last = changed_at([conference])
    day = last.date().isoformat() if last else ""
    programme = latest_publication(conference)
    found = [Place(name, changed=day) for name in _SECTIONS]
    if programme is not None:
        found.append(Place("programme", changed=programme.published_at.date().isoformat()))
    articles = (
        Article.objects.visible_to(STRANGER).filter(conference=conference).annotate(mended=Max("corrections__at"))
    )
    rows = articles.order_by("-published_at", "-id").values_list("key", "published_at", "mended")
    found += [Place("article", (key,), max(at, mended or at).date().isoformat()) for key, at, mended in rows if at]
    papers = Document.objects.visible_to(STRANGER).filter(conference=conference).order_by("-issued_date", "-id")
    found += [
        Place("document", (key,), day.isoformat() if day else "")
        for key, day in papers.values_list("key", "issued_date")
    ]
    found += [Place("meeting", (key,)) for key in public_meetings(conference).values_list("key", flat=True)]
    found += [Place("pledge", (number,)) for number in public_pledges(conference).values_list("number", flat=True)]
    released = public_releases(conference).values_list("number", "published_at")
    found += [Place("release", (number,), at.date().isoformat() if at else "") for number, at in released]
    areas = areas_seen(sight_of(conference, STRANGER, "en", None))  # type: ignore[arg-type]
    found += [Place("area", (code,)) for code in areas.values_list("code", flat=True)]
    cited = Source.objects.visible_to(STRANGER).filter(conference=conference).order_by("key")
    return found + [Place("source", (key,)) for key in cited.values_list("key", flat=True)]
