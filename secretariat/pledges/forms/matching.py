"""What people fill in when two pledges do not find each other, or no longer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.ui.revising import RevisingForm


class ReasonForm(RevisingForm):
    """Why something ends, or why two pledges do not fit."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"dir": "auto", "rows": 3})
    )
