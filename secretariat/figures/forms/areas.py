"""What people fill in about thresholds and about the conditions of an area."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import CitingForm, limit_to_what_is_seen, said_field
from secretariat.conference.models import Conference
from secretariat.figures.actions import CONDITION_FIELDS, THRESHOLD_FIELDS
from secretariat.figures.models import Access, Condition, Criterion, Method, Severity, Threshold
from secretariat.ui.revising import RevisingForm, remember_what_was_seen


class ThresholdForm(CitingForm):
    """What must be met, in the words of whoever issued it, and the sources that give them."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = THRESHOLD_FIELDS

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        self.fields["criterion"] = forms.ChoiceField(label=_("Criterion"), choices=Criterion.choices)
        self.fields["scheme"] = _line(_("Issued by, or name of the scheme"), 300)
        self.fields["scheme_version"] = _line(_("Version"), 100, help_text=_("For example the year: 2018."))
        self.fields["code"] = _line(_("Code"), 40, help_text=_("Its number or letter in the scheme."))
        self.fields["text"] = said_field(_("Text"), conference.languages, long=True)
        limit_to_what_is_seen(self, user, conference)
        self.order_fields(THRESHOLD_FIELDS)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the threshold itself."""
        return {name: self.cleaned_data[name] for name in THRESHOLD_FIELDS}


class ConditionForm(CitingForm):
    """What an area is like by one criterion, and the sources that say so."""

    field_order = CONDITION_FIELDS

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        _ask_what_it_is_like(self, user, conference)
        self.order_fields(CONDITION_FIELDS)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the condition itself."""
        return {name: self.cleaned_data[name] for name in CONDITION_FIELDS}


class ReviseConditionForm(RevisingForm):
    """What is kept of an assessment, with a note of what this person saw."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_what_it_is_like(self, user, conference)
        self.order_fields(CONDITION_FIELDS)
        remember_what_was_seen(self)


def what_is_said_of_threshold(threshold: Threshold) -> dict[str, Any]:
    """A threshold as the form of its next wording shows it; the version is for the person to give."""
    said = {name: getattr(threshold, name) for name in THRESHOLD_FIELDS if name != "scheme_version"}
    return {**said, "version": threshold.version}


def what_is_said_of_condition(condition: Condition) -> dict[str, Any]:
    """An assessment as its form shows it."""
    said = {name: getattr(condition, name) for name in CONDITION_FIELDS}
    return {**said, "threshold": condition.threshold_id, "version": condition.version}


def date_field(label: Any, *, required: bool = True) -> forms.DateField:
    """A day that may be to come."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


def _ask_what_it_is_like(form: forms.Form, user: User, conference: Conference) -> None:
    languages = conference.languages
    thresholds = Threshold.objects.in_office_of(user).filter(conference=conference)
    form.fields["criterion"] = forms.ChoiceField(label=_("Criterion"), choices=Criterion.choices)
    form.fields["threshold"] = _ThresholdField(
        label=_("Threshold"),
        queryset=thresholds.order_by("criterion", "scheme", "-scheme_version", "code"),
        required=False,
        help_text=_("Leave it open if the assessment is of the criterion as a whole."),
    )
    form.fields["severity"] = forms.ChoiceField(
        label=_("Severity"),
        choices=Severity.choices,
        initial=Severity.NOT_ASSESSED,
        help_text=_("How far the area is from meeting it. What was not assessed is not low."),
    )
    form.fields["as_of_date"] = date_field(_("As of"))
    form.fields["valid_until_date"] = date_field(_("Valid until"), required=False)
    form.fields["valid_until_date"].help_text = _("After this day it is shown as no longer valid.")
    form.fields["access"] = forms.ChoiceField(
        label=_("Who could verify"), choices=Access.choices, initial=Access.UNKNOWN
    )
    form.fields["method"] = forms.ChoiceField(label=_("Method"), choices=Method.choices, initial=Method.UNKNOWN)
    form.fields["coverage"] = said_field(_("Coverage"), languages)
    form.fields["indicator"] = said_field(_("Indicator"), languages)
    form.fields["value"] = forms.DecimalField(label=_("Value"), required=False, max_digits=20, decimal_places=4)
    form.fields["unit"] = _line(_("Unit"), 60, required=False)
    form.fields["narrative"] = said_field(_("What was found"), languages, long=True)
    form.fields["dissenting_view"] = said_field(_("Dissenting view"), languages, long=True)
    form.fields["dissenting_view"].help_text = _("Who sees it otherwise, and how; it is shown with equal weight.")
    form.fields["information_gap"] = said_field(_("What is not known"), languages, long=True)
    limit_to_what_is_seen(form, user, conference)


class _ThresholdField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        words = str(obj.text)
        short = words if len(words) <= 70 else f"{words[:70].rstrip()}…"
        return f"{obj.get_criterion_display()} · {obj} · {short}"


def _line(label: Any, longest: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, widget=forms.TextInput(attrs={"dir": "auto"}), **options)
