"""Answers to invitations: taken in as they came, confirmed by an officer, since nothing in one proves who sent it."""

from datetime import datetime

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action
from secretariat.engines import calendars
from secretariat.programme import permissions
from secretariat.programme.models import Convocation, Invitee, ReceivedReply, ReplyState
from secretariat.programme.queries.replies import MOST_CHANGES, same_reply

# An address that takes mail by itself is open to anybody: so many wait from addresses that were not invited, and so
# many from one that was.
MOST_OF_STRANGERS, MOST_OF_ONE = 100, 20


@action(allow=permissions.may_take_reply)
def take_reply(
    actor: User, convocation: Convocation, *, reply: calendars.Reply, sender: str = "", at: datetime
) -> ReceivedReply:
    """Keep an answer that came in, for an officer to confirm; one that came already is kept once."""
    answer = reply.partstat.lower()
    claimed, sequence = reply.attendee.lower()[:320], min(reply.sequence, MOST_CHANGES)
    same = same_reply(convocation, reply)
    if same is not None:
        return same
    invitee = convocation.invitees.filter(mail__iexact=claimed).first()
    _refuse_too_many(convocation, invitee)
    return ReceivedReply.objects.create(
        conference_id=convocation.conference_id,
        convocation=convocation,
        invitee=invitee,
        claimed_mail=claimed,
        claimed_name=_plain(reply.name, 500),
        sender=_plain(sender, 500),
        answer=answer,
        sequence=sequence,
        stamped_at=reply.dtstamp,
        comment=reply.comment.replace("\x00", "")[:5000],
        stands_in=", ".join(reply.delegated_to)[:1000],
        received_at=at,
        entered_by=actor,
    )


@action(allow=permissions.may_confirm_reply)
def confirm_reply(actor: User, reply: ReceivedReply) -> ReceivedReply:
    """Take an answer for that of the person who was invited; a later one of theirs is not overwritten."""
    del actor
    _refuse_unless_waiting(reply)
    convocation = Convocation.objects.select_for_update(no_key=True).get(pk=reply.convocation_id)
    invitee = convocation.invitees.filter(mail__iexact=reply.claimed_mail).first()
    if invitee is None:
        raise Refused(_("Nobody was invited at this address. Put the answer aside, or invite them."))
    if _is_before(reply, invitee):
        raise Refused(_("A later answer of this person is confirmed already. Put this one aside."))
    invitee.answer, invitee.comment, invitee.stands_in = reply.answer, reply.comment, reply.stands_in
    # Nobody can answer what was not sent yet.
    invitee.answered_sequence = min(reply.sequence, convocation.sequence)
    invitee.answered_at = _answered_at(reply)
    invitee.save(update_fields=["answer", "comment", "stands_in", "answered_sequence", "answered_at"])
    reply.invitee, reply.state = invitee, ReplyState.CONFIRMED
    reply.save(update_fields=["invitee", "state"])
    return reply


@action(allow=permissions.may_put_aside_reply)
def put_aside_reply(actor: User, reply: ReceivedReply) -> ReceivedReply:
    """Put an answer aside that nobody sent, or that does not count."""
    del actor
    _refuse_unless_waiting(reply)
    reply.state = ReplyState.PUT_ASIDE
    reply.save(update_fields=["state"])
    return reply


def _refuse_unless_waiting(reply: ReceivedReply) -> None:
    if reply.state != ReplyState.WAITING:
        raise Refused(_("Somebody decided on this answer already."))


def _is_before(reply: ReceivedReply, invitee: Invitee) -> bool:
    if invitee.answered_sequence is None or invitee.answered_at is None:
        return False
    mine = (reply.sequence, _answered_at(reply))
    return mine < (invitee.answered_sequence, invitee.answered_at)


def _answered_at(reply: ReceivedReply) -> datetime:
    """When it was written; nobody answers later than it came in, whatever the clock of the sender says."""
    return min(reply.stamped_at or reply.received_at, reply.received_at)


def _refuse_too_many(convocation: Convocation, invitee: Invitee | None) -> None:
    """What comes from addresses that were not invited takes no place from those who were."""
    waiting = convocation.replies.filter(state=ReplyState.WAITING)
    if invitee is None:
        waiting, most = waiting.filter(invitee=None), MOST_OF_STRANGERS
    else:
        waiting, most = waiting.filter(invitee=invitee), MOST_OF_ONE
    if waiting.count() >= most:
        raise Refused(_("Too many answers wait to be confirmed. Put aside those that nobody sent."))


def _plain(text: str, most: int) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:most]
