"""Moderating: replies are published or refused, reports are settled, and mails are forgotten once they have served."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action, unless_stale
from secretariat.conference.actions import forget_to_whom
from secretariat.conference.models import Conference, Message
from secretariat.newsroom import permissions, queries
from secretariat.newsroom.models import ArticleState, MediaPerson, MediaRequest, Reply, ReplyReport, ReplyState

DECIDED = ("state", "decided_at", "decided_by", "refusal")
MOST_LETTERS = 300
# Of each reply that was chosen, the version in which a moderator saw it.
Seen = Mapping[int, int]


@dataclass(frozen=True)
class _Chosen:
    """Replies that a moderator chose, and in which versions they were seen; without these nothing is compared."""

    replies: Iterable[Reply]
    seen: Seen | None

    def obstacle_to(self, row: Reply) -> str:
        """Why a reply is left to be looked at once more, if it is not what the moderator saw."""
        if self.seen is None or self.seen.get(row.pk) == row.version:
            return ""
        return _("somebody decided about it meanwhile")


@action(allow=permissions.may_publish_reply)
def publish_reply(actor: User, reply: Reply, *, at: datetime, version: int | None = None) -> Reply:
    """Let a reply appear under its article; one that was refused too, if somebody thinks again."""
    unless_stale(reply, version)
    _unless_hindered(_not_to_publish(reply))
    _decide(actor, reply, ReplyState.PUBLISHED, at=at)
    return reply


@action(allow=permissions.may_refuse_reply)
def refuse_reply(actor: User, reply: Reply, *, reason: str, at: datetime, version: int | None = None) -> Reply:
    """Keep a reply from appearing, or take it away again; the reason stays in the house."""
    unless_stale(reply, version)
    said = _said(reason)
    _unless_hindered(_not_to_refuse(reply))
    _decide(actor, reply, ReplyState.REFUSED, at=at, reason=said)
    return reply


@action(allow=permissions.may_publish_replies)
def publish_replies(
    actor: User, conference: Conference, *, replies: Iterable[Reply], at: datetime, seen: Seen | None = None
) -> Batch:
    """Let the chosen replies appear as they were seen; those that cannot are skipped, and it is said why."""
    done, skipped = _many(actor, conference, _Chosen(replies, seen), _not_to_publish)
    _decide_many(actor, done, ReplyState.PUBLISHED, at=at)
    words = ngettext("%(count)s reply published", "%(count)s replies published", len(done))
    return _batch(conference, done, skipped, words % {"count": len(done)})


@action(allow=permissions.may_refuse_replies)
def refuse_replies(
    actor: User,
    conference: Conference,
    *,
    replies: Iterable[Reply],
    reason: str,
    at: datetime,
    seen: Seen | None = None,
) -> Batch:
    """Keep the chosen replies, as they were seen, from appearing, for one reason."""
    said = _said(reason)
    done, skipped = _many(actor, conference, _Chosen(replies, seen), _not_to_refuse)
    _decide_many(actor, done, ReplyState.REFUSED, at=at, reason=said)
    words = ngettext("%(count)s reply refused", "%(count)s replies refused", len(done))
    return _batch(conference, done, skipped, words % {"count": len(done)})


@action(allow=permissions.may_settle_report)
def settle_report(actor: User, report: ReplyReport) -> ReplyReport:
    """Say that somebody has looked at what a reader reported, and that the reply stays."""
    del actor
    if report.is_settled:
        raise Refused(_("This report is settled already."))
    report.is_settled = True
    report.save(update_fields=["is_settled"])
    return report


@action(allow=permissions.may_forget_reply_mails)
def forget_reply_mails(actor: User, conference: Conference, *, at: datetime) -> Batch:
    """Delete mails of replies, of decided requests of media and of letters to them, and hashes of senders in time."""
    del actor
    replies = queries.replies_with_mails_due(conference, at)
    requests = queries.media_requests_with_mails_due(conference, at)
    letters = queries.letters_to_media_due(conference, at)
    touched = {
        "newsroom.reply": list(replies.values_list("pk", flat=True)),
        "newsroom.mediarequest": list(requests.values_list("pk", flat=True)),
        "conference.message": list(letters.values_list("pk", flat=True)),
    }
    Reply.objects.filter(pk__in=touched["newsroom.reply"]).update(mail="", sender="")
    MediaPerson.objects.filter(request__in=touched["newsroom.mediarequest"]).update(mail="")
    MediaRequest.objects.filter(pk__in=touched["newsroom.mediarequest"]).update(contact_mail="", sender="")
    forget_to_whom(Message.objects.filter(pk__in=touched["conference.message"]))
    queries.reports_with_senders_due(conference, at).update(sender="")
    return Batch(
        name=_("Mails of readers deleted"),
        conference_id=conference.pk,
        counts={kind: len(rows) for kind, rows in touched.items() if rows},
        rows={kind: rows for kind, rows in touched.items() if rows},
    )


def _decide(actor: User, reply: Reply, state: str, *, at: datetime, reason: str = "") -> None:
    reply.state, reply.decided_at, reply.decided_by, reply.refusal = state, at, actor, reason
    reply.save(update_fields=DECIDED)
    # Whoever decided has read what readers said of it.
    reply.reports.filter(is_settled=False).update(is_settled=True)


def _decide_many(actor: User, replies: list[Reply], state: str, *, at: datetime, reason: str = "") -> None:
    for reply in replies:
        _decide(actor, reply, state, at=at, reason=reason)
    # Whoever still looks at them as they were is told so.
    Reply.objects.filter(pk__in=[reply.pk for reply in replies]).update(version=F("version") + 1)


def _not_to_publish(reply: Reply) -> str:
    if reply.state == ReplyState.PUBLISHED:
        return _("is published already")
    if reply.article.state != ArticleState.PUBLISHED:
        return _("its article is not out")
    return "" if reply.article.takes_replies else _("its article takes no replies")


def _not_to_refuse(reply: Reply) -> str:
    return _("is refused already") if reply.state == ReplyState.REFUSED else ""


def _unless_hindered(obstacle: str) -> None:
    if obstacle:
        raise Refused(_("It cannot be done: the reply %(obstacle)s.") % {"obstacle": obstacle})


def _many(
    actor: User, conference: Conference, chosen: _Chosen, obstacle_to: Callable[[Reply], str]
) -> tuple[list[Reply], list[tuple[str, str]]]:
    """The chosen replies that are held by nobody else and that nothing speaks against, and why the others are not."""
    wanted = Reply.objects.in_office_of(actor).filter(
        conference=conference, pk__in=[reply.pk for reply in chosen.replies]
    )
    rows = wanted.select_related("article").select_for_update(no_key=True, skip_locked=True, of=("self",))
    held = list(rows.order_by("pk"))
    taken = wanted.exclude(pk__in=[row.pk for row in held])
    skipped = [(_label(row), _("somebody is deciding about it at this moment")) for row in taken]
    done = []
    for row in held:
        obstacle = obstacle_to(row) or chosen.obstacle_to(row)
        if obstacle:
            skipped.append((_label(row), obstacle))
        else:
            done.append(row)
    return done, skipped


def _label(reply: Reply) -> str:
    return queries.without_turns(reply.name)


def _batch(conference: Conference, done: list[Reply], skipped: list[tuple[str, str]], name: str) -> Batch:
    kind = Reply._meta.label_lower
    return Batch(
        name=name,
        conference_id=conference.pk,
        counts={kind: len(done)},
        rows={kind: [row.pk for row in done]},
        skipped=tuple(skipped),
    )


def _said(reason: str) -> str:
    said = " ".join(reason.replace("\x00", "").split())
    if not said:
        raise Refused(_("Say why it is refused; the reason stays in the house."), field="reason")
    if len(said) > MOST_LETTERS:
        raise Refused(_("The reason is too long: %(most)s letters at most.") % {"most": MOST_LETTERS}, field="reason")
    return said
