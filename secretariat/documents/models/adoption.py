"""How a text was adopted: by consensus or by vote, and what parties said about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nTextField

from secretariat.archive.models import Fact
from secretariat.conference.models import Conference
from secretariat.documents.models.papers import Document
from secretariat.documents.models.texts import OfDocuments, TextVersion
from secretariat.parties.models import Party
from secretariat.programme.models import Session


class Manner(models.TextChoices):
    """How a text was adopted."""

    CONSENSUS = "consensus", pgettext_lazy("adoption", "By consensus")
    VOTE = "vote", pgettext_lazy("adoption", "By recorded vote")
    NOT_STATED = "not stated", pgettext_lazy("adoption", "How it was adopted is not stated")


class Adoption(Fact):
    """That a text was adopted: when, how, and which words, for good."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="adoption")
    # The words that were adopted; nothing of them changes any more.
    text = models.ForeignKey(TextVersion, on_delete=models.PROTECT, related_name="+")
    manner = models.CharField(_("Manner"), max_length=12, choices=Manner.choices, default=Manner.CONSENSUS)
    # A day, or a month where no more is known.
    adopted_date = models.CharField(_("Adopted on"), max_length=10)
    session = models.ForeignKey(
        Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Session")
    )
    note = I18nTextField(_("Note"), blank=True)
    # SHA-256 over the words, the manner, the date and the votes, in canonical form.
    seal = models.CharField(max_length=64, editable=False)

    objects = OfDocuments.as_manager()
    audit_parts = {"votes": "party_id"}
    audit_held_through = "document"

    def __str__(self) -> str:
        return f"{self.document}: {self.get_manner_display()}"


class VoteChoice(models.TextChoices):
    """What a party voted."""

    FOR = "for", pgettext_lazy("vote", "In favour")
    AGAINST = "against", pgettext_lazy("vote", "Against")
    ABSTAINING = "abstaining", pgettext_lazy("vote", "Abstaining")
    NOT_VOTING = "not voting", pgettext_lazy("vote", "Not voting")


class Vote(models.Model):
    """What one party voted in a recorded vote."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="votes")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10, choices=VoteChoice.choices)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["adoption", "party"], name="a_party_votes_once")]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_choice_display()}"


class ExplanationKind(models.TextChoices):
    """What a party says about what is adopted."""

    BEFORE = "before", pgettext_lazy("explanation", "Explanation of vote or position before the adoption")
    AFTER = "after", pgettext_lazy("explanation", "Explanation of vote or position after the adoption")
    RESERVATION = "reservation", pgettext_lazy("explanation", "Reservation")
    DECLARATION = "declaration", pgettext_lazy("explanation", "Declaration")


class Explanation(Fact):
    """What a party said about a text as it was adopted, in its own words."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="explanations")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("Party"))
    kind = models.CharField(_("Kind"), max_length=12, choices=ExplanationKind.choices, default=ExplanationKind.AFTER)
    text = I18nTextField(_("Text"))
    said_date = models.CharField(_("Said on"), max_length=10, blank=True)

    objects = OfDocuments.as_manager()
    audit_held_through = "document"

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.party}: {self.text}"
