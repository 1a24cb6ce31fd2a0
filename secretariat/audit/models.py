"""Entries, the records they stand in, the rows that a batch made, and the seals on a record."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

HOUSE = 0


class Record(models.Model):
    """The record of one conference, or of the house itself (number 0), and its revision.

    The conference is a plain number: this floor lies beneath the conference, and the record outlives it.
    """

    conference_id = models.BigIntegerField(primary_key=True)
    revision = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"record {self.conference_id} at revision {self.revision}"


class Entry(models.Model):
    """One deed: who did what to which thing, and what changed."""

    conference_id = models.BigIntegerField()
    revision = models.BigIntegerField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="entries")
    verb = models.CharField(max_length=80)
    thing_type = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    thing_label = models.CharField(max_length=300)
    made_type = models.CharField(max_length=60, blank=True)
    made_id = models.BigIntegerField(null=True)
    changes = models.JSONField(default=dict)
    batch = models.JSONField(default=dict)
    at = models.DateTimeField(db_default=Now())
    # What a seal needs besides, so that a value can be erased and the record still verifies; see engines.sealing.
    salt = models.BinaryField(null=True)
    digests = models.JSONField(null=True)

    class Meta:
        ordering = ("conference_id", "revision", "id")
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["conference_id", "revision"], name="entries_in_order"),
            models.Index(fields=["thing_type", "thing_id"], name="entries_of_a_thing"),
            models.Index(fields=["made_type", "made_id"], name="entry_that_made_a_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.thing_label}"


class BatchRows(models.Model):
    """A run of rows of one kind that one batch made or changed, so that each row finds its way back to the deed."""

    conference_id = models.BigIntegerField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="runs")
    thing_type = models.CharField(max_length=60)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "batch rows"
        indexes = [models.Index(fields=["thing_type", "first_id", "last_id"], name="batch_of_a_row")]

    def __str__(self) -> str:
        return f"{self.thing_type} {self.first_id}-{self.last_id}"


class Seal(models.Model):
    """A seal on a run of revisions of one record, and on all seals before it; rows are only added.

    Its fields are those of ``engines.sealing.Seal``, which says what each is; ``moment`` is ``at`` there.
    """

    conference_id = models.BigIntegerField()
    number = models.BigIntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    count = models.BigIntegerField()
    uneven = models.JSONField(default=list)
    root = models.BinaryField()
    previous = models.BinaryField()
    hash = models.BinaryField()
    moment = models.DateTimeField()
    key = models.CharField(max_length=64, blank=True)
    signature = models.BinaryField()
    leaves = models.BinaryField()

    class Meta:
        ordering = ("conference_id", "number")
        constraints = [models.UniqueConstraint(fields=["conference_id", "number"], name="one_chain_of_seals")]

    def __str__(self) -> str:
        return f"seal {self.number} on record {self.conference_id} up to revision {self.last}"
