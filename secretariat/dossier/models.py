"""Positions by topic, initiatives, obstacles, and reports with the drafts that reading made of them."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from secretariat.accounts.models import Sensitivity, User
from secretariat.archive.models import Fact, FactQuerySet, File, Source
from secretariat.conference.models import Conference
from secretariat.figures.models import Place
from secretariat.meetings.models import Meeting, Point
from secretariat.parties.models import Party
from secretariat.pledges.models import Pledge


class Topic(models.Model):
    """A matter on which parties hold positions."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="topics")
    name = I18nCharField(_("Topic"), max_length=1200)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.name)


class Stance(models.TextChoices):
    """Whether a position is for or against what the topic asks; many are neither."""

    FOR = "for", pgettext_lazy("position", "For")
    AGAINST = "against", pgettext_lazy("position", "Against")
    NEUTRAL = "neutral", pgettext_lazy("position", "Neutral")


class Position(Fact):
    """What a party said on a topic on a day; what it says later stands beside it."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("Party"))
    # Restricted, not protected: a topic goes with its conference, never under a position that stays.
    topic = models.ForeignKey(Topic, on_delete=models.RESTRICT, related_name="positions", verbose_name=_("Topic"))
    said_date = models.CharField(_("Said on"), max_length=10, blank=True)
    said_by = models.CharField(_("Person who said it"), max_length=500, blank=True)
    stance = models.CharField(_("For or against"), max_length=10, choices=Stance.choices, blank=True)
    text = I18nTextField(_("Text"))

    objects = FactQuerySet["Position"].as_manager()

    class Meta:
        ordering = ("said_date", "id")
        indexes = [models.Index(fields=["conference", "party"], name="positions_of_a_party")]

    def __str__(self) -> str:
        return f"{self.party}: {self.text}"


class InitiativeState(models.TextChoices):
    """How far an initiative has come."""

    PROPOSED = "proposed", pgettext_lazy("initiative", "Proposed")
    DISCUSSED = "discussed", pgettext_lazy("initiative", "Under discussion")
    TAKEN_UP = "taken up", pgettext_lazy("initiative", "Taken up")
    CARRIED_OUT = "carried out", pgettext_lazy("initiative", "Carried out")
    DROPPED = "dropped", pgettext_lazy("initiative", "Dropped")


class Initiative(Fact):
    """Something a party proposes or has begun for the question itself."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("Party"))
    text = I18nTextField(_("Text"))
    said_date = models.CharField(_("Said on"), max_length=10, blank=True)
    state = models.CharField(
        _("State"), max_length=12, choices=InitiativeState.choices, default=InitiativeState.PROPOSED
    )

    objects = FactQuerySet["Initiative"].as_manager()

    class Meta:
        ordering = ("said_date", "id")

    def __str__(self) -> str:
        return f"{self.party}: {self.text}"


class ObstacleKind(models.TextChoices):
    """What is said to keep people from returning."""

    SECURITY = "security", pgettext_lazy("obstacle", "Security")
    EXPLOSIVES = "explosive hazards", pgettext_lazy("obstacle", "Explosive hazards")
    DETENTION = "arrest and detention", pgettext_lazy("obstacle", "Arrest and detention")
    CONSCRIPTION = "conscription", pgettext_lazy("obstacle", "Conscription")
    DOCUMENTATION = "documentation", pgettext_lazy("obstacle", "Documentation")
    HOUSING = "housing land and property", pgettext_lazy("obstacle", "Housing, land and property")
    SERVICES = "basic services", pgettext_lazy("obstacle", "Water, power, health and schools")
    LIVELIHOODS = "livelihoods", pgettext_lazy("obstacle", "Livelihoods")
    MOVEMENT = "freedom of movement", pgettext_lazy("obstacle", "Freedom of movement")
    DISCRIMINATION = "discrimination", pgettext_lazy("obstacle", "Discrimination")
    INFORMATION = "information", pgettext_lazy("obstacle", "Information")
    INFRASTRUCTURE = "destroyed infrastructure", pgettext_lazy("obstacle", "Destroyed infrastructure")
    SANCTIONS = "sanctions", pgettext_lazy("obstacle", "Sanctions")
    POLITICISATION = "politicisation", pgettext_lazy("obstacle", "Politicisation")
    OTHER = "other", pgettext_lazy("obstacle", "Other")


class Obstacle(Fact):
    """Something that is said to keep people from returning; whose claim it is belongs to it."""

    kind = models.CharField(_("Kind"), max_length=40, choices=ObstacleKind.choices)
    text = I18nTextField(_("Text"), blank=True)
    area = I18nCharField(_("Area"), max_length=1200, blank=True)
    groups = I18nCharField(_("People it concerns"), max_length=1200, blank=True)
    since_date = models.CharField(_("Since"), max_length=10, blank=True)
    said_date = models.CharField(_("Said on"), max_length=10, blank=True)

    objects = FactQuerySet["Obstacle"].as_manager()
    audit_parts = {"claimants": "party_id", "places": "place_id"}

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}" if str(self.text) else str(self.get_kind_display())


class Claimant(models.Model):
    """A party that says an obstacle is there."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    obstacle = models.ForeignKey(Obstacle, on_delete=models.CASCADE, related_name="claimants")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["obstacle", "party"], name="a_party_claims_an_obstacle_once")]

    def __str__(self) -> str:
        return str(self.party)


class TieQuerySet(models.QuerySet["Tie"]):
    """Ties; one is seen where both its ends are."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Ties between what this person may see."""
        return self._between(lambda model: model._default_manager.all().visible_to(user))

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Ties between what the office shows this person."""
        return self._between(lambda model: model._default_manager.all().in_office_of(user))

    def _between(self, seen: Any) -> Self:
        ends = Q(pledge__in=seen(Pledge).order_by().values("pk"))
        for name, model in (("obstacle", Obstacle), ("initiative", Initiative), ("meeting", Meeting), ("point", Point)):
            ends &= Q(**{name: None}) | Q(**{f"{name}__in": seen(model).order_by().values("pk")})
        return self.filter(ends)


class Tie(models.Model):
    """What a pledge is about or came from: an obstacle it addresses, an initiative, a meeting or a point of one."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="ties")
    obstacle = models.ForeignKey(Obstacle, on_delete=models.CASCADE, null=True, blank=True, related_name="ties")
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, null=True, blank=True, related_name="ties")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, null=True, blank=True, related_name="ties")
    point = models.ForeignKey(Point, on_delete=models.CASCADE, null=True, blank=True, related_name="ties")

    objects = TieQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(obstacle__isnull=False, initiative=None, meeting=None, point=None)
                | Q(obstacle=None, initiative__isnull=False, meeting=None, point=None)
                | Q(obstacle=None, initiative=None, meeting__isnull=False),
                name="a_tie_binds_a_pledge_to_one_thing",
            ),
            models.UniqueConstraint(
                fields=["pledge", "obstacle"], condition=Q(obstacle__isnull=False), name="a_pledge_addresses_it_once"
            ),
            models.UniqueConstraint(
                fields=["pledge", "initiative"], condition=Q(initiative__isnull=False), name="it_led_to_a_pledge_once"
            ),
            models.UniqueConstraint(
                fields=["pledge", "meeting"],
                condition=Q(meeting__isnull=False, point=None),
                name="a_pledge_and_a_meeting_are_tied_once",
            ),
            models.UniqueConstraint(
                fields=["pledge", "point"], condition=Q(point__isnull=False), name="a_pledge_comes_of_a_point_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pledge} – {self.obstacle or self.initiative or self.point or self.meeting}"


class AreaOfObstacle(models.Model):
    """An area of return in which an obstacle is said to be."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    obstacle = models.ForeignKey(Obstacle, on_delete=models.CASCADE, related_name="places")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "areas of obstacles"
        constraints = [models.UniqueConstraint(fields=["obstacle", "place"], name="an_obstacle_names_an_area_once")]

    def __str__(self) -> str:
        return str(self.place)


class ReportedFigure(Fact):
    """A number as a report gives it, with what it counts; figures of different reports stand side by side."""

    value = models.DecimalField(_("Value"), max_digits=20, decimal_places=2)
    unit = models.CharField(_("Unit"), max_length=60)
    qualifier = models.CharField(_("Qualifier"), max_length=20, blank=True)
    counts = I18nCharField(_("What it counts"), max_length=1200)
    place = models.CharField(_("Place"), max_length=500, blank=True)
    as_of = models.CharField(_("As of"), max_length=10, blank=True)
    said_by_party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("On whose word")
    )

    objects = FactQuerySet["ReportedFigure"].as_manager()

    class Meta:
        ordering = ("as_of", "id")

    def __str__(self) -> str:
        return f"{self.value:f} {self.unit}: {self.counts}"


class Notice(Fact):
    """What a report says of where and when the conference is held; open where it does not say."""

    city = models.CharField(_("City"), max_length=500, blank=True)
    country = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Country")
    )
    held_date = models.CharField(_("Date"), max_length=10, blank=True)
    words = models.CharField(_("In the words of the report"), max_length=500, blank=True)

    objects = FactQuerySet["Notice"].as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return " · ".join(part for part in (self.city, self.held_date or self.words) if part) or "–"


class Report(Fact):
    """A report that was handed in to be read: its clean text, the source it became, and the drafts made of it."""

    name = models.CharField(_("Name"), max_length=500)
    text = models.TextField(_("Text"))
    language = models.CharField(_("Language"), max_length=35, blank=True)
    notes = models.JSONField(default=list)
    # Lines taken for furniture of the page, so that a reader can see that nothing of the report is among them.
    furniture = models.JSONField(default=list)
    # Parties, persons and dates that it names, whatever became of them.
    found = models.JSONField(default=dict)
    # Hash of the clean text: the same report is not read twice without saying so.
    sha256 = models.CharField(max_length=64)
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="reports")
    # The report is the office's; the facts made of it are for whom the officer said.
    facts_for = models.CharField(
        _("The facts are for"), max_length=20, choices=Sensitivity.choices, default=Sensitivity.SECRETARIAT
    )

    objects = FactQuerySet["Report"].as_manager()
    audit_leaves_out = frozenset({"text", "furniture", "found"})

    class Meta:
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=["conference", "sha256"], name="a_report_is_read_once")]

    def __str__(self) -> str:
        return self.name


class DraftKind(models.TextChoices):
    """What a draft would become."""

    SOURCE = "source", pgettext_lazy("draft", "Source")
    CONFERENCE = "conference", pgettext_lazy("draft", "Place and date of the conference")
    DELEGATION = "delegation", pgettext_lazy("draft", "Delegation")
    DELEGATE = "delegate", pgettext_lazy("draft", "Person")
    MEETING = "meeting", pgettext_lazy("draft", "Meeting")
    MISSION = "mission", pgettext_lazy("draft", "Mission")
    STATEMENT = "statement", pgettext_lazy("draft", "Statement")
    CHALLENGE = "challenge", pgettext_lazy("draft", "Challenge")
    INITIATIVE = "initiative", pgettext_lazy("draft", "Initiative")
    FIGURE = "figure", pgettext_lazy("draft", "Figure")


class Draft(models.Model):
    """What reading proposes: a fact to be, with its passage, until a person accepts or refuses it."""

    class State(models.TextChoices):
        """What a person decided."""

        PROPOSED = "proposed", pgettext_lazy("draft", "To decide")
        ACCEPTED = "accepted", pgettext_lazy("draft", "Accepted")
        REFUSED = "refused", pgettext_lazy("draft", "Refused")

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=20, choices=DraftKind.choices)
    position = models.PositiveIntegerField(default=0)
    # The fields of the fact to be, by name; what a person mends is written over them.
    data = models.JSONField(default=dict)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    confidence = models.FloatField(default=0)
    rule = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    is_mended = models.BooleanField(default=False)
    # The fact that is there already and seems to be the same: ``desk.model`` and id.
    same_type = models.CharField(max_length=60, blank=True)
    same_id = models.BigIntegerField(null=True)
    same_reasons = models.JSONField(default=list)
    # The fact it became, or to which its source was added.
    fact_type = models.CharField(max_length=60, blank=True)
    fact_id = models.BigIntegerField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    entered_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(default=1, editable=False)

    audit_leaves_out = frozenset({"same_reasons", "decided_at"})
    audit_held_through = "report"

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(start=None) | Q(end__gte=models.F("start")), name="a_draft_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.summary}"

    @property
    def summary(self) -> str:
        """What it is about, in a few words."""
        said = next(
            (self.data[name] for name in ("text", "title", "name", "counts", "words") if self.data.get(name)), ""
        )
        parties = self.data.get("speakers") or [self.data.get("party") or ""]
        return " – ".join(part for part in (", ".join(parties), str(said)[:120]) if part) or "–"
