"""What is brought in from other programs: looked at first, written as one deed, and undone as one."""

from typing import ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import Role, Sensitivity, User
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.parties.models import Party


class ImportFormat(models.TextChoices):
    """From what a file was written, and how it is read."""

    INDICO_EVENT = "indico event", _("Indico event (JSON)")
    INDICO_TIMETABLE = "indico timetable", _("Indico timetable (JSON)")
    INDICO_REGISTRATIONS = "indico registrations", _("Indico registrations (JSON)")
    INDICO_REGISTRATIONS_TABLE = "indico registrations table", _("Indico registrations (CSV)")
    SCHEDULE_JSON = "schedule json", _("pretalx or frab schedule (JSON)")
    SCHEDULE_XML = "schedule xml", _("pretalx or frab schedule (XML)")
    CALENDAR = "calendar", _("Calendar (iCalendar)")
    CARDS = "cards", _("Contacts (vCard)")
    OPENSLIDES = "openslides", _("OpenSlides participants (CSV)")
    TABLE = "table", _("Table (XLSX or CSV)")


class ImportState(models.TextChoices):
    """How far an import has come."""

    COLUMNS = "columns", pgettext_lazy("import", "Columns to be matched")
    PREVIEW = "preview", pgettext_lazy("import", "To be looked at")
    DONE = "done", pgettext_lazy("import", "Brought in")
    UNDONE = "undone", pgettext_lazy("import", "Undone")
    DISCARDED = "discarded", pgettext_lazy("import", "Discarded")


class ImportQuerySet(models.QuerySet["Import"]):
    """Imports: files of people, for those who may write what is in them."""

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Imports of the conferences in which this person is secretary or officer of a desk, as they see them."""
        if not isinstance(user, User):
            return self.none()
        of_secretary = user.conferences_as({Role.SECRETARY})
        hidden = Import.objects.filter(chosen__sensitivity=Sensitivity.RESTRICTED)
        hidden = hidden.exclude(conference_id__in=of_secretary)
        mine = self.filter(conference_id__in=user.conferences_as({Role.SECRETARY, Role.DESK_OFFICER}))
        return mine.exclude(pk__in=hidden.values("pk"))


class Import(models.Model):
    """One file that is to be brought in; nothing of it is written anywhere else before somebody says so."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("File name"), max_length=255)
    format = models.CharField(_("Format"), max_length=30, choices=ImportFormat.choices)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.PREVIEW)
    # What was chosen for reading it: the zone of times without one, what each column holds, what the rows are.
    chosen = models.JSONField(default=dict)
    # What was handed in; forgotten once it is brought in or discarded.
    content = models.BinaryField(null=True)
    # What the file holds and this house has no place for, as codes with counts.
    left_out = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[ImportQuerySet] = ImportQuerySet.as_manager()  # type: ignore[assignment]
    audit_leaves_out = frozenset({"content", "chosen", "left_out", "counts"})

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name

    @property
    def kept_for(self) -> str:
        """For whom what is new is kept, and so the file itself."""
        level = self.chosen.get("sensitivity") or Sensitivity.SECRETARIAT
        return str(level) if level in Sensitivity.values else str(Sensitivity.RESTRICTED)

    @property
    def chosen_when_over(self) -> dict[str, str]:
        """What is kept of what was chosen once the file is let go: for whom it was."""
        return {"sensitivity": self.kept_for}


class Verdict(models.TextChoices):
    """What bringing a row in would do."""

    NEW = "new", pgettext_lazy("import", "New")
    CHANGED = "changed", pgettext_lazy("import", "Changed")
    SAME = "same", pgettext_lazy("import", "The same")
    ERROR = "error", pgettext_lazy("import", "Cannot be brought in")


class ImportRow(models.Model):
    """One thing of a file: its cells as read and as corrected, and what is to become of it."""

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    # Room, session, agenda item or delegate.
    kind = models.CharField(max_length=20)
    source_id = models.CharField(max_length=300, blank=True)
    # Where in the file it stands, for a person.
    line = models.CharField(max_length=200, blank=True)
    # What the reader of the file had to say of its cells: cell, level, code and values of each.
    said = models.JSONField(default=list)
    # By name of the cell: what the file says, and what somebody put in its place.
    cells = models.JSONField(default=dict)
    corrected = models.JSONField(default=dict)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    # By name of the cell: level (error or warning), code and values of each finding; and old values where it changes.
    findings = models.JSONField(default=dict)
    old = models.JSONField(default=dict)
    is_skipped = models.BooleanField(default=False)
    thing_id = models.BigIntegerField(null=True)
    # What was written over, and what was written, so that it can be undone and it is seen whether it still stands.
    # Until it is brought in, the second is what would be written.
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ("position", "id")
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="one_import_row_per_position")]
        indexes = [models.Index(fields=["batch", "verdict"], name="import_rows_by_verdict")]

    def __str__(self) -> str:
        return f"{self.kind} {self.position}"


class SourceId(models.Model):
    """Which row of the house a thing of another program became, so that a second import finds it again."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    source_id = models.CharField(max_length=300)
    thing_type = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    # By name of the cell, a keyed hash of what the last import wrote: what differs, somebody changed here since.
    written = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "source_id", "thing_type"], name="a_thing_of_another_program_is_one_row"
            )
        ]
        indexes = [models.Index(fields=["thing_type", "thing_id"], name="source_ids_of_a_thing")]

    def __str__(self) -> str:
        return self.source_id


class ColumnMatching(models.Model):
    """What the columns of a table mean, remembered for the next table with the same headings."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    columns = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "fingerprint"], name="headings_are_matched_once")]

    def __str__(self) -> str:
        return self.fingerprint[:12]


class PartyMatch(models.Model):
    """Which party an affiliation means, as somebody decided; the next import asks no more."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    # Folded: case, accents and spaces make no difference.
    said = models.CharField(max_length=300)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "party matches"
        constraints = [models.UniqueConstraint(fields=["conference", "said"], name="an_affiliation_means_one_party")]

    def __str__(self) -> str:
        return self.said
