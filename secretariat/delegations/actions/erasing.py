"""Erase who a delegate is, so that the record still verifies."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from secretariat.accounts.models import User, name_of_nobody
from secretariat.audit.action import Batch, Refused, action, label_of
from secretariat.audit.actions import erase_words
from secretariat.audit.queries import entries_that_tell_of
from secretariat.conference.actions import erase_letters_to
from secretariat.delegations import permissions, queries
from secretariat.delegations.actions.particulars import forget_files
from secretariat.delegations.actions.people import spelling_key
from secretariat.delegations.models import (
    Change,
    ChangeState,
    Delegate,
    DelegateState,
    Particulars,
    SettledPair,
    WatchHit,
)

# What desks above keep of a person: each erases its own within the same deed, and says how many of what.
ALSO_ERASED: list[Callable[[Delegate, datetime], Mapping[str, int]]] = []
_WORDS = ("original_name", "honorific", "rank", "mail", "reason")


@action(allow=permissions.may_erase_person)
def erase_person(actor: User, delegate: Delegate, *, at: datetime) -> Batch:
    """Erase who a delegate is, from the record too; what was done stays, and that somebody was erased."""
    del actor
    if queries.is_erased(delegate):
        raise Refused(_("This person is erased already."))
    kind, words = label_of(delegate), queries.words_of(delegate)
    alone = set(entries_that_tell_of(kind, delegate.pk).filter(runs=None).values_list("pk", flat=True))
    counts: dict[str, int] = {kind: 1}
    for erase in ALSO_ERASED:
        counts |= erase(delegate, at)
    counts["conference.message"] = erase_letters_to(delegate.conference, delegate.mail)
    counts |= _without_particulars(delegate)
    _blank(delegate, at)
    # In a deed on many, what became other stands under the row's kind and number.
    counts["audit.entry"] = erase_words(delegate.conference_id, words, told=alone, rows=[f"{kind}:{delegate.pk}"])
    return Batch(
        name=_("A person erased"),
        conference_id=delegate.conference_id,
        counts={each: number for each, number in counts.items() if number},
        rows={kind: [delegate.pk]},
    )


def _blank(delegate: Delegate, at: datetime) -> None:
    if delegate.has_place and at.astimezone(delegate.conference.zone).date() <= delegate.conference.end_date:
        # Who is still to come cannot come unnamed; afterwards it stays true that somebody came.
        delegate.state, delegate.state_since = DelegateState.WITHDRAWN, at
    for name in _WORDS:
        setattr(delegate, name, "")
    delegate.name, delegate.spellings, delegate.languages = name_of_nobody(delegate), [], []
    delegate.capacity = delegate.body = ""
    delegate.search = spelling_key(delegate)
    delegate.save()


def _without_particulars(delegate: Delegate) -> dict[str, int]:
    """Delete documents and photos, and blank what was asked for and found of this person."""
    kept, changes = Particulars.objects.filter(delegate=delegate), Change.objects.filter(delegate=delegate)
    forget_files([*kept.values_list("photo", flat=True), *changes.values_list("photo", flat=True)])
    counts = {"delegations.particulars": kept.count(), "delegations.change": changes.count()}
    kept.delete()
    changes.filter(state=ChangeState.WAITING).delete()
    changes.update(wanted={}, was={}, photo="", reason="")
    WatchHit.objects.filter(delegate=delegate).update(because="", reason="")
    (SettledPair.objects.filter(one=delegate) | SettledPair.objects.filter(other=delegate)).update(reason="")
    return counts
