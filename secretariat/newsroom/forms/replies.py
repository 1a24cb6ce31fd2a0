"""Which replies a moderator looks at, and why one is refused."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.newsroom.actions.replies import MOST_LETTERS
from secretariat.newsroom.queries import TABS, WAITING
from secretariat.ui.revising import RevisingForm


class QueueForm(forms.Form):
    """Which tab is looked at, and from which page on."""

    tab = forms.ChoiceField(required=False, choices=[(tab, tab) for tab in TABS])
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def chosen(self) -> tuple[str, int]:
        """The tab and the page asked for, as far as it makes sense."""
        self.is_valid()
        asked: dict[str, Any] = self.cleaned_data
        return asked.get("tab") or WAITING, asked.get("page") or 1


class RefuseForm(RevisingForm):
    """Why a reply is refused."""

    reason = forms.CharField(
        label=_("Why it is refused"),
        max_length=MOST_LETTERS,
        help_text=_("The reason stays in the house; whoever wrote the reply is not told."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
