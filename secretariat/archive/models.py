"""Facts, sources, citations and files."""

from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import OFFICE_ROLES, ROLES_THAT_SEE, Sensitivity, User, in_office_of, seen_by

SomeFact = TypeVar("SomeFact", bound="Fact")


class FactQuerySet(models.QuerySet[SomeFact]):
    """Rows that carry a conference and a sensitivity."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What this person may see."""
        return self.filter(seen_by(user))

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """What the office shows this person; a focal point, the facts that a party shares with the office."""
        return self.filter(in_office_of(user, party="party_id" if self.model.is_shared_with_its_party else ""))


class Fact(models.Model):
    """A statement that is kept for a conference; it cites its sources and says for whom it is."""

    conference = models.ForeignKey("conference.Conference", on_delete=models.CASCADE, related_name="+")
    sensitivity = models.CharField(
        _("For whom"), max_length=20, choices=Sensitivity.choices, default=Sensitivity.SECRETARIAT
    )
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    # What the office keeps about a party is not the party's to read; its own answers and delegates are.
    is_shared_with_its_party: ClassVar[bool] = False

    class Meta:
        abstract = True


class SourceKind(models.TextChoices):
    """What kind of source it is."""

    OFFICIAL_STATEMENT = "official statement", _("Official statement")
    NOTE_VERBALE = "note verbale", _("Note verbale")
    LETTER = "letter", _("Letter")
    CALL = "call", _("Call")
    AGENCY = "agency", _("News agency")
    PRESS = "press", _("Press")
    STATE_MEDIA = "state media", _("State media")
    DATA_SET = "data set", _("Data set")
    MINUTES = "minutes", _("Minutes")
    OTHER = "other", _("Other")


class FileQuerySet(models.QuerySet["File"]):
    """Files; who may see one is decided by the source that holds it."""

    def visible_to(self, user: User | AnonymousUser) -> "FileQuerySet":
        """Files of the sources this person may see, for members of the secretariat; others do not get the bytes."""
        if not isinstance(user, User):
            return self.none()
        sources = Source.objects.visible_to(user).filter(conference_id__in=user.conferences_as(OFFICE_ROLES))
        # Small numbers of people stand in the files of data sets, however public these are.
        numbers = Q(kind=SourceKind.DATA_SET)
        readers = user.conferences_as(ROLES_THAT_SEE[Sensitivity.SECRETARIAT])
        return self.filter(sources__in=sources.filter(~numbers | Q(conference_id__in=readers))).distinct()


class File(models.Model):
    """Bytes that somebody handed in, with the kind that their content shows."""

    conference = models.ForeignKey("conference.Conference", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.FileField(upload_to="files/%Y/%m")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=Now())

    objects = FileQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class SourceQuerySet(FactQuerySet["Source"]):
    """Sources of a conference."""

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Sources as the office shows them: by role only, a source belongs to no party."""
        if not isinstance(user, User):
            return self.none()
        return self.visible_to(user).filter(conference_id__in=user.conferences_as(OFFICE_ROLES))


class Source(Fact):
    """Who published what, when, in which language; or a letter, a call, minutes."""

    key = models.CharField(_("Key"), max_length=80)
    title = models.CharField(_("Title"), max_length=500, blank=True)
    publisher = models.CharField(_("Publisher"), max_length=500, blank=True)
    byline = models.CharField(_("Byline"), max_length=500, blank=True)
    # A month alone is a date too: reports are often known no closer than that.
    published_date = models.CharField(_("Date of publication"), max_length=10, blank=True)
    seen_date = models.DateField(_("Date seen"), null=True, blank=True)
    language = models.CharField(_("Language"), max_length=35, blank=True)
    kind = models.CharField(_("Kind"), max_length=30, choices=SourceKind.choices, default=SourceKind.OTHER)
    url = models.URLField(_("Address"), max_length=2000, blank=True)
    licence = models.CharField(_("Licence"), max_length=500, blank=True)
    file_name = models.CharField(_("File name"), max_length=255, blank=True)
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, blank=True, related_name="sources")

    objects = SourceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "key"], name="one_source_per_key")]

    def __str__(self) -> str:
        return self.title or " · ".join(part for part in (self.publisher, self.published_date) if part) or self.key


class CitationQuerySet(models.QuerySet["Citation"]):
    """Citations; one is seen where its source is seen."""

    def visible_to(self, user: User | AnonymousUser) -> "CitationQuerySet":
        """Citations of the sources this person may see."""
        return self.filter(source__in=Source.objects.visible_to(user))

    def of(self, things: list[models.Model]) -> "CitationQuerySet":
        """Citations on these rows, in the order they were given."""
        wanted = Q(pk__in=[])
        for kind in {thing._meta.label_lower for thing in things}:
            ids = [thing.pk for thing in things if thing._meta.label_lower == kind]
            wanted |= Q(thing_type=kind, thing_id__in=ids)
        return self.filter(wanted).select_related("source").order_by("id")


class Citation(models.Model):
    """A source on a fact, with the passage that says it."""

    conference = models.ForeignKey("conference.Conference", on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="citations")
    thing_type = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    passage = models.TextField(_("Passage"), blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)

    objects = CitationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["thing_type", "thing_id"], name="citations_of_a_fact")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "thing_type", "thing_id"],
                condition=Q(start=None),
                name="one_citation_of_a_source_as_a_whole",
            ),
            models.UniqueConstraint(
                fields=["source", "thing_type", "thing_id", "start"],
                condition=Q(start__isnull=False),
                name="one_citation_per_passage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} on {self.thing_type} {self.thing_id}"
