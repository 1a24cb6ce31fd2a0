"""The agenda, sessions with whom they need, and what is kept of rooms for a timetable."""

import uuid

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from secretariat.archive.models import Fact, FactQuerySet
from secretariat.conference.models import Conference, OfficeRows, Room
from secretariat.delegations.models import Delegate, Delegation
from secretariat.pledges.models import Pledge


class SessionKind(models.TextChoices):
    """What kind of session it is."""

    OPENING = "opening", pgettext_lazy("session", "Opening")
    PLENARY = "plenary", pgettext_lazy("session", "Plenary")
    ROUND_TABLE = "round table", pgettext_lazy("session", "Round table")
    SIDE_EVENT = "side event", pgettext_lazy("session", "Side event")
    PRESS = "press", pgettext_lazy("session", "Press")
    CLOSING = "closing", pgettext_lazy("session", "Closing")
    OTHER = "other", pgettext_lazy("session", "Other")


class SessionState(models.TextChoices):
    """Whether a session is to be held."""

    PLANNED = "planned", pgettext_lazy("session", "Planned")
    CANCELLED = "cancelled", pgettext_lazy("session", "Cancelled")


class AgendaItem(Fact):
    """An item of the agenda, as sessions treat it."""

    number = models.CharField(pgettext_lazy("agenda item", "Number"), max_length=20)
    title = I18nCharField(_("Title"), max_length=3000)
    # Symbols or titles of the papers before the session.
    document = models.CharField(_("Documents"), max_length=500, blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)

    objects = FactQuerySet["AgendaItem"].as_manager()

    class Meta:
        ordering = ("position", "id")
        constraints = [models.UniqueConstraint(fields=["conference", "number"], name="one_agenda_item_per_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Session(Fact):
    """A session of the programme; its time may be known to the day alone, or not yet."""

    key = models.CharField(_("Key"), max_length=80)
    title = I18nCharField(_("Title"), max_length=3000)
    kind = models.CharField(_("Kind"), max_length=20, choices=SessionKind.choices, default=SessionKind.OTHER)
    text = I18nTextField(_("Description"), blank=True)
    # The day at the venue; of a session whose hours are known, the day it begins.
    day = models.DateField(_("Day"), null=True, blank=True)
    starts_at = models.DateTimeField(_("Begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("Ends"), null=True, blank=True)
    room = models.ForeignKey(
        Room, on_delete=models.RESTRICT, null=True, blank=True, related_name="sessions", verbose_name=_("Room")
    )
    languages = models.JSONField(_("Languages of interpretation"), default=list, blank=True)
    seats = models.PositiveIntegerField(
        _("People expected"), null=True, blank=True, validators=[MaxValueValidator(100_000)]
    )
    equipment = models.JSONField(_("Equipment needed"), default=list, blank=True)
    chair = models.ForeignKey(
        Delegate, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Chair")
    )
    # A chair who is no delegate.
    chair_name = models.CharField(_("Name of the chair"), max_length=500, blank=True)
    chair_capacity = I18nCharField(_("Capacity of the chair"), max_length=1200, blank=True)
    document = models.CharField(_("Documents"), max_length=500, blank=True)
    state = models.CharField(
        _("State"), max_length=10, choices=SessionState.choices, default=SessionState.PLANNED, editable=False
    )
    uid = models.UUIDField(default=uuid.uuid4, editable=False)

    objects = FactQuerySet["Session"].as_manager()
    audit_parts = {"items": "item_id", "wanted": "said"}
    audit_leaves_out = frozenset({"uid"})

    class Meta:
        ordering = ("day", "starts_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["conference", "key"], name="one_session_per_key"),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None)
                | Q(starts_at__isnull=False, ends_at__isnull=False, ends_at__gt=F("starts_at")),
                name="a_session_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["conference", "starts_at"], name="sessions_by_time")]

    def __str__(self) -> str:
        return str(self.title)


class SessionItem(models.Model):
    """An item of the agenda that a session treats."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="items")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="sessions")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = [models.UniqueConstraint(fields=["session", "item"], name="a_session_treats_an_item_once")]

    def __str__(self) -> str:
        return str(self.item)


class MustAttend(models.Model):
    """A delegation, or one of its people, whom a session cannot do without."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="wanted")
    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="+")
    # The whole delegation where empty.
    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["session", "delegation"],
                condition=Q(delegate=None),
                name="a_delegation_must_attend_a_session_once",
            ),
            models.UniqueConstraint(fields=["session", "delegate"], name="a_delegate_must_attend_a_session_once"),
        ]

    def __str__(self) -> str:
        return str(self.delegate or self.delegation)

    @property
    def said(self) -> str:
        """Who must attend, for the record of what changed."""
        return f"{self.delegation_id}:{self.delegate_id or ''}"


class RoomPair(models.Model):
    """How two rooms lie to each other: the minutes between them, and whether they are side by side."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    one = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    minutes = models.PositiveIntegerField(_("Minutes between them"), default=0, validators=[MaxValueValidator(600)])
    is_adjacent = models.BooleanField(_("Side by side"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfficeRows["RoomPair"].as_manager()

    class Meta:
        # The room of the lower number comes first.
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="two_rooms_are_paired_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="the_lower_room_comes_first"),
        ]

    def __str__(self) -> str:
        return f"{self.one} – {self.other}"


class RoomClosure(models.Model):
    """A time in which a room cannot be used."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="closures")
    starts_at = models.DateTimeField(_("From"))
    ends_at = models.DateTimeField(_("Until"))
    reason = models.CharField(_("Reason"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfficeRows["RoomClosure"].as_manager()

    class Meta:
        ordering = ("starts_at", "id")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_closure_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return f"{self.room}: {self.reason}"


class KeptApart(models.Model):
    """Two delegations that are not to meet in rooms beside each other at one time."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    one = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfficeRows["KeptApart"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="two_delegations_are_kept_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="the_lower_delegation_comes_first"),
        ]

    def __str__(self) -> str:
        return f"{self.one} – {self.other}"


class Announcement(models.Model):
    """A pledge that was announced in a session, and the words in which it was."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="announcements")
    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="announcements")
    passage = models.TextField(_("Passage"), blank=True)

    objects = OfficeRows["Announcement"].as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["session", "pledge"], name="a_pledge_is_announced_once_in_a_session")
        ]

    def __str__(self) -> str:
        return f"{self.session}: {self.pledge}"
