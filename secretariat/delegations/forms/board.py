"""What people fill in about participation: how a party is invited, what it answered, what totals were given."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import (
    CitingForm,
    counted,
    day_field,
    limit_to_what_is_seen,
    said_field,
)
from secretariat.conference.models import Conference
from secretariat.delegations.actions import ANSWER_FIELDS, INVITATION_FIELDS, TOTAL_FIELDS
from secretariat.delegations.models import Answer, ClaimedTotal, Invitation
from secretariat.delegations.queries import Told
from secretariat.parties.models import Party, Region
from secretariat.ui.revising import RevisingForm

LONGEST_LIST = 40_000


class InvitationForm(forms.Form):
    """How a party is invited."""

    field_order = ("party", *INVITATION_FIELDS)

    def __init__(self, *args: Any, user: User, conference: Conference, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [name for name in self.field_order if name != "party"]
        self.fields.update(fields_for_model(Invitation, fields=names, formfield_callback=counted))
        self.fields["quota"].help_text = _("How many people the party may send. Empty: not limited.")
        self.fields["overflow"].help_text = _("Places outside the hall.")
        self.fields["overflow"].required = False
        self.fields["sent_date"] = day_field(_("Invitation sent on"), latest=today)
        self.fields["contact_mail"].widget.attrs["dir"] = "ltr"
        self.fields["contact_mail"].help_text = _("Invitations and reminders go here.")
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of correspondence"), choices=settings.LANGUAGES, initial="en"
        )
        limit_to_what_is_seen(self, user, conference)
        self.order_fields(self.field_order)

    def clean_overflow(self) -> int:
        """No number means no places."""
        return self.cleaned_data["overflow"] or 0

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the invitation itself."""
        return {
            name: value for name, value in self.cleaned_data.items() if name in self.field_order and name != "party"
        }


class InviteForm(InvitationForm):
    """A party, and how it is invited."""

    party = forms.ModelChoiceField(label=_("Party"), queryset=Party.objects.none())

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = Party.objects.in_protocol_order(language)  # type: ignore[attr-defined]
        spoken = self.fields["language"]
        spoken.required = False
        spoken.choices = [("", _("The party's own")), *settings.LANGUAGES]  # type: ignore[attr-defined]
        spoken.initial = ""

    @property
    def details(self) -> dict[str, Any]:
        """What was entered; without a language, the party's own is taken."""
        return {name: value for name, value in super().details.items() if name != "language" or value}


class ReviseInvitationForm(InvitationForm, RevisingForm):
    """How a party is invited, with a note of what this person saw."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = not isinstance(field.widget, forms.HiddenInput)


class InviteManyForm(forms.Form):
    """Which parties to invite: regions of independent states, or a pasted list."""

    regions = forms.MultipleChoiceField(
        label=_("Independent states of these regions"), required=False, widget=forms.CheckboxSelectMultiple
    )
    pasted = forms.CharField(
        label=_("A list, one party a line"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 8}),
        help_text=_("Names in any of the six languages, or codes: Lebanon, Ливан, لبنان, LB and LBN are the same."),
    )

    def __init__(self, *args: Any, regions: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["regions"].choices = list(regions)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two ways at least."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("regions") and not (cleaned.get("pasted") or "").strip() and not self.errors:
            self.add_error("pasted", _("Choose a region or paste a list."))
        return cleaned


class ManyDetailsForm(InvitationForm):
    """How all parties of a list are invited; what differs from party to party is left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("contact_name", "contact_mail", "language"):
            del self.fields[name]


class SaidForm(CitingForm):
    """A fact on somebody's word."""

    def __init__(
        self, *args: Any, user: User, conference: Conference, today: date, language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        self.fields["said_date"] = day_field(_("Said on"), latest=today)
        self.fields["said_by_party"] = forms.ModelChoiceField(
            label=_("On whose word"), queryset=Party.objects.in_protocol_order(language), required=False
        )
        self.fields["said_by"] = said_field(_("On whose word, if not a party's"), conference.languages)

    @property
    def details(self) -> dict[str, Any]:
        """The fact itself, without its sources."""
        return {name: self.cleaned_data[name] for name in self.field_order}  # type: ignore[union-attr]


class AnswerForm(SaidForm):
    """What a party answered, or what was said of it."""

    field_order = ANSWER_FIELDS

    def __init__(self, *args: Any, user: User, conference: Conference, today: date, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, today=today, **kwargs)
        # An answer that a source gives without a day can be corrected without one.
        needs_day = self.initial.get("said_date", today) is not None
        self.fields["said_date"] = day_field(_("Said on"), latest=today, required=needs_day)
        self.fields.update(fields_for_model(Answer, fields=["standing", "through", "rank", "sensitivity"]))
        self.fields["reason"] = said_field(_("Reason"), conference.languages, long=True)
        self.fields["rank"].label = _("Rank announced")
        limit_to_what_is_seen(self, user, conference)
        self.order_fields(self.field_order)


class ClaimForm(SaidForm):
    """How many took part, as somebody said."""

    field_order = TOTAL_FIELDS

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        named = ["states", "organisations", "sensitivity"]
        self.fields.update(fields_for_model(ClaimedTotal, fields=named, formfield_callback=counted))
        limit_to_what_is_seen(self, user, conference)
        self.order_fields(self.field_order)


def what_is_said_of(invitation: Invitation) -> dict[str, Any]:
    """An invitation as its form shows it."""
    names = [name for name in InvitationForm.field_order if name != "party"]
    return {**{name: getattr(invitation, name) for name in names}, "version": invitation.version}


def choices_of_regions(regions: Iterable[Region]) -> list[tuple[str, str]]:
    """Regions, each followed by its sub-regions, as a list to tick."""
    known = sorted(regions, key=lambda region: str(region.name))
    choices: list[tuple[str, str]] = []
    for region in known:
        if region.parent_id is None:
            choices.append((region.code, str(region.name)))
            choices += [(part.code, f"– {part.name}") for part in known if part.parent_id == region.pk]
    return choices


def what_was_said(told: Told) -> dict[str, Any]:
    """An answer and its sources as the form shows them."""
    said: dict[str, Any] = {name: getattr(told.answer, name) for name in AnswerForm.field_order}
    for row, citation in enumerate(told.citations, start=1):
        said |= {f"source_{row}": str(citation.source_id), f"passage_{row}": citation.passage}
    return said
