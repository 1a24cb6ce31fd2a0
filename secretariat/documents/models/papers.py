"""Documents and their language versions."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from secretariat.accounts.models import OFFICE_ROLES, ROLES_THAT_SEE, Role, Sensitivity, User
from secretariat.archive.models import Fact, FactQuerySet, File
from secretariat.conference.models import Conference
from secretariat.parties.models import Party
from secretariat.programme.models import AgendaItem, Session

# Who reads a paper that is still in preparation.
READ_DRAFTS = ROLES_THAT_SEE[Sensitivity.SECRETARIAT]


class DocumentKind(models.TextChoices):
    """What kind of paper it is."""

    AGENDA = "agenda", pgettext_lazy("document", "Agenda")
    RULES = "rules", pgettext_lazy("document", "Rules of procedure")
    WORKING_PAPER = "working paper", pgettext_lazy("document", "Working paper")
    INFORMATION = "information", pgettext_lazy("document", "Information paper")
    DRAFT_OUTCOME = "draft outcome", pgettext_lazy("document", "Draft outcome")
    OUTCOME = "outcome", pgettext_lazy("document", "Outcome")
    STATEMENT = "statement", pgettext_lazy("document", "Statement")
    REPORT = "report", pgettext_lazy("document", "Report")
    PARTICIPANTS = "participants", pgettext_lazy("document", "List of participants")
    OTHER = "other", pgettext_lazy("document", "Other")


class Distribution(models.TextChoices):
    """How far a paper is handed out, as its masthead says."""

    GENERAL = "general", pgettext_lazy("document", "General")
    LIMITED = "limited", pgettext_lazy("document", "Limited")
    RESTRICTED = "restricted", pgettext_lazy("document", "Restricted")


class DocumentState(models.TextChoices):
    """How far a paper has come."""

    PREPARING = "preparing", pgettext_lazy("document", "In preparation")
    ISSUED = "issued", pgettext_lazy("document", "Issued")
    WITHDRAWN = "withdrawn", pgettext_lazy("document", "Withdrawn")


class DocumentQuerySet(FactQuerySet["Document"]):
    """Documents; what is in preparation is the secretariat's alone."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Documents this person may know of: those that were issued, and drafts for the secretariat."""
        readers = user.conferences_as(READ_DRAFTS) if isinstance(user, User) else []
        out = ~Q(state=DocumentState.PREPARING) | Q(conference_id__in=readers)
        return super().visible_to(user).filter(out)

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Documents as the office shows them: by role; to a focal point, what was issued to the delegations."""
        if not isinstance(user, User):
            return self.none()
        seats = user.conferences_as(OFFICE_ROLES | {Role.FOCAL_POINT})
        return self.visible_to(user).filter(conference_id__in=seats)


class Document(Fact):
    """A paper of the conference, known by its symbol."""

    # Its word in addresses and in files.
    key = models.CharField(_("Key"), max_length=80)
    symbol = models.CharField(pgettext_lazy("document", "Symbol"), max_length=60, blank=True)
    title = I18nCharField(_("Title"), max_length=3000)
    kind = models.CharField(_("Kind"), max_length=20, choices=DocumentKind.choices, default=DocumentKind.OTHER)
    distribution = models.CharField(
        _("Distribution"), max_length=12, choices=Distribution.choices, default=Distribution.GENERAL
    )
    state = models.CharField(
        _("State"), max_length=10, choices=DocumentState.choices, default=DocumentState.PREPARING, editable=False
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Submitted by")
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Agenda item")
    )
    session = models.ForeignKey(
        Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Session")
    )
    revises = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="revised_by", verbose_name=_("Revises")
    )
    # The day on which it was first handed out; it stands in the list of that day.
    issued_date = models.DateField(_("Issued on"), null=True, blank=True, editable=False)
    withdrawn_reason = I18nTextField(_("Why it was withdrawn"), blank=True, editable=False)
    # While it is open, parties may hand in amendments to its text, until the deadline if there is one.
    is_open = models.BooleanField(_("Open to amendments"), default=False, editable=False)
    deadline = models.DateTimeField(_("Amendments until"), null=True, blank=True, editable=False)

    objects = DocumentQuerySet.as_manager()
    audit_parts = {"languages": "in_words"}

    class Meta:
        ordering = ("symbol", "id")
        constraints = [
            models.UniqueConstraint(fields=["conference", "key"], name="one_document_per_key"),
            models.UniqueConstraint(
                fields=["conference", "symbol"], condition=~Q(symbol=""), name="one_document_per_symbol"
            ),
            models.CheckConstraint(
                condition=~Q(distribution="restricted") | ~Q(sensitivity="public"),
                name="a_restricted_document_is_not_public",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.symbol, str(self.title)) if part)


class VersionState(models.TextChoices):
    """How far a language version has come."""

    ORIGINAL = "original", pgettext_lazy("language version", "Original")
    MISSING = "missing", pgettext_lazy("language version", "Missing")
    IN_TRANSLATION = "in translation", pgettext_lazy("language version", "In translation")
    TRANSLATED = "translated", pgettext_lazy("language version", "Translated, not reviewed")
    REVIEWED = "reviewed", pgettext_lazy("language version", "Reviewed")


# What somebody can read.
READABLE = frozenset({VersionState.ORIGINAL, VersionState.TRANSLATED, VersionState.REVIEWED})


class LanguageVersion(models.Model):
    """A document in one language: its state, and its file once there is one."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="languages")
    # BCP 47.
    language = models.CharField(_("Language"), max_length=35)
    state = models.CharField(_("State"), max_length=16, choices=VersionState.choices, default=VersionState.MISSING)
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The name of a file that a conference file speaks of, while its bytes have not come.
    file_name = models.CharField(max_length=255, blank=True, editable=False)
    due_date = models.DateField(_("Due"), null=True, blank=True)
    # The day on which this language was handed out.
    issued_date = models.DateField(_("Issued on"), null=True, blank=True, editable=False)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    audit_held_through = "document"

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["document", "language"], name="one_version_per_language"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state="original"), name="one_original_per_document"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.language})"

    @property
    def in_words(self) -> str:
        """What is kept of the language, as the record tells it."""
        # Another file may bear the same name.
        file = f"{self.file.name} ({self.file.sha256[:12]})" if self.file else ""
        said = (self.state, self.due_date, self.issued_date, file, self.note)
        return " · ".join(str(part) for part in (self.language, *said) if part)

    @property
    def is_of_the_house(self) -> bool:
        """Whether the house has pages in this language."""
        return self.language in dict(settings.LANGUAGES)
