"""What the newsroom reads of articles: which there are, how far each language is, and what can be embedded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from secretariat.accounts.models import Sensitivity, User
from secretariat.audit.action import plain
from secretariat.conference.models import Conference
from secretariat.delegations.models import Invitation
from secretariat.documents.models import Document
from secretariat.dossier.models import Position, Topic
from secretariat.dossier.permissions import may_open_topic
from secretariat.engines.folding import folded
from secretariat.figures.models import Release, ReleaseState
from secretariat.newsroom.models import Article, ArticleState, Picture, PressItem
from secretariat.parties.models import Party
from secretariat.pledges.models import Pledge
from secretariat.programme.models import Session
from secretariat.programme.queries.calendars import sessions_told
from secretariat.ui.languages import wordings

MOST_OFFERED = 200


@dataclass(frozen=True)
class Language:
    """How far an article is in one language."""

    code: str
    has_title: bool
    has_lead: bool
    has_body: bool
    is_out: bool

    @property
    def is_ready(self) -> bool:
        """Whether it could be published in this language."""
        return self.has_title and self.has_body


@dataclass(frozen=True)
class Offered:
    """Something of the house that an article can show, and the reference that does it."""

    written: str
    label: object
    is_public: bool


def articles_seen(user: User, conference: Conference) -> QuerySet[Article]:
    """Articles that the newsroom shows to this person, the newest first. One query."""
    rows = Article.objects.in_office_of(user).filter(conference=conference)
    return rows.select_related("picture").annotate(waiting=Count("replies", filter=Q(replies__state="waiting")))


def found(rows: Iterable[Article], *, words: str, state: str) -> list[Article]:
    """Those that hold these words, in this state; drafts first, then by hour."""
    wanted = folded(words).split()
    kept = [row for row in rows if (not state or row.state == state) and all(_holds(row, word) for word in wanted)]
    return sorted(kept, key=_place)


def languages_of(article: Article, conference: Conference) -> list[Language]:
    """How far the article is in each language of the conference."""
    said = {name: plain(getattr(article, name)) or {} for name in ("title", "lead", "body")}
    return [
        Language(
            code,
            bool(said["title"].get(code)),
            bool(said["lead"].get(code)),
            bool(said["body"].get(code)),
            article.state == ArticleState.PUBLISHED and code in article.languages,
        )
        for code in conference.languages
    ]


def is_out(article: Article, at: datetime) -> bool:
    """Whether readers see it at this moment."""
    if article.state != ArticleState.PUBLISHED or article.sensitivity == Sensitivity.RESTRICTED:
        return False
    return article.published_at is not None and article.published_at <= at


def offered_to_embed(user: User, conference: Conference) -> dict[str, list[Offered]]:
    """What an article can show by reference, by kind; what is not public yet says so. Five queries."""
    told = sessions_told(conference)
    return {
        "pledge": [
            Offered(f"[[pledge:{row.number}]]", row.title if str(row.title) else row.text, row.sensitivity == "public")
            for row in Pledge.objects.in_office_of(user).filter(conference=conference).order_by("number")[:MOST_OFFERED]
        ],
        "figures": [
            Offered(f"[[figures:{row.number}]]", row.title, row.state == ReleaseState.PUBLISHED)
            for row in Release.objects.filter(conference=conference, state=ReleaseState.PUBLISHED).order_by("number")
        ],
        "session": [
            Offered(f"[[session:{row.key}]]", row.title, str(row.uid) in told)
            for row in Session.objects.in_office_of(user).filter(conference=conference).order_by("id")[:MOST_OFFERED]
        ],
        "document": [
            Offered(
                f"[[document:{row.symbol or row.key}]]",
                row.title,
                row.sensitivity == "public" and row.state == "issued",
            )
            for row in Document.objects.in_office_of(user)
            .filter(conference=conference)
            .order_by("symbol", "id")[:MOST_OFFERED]
        ],
    }


def parties_known(user: User, conference: Conference) -> QuerySet[Party]:
    """The parties that the office shows to this person as invited, and the host. One query."""
    invited = Invitation.objects.in_office_of(user).filter(conference=conference).order_by().values("party")
    return Party.objects.filter(Q(pk__in=invited) | Q(pk=conference.host_id))


def topics_known(user: User, conference: Conference) -> QuerySet[Topic]:
    """The subjects on which the office shows a position to this person; all of them to whoever opens subjects."""
    topics = Topic.objects.filter(conference=conference)
    if may_open_topic(user, conference):
        return topics
    return topics.filter(pk__in=Position.objects.in_office_of(user).order_by().values("topic"))


def pictures_of(user: User, conference: Conference) -> QuerySet[Picture]:
    """The pictures of the newsroom, the newest first. One query."""
    return Picture.objects.in_office_of(user).filter(conference=conference).select_related("large", "small")


def press_kit_of(user: User, conference: Conference) -> QuerySet[PressItem]:
    """The press kit, in its order. One query."""
    return PressItem.objects.in_office_of(user).filter(conference=conference).select_related("file", "picture")


def _place(row: Article) -> tuple[object, ...]:
    """Drafts first, the newest first; then by hour, the latest first; last what was withdrawn."""
    hour = row.published_at.timestamp() if row.published_at else 0.0
    return (row.state == ArticleState.WITHDRAWN, row.published_at is not None, -hour, -row.pk)


def _holds(row: Article, word: str) -> bool:
    return any(word in folded(said) for said in (*wordings(row.title), *wordings(row.lead), row.byline, row.key))
