"""To do once what is asked for twice with the same key."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.api import permissions
from secretariat.api.models import Allowance, Answered, Token
from secretariat.audit.action import Refused, action

KEPT_FOR = timedelta(hours=24)


class Answer(NamedTuple):
    """What a program is told of its deed."""

    status: int
    body: str
    location: str = ""
    is_kept: bool = False


class AnotherRequest(Refused):
    """A key that was used for something else."""

    def __init__(self) -> None:
        super().__init__(_("This key was used for another request. Take a new one for each deed."))


@action(allow=permissions.may_answer_once)
def answer_once(
    actor: User, token: Token, *, key: str, fingerprint: str, at: datetime, deed: Callable[[], Answer]
) -> Answer:
    """Do a deed and keep what was answered, in one transaction; to the same key the same is answered, and nothing is
    done. Without a key nothing is kept.
    """
    del actor
    if not key:
        return deed()
    Answered.objects.filter(token=token, at__lte=at - KEPT_FOR).delete()
    kept = Answered.objects.filter(token=token, key=key).first()
    if kept is not None:
        if kept.fingerprint != fingerprint:
            raise AnotherRequest
        return Answer(kept.status, kept.body, kept.location, is_kept=True)
    answer = deed()
    Answered.objects.create(
        conference_id=token.conference_id,
        token=token,
        key=key,
        fingerprint=fingerprint,
        status=answer.status,
        body=answer.body,
        location=answer.location,
        at=at,
    )
    return answer


def forget_answers(now: datetime) -> int:
    """Delete what was answered more than a day ago and what was counted of days that are over; says how much."""
    answers, _each = Answered.objects.filter(at__lte=now - KEPT_FOR).delete()
    counts, _each = Allowance.objects.filter(minute__lt=int((now - KEPT_FOR).timestamp()) // 60).delete()
    return answers + counts
