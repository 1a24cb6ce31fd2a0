"""Tasks with what they need, and challenges with their history."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from secretariat.accounts.models import User
from secretariat.archive.models import Fact, FactQuerySet
from secretariat.conference.models import Owned
from secretariat.parties.models import Party


class TaskState(models.TextChoices):
    """How far a task has come."""

    PLANNED = "planned", pgettext_lazy("task", "Planned")
    UNDER_WAY = "under way", pgettext_lazy("task", "Under way")
    DONE = "done", pgettext_lazy("task", "Done")
    DROPPED = "dropped", pgettext_lazy("task", "Dropped")


SETTLED = frozenset({TaskState.DONE, TaskState.DROPPED})


class Task(Owned):
    """Something to be done before a day, owned by a person, a unit or a party."""

    title = I18nCharField(_("What is to be done"), max_length=3000)
    details = I18nTextField(_("Details"), blank=True)
    # The task of a template that this one was made from, so that a template is not laid twice.
    key = models.CharField(max_length=80, blank=True, editable=False)
    state = models.CharField(_("State"), max_length=12, choices=TaskState.choices, default=TaskState.PLANNED)
    start_date = models.DateField(_("Begins on"), null=True, blank=True)
    due_date = models.DateField(_("Due on"), null=True, blank=True)
    done_date = models.DateField(_("Done on"), null=True, blank=True)
    blocked_because = I18nTextField(_("Held up because"), blank=True)
    position = models.PositiveIntegerField(default=0)

    objects = FactQuerySet["Task"].as_manager()
    audit_parts = {"needs": "needs_id"}

    class Meta:
        ordering = ("due_date", "position", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "key"], condition=~Q(key=""), name="a_task_of_a_template_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(start_date=None) | Q(due_date=None) | Q(due_date__gte=F("start_date")),
                name="a_task_is_due_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(owner=None) | Q(owner_party=None), name="a_task_is_a_persons_or_a_partys"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do."""
        return self.state in SETTLED


class Need(models.Model):
    """A task that must be done before another can be."""

    conference = models.ForeignKey("conference.Conference", on_delete=models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="needs")
    needs = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="needed_by")

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["task", "needs"], name="a_need_is_named_once"),
            models.CheckConstraint(condition=~Q(task=F("needs")), name="a_task_does_not_need_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.task} ← {self.needs}"


class ChallengeKind(models.TextChoices):
    """What stands in the conference's way."""

    OBSTRUCTION = "obstruction", pgettext_lazy("challenge", "Obstruction")
    PRESSURE = "pressure", pgettext_lazy("challenge", "Pressure")
    CALL_NOT_TO_ATTEND = "call not to attend", pgettext_lazy("challenge", "Call not to attend")
    BOYCOTT = "boycott", pgettext_lazy("challenge", "Boycott")
    COLLECTIVE_DECISION = (
        "collective decision not to attend",
        pgettext_lazy("challenge", "Collective decision not to attend"),
    )
    SECURITY = "security", pgettext_lazy("challenge", "Security")
    FUNDING = "funding", pgettext_lazy("challenge", "Funding")
    LOGISTICS = "logistics", pgettext_lazy("challenge", "Logistics")
    SANCTIONS = "sanctions", pgettext_lazy("challenge", "Sanctions")
    HEALTH = "health", pgettext_lazy("challenge", "Health")
    OTHER = "other", pgettext_lazy("challenge", "Other")


# What is done to a participant to keep it away, or to move it.
PRESSING = frozenset({ChallengeKind.PRESSURE, ChallengeKind.OBSTRUCTION, ChallengeKind.CALL_NOT_TO_ATTEND})


class Challenge(Fact):
    """Something that is said to stand in the conference's way; whose claim it is belongs to it."""

    kind = models.CharField(_("Kind"), max_length=40, choices=ChallengeKind.choices)
    text = I18nTextField(_("Text"))
    said_date = models.CharField(_("Said on"), max_length=10, blank=True)

    objects = FactQuerySet["Challenge"].as_manager()
    audit_parts = {"parts": "named"}

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"


class ChallengePart(models.Model):
    """A party in a challenge: who says so, who is said to do it, to whom it is said to be done."""

    class Part(models.TextChoices):
        """What part the party has in the claim."""

        SAID_BY = "said by", _("Said by")
        DONE_BY = "done by", _("Said to be done by")
        DONE_TO = "done to", _("Said to be done to")

    conference = models.ForeignKey("conference.Conference", on_delete=models.CASCADE, related_name="+")
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="parts")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["challenge", "part", "party"], name="a_party_has_a_part_once")]

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.party}"

    @property
    def named(self) -> str:
        """Part and party in one word, for the record of what changed."""
        return f"{self.part}: {self.party.code}"


class ChallengeState(models.TextChoices):
    """How the secretariat stands to a challenge."""

    OPEN = "open", pgettext_lazy("challenge", "Open")
    WATCHED = "watched", pgettext_lazy("challenge", "Watched")
    ANSWERED = "answered", pgettext_lazy("challenge", "Being answered")
    CLOSED = "closed", pgettext_lazy("challenge", "Closed")


_FROM_ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class AssessmentQuerySet(FactQuerySet["Assessment"]):
    """Assessments; none is seen by whom the challenge is not shown to, whatever it says of itself."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What this person may see, of challenges that they may see."""
        return super().visible_to(user).filter(challenge__in=Challenge.objects.visible_to(user))

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """What the office shows this person, of challenges that it shows them."""
        return super().in_office_of(user).filter(challenge__in=Challenge.objects.in_office_of(user))


class Assessment(Owned):
    """How likely and how grave a challenge is held to be on a day, and what is done; later ones stand beside it."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="assessments")
    made_date = models.DateField(_("Assessed on"))
    state = models.CharField(_("State"), max_length=12, choices=ChallengeState.choices, default=ChallengeState.OPEN)
    likelihood = models.PositiveSmallIntegerField(_("Likelihood"), null=True, blank=True, validators=_FROM_ONE_TO_FIVE)
    impact = models.PositiveSmallIntegerField(_("Impact"), null=True, blank=True, validators=_FROM_ONE_TO_FIVE)
    response = I18nTextField(_("Response"), blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ("made_date", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood=None) | Q(likelihood__range=(1, 5)), name="likelihood_from_one_to_five"
            ),
            models.CheckConstraint(condition=Q(impact=None) | Q(impact__range=(1, 5)), name="impact_from_one_to_five"),
        ]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.get_state_display()}"
