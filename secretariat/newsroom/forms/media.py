"""What people fill in to decide about an outlet that asks for accreditation."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.ui.revising import RevisingForm


class TakeUpForm(RevisingForm):
    """Whether the outlet is one of the register, or new."""

    party = forms.ChoiceField(label=_("Outlet"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["party"]
        field.choices = [("", _("New: add it to the register")), *choices]
        field.help_text = _("Outlets of the register with a like name. Nothing is put together by itself.")


class RefuseForm(RevisingForm):
    """Why an outlet is not accredited."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 3}),
        help_text=_("The outlet is told, in the language in which it asked."),
    )
