"""Datasets, their editions, and the observations they bring."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nTextField

from secretariat.archive.models import Fact, FactQuerySet, File, Source
from secretariat.figures.models.counted import CountedQuerySet
from secretariat.figures.models.places import Accommodation, Place, Setting
from secretariat.parties.models import Party


class Layout(models.TextChoices):
    """How a file is laid out."""

    UNHCR_POPULATION = "unhcr population", pgettext_lazy("layout", "UNHCR: population")
    UNHCR_SOLUTIONS = "unhcr solutions", pgettext_lazy("layout", "UNHCR: durable solutions")
    UNHCR_FLOWS = "unhcr flows", pgettext_lazy("layout", "UNHCR: new arrivals in the year")
    UNHCR_LOCATIONS = "unhcr locations", pgettext_lazy("layout", "UNHCR: locations by sex and age")
    UNHCR_SITES = "unhcr sites", pgettext_lazy("layout", "UNHCR: camps and sites")
    TOTALS = "totals", pgettext_lazy("layout", "UNRWA or IDMC: totals by country and year")
    HXL = "hxl", pgettext_lazy("layout", "Any table with HXL hashtags")
    MATCHED = "matched", pgettext_lazy("layout", "Any table, columns matched by hand")
    P_CODES = "p-codes", pgettext_lazy("layout", "P-codes of administrative areas")


class Method(models.TextChoices):
    """How a number was found."""

    REGISTRATION = "registration", pgettext_lazy("method", "Registration")
    GOVERNMENT = "government record", pgettext_lazy("method", "Record of a government")
    ESTIMATE = "estimate", pgettext_lazy("method", "Estimate")
    SURVEY = "survey", pgettext_lazy("method", "Survey")
    KEY_INFORMANT = "key informant", pgettext_lazy("method", "Key informants")
    MIXED = "mixed", pgettext_lazy("method", "Several methods")
    UNKNOWN = "unknown", pgettext_lazy("method", "Not said")


class Dataset(Fact):
    """What a publisher brings out again and again; figures of two datasets are never added together."""

    key = models.CharField(_("Key"), max_length=80)
    name = models.CharField(_("Name"), max_length=500)
    publisher = models.CharField(_("Publisher"), max_length=500, blank=True)
    layout = models.CharField(_("Layout"), max_length=20, choices=Layout.choices)
    licence = models.CharField(_("Licence"), max_length=500, blank=True)
    method = models.CharField(_("Method"), max_length=20, choices=Method.choices, default=Method.UNKNOWN)
    coverage = I18nTextField(_("Coverage"), blank=True)
    definition = I18nTextField(_("Definition"), blank=True)
    # Which column says what, as a person matched them; remembered for the next edition.
    matching = models.JSONField(default=dict, blank=True)

    objects = FactQuerySet["Dataset"].as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints = [models.UniqueConstraint(fields=["conference", "key"], name="one_dataset_per_key")]

    def __str__(self) -> str:
        return self.name


class EditionState(models.TextChoices):
    """How far the import of an edition has come."""

    HANDED_IN = "handed in", pgettext_lazy("edition", "Handed in, to be looked at")
    WAITING = "waiting", pgettext_lazy("edition", "Waits for the worker")
    READING = "reading", pgettext_lazy("edition", "Is being read")
    WRITING = "writing", pgettext_lazy("edition", "Is being written")
    IMPORTED = "imported", pgettext_lazy("edition", "Imported")
    STOPPED = "stopped", pgettext_lazy("edition", "Stopped; nothing was kept")
    FAILED = "failed", pgettext_lazy("edition", "Could not be imported; nothing was kept")


class Edition(Fact):
    """One edition of a dataset: the file, the source it is, and what its import did."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=EditionState.choices, default=EditionState.HANDED_IN)
    matching = models.JSONField(default=dict, blank=True)
    # What the person decided of cells that cannot be read: kept out, or nothing at all.
    leaves_out_refused = models.BooleanField(default=False)
    rows_read = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    # new, changed, same, ended, refused, flagged, empty → how many cells.
    counts = models.JSONField(default=dict, blank=True)
    # The first of what was refused or flagged: line, column, code, what stood there.
    problems = models.JSONField(default=list, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    # The worker's own notes: when it was last alive, and whether somebody asked it to stop.
    alive_at = models.DateTimeField(null=True, editable=False)
    is_to_stop = models.BooleanField(default=False, editable=False)
    imported_at = models.DateTimeField(null=True, editable=False)

    objects = CountedQuerySet["Edition"].as_manager()
    audit_leaves_out = frozenset({"rows_read", "problems", "alive_at"})
    # Two editions of one dataset are never written side by side.
    audit_held_through = "dataset"

    class Meta:
        ordering = ("dataset", "number")
        constraints = [models.UniqueConstraint(fields=["dataset", "number"], name="editions_are_numbered")]

    def __str__(self) -> str:
        return f"{self.dataset} · {self.number}"


class Group(models.TextChoices):
    """Whom a figure counts, with the codes of UNHCR and HDX HAPI."""

    REFUGEES = "REF", pgettext_lazy("group", "Refugees")
    ASYLUM_SEEKERS = "ASY", pgettext_lazy("group", "Asylum-seekers")
    OTHER_PROTECTION = "OIP", pgettext_lazy("group", "Other people in need of international protection")
    REFUGEE_LIKE = "ROC", pgettext_lazy("group", "People in refugee-like situations")
    DISPLACED = "IDP", pgettext_lazy("group", "Internally displaced people")
    RETURNED = "RET", pgettext_lazy("group", "Returned refugees")
    RETURNED_DISPLACED = "RDP", pgettext_lazy("group", "Returned internally displaced people")
    STATELESS = "STA", pgettext_lazy("group", "Stateless people")
    OTHERS = "OOC", pgettext_lazy("group", "Others of concern")
    HOST = "HST", pgettext_lazy("group", "Host community")
    RESETTLED = "RST", pgettext_lazy("group", "Resettled refugees")
    NATURALISED = "NAT", pgettext_lazy("group", "Naturalised refugees")


class Measure(models.TextChoices):
    """Whether it counts people at a date or what happened in a period; the two are never in one sum."""

    STOCK = "stock", pgettext_lazy("measure", "Stock at a date")
    FLOW = "flow", pgettext_lazy("measure", "Flow in a period")


class Sex(models.TextChoices):
    """Whom it counts by sex, with the codes of HDX HAPI."""

    ALL = "all", pgettext_lazy("sex", "All")
    FEMALE = "f", pgettext_lazy("sex", "Female")
    MALE = "m", pgettext_lazy("sex", "Male")
    OTHER = "x", pgettext_lazy("sex", "Other")
    UNKNOWN = "u", pgettext_lazy("sex", "Not known")


class Unit(models.TextChoices):
    """What is counted."""

    PERSONS = "persons", pgettext_lazy("unit", "Persons")
    HOUSEHOLDS = "households", pgettext_lazy("unit", "Households")


class Qualifier(models.TextChoices):
    """How exact a number is said to be."""

    ABOUT = "about", pgettext_lazy("qualifier", "about")
    MORE_THAN = "more than", pgettext_lazy("qualifier", "more than")
    LESS_THAN = "less than", pgettext_lazy("qualifier", "less than")
    UP_TO = "up to", pgettext_lazy("qualifier", "up to")
    AT_LEAST = "at least", pgettext_lazy("qualifier", "at least")


class ValueStatus(models.TextChoices):
    """How firm a number is."""

    PROVISIONAL = "provisional", pgettext_lazy("figure", "Provisional")
    FINAL = "final", pgettext_lazy("figure", "Final")
    REVISED = "revised", pgettext_lazy("figure", "Revised")


# Words in ``Observation.flags``, apart by a space.
FLAG_SAME_COUNTRY = "origin-is-asylum"
FLAG_SUM = "sum-differs"


class ObservationQuerySet(CountedQuerySet["Observation"]):
    """Observations."""

    def current(self) -> "ObservationQuerySet":
        """What no later edition has revised or left out."""
        return self.filter(ended_in=None)


class Observation(Fact):
    """How many people, of which group, from where, where, when, and by whose count."""

    # Null where a person or a conference file gave it: then it carries citations.
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, null=True, related_name="observations")
    # The edition that revised it or gives it no longer; what is current has none.
    ended_in = models.ForeignKey(Edition, on_delete=models.RESTRICT, null=True, related_name="ended")
    revises = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    group = models.CharField(_("Population group"), max_length=3, choices=Group.choices)
    measure = models.CharField(_("Measure"), max_length=5, choices=Measure.choices)
    origin = models.ForeignKey(
        Place, on_delete=models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("Country of origin")
    )
    asylum = models.ForeignKey(
        Place, on_delete=models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("Country of asylum")
    )
    # An area or a site below the country of asylum (of return, for returns within).
    place = models.ForeignKey(
        Place, on_delete=models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("Area or site")
    )
    sex = models.CharField(_("Sex"), max_length=3, choices=Sex.choices, default=Sex.ALL)
    # Whole years; both empty for all ages, the last empty for "and older".
    min_age = models.PositiveSmallIntegerField(_("From age"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("To age"), null=True, blank=True)
    accommodation = models.CharField(_("Accommodation"), max_length=1, choices=Accommodation.choices, blank=True)
    setting = models.CharField(_("Setting"), max_length=1, choices=Setting.choices, blank=True)
    value = models.PositiveBigIntegerField(_("Number"))
    unit = models.CharField(_("Unit"), max_length=10, choices=Unit.choices, default=Unit.PERSONS)
    qualifier = models.CharField(_("Qualifier"), max_length=10, choices=Qualifier.choices, blank=True)
    period_start = models.DateField(_("Period from"))
    period_end = models.DateField(_("Period to"))
    # The date as it was given, where that is less than a day.
    as_of = models.CharField(_("As of"), max_length=10, blank=True)
    year = models.PositiveSmallIntegerField(editable=False)
    status = models.CharField(_("Status"), max_length=12, choices=ValueStatus.choices, default=ValueStatus.FINAL)
    method = models.CharField(_("Method"), max_length=20, choices=Method.choices, blank=True)
    said_by = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("On whose word")
    )
    flags = models.CharField(max_length=100, blank=True, editable=False)
    # 63 bits of a hash over all that says what is counted: the same in each edition of a dataset.
    series = models.BigIntegerField(default=0, editable=False)
    # Line of the file it stood in.
    line = models.PositiveIntegerField(null=True, editable=False)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        indexes = [
            models.Index(
                fields=["conference", "origin", "group", "year"],
                condition=Q(ended_in=None),
                name="figures_by_origin",
            ),
            models.Index(
                fields=["conference", "asylum", "group", "year"],
                condition=Q(ended_in=None),
                name="figures_by_asylum",
            ),
            models.Index(
                fields=["place", "group", "year"],
                condition=Q(ended_in=None) & Q(place__isnull=False),
                name="figures_by_place",
            ),
            models.Index(fields=["edition", "series"], name="figures_of_an_edition"),
            models.Index(fields=["conference"], condition=Q(edition=None), name="figures_given_by_hand"),
            # All people of an area or a site, whatever their sex and age.
            models.Index(
                fields=["conference", "place"],
                condition=Q(ended_in=None, place__isnull=False, sex="all", min_age=None, max_age=None),
                name="figures_of_all_at_a_place",
            ),
            models.Index(
                fields=["conference", "origin", "place"],
                condition=Q(ended_in=None, place__isnull=False, sex="all", min_age=None, max_age=None),
                name="figures_of_an_origin_at_places",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(period_end__gte=F("period_start")), name="a_period_runs_forwards"),
            models.CheckConstraint(
                condition=Q(max_age=None) | Q(min_age__isnull=False, max_age__gte=F("min_age")),
                name="ages_run_upwards",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_group_display()}: {self.value} ({self.year})"
