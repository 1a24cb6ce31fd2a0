"""What people fill in about the agenda and its sessions."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import CitingForm, limit_to_what_is_seen, said_field
from secretariat.conference.models import Conference, Room
from secretariat.programme.actions import ITEM_FIELDS, SESSION_FIELDS, Wanted
from secretariat.programme.forms.parts import (
    NO_ROOM,
    ClockField,
    People,
    WordsField,
    at_the_venue,
    day_of_conference,
    entered,
    is_filled,
    keys_of,
    room_field,
)
from secretariat.programme.models import AgendaItem, MustAttend, Session, SessionKind
from secretariat.ui.revising import RevisingForm, remember_what_was_seen
from secretariat.ui.templatetags.ui import own_name

_ASKED = tuple(name for name in SESSION_FIELDS if name not in {"key", "starts_at", "ends_at"})


class _AboutItem(forms.Form):
    """The number of an item, its wording and its papers."""

    def ask(self, user: User, conference: Conference) -> None:
        """Ask about the item."""
        self.fields["number"] = forms.CharField(label=pgettext_lazy("agenda item", "Number"), max_length=20)
        self.fields["title"] = said_field(_("Title"), conference.languages)
        self.fields["title"].one_required = True  # type: ignore[attr-defined]
        self.fields["document"] = forms.CharField(label=_("Documents"), required=False, max_length=500)
        limit_to_what_is_seen(self, user, conference)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the item itself."""
        return entered(self, ITEM_FIELDS)


class AddItemForm(_AboutItem, CitingForm):
    """A new item of the agenda, with the sources that tell of it."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        sources = {name: self.fields.pop(name) for name in list(self.fields)}
        self.ask(user, conference)
        self.fields.update(sources)


class ReviseItemForm(_AboutItem, RevisingForm):
    """What is written down of an item of the agenda."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(user, conference)
        remember_what_was_seen(self)


class _AboutSession(forms.Form):
    """What is held, when and where, what it treats, and whom it needs."""

    kept_times: tuple[datetime, datetime] | None = None
    unseen: list[Wanted] = []

    def ask(self, user: User, conference: Conference, session: Session | None = None) -> None:
        """Ask about the session."""
        spoken, people = conference.languages, People(user, conference)
        self.conference = conference
        self.fields["title"] = said_field(_("Title"), spoken)
        self.fields["title"].one_required = True  # type: ignore[attr-defined]
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"), choices=SessionKind.choices, initial=SessionKind.ROUND_TABLE
        )
        self._ask_when_and_where(conference)
        self._ask_what_it_needs(conference, session)
        self.fields["chair"] = people.person(_("Chair"))
        self.fields["chair_name"] = forms.CharField(
            label=_("Name of the chair"),
            required=False,
            max_length=500,
            help_text=_("Of a chair who is no delegate."),
        )
        self.fields["chair_capacity"] = said_field(_("Capacity of the chair"), spoken)
        self._ask_whom_and_what(user, conference, people)
        self.fields["text"] = said_field(_("Description"), spoken, long=True)
        self.fields["document"] = forms.CharField(label=_("Documents"), required=False, max_length=500)
        limit_to_what_is_seen(self, user, conference)

    def clean(self) -> dict[str, Any]:
        """Hours belong to a day; an end before the beginning is after midnight."""
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["starts_at"] = cleaned["ends_at"] = None
        if cleaned.get("ends") and not cleaned.get("starts") and "starts" not in self.errors:
            self.add_error("starts", _("Say when it begins as well."))
        if cleaned.get("starts") and not cleaned.get("ends") and "ends" not in self.errors:
            self.add_error("ends", _("Say when it ends as well."))
        if cleaned.get("starts") and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", _("Say on which day."))
        if cleaned.get("chair") and cleaned.get("chair_name"):
            self.add_error("chair_name", _("Choose a delegate or name somebody else, not both."))
        if is_filled(cleaned, "day", "starts", "ends") and "ends_day" not in self.errors:
            self._put_times(cleaned)
        return cleaned

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the session itself."""
        return entered(self, _ASKED) | {name: self.cleaned_data[name] for name in ("starts_at", "ends_at")}

    @property
    def items(self) -> list[AgendaItem]:
        """The items of the agenda that it treats, in the order of the agenda."""
        return list(self.cleaned_data["items"])

    @property
    def wanted(self) -> list[Wanted]:
        """Whom it cannot do without; those whom this person is not shown stay."""
        said = self.cleaned_data
        asked = [Wanted(delegation) for delegation in said["delegations"]]
        asked += [Wanted(person.delegation, person) for person in said["delegates"]]
        return [*asked, *self.unseen]

    def _ask_when_and_where(self, conference: Conference) -> None:
        self.fields["day"] = day_of_conference(_("Day"), conference)
        self.fields["starts"] = ClockField(_("Begins"))
        self.fields["ends"] = ClockField(_("Ends"))
        self.fields["ends"].help_text = _("A time before the beginning is taken as after midnight.")
        self.fields["ends_day"] = day_of_conference(_("Last day"), conference)
        self.fields["ends_day"].help_text = _("Only of a session that ends on a later day.")
        rooms = Room.objects.filter(conference=conference)
        self.fields["room"] = room_field(_("Room"), rooms, empty=NO_ROOM)

    def _ask_what_it_needs(self, conference: Conference, session: Session | None) -> None:
        known = dict.fromkeys([*conference.languages, *(session.languages if session is not None else ())])
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("Languages of interpretation"),
            choices=[(code, own_name(code)) for code in known],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["seats"] = forms.IntegerField(
            label=_("People expected"), required=False, min_value=1, max_value=100_000
        )
        self.fields["equipment"] = WordsField(
            label=_("Equipment needed"),
            required=False,
            max_length=2000,
            help_text=_("Parted by commas, in the words in which the rooms name it."),
        )

    def _ask_whom_and_what(self, user: User, conference: Conference, people: People) -> None:
        items = AgendaItem.objects.in_office_of(user).filter(conference=conference)
        known = [(item.pk, str(item)) for item in items]
        treats = forms.ModelMultipleChoiceField(
            label=_("Agenda items"), queryset=items, required=False, widget=forms.CheckboxSelectMultiple
        )
        treats.choices = known
        if known:
            self.fields["items"] = treats
        else:
            self.fields["items"] = forms.ModelMultipleChoiceField(
                queryset=items, required=False, widget=forms.MultipleHiddenInput
            )
        self.fields["delegations"] = people.some_delegations(_("Delegations that must attend"))
        self.fields["delegates"] = people.some_people(_("People who must attend"))

    def _put_times(self, cleaned: dict[str, Any]) -> None:
        if self.kept_times is not None and _written(*self.kept_times) == _said(cleaned):
            # An hour that the clocks show twice stays the one that it was.
            cleaned["starts_at"], cleaned["ends_at"] = self.kept_times
            return
        last = cleaned.get("ends_day") or cleaned["day"]
        if not cleaned.get("ends_day") and cleaned["ends"] <= cleaned["starts"]:
            last += timedelta(days=1)
        for name, day, clock in (("starts", cleaned["day"], "starts"), ("ends", last, "ends")):
            try:
                cleaned[f"{name}_at"] = at_the_venue(day, cleaned[clock])
            except ValidationError as error:
                self.add_error(name, error)
        starts_at, ends_at = cleaned["starts_at"], cleaned["ends_at"]
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_day" if cleaned.get("ends_day") else "ends", _("It ends before it begins."))


class AddSessionForm(_AboutSession, CitingForm):
    """A new session, with the sources that tell of it."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        sources = {name: self.fields.pop(name) for name in list(self.fields)}
        self.ask(user, conference)
        self.fields.update(sources)


class ReviseSessionForm(_AboutSession, RevisingForm):
    """What is written down of a session."""

    def __init__(self, *args: Any, user: User, conference: Conference, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if session.starts_at is not None and session.ends_at is not None:
            self.kept_times = session.starts_at, session.ends_at
        self.ask(user, conference, session)
        self.unseen = _unseen(self, session.wanted.select_related("delegation", "delegate"))
        remember_what_was_seen(self)


class SessionsFilter(forms.Form):
    """Which sessions a list shows."""

    q = forms.CharField(required=False, max_length=200)
    kind = forms.ChoiceField(required=False, choices=SessionKind.choices)
    day = forms.DateField(required=False)
    state = forms.ChoiceField(required=False, choices=[("all", "all"), ("cancelled", "cancelled")])

    def chosen(self, name: str) -> Any:
        """What was asked for, if it makes sense."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""


def what_is_said_of_item(item: AgendaItem) -> dict[str, Any]:
    """An item of the agenda as its form shows it."""
    return {**{name: getattr(item, name) for name in ITEM_FIELDS}, "version": item.version}


def what_is_said_of_session(session: Session) -> dict[str, Any]:
    """A session as its form shows it, with the clocks of the venue."""
    said: dict[str, Any] = {name: getattr(session, name) for name in _ASKED if name not in {"room", "chair"}}
    said |= {"room": session.room_id, "chair": session.chair_id, "version": session.version}
    if session.starts_at is not None and session.ends_at is not None:
        day, starts, ends, last = _written(session.starts_at, session.ends_at)
        said |= {"day": day, "starts": starts, "ends": ends, "ends_day": last}
    wanted = list(session.wanted.all())
    said["delegations"] = [each.delegation_id for each in wanted if not each.delegate_id]
    said["delegates"] = [each.delegate_id for each in wanted if each.delegate_id]
    return {**said, "items": [each.item_id for each in session.items.all()]}


def _written(starts_at: datetime, ends_at: datetime) -> tuple[date, str, str, date | None]:
    """The day, both times, and the last day where the times alone do not tell it."""
    first, last = localtime(starts_at), localtime(ends_at)
    starts, ends = f"{first:%H:%M}", f"{last:%H:%M}"
    told = first.date() + timedelta(days=1 if ends <= starts else 0)
    return first.date(), starts, ends, None if told == last.date() else last.date()


def _said(cleaned: dict[str, Any]) -> tuple[date, str, str, date | None]:
    return cleaned["day"], cleaned["starts"], cleaned["ends"], cleaned.get("ends_day")


def _unseen(form: _AboutSession, rows: Iterable[MustAttend]) -> list[Wanted]:
    """Those who must attend and whom the form does not offer."""
    delegations = set(keys_of(form.fields["delegations"].queryset))  # type: ignore[attr-defined]
    people = {pk for _label, group in form.fields["delegates"].choices for pk, _name in group}  # type: ignore[attr-defined]
    return [
        Wanted(row.delegation, row.delegate)
        for row in rows
        if (row.delegate_id not in people if row.delegate_id else row.delegation_id not in delegations)
    ]
