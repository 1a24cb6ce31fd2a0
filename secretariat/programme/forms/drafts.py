"""What people fill in to have a timetable sought, to name it, and to compare two."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.programme.models import Draft
from secretariat.ui.revising import RevisingForm, remember_what_was_seen

LONGEST_NAME = 200


class SeekForm(forms.Form):
    """How long a timetable is sought."""

    name = forms.CharField(
        label=_("Name"), max_length=LONGEST_NAME, required=False, help_text=_("So that you know it among others.")
    )
    seconds = forms.IntegerField(
        label=_("Seconds at most"),
        min_value=1,
        max_value=3600,
        initial=60,
        help_text=_("It can be stopped at any time, and the best so far is kept."),
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=0,
        max_value=2**31 - 1,
        initial=0,
        required=False,
        help_text=_("Another number begins elsewhere and may find another timetable that is as good."),
    )

    def clean_seed(self) -> int:
        """Nothing is the same as none."""
        return int(self.cleaned_data["seed"] or 0)


class RepairForm(forms.Form):
    """The name of a timetable that changes as little as can be."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME, required=False)


class RenameForm(RevisingForm):
    """What a draft is called."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        remember_what_was_seen(self)


class ConfirmForm(forms.Form):
    """Nothing but a button, on a page that says what it does."""


class PublishForm(forms.Form):
    """A word to everybody who is told, and the version that this person saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in each message and with the version."),
    )


def what_is_said_of_draft(draft: Draft) -> dict[str, Any]:
    """A draft as its form shows it."""
    return {"name": draft.name, "version": draft.version}
