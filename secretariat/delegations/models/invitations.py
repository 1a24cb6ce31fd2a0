"""How parties stand with the conference: invitations, answers, and totals that somebody gave."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from secretariat.archive.models import Fact, FactQuerySet
from secretariat.parties.models import Party


class Standing(models.TextChoices):
    """Where a party stands with the conference."""

    NOT_INVITED = "not invited", pgettext_lazy("standing", "Not invited")
    INVITED = "invited", pgettext_lazy("standing", "Invited")
    NO_ANSWER = "no answer", pgettext_lazy("standing", "No answer")
    TENTATIVE = "tentative", pgettext_lazy("standing", "Tentative")
    ACCEPTED = "accepted", pgettext_lazy("standing", "Accepted")
    DECLINED = "declined", pgettext_lazy("standing", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("standing", "Withdrawn")
    ATTENDED = "attended", pgettext_lazy("standing", "Attended")
    ABSENT = "absent", pgettext_lazy("standing", "Absent")


UNANSWERED = frozenset({Standing.INVITED, Standing.NO_ANSWER})


class Rank(models.TextChoices):
    """The level at which a party is invited or comes, highest first."""

    HEAD_OF_STATE = "head of state", _("Head of state")
    HEAD_OF_GOVERNMENT = "head of government", _("Head of government")
    MINISTER = "minister", _("Minister")
    DEPUTY_MINISTER = "deputy minister", _("Deputy minister")
    AMBASSADOR = "ambassador", _("Ambassador")
    SENIOR_OFFICIAL = "senior official", _("Senior official")
    EXPERT = "expert", _("Expert")


class Channel(models.TextChoices):
    """How an invitation went out or an answer came in."""

    NOTE_VERBALE = "note verbale", _("Note verbale")
    LETTER = "letter", _("Letter")
    CALL = "call", _("Call")
    MAIL = "mail", _("Mail")
    LINK = "link", _("Link")
    PRESS = "press", _("Press")
    MEETING = "meeting", _("Meeting")


class Capacity(models.TextChoices):
    """In what capacity a party is invited."""

    PARTICIPANT = "participant", pgettext_lazy("capacity", "Participant")
    OBSERVER = "observer", pgettext_lazy("capacity", "Observer")
    GUEST = "guest", pgettext_lazy("capacity", "Guest")
    MEDIA = "media", pgettext_lazy("capacity", "Media")


class Invitation(Fact):
    """A party's file with the conference: how it was invited, and where it stands now."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("Party"))
    rank = models.CharField(_("Rank invited"), max_length=30, choices=Rank.choices, blank=True)
    capacity = models.CharField(_("Capacity"), max_length=20, choices=Capacity.choices, default=Capacity.PARTICIPANT)
    quota = models.PositiveIntegerField(_("Places"), null=True, blank=True)
    overflow = models.PositiveIntegerField(_("Overflow places"), default=0)
    sent_date = models.DateField(_("Invitation sent on"), null=True, blank=True)
    sent_through = models.CharField(_("Sent through"), max_length=20, choices=Channel.choices, blank=True)
    contact_name = models.CharField(_("Contact"), max_length=500, blank=True)
    contact_mail = models.EmailField(_("Contact mail"), blank=True)
    language = models.CharField(_("Language of correspondence"), max_length=2, default="en")

    objects = FactQuerySet["Invitation"].as_manager()
    is_shared_with_its_party = True
    audit_hides = frozenset({"contact_mail", "contact_name"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "party"], name="a_party_is_invited_once")]

    def __str__(self) -> str:
        return str(self.party)


class Answer(Fact):
    """What a party answered, or what was said of it: when, on whose word, through which channel."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="answers")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(_("Standing"), max_length=20, choices=Standing.choices)
    said_date = models.DateField(_("Said on"), null=True, blank=True)
    said_by_party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("On whose word")
    )
    said_by = I18nCharField(_("On whose word, if not a party's"), max_length=1200, blank=True)
    through = models.CharField(_("Through"), max_length=20, choices=Channel.choices, blank=True)
    reason = I18nTextField(_("Reason"), blank=True)
    rank = models.CharField(_("Rank announced"), max_length=30, choices=Rank.choices, blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.RESTRICT, null=True, blank=True, related_name="corrected_by"
    )

    objects = FactQuerySet["Answer"].as_manager()
    is_shared_with_its_party = True

    class Meta:
        ordering = ("said_date", "id")

    def __str__(self) -> str:
        return f"{self.party}: {self.get_standing_display()}"


class ClaimedTotal(Fact):
    """How many states and organisations took part, as somebody said."""

    states = models.PositiveIntegerField(_("States"), null=True, blank=True)
    organisations = models.PositiveIntegerField(_("Organisations"), null=True, blank=True)
    said_date = models.DateField(_("Said on"), null=True, blank=True)
    said_by_party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("On whose word")
    )
    said_by = I18nCharField(_("On whose word, if not a party's"), max_length=1200, blank=True)

    objects = FactQuerySet["ClaimedTotal"].as_manager()

    def __str__(self) -> str:
        return _("%(states)s states, %(organisations)s organisations") % {
            "states": "–" if self.states is None else self.states,
            "organisations": "–" if self.organisations is None else self.organisations,
        }
