"""What delegations ask of each other: bilateral meetings; and when a delegation is there to hold them."""

import uuid
from typing import Self, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least, Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import OFFICE_ROLES, ROLES_THAT_SEE, Role, Sensitivity, User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegation

Row = TypeVar("Row", bound=models.Model)
SHORTEST, LONGEST = 5, 480


class OfDelegations(models.QuerySet[Row]):
    """Rows that belong to one delegation or to two: theirs to see, and the office's."""

    paths: tuple[str, ...] = ("delegation",)

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Rows for those who see what the secretariat keeps; a focal point, those of the own delegation."""
        if not isinstance(user, User):
            return self.none()
        shown = Q(conference_id__in=user.conferences_as(ROLES_THAT_SEE[Sensitivity.SECRETARIAT] & OFFICE_ROLES))
        for seat in user.seats:
            if seat.role == Role.FOCAL_POINT:
                for path in self.paths:
                    shown |= Q(**{"conference_id": seat.conference_id, f"{path}__party_id": seat.party_id})
        return self.filter(shown)


class OfTwoDelegations(OfDelegations[Row]):
    """Rows between two delegations: both see them."""

    paths = ("asking", "asked")


class BilateralRank(models.TextChoices):
    """How much a delegation wants a meeting, most first."""

    ESSENTIAL = "essential", pgettext_lazy("bilateral meeting", "Essential")
    IMPORTANT = "important", pgettext_lazy("bilateral meeting", "Important")
    USEFUL = "useful", pgettext_lazy("bilateral meeting", "Useful")


class PartOfDay(models.TextChoices):
    """When in the day a meeting would best be held."""

    ANY = "any", pgettext_lazy("part of the day", "At any time")
    MORNING = "morning", pgettext_lazy("part of the day", "In the morning")
    AFTERNOON = "afternoon", pgettext_lazy("part of the day", "In the afternoon")
    EVENING = "evening", pgettext_lazy("part of the day", "In the evening")


class BilateralState(models.TextChoices):
    """What became of a request for a bilateral meeting."""

    ASKED = "asked", pgettext_lazy("bilateral meeting", "Asked, no answer yet")
    PROPOSED = "proposed", pgettext_lazy("bilateral meeting", "Another way was proposed")
    ACCEPTED = "accepted", pgettext_lazy("bilateral meeting", "Accepted")
    DECLINED = "declined", pgettext_lazy("bilateral meeting", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("bilateral meeting", "Withdrawn")


# Between two delegations one request in a direction is open at a time.
OPEN_STATES = (BilateralState.ASKED, BilateralState.PROPOSED, BilateralState.ACCEPTED)
# Between two delegations one request, whoever asked, waits for an answer at a time.
UNANSWERED_STATES = (BilateralState.ASKED, BilateralState.PROPOSED)
_LENGTH = [MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]


class Bilateral(models.Model):
    """A delegation asks another for a meeting; what was answered, and what was proposed instead."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    asking = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="bilaterals_asked_for", verbose_name=_("Asked by")
    )
    asked = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="bilaterals_asked_of", verbose_name=_("With")
    )
    rank = models.CharField(
        pgettext_lazy("bilateral meeting", "Rank"),
        max_length=10,
        choices=BilateralRank.choices,
        default=BilateralRank.IMPORTANT,
    )
    minutes = models.PositiveIntegerField(_("Length in minutes"), default=30, validators=_LENGTH)
    topic = models.CharField(_("Topic"), max_length=500)
    # The window in which it must lie; open where empty.
    window_from = models.DateTimeField(_("Not before"), null=True, blank=True)
    window_until = models.DateTimeField(_("Not after"), null=True, blank=True)
    part_of_day = models.CharField(_("Preferred"), max_length=10, choices=PartOfDay.choices, default=PartOfDay.ANY)
    languages = models.JSONField(_("Languages to be interpreted"), default=list, blank=True)
    seats = models.PositiveIntegerField(
        _("Seats needed"), null=True, blank=True, validators=[MaxValueValidator(10_000)]
    )
    expires_at = models.DateTimeField(_("Answer wanted by"), null=True, blank=True)
    state = models.CharField(
        _("State"), max_length=10, choices=BilateralState.choices, default=BilateralState.ASKED, editable=False
    )
    # What the delegation that was asked says to the one that asks.
    answer = models.TextField(_("Text of the answer"), blank=True, max_length=3000)
    answered_at = models.DateTimeField(_("Answered"), null=True, editable=False)
    proposed_minutes = models.PositiveIntegerField(
        _("Length proposed in minutes"), null=True, blank=True, validators=_LENGTH
    )
    proposed_from = models.DateTimeField(_("Proposed not before"), null=True, blank=True)
    proposed_until = models.DateTimeField(_("Proposed not after"), null=True, blank=True)
    proposed_topic = models.CharField(_("Topic proposed"), max_length=500, blank=True)
    # By what calendars know it, also in another house.
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfTwoDelegations["Bilateral"].as_manager()
    audit_leaves_out = frozenset({"uid"})

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(condition=~Q(asking=F("asked")), name="a_delegation_does_not_meet_itself"),
            models.CheckConstraint(
                condition=Q(window_from=None) | Q(window_until=None) | Q(window_until__gt=F("window_from")),
                name="a_window_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["asking", "asked"],
                condition=Q(state__in=sorted(OPEN_STATES)),
                name="one_open_request_between_two_delegations",
            ),
            models.UniqueConstraint(
                Least("asking", "asked"),
                Greatest("asking", "asked"),
                condition=Q(state__in=sorted(UNANSWERED_STATES)),
                name="of_two_delegations_one_waits_for_the_other",
            ),
        ]
        indexes = [models.Index(fields=["conference", "state"], name="bilaterals_by_state")]

    def __str__(self) -> str:
        return f"{self.asking.party} – {self.asked.party}"


class Stay(models.Model):
    """When a delegation arrives and leaves; it meets nobody before and after."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    delegation = models.OneToOneField(Delegation, on_delete=models.CASCADE, related_name="stay")
    arrives_at = models.DateTimeField(_("Arrives"), null=True, blank=True)
    departs_at = models.DateTimeField(_("Leaves"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfDelegations["Stay"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(arrives_at=None) | Q(departs_at=None) | Q(departs_at__gt=F("arrives_at")),
                name="a_delegation_leaves_after_it_arrives",
            )
        ]

    def __str__(self) -> str:
        return str(self.delegation)


class BlockedTime(models.Model):
    """A time in which a delegation is there and meets nobody."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="blocked_times")
    starts_at = models.DateTimeField(_("From"))
    ends_at = models.DateTimeField(_("Until"))
    reason = models.CharField(_("Reason"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfDelegations["BlockedTime"].as_manager()

    class Meta:
        ordering = ("starts_at", "id")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_blocked_time_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return self.reason or str(self.delegation)
