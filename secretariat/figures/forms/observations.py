"""What people fill in about a figure that somebody gives."""

import calendar
import re
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import CitingForm, limit_to_what_is_seen
from secretariat.conference.models import Conference
from secretariat.figures.actions.observations import COUNTRIES, OBSERVATION_FIELDS
from secretariat.figures.models import (
    Group,
    Measure,
    Method,
    Observation,
    Place,
    Qualifier,
    Sex,
    Unit,
    ValueStatus,
)
from secretariat.parties.models import Party

# Beyond any number of people.
MOST_PEOPLE = 10_000_000_000
OLDEST = 150
WHEN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
ORDER = tuple(name for name in OBSERVATION_FIELDS if name != "as_of")


class PlaceChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A place by its name and code."""

    def label_from_instance(self, obj: Any) -> str:
        """The place as people call it, and its code."""
        return f"{obj.party.name if obj.party_id else obj.name} ({obj.code})"


class ObservationForm(CitingForm):
    """Whom a figure counts, where, when, and on whose word."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        places = Place.objects.filter(conference=conference).select_related("party").order_by("code")
        _ask_whom(self)
        _ask_where(self, places)
        _ask_how_many(self)
        language = get_language() or "en"
        self.fields["said_by"] = forms.ModelChoiceField(
            label=_("On whose word"), queryset=Party.objects.in_protocol_order(language), required=False
        )
        limit_to_what_is_seen(self, user, conference)
        self.order_fields(ORDER)

    def clean(self) -> dict[str, Any]:
        """Dates are as exact as they were given: a year or a month is kept as one."""
        cleaned = super().clean()
        for name in ("period_start", "period_end"):
            said = cleaned.get(name)
            if said and _days_of(said) is None:
                self.add_error(name, _("A date is written 2020-11-30, or 2020-11 or 2020 if no more is known."))
        return cleaned

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the figure itself; a stock is of the last day, a flow of all days named."""
        said = {name: self.cleaned_data[name] for name in ORDER if not name.startswith("period")}
        first, last = _days_of(self.cleaned_data["period_end"]) or (date.min, date.min)
        begins = _days_of(self.cleaned_data["period_start"] or "")
        is_flow = said["measure"] == Measure.FLOW
        given = self.cleaned_data["period_end"]
        return {
            **said,
            "period_start": begins[0] if begins else first if is_flow else last,
            "period_end": last,
            "as_of": given if len(given) < len("2020-11-30") else "",
        }


def what_is_said_of_observation(observation: Observation) -> dict[str, Any]:
    """A figure as its form shows it."""
    said = {name: getattr(observation, name) for name in ORDER}
    places = {name: getattr(observation, f"{name}_id") for name in ("origin", "asylum", "place", "said_by")}
    is_flow = observation.measure == Measure.FLOW
    return {
        **said,
        **places,
        "period_start": observation.period_start.isoformat() if is_flow else "",
        "period_end": observation.as_of or observation.period_end.isoformat(),
    }


def _ask_whom(form: forms.Form) -> None:
    form.fields["group"] = forms.ChoiceField(label=_("Population group"), choices=Group.choices)
    form.fields["measure"] = forms.ChoiceField(label=_("Measure"), choices=Measure.choices)
    form.fields["sex"] = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, initial=Sex.ALL)
    form.fields["min_age"] = forms.IntegerField(label=_("From age"), min_value=0, max_value=OLDEST, required=False)
    form.fields["max_age"] = forms.IntegerField(label=_("To age"), min_value=0, max_value=OLDEST, required=False)


def _ask_where(form: forms.Form, places: "QuerySet[Place]") -> None:
    countries = places.filter(kind__in=COUNTRIES)
    form.fields["origin"] = PlaceChoice(label=_("Country of origin"), queryset=countries, required=False)
    form.fields["asylum"] = PlaceChoice(label=_("Country of asylum"), queryset=countries, required=False)
    form.fields["place"] = PlaceChoice(
        label=_("Area or site"), queryset=places.exclude(kind__in=COUNTRIES), required=False
    )


def _ask_how_many(form: forms.Form) -> None:
    form.fields["qualifier"] = forms.ChoiceField(
        label=_("Qualifier"), choices=[("", "–"), *Qualifier.choices], required=False
    )
    form.fields["value"] = forms.IntegerField(label=_("Number"), min_value=0, max_value=MOST_PEOPLE)
    form.fields["unit"] = forms.ChoiceField(label=_("Unit"), choices=Unit.choices)
    latin = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})
    form.fields["period_start"] = forms.CharField(
        label=_("Period from"),
        required=False,
        max_length=10,
        widget=latin,
        help_text=_("Of a flow alone. Left empty, it begins with the year, month or day in which it ends."),
    )
    form.fields["period_end"] = forms.CharField(
        label=_("As of, or period to"),
        max_length=10,
        widget=latin,
        help_text=_("A day, a month or a year, as exact as it was given."),
    )
    form.fields["method"] = forms.ChoiceField(label=_("Method"), choices=[("", "–"), *Method.choices], required=False)
    form.fields["status"] = forms.ChoiceField(label=_("Status"), choices=ValueStatus.choices, initial=ValueStatus.FINAL)


def _days_of(said: str) -> tuple[date, date] | None:
    """The first and last day that a date names; None where it names none."""
    if not WHEN.fullmatch(said) or not said.isascii():
        return None
    year, month, day = (*map(int, said.split("-")), 0, 0)[:3]
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if not 1900 <= year <= 2200:
        return None
    last_month = month or 12
    return first, date(year, last_month, day or calendar.monthrange(year, last_month)[1])
