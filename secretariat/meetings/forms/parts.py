"""Parts of this desk's forms: parties by name, delegations, texts that are required, and what was seen."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import SaidField, said_field
from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegation
from secretariat.parties.models import Party

Words = str | Promise


class Parties:
    """The register as a form offers it, read once however many fields choose from it."""

    def __init__(self, conference: Conference) -> None:
        names = shown_names(conference)
        self.known = Party.objects.in_protocol_order(get_language() or "en")
        self._rows = [(party, str(name_of(party, names))) for party in self.known]

    def field(self, label: Words, *, required: bool = False, states: bool = False) -> forms.ModelChoiceField[Party]:
        """A field that chooses one party, or one state."""
        field = forms.ModelChoiceField(
            label=label,  # type: ignore[arg-type]
            queryset=self.known.states() if states else self.known,
            required=required,
        )
        chosen = [(party.pk, name) for party, name in self._rows if party.is_state or not states]
        field.choices = [("", "–"), *chosen]
        return field

    def some(self, label: Words, parties: Iterable[Party]) -> forms.ModelMultipleChoiceField[Party]:
        """A field that ticks some of these parties."""
        wanted = [party.pk for party in parties]
        field = forms.ModelMultipleChoiceField(
            label=label,
            queryset=self.known.filter(pk__in=wanted),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        field.choices = [(party.pk, name) for party, name in self._rows if party.pk in wanted]
        return field


def delegations_seen(user: User, conference: Conference) -> list[Delegation]:
    """The delegations of a conference that the office shows this person, by party."""
    rows = Delegation.objects.in_office_of(user).filter(conference=conference).select_related("party")
    return sorted(rows, key=lambda each: (str(each.party), each.occasion))


def delegation_field(label: Words, delegations: list[Delegation]) -> forms.ModelChoiceField[Delegation]:
    """A field that chooses one of these delegations."""
    field = forms.ModelChoiceField(
        label=label,  # type: ignore[arg-type]
        queryset=Delegation.objects.filter(pk__in=[each.pk for each in delegations]),
        required=False,
    )
    field.choices = [("", "–"), *((each.pk, str(each)) for each in delegations)]
    return field


def required_text(label: Words, languages: Iterable[str]) -> SaidField:
    """A text of several lines that is said in at least one language."""
    field = said_field(label, languages, long=True)
    field.one_required = True
    return field


def entered(form: forms.Form, names: Iterable[str]) -> dict[str, Any]:
    """What was entered in those of these fields that the form has."""
    return {name: form.cleaned_data[name] for name in names if name in form.fields}
