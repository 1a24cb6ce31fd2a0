"""Areas of return: thresholds, conditions, movements and intentions."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from secretariat.archive.models import Fact, FactQuerySet
from secretariat.figures.models.counted import CountedQuerySet
from secretariat.figures.models.observations import Method, Qualifier
from secretariat.figures.models.places import Place

WEEK = timedelta(days=6)


class Criterion(models.TextChoices):
    """The eight criteria of the IASC Framework on Durable Solutions for Internally Displaced Persons (2010)."""

    SAFETY = "safety", pgettext_lazy("criterion", "Safety, security and freedom of movement")
    LIVING = "living", pgettext_lazy("criterion", "Adequate standard of living")
    LIVELIHOODS = "livelihoods", pgettext_lazy("criterion", "Employment and livelihoods")
    PROPERTY = "property", pgettext_lazy("criterion", "Housing, land and property")
    DOCUMENTATION = "documentation", pgettext_lazy("criterion", "Documentation")
    FAMILY = "family", pgettext_lazy("criterion", "Family reunification")
    PARTICIPATION = "participation", pgettext_lazy("criterion", "Participation in public affairs")
    JUSTICE = "justice", pgettext_lazy("criterion", "Effective remedies and justice")


class Severity(models.TextChoices):
    """How far an area is from meeting a criterion; what was not assessed is not low."""

    LOW = "low", pgettext_lazy("severity", "Low")
    MEDIUM = "medium", pgettext_lazy("severity", "Medium")
    HIGH = "high", pgettext_lazy("severity", "High")
    VERY_HIGH = "very high", pgettext_lazy("severity", "Very high")
    NOT_ASSESSED = "not assessed", pgettext_lazy("severity", "Not assessed")


class Access(models.TextChoices):
    """Who could verify on the spot."""

    UNHCR = "UNHCR", pgettext_lazy("access", "UNHCR")
    IOM = "IOM", pgettext_lazy("access", "IOM")
    UNITED_NATIONS = "UN", pgettext_lazy("access", "Another agency of the United Nations")
    NGO = "NGO", pgettext_lazy("access", "A non-governmental organisation")
    GOVERNMENT = "government", pgettext_lazy("access", "The government alone")
    NOBODY = "nobody", pgettext_lazy("access", "Nobody")
    UNKNOWN = "unknown", pgettext_lazy("access", "Not known")


class Threshold(Fact):
    """What somebody says must be met before return is facilitated; a new wording replaces, and the old one stays."""

    criterion = models.CharField(_("Criterion"), max_length=20, choices=Criterion.choices)
    scheme = models.CharField(_("Issued by, or name of the scheme"), max_length=300)
    scheme_version = models.CharField(_("Version"), max_length=100)
    code = models.CharField(_("Code"), max_length=40)
    text = I18nTextField(_("Text"))
    replaced_by = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces")

    objects = FactQuerySet["Threshold"].as_manager()

    class Meta:
        ordering = ("criterion", "scheme", "code", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "scheme", "scheme_version", "code"], name="a_threshold_is_worded_once_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.scheme_version} · {self.code}"


class Condition(Fact):
    """What an area of return is like by one criterion, on whose word, as of when and until when."""

    area = models.ForeignKey(Place, on_delete=models.RESTRICT, related_name="conditions", verbose_name=_("Area"))
    criterion = models.CharField(_("Criterion"), max_length=20, choices=Criterion.choices)
    threshold = models.ForeignKey(
        Threshold,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="conditions",
        verbose_name=_("Threshold"),
    )
    severity = models.CharField(_("Severity"), max_length=15, choices=Severity.choices, default=Severity.NOT_ASSESSED)
    indicator = I18nCharField(_("Indicator"), max_length=1200, blank=True)
    value = models.DecimalField(_("Value"), max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("Unit"), max_length=60, blank=True)
    as_of_date = models.DateField(_("As of"))
    valid_until_date = models.DateField(_("Valid until"), null=True, blank=True)
    method = models.CharField(_("Method"), max_length=20, choices=Method.choices, default=Method.UNKNOWN)
    coverage = I18nTextField(_("Coverage"), blank=True)
    access = models.CharField(_("Who could verify"), max_length=12, choices=Access.choices, default=Access.UNKNOWN)
    narrative = I18nTextField(_("What was found"), blank=True)
    dissenting_view = I18nTextField(_("Dissenting view"), blank=True)
    information_gap = I18nTextField(_("What is not known"), blank=True)

    objects = FactQuerySet["Condition"].as_manager()

    class Meta:
        ordering = ("area", "criterion", "-as_of_date", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until_date=None) | Q(valid_until_date__gte=F("as_of_date")),
                name="a_condition_is_valid_forwards",
            )
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.get_criterion_display()}, {self.get_severity_display()}"


class MovementType(models.TextChoices):
    """How people moved; forced movements stand apart from all others."""

    SELF_ORGANISED = "self-organised", pgettext_lazy("movement", "Self-organised return")
    FACILITATED = "facilitated", pgettext_lazy("movement", "Facilitated return")
    GO_AND_SEE = "go-and-see", pgettext_lazy("movement", "Go-and-see visit")
    RE_DISPLACEMENT = "re-displacement", pgettext_lazy("movement", "Displaced again")
    BACK_TO_ASYLUM = "back to asylum", pgettext_lazy("movement", "Return to the country of asylum")
    FORCED = "forced", pgettext_lazy("movement", "Forced return or deportation")


class Voluntariness(models.TextChoices):
    """How it was verified that people decided freely."""

    COUNSELLING = "counselling", pgettext_lazy("voluntariness", "Individual counselling and form")
    GROUP = "group", pgettext_lazy("voluntariness", "Verification of groups")
    BORDER = "border monitoring", pgettext_lazy("voluntariness", "Monitoring at the border")
    NOT_VERIFIED = "not verified", pgettext_lazy("voluntariness", "Not verified")
    UNKNOWN = "unknown", pgettext_lazy("voluntariness", "Not known")


VERIFIED = (Voluntariness.COUNSELLING, Voluntariness.GROUP, Voluntariness.BORDER)


class Agreement(models.TextChoices):
    """Under what agreement people moved."""

    TRIPARTITE = "tripartite", pgettext_lazy("agreement", "Tripartite")
    BILATERAL = "bilateral", pgettext_lazy("agreement", "Bilateral")
    NONE = "none", pgettext_lazy("agreement", "None")
    UNKNOWN = "unknown", pgettext_lazy("agreement", "Not known")


class Movement(Fact):
    """How many people moved in a week or longer, as an aggregate; never a convoy, a route or a day."""

    start_date = models.DateField(_("Period from"))
    end_date = models.DateField(_("Period to"))
    from_country = models.ForeignKey(
        Place, on_delete=models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("From country")
    )
    from_place = models.ForeignKey(
        Place, on_delete=models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("From area or site")
    )
    to_country = models.ForeignKey(
        Place, on_delete=models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("To country")
    )
    to_area = models.ForeignKey(
        Place, on_delete=models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("To area")
    )
    persons = models.PositiveIntegerField(_("Persons"), null=True, blank=True)
    households = models.PositiveIntegerField(_("Households"), null=True, blank=True)
    qualifier = models.CharField(_("Qualifier"), max_length=10, choices=Qualifier.choices, blank=True)
    kind = models.CharField(_("Kind of movement"), max_length=20, choices=MovementType.choices)
    voluntariness = models.CharField(
        _("How voluntariness was verified"),
        max_length=20,
        choices=Voluntariness.choices,
        default=Voluntariness.UNKNOWN,
    )
    agreement = models.CharField(_("Agreement"), max_length=12, choices=Agreement.choices, default=Agreement.UNKNOWN)
    method = models.CharField(_("Method"), max_length=20, choices=Method.choices, default=Method.UNKNOWN)

    objects = CountedQuerySet["Movement"].as_manager()

    class Meta:
        ordering = ("-end_date", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(end_date__gte=F("start_date") + WEEK), name="a_movement_spans_a_week_at_least"
            ),
            models.CheckConstraint(
                condition=Q(persons__isnull=False) | Q(households__isnull=False), name="a_movement_counts_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(kind=MovementType.FORCED) | ~Q(voluntariness__in=[each.value for each in VERIFIED]),
                name="what_was_forced_is_not_verified_as_voluntary",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.start_date} – {self.end_date}"


class Horizon(models.TextChoices):
    """In what time people were asked about."""

    TWELVE_MONTHS = "12 months", pgettext_lazy("horizon", "Within 12 months")
    ONE_DAY = "one day", pgettext_lazy("horizon", "One day")
    OTHER = "other", pgettext_lazy("horizon", "Another time, as the question says")


class Intention(Fact):
    """What a survey asked of whom, and which share answered how; a share without its base says nothing."""

    origin = models.ForeignKey(Place, on_delete=models.RESTRICT, related_name="+", verbose_name=_("Country of origin"))
    hosts = models.ManyToManyField(Place, related_name="+", verbose_name=_("Countries covered"), through="SurveyedHost")
    population = I18nCharField(_("Who was asked"), max_length=1200)
    question = I18nTextField(_("The question"))
    answer = I18nCharField(_("The answer counted"), max_length=1200)
    share = models.DecimalField(_("Share in per cent"), max_digits=5, decimal_places=2)
    base = models.PositiveIntegerField(_("How many answered"))
    horizon = models.CharField(_("Horizon"), max_length=10, choices=Horizon.choices)
    start_date = models.CharField(_("Asked from"), max_length=10, blank=True)
    end_date = models.CharField(_("Asked until"), max_length=10)
    method = models.CharField(_("Method"), max_length=20, choices=Method.choices, default=Method.SURVEY)

    objects = FactQuerySet["Intention"].as_manager()
    audit_parts = {"surveyed": "place_id"}

    class Meta:
        ordering = ("-end_date", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=100), name="a_share_is_of_a_hundred"),
            models.CheckConstraint(condition=Q(base__gte=1), name="a_share_has_a_base"),
        ]

    def __str__(self) -> str:
        # A share is told beside its base alone.
        return f"{self.question}: {self.answer}"


class SurveyedHost(models.Model):
    """A country in which people were asked."""

    conference = models.ForeignKey("conference.Conference", on_delete=models.CASCADE, related_name="+")
    intention = models.ForeignKey(Intention, on_delete=models.CASCADE, related_name="surveyed")
    place = models.ForeignKey(Place, on_delete=models.RESTRICT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["intention", "place"], name="a_host_is_surveyed_once")]

    def __str__(self) -> str:
        return str(self.place)
