"""Pledges that are announced in a session, and the words in which they were."""

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action
from secretariat.pledges.models import Pledge
from secretariat.programme import permissions
from secretariat.programme.models import Announcement, Session, SessionState


@action(allow=permissions.may_announce_pledge)
def announce_pledge(actor: User, session: Session, *, pledge: Pledge, passage: str = "") -> Announcement:
    """Write down that a pledge was announced in a session, with the words in which it was."""
    del actor
    if pledge.conference_id != session.conference_id:
        raise Refused(_("This pledge belongs to another conference."), field="pledge")
    if session.state == SessionState.CANCELLED:
        raise Refused(_("This session is cancelled: nothing was announced in it."))
    if session.announcements.filter(pledge=pledge).exists():
        raise Refused(_("This pledge is announced in this session already."), field="pledge")
    return Announcement.objects.create(
        conference_id=session.conference_id, session=session, pledge=pledge, passage=passage
    )


@action(allow=permissions.may_withdraw_announcement)
def withdraw_announcement(actor: User, announcement: Announcement) -> None:
    """Take back that a pledge was announced in a session; the record keeps that somebody had written so."""
    del actor
    announcement.delete()
