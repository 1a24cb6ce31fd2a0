"""Parties and the regions they belong to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField


class OrganisationKind(models.TextChoices):
    """What an organisation is, after the IATI code list OrganisationType."""

    GOVERNMENT = "government", _("Government body")
    MULTILATERAL = "international organisation", _("International organisation")
    INTERNATIONAL_NGO = "international NGO", _("International non-governmental organisation")
    NATIONAL_NGO = "national NGO", _("National non-governmental organisation")
    FOUNDATION = "foundation", _("Foundation")
    PRIVATE_SECTOR = "private sector", _("Private sector")
    ACADEMIC = "academic", _("Academic institution")
    OTHER = "other", _("Other")


class Region(models.Model):
    """A region or sub-region of the UN's M49 standard."""

    code = models.CharField(max_length=3, unique=True)
    name = I18nCharField(max_length=900)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")

    def __str__(self) -> str:
        return str(self.name)


class PartyQuerySet(models.QuerySet["Party"]):
    """Parties; the register itself is public."""

    def states(self) -> "PartyQuerySet":
        """States and areas of M49."""
        return self.filter(is_state=True)

    def organisations(self) -> "PartyQuerySet":
        """Everything that is not a state."""
        return self.filter(is_state=False)

    def in_protocol_order(self, language: str) -> "PartyQuerySet":
        """States first, then organisations, each alphabetical in the language."""
        return self.order_by("-is_state", f"sort_{language}", "code")


class Party(models.Model):
    """A state or an organisation."""

    code = models.CharField(_("Code"), max_length=20, unique=True)
    is_state = models.BooleanField(pgettext_lazy("party", "State"))
    name = I18nCharField(_("Name"), max_length=1800)
    formal_name = I18nCharField(_("Formal name"), max_length=2400, blank=True)
    kind = models.CharField(_("Kind"), max_length=40, choices=OrganisationKind.choices, blank=True)
    iso3 = models.CharField(max_length=3, blank=True)
    m49 = models.CharField(max_length=3, blank=True)
    unhcr_code = models.CharField(max_length=3, blank=True)
    # A member or an observer state: whom an invitation to all states of a region means.
    is_in_united_nations = models.BooleanField(default=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    subregion = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    languages = models.JSONField(default=list)
    correspondence = models.CharField(_("Language of correspondence"), max_length=2, default="en")
    # Collation keys in hexadecimal: they order alike in every database, whatever its locale.
    sort_en = models.TextField(default="", editable=False)
    sort_ar = models.TextField(default="", editable=False)
    sort_fr = models.TextField(default="", editable=False)
    sort_es = models.TextField(default="", editable=False)
    sort_ru = models.TextField(default="", editable=False)
    sort_zh = models.TextField(default="", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "parties"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_state=False) | models.Q(kind=""), name="a_state_is_no_kind_of_organisation"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)
