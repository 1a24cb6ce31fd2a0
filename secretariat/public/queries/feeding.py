"""What is new in each section of a conference's public site, the newest first."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.documents.models import Document, DocumentState
from secretariat.figures.models import ReleaseState
from secretariat.newsroom.models import Article
from secretariat.newsroom.queries.published import all_as_published
from secretariat.programme.models import Publication
from secretariat.programme.queries.calendars import public_entries
from secretariat.programme.queries.known import title_of
from secretariat.programme.queries.published import changes_since
from secretariat.public.queries.editions import STRANGER
from secretariat.public.queries.pledges import public_pledges
from secretariat.public.queries.releases import public_releases

MOST = 50
_IN_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Item:
    """One piece of news: its title, where it stands, in which language, what it says, when it came out and changed."""

    title: str
    path: str
    language: str
    summary: str
    at: datetime
    by: str = ""
    corrected_at: datetime | None = None

    @property
    def changed_at(self) -> datetime:
        """When it became what it is now: as it came out, or as it was corrected last."""
        return max(self.at, self.corrected_at or self.at)


SECTIONS: dict[str, str | Promise] = {
    "news": gettext_lazy("News"),
    "documents": gettext_lazy("Documents"),
    "programme": pgettext_lazy("feed", "Changes of the programme"),
    "pledges": gettext_lazy("Pledges"),
    "figures": gettext_lazy("Figures"),
}


def items_of(conference: Conference, section: str, language: str) -> list[Item]:
    """The newest of a section, in a language, or in another where there is no text in it. Three queries at most."""
    return _MADE_BY[section](conference, language)[:MOST]


def in_language(text: object, language: str) -> tuple[str, str]:
    """A text in a language, or in the first in which there is one; and which language that is."""
    data = getattr(text, "data", text)
    if not isinstance(data, dict):
        return str(data or ""), language
    for code in (language, "en", *data):
        if data.get(code):
            return str(data[code]), code
    return "", language


def _news(conference: Conference, language: str) -> list[Item]:
    rows = Article.objects.visible_to(STRANGER).filter(conference=conference).order_by("-published_at", "-id")
    found = []
    for row in all_as_published(rows.prefetch_related("corrections")[:MOST]):
        path = reverse("public:article", args=[conference.slug, row.key])
        at = row.published_at or row.entered_at
        item = _item(row.title, path, language, (in_language(row.lead, language)[0], at, row.byline))
        found.append(replace(item, corrected_at=max((each.at for each in row.corrections.all()), default=None)))
    return found


def _documents(conference: Conference, language: str) -> list[Item]:
    rows = Document.objects.visible_to(STRANGER).filter(conference=conference, state=DocumentState.ISSUED)
    found = []
    for row in rows.exclude(issued_date=None).order_by("-issued_date", "-id")[:MOST]:
        path = reverse("public:document", args=[conference.slug, row.key])
        summary = " · ".join(part for part in (row.symbol, str(row.get_kind_display())) if part)
        found.append(_item(row.title, path, language, (summary, _at(row.issued_date, conference), "")))
    return found


def _programme(conference: Conference, language: str) -> list[Item]:
    path = reverse("public:programme", args=[conference.slug])
    versions = list(Publication.objects.filter(conference=conference).order_by("-number")[: MOST + 1])
    found = []
    for version, before in zip(versions, [*versions[1:], None], strict=False):
        changed = changes_since(before.entries if before else None, public_entries(version.entries))
        titles = {each["uid"]: title_of(each) for each in public_entries(version.entries)}
        told = [in_language(titles[uid], language)[0] for uid in changed if uid in titles]
        title = _("Programme, version %(number)s") % {"number": version.number}
        place = f"{path}#version-{version.number}"
        found.append(Item(title, place, language, " · ".join(told), version.published_at))
    return found


def _pledges(conference: Conference, language: str) -> list[Item]:
    names = shown_names(conference)
    found = []
    for row in public_pledges(conference).order_by("-entered_at", "-id")[:MOST]:
        path = reverse("public:pledge", args=[conference.slug, row.number])
        title = row.title if str(row.title) else row.text
        by = in_language(name_of(row.party, names), language)[0]
        found.append(_item(title, path, language, (in_language(row.text, language)[0], row.entered_at, by)))
    return found


def _figures(conference: Conference, language: str) -> list[Item]:
    rows = public_releases(conference).filter(state=ReleaseState.PUBLISHED).order_by("-published_at", "-id")
    found = []
    for row in rows[:MOST]:
        path = reverse("public:release", args=[conference.slug, row.number])
        at = row.published_at or row.prepared_at
        found.append(_item(row.title, path, language, (in_language(row.note, language)[0], at, "")))
    return found


def _item(title: object, path: str, language: str, rest: tuple[str, datetime, str]) -> Item:
    words, code = in_language(title, language)
    summary, at, by = rest
    return Item(words, path, code, summary, at, by)


def _at(day: date | None, conference: Conference) -> datetime:
    return datetime.combine(day or conference.start_date, time(), conference.zone)


_MADE_BY: dict[str, Callable[[Conference, str], list[Item]]] = {
    "news": _news,
    "documents": _documents,
    "programme": _programme,
    "pledges": _pledges,
    "figures": _figures,
}


def newest_of(items: Iterable[Item], conference: Conference) -> datetime:
    """When a feed changed last; before anything is in it, when the conference begins."""
    return max((each.changed_at for each in items), default=_at(None, conference))


def without_controls(words: Any) -> str:
    """A text without signs that no XML may hold (XML 1.0, 2.2)."""
    return _IN_NO_XML.sub("", str(words))
