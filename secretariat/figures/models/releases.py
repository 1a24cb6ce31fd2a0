"""Releases: tables that passed disclosure control, and the rules by which they did."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from secretariat.accounts.models import ROLES_THAT_SEE, Sensitivity, User
from secretariat.conference.models import Conference, OfficeRows


class DisclosureRules(models.Model):
    """By which rules numbers of people are hidden and rounded before anything is public."""

    conference = models.OneToOneField(Conference, on_delete=models.CASCADE, related_name="disclosure_rules")
    # National tables: smaller numbers than this are hidden, as "<5".
    national_threshold = models.PositiveSmallIntegerField(_("Threshold of national tables"), default=5)
    national_rounding = models.PositiveSmallIntegerField(_("Rounding of national tables"), default=1)
    # Below country level, by sex or age, and movements.
    local_threshold = models.PositiveSmallIntegerField(_("Threshold below country level"), default=10)
    local_rounding = models.PositiveSmallIntegerField(_("Rounding below country level"), default=5)
    # From this number on, numbers below country level are rounded to the larger base.
    large_from = models.PositiveIntegerField(_("Large numbers begin at"), default=1000)
    large_rounding = models.PositiveSmallIntegerField(_("Rounding of large numbers"), default=10)
    # What a stranger can compute of a hidden number: its highest less its lowest possible value must be this at least.
    protection = models.PositiveSmallIntegerField(_("Least width of what can be computed"), default=3)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfficeRows["DisclosureRules"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    national_threshold__gte=models.F("protection") + 2,
                    local_threshold__gte=models.F("national_threshold"),
                    protection__gte=1,
                ),
                name="rules_of_disclosure_protect",
            ),
            models.CheckConstraint(
                condition=Q(national_rounding__gte=1, local_rounding__gte=1, large_rounding__gte=1),
                name="rounding_has_a_base",
            ),
        ]

    def __str__(self) -> str:
        return str(self.conference)


class ReleaseState(models.TextChoices):
    """How far a release has come."""

    PREPARED = "prepared", pgettext_lazy("release", "In preparation")
    SUBMITTED = "submitted", pgettext_lazy("release", "Waits for a second person")
    RETURNED = "returned", pgettext_lazy("release", "Sent back")
    PUBLISHED = "published", pgettext_lazy("release", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("release", "Withdrawn")


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Releases: what is published is everybody's, what is being prepared the office's."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Published releases of public conferences, and all of those in whose office this person reads figures."""
        published = Q(state__in=[ReleaseState.PUBLISHED, ReleaseState.WITHDRAWN], conference__is_public=True)
        if not isinstance(user, User):
            return self.filter(published)
        office = user.conferences_as(ROLES_THAT_SEE[Sensitivity.SECRETARIAT])
        return self.filter(published | Q(conference_id__in=office))

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Releases of the conferences in whose office this person reads figures."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(conference_id__in=user.conferences_as(ROLES_THAT_SEE[Sensitivity.SECRETARIAT]))


class Release(models.Model):
    """A table for the public, at a permanent address; what it hides is nowhere in it."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="releases")
    # Its permanent address: the number within the conference, never given twice.
    number = models.PositiveIntegerField()
    title = I18nCharField(_("Title"), max_length=3000)
    note = I18nTextField(_("Note to readers"), blank=True)
    # Rows, columns, filters, dataset: what the table is made of.
    layout = models.JSONField(default=dict)
    # Which observations it is drawn from: those of these editions, and no later ones.
    editions = models.JSONField(default=list)
    # The rules as they were when it was published.
    rules = models.JSONField(default=dict, blank=True)
    # The table as it is shown: labels, shown cells and notes; empty until it is published. No hidden value is in it.
    content = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=12, choices=ReleaseState.choices, default=ReleaseState.PREPARED)
    reason = models.CharField(_("Reason"), max_length=1000, blank=True)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("Replaces")
    )
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ReleaseQuerySet.as_manager()
    audit_leaves_out = frozenset({"content"})

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="releases_are_numbered"),
            models.CheckConstraint(
                condition=~Q(approved_by=models.F("prepared_by")), name="a_second_person_approves_a_release"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(approved_by__isnull=False, published_at__isnull=False),
                name="what_is_published_was_approved",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)
