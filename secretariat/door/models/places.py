"""Where one may be: zones, the classes of badges that open them, gates, and the rules of the door."""

from typing import Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference

# Who has business at the door.
DOOR_ROLES = frozenset({Role.SECRETARY, Role.DESK_OFFICER, Role.DOOR_OFFICER})
Row = TypeVar("Row", bound=models.Model)
# Codes stand on badges and in their signed text.
CODE = RegexValidator(r"^[A-Z0-9]{1,6}\Z", _("One to six capital Latin letters or digits."))


class DoorRows(models.QuerySet[Row]):
    """Rows of the door: for those who have business there."""

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Rows of the conferences at whose door this person has business."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(conference_id__in=user.conferences_as(DOOR_ROLES))


class Colour(models.TextChoices):
    """The colour band of a badge; each is also named in words, for those who do not tell colours apart."""

    BLUE = "blue", pgettext_lazy("badge", "Blue")
    GREEN = "green", pgettext_lazy("badge", "Green")
    AMBER = "amber", pgettext_lazy("badge", "Amber")
    RED = "red", pgettext_lazy("badge", "Red")
    VIOLET = "violet", pgettext_lazy("badge", "Violet")
    GREY = "grey", pgettext_lazy("badge", "Grey")
    BLACK = "black", pgettext_lazy("badge", "Black")


class Zone(models.Model):
    """A part of the venue that one needs a right to be in."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(_("Code"), max_length=6, validators=[CODE])
    name = I18nCharField(_("Name"), max_length=600)
    places = models.PositiveIntegerField(_("Places"), null=True, blank=True)
    position = models.PositiveIntegerField(_("Place in the order"), default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DoorRows["Zone"].as_manager()

    class Meta:
        ordering = ("position", "code")
        constraints = [models.UniqueConstraint(fields=["conference", "code"], name="one_zone_per_code")]

    def __str__(self) -> str:
        return str(self.name) or self.code


class BadgeClass(models.Model):
    """A class of badges: its zones, its colour, and for whom it is meant."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(_("Code"), max_length=6, validators=[CODE])
    name = I18nCharField(_("Name"), max_length=600)
    colour = models.CharField(_("Colour"), max_length=10, choices=Colour.choices, default=Colour.BLUE)
    # Codes of zones, in their order.
    zones = models.JSONField(_("Zones"), default=list, blank=True)
    # Whom it is given without asking: capacities of invitations, roles of delegates; empty means any.
    capacities = models.JSONField(_("For parties invited as"), default=list, blank=True)
    roles = models.JSONField(_("For delegates who are"), default=list, blank=True)
    for_overflow = models.BooleanField(_("For overflow places"), default=False)
    position = models.PositiveIntegerField(_("Place in the order"), default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DoorRows["BadgeClass"].as_manager()

    class Meta:
        ordering = ("position", "code")
        verbose_name_plural = _("badge classes")
        constraints = [models.UniqueConstraint(fields=["conference", "code"], name="one_class_per_code")]

    def __str__(self) -> str:
        return str(self.name) or self.code


class Direction(models.TextChoices):
    """Which way people go through a gate."""

    ENTRY = "entry", pgettext_lazy("gate", "Entry")
    EXIT = "exit", pgettext_lazy("gate", "Exit")
    BOTH = "both", pgettext_lazy("gate", "Entry and exit")


class Gate(models.Model):
    """An entry or exit of a zone."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    name = I18nCharField(_("Name"), max_length=600)
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="gates", verbose_name=_("Zone"))
    direction = models.CharField(_("Direction"), max_length=6, choices=Direction.choices, default=Direction.BOTH)
    is_open = models.BooleanField(_("In use"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DoorRows["Gate"].as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.name)


class DoorRules(models.Model):
    """What the door of a conference does and shows."""

    conference = models.OneToOneField(Conference, on_delete=models.CASCADE, related_name="door_rules")
    photos_at_door = models.BooleanField(_("Devices carry the photos"), default=False)
    quorum = models.PositiveIntegerField(_("Delegations needed for a quorum"), null=True, blank=True)
    snapshot_hours = models.PositiveIntegerField(
        _("Hours after which what a device carries is too old"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name_plural = _("rules of the door")

    def __str__(self) -> str:
        return str(_("Rules of the door"))
