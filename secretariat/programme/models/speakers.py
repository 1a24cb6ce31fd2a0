"""Who speaks in a session: the list, its rule, and the time given and used."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.conference.models import Conference, OfficeRows
from secretariat.delegations.models import Delegate, Delegation
from secretariat.programme.models.sessions import Session

_SECONDS = [MinValueValidator(10), MaxValueValidator(4 * 3600)]


class SpeakersRule(models.TextChoices):
    """In what order speakers have the floor."""

    REQUEST = "request", pgettext_lazy("speakers' list", "In the order of request")
    PROTOCOL = "protocol", pgettext_lazy("speakers' list", "In protocol order")


class SpeakersList(models.Model):
    """The speakers' list of a session."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="speakers_list")
    rule = models.CharField(_("Order"), max_length=10, choices=SpeakersRule.choices, default=SpeakersRule.REQUEST)
    limit_seconds = models.PositiveIntegerField(_("Seconds for a statement"), default=300, validators=_SECONDS)
    reply_seconds = models.PositiveIntegerField(_("Seconds for a right of reply"), default=120, validators=_SECONDS)
    # Whether delegations may still put themselves on it.
    is_open = models.BooleanField(_("Open for requests"), default=True)
    # The screen of the room is opened with it, without signing in.
    screen_hash = models.CharField(max_length=64, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfficeRows["SpeakersList"].as_manager()
    audit_hides = frozenset({"screen_hash"})

    def __str__(self) -> str:
        return str(self.session)


class InterventionKind(models.TextChoices):
    """What somebody takes the floor for."""

    STATEMENT = "statement", pgettext_lazy("speakers' list", "Statement")
    REPLY = "reply", pgettext_lazy("speakers' list", "Right of reply")
    POINT_OF_ORDER = "point of order", pgettext_lazy("speakers' list", "Point of order")


class InterventionState(models.TextChoices):
    """Whether somebody waits for the floor, has it, or had it."""

    WAITING = "waiting", pgettext_lazy("speaker", "Waiting")
    SPEAKING = "speaking", pgettext_lazy("speaker", "Has the floor")
    DONE = "done", pgettext_lazy("speaker", "Has spoken")
    WITHDRAWN = "withdrawn", pgettext_lazy("speaker", "Withdrawn")


class Intervention(models.Model):
    """One turn on a speakers' list: who, for what, the time given and the time used."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    list = models.ForeignKey(SpeakersList, on_delete=models.CASCADE, related_name="interventions")
    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="+", verbose_name=_("Delegation"))
    delegate = models.ForeignKey(
        Delegate, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Speaker")
    )
    kind = models.CharField(
        _("For"), max_length=16, choices=InterventionKind.choices, default=InterventionKind.STATEMENT
    )
    # The statement that a right of reply answers.
    answers = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replies")
    # Set by hand where the chair departs from the rule.
    position = models.PositiveIntegerField(null=True, blank=True, editable=False)
    asked_at = models.DateTimeField(_("Asked for the floor"))
    limit_seconds = models.PositiveIntegerField(_("Seconds given"), validators=_SECONDS)
    state = models.CharField(
        _("State"),
        max_length=10,
        choices=InterventionState.choices,
        default=InterventionState.WAITING,
        editable=False,
    )
    # The floor may be interrupted: what was used before, and since when it is had now.
    began_at = models.DateTimeField(null=True, editable=False)
    running_since = models.DateTimeField(null=True, editable=False)
    used_seconds = models.PositiveIntegerField(_("Seconds used"), default=0, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfficeRows["Intervention"].as_manager()
    # Who has the floor concerns all who wait for it: deeds on one list are done one after the other.
    audit_held_through = "list"

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["list"], condition=Q(state=InterventionState.SPEAKING), name="one_speaker_has_the_floor"
            )
        ]

    def __str__(self) -> str:
        return str(self.delegate or self.delegation.party)
