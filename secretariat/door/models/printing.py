"""Templates for badges and papers of the door, and what is being printed."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.conference.models import Conference
from secretariat.door.models.places import DoorRows

# A piece of the work takes seconds.
LONG_SILENCE = timedelta(minutes=5)


class PrintKind(models.TextChoices):
    """What is printed."""

    BADGE = "badge", pgettext_lazy("print", "Badge")
    BADGE_SHEET = "badge sheet", pgettext_lazy("print", "Badges, several on a sheet")
    NAME_PLATE = "name plate", pgettext_lazy("print", "Name plate")
    TABLE_CARD = "table card", pgettext_lazy("print", "Table card")
    CERTIFICATE = "certificate", pgettext_lazy("print", "Certificate of attendance")


class BadgeTemplate(models.Model):
    """A Typst file of a conference that says how something is printed; where there is none, the house's own serves."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("What it is for"), max_length=12, choices=PrintKind.choices)
    name = models.CharField(_("Name"), max_length=200)
    source = models.TextField(_("Typst"), max_length=100_000)
    is_in_use = models.BooleanField(_("In use"), default=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DoorRows["BadgeTemplate"].as_manager()

    class Meta:
        ordering = ("kind", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "kind"],
                condition=models.Q(is_in_use=True),
                name="one_template_of_a_kind_in_use",
            )
        ]

    def __str__(self) -> str:
        return self.name


class PrintState(models.TextChoices):
    """How far something to be printed has come."""

    WAITING = "waiting", pgettext_lazy("print", "Waiting")
    RUNNING = "running", pgettext_lazy("print", "Being laid out")
    DONE = "done", pgettext_lazy("print", "Done")
    STOPPED = "stopped", pgettext_lazy("print", "Stopped")
    FAILED = "failed", pgettext_lazy("print", "Failed")


class PrintJob(models.Model):
    """A file of badges or papers that the worker lays out: how far it is, and what came of it."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("What it is for"), max_length=12, choices=PrintKind.choices)
    language = models.CharField(_("Language"), max_length=2)
    # Numbers of the rows to print: badges; delegations for cards of tables; delegates for plates and certificates.
    wanted = models.JSONField(default=list, editable=False)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    state = models.CharField(_("State"), max_length=10, choices=PrintState.choices, default=PrintState.WAITING)
    reason = models.TextField(_("Reason"), blank=True)
    file = models.FileField(upload_to="prints/%Y/%m", blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    # When it was handed to the worker last, when the worker was heard of last, and when somebody stopped it.
    asked_at = models.DateTimeField(_("Asked for"), null=True, editable=False)
    heard_at = models.DateTimeField(null=True, editable=False)
    stopped_at = models.DateTimeField(_("Stopped"), null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DoorRows["PrintJob"].as_manager()
    audit_leaves_out = frozenset({"wanted", "done", "state", "reason", "file", "heard_at"})

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.total}"

    @property
    def is_under_way(self) -> bool:
        """Whether the worker has it, or is about to."""
        return self.state in {PrintState.WAITING, PrintState.RUNNING}

    def is_stuck(self, now: datetime) -> bool:
        """Whether the worker that should be at it has not been heard of for long."""
        heard = self.heard_at or self.asked_at or self.entered_at
        return self.is_under_way and now - heard > LONG_SILENCE
