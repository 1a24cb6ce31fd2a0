"""Fields that the forms of tasks and of challenges share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import OFFICE_ROLES, User
from secretariat.archive.forms.facts import SaidField, Words, said_field
from secretariat.conference.models import Conference
from secretariat.parties.models import Party


def required_text(label: Words, conference: Conference, *, long: bool = False) -> SaidField:
    """A text that must be there in one language of the conference at least."""
    field = said_field(label, conference.languages, long=long)
    field.one_required = True
    return field


def any_day(label: Words) -> forms.DateField:
    """A day that has come or is to come; it may stay open."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)  # type: ignore[arg-type]


def parties(label: Words, language: str) -> Any:
    """Any number of parties, in protocol order."""
    found = Party.objects.in_protocol_order(language)
    return forms.ModelMultipleChoiceField(label=label, queryset=found, required=False)


def ask_who_is_in_charge(form: forms.Form, conference: Conference, language: str) -> None:
    """A person of the secretariat, a party, or a unit within either."""
    people = User.objects.filter(memberships__conference=conference, memberships__role__in=OFFICE_ROLES)
    form.fields["owner"] = forms.ModelChoiceField(
        label=_("Person in charge"), queryset=people.distinct().order_by("name", "email"), required=False
    )
    form.fields["owner_party"] = forms.ModelChoiceField(
        label=_("Party in charge"), queryset=Party.objects.in_protocol_order(language), required=False
    )
    form.fields["owner_unit"] = said_field(_("Unit in charge"), conference.languages)
    form.fields["owner_unit"].help_text = _("For example: protocol, security, interpretation.")
