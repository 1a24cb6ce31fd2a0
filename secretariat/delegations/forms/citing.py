"""Parts of the forms that write down facts: days, texts in several languages, and the sources that say so."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited
from secretariat.archive.models import Source
from secretariat.conference.models import Conference
from secretariat.engines.conferencefile.limits import MOST
from secretariat.ui.languages import LineInLanguages, TextInLanguages

Words = str | Promise
ROWS = 2


def counted(field: "models.Field[Any, Any]", **options: Any) -> forms.Field | None:
    """The form's field of a model's; one that counts takes no number beyond what a conference file can hold."""
    if isinstance(field, models.PositiveIntegerField):
        options["max_value"] = MOST
    return field.formfield(**options)


class SaidField(I18nFormField):  # type: ignore[misc]
    """A text in several languages; a language left empty is not kept."""

    def compress(self, data_list: list[str]) -> LazyI18nString | str:
        """The languages in which something was said."""
        said = {code: text for code, text in zip(self.locales, data_list, strict=True) if text}
        return LazyI18nString(said) if said else ""


class CitingForm(forms.Form):
    """A fact that cites sources: each with the passage that says it."""

    def __init__(self, *args: Any, user: User, conference: Conference, rows: int = ROWS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources = Source.objects.in_office_of(user).filter(conference=conference)
        self.rows = range(1, rows + 1)
        # Read once: every row offers the same sources.
        known = [("", "–"), *((str(each.pk), _named(each)) for each in sources.order_by("publisher", "published_date"))]
        self._sources = sources
        for row in self.rows:
            self.fields[f"source_{row}"] = forms.ChoiceField(
                label=_label(_("Source"), row), choices=known, required=False
            )
            self.fields[f"passage_{row}"] = forms.CharField(
                label=_label(_("Passage"), row),
                required=False,
                max_length=8000,
                widget=forms.Textarea(attrs={"dir": "auto", "rows": 3}),
                help_text=_("The words of the source, in its own language."),
            )

    def clean(self) -> dict[str, Any]:
        """A passage belongs to a source, and a source is cited once."""
        cleaned: dict[str, Any] = super().clean() or {}
        seen: set[str] = set()
        for row in self.rows:
            source = cleaned.get(f"source_{row}", "")
            if cleaned.get(f"passage_{row}") and not source and f"source_{row}" not in self.errors:
                self.add_error(f"source_{row}", _("Say from which source this passage is."))
            if source and source in seen:
                self.add_error(f"source_{row}", _("This source is named above already."))
            seen.add(source)
        return cleaned

    @property
    def cited(self) -> list[Cited]:
        """The sources as they are to be cited."""
        given = [(self.cleaned_data[f"source_{row}"], self.cleaned_data[f"passage_{row}"]) for row in self.rows]
        sources = {str(each.pk): each for each in self._sources.filter(pk__in=[pk for pk, _passage in given if pk])}
        return [Cited(sources[pk], passage) for pk, passage in given if pk in sources]


def day_field(label: Words, *, latest: date, required: bool = False) -> forms.DateField:
    """A day that has come already."""
    return forms.DateField(
        label=label,  # type: ignore[arg-type]
        required=required,
        widget=forms.DateInput(attrs={"type": "date", "max": latest.isoformat()}, format="%Y-%m-%d"),
        validators=[_NotAfter(latest)],
    )


def said_field(label: Words, languages: Iterable[str], *, long: bool = False) -> SaidField:
    """A text in each of these languages; none is required."""
    widget = TextInLanguages if long else LineInLanguages
    return SaidField(
        label=label, widget=widget, locales=list(languages), required=False, max_length=4000 if long else 500
    )


class _NotAfter:
    def __init__(self, latest: date) -> None:
        self.latest = latest

    def __call__(self, value: date) -> None:
        if value > self.latest:
            raise forms.ValidationError(_("This day has not come yet."))


def _label(label: Words, row: int) -> str:
    return f"{label} {row}" if row > 1 else str(label)


def _named(source: Source) -> str:
    parts = (source.publisher, source.published_date, source.title)
    return " · ".join(part for part in parts if part) or source.key
