"""What the morning page says of papers and news: what is late, what waits to be decided, read or let out."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from secretariat.accounts.models import OFFICE_ROLES, User
from secretariat.conference.models import Conference
from secretariat.documents.models import Amendment, AmendmentState, Document, LanguageVersion, VersionState
from secretariat.newsroom.models import (
    Article,
    ArticleState,
    MediaRequest,
    MediaRequestState,
    Reply,
    ReplyReport,
    ReplyState,
)

NAMED = 10
# A text whose deadline lies so near is told of.
SOON = timedelta(days=3)
_UNDECIDED = (AmendmentState.PROPOSED, AmendmentState.BRACKETED)


@dataclass(frozen=True)
class UndecidedText:
    """A text with amendments that nobody has decided yet."""

    document: Document
    count: int


@dataclass(frozen=True)
class PapersAndPress:
    """Translations that are late, amendments that are undecided, texts whose deadline is near; articles that a second
    person is to read, embargoes that end today; how many replies, reports and requests of the press wait.
    """

    late: list[LanguageVersion] = field(default_factory=list)
    undecided: list[UndecidedText] = field(default_factory=list)
    closing: list[Document] = field(default_factory=list)
    to_read: list[Article] = field(default_factory=list)
    ending: list[Article] = field(default_factory=list)
    replies: int = 0
    reported: int = 0
    requests: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits for anybody."""
        return not (self.late or self.undecided or self.closing or self.to_read or self.ending or self.is_asked)

    @property
    def is_asked(self) -> bool:
        """Whether somebody outside waits for a word."""
        return bool(self.replies or self.reported or self.requests)


def papers_and_press(conference: Conference, user: User, *, at: datetime) -> PapersAndPress:
    """What waits at the desks of papers and news, as far as this person may see it. Eight queries, however much."""
    if not user.roles_in(conference.pk) & OFFICE_ROLES:
        return PapersAndPress()
    today = localdate(at, timezone=conference.zone)
    documents = Document.objects.in_office_of(user).filter(conference=conference)
    articles = Article.objects.in_office_of(user).filter(conference=conference)
    return PapersAndPress(
        late=_late(documents, today),
        undecided=_undecided(documents),
        closing=list(
            documents.filter(is_open=True, deadline__gt=at, deadline__lte=at + SOON).order_by("deadline")[:NAMED]
        ),
        to_read=list(articles.filter(state=ArticleState.READY).order_by("pk")[:NAMED]),
        ending=_ending(articles, conference, today, at),
        replies=Reply.objects.in_office_of(user).filter(conference=conference, state=ReplyState.WAITING).count(),
        reported=_reported(conference, user),
        requests=_requests(conference, user),
    )


def _late(documents: Any, today: date) -> list[LanguageVersion]:
    rows = LanguageVersion.objects.filter(document__in=documents.order_by().values("pk"), due_date__lt=today)
    behind = rows.filter(state__in=(VersionState.MISSING, VersionState.IN_TRANSLATION))
    return list(behind.select_related("document").order_by("due_date", "pk")[:NAMED])


def _undecided(documents: Any) -> list[UndecidedText]:
    rows = Amendment.objects.filter(document__in=documents.order_by().values("pk"), state__in=_UNDECIDED)
    counts: dict[Document, int] = {}
    for row in rows.select_related("document").only("document").order_by("document_id"):
        counts[row.document] = counts.get(row.document, 0) + 1
    return [UndecidedText(document, count) for document, count in counts.items()][:NAMED]


def _ending(articles: Any, conference: Conference, today: date, at: datetime) -> list[Article]:
    """Articles that come out later today, by the clock of the venue."""
    hidden = articles.under_embargo(at).filter(published_at__lte=at + timedelta(days=1)).order_by("published_at")
    return [row for row in hidden if localdate(row.published_at, timezone=conference.zone) == today][:NAMED]


def _reported(conference: Conference, user: User) -> int:
    return ReplyReport.objects.in_office_of(user).filter(conference=conference, is_settled=False).count()


def _requests(conference: Conference, user: User) -> int:
    rows = MediaRequest.objects.in_office_of(user).filter(conference=conference)
    return rows.filter(state=MediaRequestState.WAITING).count()
