"""What people fill in about a meeting: who received whom, where and when, and about what."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import CitingForm, DayOrMonthField, limit_to_what_is_seen, said_field
from secretariat.conference.models import Conference
from secretariat.meetings.actions import MEETING_FIELDS, Visiting
from secretariat.meetings.forms.parts import (
    Parties,
    delegation_field,
    delegations_seen,
    entered,
)
from secretariat.meetings.models import Meeting, MeetingKind, RecordState, Visitor
from secretariat.ui.revising import RevisingForm, remember_what_was_seen

FIRST_ROWS = 3
MORE_ROWS = 3
MOST_ROWS = 60
_ROW = re.compile(r"visitor_([1-9][0-9]?)$", re.ASCII)
_ROW_OF = re.compile(r"visitor_([1-9][0-9]?)", re.ASCII)
_KEPT = tuple(name for name in MEETING_FIELDS if name != "key")


@dataclass(frozen=True)
class Group:
    """Fields that stand together; those of a visitor under a name."""

    legend: str
    fields: list[BoundField]


class _AboutMeeting(forms.Form):
    """The fields of a meeting and a row for each visitor."""

    visitor_rows: range = range(0)

    def ask(self, user: User, conference: Conference, rows: int) -> None:
        """Ask about the meeting itself, then about each visitor."""
        spoken, parties = conference.languages, Parties(conference)
        fields: dict[str, forms.Field] = {
            "title": said_field(_("Title"), spoken),
            "kind": forms.ChoiceField(label=_("Kind"), choices=MeetingKind.choices, initial=MeetingKind.OTHER),
            "held_date": DayOrMonthField(_("Held on")),
            "host": parties.field(pgettext_lazy("of a meeting", "Host")),
            "host_person": forms.CharField(label=_("Person who received"), required=False, max_length=500),
            "host_capacity": said_field(_("Capacity of that person"), spoken),
        }
        self.fields.update(fields)
        self.fields["title"].help_text = _("Left empty, it is made of the names of the host and the visitors.")
        self._ask_about_visitors(user, conference, parties, rows)
        self.fields["subject"] = said_field(_("Subject"), spoken, long=True)
        self.fields["venue"] = said_field(_("Venue"), spoken)
        self.fields["city"] = said_field(_("City"), spoken)
        self.fields["country"] = parties.field(_("Country"), states=True)
        limit_to_what_is_seen(self, user, conference)

    def clean(self) -> dict[str, Any]:
        """A head comes for a party, a delegation is that party's, and a party comes once."""
        cleaned: dict[str, Any] = super().clean() or {}
        came: set[int] = set()
        for row in self.visitor_rows:
            party, delegation = cleaned.get(f"visitor_{row}"), cleaned.get(f"visitor_{row}_delegation")
            if party is None:
                self._refuse_a_row_without_party(row, cleaned)
                continue
            if party.pk in came:
                self.add_error(f"visitor_{row}", _("This party is named above already."))
            if delegation is not None and delegation.party_id != party.pk:
                self.add_error(f"visitor_{row}_delegation", _("This delegation is another party's."))
            came.add(party.pk)
        return cleaned

    @property
    def groups(self) -> list[Group]:
        """The fields as the page shows them: the host's together, each visitor's, and those of the place."""
        return [Group(legend, list(fields)) for legend, fields in groupby(self.visible_fields(), key=_legend)]

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the meeting itself."""
        return entered(self, _KEPT)

    @property
    def visitors(self) -> list[Visiting] | None:
        """Those who came; nothing where the form does not ask about them."""
        if not self.visitor_rows:
            return None
        said = self.cleaned_data
        return [
            Visiting(
                said[f"visitor_{row}"],
                said[f"visitor_{row}_head"],
                said[f"visitor_{row}_capacity"],
                said.get(f"visitor_{row}_delegation"),
            )
            for row in self.visitor_rows
            if said.get(f"visitor_{row}")
        ]

    def _ask_about_visitors(self, user: User, conference: Conference, parties: Parties, rows: int) -> None:
        # As many as were shown when the form was opened.
        sent = [int(found[1]) for found in map(_ROW.match, self.data or ()) if found]
        self.visitor_rows = range(1, min(max(rows, *sent, 1), MOST_ROWS) + 1)
        delegations = delegations_seen(user, conference)
        for row in self.visitor_rows:
            number = {"number": row}
            self.fields[f"visitor_{row}"] = parties.field(_("Party of visitor %(number)s") % number)
            self.fields[f"visitor_{row}_head"] = forms.CharField(
                label=_("Head of visitor %(number)s") % number, required=False, max_length=500
            )
            self.fields[f"visitor_{row}_capacity"] = said_field(
                _("Capacity of the head of visitor %(number)s") % number, conference.languages
            )
            if delegations:
                label = _("Delegation of visitor %(number)s") % number
                self.fields[f"visitor_{row}_delegation"] = delegation_field(label, delegations)

    def _refuse_a_row_without_party(self, row: int, cleaned: Mapping[str, Any]) -> None:
        said = (cleaned.get(f"visitor_{row}_{part}") for part in ("head", "capacity", "delegation"))
        if any(bool(each) and str(each) for each in said) and f"visitor_{row}" not in self.errors:
            self.add_error(f"visitor_{row}", _("Say which party this is."))


class RecordMeetingForm(_AboutMeeting, CitingForm):
    """A new meeting, with the sources that tell of it."""

    def __init__(
        self, *args: Any, user: User, conference: Conference, visitors: int = FIRST_ROWS, **kwargs: Any
    ) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        sources = {name: self.fields.pop(name) for name in list(self.fields)}
        self.ask(user, conference, visitors)
        self.fields.update(sources)

    def as_sent(self) -> dict[str, Any]:
        """What was entered, unjudged, to be shown again in a form with more rows."""
        widgets = {name: field.widget for name, field in self.fields.items()}
        return {name: widget.value_from_datadict(self.data, self.files, name) for name, widget in widgets.items()}


class ReviseMeetingForm(_AboutMeeting, RevisingForm):
    """What is written down of a meeting; of an agreed record, for whom it is kept alone."""

    def __init__(
        self,
        *args: Any,
        user: User,
        conference: Conference,
        came: Iterable[Visitor] = (),
        is_frozen: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        visitors = list(came)
        if is_frozen:
            limit_to_what_is_seen(self, user, conference)
        else:
            self.ask(user, conference, len(visitors) + MORE_ROWS)
        remember_what_was_seen(self)


class MeetingsFilter(forms.Form):
    """Which meetings a list shows, and in which order."""

    q = forms.CharField(required=False, max_length=200)
    kind = forms.ChoiceField(required=False, choices=MeetingKind.choices)
    state = forms.ChoiceField(required=False, choices=RecordState.choices)
    party = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    sort = forms.ChoiceField(required=False, choices=[(name, name) for name in ("date", "-date", "title", "-title")])

    def chosen(self, name: str) -> Any:
        """What was asked for, if it makes sense."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""


def what_is_said_of_meeting(meeting: Meeting) -> dict[str, Any]:
    """A meeting and its visitors as the form shows them."""
    names = [name for name in _KEPT if name not in {"host", "country"}]
    said: dict[str, Any] = {name: getattr(meeting, name) for name in names}
    said |= {"host": meeting.host_id, "country": meeting.country_id, "version": meeting.version}
    for row, visitor in enumerate(meeting.visitors.all(), start=1):
        said |= {
            f"visitor_{row}": visitor.party_id,
            f"visitor_{row}_head": visitor.head,
            f"visitor_{row}_capacity": visitor.head_capacity,
            f"visitor_{row}_delegation": visitor.delegation_id,
        }
    return said


def _legend(field: BoundField) -> str:
    row = _ROW_OF.match(field.name)
    if row:
        return str(_("Visitor %(number)s") % {"number": row[1]})
    if field.name in {"host", "host_person", "host_capacity"}:
        return pgettext("of a meeting", "Host")
    return gettext("Place") if field.name in {"venue", "city", "country"} else ""
