"""How replies are taken and moderated."""

from collections.abc import Iterable, Mapping
from typing import Any

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, action
from secretariat.conference.models import Conference
from secretariat.delegations.actions.entering import revise_settings, take_over
from secretariat.newsroom import permissions
from secretariat.newsroom.models import NewsroomRules
from secretariat.newsroom.queries.judging import without_controls

RULES_FIELDS = ("takes_replies", "takes_media_requests", "mail_days", "replies_an_hour", "words")


@action(allow=permissions.may_revise_newsroom_rules)
def revise_newsroom_rules(
    actor: User, conference: Conference, *, details: Mapping[str, Any], version: int | None = None
) -> NewsroomRules | Batch:
    """Say whether replies are taken, how many from one address, what to look at, and how long mails are kept."""
    del actor
    if "words" in details:
        details = {**details, "words": _words(details["words"])}
    rules = NewsroomRules.objects.select_for_update(no_key=True).filter(conference=conference).first()
    if rules is None:
        rules = NewsroomRules(conference=conference)
        take_over(rules, RULES_FIELDS, details)
        rules.save()
        return rules
    return revise_settings(rules, RULES_FIELDS, details, version)


def _words(given: Iterable[str]) -> list[str]:
    """Each word once, without what no page can show."""
    words = (" ".join(without_controls(word).split()) for word in given)
    return list(dict.fromkeys(word for word in words if word))
