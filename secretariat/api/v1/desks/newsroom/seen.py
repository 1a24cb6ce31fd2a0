"""Which rows of the newsroom a person is shown: what is not out yet, or under embargo, is for who prepares it.

No mail of a reader who replied and no hash of a sender is told to anybody.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from secretariat.accounts.models import User
from secretariat.api.v1.resources import Person
from secretariat.audit.action import plain
from secretariat.conference.models import Conference
from secretariat.engines.markup import references
from secretariat.engines.markup.referring import REFERENCE, bare
from secretariat.newsroom import permissions
from secretariat.newsroom.models import (
    Article,
    ArticleParty,
    ArticleTopic,
    Correction,
    MediaPerson,
    NewsroomRules,
    Pin,
    PressItem,
    Reply,
    ReplyState,
)
from secretariat.newsroom.queries.published import as_published

Pairs = Iterable[tuple[int, Any]]
STRANGER = AnonymousUser()


def out(_person: Person, conference: Conference) -> "QuerySet[Any]":
    """The articles that are out, as everybody finds them."""
    return Article.objects.visible_to(STRANGER).filter(conference=conference)


def corrections(person: Person, conference: Conference) -> "QuerySet[Any]":
    """What was corrected in articles that the office shows this person."""
    return Correction.objects.filter(article__in=_articles(person, conference))


def pins(person: Person, conference: Conference) -> "QuerySet[Any]":
    """Articles put beside others, where the office shows this person both."""
    seen = _articles(person, conference)
    return Pin.objects.filter(article__in=seen, related__in=seen)


def rules(person: Person, conference: Conference) -> "QuerySet[Any]":
    """The rules of the newsroom, for who works there."""
    if not isinstance(person, User) or not permissions.may_revise_newsroom_rules(person, conference):
        return NewsroomRules.objects.none()
    return NewsroomRules.objects.filter(conference=conference)


def public_press_kit(_person: Person, conference: Conference) -> "QuerySet[Any]":
    """The public press kit of a conference that strangers find."""
    kit = PressItem.objects.filter(conference=conference, is_public=True)
    return kit if conference.is_public else kit.none()


def public_replies(person: Person, conference: Conference) -> "QuerySet[Any]":
    """What appears under articles that are out."""
    articles = out(person, conference).filter(takes_replies=True).order_by().values("pk")
    return Reply.objects.filter(article__in=articles, state=ReplyState.PUBLISHED)


# ---- lists that stand in rows ---------------------------------------------------------------------------------------


def topics_of_articles(_person: Person, _conference: Conference, ids: list[int]) -> Pairs:
    """The subjects that articles are about."""
    return ArticleTopic.objects.filter(article__in=ids).order_by("pk").values_list("article_id", "topic_id")


def parties_of_articles(_person: Person, _conference: Conference, ids: list[int]) -> Pairs:
    """The parties that articles are about."""
    return ArticleParty.objects.filter(article__in=ids).order_by("pk").values_list("article_id", "party__code")


def public_words(_person: Person, _conference: Conference, ids: list[int]) -> Pairs:
    """Title, lead and text of articles in the languages in which they are published, and in no other."""
    for article in Article.objects.filter(pk__in=ids).order_by("pk"):
        shown = as_published(article)
        said = {name: plain(getattr(shown, name)) or {} for name in ("title", "lead", "body")}
        for language in shown.languages or [shown.original_language]:
            words = {name: str(said[name].get(language, "")) for name in said}
            if any(words.values()):
                yield article.pk, {"language": language, **words, "body": without_references(words["body"])}


def public_corrections(_person: Person, _conference: Conference, ids: list[int]) -> Pairs:
    """What was wrong in articles that are out."""
    rows = Correction.objects.filter(article__in=ids).order_by("at", "pk").values_list("article_id", "at", "text")
    return ((pk, {"at": at.isoformat().replace("+00:00", "Z"), "text": plain(text) or {}}) for pk, at, text in rows)


def people_of_requests(person: Person, conference: Conference, ids: list[int]) -> Pairs:
    """Whom outlets would send."""
    rows = MediaPerson.objects.in_office_of(person).filter(conference=conference, request__in=ids).order_by("pk")
    return ((pk, {"name": name, "task": task}) for pk, name, task in rows.values_list("request_id", "name", "task"))


def without_references(text: str) -> str:
    """A text without what the house shows in it by reference: it may not be for everybody."""
    return REFERENCE.sub("", bare(text)) if references(text) else text


def _articles(person: Person, conference: Conference) -> "QuerySet[Any]":
    return Article.objects.in_office_of(person).filter(conference=conference).order_by().values("pk")
