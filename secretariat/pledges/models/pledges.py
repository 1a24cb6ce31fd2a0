"""Pledges: who promises what, to whom, until when, and under which conditions."""

from decimal import Decimal
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from secretariat.accounts.models import Sensitivity, User, in_office_of
from secretariat.archive.models import Fact, FactQuerySet
from secretariat.conference.models import Conference
from secretariat.parties.models import Party


class PledgeKind(models.TextChoices):
    """What kind of contribution it is, after the Global Refugee Forum."""

    FINANCIAL = "financial", pgettext_lazy("pledge", "Financial")
    MATERIAL = "material", pgettext_lazy("pledge", "Material")
    TECHNICAL = "technical", pgettext_lazy("pledge", "Technical")
    POLICY = "policy", pgettext_lazy("pledge", "Policy")
    PATHWAYS = (
        "resettlement and complementary pathways",
        pgettext_lazy("pledge", "Resettlement and complementary pathways"),
    )
    AGREEMENT = "agreement", pgettext_lazy("pledge", "Agreement")
    OTHER = "other", pgettext_lazy("pledge", "Other")


class AmountQualifier(models.TextChoices):
    """How exact an amount is said to be."""

    MORE_THAN = "more than", pgettext_lazy("amount", "more than")
    ABOUT = "about", pgettext_lazy("amount", "about")
    UP_TO = "up to", pgettext_lazy("amount", "up to")
    AT_LEAST = "at least", pgettext_lazy("amount", "at least")


class Answered(models.TextChoices):
    """Yes, no, or nobody said."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Earmarking(models.TextChoices):
    """How tightly money is bound, after the Grand Bargain and the IATI code list EarmarkingCategory."""

    UNEARMARKED = "1", pgettext_lazy("earmarking", "Unearmarked")
    SOFTLY = "2", pgettext_lazy("earmarking", "Softly earmarked")
    EARMARKED = "3", pgettext_lazy("earmarking", "Earmarked")
    TIGHTLY = "4", pgettext_lazy("earmarking", "Tightly earmarked")


class CompactObjective(models.IntegerChoices):
    """The four objectives of the Global Compact on Refugees (2018)."""

    EASE = 1, pgettext_lazy("objective", "Ease pressure on host countries")
    SELF_RELIANCE = 2, pgettext_lazy("objective", "Enhance refugee self-reliance")
    THIRD_COUNTRIES = 3, pgettext_lazy("objective", "Expand access to third-country solutions")
    CONDITIONS = (
        4,
        pgettext_lazy("objective", "Support conditions in countries of origin for return in safety and dignity"),
    )


class Stage(models.TextChoices):
    """How far a pledge has come; a history of updates, the last one being the present one."""

    PLANNING = "planning", pgettext_lazy("stage", "Planning")
    IN_PROGRESS = "in progress", pgettext_lazy("stage", "In progress")
    FULFILLED = "fulfilled", pgettext_lazy("stage", "Fulfilled")
    SUSPENDED = "suspended", pgettext_lazy("stage", "Suspended")
    CANCELLED = "cancelled", pgettext_lazy("stage", "Cancelled")


class PledgeQuerySet(FactQuerySet["Pledge"]):
    """Pledges."""

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Pledges as the office shows them: by role; to a focal point, those that their party makes or shares in."""
        mine = in_office_of(user)
        if isinstance(user, User):
            for seat in user.seats:
                if seat.party_id is not None:
                    shared = PledgeParty.objects.filter(party_id=seat.party_id, conference_id=seat.conference_id)
                    mine |= Q(conference_id=seat.conference_id, pk__in=shared.values("pledge")) & ~Q(
                        sensitivity=Sensitivity.RESTRICTED
                    )
        return self.filter(mine)


class Pledge(Fact):
    """What a party promises; what became of it is kept in stages, flows, targets and evidence."""

    # Its number within the conference, which is its reference and its public address.
    number = models.PositiveIntegerField(editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("Party that leads it"))
    kind = models.CharField(_("Kind of contribution"), max_length=40, choices=PledgeKind.choices)
    title = I18nCharField(_("Title"), max_length=3000, blank=True)
    text = I18nTextField(_("Text"))
    said_date = models.CharField(_("Said on"), max_length=10, blank=True)
    amount = models.DecimalField(
        _("Amount"),
        max_digits=20,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    # ISO 4217.
    currency = models.CharField(_("Currency"), max_length=3, blank=True)
    value_date = models.DateField(_("Value date"), null=True, blank=True)
    qualifier = models.CharField(_("Qualifier"), max_length=10, choices=AmountQualifier.choices, blank=True)
    additional = models.CharField(
        _("Additional to what was promised before"),
        max_length=8,
        choices=Answered.choices,
        default=Answered.UNKNOWN,
    )
    earmarking = models.CharField(_("Earmarking"), max_length=1, choices=Earmarking.choices, blank=True)
    # A day, a month or a year: promises are often no closer than that.
    start_date = models.CharField(_("Period from"), max_length=10, blank=True)
    end_date = models.CharField(_("Period to"), max_length=10, blank=True)
    # UNHCR's and HAPI's codes of population groups.
    beneficiaries = models.JSONField(_("Beneficiaries"), default=list, blank=True)
    objective = models.PositiveSmallIntegerField(
        _("Objective of the Global Compact on Refugees"), choices=CompactObjective.choices, null=True, blank=True
    )
    # Codes of the IATI code list Sector (five figures, OECD DAC).
    sectors = models.JSONField(_("Sectors"), default=list, blank=True)
    conditions = I18nTextField(_("Conditions"), blank=True)
    consulted = models.CharField(
        _("Refugees were consulted"), max_length=8, choices=Answered.choices, default=Answered.UNKNOWN
    )
    # What others would have to give so that it can be kept; without it, nobody is looked for.
    support_needed = I18nTextField(_("Support needed"), blank=True)
    iati_identifier = models.CharField(_("IATI identifier"), max_length=200, blank=True)
    # How far it has come by its last update, and when that was; empty and null where there never was one.
    stage = models.CharField(_("Stage"), max_length=12, choices=Stage.choices, blank=True, editable=False)
    updated_date = models.DateField(null=True, editable=False)

    objects = PledgeQuerySet.as_manager()
    is_shared_with_its_party = True
    audit_parts = {"parties": "said", "countries": "said", "areas": "said"}

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="pledges_are_numbered"),
            models.CheckConstraint(condition=Q(amount=None) | ~Q(currency=""), name="an_amount_has_a_currency"),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gt=0), name="an_amount_is_more_than_nothing"),
        ]

    def __str__(self) -> str:
        return str(self.title) or f"{self.party}: {self.text}"


class PledgeRole(models.TextChoices):
    """What a further party does in a pledge."""

    CO_LEAD = "co-lead", pgettext_lazy("pledge", "Leads it together")
    IMPLEMENTER = "implementer", pgettext_lazy("pledge", "Carries it out")
    PARTNER = "partner", pgettext_lazy("pledge", "Partner")


class PledgeParty(models.Model):
    """A further party of a joint pledge."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="parties")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("Role"), max_length=12, choices=PledgeRole.choices)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["pledge", "party"], name="a_party_has_one_role_in_a_pledge")]

    def __str__(self) -> str:
        return str(self.party)

    @property
    def said(self) -> str:
        """The party and what it does in one word, for the record of what changed."""
        return f"{self.role}: {self.party.code}"


class PledgeCountry(models.Model):
    """A country that a pledge is for, and which part of it."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="countries")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    percent = models.DecimalField(
        _("Per cent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["pledge", "party"], name="a_pledge_names_a_country_once"),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__gte=0, percent__lte=100), name="a_part_is_of_a_hundred"
            ),
        ]

    def __str__(self) -> str:
        return str(self.party)

    @property
    def said(self) -> str:
        """The country and its part in one word, for the record of what changed."""
        return self.party.code if self.percent is None else f"{self.party.code} {self.percent.normalize():f} %"


class PledgeArea(models.Model):
    """An administrative area that a pledge is for, by its P-code; the name is the one that was known then."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="areas")
    pcode = models.CharField(_("P-code"), max_length=80)
    name = models.CharField(_("Name"), max_length=300, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["pledge", "pcode"], name="a_pledge_names_an_area_once")]

    def __str__(self) -> str:
        return self.name or self.pcode

    @property
    def said(self) -> str:
        """The area in one line, for the record of what changed."""
        return " ".join(part for part in (self.pcode, self.name) if part)
