"""Forms that change a row which somebody else may be changing too."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, Self

from django import forms
from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils.timezone import is_aware, localtime
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
        """What somebody else changed: what this person saw, what it is now, and what they entered, if they did."""
        found: list[Difference] = []
        for bound in self._compared():
            states = _States(self._seen(bound), _sent(now.get(bound.name)), _sent(self.cleaned_data.get(bound.name)))
            found += _differences(bound, states)
        return found

    def renewed(self, now: Mapping[str, Any], **kwargs: Any) -> Self:
        """The same form with all that was entered, as if it had been opened just now.

        A field that this person left as it was takes what somebody else wrote there.
        """
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["version"] = str(now["version"])
        for bound in self._compared():
            present = _sent(now.get(bound.name))
            seen, entered = self._seen(bound), _sent(self.cleaned_data.get(bound.name))
            if isinstance(bound.field, I18nFormField):
                _take_languages(data, bound, (_read(seen), _read(present), _read(entered)))
            elif _comparable(bound.field, seen) == _comparable(bound.field, entered):
                _take(data, bound, present)
            data.setlist(bound.html_initial_name, present)
        return type(self)(data, initial=dict(now), **kwargs)

    def _compared(self) -> list[forms.BoundField]:
        return [bound for bound in self.visible_fields() if bound.field.show_hidden_initial]

    def _seen(self, bound: forms.BoundField) -> list[str]:
        return self.data.getlist(bound.html_initial_name) if isinstance(self.data, QueryDict) else []


def remember_what_was_seen(form: forms.Form) -> None:
    """Send every field with what it was when the form was opened, so that a change made meanwhile is noticed."""
    for name, field in form.fields.items():
        field.show_hidden_initial = name != "version"


class _States(NamedTuple):
    """A field as a browser sends it: as this person saw it, as it is now, and as they entered it."""

    seen: list[str]
    now: list[str]
    entered: list[str]


def _differences(bound: forms.BoundField, states: _States) -> list[Difference]:
    """One line for a field, or for each language of a text, in which somebody else wrote."""
    field, label = bound.field, str(bound.label)
    if isinstance(field, I18nFormField):
        seen, now, entered = map(_read, states)
        names = dict(settings.LANGUAGES)
        return [
            Difference(
                f"{label} ({names.get(code, code)})",
                seen.get(code, ""),
                now.get(code, ""),
                "" if _is_as(entered, seen, code) else entered.get(code, ""),
            )
            for code in sorted({*seen, *now}, key=lambda code: list(names).index(code) if code in names else len(names))
            if not _is_as(seen, now, code)
        ]
    if _comparable(field, states.seen) == _comparable(field, states.now):
        return []
    is_left = _comparable(field, states.entered) == _comparable(field, states.seen)
    yours = "" if is_left else _shown(field, states.entered)
    return [Difference(label, _shown(field, states.seen), _shown(field, states.now), yours)]


def _is_as(one: dict[str, str], other: dict[str, str], code: str) -> bool:
    """Whether two texts are one in a language; a browser sends line breaks in its own way, and no blanks around."""
    return one.get(code, "").strip().splitlines() == other.get(code, "").strip().splitlines()


def _take(data: Any, bound: forms.BoundField, present: list[str]) -> None:
    if not isinstance(bound.field, forms.BooleanField):
        data.setlist(bound.html_name, present)
    elif present == ["True"]:
        data[bound.html_name] = "on"
    else:
        data.pop(bound.html_name, None)


def _take_languages(data: Any, bound: forms.BoundField, said: tuple[dict[str, str], ...]) -> None:
    """Each language by itself: somebody else may have written in one, and this person in another."""
    seen, now, entered = said
    for code in bound.field.locales:  # type: ignore[attr-defined]
        if _is_as(entered, seen, code):
            data[f"{bound.html_name}_{code}"] = now.get(code, "")


def _sent(value: Any) -> list[str]:
    """A value as a browser sends it."""
    if value is None or value == "":
        return []
    if isinstance(value, LazyI18nString):
        return [json.dumps(_by_language(value), ensure_ascii=False, sort_keys=True)]
    if isinstance(value, models.Model):
        return [str(value.pk)]
    if isinstance(value, date):
        return [_dated(value)]
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [text for each in value for text in _sent(each)]
    return [str(value)]


def _dated(value: date) -> str:
    """A day; a time by the clock in force, without the parts of a second for which no form asks."""
    if not isinstance(value, datetime):
        return value.isoformat()
    shown = localtime(value) if is_aware(value) else value
    return str(shown.replace(microsecond=0, tzinfo=None))


def _by_language(value: Any) -> dict[str, str]:
    data = getattr(value, "data", value)
    if isinstance(data, str):
        return {"en": data} if data else {}
    return {code: words for code, words in data.items() if words} if isinstance(data, Mapping) else {}


def _read(values: list[str]) -> dict[str, str]:
    try:
        return _by_language(json.loads(values[0])) if values else {}
    except (ValueError, RecursionError):
        return {}


def _comparable(field: forms.Field, values: list[str]) -> object:
    if isinstance(field, I18nFormField):
        return _read(values)
    if isinstance(field, forms.BooleanField):
        return values == ["True"]
    # A browser sends line breaks in its own way.
    return sorted(line for value in values for line in value.splitlines() if line)


def _shown(field: forms.Field, values: list[str]) -> str:
    if isinstance(field, forms.BooleanField):
        return _("Yes") if values == ["True"] else _("No")
    choices = getattr(field, "choices", None)
    if choices is not None:
        names = {str(key): str(label) for key, label in choices}
        return ", ".join(names.get(value, value) for value in values)
    return ", ".join(values)
