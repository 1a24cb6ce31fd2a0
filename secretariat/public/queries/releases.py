"""Releases as strangers find them; of one that was withdrawn nothing but that it was, and why."""

from typing import Any

from django.db.models import QuerySet

from secretariat.conference.models import Conference
from secretariat.figures.models import Release, ReleaseState
from secretariat.figures.queries.releases.showing import in_words
from secretariat.public.queries.editions import STRANGER


def public_releases(conference: Conference) -> QuerySet[Release]:
    """The releases of a conference that everybody may know of, the newest first."""
    rows = Release.objects.visible_to(STRANGER).filter(conference=conference).order_by("-number")
    return rows.select_related("replaces").defer("rules", "editions")


def replaced_by(release: Release) -> Release | None:
    """The published release that took its place."""
    rows = Release.objects.visible_to(STRANGER).filter(replaces=release, state=ReleaseState.PUBLISHED)
    return rows.order_by("number").first()


def as_linked_data(release: Release, conference: Conference, address: str) -> dict[str, Any]:
    """The release as a schema.org Dataset, for search engines of data."""
    content = release.content
    source = content["source"]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": in_words(release.title),
        "description": in_words(release.note) or in_words(release.title),
        "url": address,
        "identifier": address,
        "isAccessibleForFree": True,
        "license": content["licence"],
        "creator": {"@type": "Organization", "name": source["publisher"]},
        "publisher": {"@type": "Organization", "name": in_words(conference.title)},
        "datePublished": release.published_at.date().isoformat() if release.published_at else "",
        "temporalCoverage": content["as_of"],
        "isBasedOn": source["url"],
        "measurementTechnique": content["method"],
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{address}table.{ending}"}
            for ending, kind in (("csv", "text/csv"), ("json", "application/json"))
        ],
    }
    return {name: value for name, value in data.items() if value not in ("", None)}
