"""What people fill in of what reports say: numbers, place and date; and a file to keep without reading it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import CitingForm, DayOrMonthField, limit_to_what_is_seen, said_field
from secretariat.archive.queries import REPORTS
from secretariat.conference.models import Conference
from secretariat.dossier.actions import FIGURE_FIELDS, NOTICE_FIELDS
from secretariat.dossier.queries.mending import QUALIFIERS
from secretariat.parties.models import Party


class FigureForm(CitingForm):
    """A number as a report gives it, and the sources that give it."""

    value = forms.DecimalField(label=_("Value"), max_digits=20, decimal_places=2)
    unit = forms.CharField(label=_("Unit"), max_length=60, help_text=_("For example persons, households, USD."))
    qualifier = forms.ChoiceField(label=_("Qualifier"), choices=QUALIFIERS, required=False)
    place = forms.CharField(
        label=_("Place"), max_length=500, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        self.fields["counts"] = said_field(_("What it counts"), conference.languages)
        self.fields["as_of"] = DayOrMonthField(_("As of"))
        self.fields["said_by_party"] = forms.ModelChoiceField(
            label=_("On whose word"), queryset=Party.objects.in_protocol_order(language), required=False
        )
        limit_to_what_is_seen(self, user, conference)
        self.order_fields(FIGURE_FIELDS)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the number itself."""
        return {name: self.cleaned_data[name] for name in FIGURE_FIELDS}


class NoticeForm(CitingForm):
    """Where and when a report says that the conference is held, and the sources that say so."""

    city = forms.CharField(
        label=_("City"), max_length=500, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    words = forms.CharField(
        label=_("In the words of the report"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        self.fields["country"] = forms.ModelChoiceField(
            label=_("Country"), queryset=Party.objects.in_protocol_order(language), required=False
        )
        self.fields["held_date"] = DayOrMonthField(_("Date"))
        limit_to_what_is_seen(self, user, conference)
        self.order_fields(NOTICE_FIELDS)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about place and date."""
        return {name: self.cleaned_data[name] for name in NOTICE_FIELDS}


class KeepUnreadForm(forms.Form):
    """A file that is kept as it came."""

    upload = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ",".join(sorted(REPORTS))}),
        help_text=_(".txt, .html, .pdf, .docx or .eml. Nothing in it is run and nothing is fetched."),
    )

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_to_what_is_seen(self, user, conference)
