"""Badges, and the keys that sign them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from secretariat.door.models.places import BadgeClass, DoorRows


class SigningKey(models.Model):
    """A key with which badges and snapshots are signed; the private half is sealed and never leaves the server."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    # The first four bytes of SHA-256 of the public key, as eight hexadecimal digits.
    mark = models.CharField(_("Mark"), max_length=8)
    public_key = models.CharField(_("Public key"), max_length=64)
    sealed_private_key = models.TextField(editable=False)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    # It signs nothing more; what it signed is still good.
    retired_at = models.DateTimeField(_("Retired"), null=True, editable=False)
    # Somebody else may hold it: what it signed is good no more.
    broken_at = models.DateTimeField(_("Held to be broken"), null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DoorRows["SigningKey"].as_manager()
    # Of the keys of a conference one signs: whoever changes that, holds the conference.
    audit_held_through = "conference"
    audit_hides = frozenset({"sealed_private_key"})
    audit_leaves_out = frozenset({"sealed_private_key"})

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["conference", "mark"], name="one_key_per_mark"),
            models.UniqueConstraint(
                fields=["conference"], condition=Q(retired_at=None), name="one_key_signs_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.mark


class BadgeState(models.TextChoices):
    """What became of a badge."""

    ISSUED = "issued", pgettext_lazy("badge", "Issued")
    LOST = "lost", pgettext_lazy("badge", "Lost")
    REVOKED = "revoked", pgettext_lazy("badge", "Revoked")
    REPLACED = "replaced", pgettext_lazy("badge", "Replaced")


class Badge(models.Model):
    """A badge: what is printed on it and signed, and what became of it."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    # Seven digits, the last of which checks the others.
    number = models.CharField(_("Number"), max_length=7)
    delegate = models.ForeignKey(Delegate, on_delete=models.PROTECT, related_name="badges")
    badge_class = models.ForeignKey(
        BadgeClass, on_delete=models.PROTECT, related_name="badges", verbose_name=_("Class")
    )
    # As they were when it was issued; the signed text holds the same.
    name = models.CharField(_("Name"), max_length=500)
    zones = models.JSONField(_("Zones"), default=list)
    valid_from = models.DateField(_("Valid from"))
    valid_until = models.DateField(_("Valid until"))
    # An officer chose its class, zones or days; what would be given unasked does not put it out of date.
    is_by_choice = models.BooleanField(default=False, editable=False)
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+", editable=False)
    text = models.CharField(max_length=1000, editable=False)
    state = models.CharField(_("State"), max_length=10, choices=BadgeState.choices, default=BadgeState.ISSUED)
    reason = models.TextField(_("Reason"), blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.RESTRICT, null=True, blank=True, related_name="replaced_by"
    )
    printed_at = models.DateTimeField(_("Printed"), null=True, editable=False)
    times_printed = models.PositiveIntegerField(default=0, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    issued_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DoorRows["Badge"].as_manager()
    # Whoever reads the record could print it.
    audit_hides = frozenset({"text"})
    audit_leaves_out = frozenset({"text", "times_printed", "printed_at"})

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="a_badge_number_is_given_once"),
            models.UniqueConstraint(
                fields=["delegate"], condition=Q(state=BadgeState.ISSUED), name="one_badge_at_a_time"
            ),
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="a_badge_ends_after_it_starts"),
        ]
        indexes = [models.Index(fields=["conference", "state"], name="badges_by_state")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
