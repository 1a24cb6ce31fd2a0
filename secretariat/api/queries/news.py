"""What the newsroom of a conference has told, as the data of a conference file."""

from datetime import UTC, datetime
from typing import Any

from secretariat.api.queries.held_files import names_of_files
from secretariat.api.queries.record import by_owner, rows_of
from secretariat.api.queries.texts import Cited, said_in
from secretariat.conference.models import Conference
from secretariat.engines.conferencefile.limits import LAST_YEAR
from secretariat.newsroom.models import (
    Article,
    ArticleParty,
    ArticleTopic,
    Correction,
    NewsroomRules,
    Picture,
    Pin,
    PressItem,
    Reply,
    ReplyState,
)
from secretariat.newsroom.queries.pictures import file_name_of

_LAST = datetime(LAST_YEAR, 12, 31, 23, 59, tzinfo=UTC)


def news_of(conference: Conference, cited: Cited) -> dict[str, Any]:
    """The sections of the newsroom. Replies that wait and requests of the press are in no file."""
    rows = rows_of(Article, conference, "picture")
    parts, items = _Parts(conference), rows_of(PressItem, conference, "file", "picture", order=("position", "id"))
    names = names_of_files(conference)
    return {
        "articles": [{**_article(row), **parts.of(row), **cited.on(row)} for row in rows],
        "press_kit": [_press_item(row, names) for row in items],
        "newsroom": _rules(conference),
    }


def _article(row: Article) -> dict[str, Any]:
    return {
        "key": row.key,
        "kind": row.kind,
        "title": said_in(row.title),
        "lead": said_in(row.lead),
        "body": said_in(row.body),
        "byline": row.byline or None,
        "picture": _picture(row.picture),
        "original": row.original_language,
        "languages": list(dict.fromkeys(row.languages)),
        "state": row.state,
        "embargo": _told(row.embargo_at),
        "published": _told(row.published_at),
        "withdrawn": said_in(row.withdrawn_reason),
        "takes_replies": row.takes_replies,
    }


class _Parts:
    """What articles hold, each kind of it read once."""

    def __init__(self, conference: Conference) -> None:
        self._parties = by_owner("article_id", rows_of(ArticleParty, conference, "party"))
        self._topics = by_owner("article_id", rows_of(ArticleTopic, conference, "topic"))
        self._pins = by_owner("article_id", rows_of(Pin, conference, "related", order=("position", "id")))
        self._corrections = by_owner("article_id", rows_of(Correction, conference, order=("at", "id")))
        published = rows_of(Reply, conference, order=("received_at", "id")).filter(state=ReplyState.PUBLISHED)
        self._replies = by_owner("article_id", published.defer("mail", "sender"))

    def of(self, article: Article) -> dict[str, Any]:
        """What one article holds."""
        return {
            "parties": [row.party.code for row in self._parties[article.pk]],
            "topics": [said_in(row.topic.name) for row in self._topics[article.pk]],
            "pins": [row.related.key for row in self._pins[article.pk]],
            "corrections": [{"text": said_in(row.text), "at": row.at} for row in self._corrections[article.pk]],
            "replies": [
                {"name": row.name, "at": row.received_at, "text": row.text, "language": row.language or None}
                for row in self._replies[article.pk]
            ],
        }


def _told(moment: datetime | None) -> datetime | None:
    """A moment, or the last that a file can tell."""
    return min(moment, _LAST) if moment else None


def _picture(row: Picture | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "file": file_name_of(row.name),
        "alternative": said_in(row.alternative),
        "credit": row.credit,
        "licence": row.licence or None,
    }


def _press_item(row: PressItem, names: dict[int, str]) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "title": said_in(row.title),
        "text": said_in(row.text),
        "file": (names[row.file.pk] if row.file else row.file_name) or None,
        "picture": _picture(row.picture),
        "credit": row.credit or None,
        "licence": row.licence or None,
        "public": row.is_public,
    }


def _rules(conference: Conference) -> dict[str, Any] | None:
    row = NewsroomRules.objects.filter(conference=conference).first()
    if row is None:
        return None
    return {
        "takes_replies": row.takes_replies,
        "mail_days": row.mail_days,
        "replies_an_hour": row.replies_an_hour,
        "takes_media_requests": row.takes_media_requests,
        "words": row.words,
    }
