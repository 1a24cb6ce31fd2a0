"""Erase from calendars and invitations who somebody is, and what is kept of answers once it has served."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from secretariat.accounts.models import User, name_of_nobody
from secretariat.audit.action import label_of
from secretariat.audit.actions import erase_values
from secretariat.audit.queries import entries_that_tell_of
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from secretariat.programme.models import Feed, Invitee, ReceivedReply

# Of the reserved domain that is nobody's; an address is invited to a meeting once, so no two are alike.
_NOBODY = Concat(Cast("pk", CharField()), Value("@erased.invalid"))


def erase_attendee(delegate: Delegate, at: datetime) -> Mapping[str, int]:
    """End the calendars of a person who is erased, invite them no more, and blank their invitations and answers."""
    feeds = Feed.objects.filter(delegate=delegate)
    feeds.filter(revoked_at=None).update(revoked_at=at)
    found = Q(delegate=delegate) | (Q(mail__iexact=delegate.mail) if delegate.mail else Q(pk__in=[]))
    invitees = Invitee.objects.filter(found, conference=delegate.conference)
    named = list(invitees.values_list("pk", flat=True))
    mails = [*invitees.values_list("mail", flat=True), *filter(None, [delegate.mail])]
    replies = ReceivedReply.objects.filter(conference=delegate.conference)
    of_theirs = Q(invitee__in=named)
    for mail in mails:
        of_theirs |= Q(claimed_mail__iexact=mail)
    counts = {
        "programme.feed": feeds.update(name=""),
        "programme.receivedreply": _blank_replies(replies.filter(of_theirs)),
        "programme.invitee": _blank_invitees(invitees),
    }
    Invitee.objects.filter(pk__in=named).update(name=name_of_nobody(delegate), is_invited=False)
    return counts


def erase_feeds_of(account: User, at: datetime) -> Mapping[str, int]:
    """End the secret addresses of calendars that an account opened, and blank for whom they were."""
    feeds = Feed.objects.filter(entered_by=account)
    for feed in feeds:
        erase_values(list(entries_that_tell_of(label_of(feed), feed.pk).filter(runs=None)))
    feeds.filter(revoked_at=None).update(revoked_at=at)
    return {"programme.feed": feeds.update(name="", last_read_at=None)}


def forget_answers_by_mail(conference: Conference) -> Mapping[str, int]:
    """Blank the addresses of invitees and what came by mail, once the conference is over: it has served."""
    invitees = Invitee.objects.filter(conference=conference).exclude(mail__endswith="@erased.invalid")
    replies = ReceivedReply.objects.filter(conference=conference).exclude(claimed_mail="")
    return {"answers_by_mail": _blank_replies(replies), "invited_mails": _blank_invitees(invitees)}


def _blank_invitees(invitees: QuerySet[Invitee]) -> int:
    return invitees.update(mail=_NOBODY, comment="", stands_in="")


def _blank_replies(replies: QuerySet[ReceivedReply]) -> int:
    return replies.update(claimed_mail="", claimed_name="", sender="", comment="", stands_in="")
