"""What people fill in about places and countries of origin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.archive.forms.facts import DayOrMonthField, said_field
from secretariat.conference.models import Conference
from secretariat.figures.actions import PLACE_FIELDS
from secretariat.figures.models import AREAS, Accommodation, Place, PlaceKind, Setting, SiteState
from secretariat.parties.models import Party
from secretariat.ui.revising import RevisingForm, remember_what_was_seen


class OriginForm(forms.Form):
    """A country whose refugees the conference is about."""

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = Party.objects.states().exclude(iso3="").in_protocol_order(language)
        self.fields["party"] = forms.ModelChoiceField(label=_("Country"), queryset=states)


class AddPlaceForm(forms.Form):
    """An area or a site that no list brought."""

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, kind.label) for kind in PlaceKind if kind in {*AREAS, PlaceKind.SITE}]
        countries = Place.objects.filter(conference=conference, kind=PlaceKind.COUNTRY).select_related("party")
        areas = Place.objects.filter(conference=conference, kind__in=AREAS)
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=kinds)
        self.fields["country"] = forms.ModelChoiceField(label=_("Country"), queryset=countries)
        self.fields["parent"] = _ByCode(label=_("Part of"), queryset=areas, required=False)
        self.fields["code"] = forms.CharField(
            label=_("P-code"), required=False, max_length=80, help_text=_("Of an area; a site needs none.")
        )
        _ask_what_it_is_like(self, conference)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the place itself."""
        return {name: self.cleaned_data[name] for name in (*PLACE_FIELDS, "code")}


class RevisePlaceForm(RevisingForm):
    """What is kept of a place."""

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_what_it_is_like(self, conference)
        remember_what_was_seen(self)


class _ByCode(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker alone
    """Areas with their codes: names alone come twice."""

    def label_from_instance(self, obj: Any) -> str:
        """The code and the name of an area."""
        return f"{obj.code} · {obj}"


def what_is_said_of_place(place: Place) -> dict[str, Any]:
    """A place as its form shows it."""
    return {**{name: getattr(place, name) for name in PLACE_FIELDS}, "version": place.version}


def _ask_what_it_is_like(form: forms.Form, conference: Conference) -> None:
    form.fields["name"] = said_field(_("Name"), conference.languages)
    for name, label in (("valid_from", _("Valid from")), ("valid_to", _("Valid to"))):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        form.fields[name] = forms.DateField(label=label, required=False, widget=widget)
    for name, label, choices in (
        ("accommodation", _("Accommodation"), Accommodation.choices),
        ("setting", _("Setting"), Setting.choices),
        ("state", _("State"), SiteState.choices),
    ):
        form.fields[name] = forms.ChoiceField(label=label, choices=[("", "–"), *choices], required=False)
    form.fields["opened_date"] = DayOrMonthField(_("Opened"))
    form.fields["closed_date"] = DayOrMonthField(_("Closed"))
    form.fields["capacity"] = forms.IntegerField(
        label=_("Capacity in persons"), required=False, min_value=0, max_value=10_000_000
    )
