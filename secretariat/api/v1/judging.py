"""What every desk asks of a detail beyond its type, as the forms of the office do."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from secretariat.api.v1.asking import Asking
from secretariat.api.v1.refusals import wrong
from secretariat.api.v1.shapes import I18N, as_kept
from secretariat.parties.models import Party


def judged_languages(codes: Iterable[str], asking: Asking, pointer: str) -> None:
    """Refuse languages that the conference does not speak."""
    other = sorted(set(codes) - set(asking.conference.languages))
    if other:
        raise wrong(_("The conference does not speak the language %(code)s.") % {"code": other[0]}, pointer=pointer)


def judged_texts(
    column: "models.Field[Any, Any]", value: Mapping[str, str], asking: Asking, pointer: str
) -> Mapping[str, str]:
    """A text by language: in languages of the conference, and no longer than its column holds."""
    if _is_of_conference(column):
        judged_languages(value, asking, pointer)
    longest = column.max_length if isinstance(column, models.CharField) else None
    if longest and len(column.get_prep_value(as_kept(column, value))) > longest:
        raise wrong(_("This text is longer than can be kept."), pointer=pointer)
    return value


def judged(asking: Asking, column: "models.Field[Any, Any]", value: Any, pointer: str) -> Any:
    """The value of a column, if it is as a form would take it."""
    if not isinstance(column, I18N) or not isinstance(value, Mapping):
        return value
    return judged_texts(column, value, asking, pointer)


def with_others(value: Any, kept: Any, asking: Asking) -> Any:
    """A text, with what was said before in languages that the conference speaks no longer; all else as it is."""
    if not isinstance(value, LazyI18nString) or not isinstance(getattr(kept, "data", None), Mapping):
        return value
    others = {code: words for code, words in kept.data.items() if words and code not in asking.conference.languages}
    # A text that was emptied is kept as no mapping at all.
    told = value.data if isinstance(value.data, Mapping) else {}
    said = {code: words for code, words in told.items() if words}
    return LazyI18nString({**others, **said}) if others else value


def judged_past(value: date | None, asking: Asking, pointer: str) -> date | None:
    """A day that has come already, by the calendar of the venue."""
    if value is not None and value > timezone.localdate(asking.at, asking.conference.zone):
        raise wrong(_("This day has not come yet."), pointer=pointer)
    return value


def judged_state(party: Party, pointer: str) -> Party:
    """A party that is a state: where a country is asked for, no organisation stands."""
    if not party.is_state:
        raise wrong(_("Choose a country; this is none."), pointer=pointer)
    return party


def _is_of_conference(column: "models.Field[Any, Any]") -> bool:
    return any(each.name == "conference" for each in column.model._meta.concrete_fields)
