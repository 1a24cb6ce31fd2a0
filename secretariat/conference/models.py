"""The conference, its objectives, rooms and members, and the outbox."""

from datetime import datetime, timedelta
from typing import Self, TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from secretariat.accounts.models import OFFICE_ROLES, ROLES_THAT_SEE, Role, Sensitivity, User
from secretariat.archive.models import Fact, FactQuerySet
from secretariat.parties.models import Party

Row = TypeVar("Row", bound=models.Model)
# A worker takes a message within seconds.
LONG_WAIT = timedelta(minutes=10)
# The desks of which somebody can be officer, as the rail calls them.
DESKS = (
    ("conference", _("Conference")),
    ("preparation", _("Preparation")),
    ("delegations", _("Delegations")),
    ("door", _("Door")),
    ("meetings", _("Meetings")),
    ("programme", _("Programme")),
    ("pledges", _("Pledges")),
    ("figures", _("Figures")),
    ("dossier", _("Dossier")),
    ("documents", _("Documents")),
    ("newsroom", _("Newsroom")),
    ("archive", _("Sources")),
)


def six_languages() -> list[str]:
    """The languages of the United Nations, which a conference speaks unless it says otherwise."""
    return [code for code, _name in settings.LANGUAGES]


class OfficeRows(models.QuerySet[Row]):
    """Rows that say nothing of anybody and that all who sit in the office use."""

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Rows of the conferences in whose office this person sits."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(conference_id__in=user.conferences_as(OFFICE_ROLES))


class ConferenceQuerySet(models.QuerySet["Conference"]):
    """Conferences."""

    def visible_to(self, user: User | AnonymousUser) -> "ConferenceQuerySet":
        """Public conferences, and those this person is a member of."""
        seen = Q(is_public=True)
        if isinstance(user, User):
            seen |= Q(pk__in=user.conferences_as(Role.values))
        return self.filter(seen)

    def with_seat_for(self, user: User) -> "ConferenceQuerySet":
        """Conferences in whose office this person sits."""
        return self.filter(pk__in=user.conferences_as(Role.values))


class Conference(models.Model):
    """What is convened."""

    class State(models.TextChoices):
        """How far a conference has come."""

        PREPARING = "preparing", _("In preparation")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        ARCHIVED = "archived", _("Archived")

    slug = models.SlugField(_("Address"), max_length=60, unique=True)
    title = I18nCharField(_("Title"), max_length=3000)
    acronym = models.CharField(_("Acronym"), max_length=500, blank=True)
    subject = I18nTextField(_("Subject"), blank=True)
    host = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("Host"))
    venue = I18nCharField(_("Venue"), max_length=1200, blank=True)
    city = I18nCharField(_("City"), max_length=1200, blank=True)
    country = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Country")
    )
    time_zone = models.CharField(_("Time zone"), max_length=60)
    start_date = models.DateField(_("First day"))
    end_date = models.DateField(_("Last day"))
    original_language = models.CharField(_("Original language"), max_length=2, default="en")
    languages = models.JSONField(_("Languages"), default=six_languages)
    state = models.CharField(_("State"), max_length=12, choices=State.choices, default=State.PREPARING)
    is_public = models.BooleanField(_("Public"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ConferenceQuerySet.as_manager()
    audit_parts = {"co_organisers": "party_id"}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end_date__gte=F("start_date")), name="a_conference_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def conference_id(self) -> int:
        """Its own number: a conference belongs to itself."""
        return self.pk

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the venue."""
        return ZoneInfo(self.time_zone)


class CoOrganiser(models.Model):
    """A party that organises the conference together with the host."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="co_organisers")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = [models.UniqueConstraint(fields=["conference", "party"], name="a_co_organiser_is_named_once")]

    def __str__(self) -> str:
        return str(self.party)


class ShownName(models.Model):
    """The name under which a conference shows a party, and where it stands in the order, if not by the register."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="shown_names")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("Party"))
    name = I18nCharField(_("Name shown"), max_length=1800, blank=True)
    position = models.PositiveIntegerField(_("Place in the order"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "party"], name="one_shown_name_per_party")]

    def __str__(self) -> str:
        return str(self.name) or str(self.party)


class Owned(Fact):
    """Something that somebody is in charge of: a person of the secretariat, a party, or a unit by its name."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Person in charge"),
    )
    owner_party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Party in charge")
    )
    owner_unit = I18nCharField(_("Unit in charge"), max_length=1200, blank=True)

    class Meta:
        abstract = True


class Objective(Fact):
    """What the conference is for, or what is expected of it; somebody said so, and the source is named."""

    class Kind(models.TextChoices):
        """Whether it is an aim or a result."""

        OBJECTIVE = "objective", _("Objective")
        EXPECTED_RESULT = "expected result", _("Expected result")

    kind = models.CharField(_("Kind"), max_length=20, choices=Kind.choices)
    text = I18nTextField(_("Text"))
    position = models.PositiveIntegerField(default=0)

    objects = FactQuerySet["Objective"].as_manager()

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return str(self.text)


class Room(models.Model):
    """A room of the venue."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="rooms")
    name = I18nCharField(_("Name"), max_length=600)
    seats = models.PositiveIntegerField(_("Seats"), null=True, blank=True)
    booths = models.PositiveIntegerField(_("Interpretation booths"), default=0)
    # What the booths can be used for; any language if empty.
    languages = models.JSONField(_("Languages of the booths"), default=list, blank=True)
    equipment = models.JSONField(_("Equipment"), default=list, blank=True)
    # How many bilateral meetings are held in it at once; none in a room of sessions alone.
    tables = models.PositiveIntegerField(_("Tables for bilateral meetings"), default=0)
    position = models.PositiveIntegerField(_("Place in the order"), default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return str(self.name)


class Membership(models.Model):
    """One role of a user in a conference."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("Person")
    )
    role = models.CharField(_("Role"), max_length=20, choices=Role.choices)
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Focal point of")
    )
    desks = models.JSONField(_("Desks"), default=list, blank=True)

    class Meta:
        ordering = ("role", "id")
        constraints = [
            models.UniqueConstraint(fields=["conference", "user", "role"], name="a_role_is_given_once"),
            models.CheckConstraint(
                condition=Q(role=Role.FOCAL_POINT, party__isnull=False)
                | (~Q(role=Role.FOCAL_POINT) & Q(party__isnull=True)),
                name="a_focal_point_and_nobody_else_speaks_for_a_party",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class MessageQuerySet(models.QuerySet["Message"]):
    """The outbox."""

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Messages as the office shows them to this person: by role, and by for whom each is kept."""
        shown = Q(pk__in=[])
        if isinstance(user, User):
            for level, roles in ROLES_THAT_SEE.items():
                conferences = user.conferences_as((roles & OFFICE_ROLES) - {Role.DOOR_OFFICER})
                shown |= Q(sensitivity=level, conference_id__in=conferences)
        return self.filter(shown)

    def late(self, at: datetime) -> Self:
        """Messages that have waited so long that their worker must be gone."""
        return self.filter(result="waiting", waiting_since__lte=at - LONG_WAIT)

    def free(self, at: datetime) -> Self:
        """Messages to somebody that are not in the hands of a worker."""
        return self.exclude(result="sent").exclude(to="").filter(Q(taken_at=None) | Q(taken_at__lte=at - LONG_WAIT))


class Message(models.Model):
    """A mail that the secretariat sends: to whom, when, and with what result."""

    class Result(models.TextChoices):
        """What became of a message."""

        WAITING = "waiting", _("Waiting to be sent")
        SENT = "sent", _("Handed to the mail server")
        FAILED = "failed", _("Could not be sent")

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(_("Kind"), max_length=40)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    to = models.EmailField(_("To"))
    language = models.CharField(_("Language"), max_length=2)
    subject = models.CharField(_("Subject"), max_length=300)
    sensitivity = models.CharField(
        _("For whom"), max_length=20, choices=Sensitivity.choices, default=Sensitivity.SECRETARIAT
    )
    body = models.TextField(_("Text"))
    # A calendar (RFC 5545) that goes with it, and what it is called; nothing where both are empty.
    attachment_name = models.CharField(_("Attachment"), max_length=100, blank=True)
    attachment = models.TextField(blank=True, editable=False)
    result = models.CharField(_("Result"), max_length=10, choices=Result.choices, default=Result.WAITING)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(_("Sent"), null=True)
    waiting_since = models.DateTimeField(db_default=Now(), editable=False)
    # When a worker took it in hand, so that no other does.
    taken_at = models.DateTimeField(null=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MessageQuerySet.as_manager()
    audit_hides = frozenset({"to", "body", "reason", "attachment"})
    # The worker's own notes.
    audit_leaves_out = frozenset({"waiting_since", "taken_at"})

    def __str__(self) -> str:
        return self.subject

    def is_stuck(self, at: datetime) -> bool:
        """Whether it can be sent again: it could not be sent, or has waited so long that its worker must be gone."""
        idle = at - max(self.waiting_since, self.taken_at or self.waiting_since)
        is_late = self.result == self.Result.WAITING and idle >= LONG_WAIT
        return bool(self.to) and (self.result == self.Result.FAILED or is_late)
