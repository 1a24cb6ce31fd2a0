"""When bilateral meetings are held: hours, rules, the working timetable, drafts, what is published, calendars."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.conference.models import Conference, OfficeRows, Room
from secretariat.delegations.models import Delegate, Delegation
from secretariat.meetings.models import Bilateral

# The engine speaks every second.
LONG_SILENCE = timedelta(minutes=2)


class ProgrammeRules(models.Model):
    """The rules of the timetable of one conference."""

    conference = models.OneToOneField(Conference, on_delete=models.CASCADE, related_name="programme_rules")
    slot_minutes = models.PositiveIntegerField(
        _("Length of a slot in minutes"), default=30, validators=[MinValueValidator(5), MaxValueValidator(240)]
    )
    changeover_minutes = models.PositiveIntegerField(
        _("Minutes between two slots"), default=0, validators=[MaxValueValidator(120)]
    )
    keep_free = models.PositiveIntegerField(
        _("Tables that stay free at all times"), default=0, validators=[MaxValueValidator(1000)]
    )
    # Numbers of breaks of two delegations differ by no more than this; not limited where empty.
    spread = models.PositiveIntegerField(
        _("Breaks of delegations differ at most by"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    # For how many rooms at once there are interpreters, by language.
    interpreters = models.JSONField(_("Interpreters by language"), default=dict, blank=True)
    # What each kind of clash does: block, warn or ignore; the house's own where it is not named.
    clashes = models.JSONField(_("What clashes do"), default=dict, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfficeRows["ProgrammeRules"].as_manager()

    def __str__(self) -> str:
        return str(self.conference)


class Hours(models.Model):
    """Hours of one day, at the venue, in which bilateral meetings are held."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField(_("From"))
    ends_at = models.DateTimeField(_("Until"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfficeRows["Hours"].as_manager()

    class Meta:
        ordering = ("starts_at", "id")
        verbose_name_plural = "hours"
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="hours_end_after_they_begin")
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} – {self.ends_at:%H:%M}"


class Place(models.Model):
    """Where and when a bilateral meeting stands in the working timetable, before and after it is published."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    bilateral = models.OneToOneField(Bilateral, on_delete=models.CASCADE, related_name="place")
    room = models.ForeignKey(
        Room, on_delete=models.RESTRICT, null=True, blank=True, related_name="places", verbose_name=_("Room")
    )
    # Which of the room's tables, from 1.
    table = models.PositiveIntegerField(pgettext_lazy("in a room", "Table"), default=1)
    starts_at = models.DateTimeField(_("Begins"))
    ends_at = models.DateTimeField(_("Ends"))
    # It stays here whatever the engine finds.
    is_pinned = models.BooleanField(_("Pinned"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfficeRows["Place"].as_manager()

    class Meta:
        ordering = ("starts_at", "id")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_place_ends_after_it_begins")
        ]
        indexes = [models.Index(fields=["conference", "starts_at"], name="places_by_time")]

    def __str__(self) -> str:
        return str(self.bilateral)


class DraftState(models.TextChoices):
    """How far the engine has come with a draft."""

    WAITING = "waiting", pgettext_lazy("draft of a timetable", "Waiting")
    RUNNING = "running", pgettext_lazy("draft of a timetable", "Being sought")
    DONE = "done", pgettext_lazy("draft of a timetable", "Done")
    STOPPED = "stopped", pgettext_lazy("draft of a timetable", "Stopped")
    FAILED = "failed", pgettext_lazy("draft of a timetable", "Failed")


class Draft(models.Model):
    """A timetable that the engine seeks or found: what it was asked, how far it is, the best so far."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=200, blank=True)
    seconds = models.PositiveIntegerField(
        _("Seconds at most"), default=60, validators=[MinValueValidator(1), MaxValueValidator(3600)]
    )
    seed = models.PositiveIntegerField(_("Seed"), default=0)
    # Repair: the published plan is to change as little as can be.
    is_repair = models.BooleanField(_("Change as little as possible"), default=False)
    # The problem as it was handed to the engine, and the wishes in it with the version that it saw of each.
    problem = models.JSONField(default=dict, editable=False)
    wishes = models.JSONField(default=dict, editable=False)
    # The best so far: plan, score and bound by tier; and how they came about.
    plan = models.JSONField(null=True, editable=False)
    score = models.JSONField(null=True, editable=False)
    bound = models.JSONField(null=True, editable=False)
    trace = models.JSONField(default=list, editable=False)
    status = models.CharField(max_length=12, blank=True, editable=False)
    # Why there is none, or why a wish is left out: codes and references, worded by the page.
    explanation = models.JSONField(null=True, editable=False)
    first_seconds = models.FloatField(null=True, editable=False)
    spent_seconds = models.FloatField(null=True, editable=False)
    state = models.CharField(
        _("State"), max_length=10, choices=DraftState.choices, default=DraftState.WAITING, editable=False
    )
    reason = models.TextField(_("Reason"), blank=True, editable=False)
    adopted_at = models.DateTimeField(_("Adopted"), null=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    # When it was handed to the worker last, when the engine was heard of last, and when somebody stopped it.
    asked_at = models.DateTimeField(null=True, editable=False)
    heard_at = models.DateTimeField(null=True, editable=False)
    stopped_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfficeRows["Draft"].as_manager()
    # What the engine was given and what it writes is no deed of a person.
    audit_leaves_out = frozenset(
        {
            "problem",
            "wishes",
            "plan",
            "score",
            "bound",
            "trace",
            "status",
            "explanation",
            "first_seconds",
            "spent_seconds",
            "state",
            "reason",
            "heard_at",
        }
    )

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"

    @property
    def is_under_way(self) -> bool:
        """Whether the engine is at it, or is about to be."""
        return self.state in {DraftState.WAITING, DraftState.RUNNING}

    def is_stuck(self, now: datetime) -> bool:
        """Whether the worker that should be at it has not been heard of for long."""
        heard = self.heard_at or self.asked_at or self.entered_at
        return self.is_under_way and now - heard > LONG_SILENCE


class Publication(models.Model):
    """A version of the whole timetable that was published; versions are added, never changed."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(_("Version"))
    published_at = models.DateTimeField(_("Published"))
    note = models.CharField(_("Note"), max_length=500, blank=True)
    # Everything that is held, as plain data: sessions and bilateral meetings with time, room, parties, uid, sequence
    # and status; what was cancelled stays in it, so that calendars learn of it.
    entries = models.JSONField(default=list, editable=False)
    # What differs from the version before, entry by entry.
    changes = models.JSONField(default=list, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfficeRows["Publication"].as_manager()
    audit_leaves_out = frozenset({"entries", "changes"})

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["conference", "number"], name="one_publication_per_number")]

    def __str__(self) -> str:
        return f"{self.conference}: {self.number}"


class Feed(models.Model):
    """A calendar with a secret address, so that a phone or a mail program can follow it.

    It is of the whole conference, or of one delegation, one delegate or one room; it shows what the person who opened
    it may see, and ends with their seat.
    """

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, null=True, blank=True, related_name="feeds")
    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, null=True, blank=True, related_name="feeds")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, null=True, blank=True, related_name="feeds")
    # Only the hash of the secret is kept.
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(_("For whom"), max_length=200, blank=True)
    last_read_at = models.DateTimeField(_("Last read"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("Ended"), null=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    audit_hides = frozenset({"secret_hash"})
    audit_leaves_out = frozenset({"last_read_at"})

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(delegation=None, delegate=None)
                | Q(delegation=None, room=None)
                | Q(delegate=None, room=None),
                name="a_feed_is_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.of)

    @property
    def of(self) -> Conference | Delegation | Delegate | Room:
        """What it is the calendar of."""
        return self.delegation or self.delegate or self.room or self.conference
