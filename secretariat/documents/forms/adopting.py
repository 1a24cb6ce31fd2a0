"""What people fill in to note an adoption, with who voted how, and what parties said of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import CitingForm, DayOrMonthField, said_field
from secretariat.conference.models import Conference
from secretariat.documents.actions import ADOPTION_FIELDS, EXPLANATION_FIELDS, Ballot, SeenText
from secretariat.documents.models import Explanation, ExplanationKind, Manner, VoteChoice
from secretariat.parties.models import Party
from secretariat.programme.models import Session
from secretariat.ui.revising import RevisingForm, remember_what_was_seen

Seats = Sequence[tuple[Party, object]]
VOTE = "vote_"


class AdoptForm(CitingForm):
    """How a text was adopted; of a recorded vote, what every party voted."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # The digest of the text that this person had before their eyes.
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, user: User, conference: Conference, seats: Seats, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, rows=1, **kwargs)
        self.seats = seats
        self.fields["manner"] = forms.ChoiceField(
            label=_("How it was adopted"), choices=Manner.choices, widget=forms.RadioSelect
        )
        self.fields["adopted_date"] = DayOrMonthField(_("Adopted on"))
        self.fields["adopted_date"].required = True
        self.fields["session"] = forms.ModelChoiceField(
            label=_("Session"),
            required=False,
            empty_label="–",
            queryset=Session.objects.in_office_of(user).filter(conference=conference),
        )
        self.fields["note"] = said_field(_("Note"), conference.languages, long=True)
        self.fields["rest"] = forms.ChoiceField(
            label=_("All others"),
            choices=[("", _("Not counted")), *VoteChoice.choices],
            required=False,
            help_text=_("How those voted for whom nothing is chosen below. Totals are counted."),
        )
        for party, name in seats:
            self.fields[f"{VOTE}{party.pk}"] = forms.ChoiceField(
                label=str(name), choices=[("", "–"), *VoteChoice.choices], required=False
            )
        votes = [f"{VOTE}{party.pk}" for party, _name in seats]
        self.order_fields(("version", *ADOPTION_FIELDS, "rest", *votes, "source_1", "passage_1"))

    @property
    def vote_fields(self) -> list[forms.BoundField]:
        """A field for each party."""
        return [self[f"{VOTE}{party.pk}"] for party, _name in self.seats]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        """All the other fields that are seen."""
        return [field for field in self.visible_fields() if not field.name.startswith(VOTE) and field.name != "rest"]

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the adoption itself."""
        return {name: self.cleaned_data[name] for name in ADOPTION_FIELDS}

    @property
    def seen_text(self) -> SeenText:
        """What this person had before their eyes; a page that does not say it has seen nothing that there is."""
        return SeenText(self.cleaned_data.get("version") or 0, self.cleaned_data["seen"])

    @property
    def ballot(self) -> Ballot:
        """Who voted how; of a text that was not voted on, nothing."""
        if self.cleaned_data["manner"] != Manner.VOTE:
            return Ballot()
        rest = self.cleaned_data["rest"]
        said = {party: self.cleaned_data[f"{VOTE}{party.pk}"] or rest for party, _name in self.seats}
        return Ballot({party: choice for party, choice in said.items() if choice})


class ExplainForm(CitingForm):
    """What a party said of a text as it was adopted."""

    seats: Seats

    def __init__(self, *args: Any, user: User, conference: Conference, seats: Seats, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, rows=1, **kwargs)
        _ask_what_was_said(self, conference, seats)
        self.order_fields(EXPLANATION_FIELDS)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered; the party itself."""
        return _with_party(self.cleaned_data, self.seats)


class ReviseExplanationForm(RevisingForm):
    """What a party said, with a note of what this person saw."""

    seats: Seats

    def __init__(self, *args: Any, conference: Conference, seats: Seats, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_what_was_said(self, conference, seats)
        remember_what_was_seen(self)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered; the party itself."""
        return _with_party(self.cleaned_data, self.seats)


def what_is_said_of_explanation(explanation: Explanation) -> dict[str, Any]:
    """What a party said, as its form shows it."""
    said = {name: getattr(explanation, name) for name in EXPLANATION_FIELDS}
    return {**said, "party": str(explanation.party_id), "version": explanation.version}


def _ask_what_was_said(form: Any, conference: Conference, seats: Seats) -> None:
    form.seats = seats
    form.fields["party"] = forms.ChoiceField(
        label=_("Party"), choices=[("", "–"), *((str(party.pk), str(name)) for party, name in seats)]
    )
    form.fields["kind"] = forms.ChoiceField(
        label=pgettext_lazy("explanation of vote", "What it is"), choices=ExplanationKind.choices
    )
    form.fields["text"] = said_field(_("What the party said"), conference.languages, long=True)
    form.fields["said_date"] = DayOrMonthField(_("Said on"))


def _with_party(cleaned: dict[str, Any], seats: Seats) -> dict[str, Any]:
    parties = {str(party.pk): party for party, _name in seats}
    return {**{name: cleaned[name] for name in EXPLANATION_FIELDS}, "party": parties[cleaned["party"]]}
