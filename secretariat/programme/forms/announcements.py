"""What people fill in about a pledge that was announced in a session."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from secretariat.pledges.models import Pledge


class AnnounceForm(forms.Form):
    """Which pledge was announced, and in which words."""

    def __init__(self, *args: Any, pledges: QuerySet[Pledge], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = forms.ModelChoiceField(label=_("Pledge"), queryset=pledges)
        field.choices = [("", "–"), *((each.pk, f"{each.number} · {each.party}: {_short(each)}") for each in pledges)]
        self.fields["pledge"] = field
        self.fields["passage"] = forms.CharField(
            label=_("Passage"),
            required=False,
            max_length=8000,
            widget=forms.Textarea(attrs={"dir": "auto", "rows": 4}),
            help_text=_("The words in which it was announced, in their own language."),
        )


def _short(pledge: Pledge) -> str:
    words = str(pledge.title) or str(pledge.text)
    return f"{words[:100]}…" if len(words) > 100 else words
