"""What people fill in about challenges and how they are assessed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import CitingForm, DayOrMonthField, day_field, limit_to_what_is_seen, said_field
from secretariat.conference.models import Conference
from secretariat.preparation.actions import ASSESSMENT_FIELDS, CHALLENGE_FIELDS, Parts
from secretariat.preparation.forms.parts import ask_who_is_in_charge, parties, required_text
from secretariat.preparation.models import Assessment, Challenge, ChallengeKind, ChallengePart, ChallengeState
from secretariat.preparation.queries import IMPACTS, LIKELIHOODS
from secretariat.ui.revising import RevisingForm, remember_what_was_seen

ASKED_OF_A_CHALLENGE = ("kind", "text", "said_by", "done_by", "done_to", "said_date", "sensitivity")
ASKED_OF_AN_ASSESSMENT = ASSESSMENT_FIELDS


class RaiseChallengeForm(CitingForm):
    """A new challenge, with the sources that speak of it."""

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        _ask_about_the_challenge(self, user, conference, language)

    @property
    def details(self) -> dict[str, Any]:
        """The claim itself."""
        return _details(self)

    @property
    def parts(self) -> Parts:
        """The parties in it."""
        return _parts(self)


class ReviseChallengeForm(RevisingForm):
    """What is kept of a challenge."""

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_about_the_challenge(self, user, conference, language)
        remember_what_was_seen(self)

    @property
    def details(self) -> dict[str, Any]:
        """The claim itself."""
        return _details(self)

    @property
    def parts(self) -> Parts:
        """The parties in it."""
        return _parts(self)


class AssessForm(CitingForm):
    """How likely and how grave a challenge is held to be, what is done, by whom."""

    def __init__(
        self, *args: Any, user: User, conference: Conference, today: date, language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        self.fields["made_date"] = day_field(_("Assessed on"), latest=today, required=True)
        self.fields["state"] = forms.ChoiceField(label=_("State"), choices=ChallengeState.choices)
        self.fields["likelihood"] = _step(_("Likelihood"), LIKELIHOODS)
        self.fields["impact"] = _step(_("Impact"), IMPACTS)
        self.fields["response"] = said_field(_("Response"), conference.languages, long=True)
        self.fields["response"].help_text = _("What the secretariat does about it.")
        ask_who_is_in_charge(self, conference, language)
        limit_to_what_is_seen(self, user, conference)
        self.order_fields(ASKED_OF_AN_ASSESSMENT)

    @property
    def details(self) -> dict[str, Any]:
        """The assessment itself, without its sources."""
        return {name: self.cleaned_data[name] for name in ASSESSMENT_FIELDS}


def what_is_said_of_challenge(challenge: Challenge) -> dict[str, Any]:
    """A challenge as its form shows it."""
    said: dict[str, Any] = {name: getattr(challenge, name) for name in CHALLENGE_FIELDS}
    role = ChallengePart.Part
    for name, part in (("said_by", role.SAID_BY), ("done_by", role.DONE_BY), ("done_to", role.DONE_TO)):
        said[name] = sorted(each.party_id for each in challenge.parts.all() if each.part == part)
    return {**said, "version": challenge.version}


def what_was_assessed(challenge: Challenge, present: Assessment | None, today: date) -> dict[str, Any]:
    """The assessment that holds now as the form for the next one shows it, dated today."""
    said: dict[str, Any] = {"made_date": today, "sensitivity": challenge.sensitivity}
    if present is not None:
        said |= {name: getattr(present, name) for name in ASSESSMENT_FIELDS if name not in {"made_date", "sensitivity"}}
        said |= {"owner": present.owner_id, "owner_party": present.owner_party_id}
    return said


def _ask_about_the_challenge(form: forms.Form, user: User, conference: Conference, language: str) -> None:
    kinds = [("", "–"), *ChallengeKind.choices]
    form.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=kinds)
    form.fields["text"] = required_text(_("What is claimed"), conference, long=True)
    form.fields["said_by"] = parties(_("Said by"), language)
    form.fields["said_by"].help_text = _("Whose claim it is; others may say the contrary.")
    form.fields["done_by"] = parties(_("Said to be done by"), language)
    form.fields["done_to"] = parties(_("Said to be done to"), language)
    form.fields["said_date"] = DayOrMonthField(_("Said on"))
    limit_to_what_is_seen(form, user, conference)
    form.order_fields(ASKED_OF_A_CHALLENGE)


def _step(label: str | Promise, words: Mapping[int, str | Promise]) -> forms.TypedChoiceField:
    steps = [("", _("not assessed")), *((step, _Numbered(step, said)) for step, said in words.items())]
    return forms.TypedChoiceField(label=label, choices=steps, coerce=int, empty_value=None, required=False)  # type: ignore[arg-type]


class _Numbered:
    """A step of a scale in the language of the moment in which it is shown: "3 – Possible"."""

    def __init__(self, step: int, words: str | Promise) -> None:
        self._step, self._words = step, words

    def __str__(self) -> str:
        return f"{self._step} – {self._words}"


def _details(form: forms.Form) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in CHALLENGE_FIELDS}


def _parts(form: forms.Form) -> Parts:
    return Parts(**{name: tuple(form.cleaned_data[name]) for name in ("said_by", "done_by", "done_to")})
