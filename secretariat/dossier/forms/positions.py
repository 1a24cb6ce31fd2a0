"""What people fill in about topics and positions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import CitingForm, DayOrMonthField, limit_to_what_is_seen, said_field
from secretariat.conference.models import Conference
from secretariat.dossier.actions import POSITION_FIELDS
from secretariat.dossier.models import Position, Stance, Topic
from secretariat.parties.models import Party
from secretariat.ui.revising import RevisingForm, remember_what_was_seen

ORDER = ("party", "topic", "new_topic", *POSITION_FIELDS[2:])


class TopicForm(RevisingForm):
    """What a topic is called."""

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = said_field(_("Topic"), conference.languages)
        self.fields["name"].help_text = _("A few words: security, conditions of return, time of the conference.")
        self.fields["name"].show_hidden_initial = True


class PositionForm(CitingForm):
    """What a party holds on a topic, and the sources that say so."""

    field_order = ORDER

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        _ask_what_is_held(self, user, conference, language)
        self.fields["topic"].required = False
        self.fields["new_topic"] = said_field(_("Or a new topic"), conference.languages)
        self.order_fields(ORDER)

    def clean(self) -> dict[str, Any]:
        """A position is on one topic."""
        cleaned = super().clean()
        chosen, written = cleaned.get("topic"), str(cleaned.get("new_topic") or "")
        if chosen and written:
            self.add_error("new_topic", _("Choose a topic or write a new one, not both."))
        elif not chosen and not written and "topic" not in self.errors:
            self.add_error("topic", _("Choose a topic, or write a new one."))
        return cleaned

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the position itself."""
        return {name: self.cleaned_data[name] for name in ORDER}


class RevisePositionForm(RevisingForm):
    """What is kept of a position, with a note of what this person saw."""

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_what_is_held(self, user, conference, language)
        self.order_fields(ORDER)
        remember_what_was_seen(self)


def what_is_said_of_topic(topic: Topic) -> dict[str, Any]:
    """A topic as its form shows it."""
    return {"name": topic.name, "version": topic.version}


def what_is_said_of_position(position: Position) -> dict[str, Any]:
    """A position as its form shows it."""
    said = {name: getattr(position, name) for name in POSITION_FIELDS}
    return {**said, "party": position.party_id, "topic": position.topic_id, "version": position.version}


def _ask_what_is_held(form: forms.Form, user: User, conference: Conference, language: str) -> None:
    form.fields["party"] = forms.ModelChoiceField(label=_("Party"), queryset=Party.objects.in_protocol_order(language))
    form.fields["topic"] = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.filter(conference=conference)
    )
    form.fields["said_date"] = DayOrMonthField(_("Said on"))
    form.fields["said_by"] = forms.CharField(label=_("Person who said it"), required=False, max_length=500)
    form.fields["said_by"].widget.attrs["dir"] = "auto"
    stances = [("", pgettext_lazy("position", "Not stated")), *Stance.choices]
    form.fields["stance"] = forms.ChoiceField(label=_("For or against"), choices=stances, required=False)
    form.fields["stance"].help_text = _("As the party said it; what nobody said is not stated.")
    form.fields["text"] = said_field(_("Text"), conference.languages, long=True)
    limit_to_what_is_seen(form, user, conference)
