"""What people fill in about what was said at a meeting: points, minutes, follow-ups and the reports on them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import OFFICE_ROLES, User
from secretariat.archive.forms.facts import CitingForm, day_field, limit_to_what_is_seen, said_field
from secretariat.conference.models import Conference
from secretariat.meetings.actions import FOLLOW_UP_FIELDS, POINT_FIELDS, PROGRESS_FIELDS
from secretariat.meetings.forms.parts import Parties, entered, required_text
from secretariat.meetings.models import FollowUp, FollowUpState, Minutes, Point, Verb
from secretariat.parties.models import Party
from secretariat.ui.revising import RevisingForm, remember_what_was_seen

LONGEST_MINUTES = 100_000


class _AboutPoint(forms.Form):
    """The verb, by which parties, and what."""

    def ask(self, user: User, conference: Conference, sides: Iterable[Party]) -> None:
        """Ask about the point; those who met can be ticked, any other party can be chosen."""
        parties, met = Parties(conference), list(sides)
        self.fields["verb"] = forms.ChoiceField(label=_("Verb"), choices=Verb.choices)
        if met:
            self.fields["speakers"] = parties.some(_("By"), met)
        self.fields["other"] = parties.field(_("By another party"))
        self.fields["text"] = required_text(_("Text"), conference.languages)
        limit_to_what_is_seen(self, user, conference)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the point itself."""
        return entered(self, POINT_FIELDS)

    @property
    def said_by(self) -> list[Party] | None:
        """Those who made the point; nothing where the form does not ask about them."""
        if "other" not in self.fields:
            return None
        other = self.cleaned_data["other"]
        return [*self.cleaned_data.get("speakers", ()), *([other] if other else [])]


class MakePointForm(_AboutPoint, CitingForm):
    """A new point of a meeting, with the sources that tell of it."""

    def __init__(self, *args: Any, user: User, conference: Conference, sides: Iterable[Party], **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        sources = {name: self.fields.pop(name) for name in list(self.fields)}
        self.ask(user, conference, sides)
        self.fields.update(sources)


class RevisePointForm(_AboutPoint, RevisingForm):
    """What is written down of a point; of an agreed record, for whom it is kept alone."""

    def __init__(
        self,
        *args: Any,
        user: User,
        conference: Conference,
        sides: Iterable[Party],
        is_frozen: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if is_frozen:
            limit_to_what_is_seen(self, user, conference)
        else:
            self.ask(user, conference, sides)
        remember_what_was_seen(self)


class MinutesForm(RevisingForm):
    """A new version of the minutes."""

    def __init__(self, *args: Any, languages: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own_names = dict(settings.LANGUAGES)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=[(code, own_names.get(code, code)) for code in languages]
        )
        self.fields["text"] = forms.CharField(
            label=_("Text"),
            max_length=LONGEST_MINUTES,
            widget=forms.Textarea(attrs={"dir": "auto", "rows": 24}),
        )
        remember_what_was_seen(self)


class CirculateForm(RevisingForm):
    """When the minutes went out."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["circulated_date"] = day_field(_("Circulated on"), latest=today, required=True)


class AgreeForm(RevisingForm):
    """When the minutes were agreed."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed_date"] = day_field(_("Agreed on"), latest=today, required=True)


class _AboutFollowUp(forms.Form):
    """What somebody is to do, and until when."""

    def ask(self, user: User, conference: Conference) -> None:
        """Ask what is to be done, who is in charge, and when it is due."""
        members = User.objects.filter(memberships__conference=conference, memberships__role__in=OFFICE_ROLES).distinct()
        self.fields["text"] = required_text(_("What is to be done"), conference.languages)
        self.fields["owner_party"] = Parties(conference).field(_("Party in charge"))
        self.fields["owner_unit"] = said_field(_("Unit in charge"), conference.languages)
        self.fields["owner"] = forms.ModelChoiceField(
            label=_("Person in charge"), queryset=members.order_by("name", "email"), required=False
        )
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.fields["due_date"] = forms.DateField(label=_("Due on"), required=False, widget=widget)
        limit_to_what_is_seen(self, user, conference)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the follow-up itself."""
        return entered(self, FOLLOW_UP_FIELDS)


class AgreeFollowUpForm(_AboutFollowUp, CitingForm):
    """A new follow-up, with the sources that tell of it."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        sources = {name: self.fields.pop(name) for name in list(self.fields)}
        self.ask(user, conference)
        self.fields.update(sources)


class ReviseFollowUpForm(_AboutFollowUp, RevisingForm):
    """What is written down of a follow-up; once the record is agreed, what and by which party stay."""

    def __init__(self, *args: Any, user: User, conference: Conference, is_frozen: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(user, conference)
        if is_frozen:
            del self.fields["text"], self.fields["owner_party"]
        remember_what_was_seen(self)


class ProgressForm(CitingForm):
    """What was reported back on a follow-up, with the sources that tell of it."""

    def __init__(self, *args: Any, user: User, conference: Conference, today: date, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        sources = {name: self.fields.pop(name) for name in list(self.fields)}
        self.fields["said_date"] = day_field(_("Reported on"), latest=today, required=True)
        self.fields["state"] = forms.ChoiceField(label=_("State"), choices=FollowUpState.choices)
        self.fields["text"] = said_field(_("What was reported"), conference.languages, long=True)
        limit_to_what_is_seen(self, user, conference)
        self.fields.update(sources)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the report itself."""
        return entered(self, PROGRESS_FIELDS)


class FollowUpsFilter(forms.Form):
    """Which follow-ups a list shows."""

    q = forms.CharField(required=False, max_length=200)
    show = forms.ChoiceField(required=False, choices=[("late", "late"), ("closed", "closed"), ("all", "all")])
    party = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    def chosen(self, name: str) -> Any:
        """What was asked for, if it makes sense."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""


def what_is_said_of_point(point: Point, sides: Iterable[Party]) -> dict[str, Any]:
    """A point as its form shows it."""
    said: dict[str, Any] = {name: getattr(point, name) for name in POINT_FIELDS}
    met = {party.pk for party in sides}
    by = [speaker.party_id for speaker in point.speakers.all()]
    said |= {"speakers": [pk for pk in by if pk in met], "other": next((pk for pk in by if pk not in met), None)}
    return {**said, "version": point.version}


def what_is_said_of_follow_up(follow_up: FollowUp) -> dict[str, Any]:
    """A follow-up as its form shows it."""
    said: dict[str, Any] = {name: getattr(follow_up, name) for name in FOLLOW_UP_FIELDS}
    said |= {"owner_party": follow_up.owner_party_id, "owner": follow_up.owner_id}
    return {**said, "version": follow_up.version}


def what_the_minutes_say(newest: Minutes | None, text: str, language: str) -> dict[str, Any]:
    """The newest version as its form shows it, or a first text; the number notes which version was seen."""
    if newest is None:
        return {"text": text, "language": language, "version": 0}
    return {"text": newest.text, "language": newest.language, "version": newest.number}
