"""What the morning page sends back when somebody has read it."""

from django import forms


class LookForm(forms.Form):
    """Up to which revision the page told the record."""

    revision = forms.IntegerField(min_value=0, max_value=2**62)
