"""Forms of the archive."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from secretariat.archive.models import Citation, Source, SourceKind

DAY_OR_MONTH = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def _a_day_or_month(value: str) -> None:
    if not DAY_OR_MONTH.fullmatch(value):
        raise ValidationError(_("A date is written 2020-11-30, or 2020-11 if only the month is known."))
    try:
        date.fromisoformat(value if len(value) == 10 else f"{value}-01")
    except ValueError:
        raise ValidationError(_("There is no such date.")) from None


class SourceForm(forms.ModelForm):  # type: ignore[type-arg]
    """A source: who published what, when, in which language."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Source
        fields = (
            "kind",
            "title",
            "publisher",
            "byline",
            "published_date",
            "seen_date",
            "language",
            "url",
            "licence",
            "sensitivity",
        )
        widgets = {"seen_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "published_date": _("Year, month and day: 2020-11-30; or 2020-11 if only the month is known."),
            "language": _("Code of the language: en, ar, it …"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["published_date"].validators.append(_a_day_or_month)
        self.fields["kind"].choices = SourceKind.choices  # type: ignore[attr-defined]
        self.fields["url"].assume_scheme = "https"  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["version"].initial = self.instance.version
            for name, field in self.fields.items():
                field.show_hidden_initial = name != "version"

    def clean(self) -> dict[str, Any]:
        """A source says at least what it is called or who published it."""
        cleaned = super().clean() or {}
        if not cleaned.get("title") and not cleaned.get("publisher"):
            self.add_error("title", _("Give a title or a publisher."))
        return cleaned

    def details(self) -> dict[str, Any]:
        """What the person said, for the action."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class AttachForm(forms.Form):
    """The file of a source."""

    upload = forms.FileField(
        label=_("File"), help_text=_("PDF, picture, text, Word, spreadsheet, sound or film; its content decides.")
    )


class CiteForm(forms.Form):
    """A source on a fact."""

    source = forms.ModelChoiceField(label=_("Source"), queryset=Source.objects.none())
    passage = forms.CharField(
        label=Citation._meta.get_field("passage").verbose_name,  # type: ignore[arg-type]
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=20_000,
        help_text=_("The words of the source that say it, as they stand there."),
    )
