"""What people fill in to show who a delegate is."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from secretariat.audit.action import Refused
from secretariat.delegations.models import DocumentKind, Particulars
from secretariat.delegations.queries import OLDEST, PARTICULARS, Portrait, portrait_of
from secretariat.ui.revising import RevisingForm, remember_what_was_seen

KINDS = "image/jpeg,image/png,image/webp"


class ParticularsForm(RevisingForm):
    """Date of birth and document of a delegate."""

    birth_date = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
    )
    document_kind = forms.ChoiceField(label=_("Document"), required=False, choices=[("", "–"), *DocumentKind.choices])
    document_number = forms.CharField(
        label=_("Document number"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        remember_what_was_seen(self)

    def clean_birth_date(self) -> date | None:
        """A day on which somebody who lives may have been born."""
        born: date | None = self.cleaned_data["birth_date"]
        if born is not None and not 0 <= self._today.year - born.year <= OLDEST:
            raise ValidationError(_("Nobody who comes can be born on this day."))
        if born is not None and born > self._today:
            raise ValidationError(_("This day has not come yet."))
        return born

    def clean_document_number(self) -> str:
        """The number as it is printed, without blanks around it."""
        return " ".join(str(self.cleaned_data["document_number"]).split())


class PhotoForm(forms.Form):
    """A photo, from a file or from the camera of a telephone."""

    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": KINDS}),
        help_text=_("JPEG, PNG or WebP, at most 15 MB. The face in the middle, from the front; it is cut to 3 : 4."),
    )
    taken = forms.FileField(
        label=_("Or take one now"),
        required=False,
        widget=forms.FileInput(attrs={"accept": KINDS, "capture": "user"}),
    )

    def clean(self) -> dict[str, Any]:
        """The portrait that the photo comes to; whichever of the two was handed in."""
        cleaned: dict[str, Any] = super().clean() or {}
        upload = cleaned.get("photo") or cleaned.get("taken")
        if upload is None:
            if not self.errors:
                self.add_error("photo", _("Choose a photo."))
            return cleaned
        try:
            cleaned["portrait"] = portrait_of(upload)
        except Refused as refused:
            self.add_error("photo", str(refused))
        return cleaned

    @property
    def portrait(self) -> Portrait:
        """What is to be kept."""
        portrait: Portrait = self.cleaned_data["portrait"]
        return portrait


def what_is_said_of_particulars(particulars: Particulars) -> dict[str, Any]:
    """Particulars as their form shows them."""
    return {**{name: getattr(particulars, name) for name in PARTICULARS}, "version": particulars.version}
