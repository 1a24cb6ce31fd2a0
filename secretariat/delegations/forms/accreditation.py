"""What people fill in about accreditation: reasons, who comes in whose place, terms, and which queue they look at."""

from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.delegations.actions import TERMS_FIELDS
from secretariat.delegations.forms.people import PERSON, ask_about_the_person
from secretariat.delegations.models import Terms
from secretariat.delegations.queries import TABS
from secretariat.ui.revising import RevisingForm, remember_what_was_seen

OF_THE_PLACE = ("role", "sensitivity")


class ReasonForm(forms.Form):
    """Why something is decided."""

    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"dir": "auto", "rows": 3})
    )


class SubstituteForm(forms.Form):
    """The person who comes in the place of another, and why the other does not."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_about_the_person(self, user, conference)
        for name in OF_THE_PLACE:
            self.fields.pop(name, None)
        self.fields["reason"] = ReasonForm.base_fields["reason"]
        self.fields["reason"].help_text = _("Why the one does not come in whose place this person is sent.")

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the new person."""
        return {name: value for name, value in self.cleaned_data.items() if name in PERSON}


class TermsForm(RevisingForm):
    """What the conference asks of those whom it accredits."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(fields_for_model(Terms, fields=TERMS_FIELDS))
        # A form takes over the model's kinds of fields, not what else the model asks of them.
        self.fields["retention_days"].validators += Terms._meta.get_field("retention_days").validators
        remember_what_was_seen(self)


class QueueFilter(forms.Form):
    """Which queue is looked at, and what of it."""

    tab = forms.ChoiceField(required=False, choices=list(TABS.items()))
    q = forms.CharField(required=False, max_length=200)
    party = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    sort = forms.CharField(required=False, max_length=20)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def chosen(self, name: str) -> Any:
        """What was asked for, if it makes sense."""
        self.is_valid()
        return self.cleaned_data.get(name)


def what_is_said_of_terms(terms: Terms) -> dict[str, Any]:
    """Terms as their form shows them."""
    return {name: getattr(terms, name) for name in (*TERMS_FIELDS, "version")}
