"""The news of a conference file: articles with what they are about, the press kit, and the rules of replies."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from secretariat.api.actions.documents import take_file
from secretariat.api.actions.record import Words, fact, put_facts, put_parts
from secretariat.api.actions.rows import Loading, numbered, put_alone
from secretariat.audit.action import Refused, plain
from secretariat.dossier.models import Topic
from secretariat.engines.folding import folded
from secretariat.engines.markup import Unfit, render
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

if TYPE_CHECKING:
    from secretariat.engines.conferencefile.news import ArticleData, PictureData

    Given = Sequence[tuple[Article, ArticleData]]

_ARTICLE_FIELDS = (
    "kind",
    "title",
    "lead",
    "body",
    "byline",
    "original_language",
    "languages",
    "state",
    "embargo_at",
    "published_at",
    "withdrawn_reason",
    "takes_replies",
    "sensitivity",
)


def load_news(loading: Loading) -> None:
    """Bring in what the public is told."""
    words = Words(loading)
    _rules(loading)
    _press_kit(loading, words)
    if not loading.file.articles:
        return
    given = [(said, _article(loading, words, said)) for said in loading.file.articles]
    rows = put_facts(loading, given, _ARTICLE_FIELDS, lambda row: row.key)
    articles = list(zip(rows, loading.file.articles, strict=True))
    _Pictures(loading, words).put((row, said.picture) for row, said in articles)
    _about(loading, words, articles)
    _pins(loading, articles)
    _corrections(loading, words, articles)
    _replies(loading, articles)


def _article(loading: Loading, words: Words, said: "ArticleData") -> Article:
    _refuse_what_no_page_shows(words.text(said.body), said.key)
    row = fact(loading, Article, said, key=said.key, kind=said.kind, title=words.text(said.title))
    row.lead, row.body, row.byline = words.text(said.lead), words.text(said.body), said.byline or ""
    row.original_language, row.languages = said.original, list(said.languages)
    row.state, row.embargo_at, row.takes_replies = said.state, said.embargo, said.takes_replies
    row.withdrawn_reason = words.text(said.withdrawn)
    # What was withdrawn before its hour was out at no time.
    is_out = said.state == "published"
    row.published_at = said.published or said.embargo if is_out else said.published
    if row.published_at is not None:
        row.published_by = loading.actor
    return row


def _refuse_what_no_page_shows(body: LazyI18nString, key: str) -> None:
    for text in (plain(body) or {}).values():
        try:
            render(text)
        except Unfit as unfit:
            sentence = _("The text of the article %(key)s is too long or too deeply nested.")
            raise Refused(sentence % {"key": key}) from unfit


class _Pictures:
    """The pictures that are here, each found again by its name, its credit and what it shows."""

    def __init__(self, loading: Loading, words: Words) -> None:
        self._loading, self._words = loading, words
        self._there: dict[str, list[Picture]] = defaultdict(list)
        for row in Picture.objects.filter(conference=loading.conference).order_by("id"):
            self._there[file_name_of(row.name)].append(row)

    def put(self, given: "Iterable[tuple[Article | PressItem, PictureData | None]]") -> None:
        """Give each row the picture that the file names; one that is not here yet is left out, and said to be."""
        ledger = self._loading.ledger
        changes: dict[Model, dict[str, list[Any]]] = {}
        for row, said in given:
            if said is None:
                continue
            picture = self._found(said, row.picture_id)
            if picture is None:
                reason = _("The picture %(name)s is not here; hand it in and choose it.") % {"name": said.file}
                ledger.skipped.append((str(row), reason))
            elif row.picture_id != picture.pk:
                changes[row] = {"picture_id": [row.picture_id, picture.pk]}
                row.picture = picture
                row.save(update_fields=["picture"])
        ledger.raise_changed(changes)

    def _found(self, said: "PictureData", chosen: int | None) -> Picture | None:
        """The picture that is meant: of several that could be, the one that was chosen here, else the oldest."""
        named = self._there.get(said.file, [])
        exact = [row for row in named if row.credit == said.credit and self._shows(row) == self._text(said)]
        kept = next((row for row in exact or named if row.pk == chosen), None)
        return kept or next(iter(exact), None)

    def _shows(self, row: Picture) -> str:
        return self._words.of(row.alternative)

    def _text(self, said: "PictureData") -> str:
        return self._words.of(self._words.text(said.alternative))


def _about(loading: Loading, words: Words, articles: "Given") -> None:
    of = {"conference": loading.conference}
    topics = _topics(loading, words, articles)
    named = [
        (row, [ArticleParty(**of, article=row, party=party) for party in words.parties(said.parties)])
        for row, said in articles
    ]
    put_parts(loading, named, "parties", lambda row: row.party_id)
    treated = []
    for row, said in articles:
        its_topics = {topics[_key(words, words.text(each))].pk: words.text(each) for each in said.topics}
        treated.append((row, [ArticleTopic(**of, article=row, topic_id=pk) for pk in its_topics]))
    put_parts(loading, treated, "topics", lambda row: row.topic_id)


def _topics(loading: Loading, words: Words, articles: "Given") -> dict[str, Topic]:
    """The topics that articles name; those that positions use are the same."""
    there = Topic.objects.filter(conference=loading.conference).order_by("-id")
    present = {_key(words, row.name): row for row in there}
    wanted: dict[str, Topic] = {}
    for _row, said in articles:
        for each in said.topics:
            name = words.text(each)
            topic = wanted.setdefault(_key(words, name), Topic(conference=loading.conference, name=name))
            topic.name = LazyI18nString({**name.data, **topic.name.data})
    kept = loading.ledger.put(list(wanted.items()), present, ("name",))
    return dict(zip(wanted, kept, strict=True))


def _key(words: Words, name: LazyI18nString) -> str:
    return folded(words.of(name)).strip()


def _pins(loading: Loading, articles: "Given") -> None:
    by_key = {row.key: row for row, _said in articles}
    pinned = [
        (
            row,
            [
                Pin(conference=loading.conference, article=row, related=by_key[key], position=place)
                for place, key in enumerate(said.pins)
            ],
        )
        for row, said in articles
    ]
    put_parts(loading, pinned, "pins", lambda row: row.related_id, ("position",))


def _corrections(loading: Loading, words: Words, articles: "Given") -> None:
    """Corrections are added; one that is here and not in the file stays, as it was shown."""
    wanted = []
    for row, said in articles:
        for each in said.corrections:
            kept = Correction(conference=loading.conference, article=row, text=words.text(each.text), at=each.at)
            kept.entered_by = loading.actor
            wanted.append(((row.pk, each.at, words.of(kept.text)), kept))
    rows = Correction.objects.filter(conference=loading.conference).order_by("id")
    there = dict(numbered(((row.article_id, row.at, words.of(row.text)), row) for row in rows))
    loading.ledger.put(numbered(wanted), there, ("text",))


def _replies(loading: Loading, articles: "Given") -> None:
    """Replies that were published are added as such; those that wait here go on waiting."""
    wanted = []
    for row, said in articles:
        for each in said.replies:
            reply = Reply(conference=loading.conference, article=row, name=each.name, text=each.text)
            reply.language, reply.received_at, reply.state = each.language or "", each.at, ReplyState.PUBLISHED
            reply.decided_by = loading.actor
            wanted.append((_reply_key(reply), reply))
    rows = Reply.objects.filter(conference=loading.conference).order_by("id")
    there: dict[Any, Reply] = dict(numbered((_reply_key(row), row) for row in rows))
    loading.ledger.put(numbered(wanted), there, ())


def _reply_key(row: Reply) -> tuple[Any, ...]:
    return row.article_id, row.received_at, row.name, row.text


def _press_kit(loading: Loading, words: Words) -> None:
    wanted = []
    for said in loading.file.press_kit:
        row = PressItem(conference=loading.conference, kind=said.kind, title=words.text(said.title))
        row.text, row.credit, row.licence = words.text(said.text), said.credit or "", said.licence or ""
        row.is_public, row.entered_by = said.public, loading.actor
        wanted.append(((row.kind, words.of(row.title)), row))
    rows = PressItem.objects.filter(conference=loading.conference).order_by("position", "id")
    there = dict(numbered(((row.kind, words.of(row.title)), row) for row in rows.select_related("file")))
    fields = ("title", "text", "credit", "licence", "is_public", "position")
    pieces = numbered(wanted)
    last = (-1, 0)
    for key, row in pieces:
        known = there.get(key)
        # Pieces that stand in the order of the file already keep their places.
        is_in_order = known is not None and (known.position, known.pk) > last
        last = (known.position, known.pk) if known is not None and is_in_order else (last[0] + 1, 0)
        row.position = last[0]
    kept = loading.ledger.put(pieces, there, fields)
    for row, said in zip(kept, loading.file.press_kit, strict=True):
        take_file(loading, row, said.file)
    if kept:
        _Pictures(loading, words).put(zip(kept, (said.picture for said in loading.file.press_kit), strict=True))


def _rules(loading: Loading) -> None:
    said = loading.file.newsroom
    if said is None:
        return
    row = NewsroomRules(conference=loading.conference, takes_replies=said.takes_replies, mail_days=said.mail_days)
    row.replies_an_hour, row.words = said.replies_an_hour, list(said.words)
    row.takes_media_requests = said.takes_media_requests
    put_alone(loading, row, ("takes_replies", "mail_days", "replies_an_hour", "takes_media_requests", "words"))
