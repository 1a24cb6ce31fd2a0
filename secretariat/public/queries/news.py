"""News as the public finds it: what is out, what it shows of the house, and what is related to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import name_of
from secretariat.documents.models import Document
from secretariat.engines.markup import Reference, Unfit, render
from secretariat.figures.models import Release, ReleaseState
from secretariat.newsroom.models import Article, ArticleParty, ArticleTopic, PressItem, PressItemKind
from secretariat.newsroom.queries.published import all_as_published, as_published
from secretariat.pledges.models import Pledge
from secretariat.programme.models import Session
from secretariat.programme.queries.known import title_of
from secretariat.public.queries.editions import STRANGER
from secretariat.public.queries.feeding import in_language
from secretariat.public.queries.searchable import sessions_told
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
        made = render(words, shown=_shower(article.conference))
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


def _shower(conference: Conference) -> Callable[[Reference], str]:
    """What a text shows where it names something of the house: the public row as it is now, or nothing."""
    show = {"pledge": _pledge, "figures": _figures, "session": _session, "document": _document}

    def shown(reference: Reference) -> str:
        made = show.get(reference.kind)
        return str(made(conference, reference.name)) if made else ""

    return shown


def _pledge(conference: Conference, name: str) -> str:
    rows = Pledge.objects.visible_to(STRANGER).filter(conference=conference)
    row = rows.select_related("party").filter(number=int(name)).first() if name.isdecimal() and len(name) < 9 else None
    if row is None:
        return ""
    amount = f" · {number(row.amount)} {row.currency}" if row.amount is not None else ""
    stage = f" · {row.get_stage_display()}" if row.stage else ""
    url = reverse("public:pledge", args=[conference.slug, row.number])
    return _line(url, text(row.title if str(row.title) else row.text), f"{row.party}{amount}{stage}")


def _figures(conference: Conference, name: str) -> str:
    rows = Release.objects.visible_to(STRANGER).filter(conference=conference, state=ReleaseState.PUBLISHED)
    row = rows.filter(number=int(name)).first() if name.isdecimal() and len(name) < 9 else None
    if row is None:
        return ""
    source = row.content.get("source", {}).get("publisher", "")
    url = reverse("public:release", args=[conference.slug, row.number])
    return _line(url, text(row.title), " · ".join(part for part in (day(row.content.get("as_of", "")), source) if part))


def _session(conference: Conference, name: str) -> str:
    # An article names a session by its key, the programme as it was published by what calendars know it by.
    uid = Session.objects.filter(conference=conference, key=name).values_list("uid", flat=True).first()
    entry = sessions_told(conference).get(str(uid))
    if entry is None:
        return ""
    url = f"{reverse('public:programme', args=[conference.slug])}#session-{uid}"
    return _line(url, text(title_of(entry)), day(entry["day"] or ""))


def _document(conference: Conference, name: str) -> str:
    rows = Document.objects.visible_to(STRANGER).filter(conference=conference)
    row = rows.filter(symbol=name).first() or rows.filter(key=name).first()
    if row is None:
        return ""
    return _line(reverse("public:document", args=[conference.slug, row.key]), text(row.title), row.symbol)


def _line(url: str, title: str, rest: str) -> str:
    return format_html('<a class="embedded" href="{}"><bdi>{}</bdi></a> <small><bdi>{}</bdi></small>', url, title, rest)
