"""Outlets that ask to be accredited; those taken up stand in the queue of accreditation like everybody else."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegation
from secretariat.newsroom.models.replies import ModeratorRows
from secretariat.parties.models import Party


class OutletKind(models.TextChoices):
    """What kind of outlet it is."""

    AGENCY = "agency", pgettext_lazy("outlet", "News agency")
    PRINT = "print", pgettext_lazy("outlet", "Newspaper or magazine")
    RADIO = "radio", pgettext_lazy("outlet", "Radio")
    TELEVISION = "television", pgettext_lazy("outlet", "Television")
    ONLINE = "online", pgettext_lazy("outlet", "Online")
    FREELANCE = "freelance", pgettext_lazy("outlet", "Freelance")


class MediaRequestState(models.TextChoices):
    """What became of a request."""

    WAITING = "waiting", pgettext_lazy("media request", "Waiting")
    TAKEN_UP = "taken up", pgettext_lazy("media request", "In the queue of accreditation")
    REFUSED = "refused", pgettext_lazy("media request", "Refused")


class MediaRequest(models.Model):
    """An outlet that asks for accreditation, with the people it would send."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    outlet = models.CharField(_("Outlet"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=12, choices=OutletKind.choices)
    country = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Country")
    )
    website = models.URLField(_("Website"), max_length=500, blank=True)
    contact_name = models.CharField(_("Your name"), max_length=200)
    contact_mail = models.EmailField(_("Mail"), blank=True)
    language = models.CharField(max_length=2, default="en", editable=False)
    state = models.CharField(
        max_length=10, choices=MediaRequestState.choices, default=MediaRequestState.WAITING, editable=False
    )
    refusal = models.CharField(_("Why it is refused"), max_length=300, blank=True, editable=False)
    delegation = models.ForeignKey(Delegation, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    sender = models.CharField(max_length=64, blank=True, editable=False)
    received_at = models.DateTimeField(editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ModeratorRows["MediaRequest"].as_manager()
    audit_hides = frozenset({"contact_name", "contact_mail", "sender"})
    audit_leaves_out = frozenset({"sender"})

    class Meta:
        ordering = ("received_at", "id")

    def __str__(self) -> str:
        return self.outlet


class MediaPerson(models.Model):
    """A person that an outlet would send."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(MediaRequest, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(_("Name"), max_length=200)
    task = models.CharField(_("Task"), max_length=100, blank=True)
    mail = models.EmailField(_("Mail"), blank=True)

    objects = ModeratorRows["MediaPerson"].as_manager()
    audit_hides = frozenset({"name", "mail"})

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "media people"

    def __str__(self) -> str:
        return self.name
