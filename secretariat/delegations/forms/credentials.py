"""What people fill in about letters of credentials."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from secretariat.delegations.actions.credentials import RESULTS
from secretariat.delegations.models import Credentials
from secretariat.delegations.queries import LETTERS
from secretariat.ui.revising import RevisingForm, remember_what_was_seen


class ReceiveForm(forms.Form):
    """A letter of credentials: the file, its day, and who signed it."""

    upload = forms.FileField(
        label=_("Letter"),
        widget=forms.FileInput(attrs={"accept": ",".join(LETTERS)}),
        help_text=_("PDF, PNG, JPEG or DOCX; its content decides."),
    )
    received_date = forms.DateField(
        label=_("Received on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    signed_by = forms.CharField(
        label=_("Signed by"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Name and office, for example: the Minister of Foreign Affairs."),
    )

    def __init__(self, *args: Any, today: date, may_be_on_paper: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        self.fields["received_date"].initial = today
        if may_be_on_paper:
            self.fields["upload"].required = False
            self.fields["upload"].help_text = _(
                "PDF, PNG, JPEG or DOCX; its content decides. Left empty, the letter lies before you on paper."
            )

    def clean_received_date(self) -> date:
        """A day that has come."""
        received: date = self.cleaned_data["received_date"]
        if received > self._today:
            raise ValidationError(_("This day has not come yet."))
        return received


class ExamineForm(RevisingForm):
    """What the examination of credentials came to."""

    state = forms.ChoiceField(label=_("State"), choices=[(each.value, each.label) for each in RESULTS])
    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 3}),
        help_text=_(
            "The delegation reads this. An objection says what is objected to and by whom; cite where it is said."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        remember_what_was_seen(self)


def what_is_said_of_credentials(credentials: Credentials) -> dict[str, Any]:
    """Credentials as the form of their examination shows them."""
    state = credentials.state if credentials.state in RESULTS else RESULTS[0]
    return {"state": state, "remark": credentials.remark, "version": credentials.version}
