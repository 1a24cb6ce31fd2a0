"""What people fill in about movements, and about what surveys were told."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import CitingForm, DayOrMonthField, limit_to_what_is_seen, said_field
from secretariat.conference.models import Conference
from secretariat.engines.conferencefile.limits import MOST
from secretariat.figures.actions import INTENTION_FIELDS, MOVEMENT_FIELDS
from secretariat.figures.forms.areas import date_field
from secretariat.figures.models import (
    AREAS,
    Agreement,
    Horizon,
    Intention,
    Method,
    Movement,
    MovementType,
    OriginCountry,
    Place,
    PlaceKind,
    Qualifier,
    Voluntariness,
)
from secretariat.ui.revising import RevisingForm, remember_what_was_seen

HOSTS = "hosts"
INTENTION_ORDER = (*INTENTION_FIELDS[:7], HOSTS, *INTENTION_FIELDS[7:])
PLACES = ("from_country", "from_place", "to_country", "to_area")


class MovementForm(CitingForm):
    """How many people moved, and the sources that say so."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        _ask_who_moved(self, user, conference)
        self.order_fields(MOVEMENT_FIELDS)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the movement itself."""
        return {name: self.cleaned_data[name] for name in MOVEMENT_FIELDS}


class ReviseMovementForm(RevisingForm):
    """What is kept of a movement, with a note of what this person saw."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_who_moved(self, user, conference)
        self.order_fields(MOVEMENT_FIELDS)
        remember_what_was_seen(self)


class IntentionForm(CitingForm):
    """What a survey was told, and the sources that say so."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        _ask_what_was_asked(self, user, conference)
        self.order_fields(INTENTION_ORDER)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the answer itself."""
        return {name: self.cleaned_data[name] for name in INTENTION_FIELDS}

    @property
    def hosts(self) -> list[Place]:
        """Where people were asked."""
        return list(self.cleaned_data[HOSTS])


class ReviseIntentionForm(RevisingForm):
    """What is kept of an answer, with a note of what this person saw."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_what_was_asked(self, user, conference)
        self.order_fields(INTENTION_ORDER)
        remember_what_was_seen(self)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the answer itself."""
        return {name: self.cleaned_data[name] for name in INTENTION_FIELDS}

    @property
    def hosts(self) -> list[Place]:
        """Where people were asked."""
        return list(self.cleaned_data[HOSTS])


def what_is_said_of_movement(movement: Movement) -> dict[str, Any]:
    """A movement as its form shows it."""
    said = {name: getattr(movement, name) for name in MOVEMENT_FIELDS}
    return {**said, **{name: getattr(movement, f"{name}_id") for name in PLACES}, "version": movement.version}


def what_is_said_of_intention(intention: Intention) -> dict[str, Any]:
    """An answer as its form shows it."""
    said = {name: getattr(intention, name) for name in INTENTION_FIELDS}
    hosts = [each.place_id for each in intention.surveyed.all()]
    return {**said, "origin": intention.origin_id, HOSTS: hosts, "version": intention.version}


class PlaceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A place, by name and code."""

    def label_from_instance(self, obj: Any) -> str:
        """The place as the list calls it."""
        return _called(obj)


class PlacesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several places, by name and code."""

    def label_from_instance(self, obj: Any) -> str:
        """The place as the list calls it."""
        return _called(obj)


def _called(place: Place) -> str:
    if place.kind in (PlaceKind.COUNTRY, PlaceKind.OTHER):
        return str(place)
    return f"{place} · {place.code}" if place.kind in AREAS else f"{place} · {place.country}"


def _ask_who_moved(form: forms.Form, user: User, conference: Conference) -> None:
    places = _places(conference)
    countries = places.filter(kind__in=(PlaceKind.COUNTRY, PlaceKind.OTHER))
    origins = OriginCountry.objects.filter(conference=conference).values("place")
    large = Q(kind__in=(PlaceKind.ADMIN_1, PlaceKind.ADMIN_2), country__in=origins)
    form.fields["kind"] = forms.ChoiceField(label=_("Kind of movement"), choices=MovementType.choices)
    form.fields["start_date"] = date_field(_("Period from"))
    form.fields["end_date"] = date_field(_("Period to"))
    form.fields["end_date"].help_text = _("A week at least: 1 to 7 October is a week.")
    form.fields["from_country"] = PlaceField(label=_("From country"), queryset=countries, required=False)
    form.fields["from_place"] = PlaceField(
        label=_("From area or site"),
        queryset=places.filter(Q(kind=PlaceKind.SITE) | Q(kind=PlaceKind.ADMIN_1)),
        required=False,
    )
    form.fields["to_country"] = PlaceField(label=_("To country"), queryset=countries, required=False)
    form.fields["to_area"] = PlaceField(
        label=_("To area"), queryset=places.filter(Q(is_area_of_return=True, kind__in=AREAS) | large), required=False
    )
    form.fields["persons"] = people_field(_("Persons"))
    form.fields["households"] = people_field(_("Households"))
    form.fields["qualifier"] = forms.ChoiceField(
        label=_("Qualifier"),
        choices=[("", _("exactly, as far as the source says")), *Qualifier.choices],
        required=False,
    )
    form.fields["voluntariness"] = forms.ChoiceField(
        label=_("How voluntariness was verified"), choices=Voluntariness.choices, initial=Voluntariness.UNKNOWN
    )
    form.fields["agreement"] = forms.ChoiceField(
        label=_("Agreement"), choices=Agreement.choices, initial=Agreement.UNKNOWN
    )
    form.fields["method"] = forms.ChoiceField(label=_("Method"), choices=Method.choices, initial=Method.UNKNOWN)
    limit_to_what_is_seen(form, user, conference)


def _ask_what_was_asked(form: forms.Form, user: User, conference: Conference) -> None:
    countries = _places(conference).filter(kind=PlaceKind.COUNTRY)
    languages = conference.languages
    form.fields["origin"] = PlaceField(label=_("Country of origin"), queryset=countries)
    form.fields["population"] = said_field(_("Who was asked"), languages)
    form.fields["question"] = said_field(_("The question"), languages, long=True)
    form.fields["question"].help_text = _("In the words in which it was asked.")
    form.fields["answer"] = said_field(_("The answer counted"), languages)
    form.fields["share"] = forms.DecimalField(
        label=_("Share in per cent"),
        max_digits=5,
        decimal_places=2,
        min_value=0,
        max_value=100,
        error_messages={
            "min_value": _("A share is between 0 and 100 per cent."),
            "max_value": _("A share is between 0 and 100 per cent."),
        },
    )
    form.fields["base"] = people_field(_("How many answered"), least=1)
    form.fields["base"].required = True
    form.fields["base"].error_messages["required"] = _("A share says nothing without its base: how many answered.")
    form.fields["horizon"] = forms.ChoiceField(label=_("Horizon"), choices=Horizon.choices)
    form.fields[HOSTS] = PlacesField(label=_("Countries covered"), queryset=countries, required=False)
    form.fields[HOSTS].help_text = _("Hold Ctrl or Cmd to choose several.")
    form.fields["start_date"] = DayOrMonthField(_("Asked from"))
    form.fields["end_date"] = DayOrMonthField(_("Asked until"), required=True)
    form.fields["method"] = forms.ChoiceField(label=_("Method"), choices=Method.choices, initial=Method.SURVEY)
    limit_to_what_is_seen(form, user, conference)


def people_field(label: Any, *, least: int = 0) -> forms.IntegerField:
    """A number of people: whole, and never less than nothing."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=least,
        max_value=MOST,
        error_messages={
            "invalid": _("Write a whole number in digits, such as 1200."),
            "min_value": _("A number of people cannot be less than nothing.")
            if least == 0
            else _("A share says nothing without its base: how many answered."),
        },
    )


def _places(conference: Conference) -> QuerySet[Place]:
    rows = Place.objects.filter(conference=conference)
    return rows.select_related("party", "country__party").order_by("kind", "country__code", "code")
