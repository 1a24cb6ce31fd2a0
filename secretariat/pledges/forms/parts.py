"""Parts of this desk's forms: amounts, currencies, dates as far as they are known, parties by name."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from secretariat.archive.forms.facts import SaidField, said_field
from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.parties.models import Party
from secretariat.pledges.queries.amounts import Unclear, read_amount
from secretariat.pledges.queries.money import currencies_in_use
from secretariat.pledges.queries.sight import is_known_day

Words = str | Promise
NONE = ("", "–")
LONGEST = 60
WHEN_HELP = _("Year, month and day: 2020-11-30; or 2020-11 or 2020 if no more is known.")


class AmountField(forms.CharField):
    """An amount as people write it, in digits or words; what can be read in two ways is asked about."""

    def __init__(self, label: Words, *, required: bool = False) -> None:
        widget = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "maxlength": LONGEST})
        super().__init__(label=label, required=required, widget=widget)  # type: ignore[arg-type]
        self.help_text = _("In digits or words: 20000000, 1,000,000.00 or 20 million.")

    def to_python(self, value: Any) -> Any:
        """The amount, or nothing where the field is left empty."""
        if isinstance(value, Decimal):
            return value
        written = str(super().to_python(value) or "")
        if not written:
            return None
        try:
            return read_amount(written[: LONGEST + 1], get_language() or "en")
        except Unclear as error:
            raise ValidationError(str(error)) from None


class WhenField(forms.CharField):
    """A day, a month or a year, as far as it is known."""

    def __init__(self, label: Words, **options: Any) -> None:
        widget = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})
        options.setdefault("help_text", WHEN_HELP)
        super().__init__(label=label, required=False, max_length=10, widget=widget, **options)  # type: ignore[arg-type]

    def to_python(self, value: Any) -> str:
        """The date in the digits in which it is kept."""
        written = str(super().to_python(value) or "")
        kept = "".join(str(int(char)) if char.isdecimal() else char for char in written)
        if kept and not is_known_day(kept):
            raise ValidationError(_("A date is written 2020-11-30, 2020-11 or 2020, and must be in the calendar."))
        return kept


class Parties:
    """The register as a form offers it, read once however many fields choose from it."""

    def __init__(self, conference: Conference) -> None:
        names = shown_names(conference)
        self.known = Party.objects.in_protocol_order(get_language() or "en")
        self._rows = [(party, str(name_of(party, names))) for party in self.known]

    def field(
        self, label: Words, *, required: bool = False, among: Iterable[int] | None = None
    ) -> forms.ModelChoiceField[Party]:
        """A field that chooses one party, of all or of some."""
        wanted = None if among is None else set(among)
        rows = self.known if wanted is None else self.known.filter(pk__in=wanted)
        field = forms.ModelChoiceField(label=label, queryset=rows, required=required)  # type: ignore[arg-type]
        field.choices = [NONE, *self._named(wanted)]
        return field

    def states(self, label: Words) -> forms.ModelChoiceField[Party]:
        """A field that chooses one country."""
        field = forms.ModelChoiceField(label=label, queryset=self.known.states(), required=False)  # type: ignore[arg-type]
        field.choices = [NONE, *((party.pk, name) for party, name in self._rows if party.is_state)]
        return field

    def several(self, label: Words) -> forms.ModelMultipleChoiceField[Party]:
        """A field that chooses several parties."""
        field = forms.ModelMultipleChoiceField(label=label, queryset=self.known, required=False)
        field.choices = self._named(None)
        field.help_text = str(_("Hold Ctrl or Cmd to choose several."))
        return field

    def _named(self, wanted: set[int] | None) -> list[tuple[int, str]]:
        return [(party.pk, name) for party, name in self._rows if wanted is None or party.pk in wanted]


def currency_field(kept: str = "", *, required: bool = False) -> forms.ChoiceField:
    """A field that chooses a currency by its letters and its name."""
    named = currencies_in_use(get_language() or "en")
    known = {code: f"{code} · {name}" for code, name in named}
    if kept:
        known.setdefault(kept, kept)
    return forms.ChoiceField(label=_("Currency"), required=required, choices=[NONE, *known.items()])


def required_text(label: Words, languages: Iterable[str], *, long: bool = True) -> SaidField:
    """A text that is said in at least one language."""
    field = said_field(label, languages, long=long)
    field.one_required = True
    return field


def choice(
    label: Words, choices: Iterable[tuple[Any, Any]], *, required: bool = False, initial: str = ""
) -> forms.ChoiceField:
    """A field that chooses one of these, or none unless it must be one."""
    offered = [*([] if required else [NONE]), *choices]
    return forms.ChoiceField(label=label, choices=offered, required=required, initial=initial)  # type: ignore[arg-type]


def any_day(label: Words) -> forms.DateField:
    """A day, past or to come."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)  # type: ignore[arg-type]
