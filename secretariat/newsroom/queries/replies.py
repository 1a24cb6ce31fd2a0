"""Replies as moderators and readers see them, and the rules of the newsroom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from secretariat.accounts.models import User
from secretariat.conference.models import Conference, Message
from secretariat.newsroom.models import Article, MediaRequest, NewsroomRules, Reply, ReplyReport, ReplyState
from secretariat.newsroom.models.media import MediaRequestState
from secretariat.newsroom.queries.judging import REASONS, with_turns_shown, without_turns
from secretariat.newsroom.queries.media import MEDIA
from secretariat.newsroom.queries.sender import LATELY, senders_lately

WAITING, REPORTED, PUBLISHED, REFUSED = "waiting", "reported", "published", "refused"
TABS = (WAITING, REPORTED, PUBLISHED, REFUSED)
# So many times what the rules allow in an hour is kept for a moderator; beyond it nothing more is taken.
BOUND = 4


@dataclass(frozen=True)
class Seen:
    """A reply as a moderator sees it: its words with hidden signs shown, and in words why it waits."""

    reply: Reply
    name: str
    text: str
    reasons: list[str]
    reports: Sequence[ReplyReport]


@dataclass(frozen=True)
class Shown:
    """A published reply as readers see it; nothing of who sent it but the name they gave."""

    pk: int
    name: str
    text: str
    received_at: datetime


def rules_of(conference: Conference) -> NewsroomRules:
    """The rules of a conference, or those with which every conference begins."""
    return NewsroomRules.objects.filter(conference=conference).first() or NewsroomRules(conference=conference)


def takes_replies(article: Article) -> bool:
    """Whether readers may reply to an article now."""
    return article.takes_replies and rules_of(article.conference).takes_replies


def published_replies(article: Article) -> QuerySet[Reply]:
    """What appears under an article, the first first; nothing where it takes none."""
    if not article.takes_replies:
        return Reply.objects.none()
    return Reply.objects.filter(article=article, state=ReplyState.PUBLISHED).order_by("received_at", "pk")


def shown_replies(rows: Sequence[Reply]) -> list[Shown]:
    """Replies as readers see them."""
    return [Shown(row.pk, without_turns(row.name), without_turns(row.text), row.received_at) for row in rows]


def sent_lately(conference: Conference, address: str, at: datetime) -> int:
    """How many replies came from this address to the conference within the hour."""
    known = Reply.objects.filter(sender__in=senders_lately(address, at), received_at__gt=at - LATELY)
    return known.filter(conference=conference).count()


def reported_lately(conference: Conference, address: str, at: datetime) -> int:
    """How many reports came from this address to the conference within the hour."""
    known = ReplyReport.objects.filter(sender__in=senders_lately(address, at), received_at__gt=at - LATELY)
    return known.filter(conference=conference).count()


def counts_of(user: User, conference: Conference) -> dict[str, int]:
    """How many replies stand where. One query."""
    rows = Reply.objects.in_office_of(user).filter(conference=conference)
    return rows.aggregate(**{tab: Count("pk", filter=_who(tab), distinct=True) for tab in TABS})


def in_tab(user: User, conference: Conference, tab: str) -> QuerySet[Reply]:
    """The replies of a tab: what waits longest first, what was decided last first."""
    rows = Reply.objects.in_office_of(user).filter(conference=conference).filter(_who(tab)).distinct()
    rows = rows.select_related("article", "conference", "decided_by")
    return rows.order_by("received_at", "pk") if tab in {WAITING, REPORTED} else rows.order_by("-decided_at", "-pk")


def seen_by_moderators(rows: Sequence[Reply]) -> list[Seen]:
    """Replies with why they wait and what readers say of them. One query."""
    reports: dict[int, list[ReplyReport]] = {}
    for report in ReplyReport.objects.filter(reply__in=[row.pk for row in rows], is_settled=False):
        reports.setdefault(report.reply_id, []).append(report)
    return [
        Seen(
            row,
            with_turns_shown(row.name),
            with_turns_shown(row.text),
            [str(REASONS[code]) for code in row.reasons if code in REASONS],
            reports.get(row.pk, []),
        )
        for row in rows
    ]


def replies_with_mails_due(conference: Conference, at: datetime) -> QuerySet[Reply]:
    """Replies whose mail has served: the days of the rules are over."""
    old = Reply.objects.filter(conference=conference, received_at__lte=at - _kept_for(conference))
    return old.filter(~Q(mail="") | ~Q(sender=""))


def reports_with_senders_due(conference: Conference, at: datetime) -> QuerySet[ReplyReport]:
    """Reports that still say, under a hash, from where they came, though the days of the rules are over."""
    old = ReplyReport.objects.filter(conference=conference, received_at__lte=at - _kept_for(conference))
    return old.exclude(sender="")


def media_requests_with_mails_due(conference: Conference, at: datetime) -> QuerySet[MediaRequest]:
    """Decided requests of media that still hold whom to write to, though the days of the rules are over."""
    old = MediaRequest.objects.filter(conference=conference, decided_at__lte=at - _kept_for(conference))
    decided = old.exclude(state=MediaRequestState.WAITING)
    return decided.filter(~Q(contact_mail="") | ~Q(sender="") | ~Q(people__mail="")).distinct()


def letters_to_media_due(conference: Conference, at: datetime) -> QuerySet[Message]:
    """Letters to outlets that still say to whom they went, though the days of the rules are over."""
    old = Message.objects.filter(conference=conference, kind=MEDIA, entered_at__lte=at - _kept_for(conference))
    return old.exclude(to="")


def _kept_for(conference: Conference) -> timedelta:
    return timedelta(days=rules_of(conference).mail_days)


def _who(tab: str) -> Q:
    if tab == REPORTED:
        return Q(state=ReplyState.PUBLISHED, reports__is_settled=False)
    return Q(state=tab)
