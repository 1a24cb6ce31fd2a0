"""What becomes of pledges: targets, stages, money, evidence, matches, and rates of exchange."""

from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from secretariat.accounts.models import User
from secretariat.archive.models import Fact, FactQuerySet, SomeFact, Source
from secretariat.conference.models import Conference
from secretariat.parties.models import Party
from secretariat.pledges.models.pledges import Pledge, Stage


class PartQuerySet(FactQuerySet[SomeFact]):
    """Facts that are part of a pledge: whoever does not see the whole sees no part of it."""

    whole = "pledge"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What this person may see, of wholes that they may see."""
        return super().visible_to(user).filter(self._is_of(self._wholes().visible_to(user)))

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """What the office shows this person, of wholes that it shows them."""
        return super().in_office_of(user).filter(self._is_of(self._wholes().in_office_of(user)))

    def _wholes(self) -> Any:
        table: Any = self.model._meta.get_field(self.whole).related_model
        return table._default_manager.all()

    def _is_of(self, wholes: Any) -> Q:
        # Money may belong to no pledge yet.
        return Q(**{f"{self.whole}__in": wholes.order_by().values("pk")}) | Q(**{self.whole: None})


class OfTarget(PartQuerySet[SomeFact]):
    """Facts that are part of a target of a pledge."""

    whole = "target"


class Target(Fact):
    """What is to be reached by when, and from where it is counted."""

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="targets")
    indicator = I18nCharField(_("Indicator"), max_length=1800)
    unit = models.CharField(_("Unit"), max_length=60)
    baseline = models.DecimalField(_("Baseline"), max_digits=20, decimal_places=4, null=True, blank=True)
    value = models.DecimalField(_("Target"), max_digits=20, decimal_places=4)
    due_date = models.DateField(_("Due"), null=True, blank=True)

    objects = PartQuerySet["Target"].as_manager()
    audit_held_through = "pledge"

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.indicator)


class Progress(Fact):
    """What was reached of a target in a period, on whose word."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="progress")
    start_date = models.DateField(_("Period from"), null=True, blank=True)
    end_date = models.DateField(_("Period to"))
    actual = models.DecimalField(_("Reached by then"), max_digits=20, decimal_places=4)
    is_verified = models.BooleanField(_("Verified"), default=False)
    verified_by = models.CharField(_("Verified by"), max_length=300, blank=True)

    objects = OfTarget["Progress"].as_manager()

    class Meta:
        ordering = ("end_date", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(start_date=None) | Q(end_date__gte=F("start_date")), name="progress_runs_forwards"
            ),
            models.CheckConstraint(
                condition=Q(is_verified=False) | ~Q(verified_by=""), name="who_verified_progress_is_said"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target}: {self.actual}"


class StageUpdate(Fact):
    """What somebody reported of a pledge on a day; a later report stands after it and overwrites nothing."""

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="updates")
    stage = models.CharField(_("Stage"), max_length=12, choices=Stage.choices)
    said_date = models.DateField(_("Said on"))
    narrative = I18nTextField(_("What was done"), blank=True)
    hindrances = I18nTextField(_("What stands in the way"), blank=True)
    support_needed = I18nTextField(_("Support needed"), blank=True)
    # Needed where it is suspended or cancelled.
    reason = I18nTextField(_("Reason"), blank=True)
    reported_by = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("On whose word")
    )
    # Nobody but the pledging party says so, unless somebody else looked.
    is_verified = models.BooleanField(_("Verified"), default=False)
    verified_by = models.CharField(_("Verified by"), max_length=300, blank=True)

    objects = PartQuerySet["StageUpdate"].as_manager()

    class Meta:
        ordering = ("said_date", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_verified=False) | ~Q(verified_by=""), name="who_verified_a_stage_is_said"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pledge}: {self.get_stage_display()}"


class FlowKind(models.TextChoices):
    """How firm money is; amounts of two kinds are never added. The codes beside them are IATI's TransactionType."""

    PLEDGE = "pledge", pgettext_lazy("money", "Pledge")  # 12, 13
    COMMITMENT = "commitment", pgettext_lazy("money", "Commitment")  # 2, 11
    DISBURSEMENT = "disbursement", pgettext_lazy("money", "Disbursement")  # 3
    EXPENDITURE = "expenditure", pgettext_lazy("money", "Expenditure")  # 4


class MoneyFlow(Fact):
    """An amount of money that was committed, paid out or spent on a day; it may belong to no pledge yet."""

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, null=True, blank=True, related_name="flows")
    kind = models.CharField(_("Kind"), max_length=12, choices=FlowKind.choices)
    # Less than nothing where it takes back what was reported before.
    amount = models.DecimalField(_("Amount"), max_digits=20, decimal_places=2)
    currency = models.CharField(_("Currency"), max_length=3)
    flow_date = models.DateField(_("Date"))
    value_date = models.DateField(_("Value date"), null=True, blank=True)
    provider = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Provider")
    )
    provider_name = models.CharField(_("Provider, as it was given"), max_length=500, blank=True)
    receiver = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Receiver")
    )
    receiver_name = models.CharField(_("Receiver, as it was given"), max_length=500, blank=True)
    country = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Country")
    )
    description = models.CharField(_("Description"), max_length=1000, blank=True)
    # Where it came from outside: the activity of an IATI file and what tells its transactions apart.
    external_activity = models.CharField(max_length=300, blank=True)
    external_key = models.CharField(max_length=100, blank=True)

    objects = PartQuerySet["MoneyFlow"].as_manager()

    class Meta:
        ordering = ("flow_date", "id")
        indexes = [models.Index(fields=["conference", "kind"], name="flows_of_a_kind")]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="a_flow_is_of_something"),
            models.CheckConstraint(condition=~Q(currency=""), name="a_flow_has_a_currency"),
            models.UniqueConstraint(
                fields=["conference", "external_activity", "external_key"],
                condition=~Q(external_key=""),
                name="a_flow_of_a_file_comes_in_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount} {self.currency}"


class Evidence(Fact):
    """Something that shows what was done: a source, and what it proves."""

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="evidence")
    target = models.ForeignKey(
        Target, on_delete=models.SET_NULL, null=True, blank=True, related_name="evidence", verbose_name=_("Target")
    )
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", verbose_name=_("Source"))
    proves = I18nTextField(_("What it shows"))

    objects = PartQuerySet["Evidence"].as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.source}: {self.proves}"


class ReminderKind(models.TextChoices):
    """Of what a party is reminded."""

    DUE = "due", pgettext_lazy("reminder", "Due soon")
    SILENT = "silent", pgettext_lazy("reminder", "Not reported on for a year")


class Reminder(models.Model):
    """That a party was reminded of a pledge; of each day on which something is due, once."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(_("Kind"), max_length=8, choices=ReminderKind.choices)
    due_date = models.DateField(_("Due"))
    sent_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["pledge", "kind", "due_date"], name="a_party_is_reminded_of_a_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.pledge}: {self.due_date}"


class MatchState(models.TextChoices):
    """How far two pledges have found each other."""

    PROPOSED = "proposed", pgettext_lazy("match", "Proposed")
    IN_DISCUSSION = "in discussion", pgettext_lazy("match", "In discussion")
    AGREED = "agreed", pgettext_lazy("match", "Agreed")
    ENDED = "ended", pgettext_lazy("match", "Ended")
    REFUSED = "refused", pgettext_lazy("match", "Not a match")


class Match(models.Model):
    """A pledge that needs support, and an offer that could give it; people decide, a reason is kept."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    wanted = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="matches_wanted")
    offer = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="matches_offered")
    state = models.CharField(_("State"), max_length=14, choices=MatchState.choices, default=MatchState.PROPOSED)
    # Why they were thought to fit: codes with what they share.
    reasons = models.JSONField(default=list, blank=True)
    reason = models.CharField(_("Reason"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager["Match"]()

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "matches"
        constraints = [
            models.UniqueConstraint(fields=["wanted", "offer"], name="two_pledges_match_once"),
            models.CheckConstraint(condition=~Q(wanted=F("offer")), name="a_pledge_does_not_match_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.wanted} – {self.offer}"


class ExchangeRate(models.Model):
    """What one unit of a currency was worth in another on a day, on whose word; entered or imported, never fetched."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    currency = models.CharField(_("Currency"), max_length=3)
    into = models.CharField(_("Into"), max_length=3, default="USD")
    rate = models.DecimalField(
        _("Rate"), max_digits=20, decimal_places=10, validators=[MinValueValidator(Decimal("0.0000000001"))]
    )
    rate_date = models.DateField(_("Date"))
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", verbose_name=_("Source"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("currency", "into", "-rate_date", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "currency", "into", "rate_date", "source"],
                name="a_rate_is_given_once_a_day_by_a_source",
            ),
            models.CheckConstraint(condition=Q(rate__gt=0), name="a_rate_is_more_than_nothing"),
            models.CheckConstraint(condition=~Q(currency=F("into")), name="a_rate_is_between_two_currencies"),
        ]

    def __str__(self) -> str:
        return f"1 {self.currency} = {self.rate} {self.into} ({self.rate_date})"
