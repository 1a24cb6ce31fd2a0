"""What people fill in about delegations and their people."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited
from secretariat.archive.forms.facts import CitingForm, limit_to_what_is_seen, said_field
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, DelegateRole, DelegateState, Delegation, Occasion
from secretariat.delegations.permissions import DESK
from secretariat.engines.tables import cleaned
from secretariat.parties.models import Party
from secretariat.ui.revising import RevisingForm, remember_what_was_seen

EMPTY_BODIES = 2
MOST_SPELLINGS = 30
LONGEST_SPELLING = 200
BODY = "body_"
_NUMBER_OF_A_BODY = re.compile(r"body_([1-9][0-9]?)_[a-z]{2}$", re.ASCII)
PERSON = (
    "honorific",
    "name",
    "original_name",
    "spellings",
    "role",
    "capacity",
    "body",
    "rank",
    "mail",
    "languages",
    "sensitivity",
)


class DelegationForm(RevisingForm):
    """The bodies a delegation comes from, and for whom it is kept."""

    def __init__(self, *args: Any, user: User, conference: Conference, bodies: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # As many as were shown when the form was opened, should somebody have taken some away meanwhile.
        sent = [int(found[1]) for found in map(_NUMBER_OF_A_BODY.match, self.data or ()) if found]
        for number in range(1, max(bodies + EMPTY_BODIES, *sent, 0) + 1):
            field = said_field(_("Body %(number)s") % {"number": number}, conference.languages)
            field.help_text = _("A ministry or institution; left empty, it is not kept.") if number == 1 else ""
            self.fields[f"{BODY}{number}"] = field
        limit_to_what_is_seen(self, user, conference)
        remember_what_was_seen(self)

    @property
    def bodies(self) -> list[object]:
        """The bodies that were named."""
        named = [value for name, value in self.cleaned_data.items() if name.startswith(BODY)]
        return [body for body in named if body]


class FormDelegationForm(DelegationForm):
    """A new delegation: whose, and to what."""

    party = forms.ModelChoiceField(label=_("Party"), queryset=Party.objects.none())
    occasion = forms.ChoiceField(label=_("Occasion"), choices=Occasion.choices, initial=Occasion.CONFERENCE)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = Party.objects.in_protocol_order(language)  # type: ignore[attr-defined]
        self.order_fields(["party", "occasion"])


class LineField(forms.CharField):
    """A name, or what stands before one: in one line, without signs that nobody typed on purpose."""

    def to_python(self, value: Any) -> str:
        """The words as a list of nominees would have them too."""
        return cleaned(super().to_python(value) or "")[0]


class SpellingsField(forms.CharField):
    """Other spellings of a name, one a line."""

    widget = forms.Textarea(attrs={"dir": "auto", "rows": 3})

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        """The spellings, each once, in the order they were given."""
        lines = (cleaned(line)[0] for line in str(value or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def run_validators(self, value: Any) -> None:
        """No more and no longer than names are."""
        if len(value) > MOST_SPELLINGS:
            raise forms.ValidationError(_("No more than %(most)s spellings.") % {"most": MOST_SPELLINGS})
        if any(len(spelling) > LONGEST_SPELLING for spelling in value):
            raise forms.ValidationError(_("A spelling has no more than %(most)s letters.") % {"most": LONGEST_SPELLING})


class DelegateForm(RevisingForm):
    """What is kept of a person of a delegation."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_about_the_person(self, user, conference)
        remember_what_was_seen(self)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the person."""
        return {name: value for name, value in self.cleaned_data.items() if name in PERSON}


class NameDelegateForm(DelegateForm):
    """A new person of a delegation, as the delegation itself names them."""

    @property
    def cited(self) -> list[Cited]:
        """Nothing: what a delegation says of itself needs no other voice."""
        return []


class NameDelegateFromSourceForm(CitingForm):
    """A new person of a delegation, with the sources that name them."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        ask_about_the_person(self, user, conference)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the person."""
        return {name: value for name, value in self.cleaned_data.items() if name in PERSON}


def name_delegate_form(
    data: Any, *, user: User, conference: Conference
) -> NameDelegateForm | NameDelegateFromSourceForm:
    """The form that fits: a focal point speaks for the party, an officer says from where the name is known."""
    if user.works_on(DESK, conference.pk):
        return NameDelegateFromSourceForm(data, user=user, conference=conference)
    return NameDelegateForm(data, user=user, conference=conference)


class DelegatesFilter(forms.Form):
    """Which delegates a list shows, in which order, with which columns."""

    q = forms.CharField(required=False, max_length=200)
    party = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    role = forms.ChoiceField(required=False, choices=DelegateRole.choices)
    state = forms.ChoiceField(required=False, choices=DelegateState.choices)
    sort = forms.CharField(required=False, max_length=20)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def chosen(self, name: str) -> Any:
        """What was asked for, if it makes sense."""
        self.is_valid()
        return self.cleaned_data.get(name)


def what_is_said_of_delegation(delegation: Delegation, bodies: Iterable[object]) -> dict[str, Any]:
    """A delegation as its form shows it."""
    named = {f"{BODY}{number}": name for number, name in enumerate(bodies, start=1)}
    return {**named, "sensitivity": delegation.sensitivity, "version": delegation.version}


def what_is_said_of_delegate(delegate: Delegate) -> dict[str, Any]:
    """A delegate as the form shows them."""
    said = {name: getattr(delegate, name) for name in PERSON}
    return {**said, "spellings": "\n".join(delegate.spellings), "version": delegate.version}


def ask_about_the_person(form: forms.Form, user: User, conference: Conference) -> None:
    lines = dict.fromkeys(("honorific", "name", "original_name"), LineField)
    fields = fields_for_model(Delegate, fields=[*lines, "role", "rank", "mail"], field_classes=lines)
    form.fields.update(fields)
    form.fields["honorific"].help_text = _("For example H.E., Sheikh, Dr.")
    form.fields["original_name"].widget.attrs["dir"] = "auto"
    form.fields["mail"].widget.attrs["dir"] = "ltr"
    form.fields["spellings"] = SpellingsField(
        label=_("Other spellings"), required=False, help_text=_("One a line. The person is found by each of them.")
    )
    form.fields["capacity"] = said_field(_("Capacity"), conference.languages)
    form.fields["capacity"].help_text = _("For example: Special Envoy of the President.")
    form.fields["body"] = said_field(_("Body"), conference.languages)
    form.fields["languages"] = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple
    )
    # For whom a person is kept is the secretariat's to say.
    if user.works_on(DESK, conference.pk):
        limit_to_what_is_seen(form, user, conference)
    form.order_fields(PERSON)
