"""What people fill in about exchange rates: one by hand, or a table of many."""

from decimal import Decimal
from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.models import Source
from secretariat.archive.queries import sources_of
from secretariat.conference.models import Conference
from secretariat.engines import tables
from secretariat.engines.tables import Table, Unreadable
from secretariat.pledges.queries.money import is_currency

LONGEST = 2_000_000
UNREADABLE: dict[str, str | Promise] = {
    "empty": _("There is nothing in it."),
    "too large": _("The file is larger than %(size)s. Hand in the rates in parts."),
    "too large unpacked": _("The workbook unpacks to more than %(unpacked)s. Copy the rates alone into a new one."),
    "too many rows": _("A table has at most %(rows)s rows; this one has more. Hand it in in parts."),
    "too many columns": _("A table has at most %(columns)s columns; this one has more."),
    "broken": _("The workbook is broken and cannot be opened. Save it again, or paste the rates."),
    "encrypted": _("The workbook is protected by a password. Save it without one."),
    "old workbook": _("This is a workbook of the old kind (.xls). Save it as .xlsx or .csv."),
    "entities": _("The workbook holds declarations that no spreadsheet program writes. It was not opened."),
    "not a table": _("This is neither a workbook (.xlsx) nor a text (.csv)."),
    "too slow": _("The workbook takes too long to open. Copy the rates alone into a new one."),
    "too much": _("The workbook needs too much memory. Copy the rates alone into a new one."),
}
DIRECTIONS = (
    ("", _("how much of each currency one unit of the base buys, as the European Central Bank does")),
    ("inverse", _("how much of the base one unit of each currency buys")),
)


class CurrencyField(forms.CharField):
    """A currency by the three letters of ISO 4217."""

    def __init__(self, label: str | Promise, **options: Any) -> None:
        widget = forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "characters", "size": 5})
        super().__init__(label=label, min_length=3, max_length=3, widget=widget, **options)  # type: ignore[arg-type]

    def clean(self, value: Any) -> str:
        """The letters as capitals, if they are a currency."""
        code = str(super().clean(value) or "").upper()
        if code and not is_currency(code):
            raise forms.ValidationError(_("This is no currency of ISO 4217, such as EUR or JOD."))
        return code


def source_field(user: User, conference: Conference, label: str | Promise) -> forms.ModelChoiceField[Source]:
    """The source that gives something; it is added at the archive first."""
    return forms.ModelChoiceField(
        label=label,  # type: ignore[arg-type]
        queryset=sources_of(conference.pk, user),
        help_text=_("A source is added under Sources first, with its date and licence."),
    )


class RateForm(forms.Form):
    """What one unit of a currency was worth in another on a day."""

    currency = CurrencyField(_("One unit of"))
    rate = forms.DecimalField(
        label=_("is worth"), max_digits=20, decimal_places=10, min_value=Decimal("0.0000000001"), localize=False
    )
    into = CurrencyField(_("of"), initial="USD")
    rate_date = forms.DateField(
        label=_("On the day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        del language
        super().__init__(*args, **kwargs)
        self.fields["source"] = source_field(user, conference, _("Source"))

    @property
    def details(self) -> dict[str, Any]:
        """The rate itself."""
        return {name: self.cleaned_data[name] for name in ("currency", "into", "rate", "rate_date")}


class RatesForm(forms.Form):
    """A table of rates, pasted or as a file."""

    upload = forms.FileField(
        label=_("A file: XLSX or CSV"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )
    pasted = forms.CharField(
        label=_("Or the table itself"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"dir": "ltr", "rows": 10, "spellcheck": "false", "wrap": "off"}),
        help_text=_(
            "Either a line for each rate, with the columns date, currency and rate; or a line for each day and a column"
            " for each currency."
        ),
    )
    base = CurrencyField(_("The base currency"), initial="EUR")
    direction = forms.ChoiceField(label=_("A column tells"), choices=DIRECTIONS, required=False)

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        self.needs: dict[str, Any] = {"user": user, "conference": conference, "language": language}
        super().__init__(*args, **kwargs)
        self.fields["source"] = source_field(user, conference, _("Source"))

    def clean(self) -> dict[str, Any]:
        """The rates as a table, from the file if there is one."""
        cleaned: dict[str, Any] = super().clean() or {}
        upload, pasted = cleaned.get("upload"), cleaned.get("pasted") or ""
        if upload is None and not pasted.strip():
            self.add_error("pasted", _("Choose a file or paste a table."))
            return cleaned
        try:
            cleaned["table"] = _read(upload, pasted)
        except Unreadable as error:
            self.add_error("pasted" if upload is None else "upload", _in_words(error))
        return cleaned

    @property
    def table(self) -> Table:
        """The table that was handed in."""
        table: Table = self.cleaned_data["table"]
        return table

    def mended(self) -> "RatesForm":
        """The form with the table as text, whatever it came as, so that it can be mended on the spot."""
        fields = {**{name: self.data[name] for name in self.data}, "pasted": _as_text(self.table)}
        form = RatesForm(fields, **self.needs)
        form.is_valid()
        return form


def _read(upload: Any, pasted: str) -> Table:
    if upload is None:
        return tables.read_text(pasted)
    if upload.size > tables.FILE_LIMIT:
        raise Unreadable("too large")
    return tables.read_file(upload.read())


def _in_words(error: Unreadable) -> str:
    sizes = {"size": filesizeformat(tables.FILE_LIMIT), "unpacked": filesizeformat(tables.UNPACKED_LIMIT)}
    return str(UNREADABLE[error.code]) % {"rows": tables.MOST_ROWS, "columns": tables.MOST_COLUMNS, **sizes}


def _as_text(table: Table) -> str:
    return tables.written([tables.cleaned(cell)[0] for cell in row.cells] for row in table.rows)
