"""Parts of the forms of every desk that keeps facts: days, texts by language, for whom, and the sources that say so."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import ROLES_THAT_SEE, Sensitivity, User
from secretariat.archive.actions import Cited
from secretariat.archive.models import Source
from secretariat.archive.queries import sources_of
from secretariat.engines.conferencefile.limits import MOST
from secretariat.ui.languages import LineInLanguages, TextInLanguages

Words = str | Promise
ROWS = 2
DAY_OR_MONTH_HELP = _("Year, month and day: 2020-11-30; or 2020-11 if only the month is known.")
DAY_OR_MONTH = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def counted(field: "models.Field[Any, Any]", **options: Any) -> forms.Field | None:
    """The form's field of a model's; one that counts takes no number beyond what a conference file can hold."""
    if isinstance(field, models.PositiveIntegerField):
        options["max_value"] = MOST
    return field.formfield(**options)


def _isolated(text: object) -> str:
    return DAY_OR_MONTH.sub("\u2066\\g<0>\u2069", str(text))


# Amid Arabic words the parts of 2020-11-30 would change places.
read_from_the_left = lazy(_isolated, str)


class SaidField(I18nFormField):  # type: ignore[misc]
    """A text in several languages; a language left empty is not kept."""

    def compress(self, data_list: list[str]) -> LazyI18nString | str:
        """The languages in which something was said."""
        said = {code: text for code, text in zip(self.locales, data_list, strict=True) if text}
        return LazyI18nString(said) if said else ""


class CitingForm(forms.Form):
    """A fact that cites sources: each with the passage that says it."""

    def __init__(self, *args: Any, user: User, conference: models.Model, rows: int = ROWS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources = sources_of(conference.pk, user)
        self.rows = range(1, rows + 1)
        # Read once: every row offers the same sources.
        known = [("", "–"), *((str(each.pk), _named(each)) for each in sources)]
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


def limit_to_what_is_seen(form: forms.Form, user: User, conference: models.Model) -> None:
    """Offer the levels of sensitivity that this person sees: nobody hides a fact from themselves."""
    roles = user.roles_in(conference.pk)
    levels = [(key, label) for key, label in Sensitivity.choices if roles & ROLES_THAT_SEE[key]]
    form.fields["sensitivity"] = forms.ChoiceField(label=_("For whom"), choices=levels, initial=Sensitivity.SECRETARIAT)


def refuse_two_voices(form: forms.Form, cleaned: Mapping[str, Any]) -> None:
    """Say at the field that something is written down on the word of one, not of two."""
    if cleaned.get("said_by_party") and cleaned.get("said_by"):
        form.add_error("said_by", _("Name the party or somebody else, not both."))


class DayOrMonthField(forms.CharField):
    """A day or a month, as far as it is known; in whatever digits it is written, it is kept in one kind."""

    def __init__(self, label: Words, **options: Any) -> None:
        options.setdefault("help_text", read_from_the_left(DAY_OR_MONTH_HELP))
        options.setdefault("required", False)
        widget = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})
        super().__init__(label=label, validators=[a_day_or_month], widget=widget, **options)  # type: ignore[arg-type]

    def to_python(self, value: Any) -> str:
        """The date in ASCII digits."""
        return _in_ascii_digits(str(super().to_python(value) or ""))


def a_day_or_month(value: str) -> None:
    """Refuse what is not a day or a month, and days that the calendar does not have."""
    if not DAY_OR_MONTH.fullmatch(value):
        sentence = _("A date is written 2020-11-30, or 2020-11 if only the month is known.")
        raise ValidationError(read_from_the_left(sentence))
    try:
        date.fromisoformat(value if len(value) == 10 else f"{value}-01")
    except ValueError:
        raise ValidationError(_("There is no such date.")) from None


class _NotAfter:
    def __init__(self, latest: date) -> None:
        self.latest = latest

    def __call__(self, value: date) -> None:
        if value > self.latest:
            raise forms.ValidationError(_("This day has not come yet."))


def _in_ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(char, char)) for char in text)


def _label(label: Words, row: int) -> str:
    return f"{label} {row}" if row > 1 else str(label)


def _named(source: Source) -> str:
    parts = (source.publisher, source.published_date, source.title)
    return " · ".join(part for part in parts if part) or source.key
