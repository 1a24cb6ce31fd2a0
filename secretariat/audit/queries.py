"""What the record can tell."""

from django.db import models
from django.db.models import Q, QuerySet

from secretariat.audit.action import label_of
from secretariat.audit.models import HOUSE, Entry, Record


def house() -> Record:
    """The record of the house itself, in which deeds stand that belong to no conference."""
    return Record.objects.filter(pk=HOUSE).first() or Record(conference_id=HOUSE)


def revision_of(conference_id: int) -> int:
    """The revision of a conference's record; 0 before the first deed."""
    return Record.objects.filter(pk=conference_id).values_list("revision", flat=True).first() or 0


def history_of(thing: models.Model) -> QuerySet[Entry]:
    """Every deed on one row, newest first: what was done to it, what made it, and the batches it was part of."""
    kind, row = label_of(thing), thing.pk
    return (
        Entry.objects.filter(
            Q(thing_type=kind, thing_id=row, made_id=None, runs=None)
            | Q(made_type=kind, made_id=row)
            | Q(runs__thing_type=kind, runs__first_id__lte=row, runs__last_id__gte=row)
        )
        .select_related("actor")
        .distinct()
        .order_by("-revision", "-id")
    )


def entries_since(conference_id: int, revision: int) -> QuerySet[Entry]:
    """Deeds in a conference after the given revision, newest first."""
    return (
        Entry.objects.filter(conference_id=conference_id, revision__gt=revision)
        .select_related("actor")
        .order_by("-revision", "-id")
    )
