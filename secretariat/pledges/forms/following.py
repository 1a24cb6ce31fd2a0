"""What people fill in about what becomes of a pledge: stages, targets, money, evidence, and who looked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import CitingForm, day_field, limit_to_what_is_seen, said_field
from secretariat.archive.models import Source
from secretariat.archive.queries import sources_of
from secretariat.conference.models import Conference
from secretariat.pledges.actions import (
    EVIDENCE_FIELDS,
    FLOW_FIELDS,
    PROGRESS_FIELDS,
    TARGET_FIELDS,
    UPDATE_FIELDS,
)
from secretariat.pledges.forms.parts import AmountField, Parties, any_day, choice, currency_field, required_text
from secretariat.pledges.models import FlowKind, MoneyFlow, Pledge, Stage, Target
from secretariat.pledges.permissions import DESK
from secretariat.ui.revising import RevisingForm, remember_what_was_seen


class _Reporting(CitingForm):
    """Something that is reported: an officer names sources and for whom it is; a party's own word needs neither."""

    kept: tuple[str, ...] = ()

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        self.is_officer = user.works_on(DESK, conference.pk)
        super().__init__(*args, user=user, conference=conference, rows=2 if self.is_officer else 0, **kwargs)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered, without the sources."""
        return {name: self.cleaned_data[name] for name in self.kept if name in self.fields}

    def ask_for_whom(self, user: User, conference: Conference) -> None:
        """Ask an officer for whom it is, and put the sources last."""
        if self.is_officer:
            limit_to_what_is_seen(self, user, conference)
        self.order_fields(self.kept)

    def ask_who_looked(self) -> None:
        """Ask an officer whether somebody looked whether it is so."""
        if not self.is_officer:
            return
        self.fields["is_verified"] = forms.BooleanField(label=_("Somebody looked, and it is so"), required=False)
        self.fields["verified_by"] = forms.CharField(label=_("Verified by"), max_length=300, required=False)


class StageForm(_Reporting):
    """How far a pledge has come."""

    kept = UPDATE_FIELDS

    def __init__(self, *args: Any, user: User, conference: Conference, today: date, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        spoken = conference.languages
        self.fields["stage"] = choice(_("Stage"), Stage.choices, required=True)
        self.fields["said_date"] = day_field(_("Said on"), latest=today, required=True)
        self.fields["narrative"] = said_field(_("What was done"), spoken, long=True)
        self.fields["hindrances"] = said_field(_("What stands in the way"), spoken, long=True)
        self.fields["support_needed"] = said_field(_("Support needed"), spoken, long=True)
        self.fields["reason"] = said_field(_("Reason"), spoken, long=True)
        self.fields["reason"].help_text = _("Needed where it is suspended or cancelled.")
        if self.is_officer:
            self.fields["reported_by"] = Parties(conference).field(_("On whose word"))
        self.ask_who_looked()
        self.ask_for_whom(user, conference)


class ProgressForm(_Reporting):
    """What was reached of a target."""

    kept = PROGRESS_FIELDS

    def __init__(self, *args: Any, user: User, conference: Conference, today: date, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        self.fields["start_date"] = day_field(_("Period from"), latest=today)
        self.fields["end_date"] = day_field(_("Period to"), latest=today, required=True)
        self.fields["actual"] = _count(_("Reached by then"), required=True)
        self.ask_who_looked()
        self.ask_for_whom(user, conference)


class TargetForm(_Reporting):
    """What is to be reached by when."""

    kept = TARGET_FIELDS

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        _ask_what_is_to_be_reached(self, conference)
        self.ask_for_whom(user, conference)


class ReviseTargetForm(RevisingForm):
    """A target, with a note of what this person saw."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_what_is_to_be_reached(self, conference)
        limit_to_what_is_seen(self, user, conference)
        remember_what_was_seen(self)


class FlowForm(_Reporting):
    """Money that was committed, paid out or spent."""

    kept = FLOW_FIELDS

    def __init__(self, *args: Any, user: User, conference: Conference, today: date, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        _ask_what_was_paid(self, conference, today)
        self.ask_for_whom(user, conference)


class ReviseFlowForm(RevisingForm):
    """An amount of money, with a note of what this person saw."""

    def __init__(self, *args: Any, user: User, conference: Conference, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_what_was_paid(self, conference, today)
        if user.works_on(DESK, conference.pk):
            limit_to_what_is_seen(self, user, conference)
        remember_what_was_seen(self)


class EvidenceForm(forms.Form):
    """What shows what was done: a source that is kept, or a new one with its file."""

    def __init__(self, *args: Any, user: User, pledge: Pledge, targets: list[Target], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        conference = pledge.conference
        is_officer = user.works_on(DESK, conference.pk)
        self.fields["proves"] = required_text(_("What it shows"), conference.languages)
        if targets:
            self.fields["target"] = forms.ModelChoiceField(
                label=_("Target"), queryset=Target.objects.filter(pk__in=[each.pk for each in targets]), required=False
            )
        if is_officer:
            known = sources_of(conference.pk, user)
            self.fields["source"] = forms.ModelChoiceField(label=_("Source"), queryset=known, required=False)
            self.fields["source"].help_text = _("Choose one that is kept already, or describe a new one below.")
        self.fields["title"] = forms.CharField(label=_("Title of a new source"), max_length=500, required=False)
        self.fields["publisher"] = forms.CharField(label=_("Publisher"), max_length=500, required=False)
        self.fields["url"] = forms.URLField(
            label=_("Web address"),
            max_length=1000,
            required=False,
            assume_scheme="https",
            widget=forms.URLInput(attrs={"dir": "ltr"}),
        )
        self.fields["upload"] = forms.FileField(label=_("File"), required=False)
        self.fields["upload"].help_text = _(
            "PDF, picture, text, Word, spreadsheet, sound or film; its content decides."
        )
        for name in ("title", "publisher"):
            self.fields[name].widget.attrs["dir"] = "auto"
        if is_officer:
            limit_to_what_is_seen(self, user, conference)

    def clean(self) -> dict[str, Any]:
        """A source that is kept, or a new one; not both and not neither."""
        cleaned: dict[str, Any] = super().clean() or {}
        is_new = any(cleaned.get(name) for name in ("title", "publisher", "url", "upload"))
        if cleaned.get("source") and is_new:
            self.add_error("source", _("Choose a source that is kept, or describe a new one, not both."))
        if not cleaned.get("source") and not self.errors and not (cleaned.get("title") or cleaned.get("publisher")):
            self.add_error("title", _("Give a title or a publisher."))
        return cleaned

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the evidence itself."""
        return {name: self.cleaned_data[name] for name in EVIDENCE_FIELDS if name in self.fields}

    @property
    def source(self) -> Source | Mapping[str, Any]:
        """The source that shows it."""
        said = self.cleaned_data
        chosen: Source | None = said.get("source")
        if chosen is not None:
            return chosen
        level = {"sensitivity": said["sensitivity"]} if "sensitivity" in said else {}
        return {name: said[name] for name in ("title", "publisher", "url")} | level


class VerifyForm(RevisingForm):
    """Who looked whether a report is so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verified_by"] = forms.CharField(label=_("Verified by"), max_length=300)
        self.fields["verified_by"].help_text = _("The office, mission or person who looked.")
        remember_what_was_seen(self)


def what_is_said_of_target(target: Target) -> dict[str, Any]:
    """A target as its form shows it."""
    return {**{name: getattr(target, name) for name in TARGET_FIELDS}, "version": target.version}


def what_is_said_of_flow(flow: MoneyFlow) -> dict[str, Any]:
    """An amount of money as its form shows it."""
    said = {name: getattr(flow, name) for name in FLOW_FIELDS}
    parties = {name: getattr(flow, f"{name}_id") for name in ("provider", "receiver", "country")}
    return {**said, **parties, "version": flow.version}


def _ask_what_is_to_be_reached(form: forms.Form, conference: Conference) -> None:
    form.fields["indicator"] = required_text(_("Indicator"), conference.languages, long=False)
    form.fields["indicator"].help_text = _("What is counted: schools rebuilt, families with a heated home.")
    form.fields["unit"] = forms.CharField(label=_("Unit"), max_length=60)
    form.fields["baseline"] = _count(_("Baseline"))
    form.fields["value"] = _count(pgettext_lazy("number to reach", "Target"), required=True)
    form.fields["due_date"] = any_day(_("Due on"))


def _ask_what_was_paid(form: forms.Form, conference: Conference, today: date) -> None:
    parties = Parties(conference)
    form.fields["kind"] = choice(_("Kind"), FlowKind.choices, required=True)
    form.fields["amount"] = AmountField(_("Amount"), required=True)
    form.fields["amount"].help_text = _(
        "In digits or words: 20000000, 1,000,000.00 or 20 million; with a minus where it takes back what was reported."
    )
    form.fields["currency"] = currency_field(str(form.initial.get("currency") or ""), required=True)
    form.fields["flow_date"] = day_field(_("Date"), latest=today, required=True)
    form.fields["value_date"] = any_day(_("Value date"))
    form.fields["provider"] = parties.field(_("Provider"))
    form.fields["provider_name"] = _name(_("Provider, as it was given"))
    form.fields["receiver"] = parties.field(_("Receiver"))
    form.fields["receiver_name"] = _name(_("Receiver, as it was given"))
    form.fields["country"] = parties.states(_("Country"))
    form.fields["description"] = forms.CharField(label=_("Description"), max_length=1000, required=False)
    form.fields["description"].widget.attrs["dir"] = "auto"


def _name(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=500, required=False, widget=forms.TextInput(attrs={"dir": "auto"}))


def _count(label: Any, *, required: bool = False) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        max_digits=20,
        decimal_places=4,
        required=required,
        widget=forms.NumberInput(attrs={"step": "any", "dir": "ltr"}),
    )
