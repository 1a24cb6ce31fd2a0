"""What people fill in about initiatives and obstacles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import CitingForm, DayOrMonthField, limit_to_what_is_seen, said_field
from secretariat.conference.models import Conference
from secretariat.dossier.actions import INITIATIVE_FIELDS, OBSTACLE_FIELDS
from secretariat.dossier.models import Initiative, InitiativeState, Obstacle, ObstacleKind
from secretariat.figures.models import Place
from secretariat.figures.queries.areas import areas_of_return
from secretariat.parties.models import Party
from secretariat.ui.revising import RevisingForm, remember_what_was_seen

CLAIMANTS = "claimants"
AREAS = "areas"
OBSTACLE_ORDER = ("kind", "text", CLAIMANTS, AREAS, *OBSTACLE_FIELDS[2:])


class InitiativeForm(CitingForm):
    """What a party proposes, and the sources that say so."""

    field_order = INITIATIVE_FIELDS

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        _ask_what_is_proposed(self, user, conference, language)
        self.order_fields(INITIATIVE_FIELDS)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the initiative itself."""
        return {name: self.cleaned_data[name] for name in INITIATIVE_FIELDS}


class ReviseInitiativeForm(RevisingForm):
    """What is kept of an initiative, with a note of what this person saw."""

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_what_is_proposed(self, user, conference, language)
        self.order_fields(INITIATIVE_FIELDS)
        remember_what_was_seen(self)


class ObstacleForm(CitingForm):
    """What is said to keep people from returning, by whom, and the sources that say so."""

    field_order = OBSTACLE_ORDER

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        _ask_what_is_in_the_way(self, user, conference, language)
        self.order_fields(OBSTACLE_ORDER)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the obstacle itself."""
        return {name: self.cleaned_data[name] for name in OBSTACLE_FIELDS}

    @property
    def claimants(self) -> list[Party]:
        """Who says so."""
        return list(self.cleaned_data[CLAIMANTS])

    @property
    def areas(self) -> list[Place]:
        """The areas of return in which it is said to be."""
        return list(self.cleaned_data[AREAS])


class ReviseObstacleForm(RevisingForm):
    """What is kept of an obstacle, with a note of what this person saw."""

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_what_is_in_the_way(self, user, conference, language)
        self.order_fields(OBSTACLE_ORDER)
        remember_what_was_seen(self)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the obstacle itself."""
        return {name: self.cleaned_data[name] for name in OBSTACLE_FIELDS}

    @property
    def claimants(self) -> list[Party]:
        """Who says so."""
        return list(self.cleaned_data[CLAIMANTS])

    @property
    def areas(self) -> list[Place]:
        """The areas of return in which it is said to be."""
        return list(self.cleaned_data[AREAS])


def what_is_said_of_initiative(initiative: Initiative) -> dict[str, Any]:
    """An initiative as its form shows it."""
    said = {name: getattr(initiative, name) for name in INITIATIVE_FIELDS}
    return {**said, "party": initiative.party_id, "version": initiative.version}


def what_is_said_of_obstacle(obstacle: Obstacle) -> dict[str, Any]:
    """An obstacle as its form shows it."""
    said = {name: getattr(obstacle, name) for name in OBSTACLE_FIELDS}
    claimants = [each.party_id for each in obstacle.claimants.all()]
    areas = [each.place_id for each in obstacle.places.all()]
    return {**said, CLAIMANTS: claimants, AREAS: areas, "version": obstacle.version}


def _ask_what_is_proposed(form: forms.Form, user: User, conference: Conference, language: str) -> None:
    form.fields["party"] = forms.ModelChoiceField(label=_("Party"), queryset=Party.objects.in_protocol_order(language))
    form.fields["text"] = said_field(_("What is proposed"), conference.languages, long=True)
    form.fields["said_date"] = DayOrMonthField(_("Said on"))
    form.fields["state"] = forms.ChoiceField(
        label=_("State"), choices=InitiativeState.choices, initial=InitiativeState.PROPOSED
    )
    limit_to_what_is_seen(form, user, conference)


def _ask_what_is_in_the_way(form: forms.Form, user: User, conference: Conference, language: str) -> None:
    form.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=ObstacleKind.choices)
    form.fields["text"] = said_field(_("Text"), conference.languages, long=True)
    form.fields[CLAIMANTS] = forms.ModelMultipleChoiceField(
        label=_("Who says so"), queryset=Party.objects.in_protocol_order(language), required=False
    )
    form.fields[CLAIMANTS].help_text = _("Hold Ctrl or Cmd to choose several.")
    form.fields[AREAS] = forms.ModelMultipleChoiceField(
        label=_("Areas of return"), queryset=areas_of_return(conference), required=False
    )
    form.fields[AREAS].help_text = _("It then stands on the page of each of them. Hold Ctrl or Cmd to choose several.")
    form.fields["area"] = said_field(_("Area, in the words of the source"), conference.languages)
    form.fields["groups"] = said_field(_("People it concerns"), conference.languages)
    form.fields["since_date"] = DayOrMonthField(_("Since"))
    form.fields["said_date"] = DayOrMonthField(_("Said on"))
    limit_to_what_is_seen(form, user, conference)
