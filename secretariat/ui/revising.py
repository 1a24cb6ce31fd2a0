"""Forms that change a row which somebody else may be changing too."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _
from i18nfield.forms import I18nFormField
from i18nfield.strings import LazyI18nString


@dataclass(frozen=True)
class Difference:
    """A field that is no longer what this person saw."""

    label: str
    seen: str
    now: str
    yours: str


class RevisingForm(forms.Form):
    """A form that knows which state of the row this person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Languages that the conference no longer speaks keep what was said in them."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name, field in self.fields.items():
            kept, said = _by_language(self.initial.get(name)), cleaned.get(name)
            if isinstance(field, I18nFormField) and isinstance(said, LazyI18nString) and isinstance(said.data, dict):
                others = {code: words for code, words in kept.items() if code not in field.locales}
                whole = {**others, **{code: words for code, words in said.data.items() if words}}
                # Nothing before and nothing now is no change, however nothing is written.
                cleaned[name] = LazyI18nString(whole) if whole or kept else self.initial.get(name, LazyI18nString(""))
        return cleaned

    @property
    def details(self) -> dict[str, Any]:
        """What was entered, without the note of what was seen."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def differences(self, now: Mapping[str, Any]) -> list[Difference]:
        """The fields that somebody else changed: what this person saw, what it is now, what they entered."""
        found = []
        for bound in self.visible_fields():
            field = bound.field
            if not field.show_hidden_initial:
                continue
            seen = self.data.getlist(bound.html_initial_name) if isinstance(self.data, QueryDict) else []
            present, entered = _sent(now.get(bound.name)), _sent(self.cleaned_data.get(bound.name))
            if _comparable(field, seen) != _comparable(field, present):
                texts = (_shown(field, values) for values in (seen, present, entered))
                found.append(Difference(str(bound.label), *texts))
        return found

    def renewed(self, now: Mapping[str, Any], **kwargs: Any) -> Self:
        """The same form with all that was entered, as if it had been opened just now."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["version"] = str(now["version"])
        for bound in self.visible_fields():
            if bound.field.show_hidden_initial:
                data.setlist(bound.html_initial_name, _sent(now.get(bound.name)))
        return type(self)(data, initial=dict(now), **kwargs)


def _sent(value: Any) -> list[str]:
    """A value as a browser sends it."""
    if value is None or value == "":
        return []
    if isinstance(value, LazyI18nString):
        return [json.dumps(_by_language(value), ensure_ascii=False, sort_keys=True)]
    if isinstance(value, models.Model):
        return [str(value.pk)]
    if isinstance(value, date):
        return [value.isoformat()]
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [text for each in value for text in _sent(each)]
    return [str(value)]


def _by_language(value: Any) -> dict[str, str]:
    data = getattr(value, "data", value)
    if isinstance(data, str):
        return {"en": data} if data else {}
    return {code: words for code, words in data.items() if words} if isinstance(data, Mapping) else {}


def _read(values: list[str]) -> dict[str, str]:
    try:
        return _by_language(json.loads(values[0])) if values else {}
    except ValueError:
        return {}


def _comparable(field: forms.Field, values: list[str]) -> object:
    if isinstance(field, I18nFormField):
        return _read(values)
    if isinstance(field, forms.BooleanField):
        return values == ["True"]
    # A browser sends line breaks in its own way.
    return sorted(line for value in values for line in value.splitlines() if line)


def _shown(field: forms.Field, values: list[str]) -> str:
    if isinstance(field, I18nFormField):
        return " · ".join(f"{code}: {words}" for code, words in _read(values).items())
    if isinstance(field, forms.BooleanField):
        return _("Yes") if values == ["True"] else _("No")
    choices = getattr(field, "choices", None)
    if choices is not None:
        names = {str(key): str(label) for key, label in choices}
        return ", ".join(names.get(value, value) for value in values)
    return ", ".join(values)
