"""What people fill in about when bilateral meetings are held: the hours of each day, and the rules."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secretariat.conference.models import Conference
from secretariat.programme.models import Hours, ProgrammeRules
from secretariat.programme.queries.slots import mark_of
from secretariat.ui.revising import RevisingForm, remember_what_was_seen
from secretariat.ui.templatetags.ui import day as written_day
from secretariat.ui.templatetags.ui import own_name

# From and until, in any of the ways in which people write them: 9:00-12.30, ٠٩:٠٠–١٢:٣٠.
STRETCH = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–—−]\s*(\d{1,2})[:.](\d{2})")
BETWEEN = re.compile(r"[,;،؛\n]+")
MOST_DAYS = 60
LONGEST = 300
# The languages into which the house's people interpret, and room for as many rooms as there are.
MOST_ROOMS = 500


class HoursForm(forms.Form):
    """The hours of each day of the conference, as people write them."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    every = forms.CharField(
        label=gettext_lazy("Hours of every day"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"dir": "ltr", "placeholder": "09:00–12:30, 14:00–18:00"}),
        help_text=gettext_lazy("Taken for each day that is left empty below."),
    )

    def __init__(self, *args: Any, conference: Conference, hours: list[Hours], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = conference.zone
        self.days = _days(conference, hours)
        self.initial.setdefault("seen", mark_of(hours))
        for each in self.days:
            self.fields[each.isoformat()] = forms.CharField(
                label=written_day(each, "full"),
                required=False,
                max_length=LONGEST,
                initial=_written(hours, each, self.zone),
                widget=forms.TextInput(attrs={"dir": "ltr"}),
            )

    def clean(self) -> dict[str, Any]:
        """Read the hours of each day as moments; what cannot be read is told at its field."""
        cleaned = super().clean() or {}
        found: list[tuple[datetime, datetime]] = []
        for each in self.days:
            name = each.isoformat()
            said, field = cleaned.get(name) or "", name
            if not said:
                said, field = cleaned.get("every") or "", "every"
            try:
                found += _read(said, each, self.zone)
            except ValidationError as error:
                if field not in self.errors:
                    self.add_error(field, error)
        cleaned["hours"] = found
        return cleaned


class TimetableRulesForm(RevisingForm):
    """The rules of the timetable."""

    slot_minutes = forms.IntegerField(
        label=gettext_lazy("Length of a slot in minutes"),
        min_value=5,
        max_value=240,
        initial=30,
        help_text=gettext_lazy("A meeting that is longer takes as many slots as it needs, rounded up."),
    )
    changeover_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes between two slots"), min_value=0, max_value=120, initial=0
    )
    keep_free = forms.IntegerField(
        label=gettext_lazy("Tables that stay free at all times"),
        min_value=0,
        max_value=1000,
        initial=0,
        help_text=gettext_lazy("For what comes up on the day."),
    )
    spread = forms.IntegerField(
        label=gettext_lazy("Breaks of delegations differ at most by"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=gettext_lazy("Empty: as equal as can be, and no meeting is left out for it."),
    )

    def __init__(self, *args: Any, conference: Conference, spoken: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = sorted({code for code, _name in settings.LANGUAGES} | {*conference.languages, *spoken})
        for code in self.languages:
            self.fields[f"interpreters_{code}"] = forms.IntegerField(
                label=_("Rooms with interpreters at once: %(language)s") % {"language": own_name(code)},
                required=False,
                validators=[MinValueValidator(0), MaxValueValidator(MOST_ROOMS)],
            )
        remember_what_was_seen(self)

    @property
    def details(self) -> dict[str, Any]:
        """The rules as they are kept; nothing said of any language means that interpreters limit nothing."""
        said = super().details
        counted = {code: said.pop(f"interpreters_{code}") for code in self.languages}
        return {**said, "interpreters": {code: number for code, number in counted.items() if number is not None}}


def what_the_timetable_rules_say(rules: ProgrammeRules) -> dict[str, Any]:
    """The rules as their form shows them."""
    names = ("slot_minutes", "changeover_minutes", "keep_free", "spread", "version")
    said = {name: getattr(rules, name) for name in names}
    return said | {f"interpreters_{code}": number for code, number in rules.interpreters.items()}


def hours_in_words(hours: Iterable[Hours], day: date, zone: ZoneInfo) -> str:
    """The hours that begin on a day, as the form takes them."""
    return _written(list(hours), day, zone)


def _days(conference: Conference, hours: list[Hours]) -> list[date]:
    """The days of the conference, and others on which there are hours already."""
    length = min((conference.end_date - conference.start_date).days, MOST_DAYS)
    days = {conference.start_date + timedelta(days=number) for number in range(length + 1)}
    return sorted(days | {row.starts_at.astimezone(conference.zone).date() for row in hours})


def _written(hours: list[Hours], day: date, zone: ZoneInfo) -> str:
    times = [(row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)) for row in hours]
    return ", ".join(f"{first:%H:%M}–{last:%H:%M}" for first, last in times if first.date() == day)


def _read(said: str, day: date, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """The moments of hours as somebody wrote them for a day; what ends before it begins ends on the next day."""
    plain = "".join(str(unicodedata.decimal(char, char)) for char in said)
    found = []
    for part in (each.strip() for each in BETWEEN.split(plain)):
        if not part:
            continue
        told = STRETCH.fullmatch(part)
        if told is None:
            raise ValidationError(
                _("“%(part)s” is not understood. Write from and until: 09:00–12:30, 14:00–18:00."),
                params={"part": part},
            )
        hour, minute, end_hour, end_minute = (int(each) for each in told.groups())
        begins = _moment(day, hour, minute, zone)
        ends = _moment(day, end_hour, end_minute, zone, fold=1)
        if ends <= begins:
            ends = _moment(day + timedelta(days=1), end_hour, end_minute, zone, fold=1)
        found.append((begins, ends))
    return found


def _moment(day: date, hour: int, minute: int, zone: ZoneInfo, fold: int = 0) -> datetime:
    if hour == 24 and not minute:
        day, hour = day + timedelta(days=1), 0
    if hour > 23 or minute > 59:
        raise ValidationError(_("%(time)s is no time of day."), params={"time": f"{hour:02}:{minute:02}"})
    local = datetime.combine(day, time(hour, minute, fold=fold), tzinfo=zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValidationError(
            _("On %(day)s there is no %(time)s at the venue: the clocks go forward."),
            params={"day": written_day(day), "time": f"{hour:02}:{minute:02}"},
        )
    return moment
