"""What readers do on their own: reply to an article, and report a reply.

Nobody is signed in on the public site, and what a reader sends is no deed on anything: it is appended, and the record
of the conference does not move. It appears once somebody of the newsroom has read it, which is a deed. What comes at
once is taken one after another, so that what was sent twice is seen and bounds hold.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.newsroom import queries
from secretariat.newsroom.models import Article, Reply, ReplyReport, ReplyState

SPOKEN = frozenset(code for code, _name in settings.LANGUAGES)
MOST_REPORTS_AN_HOUR = 20


class TooMany(Refused):
    """So much came from one address that no more of it is taken for now."""

    def __init__(self) -> None:
        super().__init__(_("Very much was sent from your address within an hour. Please come back later."))


def one_by_one(conference_id: int) -> None:
    """Wait until what came in before is kept; to be called in the transaction that keeps what comes in."""
    Conference.objects.select_for_update(no_key=True).filter(pk=conference_id).values_list("pk").first()


@transaction.atomic
def take_reply(article: Article, *, said: dict[str, str], address: str, at: datetime) -> None:
    """Keep what a reader replied, to be read by a moderator; what is sent twice is kept once."""
    conference = article.conference
    one_by_one(conference.pk)
    rules = queries.rules_of(conference)
    if not (article.takes_replies and rules.takes_replies):
        raise Refused(_("This article takes no replies any more."))
    mark = _mark(article, said)
    if Reply.objects.filter(fingerprint=mark).exists():
        return
    sent = queries.sent_lately(conference, address, at)
    if sent >= rules.replies_an_hour * queries.BOUND:
        raise TooMany
    reasons = queries.reasons_in(said["name"], said["text"], rules.words)
    reasons += ["rate"] if sent >= rules.replies_an_hour else []
    known = Reply.objects.filter(conference=conference, state=ReplyState.PUBLISHED, mail__iexact=said["mail"])
    reasons += [] if known.exists() else ["first-time"]
    language = said.get("language", "")
    reply = Reply(
        conference=conference,
        article=article,
        name=said["name"],
        mail=said["mail"],
        text=said["text"],
        language=language if language in SPOKEN else "",
        fingerprint=mark,
        reasons=[code for code in queries.REASONS if code in reasons],
        sender=queries.sender_of(address, at),
        received_at=at,
    )
    Reply.objects.bulk_create([reply], ignore_conflicts=True)


@transaction.atomic
def take_report(reply: Reply, *, reason: str, address: str, at: datetime) -> None:
    """Keep a reader's word against a published reply; one reader's second word is the first."""
    one_by_one(reply.conference_id)
    if queries.reported_lately(reply.conference, address, at) >= MOST_REPORTS_AN_HOUR:
        raise TooMany
    report = ReplyReport(
        conference_id=reply.conference_id,
        reply=reply,
        reason=reason,
        sender=queries.sender_of(address, at),
        received_at=at,
    )
    ReplyReport.objects.bulk_create([report], ignore_conflicts=True)


def _mark(article: Article, said: dict[str, str]) -> str:
    whole = "\0".join([str(article.pk), said["name"], " ".join(said["text"].split())])
    return salted_hmac("secretariat.newsroom.reply", whole, algorithm="sha256").hexdigest()
