"""Addresses that are told what happened in a conference, and each message to them."""

from datetime import datetime
from typing import ClassVar, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference

Row = TypeVar("Row", bound=models.Model)


class SecretariesRows(models.QuerySet[Row]):
    """Rows that only secretaries see: a webhook hears of every deed of the conference."""

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Rows of the conferences in which this person is secretary."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(conference_id__in=user.conferences_as({Role.SECRETARY}))


class Webhook(models.Model):
    """An address that is told of deeds: of which desks or verbs, and how that went lately."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=100)
    url = models.URLField(_("Address"), max_length=2000)
    # Desks as ``delegations`` and verbs as ``delegations.accredit``; of all desks if there is none.
    topics = models.JSONField(_("Of what it is told"), default=list, blank=True)
    # Sealed with the house's key: it has to be at hand to sign with.
    secret = models.TextField()
    # The one before, sealed as well: what is told until then is signed with both.
    former_secret = models.TextField(blank=True, editable=False)
    former_until = models.DateTimeField(null=True, blank=True, editable=False)
    # All deeds up to this revision of the record have become messages.
    revision = models.BigIntegerField(default=0)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    failing_since = models.DateTimeField(null=True, blank=True, editable=False)
    stopped_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Why the house stopped it; nothing where a person did.
    stopped_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[SecretariesRows["Webhook"]] = SecretariesRows["Webhook"].as_manager()  # type: ignore[assignment]
    audit_hides = frozenset({"secret", "former_secret"})
    audit_leaves_out = frozenset({"revision", "failing_since"})

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class DeliveryState(models.TextChoices):
    """What became of a message to a webhook."""

    WAITING = "waiting", pgettext_lazy("webhook", "Waiting")
    DELIVERED = "delivered", pgettext_lazy("webhook", "Delivered")
    GIVEN_UP = "given up", pgettext_lazy("webhook", "Given up")


class DeliveryRows(SecretariesRows["Delivery"]):
    """Messages, by what is to be done with them."""

    def in_hand(self, at: datetime) -> Self:
        """Messages that a worker is delivering at this moment."""
        return self.filter(state=DeliveryState.WAITING, attempts__gt=0, trouble="", next_at__gt=at)

    def over(self) -> Self:
        """Messages of which nothing more is tried."""
        return self.exclude(state=DeliveryState.WAITING)


class Delivery(models.Model):
    """One message to one webhook: what it says, and how often it was tried."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    # The same for every try, and for a replay of the same deed: a receiver knows it by that.
    identifier = models.CharField(max_length=64)
    verb = models.CharField(max_length=80)
    revision = models.BigIntegerField()
    body = models.TextField()
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)
    # Of the last try: the status, and by its code what was wrong. Empty while a worker has it in hand: until
    # ``next_at`` no other takes it up.
    status = models.PositiveIntegerField(null=True, blank=True)
    trouble = models.CharField(max_length=300, blank=True)
    milliseconds = models.PositiveIntegerField(null=True, blank=True)
    is_replay = models.BooleanField(default=False)

    objects: ClassVar[DeliveryRows] = DeliveryRows.as_manager()  # type: ignore[assignment]
    # What was sent stands in the delivery, and how it went is the worker's own note.
    audit_leaves_out = frozenset({"body", "attempts", "tried_at", "status", "trouble", "milliseconds"})

    class Meta:
        ordering = ("-id",)
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "identifier"], condition=Q(is_replay=False), name="a_deed_is_told_once"
            )
        ]
        indexes = [models.Index(fields=["webhook", "state", "next_at"], name="deliveries_that_are_due")]

    def __str__(self) -> str:
        return self.identifier

    def is_in_hand(self, at: datetime) -> bool:
        """Whether a worker is delivering it at this moment."""
        is_taken = self.state == DeliveryState.WAITING and self.attempts > 0 and not self.trouble
        return is_taken and self.next_at is not None and self.next_at > at
