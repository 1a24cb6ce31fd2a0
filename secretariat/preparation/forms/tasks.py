"""What people fill in about tasks and whole plans."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import limit_to_what_is_seen, said_field
from secretariat.conference.models import Conference
from secretariat.preparation.forms.parts import any_day, ask_who_is_in_charge, required_text
from secretariat.preparation.models import Task
from secretariat.preparation.queries import Column, column_of, templates
from secretariat.ui.revising import Difference, RevisingForm, remember_what_was_seen

ASKED_OF_A_TASK = (
    "title",
    "details",
    "start_date",
    "due_date",
    "owner",
    "owner_party",
    "owner_unit",
    "needs",
    "sensitivity",
)


class TaskForm(RevisingForm):
    """A task: what is to be done, by when, by whom, and what must be done before it."""

    def __init__(
        self,
        *args: Any,
        user: User,
        conference: Conference,
        others: QuerySet[Task],
        language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = required_text(_("What is to be done"), conference)
        self.fields["details"] = said_field(_("Details"), conference.languages, long=True)
        self.fields["start_date"] = any_day(_("Begins on"))
        self.fields["due_date"] = any_day(_("Due on"))
        ask_who_is_in_charge(self, conference, language)
        self.fields["needs"] = forms.ModelMultipleChoiceField(
            label=_("Needs first"),
            queryset=others,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("What must be done before this can be."),
        )
        if not others.exists():
            del self.fields["needs"]
        limit_to_what_is_seen(self, user, conference)
        self.order_fields(ASKED_OF_A_TASK)
        remember_what_was_seen(self)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the task itself."""
        return {name: value for name, value in super().details.items() if name != "needs"}

    @property
    def needs(self) -> list[Task]:
        """What must be done before it."""
        return list(self.cleaned_data.get("needs") or ())


class MoveForm(RevisingForm):
    """Where a task is to go, and why, if it is held up."""

    to = forms.ChoiceField(label=_("State"), choices=Column.choices)
    # Where it stood when this person opened the page: what is chosen beside it is no note of that.
    seen = forms.ChoiceField(widget=forms.HiddenInput, choices=Column.choices, required=False)
    back = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"] = said_field(_("Held up because"), conference.languages, long=True)
        self.fields["because"].help_text = _("Only where it is held up: what it waits for.")
        self.fields["because"].show_hidden_initial = True

    def differences(self, now: Mapping[str, Any]) -> list[Difference]:
        """What somebody else changed: the state before all."""
        names = {str(key): str(label) for key, label in Column.choices}
        seen, present = self.cleaned_data.get("seen", ""), str(now["seen"])
        words = [names.get(key, "") for key in (seen, present, self.cleaned_data.get("to", ""))]
        moved = [Difference(str(self.fields["to"].label), *words)] if seen != present else []
        return [*moved, *super().differences(now)]


class ShiftForm(forms.Form):
    """By how many days tasks are to be shifted."""

    days = forms.IntegerField(label=_("Days"), min_value=-3660, max_value=3660)


class LayTemplateForm(forms.Form):
    """Which plan of the house to lay."""

    template = forms.ChoiceField(label=_("Template"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = templates()
        self.fields["template"].choices = [(key, each.title) for key, each in known.items()]  # type: ignore[attr-defined]
        self.initial.setdefault("template", next(iter(known), ""))


class LayPlanOfForm(forms.Form):
    """The plan of which conference to copy."""

    other = forms.ModelChoiceField(label=_("Conference"), queryset=Conference.objects.none())

    def __init__(self, *args: Any, conferences: QuerySet[Conference], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = conferences  # type: ignore[attr-defined]


def what_is_said_of_task(task: Task, seen: QuerySet[Task]) -> dict[str, Any]:
    """A task as its form shows it, with those of its needs that this person sees."""
    names = [name for name in ASKED_OF_A_TASK if name not in {"needs", "owner", "owner_party"}]
    said = {name: getattr(task, name) for name in names}
    needs = list(task.needs.filter(needs__in=seen).order_by("needs").values_list("needs", flat=True))
    return {
        **said,
        "owner": task.owner_id,
        "owner_party": task.owner_party_id,
        "needs": needs,
        "version": task.version,
    }


def where_a_task_stands(task: Task) -> dict[str, Any]:
    """A task as the form that moves it shows it."""
    column = column_of(task)
    return {"to": column, "seen": column, "because": task.blocked_because, "version": task.version}
