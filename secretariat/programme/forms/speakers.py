"""What people fill in at the speakers' list of a session."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from secretariat.accounts.models import User
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegate, Delegation
from secretariat.programme import permissions
from secretariat.programme.models import Intervention, InterventionKind, SpeakersList, SpeakersRule
from secretariat.ui.revising import RevisingForm, remember_what_was_seen

LONGEST = 240


class ListForm(RevisingForm):
    """The rule of a list, and the time that speakers are given."""

    rule = forms.ChoiceField(label=gettext_lazy("Order"), choices=SpeakersRule.choices)
    limit_seconds = forms.IntegerField(
        label=gettext_lazy("Seconds for a statement"), min_value=10, max_value=14_400, initial=300
    )
    reply_seconds = forms.IntegerField(
        label=gettext_lazy("Seconds for a right of reply or a point of order"),
        min_value=10,
        max_value=14_400,
        initial=120,
    )
    is_open = forms.BooleanField(
        label=gettext_lazy("Delegations may put themselves on the list"), required=False, initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        remember_what_was_seen(self)


class FloorForm(forms.Form):
    """Which delegation asks for the floor, for what, and who will speak."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("asking for the floor", "For"),
        choices=[each for each in InterventionKind.choices if each[0] != InterventionKind.REPLY],
    )

    def __init__(
        self, *args: Any, user: User, delegations: list[Delegation], speakers_list: SpeakersList, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not speakers_list.is_open and not permissions.may_revise_list(user, speakers_list):
            # A point of order may be raised at any time.
            self.fields["kind"] = forms.ChoiceField(
                label=self.fields["kind"].label,
                choices=[each for each in InterventionKind.choices if each[0] == InterventionKind.POINT_OF_ORDER],
            )
        self.order_fields(_put_who(self, user, delegations, speakers_list))


class ReplyForm(forms.Form):
    """Which delegation claims the right of reply, and to which statement."""

    def __init__(
        self,
        *args: Any,
        user: User,
        delegations: list[Delegation],
        speakers_list: SpeakersList,
        said: list[tuple[Intervention, object]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._said = {row.pk: row for row, _name in said}
        self.fields["to"] = forms.TypedChoiceField(
            label=_("In reply to"), coerce=int, choices=[(row.pk, str(name)) for row, name in said]
        )
        self.order_fields(_put_who(self, user, delegations, speakers_list))

    def clean_to(self) -> Intervention:
        """The statement that is answered."""
        return self._said[self.cleaned_data["to"]]


def what_is_said_of_list(speakers_list: SpeakersList) -> dict[str, Any]:
    """The rule of a list as its form shows it."""
    names = ("rule", "limit_seconds", "reply_seconds", "is_open", "version")
    return {name: getattr(speakers_list, name) for name in names}


def _put_who(form: forms.Form, user: User, delegations: list[Delegation], speakers_list: SpeakersList) -> list[str]:
    """Ask for the delegation by its name in this conference, and for one of its people whom the office shows."""
    names = shown_names(speakers_list.conference)
    ids = [each.pk for each in delegations]
    whose = forms.ModelChoiceField(Delegation.objects.filter(pk__in=ids), label=_("Delegation"), empty_label=None)
    whose.choices = [(each.pk, str(name_of(each.party, names))) for each in delegations]
    seen = Delegate.objects.in_office_of(user).filter(conference=speakers_list.conference, delegation_id__in=ids)
    people = seen.with_a_place().select_related("delegation__party")
    who = forms.ModelChoiceField(
        people.order_by("delegation__party__code", "name"),
        label=_("Speaker"),
        required=False,
        empty_label=_("The head of the delegation"),
    )
    label = "label_from_instance"
    setattr(who, label, lambda person: f"{name_of(person.delegation.party, names)}: {person.name}")
    form.fields["delegation"], form.fields["delegate"] = whose, who
    return ["delegation", "delegate"]
