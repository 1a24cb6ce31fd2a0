"""What people fill in to put a session or a bilateral meeting somewhere else in the timetable."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.conference.models import Conference, Room
from secretariat.programme.actions import Spot
from secretariat.programme.forms.parts import NO_ROOM, moment_field, room_field
from secretariat.programme.models import Place, Session


class _MoveForm(forms.Form):
    """When and where; the version notes which state of the row this person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def seen(self) -> int | None:
        """The version of the row that this person saw."""
        return self.cleaned_data.get("version")


class MoveSessionForm(_MoveForm):
    """When and in which room a session is held."""

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_at"] = moment_field(_("Begins"), required=False)
        self.fields["starts_at"].help_text = _("Left empty, the session waits for a time.")
        self.fields["ends_at"] = moment_field(_("Ends"), required=False)
        self.fields["ends_at"].help_text = _("Left empty, it stays as long as it is.")
        self.fields["room"] = room_field(_("Room"), Room.objects.filter(conference=conference), empty=NO_ROOM)

    def clean(self) -> dict[str, Any]:
        """What has no beginning has no end."""
        cleaned: dict[str, Any] = super().clean() or {}
        starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
        if ends_at and not starts_at and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Say when it begins as well."))
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("It ends before it begins."))
        return cleaned

    @property
    def to(self) -> Spot:
        """Where it is to stand."""
        said = self.cleaned_data
        return Spot(said["starts_at"], said["room"], ends_at=said["ends_at"])


class PlaceForm(_MoveForm):
    """When, in which room and at which table a bilateral meeting is held."""

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms = Room.objects.filter(conference=conference, tables__gt=0)
        self.fields["starts_at"] = moment_field(_("Begins"))
        self.fields["room"] = room_field(_("Room"), rooms, empty=NO_ROOM)
        self.fields["table"] = forms.IntegerField(
            label=pgettext_lazy("in a room", "Table"), min_value=1, max_value=10_000, initial=1, required=False
        )

    @property
    def to(self) -> Spot:
        """Where it is to stand."""
        said = self.cleaned_data
        return Spot(said["starts_at"], said["room"], said["table"] or 1)


def where_the_session_is(session: Session) -> dict[str, Any]:
    """The place of a session as the form shows it."""
    names = ("starts_at", "ends_at", "version")
    return {**{name: getattr(session, name) for name in names}, "room": session.room_id}


def where_the_place_is(place: Place) -> dict[str, Any]:
    """The place of a bilateral meeting as the form shows it."""
    return {
        "starts_at": place.starts_at,
        "room": place.room_id,
        "table": place.table,
        "version": place.version,
    }
