"""What a page tells as linked data, in the words of schema.org."""

from typing import Any

from django.utils.timezone import localtime

from secretariat.conference.models import Conference
from secretariat.newsroom.models import Article
from secretariat.public.queries.feeding import in_language
from secretariat.ui.templatetags.linked import whole

_SCHEMA = "https://schema.org"


def organisation(conference: Conference, language: str) -> dict[str, Any]:
    """Who speaks on these pages: the secretariat of the conference."""
    return {"@type": "Organization", "name": in_language(conference.title, language)[0]}


def event(conference: Conference, language: str, path: str, host: object) -> dict[str, Any]:
    """The conference as an event: its days, its place, and who convenes it."""
    told: dict[str, Any] = {
        "@context": _SCHEMA,
        "@type": "Event",
        "name": in_language(conference.title, language)[0],
        "description": in_language(conference.subject, language)[0],
        "url": whole(path),
        "inLanguage": list(conference.languages),
        "startDate": conference.start_date.isoformat(),
        "endDate": conference.end_date.isoformat(),
        "eventAttendanceMode": f"{_SCHEMA}/OfflineEventAttendanceMode",
        "eventStatus": f"{_SCHEMA}/EventScheduled",
        "organizer": {"@type": "Organization", "name": in_language(host, language)[0]},
    }
    place = {
        "addressLocality": in_language(conference.city, language)[0],
        "addressCountry": conference.country.code if conference.country else "",
    }
    told["location"] = {
        "@type": "Place",
        "name": in_language(conference.venue, language)[0] or place["addressLocality"],
        "address": {"@type": "PostalAddress", **{name: value for name, value in place.items() if value}},
    }
    return {name: value for name, value in told.items() if value}


def news_article(article: Article, language: str, path: str, image: str = "") -> dict[str, Any]:
    """An article as it is told in a language: its headline, when it came out and was corrected, and who wrote it."""
    title, code = in_language(article.title, language)
    conference = article.conference
    mended = max((each.at for each in article.corrections.all()), default=article.published_at)
    told: dict[str, Any] = {
        "@context": _SCHEMA,
        "@type": "NewsArticle",
        "headline": title,
        "description": in_language(article.lead, language)[0],
        "inLanguage": code,
        "url": whole(path),
        "mainEntityOfPage": whole(path),
        "datePublished": _moment(article.published_at, conference),
        "dateModified": _moment(mended, conference),
        "author": {"@type": "Person", "name": article.byline} if article.byline else organisation(conference, language),
        "publisher": organisation(conference, language),
        "image": whole(image) if image else "",
    }
    return {name: value for name, value in told.items() if value}


def _moment(at: Any, conference: Conference) -> str:
    return localtime(at, conference.zone).isoformat(timespec="seconds") if at else ""
