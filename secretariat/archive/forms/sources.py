"""What people fill in at the archive: sources, their files, and citations."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator, URLValidator
from django.forms.models import fields_for_model
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import ROLES_THAT_SEE, Sensitivity
from secretariat.archive.actions import SOURCE_FIELDS
from secretariat.archive.forms.facts import DayOrMonthField
from secretariat.archive.models import Source
from secretariat.ui.revising import RevisingForm
from secretariat.ui.templatetags.ui import own_name

# Languages in which sources come beside the six; whatever else a source has is kept.
FURTHER_LANGUAGES = (
    "am az bg bn cs da de el et fa fi ha he hi hr hu hy id it ja ka kk ko ku ky lt lv ms my nb ne nl pl ps pt ro sd si"
    " sk sl so sq sr sv sw ta tg th ti tk tr uk ur uz vi"
)


class SourceForm(RevisingForm):
    """Who published what, when, in which language."""

    field_order = (
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

    def __init__(self, *args: Any, roles: Iterable[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        self.fields.update(fields_for_model(Source, fields=["kind", "title", "publisher", "byline", "licence"]))
        for name in ("title", "publisher", "byline"):
            self.fields[name].widget.attrs["dir"] = "auto"
        self.fields["published_date"] = DayOrMonthField(_("Date of publication"))
        self.fields["seen_date"] = forms.DateField(
            label=_("Date seen"),
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), required=False, choices=_languages(str(self.initial.get("language") or ""))
        )
        self.fields["url"] = forms.URLField(
            label=_("Web address"),
            required=False,
            max_length=1000,
            assume_scheme="https",
            widget=forms.URLInput(attrs={"dir": "ltr"}),
        )
        self.fields["url"].validators = [MaxLengthValidator(1000), URLValidator(schemes=["http", "https"])]
        self.fields["sensitivity"] = forms.ChoiceField(
            label=_("For whom"), choices=_levels(roles), initial=Sensitivity.SECRETARIAT
        )
        for name, field in self.fields.items():
            field.show_hidden_initial = name != "version"
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """What was published or seen was so by today."""
        cleaned = super().clean()
        for name in ("published_date", "seen_date"):
            # A month has come when its first day has.
            given = str(cleaned.get(name) or "")
            if given > self._today.isoformat()[: len(given)]:
                self.add_error(name, _("This day has not come yet."))
        return cleaned


class AttachForm(forms.Form):
    """The file of a source."""

    upload = forms.FileField(
        label=_("File"), help_text=_("PDF, picture, text, Word, spreadsheet, sound or film; its content decides.")
    )


class CiteForm(forms.Form):
    """A source on a fact."""

    source = forms.ModelChoiceField(label=_("Source"), queryset=Source.objects.none())
    passage = forms.CharField(
        label=_("Passage"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 3}),
        help_text=_("The words of the source, in its own language."),
    )


class SourcesFilter(forms.Form):
    """Which sources a list shows, in which order."""

    q = forms.CharField(required=False, max_length=200)
    kind = forms.ChoiceField(required=False, choices=Source._meta.get_field("kind").choices or ())
    language = forms.CharField(required=False, max_length=12)
    sort = forms.CharField(required=False, max_length=20)

    def chosen(self, name: str) -> str:
        """What was asked for, if it makes sense."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


def what_is_said_of(source: Source) -> dict[str, Any]:
    """A source as its form shows it."""
    return {**{name: getattr(source, name) for name in SOURCE_FIELDS}, "version": source.version}


def _levels(roles: Iterable[str]) -> list[tuple[str, Any]]:
    """The levels of sensitivity that these roles see: nobody hides a source from themselves."""
    held = frozenset(roles)
    return [(key, label) for key, label in Sensitivity.choices if held & ROLES_THAT_SEE[key]]


def _languages(kept: str) -> list[tuple[str, str]]:
    """The six languages in their own names, then further ones as the reader calls them."""
    from babel import Locale  # noqa: PLC0415 - heavy, and only this form asks for so many names

    names = Locale.parse(get_language() or "en").languages
    six = [code for code, _name in settings.LANGUAGES]
    others = {*FURTHER_LANGUAGES.split(), kept} - {*six, ""}
    named = sorted(((code, str(names.get(code, code))) for code in others), key=lambda pair: pair[1].casefold())
    return [("", "–"), *((code, own_name(code)) for code in six), *named]
