"""Articles: drafted, read by a second person, published at their hour, corrected in the open, withdrawn."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils.text import slugify
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Sensitivity, User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused, action, difference_between, plain, unless_stale
from secretariat.conference.models import Conference
from secretariat.dossier.models import Topic
from secretariat.engines.conferencefile.limits import ADDRESS_KEY, LAST_YEAR
from secretariat.engines.markup import LONGEST, Unfit, render
from secretariat.newsroom import permissions
from secretariat.newsroom.actions.parts import clean_words, enter
from secretariat.newsroom.models import Article, ArticleParty, ArticleState, ArticleTopic, Correction
from secretariat.parties.models import Party
from secretariat.ui.templatetags.ui import moment, own_name

ARTICLE_FIELDS = (
    "key",
    "kind",
    "title",
    "lead",
    "body",
    "byline",
    "picture",
    "original_language",
    "languages",
    "takes_replies",
    "sensitivity",
)


@dataclass(frozen=True)
class About:
    """Whom and what an article is about."""

    parties: Iterable[Party] = ()
    topics: Iterable[Topic] = ()


@dataclass(frozen=True)
class Mended:
    """An article as it should have read, and what was wrong in it."""

    details: Mapping[str, Any]
    what: LazyI18nString
    about: About | None = None


@action(allow=permissions.may_draft_article)
def draft_article(
    actor: User,
    conference: Conference,
    *,
    details: Mapping[str, Any],
    about: About | None = None,
    cited: Iterable[Cited] = (),
) -> Article:
    """Begin an article; nobody outside the newsroom sees it until it is published."""
    article = Article(conference=conference, original_language=conference.original_language, entered_by=actor)
    _enter(article, details)
    _judge(article)
    article.save()
    _keep(article, about or About())
    Citation.objects.bulk_create(citations_for(article, cited))
    return article


@action(allow=permissions.may_revise_article)
def revise_article(
    actor: User,
    article: Article,
    *,
    details: Mapping[str, Any],
    about: About | None = None,
    version: int | None = None,
) -> Article:
    """Change an article that is not out, or not any more; one that is out is corrected."""
    unless_stale(article, version)
    if article.state == ArticleState.PUBLISHED:
        raise Refused(_("This article was published: correct it, so that readers are told what changed."))
    if article.published_at is not None:
        # Its address says to readers that it was withdrawn.
        details = {name: value for name, value in details.items() if name != "key"}
    _refuse_taking_away(actor, article, details)
    _enter(article, details)
    _judge(article)
    if article.state == ArticleState.READY:
        # What a second person was to read is another text now.
        article.state = ArticleState.DRAFT
    article.save(update_fields=[*ARTICLE_FIELDS, "state"])
    if about is not None:
        _keep(article, about)
    return article


@action(allow=permissions.may_submit_article)
def submit_article(actor: User, article: Article, *, version: int | None = None) -> Article:
    """Hand an article to a second person to read."""
    del actor
    unless_stale(article, version)
    if article.state != ArticleState.DRAFT:
        raise Refused(_("Only a draft is handed to a second person."))
    article.state = ArticleState.READY
    article.save(update_fields=["state"])
    return article


@action(allow=permissions.may_publish_article)
def publish_article(
    actor: User, article: Article, *, at: datetime, embargo_at: datetime | None = None, version: int | None = None
) -> Article:
    """Publish an article now, or from the minute on at which its embargo ends; nobody outside sees it before."""
    unless_stale(article, version)
    if article.state == ArticleState.PUBLISHED and article.published_at and article.published_at <= at:
        raise Refused(_("This article is out already."))
    embargo_at = _to_the_minute(embargo_at)
    if embargo_at is not None and embargo_at <= at:
        sentence = _("The embargo has ended already: %(moment)s is over. Choose a later moment, or none.")
        raise Refused(sentence % {"moment": moment(embargo_at.astimezone(article.conference.zone))}, field="embargo_at")
    if article.sensitivity == Sensitivity.RESTRICTED:
        raise Refused(_("This article is restricted; say first that it is for everybody."))
    _refuse_unready(article)
    if article.state == ArticleState.WITHDRAWN and article.published_at is not None:
        # Readers were told that it was withdrawn, and go on being told why.
        _correct(actor, article, article.withdrawn_reason, at)
    article.state, article.published_by, article.embargo_at = ArticleState.PUBLISHED, actor, embargo_at
    # Cut to the second, so that the next request sees it whatever the database's clock does with parts of one.
    article.published_at = article.embargo_at or at.replace(microsecond=0)
    article.sensitivity, article.withdrawn_reason = Sensitivity.PUBLIC, LazyI18nString("")
    article.save(
        update_fields=["state", "embargo_at", "published_at", "published_by", "sensitivity", "withdrawn_reason"]
    )
    return article


@action(allow=permissions.may_correct_article)
def correct_article(
    actor: User, article: Article, *, at: datetime, mended: Mended, version: int | None = None
) -> Article:
    """Change an article that was published, and say below it what was wrong.

    Nothing is said where nothing that readers were told changed: only languages that were added, or whom it is about.
    """
    unless_stale(article, version)
    if article.state != ArticleState.PUBLISHED:
        raise Refused(_("This article was not published; revise it."))
    before, what = Article.objects.get(pk=article.pk), clean_words(mended.what)
    _enter(article, {name: value for name, value in mended.details.items() if name not in {"key", "sensitivity"}})
    _judge(article)
    _refuse_unready(article)
    is_out = article.published_at is not None and article.published_at <= at
    if is_out and _was_told(before, article) and not plain(what):
        raise Refused(_("This article is out: say what was wrong, so that readers are told."), field="what")
    article.save(update_fields=[name for name in ARTICLE_FIELDS if name not in {"key", "sensitivity"}])
    if mended.about is not None:
        _keep(article, mended.about)
    if plain(what):
        _correct(actor, article, what, at)
    return article


@action(allow=permissions.may_withdraw_article)
def withdraw_article(actor: User, article: Article, *, reason: LazyI18nString, version: int | None = None) -> Article:
    """Take an article back; its address says that it was withdrawn, and why."""
    del actor
    unless_stale(article, version)
    if article.state != ArticleState.PUBLISHED:
        raise Refused(_("Only an article that was published can be withdrawn."))
    reason = clean_words(reason)
    if not plain(reason):
        raise Refused(_("Say why it is withdrawn."), field="reason")
    article.state, article.withdrawn_reason = ArticleState.WITHDRAWN, reason
    if not Article.objects.filter(pk=article.pk, published_at__lte=Now()).exists():
        # Before its minute nobody knew of it, and nobody is told of it now.
        article.published_at = None
    article.save(update_fields=["state", "withdrawn_reason", "published_at"])
    return article


def _enter(article: Article, details: Mapping[str, Any]) -> None:
    enter(article, ARTICLE_FIELDS, details)
    article.languages = list(dict.fromkeys(article.languages))
    if details.get("key"):
        article.key = article.key.lower()
        if not re.match(ADDRESS_KEY, article.key):
            sentence = _("An address begins with a small letter or a figure; hyphens and underscores may follow.")
            raise Refused(sentence, field="key")
    if not article.key:
        article.key = _free_key(article)


def _correct(actor: User, article: Article, what: LazyI18nString, at: datetime) -> None:
    correction = Correction(conference_id=article.conference_id, article=article, at=at, entered_by=actor)
    correction.text = what
    correction.save()


def _to_the_minute(moment: datetime | None) -> datetime | None:
    """The full minute from which on nothing is said too early."""
    if moment is None:
        return None
    if moment.year >= LAST_YEAR:
        raise Refused(_("Choose a moment before the year %(year)s.") % {"year": LAST_YEAR}, field="embargo_at")
    minute = moment.replace(second=0, microsecond=0)
    return minute if minute == moment else minute + timedelta(minutes=1)


def _judge(article: Article) -> None:
    if not plain(article.title):
        raise Refused(_("An article has a title."), field="title")
    said = plain(article.body) or {}
    for language, text in said.items():
        try:
            render(text)
        except Unfit as unfit:
            sentence = _("The text in %(language)s is too long or too deeply nested: %(most)s letters, twenty levels.")
            told = {"language": own_name(language), "most": LONGEST}
            raise Refused(sentence % told, field="body") from unfit
    if article.picture is not None and article.picture.conference_id != article.conference_id:
        raise Refused(_("This picture belongs to another conference."), field="picture")
    others = Article.objects.filter(conference=article.conference_id, key=article.key).exclude(pk=article.pk)
    if others.exists():
        free = _free_key(article, article.key)
        sentence = _("The address “%(key)s” is taken; “%(free)s” is free.")
        raise Refused(sentence % {"key": article.key, "free": free}, field="key")


def _refuse_unready(article: Article) -> None:
    said = {name: plain(getattr(article, name)) or {} for name in ("title", "body")}
    languages = article.languages or [article.original_language]
    if article.original_language not in languages:
        languages = [article.original_language, *languages]
    for language in languages:
        if not said["title"].get(language) or not said["body"].get(language):
            sentence = _("In %(language)s there is no title or no text yet; leave the language out or write them.")
            raise Refused(sentence % {"language": own_name(language)}, field="languages")
    article.languages = languages


def _refuse_taking_away(actor: User, article: Article, details: Mapping[str, Any]) -> None:
    """Nobody hides an article from themselves."""
    wanted = details.get("sensitivity", article.sensitivity)
    if wanted == Sensitivity.RESTRICTED and not actor.is_secretary_of(article.conference_id):
        raise Refused(_("Only a secretary can restrict an article."), field="sensitivity")


def _was_told(before: Article, article: Article) -> bool:
    """Whether something changed that a reader may have read."""
    if difference_between(before, article, ("byline", "picture")):
        return True
    read = before.languages or [before.original_language]
    if not set(read) <= set(article.languages):
        return True
    for name in ("title", "lead", "body"):
        old, new = plain(clean_words(getattr(before, name))) or {}, plain(getattr(article, name)) or {}
        if any(old.get(code, "") != new.get(code, "") for code in read):
            return True
    return False


def _keep(article: Article, about: About) -> None:
    """Write down whom and what the article is about, where that changed."""
    rows: tuple[tuple[type[models.Model], str, Iterable[models.Model]], ...] = (
        (ArticleParty, "party", about.parties),
        (ArticleTopic, "topic", about.topics),
    )
    for model, name, wanted in rows:
        kept: Any = model._default_manager.filter(article=article)
        things = list(dict.fromkeys(wanted))
        if [getattr(row, f"{name}_id") for row in kept] != [thing.pk for thing in things]:
            kept.delete()
            made = [model(conference_id=article.conference_id, article=article, **{name: each}) for each in things]
            model._default_manager.bulk_create(made)


def _free_key(article: Article, wanted: str = "") -> str:
    """An address that no article has: made of the title in the original language, or of any."""
    said = plain(article.title) or {}
    words = wanted or said.get("en") or said.get(article.original_language) or next(iter(said.values()), "")
    stem = slugify(words)[:60].strip("-") or "article"
    taken = Article.objects.filter(conference=article.conference_id, key__startswith=stem).exclude(pk=article.pk)
    keys = set(taken.values_list("key", flat=True))
    if stem not in keys:
        return stem
    return next(key for key in (f"{stem}-{number}" for number in range(2, len(keys) + 3)) if key not in keys)
