"""Meetings with their points and minutes, follow-ups, and missions with their stops."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy, pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from secretariat.accounts.models import ROLES_THAT_SEE, Sensitivity, User
from secretariat.archive.models import Fact, FactQuerySet, SomeFact
from secretariat.conference.models import Conference, Owned
from secretariat.delegations.models import Delegation
from secretariat.parties.models import Party
from secretariat.ui.languages import wordings


class MeetingKind(models.TextChoices):
    """What kind of meeting it is."""

    PREPARATORY = "preparatory", pgettext_lazy("meeting", "Preparatory meeting")
    BILATERAL = "bilateral", pgettext_lazy("meeting", "Bilateral meeting")
    MARGINS = "margins", pgettext_lazy("meeting", "On the margins")
    WORKING_GROUP = "working group", pgettext_lazy("meeting", "Working group")
    VIDEO = "video", pgettext_lazy("meeting", "Video conference")
    OTHER = "other", pgettext_lazy("meeting", "Other")


class RecordState(models.TextChoices):
    """How far the record of a meeting has come; an agreed one is frozen."""

    DRAFT = "draft", pgettext_lazy("record of a meeting", "Draft")
    CIRCULATED = "circulated", pgettext_lazy("record of a meeting", "Circulated")
    AGREED = "agreed", pgettext_lazy("record of a meeting", "Agreed")


class Verb(models.TextChoices):
    """What a party did at a point of a meeting, in the words of records."""

    DISCUSSED = "discussed", pgettext_lazy("at a meeting, a party", "discussed")
    STRESSED = "stressed", pgettext_lazy("at a meeting, a party", "stressed")
    AGREED = "agreed", pgettext_lazy("at a meeting, a party", "agreed")
    AFFIRMED = "affirmed", pgettext_lazy("at a meeting, a party", "affirmed")
    REPORTED = "reported", pgettext_lazy("at a meeting, a party", "reported")
    OFFERED = "offered", pgettext_lazy("at a meeting, a party", "offered")
    SUPPORTED = "supported", pgettext_lazy("at a meeting, a party", "supported")
    THANKED = "thanked", pgettext_lazy("at a meeting, a party", "thanked")
    OBJECTED = "objected", pgettext_lazy("at a meeting, a party", "objected")
    STATED = "stated", pgettext_lazy("at a meeting, a party", "stated")
    CALLED = "called", pgettext_lazy("at a meeting, a party", "called for")
    PROPOSED = "proposed", pgettext_lazy("at a meeting, a party", "proposed")
    REJECTED = "rejected", pgettext_lazy("at a meeting, a party", "rejected")
    WELCOMED = "welcomed", pgettext_lazy("at a meeting, a party", "welcomed")
    CONDEMNED = "condemned", pgettext_lazy("at a meeting, a party", "condemned")
    PLEDGED = "pledged", pgettext_lazy("at a meeting, a party", "pledged")
    CONCERN = "expressed concern", pgettext_lazy("at a meeting, a party", "expressed concern about")
    ANNOUNCED = "announced", pgettext_lazy("at a meeting, a party", "announced")


class PartQuerySet(FactQuerySet[SomeFact]):
    """Facts that are part of another: whoever does not see the whole sees no part of it."""

    wholes: tuple[str, ...] = ()

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What this person may see, of wholes that they may see."""
        found = super().visible_to(user)
        for name, rows in self._wholes():
            found = found.filter(**{f"{name}__in": rows.visible_to(user)})
        return found

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """What the office shows this person, of wholes that it shows them."""
        found = super().in_office_of(user)
        for name, rows in self._wholes():
            found = found.filter(**{f"{name}__in": rows.in_office_of(user)})
        return found

    def _wholes(self) -> list[tuple[str, Any]]:
        tables: list[tuple[str, Any]] = [(name, self.model._meta.get_field(name).related_model) for name in self.wholes]
        return [(name, table._default_manager.all()) for name, table in tables]


class OfMeeting(PartQuerySet[SomeFact]):
    """Facts of a meeting."""

    wholes = ("meeting",)


class OfFollowUp(PartQuerySet[SomeFact]):
    """Facts of a follow-up."""

    wholes = ("follow_up",)


class OfMission(PartQuerySet[SomeFact]):
    """Facts of a mission."""

    wholes = ("mission",)


class OfMissionAndMeeting(PartQuerySet[SomeFact]):
    """Facts that tie a mission to a meeting."""

    wholes = ("mission", "meeting")


# The same verbs said of one party and of several: many languages tell the two apart.
_SAID: dict[str, Any] = {
    Verb.DISCUSSED: npgettext_lazy("said of one party, of several", "discussed", "discussed"),
    Verb.STRESSED: npgettext_lazy("said of one party, of several", "stressed", "stressed"),
    Verb.AGREED: npgettext_lazy("said of one party, of several", "agreed", "agreed"),
    Verb.AFFIRMED: npgettext_lazy("said of one party, of several", "affirmed", "affirmed"),
    Verb.REPORTED: npgettext_lazy("said of one party, of several", "reported", "reported"),
    Verb.OFFERED: npgettext_lazy("said of one party, of several", "offered", "offered"),
    Verb.SUPPORTED: npgettext_lazy("said of one party, of several", "supported", "supported"),
    Verb.THANKED: npgettext_lazy("said of one party, of several", "thanked", "thanked"),
    Verb.OBJECTED: npgettext_lazy("said of one party, of several", "objected", "objected"),
    Verb.STATED: npgettext_lazy("said of one party, of several", "stated", "stated"),
    Verb.CALLED: npgettext_lazy("said of one party, of several", "called for", "called for"),
    Verb.PROPOSED: npgettext_lazy("said of one party, of several", "proposed", "proposed"),
    Verb.REJECTED: npgettext_lazy("said of one party, of several", "rejected", "rejected"),
    Verb.WELCOMED: npgettext_lazy("said of one party, of several", "welcomed", "welcomed"),
    Verb.CONDEMNED: npgettext_lazy("said of one party, of several", "condemned", "condemned"),
    Verb.PLEDGED: npgettext_lazy("said of one party, of several", "pledged", "pledged"),
    Verb.CONCERN: npgettext_lazy("said of one party, of several", "expressed concern about", "expressed concern about"),
    Verb.ANNOUNCED: npgettext_lazy("said of one party, of several", "announced", "announced"),
}


class Meeting(Fact):
    """Who received whom, where and when, and about what."""

    key = models.CharField(_("Key"), max_length=80)
    title = I18nCharField(_("Title"), max_length=3000)
    kind = models.CharField(_("Kind"), max_length=20, choices=MeetingKind.choices, default=MeetingKind.OTHER)
    # A day, or a month alone; empty where neither is known.
    held_date = models.CharField(_("Held on"), max_length=10, blank=True)
    venue = I18nCharField(_("Venue"), max_length=1200, blank=True)
    city = I18nCharField(_("City"), max_length=1200, blank=True)
    country = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Country")
    )
    host = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Host")
    )
    host_person = models.CharField(_("Person who received"), max_length=500, blank=True)
    host_capacity = I18nCharField(_("Capacity of that person"), max_length=1200, blank=True)
    subject = I18nTextField(_("Subject"), blank=True)
    record_state = models.CharField(
        pgettext_lazy("of a meeting", "Record"),
        max_length=12,
        choices=RecordState.choices,
        default=RecordState.DRAFT,
        editable=False,
    )

    objects = FactQuerySet["Meeting"].as_manager()
    audit_parts = {"visitors": "said"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "key"], name="one_meeting_per_key")]
        ordering = ("held_date", "id")

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_frozen(self) -> bool:
        """Whether its record is agreed and can no longer be changed."""
        return self.record_state == RecordState.AGREED


class Visitor(models.Model):
    """A party that came to a meeting, and who headed it."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="visitors")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    delegation = models.ForeignKey(Delegation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    head = models.CharField(_("Head"), max_length=500, blank=True)
    head_capacity = I18nCharField(_("Capacity of the head"), max_length=1200, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["meeting", "party"], name="a_party_comes_to_a_meeting_once")]

    def __str__(self) -> str:
        return str(self.party)

    @property
    def said(self) -> str:
        """The visitor in one line, for the record of what changed."""
        sent = f"#{self.delegation_id}" if self.delegation_id else ""
        return " · ".join(part for part in (self.party.code, self.head, *wordings(self.head_capacity), sent) if part)


class Point(Fact):
    """One thing said or agreed at a meeting, and by whom."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="points")
    verb = models.CharField(_("Verb"), max_length=20, choices=Verb.choices)
    text = I18nTextField(_("Text"))
    position = models.PositiveIntegerField(default=0)

    objects = OfMeeting["Point"].as_manager()
    audit_parts = {"speakers": "party_id"}

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.text}"

    @property
    def verb_of_one(self) -> str:
        """What one party did."""
        return str(_SAID[self.verb] % 1)

    @property
    def verb_of_several(self) -> str:
        """What several parties did together."""
        return str(_SAID[self.verb] % 5)


class Speaker(models.Model):
    """A party by which a point was made."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="speakers")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["point", "party"], name="a_party_makes_a_point_once")]

    def __str__(self) -> str:
        return str(self.party)


class MinutesQuerySet(models.QuerySet["Minutes"]):
    """Minutes: papers of the secretariat, seen with their meeting."""

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Minutes of the meetings that the office shows this person, for those who see what the secretariat keeps."""
        if not isinstance(user, User):
            return self.none()
        conferences = user.conferences_as(ROLES_THAT_SEE[Sensitivity.SECRETARIAT])
        return self.filter(conference_id__in=conferences, meeting__in=Meeting.objects.in_office_of(user))


class Minutes(models.Model):
    """One version of the minutes of a meeting; versions are added, never changed."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="minutes")
    number = models.PositiveIntegerField(_("Version"))
    language = models.CharField(_("Language"), max_length=2)
    text = models.TextField(_("Text"))
    state = models.CharField(_("State"), max_length=12, choices=RecordState.choices, default=RecordState.DRAFT)
    circulated_date = models.DateField(_("Circulated on"), null=True, blank=True)
    agreed_date = models.DateField(_("Agreed on"), null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        verbose_name_plural = "minutes"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_version_of_minutes_per_number"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state=RecordState.AGREED), name="one_version_of_minutes_is_agreed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} – {self.number}"


class FollowUpState(models.TextChoices):
    """What became of what was agreed."""

    OPEN = "open", pgettext_lazy("follow-up", "Open")
    UNDER_WAY = "under way", pgettext_lazy("follow-up", "Under way")
    DONE = "done", pgettext_lazy("follow-up", "Done")
    DROPPED = "dropped", pgettext_lazy("follow-up", "Dropped")


class FollowUp(Owned):
    """What somebody is to do after a meeting, and until when."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="follow_ups")
    text = I18nTextField(_("Text"))
    due_date = models.DateField(_("Due on"), null=True, blank=True)
    state = models.CharField(_("State"), max_length=12, choices=FollowUpState.choices, default=FollowUpState.OPEN)

    objects = OfMeeting["FollowUp"].as_manager()

    class Meta:
        ordering = ("due_date", "id")

    def __str__(self) -> str:
        return str(self.text)


class Progress(Fact):
    """What was reported back on a follow-up, and its state since then; a history."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="progress")
    said_date = models.DateField(_("Reported on"))
    state = models.CharField(_("State"), max_length=12, choices=FollowUpState.choices)
    text = I18nTextField(_("Report"), blank=True)

    objects = OfFollowUp["Progress"].as_manager()

    class Meta:
        ordering = ("said_date", "id")
        verbose_name_plural = "progress"

    def __str__(self) -> str:
        return f"{self.follow_up}: {self.get_state_display()}"


class Mission(Fact):
    """A tour that a party made for the conference."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("Party"))
    delegation = models.ForeignKey(Delegation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    head = models.CharField(_("Head"), max_length=500, blank=True)
    head_capacity = I18nCharField(_("Capacity of the head"), max_length=1200, blank=True)
    purpose = I18nTextField(_("Purpose"), blank=True)
    # Days, or months alone.
    from_date = models.CharField(_("From"), max_length=10, blank=True)
    until_date = models.CharField(_("Until"), max_length=10, blank=True)

    objects = FactQuerySet["Mission"].as_manager()

    class Meta:
        ordering = ("from_date", "id")

    def __str__(self) -> str:
        return " – ".join(part for part in (str(self.party), self.from_date) if part)


class Stop(Fact):
    """One stop of a mission: where, when, whom the head met, and what came of it."""

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="stops")
    position = models.PositiveIntegerField(default=0)
    country = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("Country"))
    city = I18nCharField(_("City"), max_length=1200, blank=True)
    stop_date = models.CharField(_("Date"), max_length=10, blank=True)
    met = I18nCharField(_("Whom the head met"), max_length=3000, blank=True)
    result = I18nTextField(_("Result"), blank=True)

    objects = OfMission["Stop"].as_manager()

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return " – ".join(part for part in (str(self.city), str(self.country)) if part)


class ReportBack(Fact):
    """The meeting in which the results of a mission were told."""

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="reports_back")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="reports_back")

    objects = OfMissionAndMeeting["ReportBack"].as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["mission", "meeting"], name="a_mission_is_reported_once")]

    def __str__(self) -> str:
        return f"{self.mission} → {self.meeting}"
