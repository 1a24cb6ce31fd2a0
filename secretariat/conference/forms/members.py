"""What a secretary fills in to give somebody a role, and a keeper to close an account."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import Role
from secretariat.conference.models import DESKS
from secretariat.parties.models import Party


class AdmitForm(forms.Form):
    """Who is given which role."""

    mail = forms.EmailField(label=_("Mail"), max_length=254, widget=forms.EmailInput(attrs={"dir": "ltr"}))
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("The language of the mail that is sent.")
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    desks = forms.MultipleChoiceField(
        label=_("Desks"),
        choices=DESKS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For a desk officer: the desks in which this person may change things."),
    )
    party = forms.ModelChoiceField(
        label=_("Focal point of"),
        queryset=Party.objects.none(),
        required=False,
        help_text=_("For a focal point: the party for which this person speaks."),
    )
    tell = forms.BooleanField(label=_("Tell this person by mail"), required=False, initial=True)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = Party.objects.in_protocol_order(language)  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """Why an account is closed."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_(
            "It stands in the record of the house, for other keepers; the person reads it if they ask what is kept."
        ),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
