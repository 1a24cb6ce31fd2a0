"""What people fill in about a mission, its stops, and where it was reported back."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import CitingForm, DayOrMonthField, limit_to_what_is_seen, said_field
from secretariat.conference.models import Conference
from secretariat.meetings.actions import MISSION_FIELDS, STOP_FIELDS
from secretariat.meetings.forms.parts import (
    Parties,
    delegation_field,
    delegations_seen,
    entered,
)
from secretariat.meetings.models import Meeting, Mission, Stop
from secretariat.meetings.queries import MeetingRow
from secretariat.ui.revising import RevisingForm, remember_what_was_seen
from secretariat.ui.templatetags.ui import day


class _AboutMission(forms.Form):
    """Who headed the tour, what for, and when."""

    def ask(self, user: User, conference: Conference, unseen: int | None = None) -> None:
        """Ask about the mission; a delegation that this person does not see is left as it is."""
        spoken, delegations = conference.languages, delegations_seen(user, conference)
        fields: dict[str, forms.Field] = {
            "head": forms.CharField(label=_("Head"), required=False, max_length=500),
            "head_capacity": said_field(_("Capacity of the head"), spoken),
            "purpose": said_field(_("Purpose"), spoken, long=True),
            "from_date": DayOrMonthField(_("From")),
            "until_date": DayOrMonthField(_("Until")),
        }
        self.fields.update(fields)
        if delegations and (unseen is None or unseen in {each.pk for each in delegations}):
            self.fields["delegation"] = delegation_field(_("Delegation"), delegations)
        limit_to_what_is_seen(self, user, conference)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the mission itself."""
        return entered(self, MISSION_FIELDS)


class RecordMissionForm(_AboutMission, CitingForm):
    """A new mission, with the sources that tell of it."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        sources = {name: self.fields.pop(name) for name in list(self.fields)}
        self.fields["party"] = Parties(conference).field(_("Party"), required=True)
        self.ask(user, conference)
        self.fields.update(sources)


class ReviseMissionForm(_AboutMission, RevisingForm):
    """What is written down of a mission."""

    def __init__(
        self, *args: Any, user: User, conference: Conference, delegation: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ask(user, conference, delegation)
        remember_what_was_seen(self)


class _AboutStop(forms.Form):
    """Where, when, whom the head met, and what came of it."""

    def ask(self, user: User, conference: Conference) -> None:
        """Ask about the stop."""
        spoken = conference.languages
        fields: dict[str, forms.Field] = {
            "country": Parties(conference).field(_("Country"), required=True, states=True),
            "city": said_field(_("City"), spoken),
            "stop_date": DayOrMonthField(_("Date")),
            "met": said_field(_("Whom the head met"), spoken),
            "result": said_field(_("Result"), spoken, long=True),
        }
        self.fields.update(fields)
        limit_to_what_is_seen(self, user, conference)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the stop itself."""
        return entered(self, STOP_FIELDS)


class AddStopForm(_AboutStop, CitingForm):
    """A new stop, with the sources that tell of it."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        sources = {name: self.fields.pop(name) for name in list(self.fields)}
        self.ask(user, conference)
        self.fields.update(sources)


class ReviseStopForm(_AboutStop, RevisingForm):
    """What is written down of a stop."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(user, conference)
        remember_what_was_seen(self)


class ReportBackForm(CitingForm):
    """The meeting in which a mission was reported, with the sources that tell of it."""

    def __init__(
        self, *args: Any, user: User, conference: Conference, meetings: Iterable[MeetingRow], **kwargs: Any
    ) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        sources = {name: self.fields.pop(name) for name in list(self.fields)}
        held = [row.meeting for row in meetings]
        field = forms.ModelChoiceField(
            label=_("Meeting"), queryset=Meeting.objects.filter(pk__in=[each.pk for each in held])
        )
        field.choices = [("", "–"), *((each.pk, _named(each)) for each in held)]
        self.fields["meeting"] = field
        limit_to_what_is_seen(self, user, conference)
        self.fields.update(sources)


def what_is_said_of_mission(mission: Mission) -> dict[str, Any]:
    """A mission as its form shows it."""
    said = {name: getattr(mission, name) for name in MISSION_FIELDS}
    return {**said, "delegation": mission.delegation_id, "version": mission.version}


def what_is_said_of_stop(stop: Stop) -> dict[str, Any]:
    """A stop as its form shows it."""
    said = {name: getattr(stop, name) for name in STOP_FIELDS}
    return {**said, "country": stop.country_id, "version": stop.version}


def _named(meeting: Meeting) -> str:
    return " · ".join(part for part in (day(meeting.held_date, "medium"), str(meeting.title)) if part)
