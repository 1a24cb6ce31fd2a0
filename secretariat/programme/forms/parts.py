"""Parts of this desk's forms: times of day, several delegations or people by name, lists of words, and rooms."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.utils import from_current_timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secretariat.accounts.models import User
from secretariat.conference.models import Conference, Room
from secretariat.delegations.models import Delegate, Delegation
from secretariat.programme.queries.sessions import delegations_by_name

Words = str | Promise
CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(:[0-5]\d)?")
MOST_WORDS, LONGEST_WORD = 30, 80


class ClockField(forms.CharField):
    """A time of day, kept as it is written: 09:30."""

    def __init__(self, label: Words, *, required: bool = False) -> None:
        widget = forms.TextInput(attrs={"type": "time"})
        super().__init__(label=str(label), required=required, max_length=8, widget=widget)

    def clean(self, value: Any) -> str:
        """The time in ASCII digits, hours and minutes alone."""
        said = "".join(str(unicodedata.decimal(char, char)) for char in str(super().clean(value) or ""))
        if not said:
            return ""
        found = CLOCK.fullmatch(said)
        if found is None:
            raise ValidationError(_("A time of day is written 09:30."))
        return f"{int(found[1]):02d}:{found[2]}"


class WordsField(forms.CharField):
    """Several words, parted by commas."""

    def prepare_value(self, value: Any) -> Any:
        """The words in one line."""
        return ", ".join(str(each) for each in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Each word once, as it was written."""
        said = re.split(r"[,،;\n]", str(super().clean(value) or ""))
        found = list(dict.fromkeys(word.strip() for word in said if word.strip()))
        if len(found) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in found):
            sentence = _("Give no more than %(most)s words or names, none longer than %(longest)s letters.")
            raise ValidationError(sentence % {"most": MOST_WORDS, "longest": LONGEST_WORD})
        return found


def day_of_conference(label: Words, conference: Conference, *, required: bool = False) -> forms.DateField:
    """A day; the calendar of the browser opens at the conference."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    del conference
    return forms.DateField(label=label, required=required, widget=widget)  # type: ignore[arg-type]


def moment_field(label: Words, *, required: bool = True) -> forms.DateTimeField:
    """A day and a time of day, as the clocks of the venue show it."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, required=required, widget=widget)  # type: ignore[arg-type]


def at_the_venue(day: date, clock: str) -> datetime:
    """The instant at which the clocks of the venue show this; raises where they never do, or do twice."""
    hour, minute = clock.split(":")
    moment: datetime = from_current_timezone(datetime.combine(day, time(int(hour), int(minute))))
    return moment


def room_field(
    label: Words, rooms: Iterable[Room], *, empty: Words, required: bool = False
) -> forms.ModelChoiceField[Room]:
    """A field that chooses one of these rooms."""
    known = list(rooms)
    field = forms.ModelChoiceField(
        label=label,  # type: ignore[arg-type]
        queryset=Room.objects.filter(pk__in=[room.pk for room in known]),
        required=required,
    )
    field.choices = [("", empty), *((room.pk, str(room.name)) for room in known)]
    return field


class People:
    """Delegations and delegates as a form offers them, read once however many fields choose from them."""

    def __init__(self, user: User, conference: Conference) -> None:
        self._named = delegations_by_name(conference, user)
        self.delegations = Delegation.objects.in_office_of(user).filter(conference=conference)
        self.delegates = Delegate.objects.in_office_of(user).filter(conference=conference).with_a_place()
        of: dict[int, list[tuple[int, str]]] = {}
        for pk, name, delegation_id in self.delegates.order_by("name").values_list("pk", "name", "delegation_id"):
            of.setdefault(delegation_id, []).append((pk, name))
        self._people = [(label, of[each.pk]) for each, label in self._labelled() if each.pk in of]

    def delegation(self, label: Words) -> forms.ModelChoiceField[Delegation]:
        """A field that chooses one delegation."""
        field = forms.ModelChoiceField(label=label, queryset=self.delegations)  # type: ignore[arg-type]
        field.choices = [("", "–"), *((each.pk, label_) for each, label_ in self._labelled())]
        return field

    def some_delegations(self, label: Words, **options: Any) -> forms.ModelMultipleChoiceField[Delegation]:
        """A field that chooses several delegations."""
        field = forms.ModelMultipleChoiceField(label=label, queryset=self.delegations, required=False, **options)
        field.choices = [(each.pk, label_) for each, label_ in self._labelled()]
        return field

    def some_people(self, label: Words, **options: Any) -> forms.ModelMultipleChoiceField[Delegate]:
        """A field that chooses several people, by delegation."""
        people = self.delegates.select_related("delegation")
        field = forms.ModelMultipleChoiceField(label=label, queryset=people, required=False, **options)
        field.choices = self._people
        return field

    def person(self, label: Words) -> forms.ModelChoiceField[Delegate]:
        """A field that chooses one person, by delegation."""
        field = forms.ModelChoiceField(label=label, queryset=self.delegates, required=False)  # type: ignore[arg-type]
        field.choices = [("", "–"), *self._people]
        return field

    def _labelled(self) -> list[tuple[Delegation, str]]:
        """By name; several delegations of one party say for which occasion they come."""
        times: dict[str, int] = {}
        for _each, name in self._named:
            times[name] = times.get(name, 0) + 1
        return [
            (each, f"{name} – {each.get_occasion_display()}" if times[name] > 1 else name) for each, name in self._named
        ]


def entered(form: forms.Form, names: Iterable[str]) -> dict[str, Any]:
    """What was entered in those of these fields that the form has."""
    return {name: form.cleaned_data[name] for name in names if name in form.fields}


def keys_of(rows: Iterable[Model]) -> list[int]:
    """The numbers of some rows."""
    return [row.pk for row in rows]


def is_filled(cleaned: Mapping[str, Any], *names: str) -> bool:
    """Whether each of these was filled in well."""
    return all(cleaned.get(name) for name in names)


NO_ROOM = gettext_lazy("No room yet")
