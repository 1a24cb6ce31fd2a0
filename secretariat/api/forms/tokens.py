"""What a member fills in to let a program in."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from secretariat.api.queries.scopes import table_of

DAYS = (
    ("30", gettext_lazy("30 days")),
    ("90", gettext_lazy("90 days")),
    ("365", gettext_lazy("A year")),
)
WITHOUT_END = ("0", gettext_lazy("Until it is revoked"))


class TokenForm(forms.Form):
    """What a token is called, what it may do, and for how long."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        help_text=gettext_lazy("By which you know it again: the program that uses it, or the machine it runs on."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        help_text=gettext_lazy(
            "A program does everything in your name and never more than you may. Choose only what it needs. Whoever"
            " may write at a desk may also read there."
        ),
        error_messages={"required": gettext_lazy("Choose at least one thing that the token may do.")},
        widget=forms.CheckboxSelectMultiple,
    )
    lasts = forms.ChoiceField(label=gettext_lazy("Valid for"), initial="90", widget=forms.RadioSelect)
    # A page that is sent twice opens one token.
    asked = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, scopes: Collection[str], may_last: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usable = tuple(scopes)
        choices: dict[str, Any] = {
            "scopes": [(scope, scope) for scope in self.usable],
            "lasts": [*DAYS, *([WITHOUT_END] if may_last else [])],
        }
        for name, chosen in choices.items():
            self.fields[name].choices = chosen  # type: ignore[attr-defined]
        self.fields["asked"].initial = secrets.token_urlsafe(18)

    @property
    def desks(self) -> list[dict[str, Any]]:
        """The lines of the table of scopes, and which of them are chosen."""
        chosen = {str(each) for each in self["scopes"].value() or ()}
        return [
            {"desk": line, "reads": line.reads in chosen, "writes": line.writes in chosen}
            for line in table_of(self.usable)
        ]

    def expires_at(self, at: datetime) -> datetime | None:
        """Until when the token is good, if it is opened now."""
        days = int(self.cleaned_data["lasts"])
        return at + timedelta(days=days) if days else None
