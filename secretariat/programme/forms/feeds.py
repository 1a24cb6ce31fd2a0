"""What people fill in to have a calendar under a secret address."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FeedForm(forms.Form):
    """For whom a calendar is."""

    name = forms.CharField(
        label=_("For whom or which device"),
        max_length=200,
        help_text=_("For example: the ambassador's telephone. You see by it later which address to end."),
    )
