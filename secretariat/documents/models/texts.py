"""The text of a document: paragraphs, what parties would have them say, and the words as they stood."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nTextField

from secretariat.accounts.models import User
from secretariat.archive.models import Fact
from secretariat.conference.models import Conference
from secretariat.documents.models.papers import Document
from secretariat.dossier.models import Position
from secretariat.parties.models import Party
from secretariat.pledges.models import Pledge


class OfDocuments(models.QuerySet[Any]):
    """Rows that are for those for whom their document is."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Rows of documents that this person may know of."""
        return self.filter(document__in=Document.objects.visible_to(user).order_by().values("pk"))

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Rows of documents that the office shows this person."""
        return self.filter(document__in=Document.objects.in_office_of(user).order_by().values("pk"))


class ParagraphKind(models.TextChoices):
    """What a paragraph is in a text."""

    HEADING = "heading", pgettext_lazy("paragraph", "Heading")
    PREAMBULAR = "preambular", pgettext_lazy("paragraph", "Preambular paragraph")
    OPERATIVE = "operative", pgettext_lazy("paragraph", "Operative paragraph")
    PLAIN = "plain", pgettext_lazy("paragraph", "Plain paragraph")


class Paragraph(Fact):
    """A paragraph of the text that is worked on; for whom it is, its document says."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="paragraphs")
    # Its name within the document: it stays through all versions of the text.
    key = models.CharField(max_length=20, editable=False)
    kind = models.CharField(_("Kind"), max_length=12, choices=ParagraphKind.choices, default=ParagraphKind.OPERATIVE)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField(default=0, editable=False)
    text = I18nTextField(_("Text"))
    # A paragraph that was struck out stays, so that what was said of it stays too.
    is_struck = models.BooleanField(default=False, editable=False)

    objects = OfDocuments.as_manager()
    audit_held_through = "document"

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(fields=["document", "key"], name="one_paragraph_per_key"),
        ]

    def __str__(self) -> str:
        return str(self.text)


class AmendmentKind(models.TextChoices):
    """What an amendment does to a text."""

    REPLACE = "replace", pgettext_lazy("amendment", "Other words for the paragraph")
    INSERT = "insert", pgettext_lazy("amendment", "A new paragraph")
    STRIKE = "strike", pgettext_lazy("amendment", "Strike the paragraph out")


class AmendmentState(models.TextChoices):
    """What became of an amendment."""

    PROPOSED = "proposed", pgettext_lazy("amendment", "Proposed")
    BRACKETED = "bracketed", pgettext_lazy("amendment", "In brackets")
    ACCEPTED = "accepted", pgettext_lazy("amendment", "Accepted")
    REJECTED = "rejected", pgettext_lazy("amendment", "Not accepted")
    WITHDRAWN = "withdrawn", pgettext_lazy("amendment", "Withdrawn")


class Amendment(Fact):
    """What one or more parties would have a text say, with the words it was written against."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="amendments")
    number = models.PositiveIntegerField(editable=False)
    kind = models.CharField(_("Kind"), max_length=8, choices=AmendmentKind.choices, default=AmendmentKind.REPLACE)
    # The paragraph it is about; a new one comes after it, or first of all where there is none.
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, null=True, blank=True, related_name="amendments")
    new_kind = models.CharField(max_length=12, choices=ParagraphKind.choices, blank=True)
    text = I18nTextField(_("Proposed text"), blank=True)
    # The words it was written against: where they changed meanwhile, the two stand side by side.
    base_text = I18nTextField(blank=True, editable=False)
    # While it is in brackets: what the paragraph says then, its own words and these side by side.
    bracketed_text = I18nTextField(blank=True, editable=False)
    explanation = I18nTextField(_("Why"), blank=True)
    said_date = models.CharField(_("Handed in on"), max_length=10, blank=True)
    state = models.CharField(
        _("State"), max_length=10, choices=AmendmentState.choices, default=AmendmentState.PROPOSED, editable=False
    )
    # The paragraph that an accepted insertion became.
    became = models.ForeignKey(
        Paragraph, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, editable=False)

    objects = OfDocuments.as_manager()
    audit_parts = {"parties": "party_id"}
    audit_held_through = "document"

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="one_amendment_per_number")]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_kind_display()}"


class AmendmentParty(models.Model):
    """A party that hands in an amendment, alone or with others."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    amendment = models.ForeignKey(Amendment, on_delete=models.CASCADE, related_name="parties")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "amendment parties"
        constraints = [models.UniqueConstraint(fields=["amendment", "party"], name="a_party_hands_it_in_once")]

    def __str__(self) -> str:
        return str(self.party)


class SupportStance(models.TextChoices):
    """How a party stands to a paragraph or an amendment; of whom nothing is written down is silent."""

    SUPPORTS = "supports", pgettext_lazy("stance", "Supports")
    OPPOSES = "opposes", pgettext_lazy("stance", "Opposes")
    RESERVES = "reserves", pgettext_lazy("stance", "Reserves its position")
    SILENT = "silent", pgettext_lazy("stance", "Silent")


class Support(models.Model):
    """How one party stands to one paragraph or one amendment at present; the record keeps how it stood before."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, null=True, blank=True, related_name="supports")
    amendment = models.ForeignKey(Amendment, on_delete=models.CASCADE, null=True, blank=True, related_name="supports")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("Party"))
    stance = models.CharField(_("Stance"), max_length=8, choices=SupportStance.choices)
    note = models.CharField(_("Note"), max_length=500, blank=True)
    said_date = models.CharField(_("Said on"), max_length=10, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfDocuments.as_manager()
    audit_held_through = "document"

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(paragraph__isnull=False, amendment=None) | Q(paragraph=None, amendment__isnull=False),
                name="a_stance_is_on_one_thing",
            ),
            models.UniqueConstraint(
                fields=["paragraph", "party"], condition=Q(amendment=None), name="one_stance_on_a_paragraph"
            ),
            models.UniqueConstraint(
                fields=["amendment", "party"], condition=Q(paragraph=None), name="one_stance_on_an_amendment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_stance_display()}"


class TextVersion(models.Model):
    """The text as it stood at one time; never changed, so that any two can be compared for good."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField(editable=False)
    name = models.CharField(_("Name"), max_length=120)
    # A list of paragraphs: key, kind, parent (a key or null), number, text by language.
    content = models.JSONField(default=list, editable=False)
    # SHA-256 of the content in canonical form.
    sha256 = models.CharField(max_length=64, editable=False)
    # The version that was worked on when this one was kept.
    based_on = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OfDocuments.as_manager()
    audit_leaves_out = frozenset({"content"})
    audit_held_through = "document"

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="one_text_version_per_number")]

    def __str__(self) -> str:
        return self.name


class ParagraphTie(models.Model):
    """What a paragraph answers to: a position that a party holds, or a pledge."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="ties")
    position = models.ForeignKey(
        Position, on_delete=models.CASCADE, null=True, blank=True, related_name="paragraph_ties"
    )
    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, null=True, blank=True, related_name="paragraph_ties")

    objects = OfDocuments.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(position__isnull=False, pledge=None) | Q(position=None, pledge__isnull=False),
                name="a_paragraph_tie_binds_one_thing",
            ),
            models.UniqueConstraint(
                fields=["paragraph", "position"], condition=Q(pledge=None), name="a_position_is_tied_once"
            ),
            models.UniqueConstraint(
                fields=["paragraph", "pledge"], condition=Q(position=None), name="a_pledge_is_tied_to_it_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paragraph} – {self.position or self.pledge}"
