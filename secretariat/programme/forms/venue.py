"""What people fill in about the venue: ways between rooms, closed rooms, who is kept apart, and what clashes do."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import User
from secretariat.conference.models import Conference, Room
from secretariat.delegations.models import Delegation
from secretariat.engines.scheduling.clashes import RULES
from secretariat.programme.forms.parts import People, moment_field, room_field
from secretariat.programme.queries.clash_words import DOES, WHAT
from secretariat.programme.queries.clashing import CODES
from secretariat.ui.revising import RevisingForm, remember_what_was_seen


class PairRoomsForm(forms.Form):
    """How two rooms lie to each other."""

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms = list(Room.objects.filter(conference=conference))
        self.fields["one"] = room_field(_("Room"), rooms, empty="–", required=True)
        self.fields["other"] = room_field(_("Other room"), rooms, empty="–", required=True)
        self.fields["minutes"] = forms.IntegerField(
            label=_("Minutes between them"), min_value=0, max_value=600, initial=0
        )
        self.fields["is_adjacent"] = forms.BooleanField(label=_("Side by side"), required=False)


class CloseRoomForm(forms.Form):
    """A time in which a room cannot be used."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_at"] = moment_field(_("From"))
        self.fields["ends_at"] = moment_field(_("Until"))
        self.fields["reason"] = forms.CharField(label=_("Reason"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("starts_at"), cleaned.get("ends_at")
        if first and last and last <= first:
            self.add_error("ends_at", _("It ends before it begins."))
        return cleaned


class KeepApartForm(forms.Form):
    """Two delegations that are kept apart."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = People(user, conference)
        self.fields["one"] = people.delegation(_("Delegation"))
        self.fields["other"] = people.delegation(_("Other delegation"))

    @property
    def pair(self) -> dict[str, Delegation]:
        """The two."""
        return {name: self.cleaned_data[name] for name in ("one", "other")}


class ClashRulesForm(RevisingForm):
    """What each kind of clash does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in CODES:
            usual = pgettext_lazy("what a clash does", "As usual: %(level)s")
            choices: list[tuple[str, str | Promise]] = [("", usual % {"level": DOES[RULES[code]]})]
            self.fields[code] = forms.ChoiceField(
                label=str(WHAT[code]), choices=[*choices, *DOES.items()], required=False
            )
        remember_what_was_seen(self)

    @property
    def levels(self) -> dict[str, str]:
        """Those kinds for which something else than usual was chosen."""
        return {code: self.cleaned_data[code] for code in CODES if self.cleaned_data.get(code)}
