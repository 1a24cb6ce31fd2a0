"""What secretaries fill in to watch for a name."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.delegations.actions.watching import WATCHED_FIELDS
from secretariat.delegations.forms.people import LineField, SpellingsField

LONGEST_NAME = 200
LONGEST_REASON = 4000
# More than these are put on hold by a name alone only if that is meant.
FEW = 5


class WatchForForm(forms.Form):
    """A name to watch for, in every spelling that is known, and why."""

    name = LineField(label=_("Name"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"dir": "auto"}))
    spellings = SpellingsField(
        label=_("Other spellings"),
        required=False,
        help_text=_("One a line, in any script. Spellings that sound alike are found without being listed."),
    )
    birth_date = forms.DateField(
        label=_("Date of birth"),
        required=False,
        help_text=_("Where a delegate's is known too, another date makes a hit less likely."),
    )
    reason = forms.CharField(
        label=_("Why, and on whose word"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Only secretaries read it."),
    )

    is_meant = forms.BooleanField(
        label=_("However many people bear it"),
        required=False,
        help_text=_(
            "A name of one word is like many. Left out, the name is watched for only if few people are like it."
        ),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["birth_date"].widget = forms.DateInput(
            attrs={"type": "date", "max": today.isoformat()}, format="%Y-%m-%d"
        )

    def clean_birth_date(self) -> date | None:
        """A day that has come."""
        born: date | None = self.cleaned_data["birth_date"]
        if born is not None and born > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return born

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the name."""
        return {name: self.cleaned_data[name] for name in WATCHED_FIELDS}

    @property
    def most(self) -> int | None:
        """How many people may be put on hold at once."""
        return None if self.cleaned_data["is_meant"] else FEW
