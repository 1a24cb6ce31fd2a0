"""Places: countries, administrative areas, sites and camps."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField

from secretariat.conference.models import Conference, OfficeRows
from secretariat.parties.models import Party


class PlaceKind(models.TextChoices):
    """What kind of place it is."""

    COUNTRY = "country", pgettext_lazy("place", "Country or territory")
    # Codes of statistics that are no country: unknown, stateless, various, abroad.
    OTHER = "other", pgettext_lazy("place", "Not a country")
    ADMIN_1 = "admin 1", pgettext_lazy("place", "Admin level 1")
    ADMIN_2 = "admin 2", pgettext_lazy("place", "Admin level 2")
    ADMIN_3 = "admin 3", pgettext_lazy("place", "Admin level 3")
    ADMIN_4 = "admin 4", pgettext_lazy("place", "Admin level 4")
    SITE = "site", pgettext_lazy("place", "Site or camp")


AREAS = (PlaceKind.ADMIN_1, PlaceKind.ADMIN_2, PlaceKind.ADMIN_3, PlaceKind.ADMIN_4)


class Accommodation(models.TextChoices):
    """How people live there, with UNHCR's letters."""

    PLANNED = "P", pgettext_lazy("accommodation", "Planned or managed camp")
    SELF_SETTLED = "S", pgettext_lazy("accommodation", "Self-settled camp")
    COLLECTIVE = "C", pgettext_lazy("accommodation", "Collective centre")
    RECEPTION = "R", pgettext_lazy("accommodation", "Reception or transit camp")
    INDIVIDUAL = "I", pgettext_lazy("accommodation", "Individual accommodation")
    UNDEFINED = "U", pgettext_lazy("accommodation", "Undefined")


class Setting(models.TextChoices):
    """Whether it is in town or country, with UNHCR's letters."""

    URBAN = "U", pgettext_lazy("setting", "Urban")
    RURAL = "R", pgettext_lazy("setting", "Rural")
    VARIOUS = "V", pgettext_lazy("setting", "Various or unknown")


class SiteState(models.TextChoices):
    """Whether a site is in use."""

    OPEN = "open", pgettext_lazy("site", "Open")
    CLOSED = "closed", pgettext_lazy("site", "Closed")
    UNKNOWN = "unknown", pgettext_lazy("site", "Not known")


class Place(models.Model):
    """A country, an area with its P-code, or a site; it belongs to the conference whose figures name it."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("Kind"), max_length=10, choices=PlaceKind.choices)
    # Of a country its ISO 3166-1 alpha-3 code, of an area its P-code, of a site a key of its own.
    code = models.CharField(_("Code"), max_length=80)
    # UNHCR's own three letters are no ISO code: ARE is Egypt there.
    unhcr_code = models.CharField(_("UNHCR code"), max_length=3, blank=True)
    name = I18nCharField(_("Name"), max_length=1800)
    # The state that the country is in the register of parties; its name there is the one shown.
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    country = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, blank=True, related_name="parts")
    valid_from = models.DateField(_("Valid from"), null=True, blank=True)
    valid_to = models.DateField(_("Valid to"), null=True, blank=True)
    # A code that is not in the list of the country yet.
    is_provisional = models.BooleanField(_("Provisional"), default=False)
    accommodation = models.CharField(_("Accommodation"), max_length=1, choices=Accommodation.choices, blank=True)
    setting = models.CharField(_("Setting"), max_length=1, choices=Setting.choices, blank=True)
    state = models.CharField(_("State"), max_length=8, choices=SiteState.choices, blank=True)
    opened_date = models.CharField(_("Opened"), max_length=10, blank=True)
    closed_date = models.CharField(_("Closed"), max_length=10, blank=True)
    capacity = models.PositiveIntegerField(_("Capacity in persons"), null=True, blank=True)
    # Whether the conference is about the return to it.
    is_area_of_return = models.BooleanField(_("Area of return"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfficeRows["Place"].as_manager()

    class Meta:
        ordering = ("kind", "code", "id")
        indexes = [models.Index(fields=["conference", "country", "kind"], name="places_of_a_country")]
        constraints = [
            models.UniqueConstraint(fields=["conference", "kind", "code"], name="a_place_has_one_code"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_place_is_valid_forwards",
            ),
        ]

    def __str__(self) -> str:
        return str(self.party) if self.party_id else str(self.name)


class OriginCountry(models.Model):
    """A country whose refugees the conference is about."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="origin_countries")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=0)

    objects = OfficeRows["OriginCountry"].as_manager()

    class Meta:
        ordering = ("position", "id")
        constraints = [models.UniqueConstraint(fields=["conference", "place"], name="an_origin_is_named_once")]

    def __str__(self) -> str:
        return str(self.place)
