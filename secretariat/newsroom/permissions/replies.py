"""Who reads what the public replies, and decides what appears."""

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.newsroom.models import Reply, ReplyReport
from secretariat.newsroom.permissions.articles import works_in_newsroom


def may_see_replies(user: User, conference: Conference) -> bool:
    """Whoever works in the newsroom: what nobody has read yet is for nobody else."""
    return works_in_newsroom(user, conference.pk)


def may_publish_reply(user: User, reply: Reply) -> bool:
    """Whoever works in the newsroom."""
    return works_in_newsroom(user, reply.conference_id)


def may_refuse_reply(user: User, reply: Reply) -> bool:
    """Whoever works in the newsroom."""
    return works_in_newsroom(user, reply.conference_id)


def may_erase_reply(user: User, reply: Reply) -> bool:
    """Secretaries: nothing brings it back."""
    return user.is_secretary_of(reply.conference_id)


def may_publish_replies(user: User, conference: Conference) -> bool:
    """Whoever works in the newsroom."""
    return works_in_newsroom(user, conference.pk)


def may_refuse_replies(user: User, conference: Conference) -> bool:
    """Whoever works in the newsroom."""
    return works_in_newsroom(user, conference.pk)


def may_settle_report(user: User, report: ReplyReport) -> bool:
    """Whoever works in the newsroom."""
    return works_in_newsroom(user, report.conference_id)


def may_forget_reply_mails(user: User, conference: Conference) -> bool:
    """Whoever works in the newsroom, and the house's own hand at night."""
    return user.is_superuser or works_in_newsroom(user, conference.pk)
