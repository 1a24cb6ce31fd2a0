"""Devices at the gates, and what they scanned."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from secretariat.conference.models import Conference
from secretariat.door.models.badges import Badge
from secretariat.door.models.places import Direction, DoorRows, Gate


class Device(models.Model):
    """A tablet at a gate. It shows a token that is kept here only as its SHA-256."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=100)
    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="devices", verbose_name=_("Gate"))
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    # Written now and then by the device's own calls, not by deeds.
    seen_at = models.DateTimeField(_("Last heard of"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("Revoked"), null=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DoorRows["Device"].as_manager()
    audit_hides = frozenset({"token_sha256"})
    audit_leaves_out = frozenset({"token_sha256", "seen_at"})

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class Scan(models.Model):
    """What was read at a gate: appended, never changed, kept even if refused.

    What the door said and what the server knows are two facts, and both stay.
    """

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+", db_index=False)
    nonce = models.CharField(max_length=36)
    # The nonce of the scan on which the person at the door decided otherwise, or which the network swallowed.
    follows = models.CharField(max_length=36, blank=True)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+", db_index=False)
    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="+", db_index=False)
    zone = models.CharField(max_length=6)
    badge = models.ForeignKey(Badge, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    # The number as it was read or typed; empty if nothing of the kind could be read.
    number = models.CharField(max_length=7, blank=True)
    direction = models.CharField(max_length=6, choices=Direction.choices)
    # When it happened, by the server's clock as well as it can be known; and what the device's own clock said.
    at = models.DateTimeField()
    device_at = models.DateTimeField()
    received_at = models.DateTimeField(db_default=Now())
    was_offline = models.BooleanField(default=False)
    was_typed = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)
    # Codes of ``engines.admission``.
    door_verdict = models.CharField(max_length=20)
    server_verdict = models.CharField(max_length=20)
    # Whether the person went through.
    is_admitted = models.BooleanField(default=False)

    objects = DoorRows["Scan"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "nonce"], name="a_scan_is_kept_once")]
        indexes = [
            models.Index(fields=["badge", "zone", "at"], name="scans_of_a_badge"),
            models.Index(fields=["conference", "at"], name="scans_in_order"),
            # Few scans follow another, and whether one is followed is asked of every passage.
            models.Index(fields=["badge", "follows"], name="scans_that_follow", condition=~models.Q(follows="")),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.direction} {self.server_verdict}"
