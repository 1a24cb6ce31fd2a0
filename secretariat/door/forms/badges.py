"""What people fill in about a badge and the end of one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.conference.models import Conference
from secretariat.door.actions import Given
from secretariat.door.models import BadgeClass

LONGEST_LIST = 200_000


class IssueForm(forms.Form):
    """What is to stand on a badge; the class, its zones and the days of the conference are proposed."""

    badge_class = forms.ModelChoiceField(label=_("Class"), queryset=BadgeClass.objects.none())
    zones = forms.MultipleChoiceField(
        label=_("Zones"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None chosen: all zones of the class. Only zones of the class can be chosen."),
    )
    valid_from = forms.DateField(
        label=_("Valid from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    valid_until = forms.DateField(
        label=_("Valid until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(
        self,
        *args: Any,
        conference: Conference,
        proposed: BadgeClass | None,
        zones: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._conference, self._proposed = conference, proposed
        classes = BadgeClass.objects.filter(conference=conference)
        self.fields["badge_class"].queryset = classes  # type: ignore[attr-defined]
        self.fields["zones"].choices = list(zones)  # type: ignore[attr-defined]
        days = {"valid_from": conference.start_date, "valid_until": conference.end_date}
        self.initial = {"badge_class": proposed, **days, **self.initial}

    @property
    def given(self) -> Given:
        """What was chosen otherwise than it was proposed."""
        said, held = self.cleaned_data, self._conference
        zones = said["zones"] if set(said["zones"]) != set(said["badge_class"].zones) else []
        return Given(
            badge_class=said["badge_class"] if said["badge_class"] != self._proposed else None,
            zones=zones or None,
            valid_from=said["valid_from"] if said["valid_from"] != held.start_date else None,
            valid_until=said["valid_until"] if said["valid_until"] != held.end_date else None,
        )


class ReplaceForm(forms.Form):
    """Which badges are to be replaced."""

    only = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_LIST)

    @property
    def chosen(self) -> list[int]:
        """The numbers of their rows."""
        parts = self.cleaned_data["only"].split(",")
        return [int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) < 19]


class LostForm(forms.Form):
    """That a badge was lost, and what is known of it."""

    reason = forms.CharField(
        label=_("What is known of it"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
    )


class RevokeForm(forms.Form):
    """Why a badge is taken back."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class ConfirmForm(forms.Form):
    """Nothing but the wish to have it done."""
