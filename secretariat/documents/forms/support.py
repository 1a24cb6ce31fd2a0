"""What people fill in to say how a party stands, and what a paragraph answers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.documents.models import SupportStance

Choices = Sequence[tuple[str, str]]
SPOKEN = (SupportStance.SUPPORTS, SupportStance.OPPOSES, SupportStance.RESERVES)


class StanceForm(forms.Form):
    """How a party stands to a paragraph or an amendment."""

    party = forms.ChoiceField(label=_("Party"))
    stance = forms.ChoiceField(
        label=pgettext_lazy("of a party", "Stance"),
        choices=[(each.value, each.label) for each in SPOKEN],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=500, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["party"]
        field.choices = [("", "–"), *parties] if len(parties) != 1 else parties


class ParagraphTieForm(forms.Form):
    """What a paragraph answers: one thing of all that can be named here."""

    to = forms.ChoiceField(label=_("What it answers"))

    def __init__(self, *args: Any, choices: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.choices = [("", "–"), *choices]
        field.help_text = _("A position that a party holds, or a pledge.")
