"""What people fill in about zones, classes of badges, gates, and the rules of the door."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.archive.forms.facts import said_field
from secretariat.conference.models import Conference
from secretariat.delegations.models import Capacity, DelegateRole
from secretariat.door.models import BadgeClass, Colour, Direction, DoorRules, Gate, Zone
from secretariat.door.models.places import CODE
from secretariat.ui.revising import RevisingForm, remember_what_was_seen

MOST_PLACES = 1_000_000
LONGEST_NAME = 100


class ZoneForm(RevisingForm):
    """A zone: its name, how many it holds, and where it stands in the order."""

    places = forms.IntegerField(
        label=_("Places"), required=False, min_value=1, max_value=MOST_PLACES, help_text=_("How many may be in it.")
    )
    position = forms.IntegerField(label=_("Place in the order"), min_value=0, max_value=9_999, initial=0)

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _name(conference)
        self.order_fields(("code", "name", "places", "position"))
        remember_what_was_seen(self)


class NewZoneForm(ZoneForm):
    """A zone that is not there yet: with the code that stands on badges for good."""

    code = forms.CharField(
        label=_("Code"),
        max_length=6,
        validators=[CODE],
        help_text=_("It stands on badges and cannot be changed later: A, B, PRESS."),
    )

    @property
    def details(self) -> dict[str, Any]:
        """What was entered besides the code."""
        return {name: value for name, value in super().details.items() if name != "code"}


class ClassForm(RevisingForm):
    """A class of badges: its colour, its zones, and for whom it is meant."""

    colour = forms.ChoiceField(label=_("Colour"), choices=Colour.choices)
    zones = forms.MultipleChoiceField(label=_("Zones"), widget=forms.CheckboxSelectMultiple)
    capacities = forms.MultipleChoiceField(
        label=_("For parties invited as"),
        choices=Capacity.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None chosen: for all. Journalists count as media, whoever sends them."),
    )
    roles = forms.MultipleChoiceField(
        label=_("For delegates who are"),
        choices=DelegateRole.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None chosen: for all."),
    )
    for_overflow = forms.BooleanField(label=_("For overflow places alone"), required=False)
    position = forms.IntegerField(
        label=_("Place in the order"),
        min_value=0,
        max_value=9_999,
        initial=0,
        help_text=_("The first class that fits is given: what is for few stands before what is for many."),
    )

    def __init__(self, *args: Any, conference: Conference, zones: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _name(conference)
        self.fields["zones"].choices = list(zones)  # type: ignore[attr-defined]
        self.order_fields(("code", "name", "colour", "zones", "capacities", "roles", "for_overflow", "position"))
        remember_what_was_seen(self)


class NewClassForm(ClassForm):
    """A class that is not there yet: with the code that stands on badges for good."""

    code = forms.CharField(
        label=_("Code"),
        max_length=6,
        validators=[CODE],
        help_text=_("It stands on badges and cannot be changed later: DEL, OBS, MEDIA."),
    )

    @property
    def details(self) -> dict[str, Any]:
        """What was entered besides the code."""
        return {name: value for name, value in super().details.items() if name != "code"}


class GateForm(RevisingForm):
    """A gate: into which zone it leads, and which way people go through it."""

    zone = forms.ModelChoiceField(label=_("Zone"), queryset=Zone.objects.none())
    direction = forms.ChoiceField(label=_("Direction"), choices=Direction.choices, initial=Direction.BOTH)
    is_open = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _name(conference)
        self.fields["zone"].queryset = Zone.objects.filter(conference=conference)  # type: ignore[attr-defined]
        self.order_fields(("name", "zone", "direction", "is_open"))
        remember_what_was_seen(self)


class RulesForm(RevisingForm):
    """The rules of the door."""

    photos_at_door = forms.BooleanField(
        label=_("Devices carry the photos"),
        required=False,
        help_text=_("Whoever finds a tablet then finds the faces too; without, the door sees names alone."),
    )
    quorum = forms.IntegerField(
        label=_("Delegations needed for a quorum"), required=False, min_value=1, max_value=MOST_PLACES
    )
    snapshot_hours = forms.IntegerField(
        label=_("Hours after which what a device carries is too old"),
        min_value=1,
        max_value=720,
        initial=24,
        help_text=_("From then on the door says at every badge that somebody should look."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        remember_what_was_seen(self)


def what_is_said_of_zone(zone: Zone) -> dict[str, Any]:
    """A zone as its form shows it."""
    return {name: getattr(zone, name) for name in ("name", "places", "position", "version")}


def what_is_said_of_class(badge_class: BadgeClass) -> dict[str, Any]:
    """A class as its form shows it."""
    names = ("name", "colour", "zones", "capacities", "roles", "for_overflow", "position", "version")
    return {name: getattr(badge_class, name) for name in names}


def what_is_said_of_gate(gate: Gate) -> dict[str, Any]:
    """A gate as its form shows it."""
    return {**{name: getattr(gate, name) for name in ("name", "direction", "is_open", "version")}, "zone": gate.zone_id}


def what_the_rules_say(rules: DoorRules | None) -> dict[str, Any]:
    """The rules as their form shows them."""
    kept = rules or DoorRules()
    return {name: getattr(kept, name) for name in ("photos_at_door", "quorum", "snapshot_hours", "version")}


def _name(conference: Conference) -> Any:
    field = said_field(_("Name"), conference.languages)
    field.one_required = True
    for each in field.fields:
        each.max_length = LONGEST_NAME
    return field
