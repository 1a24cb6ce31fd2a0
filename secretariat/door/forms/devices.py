"""What people fill in about devices."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.conference.models import Conference
from secretariat.door.models import Gate
from secretariat.ui.revising import RevisingForm, remember_what_was_seen


class EnrolForm(forms.Form):
    """A tablet and the gate it is for."""

    name = forms.CharField(
        label=_("Name"), max_length=100, help_text=_("As it stands on the tablet itself, so that one can be found.")
    )
    gate = forms.ModelChoiceField(label=_("Gate"), queryset=Gate.objects.none())

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gate"].queryset = gates_in_use(conference)  # type: ignore[attr-defined]


class MoveForm(RevisingForm):
    """To which gate a device is put."""

    gate = forms.ModelChoiceField(label=_("Gate"), queryset=Gate.objects.none())

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gate"].queryset = gates_in_use(conference)  # type: ignore[attr-defined]
        remember_what_was_seen(self)


def gates_in_use(conference: Conference) -> Any:
    """The gates that a device can be put to."""
    return Gate.objects.filter(conference=conference, is_open=True)
