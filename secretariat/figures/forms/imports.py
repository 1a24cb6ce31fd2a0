"""What people fill in about datasets, files handed in, and the columns of a file."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import DayOrMonthField, limit_to_what_is_seen, said_field
from secretariat.archive.queries import sources_of
from secretariat.conference.models import Conference
from secretariat.engines.statistics import Looked, Matching, ValueColumn
from secretariat.figures.models import Group, Layout, Measure, Method, Sex, Unit
from secretariat.ui.revising import RevisingForm

Words = str | Promise
NUMBERS, REMAINDER = "value", "remainder"
ROLES: list[tuple[str, Words]] = [
    ("", "–"),
    (NUMBERS, pgettext_lazy("column", "Numbers of people")),
    ("year", pgettext_lazy("column", "Year")),
    ("date", pgettext_lazy("column", "Date")),
    ("start", pgettext_lazy("column", "Period from")),
    ("end", pgettext_lazy("column", "Period to")),
    ("origin", pgettext_lazy("column", "Country of origin (ISO code)")),
    ("asylum", pgettext_lazy("column", "Country of asylum (ISO code)")),
    ("origin_unhcr", pgettext_lazy("column", "Country of origin (UNHCR code)")),
    ("asylum_unhcr", pgettext_lazy("column", "Country of asylum (UNHCR code)")),
    ("area", pgettext_lazy("column", "Area (P-code)")),
    ("place", pgettext_lazy("column", "Site or area, by name")),
    ("level", pgettext_lazy("column", "Level of the place")),
    ("group", pgettext_lazy("column", "Population group")),
    ("measure", pgettext_lazy("column", "Stock or flow")),
    ("sex", pgettext_lazy("column", "Sex")),
    ("age", pgettext_lazy("column", "Range of ages")),
    ("min_age", pgettext_lazy("column", "From age")),
    ("max_age", pgettext_lazy("column", "To age")),
    ("accommodation", pgettext_lazy("column", "Accommodation")),
    ("setting", pgettext_lazy("column", "Setting")),
    ("unit", pgettext_lazy("column", "Unit")),
    (REMAINDER, pgettext_lazy("column", "People of unknown age, for the sums alone")),
]
# Of a list of P-codes.
LIST_ROLES: list[tuple[str, Words]] = [
    ("", "–"),
    ("location", pgettext_lazy("column", "Country (ISO code)")),
    ("admin level", pgettext_lazy("column", "Level")),
    ("p-code", pgettext_lazy("column", "P-code")),
    ("name", pgettext_lazy("column", "Name")),
    ("parent p-code", pgettext_lazy("column", "P-code of the area it is a part of")),
    ("valid from date", pgettext_lazy("column", "Valid from")),
]
FIXED = ("year", "origin", "asylum", "group", "measure", "unit", "countries")
_NOT_SAID: list[tuple[str, Words]] = [("", "–")]


class DatasetForm(forms.Form):
    """What a publisher brings out again and again."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _line(_("Name"), help_text=_("For example: Population, or Returns by governorate."))
        self.fields["publisher"] = _line(_("Publisher"), required=False)
        self.fields["licence"] = _line(_("Licence"), required=False)
        self.fields["method"] = forms.ChoiceField(label=_("Method"), choices=Method.choices, initial=Method.UNKNOWN)
        self.fields["coverage"] = said_field(_("Coverage"), conference.languages, long=True)
        self.fields["definition"] = said_field(_("Definition"), conference.languages, long=True)
        limit_to_what_is_seen(self, user, conference)


class HandInForm(forms.Form):
    """A file, and the source that it is."""

    upload = forms.FileField(
        label=_("File"), help_text=_("CSV or XLSX: tables of UNHCR, HXL, P-codes, or any table with names of columns.")
    )

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sources = sources_of(conference.pk, user)
        known = [("", _("A new one, as follows")), *((str(each.pk), str(each)) for each in self._sources)]
        self.fields["source"] = forms.ChoiceField(label=_("Source"), choices=known, required=False)
        self.fields["title"] = _line(_("Title"), required=False)
        self.fields["publisher"] = _line(_("Publisher"), required=False)
        self.fields["published_date"] = DayOrMonthField(_("Date of publication"))
        self.fields["licence"] = _line(_("Licence"), required=False)
        self.fields["url"] = forms.URLField(
            label=_("Web address"), required=False, max_length=1000, assume_scheme="https",
            widget=forms.URLInput(attrs={"dir": "ltr"}),
        )  # fmt: skip
        limit_to_what_is_seen(self, user, conference)

    def clean(self) -> dict[str, Any]:
        """A new source says who published it, when, and under which licence."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("source"):
            for name, sentence in (
                ("publisher", _("Say who published it.")),
                ("published_date", _("Say when it was published.")),
                ("licence", _("Say under which licence, or that none is stated.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return cleaned

    @property
    def chosen(self) -> Any:
        """The source that is kept already, if one was chosen."""
        return self._sources.filter(pk=self.cleaned_data["source"] or 0).first()

    @property
    def details(self) -> dict[str, Any]:
        """What was said of a new source; nothing where one was chosen that is kept already."""
        if self.cleaned_data["source"]:
            return {}
        return {key: value for key, value in self.cleaned_data.items() if key not in {"upload", "source"}}


class MatchForm(RevisingForm):
    """Which column says what, column by column, and what all rows have in common."""

    def __init__(self, *args: Any, looked: Looked, matching: Matching, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._looked, self._matching = looked, matching
        self.is_list = matching.layout == Layout.P_CODES
        for at, name in enumerate(looked.header):
            self._ask_of_column(at, name)
        self._ask_of_all()

    def _ask_of_column(self, at: int, name: str) -> None:
        matching = self._matching
        counted = next((each for each in matching.values if each.column == name), None)
        role = next((role for role, column in matching.roles.items() if column == name), "")
        if counted is not None:
            role = REMAINDER if counted.is_remainder else NUMBERS
        said = counted or ValueColumn(name)
        choices = LIST_ROLES if self.is_list else ROLES
        self.fields[f"role_{at}"] = _choice(_("What the column says"), choices, role, name)
        if self.is_list:
            return
        self.fields[f"group_{at}"] = _choice(_("Population group"), [*_NOT_SAID, *Group.choices], said.group, name)
        self.fields[f"measure_{at}"] = _choice(_("Measure"), [*_NOT_SAID, *Measure.choices], said.measure, name)
        sexes = [*_NOT_SAID, *Sex.choices]
        self.fields[f"sex_{at}"] = _choice(_("Sex"), sexes, said.sex, name)
        self.fields[f"from_{at}"] = _age(_("From age"), said.min_age, name)
        self.fields[f"to_{at}"] = _age(_("To age"), said.max_age, name)

    def _ask_of_all(self) -> None:
        fixed = self._matching.fixed
        if self.is_list:
            self.fields["countries"] = _line(
                _("Only these countries"), required=False, help_text=_("ISO codes with a blank between; empty for all.")
            )
        else:
            self.fields["year"] = forms.RegexField(
                r"^(\d{4}(-\d\d(-\d\d)?)?)?$", label=_("Year or date of all rows"), required=False
            )
            self.fields["origin"] = _line(_("Country of origin of all rows (ISO code)"), required=False, longest=3)
            self.fields["asylum"] = _line(_("Country of asylum of all rows (ISO code)"), required=False, longest=3)
            for name, label, choices in (
                ("group", _("Population group of all rows"), Group.choices),
                ("measure", _("Stock or flow, of all rows"), Measure.choices),
                ("unit", _("Unit of all rows"), Unit.choices),
            ):
                self.fields[name] = forms.ChoiceField(label=label, choices=[*_NOT_SAID, *choices], required=False)
            self.fields["zeros_fill"] = _tick(
                _("Zeros fill empty cells"),
                _("A zero counts only where the same pair of countries has another number in some year."),
                is_on=self._matching.zeros_fill,
            )
        for name in FIXED:
            if name in self.fields:
                self.fields[name].initial = fixed.get(name, "")
        self.fields["leaves_out_refused"] = _tick(
            _("Leave out cells that cannot be read"), _("Without this, one such cell stops the import.")
        )
        self.fields["keeps_provisional"] = _tick(
            _("Keep areas that are in no list"),
            _("They are marked as provisional until a list of P-codes brings them."),
            is_on=self._matching.keeps_provisional,
        )

    @property
    def columns(self) -> list[dict[str, Any]]:
        """Each column with its first cells and what is asked of it."""
        names = ("role",) if self.is_list else ("role", "group", "measure", "sex", "from", "to")
        return [
            {
                "name": name,
                "tag": self._looked.tags[at] if self._looked.tags else "",
                "cells": [cells[at] for _line, cells in self._looked.sample[:3] if at < len(cells)],
                "role": self[f"role_{at}"],
                "fields": [self[f"{each}_{at}"] for each in names[1:]],
                "is_counted": self[f"role_{at}"].value() in {NUMBERS, REMAINDER},
            }
            for at, name in enumerate(self._looked.header)
        ]

    @property
    def of_all(self) -> list[forms.BoundField]:
        """What is asked of all rows together."""
        names = (*FIXED, "zeros_fill", "leaves_out_refused", "keeps_provisional")
        return [self[name] for name in names if name in self.fields]

    @property
    def matching(self) -> dict[str, Any]:
        """The matching as it was filled in."""
        said = self.cleaned_data
        values = tuple(
            ValueColumn(
                name,
                said[f"group_{at}"],
                said[f"measure_{at}"],
                said[f"sex_{at}"] if said[f"sex_{at}"] != Sex.ALL else "",
                said[f"from_{at}"],
                said[f"to_{at}"],
                is_remainder=said[f"role_{at}"] == REMAINDER,
            )
            for at, name in enumerate(self._looked.header)
            if said[f"role_{at}"] in {NUMBERS, REMAINDER}
        )
        roles = {
            said[f"role_{at}"]: name
            for at, name in enumerate(self._looked.header)
            if said[f"role_{at}"] not in {"", NUMBERS, REMAINDER}
        }
        fixed = {name: said[name] for name in FIXED if said.get(name)}
        kept = self._matching
        made = Matching(
            kept.layout, roles, values, fixed, said.get("zeros_fill", False), said["keeps_provisional"], kept.is_tagged
        )
        return made.as_data()

    def clean(self) -> dict[str, Any]:
        """A role belongs to one column, and ages run upwards."""
        cleaned = super().clean()
        seen: dict[str, str] = {}
        for at, name in enumerate(self._looked.header):
            role = cleaned.get(f"role_{at}", "")
            if role and role not in {NUMBERS, REMAINDER}:
                if role in seen:
                    sentence = _("The column “%(name)s” says this already. Each is matched once.")
                    self.add_error(f"role_{at}", sentence % {"name": seen[role]})
                seen.setdefault(role, name)
            first, last = cleaned.get(f"from_{at}"), cleaned.get(f"to_{at}")
            if last is not None and (first is None or last < first):
                self.add_error(f"to_{at}", _("Ages run upwards."))
        return cleaned


def _line(label: Words, *, required: bool = True, longest: int = 500, help_text: Words = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(
        label=label, required=required, max_length=longest, widget=widget, help_text=help_text  # type: ignore[arg-type]
    )  # fmt: skip


def _choice(label: Words, choices: Any, initial: str, column: str) -> forms.ChoiceField:
    widget = forms.Select(attrs={"aria-label": f"{column}: {label}", "class": "control"})
    return forms.ChoiceField(label=label, choices=choices, required=False, initial=initial, widget=widget)  # type: ignore[arg-type]


def _age(label: Words, initial: int | None, column: str) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"aria-label": f"{column}: {label}", "class": "control age"})
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=130, initial=initial, widget=widget  # type: ignore[arg-type]
    )  # fmt: skip


def _tick(label: Words, help_text: Words, *, is_on: bool = False) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, initial=is_on, help_text=help_text)  # type: ignore[arg-type]
