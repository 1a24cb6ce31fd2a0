"""What people fill in to tie a pledge to something, and to write down a pledge that was spoken."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import DayOrMonthField, limit_to_what_is_seen, said_field
from secretariat.conference.models import Conference
from secretariat.parties.models import Party
from secretariat.pledges.models import AmountQualifier, PledgeKind

DRAWN = (
    "party",
    "kind",
    "title",
    "text",
    "said_date",
    "qualifier",
    "amount",
    "currency",
    "start_date",
    "end_date",
    "sensitivity",
)


class TieForm(forms.Form):
    """What a pledge has to do with: one thing of all that can be named here."""

    to = forms.ChoiceField(label=_("What it has to do with"))

    def __init__(self, *args: Any, choices: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.choices = [("", "–"), *choices]
        field.help_text = _("The obstacle that it addresses, or the initiative, meeting or statement it came from.")


class DrawForm(forms.Form):
    """The pledge that somebody made in a meeting, as far as it was said; all else can be added to it later."""

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"] = forms.ModelChoiceField(
            label=_("Party that leads it"), queryset=Party.objects.in_protocol_order(language)
        )
        self.fields["kind"] = forms.ChoiceField(label=_("Kind of contribution"), choices=PledgeKind.choices)
        self.fields["title"] = said_field(_("Title"), conference.languages)
        self.fields["text"] = said_field(_("What is promised"), conference.languages, long=True)
        self.fields["said_date"] = DayOrMonthField(_("Said on"))
        self.fields["qualifier"] = forms.ChoiceField(
            label=_("Qualifier"), choices=[("", "–"), *AmountQualifier.choices], required=False
        )
        self.fields["amount"] = forms.DecimalField(
            label=_("Amount"),
            required=False,
            max_digits=20,
            decimal_places=2,
            error_messages={"invalid": _("Write the amount in digits without separators: 20000000 or 20000000.50.")},
        )
        self.fields["currency"] = forms.CharField(
            label=_("Currency"),
            required=False,
            max_length=3,
            widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "characters"}),
            help_text=_("Its three letters, such as USD or EUR."),
        )
        self.fields["start_date"] = DayOrMonthField(_("Period from"))
        self.fields["end_date"] = DayOrMonthField(_("Period to"))
        limit_to_what_is_seen(self, user, conference)
        self.order_fields(DRAWN)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the pledge."""
        given = {name: self.cleaned_data[name] for name in DRAWN}
        return {**given, "currency": given["currency"].upper()}
