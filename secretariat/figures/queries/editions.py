"""Datasets and their editions, and how far an import has come."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.figures.models import Dataset, Edition, EditionState, Observation

UNDER_WAY = frozenset({EditionState.WAITING, EditionState.READING, EditionState.WRITING})
# The worker tells of itself once in a second while it reads, and not at all while it writes.
STUCK_AFTER = {EditionState.READING: timedelta(minutes=2), EditionState.WRITING: timedelta(minutes=15)}


def is_stuck(edition: Edition, at: datetime) -> bool:
    """Whether nothing was heard of the worker for so long that it must be gone."""
    patience = STUCK_AFTER.get(EditionState(edition.state))
    return patience is not None and (edition.alive_at is None or at - edition.alive_at > patience)


def datasets_of(conference: Conference, user: User) -> QuerySet[Dataset]:
    """The datasets that the office shows this person, with the number of editions that were imported."""
    rows = Dataset.objects.in_office_of(user).filter(conference=conference)
    imported = Count("editions", filter=Q(editions__state=EditionState.IMPORTED))
    return rows.annotate(imported=imported).order_by("name", "pk")


def editions_of(conference: Conference, user: User) -> QuerySet[Edition]:
    """The editions that the office shows this person."""
    seen = Edition.objects.in_office_of(user).filter(conference=conference)
    shown = seen.filter(dataset__in=Dataset.objects.in_office_of(user))
    return shown.select_related("dataset", "source", "file", "entered_by", "conference").order_by("-number")


def latest_editions(datasets: Iterable[Dataset]) -> dict[int, Edition]:
    """The newest edition of each dataset that was imported, by dataset. One query."""
    rows = Edition.objects.filter(dataset__in=list(datasets), state=EditionState.IMPORTED).select_related("source")
    return {edition.dataset_id: edition for edition in rows.order_by("number")}


def current_counts(datasets: Iterable[Dataset]) -> dict[int, int]:
    """How many current observations each dataset has, by dataset. One query."""
    rows = Observation.objects.filter(edition__dataset__in=list(datasets), ended_in=None)
    return dict(rows.order_by().values_list("edition__dataset").annotate(number=Count("pk")))
