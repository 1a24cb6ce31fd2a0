"""What delegations fill in about bilateral meetings: requests, answers, and when they are there."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.delegations.models import Delegation
from secretariat.engines.folding import folded
from secretariat.meetings.actions import BILATERAL_FIELDS, HELPING_FIELDS, PROPOSED, STAY_FIELDS
from secretariat.meetings.forms.parts import entered
from secretariat.meetings.models import (
    LONGEST,
    SHORTEST,
    Bilateral,
    BilateralRank,
    BilateralState,
    PartOfDay,
    Stay,
)
from secretariat.meetings.queries import EXPIRED, Offered
from secretariat.ui.revising import RevisingForm, remember_what_was_seen
from secretariat.ui.templatetags.ui import listed
from secretariat.ui.words import OtherCodesField, split_codes, split_words

MOST_NAMED = 5
SORTS = ("asking", "asked", "rank", "state", "minutes", "since")


class DelegationNameField(forms.CharField):
    """A delegation by its name in any language, or by the code of its party; a list offers the names."""

    def __init__(self, *, offered: Sequence[Offered], names: str, **kwargs: Any) -> None:
        attrs = {"list": names, "autocomplete": "off", "dir": "auto"}
        super().__init__(max_length=300, widget=forms.TextInput(attrs=attrs), **kwargs)
        self.offered = offered

    def clean(self, value: Any) -> Delegation | None:
        """The one delegation of this name."""
        said = super().clean(value)
        if not said:
            return None
        wanted = folded(said).strip()
        found = [each for each in self.offered if wanted in each.spellings]
        found = found or [each for each in self.offered if any(wanted in known for known in each.spellings)]
        if not found:
            raise forms.ValidationError(_("No delegation that you can choose has this name."))
        if len(found) > 1:
            named = listed([str(each.name) for each in found[:MOST_NAMED]])
            raise forms.ValidationError(
                _("Several delegations are called like this: %(names)s. Write the whole name."),
                params={"names": named},
            )
        return found[0].delegation


def moment_field(label: str | Promise, *, required: bool = False, help_text: str | Promise = "") -> forms.DateTimeField:
    """A day and a time of day at the venue, asked for in the browser's own way."""
    return forms.DateTimeField(
        label=label,  # type: ignore[arg-type]
        required=required,
        help_text=help_text,  # type: ignore[arg-type]
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class _AboutBilateral(forms.Form):
    """What is asked: how much, how long, about what, when, in which languages."""

    def ask(self, kept: Iterable[str] = ()) -> None:
        """Ask about the meeting."""
        fields: dict[str, forms.Field] = {
            "topic": forms.CharField(label=_("Topic"), max_length=500, widget=forms.TextInput(attrs={"dir": "auto"})),
            "rank": forms.ChoiceField(
                label=pgettext_lazy("bilateral meeting", "Rank"),
                choices=BilateralRank.choices,
                initial=BilateralRank.IMPORTANT,
                help_text=_("How much you want this meeting. The other delegation is not told."),
            ),
            "minutes": _length(_("Length in minutes"), initial=30),
            "window_from": moment_field(_("Not before")),
            "window_until": moment_field(_("Not after")),
            "part_of_day": forms.ChoiceField(
                label=_("Preferred"), choices=PartOfDay.choices, initial=PartOfDay.ANY, required=False
            ),
            "languages": forms.MultipleChoiceField(
                label=_("Languages to be interpreted"),
                choices=settings.LANGUAGES,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("None chosen: the two need no interpreter."),
            ),
            "other_languages": OtherCodesField(),
            "seats": forms.IntegerField(
                label=_("Seats needed"), required=False, min_value=2, max_value=10_000, help_text=_("For both sides.")
            ),
            "expires_at": moment_field(_("Answer wanted by")),
        }
        self.fields.update({name: field for name, field in fields.items() if not kept or name in set(kept)})

    def clean_part_of_day(self) -> str:
        """At any time, unless something else is wished."""
        return self.cleaned_data["part_of_day"] or PartOfDay.ANY

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the meeting."""
        said = entered(self, BILATERAL_FIELDS)
        said["languages"] = [*said["languages"], *split_words(self.cleaned_data["other_languages"])]
        return said


class RequestBilateralForm(_AboutBilateral):
    """A new request: who asks, if that is to be chosen, and who is asked."""

    def __init__(self, *args: Any, askers: Sequence[Offered], offered: Sequence[Offered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.askers, self.offered = askers, offered
        if len(askers) > 1:
            self.fields["asking"] = DelegationNameField(label=_("Asked by"), offered=askers, names="askers")
        self.fields["asked"] = DelegationNameField(
            label=_("With"),
            offered=offered,
            names="delegations",
            help_text=_("Begin to write the name of the delegation."),
        )
        self.ask()

    @property
    def asking(self) -> Delegation:
        """Who asks: the one chosen, or the only one for whom this person asks."""
        chosen: Delegation = self.cleaned_data.get("asking") or self.askers[0].delegation
        return chosen


class ReviseBilateralForm(_AboutBilateral, RevisingForm):
    """A request before it is answered; of an agreed meeting, what helps to find a time and a room."""

    def __init__(self, *args: Any, is_agreed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask((*HELPING_FIELDS, "other_languages") if is_agreed else ())
        remember_what_was_seen(self)


class AnswerForm(RevisingForm):
    """What is said to the delegation that asked."""

    answer = forms.CharField(
        label=_("Text of the answer"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 6}),
    )

    def __init__(self, *args: Any, language: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if language:
            self.fields["answer"].widget.attrs["lang"] = language


class ProposeForm(AnswerForm):
    """Another way to meet: what is left empty stays as it was asked."""

    proposed_minutes = forms.IntegerField(
        label=_("Length in minutes"), required=False, min_value=SHORTEST, max_value=LONGEST
    )
    proposed_from = moment_field(_("Not before"))
    proposed_until = moment_field(_("Not after"))
    proposed_topic = forms.CharField(
        label=_("Topic"), required=False, max_length=500, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    field_order = ("proposed_minutes", "proposed_from", "proposed_until", "proposed_topic", "answer")

    @property
    def proposal(self) -> dict[str, Any]:
        """What was proposed."""
        return entered(self, PROPOSED.values())


class StayForm(RevisingForm):
    """When a delegation arrives and leaves."""

    arrives_at = moment_field(_("Arrives"), help_text=_("When the delegation can meet others for the first time."))
    departs_at = moment_field(_("Leaves"), help_text=_("When it can no longer meet anybody."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        remember_what_was_seen(self)


class BlockTimeForm(forms.Form):
    """A time in which a delegation meets nobody."""

    starts_at = moment_field(_("From"), required=True)
    ends_at = moment_field(_("Until"), required=True)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )


class BilateralsFilter(forms.Form):
    """Which requests a list shows, and in which order."""

    q = forms.CharField(required=False, max_length=200)
    state = forms.ChoiceField(required=False, choices=[*BilateralState.choices, (EXPIRED, "")])
    rank = forms.ChoiceField(required=False, choices=BilateralRank.choices)
    delegation = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    sort = forms.ChoiceField(required=False, choices=[(key, key) for name in SORTS for key in (name, f"-{name}")])

    def chosen(self, name: str) -> Any:
        """What was asked for, if it makes sense."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""


def what_is_said_of_bilateral(bilateral: Bilateral) -> dict[str, Any]:
    """A request as its form shows it."""
    said = {name: getattr(bilateral, name) for name in (*BILATERAL_FIELDS, "version")}
    said["languages"], said["other_languages"] = split_codes(bilateral.languages)
    return said


def what_is_said_of_stay(stay: Stay | None) -> dict[str, Any]:
    """A stay as its form shows it; one that is not kept yet says nothing."""
    kept = stay or Stay(version=0)
    return {name: getattr(kept, name) for name in (*STAY_FIELDS, "version")}


def _length(label: str | Promise, *, initial: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,  # type: ignore[arg-type]
        min_value=SHORTEST,
        max_value=LONGEST,
        initial=initial,
        widget=forms.NumberInput(attrs={"list": "lengths"}),
    )
