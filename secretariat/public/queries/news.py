"""News as the public finds it: what is out, what it shows of the house, and what is related to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import name_of, shown_names
from secretariat.documents.models import Document
from secretariat.engines.markup import Reference, Unfit, references, render
from secretariat.figures.models import Release
from secretariat.figures.queries.releases.showing import total_of
from secretariat.newsroom.models import Article, ArticleParty, ArticleTopic, PressItem, PressItemKind
from secretariat.newsroom.queries.embedding import rows_named
from secretariat.newsroom.queries.published import all_as_published, as_published
from secretariat.pledges.models import Pledge
from secretariat.programme.queries.known import Entry, title_of
from secretariat.public.queries.editions import STRANGER
from secretariat.public.queries.feeding import in_language
from secretariat.ui.templatetags.ui import day, number, text

MOST_RELATED = 4
# Two articles a month apart have little to do with each other for that alone.
_NEAR = timedelta(days=30)


@dataclass(frozen=True)
class Told:
    """An article as its page tells it: its text in the reader's language, and in which language that is."""

    article: Article
    body: SafeString
    language: str
    related: list[Article]


def news_out(conference: Conference) -> QuerySet[Article]:
    """The articles that are out, the newest first."""
    rows = Article.objects.visible_to(STRANGER).filter(conference=conference)
    return rows.order_by("-published_at", "-id").select_related("picture")


def told(article: Article, language: str) -> Told:
    """An article with its text, what it shows of the house as it is now, and what is related to it."""
    article = as_published(article)
    words, code = in_language(article.body, language)
    try:
        made = render(words, shown=_shower(article.conference, words))
    except Unfit:
        made = ""
    # Cleaned by the engine; what is shown of the house escapes what it holds.
    return Told(article, mark_safe(made), code, related(article))  # noqa: S308


def related(article: Article) -> list[Article]:
    """What is read after an article: what somebody pinned to it, then what shares most with it.

    Two for each topic, one for each party that both are about, and up to one for how near they are in time; what
    shares neither topic nor party is not related. Five queries.
    """
    out = news_out(article.conference).exclude(pk=article.pk)
    pinned = list(article.pins.order_by("position", "id").values_list("related_id", flat=True))
    topics = set(article.topics.values_list("topic_id", flat=True))
    parties = set(article.parties.values_list("party_id", flat=True))
    shares: dict[int, float] = {}
    for pk, at in out.filter(topics__topic__in=topics).values_list("pk", "published_at"):
        shares[pk] = shares.get(pk, _nearness(article, at)) + 2
    for pk, at in out.filter(parties__party__in=parties).values_list("pk", "published_at"):
        shares[pk] = shares.get(pk, _nearness(article, at)) + 1
    order = [*pinned, *sorted((pk for pk in shares if pk not in pinned), key=lambda pk: (-shares[pk], -pk))]
    rows = out.in_bulk(order[: MOST_RELATED * 2])
    return all_as_published(rows[pk] for pk in order if pk in rows)[:MOST_RELATED]


def about(article: Article, names: dict[int, ShownName]) -> dict[str, list[object]]:
    """Whom and what an article is about, as the conference calls them. Two queries."""
    parties = ArticleParty.objects.filter(article=article).select_related("party")
    topics = ArticleTopic.objects.filter(article=article).select_related("topic")
    return {"parties": [name_of(row.party, names) for row in parties], "topics": [row.topic.name for row in topics]}


def press_kit(conference: Conference) -> list[tuple[str, list[PressItem]]]:
    """The public press kit by kind, in its order. One query."""
    rows = PressItem.objects.filter(conference=conference, is_public=True).select_related("file", "picture__large")
    found = [(str(label), [row for row in rows if row.kind == kind]) for kind, label in PressItemKind.choices]
    return [(label, items) for label, items in found if items]


def _nearness(article: Article, at: object) -> float:
    mine = article.published_at
    apart = abs(mine - at) if mine and at else _NEAR  # type: ignore[operator]
    return max(0.0, 1 - apart / _NEAR)


def _shower(conference: Conference, words: str) -> Callable[[Reference], str]:
    """What a text shows where it names something of the house: the public row as it is now, or nothing."""
    rows = rows_named(conference, references(words))
    names = shown_names(conference) if any(each.kind == "pledge" for each in rows) else {}

    def shown(reference: Reference) -> str:
        row = rows.get(reference)
        if row is None:
            return ""
        if isinstance(row, Pledge):
            return _pledge(conference, row, names)
        return _SHOWN_BY[reference.kind](conference, row)

    return shown


def _pledge(conference: Conference, row: Pledge, names: dict[int, ShownName]) -> str:
    amount = f" · {number(row.amount)} {row.currency}" if row.amount is not None else ""
    stage = f" · {row.get_stage_display()}" if row.stage else ""
    url = reverse("public:pledge", args=[conference.slug, row.number])
    said = text(row.title if str(row.title) else row.text)
    return _line(url, said, f"{name_of(row.party, names)}{amount}{stage}")


def _figures(conference: Conference, row: Release) -> str:
    """A release with what it counts in all, or with what is shown in its place."""
    source = row.content.get("source", {}).get("publisher", "")
    url = reverse("public:release", args=[conference.slug, row.number])
    told = (total_of(row.content), day(row.content.get("as_of", "")), source)
    return _line(url, text(row.title), " · ".join(part for part in told if part))


def _session(conference: Conference, entry: Entry) -> str:
    url = f"{reverse('public:programme', args=[conference.slug])}#session-{entry['uid']}"
    return _line(url, text(title_of(entry)), day(entry["day"] or ""))


def _document(conference: Conference, row: Document) -> str:
    return _line(reverse("public:document", args=[conference.slug, row.key]), text(row.title), row.symbol)


_SHOWN_BY: dict[str, Callable[[Conference, Any], str]] = {
    "figures": _figures,
    "session": _session,
    "document": _document,
}


def _line(url: str, title: str, rest: str) -> str:
    return format_html('<a class="embedded" href="{}"><bdi>{}</bdi></a> <small><bdi>{}</bdi></small>', url, title, rest)
