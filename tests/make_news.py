"""Builders of the newsroom; plain, never through the door."""

from datetime import UTC, datetime
from typing import Any

from i18nfield.strings import LazyI18nString

from secretariat.archive.models import File
from secretariat.conference.models import Conference
from secretariat.newsroom.models import Article, MediaRequest, Picture, Reply, ReplyReport
from tests import make

OUT = datetime(2020, 10, 29, 12, tzinfo=UTC)


def said(text: str, **others: str) -> LazyI18nString:
    """A text in English, and in other languages if they are given."""
    return LazyI18nString({"en": text, **others})


def article(conference: Conference, key: str = "", **fields: Any) -> Article:
    """An article that has been out since October 2020."""
    number = Article.objects.filter(conference=conference).count() + 1
    values: dict[str, Any] = {"key": key or f"article-{number}", "title": said(f"The envoy reports {number}")}
    values |= {"lead": said("What was said."), "body": said("Both sides **agreed**."), "byline": "Khaled Iskef"}
    values |= {"languages": ["en"], "state": "published", "published_at": OUT}
    return Article.objects.create(**make._fact(conference, {**values, **fields}))


def draft(conference: Conference, **fields: Any) -> Article:
    """An article that nobody outside has seen."""
    values: dict[str, Any] = {"state": "draft", "published_at": None, "sensitivity": "secretariat"}
    return article(conference, **{**values, **fields})


def picture(conference: Conference, **fields: Any) -> Picture:
    """A picture of a few pixels."""
    hand = make._house_hand()
    files = [
        File.objects.create(
            conference=conference, name=name, content_type="image/png", size=1, sha256="0" * 64, entered_by=hand
        )
        for name in ("large.png", "small.png")
    ]
    values: dict[str, Any] = {"name": "hall.png", "large": files[0], "small": files[1], "width": 4, "height": 3}
    values |= {"alternative": said("The hall"), "credit": "Press service", "entered_by": hand}
    return Picture.objects.create(conference=conference, **{**values, **fields})


def reply(of: Article, text: str = "We want to go home.", **fields: Any) -> Reply:
    """A reply that waits for a moderator."""
    values: dict[str, Any] = {"name": "Amal", "mail": "amal@example.org", "received_at": OUT}
    return Reply.objects.create(conference=of.conference, article=of, text=text, **{**values, **fields})


def report(of: Reply, reason: str = "It insults people", **fields: Any) -> ReplyReport:
    """A reader's word against a reply."""
    values: dict[str, Any] = {"received_at": OUT, "sender": "s" * 64}
    return ReplyReport.objects.create(conference=of.conference, reply=of, reason=reason, **{**values, **fields})


def media_request(conference: Conference, outlet: str = "Daily News", **fields: Any) -> MediaRequest:
    """An outlet that asks to be accredited."""
    values: dict[str, Any] = {"kind": "print", "contact_name": "Amal", "contact_mail": "amal@example.org"}
    values["received_at"] = OUT
    return MediaRequest.objects.create(conference=conference, outlet=outlet, **{**values, **fields})
