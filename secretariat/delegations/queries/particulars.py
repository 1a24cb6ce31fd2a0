"""Particulars as those see them who may, and what of them is due to be deleted."""

from dataclasses import dataclass
from datetime import date, timedelta

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.delegations import permissions
from secretariat.delegations.models import Change, ChangeState, Delegate, Particulars, WatchedName
from secretariat.delegations.queries.accreditation import terms_of

# What is asked of a person and deleted in time; a change that waits holds the same.
PARTICULARS = ("birth_date", "document_kind", "document_number")
# Nobody who comes is older than so many years.
OLDEST = 120


@dataclass(frozen=True)
class Retained:
    """What is kept of people's particulars in a conference, and the first day on which it is to be gone."""

    due_date: date
    document_numbers: int
    birth_dates: int
    photos: int
    changes: int
    watched_birth_dates: int

    @property
    def is_anything(self) -> bool:
        """Whether there is anything to delete."""
        return any((self.document_numbers, self.birth_dates, self.photos, self.changes, self.watched_birth_dates))

    def is_due(self, today: date) -> bool:
        """Whether it is to be deleted by now."""
        return today >= self.due_date


def particulars_of(delegate: Delegate) -> Particulars:
    """What is kept to show who a delegate is; a row yet to be written if nothing is."""
    kept = Particulars.objects.filter(delegate=delegate).first()
    return kept or Particulars(conference_id=delegate.conference_id, delegate=delegate, version=0)


def particulars_asked_for(delegate: Delegate) -> dict[str, str | None]:
    """What a change that waits wants of somebody's particulars, as plain values."""
    waiting = Change.objects.filter(delegate=delegate, state=ChangeState.WAITING).first()
    return {name: waiting.wanted[name] for name in PARTICULARS if name in waiting.wanted} if waiting else {}


def photo_for(user: User, conference: Conference, delegate_id: int) -> Particulars | None:
    """The particulars that hold a delegate's photo, if this person may see it."""
    kept = Particulars.objects.filter(conference=conference, delegate_id=delegate_id).exclude(photo="")
    found = kept.select_related("delegate").first()
    return found if found is not None and permissions.may_see_photo(user, found.delegate) else None


def retained(conference: Conference) -> Retained:
    """How much of people's particulars is kept, and when it is due. Five queries."""
    kept = Particulars.objects.filter(conference=conference)
    held = kept.values_list("document_number", "birth_date", "photo", "document_kind")
    rows = list(held)
    return Retained(
        due_date=due_date_of(conference),
        document_numbers=sum(1 for number, _born, _photo, kind in rows if number or kind),
        birth_dates=sum(1 for _number, born, _photo, _kind in rows if born),
        photos=sum(1 for _number, _born, photo, _kind in rows if photo),
        changes=len(changes_with_particulars(conference)),
        watched_birth_dates=WatchedName.objects.filter(conference=conference).exclude(birth_date=None).count(),
    )


def due_date_of(conference: Conference) -> date:
    """The first day on which particulars are to be gone: the days of grace after the last day are over."""
    grace = timedelta(days=terms_of(conference).retention_days + 1)
    # A conference may be said to end on the last day of the calendar, and nothing comes after that.
    return conference.end_date + min(grace, date.max - conference.end_date)


def changes_with_particulars(conference: Conference) -> list[Change]:
    """Changes, waiting or decided, that hold a date of birth, a document or a photo."""
    every = Change.objects.filter(conference=conference)
    return [change for change in every if change.photo or holds_particulars(change)]


def holds_particulars(change: Change) -> bool:
    """Whether a change speaks of a date of birth or a document, as it is wanted or as it was."""
    return any(name in held for held in (change.wanted, change.was) for name in (*PARTICULARS, "photo"))
