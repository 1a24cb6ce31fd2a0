"""What is published of a release: counted anew under lock, and tried once more before it is shown."""

from typing import Any

from django.utils.translation import gettext as _

from secretariat.audit.action import Refused
from secretariat.figures.actions.reviewing import review_for
from secretariat.figures.models import Release, ReviewState
from secretariat.figures.queries.releases import asked_of, content_of, rules_as_data
from secretariat.figures.queries.releases.outcome import hidden_of
from secretariat.figures.queries.releases.protecting import is_safe


def publish_content(release: Release) -> tuple[dict[str, Any], dict[str, Any]]:
    """The table as it is shown, and the rules by which it is; raises ``Refused`` where it would tell too much.

    A small table is tried again here. A large one was tried by the worker: it is published only if what it rests on,
    every number, rule and earlier release, is what it was then.
    """
    review = review_for(release)
    if review is None or review.state != ReviewState.PASSED:
        raise Refused(_("It is not computed what must be hidden. Look at the review first."))
    asked, hidden = asked_of(release), hidden_of(review.outcome)
    is_same = asked.fingerprint == review.fingerprint
    if not is_same and not asked.is_small:
        raise Refused(
            _(
                "What this release rests on has changed since it was reviewed: its figures, the rules or an earlier "
                "release. Have it reviewed again."
            )
        )
    if asked.is_small and not is_safe(asked.tables, hidden):
        raise Refused(
            _(
                "With what is published by now, a hidden number could be computed from this table. "
                "Have it reviewed again."
            )
        )
    content = content_of(asked.layout, asked.edition, asked.places, (asked.table, asked.tables, hidden))
    return content, rules_as_data(asked.rules)
