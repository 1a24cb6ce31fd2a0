"""Delegations, the bodies they come from, and their people."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField

from secretariat.archive.models import Fact, FactQuerySet
from secretariat.conference.models import Conference
from secretariat.delegations.models.invitations import Rank
from secretariat.engines.folding import folded
from secretariat.parties.models import Party


class Occasion(models.TextChoices):
    """What a delegation is sent to."""

    CONFERENCE = "conference", _("Conference")
    PREPARATORY_MEETING = "preparatory meeting", _("Preparatory meeting")
    MISSION = "mission", _("Mission")
    PREPARATORY_MEETING_AND_TOUR = "preparatory meeting and tour", _("Preparatory meeting and tour")


class DelegateRole(models.TextChoices):
    """What a delegate is in the delegation."""

    HEAD = "head", pgettext_lazy("delegate", "Head")
    ALTERNATE = "alternate", pgettext_lazy("delegate", "Alternate")
    ADVISER = "adviser", pgettext_lazy("delegate", "Adviser")
    INTERPRETER = "interpreter", pgettext_lazy("delegate", "Interpreter")
    SECURITY = "security", pgettext_lazy("delegate", "Security")
    PRESS = "press", pgettext_lazy("delegate", "Press")
    MEMBER = "member", pgettext_lazy("delegate", "Member")


class DelegateState(models.TextChoices):
    """How far a delegate has come on the way from nomination to accreditation."""

    NOMINATED = "nominated", pgettext_lazy("delegate", "Nominated")
    CONFIRMED = "confirmed", pgettext_lazy("delegate", "Confirmed, to be examined")
    ON_HOLD = "on hold", pgettext_lazy("delegate", "On hold")
    ACCREDITED = "accredited", pgettext_lazy("delegate", "Accredited")
    REFUSED = "refused", pgettext_lazy("delegate", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("delegate", "Withdrawn")


# Who takes one of the delegation's places; the others have given theirs back.
WITH_A_PLACE = frozenset(
    {DelegateState.NOMINATED, DelegateState.CONFIRMED, DelegateState.ON_HOLD, DelegateState.ACCREDITED}
)


class Delegation(Fact):
    """The people a party sends to an occasion."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("Party"))
    occasion = models.CharField(_("Occasion"), max_length=40, choices=Occasion.choices, default=Occasion.CONFERENCE)

    objects = FactQuerySet["Delegation"].as_manager()
    is_shared_with_its_party = True
    audit_parts = {"bodies": "name"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "party", "occasion"], name="one_delegation_per_occasion")
        ]

    def __str__(self) -> str:
        return f"{self.party} – {self.get_occasion_display()}"


class Body(models.Model):
    """A ministry or institution that a delegation comes from."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="bodies")
    name = I18nCharField(_("Body"), max_length=1800)

    class Meta:
        ordering = ("id",)
        verbose_name_plural = _("bodies")

    def __str__(self) -> str:
        return str(self.name)


class DelegateQuerySet(FactQuerySet["Delegate"]):
    """Delegates: who sees one is decided by the delegate's own sensitivity."""

    def named(self, words: str) -> Self:
        """Delegates whose name, in any spelling or script, holds these words."""
        found = self
        for word in folded(words).split():
            found = found.filter(search__contains=word)
        return found

    def with_a_place(self) -> Self:
        """Those who come; not those who were refused or withdrawn."""
        return self.filter(state__in=sorted(WITH_A_PLACE))


class Delegate(Fact):
    """A person whom a party sends, as the delegation or a source names them."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="delegates")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("Name in Latin script"), max_length=500)
    original_name = models.CharField(_("Name in original script"), max_length=500, blank=True)
    spellings = models.JSONField(_("Other spellings"), default=list, blank=True)
    honorific = models.CharField(_("Honorific"), max_length=500, blank=True)
    role = models.CharField(_("Role"), max_length=20, choices=DelegateRole.choices, default=DelegateRole.MEMBER)
    capacity = I18nCharField(_("Capacity"), max_length=3000, blank=True)
    body = I18nCharField(_("Body"), max_length=1800, blank=True)
    rank = models.CharField(_("Rank"), max_length=30, choices=Rank.choices, blank=True)
    mail = models.EmailField(_("Mail"), blank=True)
    languages = models.JSONField(_("Languages"), default=list, blank=True)
    state = models.CharField(_("State"), max_length=12, choices=DelegateState.choices, default=DelegateState.NOMINATED)
    state_since = models.DateTimeField(_("Since"), null=True, blank=True, editable=False)
    # What the delegation is told of a hold or a refusal, and why somebody was withdrawn.
    reason = models.TextField(_("Reason"), blank=True)
    is_overflow = models.BooleanField(_("On an overflow place"), default=False)
    # Journalists have a queue of their own, whoever sends them.
    is_media = models.BooleanField(_("Media"), default=False)
    substitutes = models.OneToOneField(
        "self",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="substituted_by",
        verbose_name=_("In the place of"),
    )
    # All spellings in one, folded, so that a name is found however it is written.
    search = models.TextField(default="", editable=False)

    objects = DelegateQuerySet.as_manager()
    is_shared_with_its_party = True
    audit_hides = frozenset({"mail"})
    # The record says when by itself.
    audit_leaves_out = frozenset({"state_since"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["delegation"],
                condition=Q(role=DelegateRole.HEAD, state__in=sorted(WITH_A_PLACE)),
                name="a_delegation_has_one_head",
            ),
            models.UniqueConstraint(fields=["delegation", "name"], name="a_delegate_is_named_once"),
        ]
        indexes = [
            models.Index(fields=["conference", "party"], name="delegates_of_a_party"),
            models.Index(fields=["conference", "state", "is_media"], name="delegates_in_a_queue"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_place(self) -> bool:
        """Whether this person takes one of the delegation's places."""
        return self.state in WITH_A_PLACE
