"""The form that takes a conference file."""

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST = 32 * 1024 * 1024


class LoadForm(forms.Form):
    """A conference file."""

    file = forms.FileField(
        label=_("Conference file"), help_text=_("YAML, as `secretariat export` writes it; 32 MB at most.")
    )

    def clean_file(self) -> bytes:
        """The bytes of the file, if they are not too many."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            raise forms.ValidationError(_("This file is larger than 32 MB."))
        content: bytes = upload.read()
        return content
