"""What people fill in to convene a conference, to say what it is for, and where it meets."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField

from secretariat.accounts.models import Sensitivity, User
from secretariat.archive.actions import Cited
from secretariat.archive.models import Source
from secretariat.conference.models import Conference, Objective, Room, ShownName
from secretariat.engines.conferencefile.limits import SLUG
from secretariat.parties.models import Party
from secretariat.ui.languages import LineInLanguages, TextInLanguages
from secretariat.ui.revising import RevisingForm
from secretariat.ui.words import OtherCodesField, WordsField, joined_words, split_codes, split_words


def _said(label: object, languages: Iterable[str], *, long: bool = False, **details: Any) -> I18nFormField:
    """A field that is kept in each of these languages."""
    widget = TextInLanguages if long else LineInLanguages
    details.setdefault("max_length", 4000 if long else 500)
    return I18nFormField(label=label, widget=widget, locales=list(languages), show_hidden_initial=True, **details)


def _day(label: object) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, show_hidden_initial=True)  # type: ignore[arg-type]


class ConferenceForm(RevisingForm):
    """What is said of a conference."""

    acronym = forms.CharField(label=_("Acronym"), max_length=80, required=False, show_hidden_initial=True)
    host = forms.ModelChoiceField(label=_("Host"), queryset=Party.objects.none(), show_hidden_initial=True)
    co_organisers = forms.ModelMultipleChoiceField(
        label=_("Co-organisers"), queryset=Party.objects.none(), required=False, show_hidden_initial=True
    )
    country = forms.ModelChoiceField(
        label=_("Country"), queryset=Party.objects.none(), required=False, show_hidden_initial=True
    )
    time_zone = forms.CharField(
        label=_("Time zone"),
        help_text=_("The zone in which the days of the conference are counted, for example Asia/Damascus."),
        max_length=60,
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "dir": "ltr"}),
        show_hidden_initial=True,
    )
    start_date = _day(_("First day"))
    end_date = _day(_("Last day"))
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        show_hidden_initial=True,
    )
    original_language = forms.ChoiceField(
        label=_("Original language"), choices=settings.LANGUAGES, show_hidden_initial=True
    )
    state = forms.ChoiceField(label=_("State"), choices=Conference.State.choices, show_hidden_initial=True)
    is_public = forms.BooleanField(label=_("Shown on the public site"), required=False, show_hidden_initial=True)

    field_order = (
        "slug",
        "title",
        "acronym",
        "subject",
        "host",
        "co_organisers",
        "venue",
        "city",
        "country",
        "time_zone",
        "start_date",
        "end_date",
        "languages",
        "original_language",
        "state",
        "is_public",
    )

    def __init__(self, *args: Any, languages: Iterable[str], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = list(languages)
        self.fields["title"] = _said(_("Title"), spoken)
        self.fields["subject"] = _said(_("Subject"), spoken, long=True, required=False)
        self.fields["venue"] = _said(_("Venue"), spoken, required=False)
        self.fields["city"] = _said(_("City"), spoken, required=False)
        parties = Party.objects.in_protocol_order(language)
        self.fields["host"].queryset = self.fields["co_organisers"].queryset = parties  # type: ignore[attr-defined]
        self.fields["country"].queryset = parties.states()  # type: ignore[attr-defined]
        self.order_fields(self.field_order)

    @property
    def zones(self) -> list[str]:
        """Names of time zones to choose from."""
        return sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))


class ConveneForm(ConferenceForm):
    """A new conference: what is said of it, and its address."""

    slug = forms.SlugField(
        label=_("Web address"),
        help_text=_("Small letters, digits and hyphens, for example damascus-2020. It does not change later."),
        max_length=60,
        validators=[RegexValidator(SLUG, _("Only small letters, digits and single hyphens may stand here."))],
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )


class ObjectiveForm(RevisingForm):
    """The wording of an objective or expected result, and for whom it is."""

    sensitivity = forms.ChoiceField(
        label=_("For whom"), choices=Sensitivity.choices, initial=Sensitivity.PUBLIC, show_hidden_initial=True
    )
    field_order = ("kind", "text", "sensitivity", "source", "passage")

    def __init__(self, *args: Any, languages: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = _said(_("Text"), languages, long=True)
        self.order_fields(self.field_order)


class StateObjectiveForm(ObjectiveForm):
    """A new objective or expected result, with the source that says it."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Objective.Kind.choices)
    source = forms.ModelChoiceField(
        label=_("Source"),
        queryset=Source.objects.none(),
        required=False,
        help_text=_("Who says so. Without a source it is listed among what needs a second look."),
    )
    passage = forms.CharField(
        label=_("Passage"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"dir": "auto"}),
        help_text=_("The words of the source, in its own language."),
    )

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, languages=conference.languages, **kwargs)
        sources = Source.objects.in_office_of(user).filter(conference=conference)
        self.fields["source"].queryset = sources.order_by("publisher", "published_date", "id")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A passage belongs to a source."""
        cleaned = super().clean()
        if cleaned.get("passage") and not cleaned.get("source"):
            self.add_error("source", _("Say from which source this passage is."))
        return cleaned

    @property
    def cited(self) -> list[Cited]:
        """The source as it is to be cited."""
        source = self.cleaned_data["source"]
        return [Cited(source, self.cleaned_data["passage"])] if source is not None else []


class RoomForm(RevisingForm):
    """A room of the venue: whom it holds, what is in it, and what it is used for."""

    seats = forms.IntegerField(
        label=_("Seats"),
        required=False,
        min_value=1,
        max_value=100_000,
        show_hidden_initial=True,
        help_text=_("Left empty, nobody knows."),
    )
    tables = forms.IntegerField(
        label=_("Tables for bilateral meetings"),
        required=False,
        min_value=0,
        max_value=1_000,
        initial=0,
        show_hidden_initial=True,
        help_text=_("How many bilateral meetings are held in it at once; none in a room of sessions alone."),
    )
    booths = forms.IntegerField(
        label=_("Interpretation booths"), min_value=0, max_value=50, initial=0, show_hidden_initial=True
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of the booths"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        show_hidden_initial=True,
        help_text=_("None chosen: the booths can be used for any language."),
    )
    other_languages = OtherCodesField(show_hidden_initial=True)
    equipment = WordsField(
        label=_("Equipment"),
        show_hidden_initial=True,
        help_text=_("With commas between: projector, hearing loop, video link."),
    )
    position = forms.IntegerField(
        label=_("Place in the order"),
        required=False,
        min_value=0,
        max_value=9_999,
        initial=0,
        show_hidden_initial=True,
        help_text=_("Rooms stand in this order in the timetable."),
    )
    field_order = ("name", "seats", "tables", "booths", "languages", "other_languages", "equipment", "position")

    def __init__(self, *args: Any, languages: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _said(_("Name"), languages, max_length=100)
        self.order_fields(self.field_order)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered, as a room keeps it."""
        said = super().details
        said["languages"] = [*said["languages"], *split_words(said.pop("other_languages"))]
        said["equipment"] = split_words(said["equipment"])
        return {**said, "tables": said["tables"] or 0, "position": said["position"] or 0}


class ShownNameForm(RevisingForm):
    """What the conference calls a party, and where it stands in the order."""

    party = forms.ModelChoiceField(label=_("Party"), queryset=Party.objects.none())
    position = forms.IntegerField(
        label=_("Place in the order"),
        required=False,
        min_value=1,
        max_value=9_999,
        show_hidden_initial=True,
        help_text=_("Parties with a place stand first, in this order; all others follow the alphabet."),
    )
    field_order = ("party", "name", "position")

    def __init__(self, *args: Any, languages: Iterable[str], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = Party.objects.in_protocol_order(language)  # type: ignore[attr-defined]
        self.fields["name"] = _said(
            _("Name shown"), languages, required=False, help_text=_("Left empty, the name of the register is shown.")
        )
        self.order_fields(self.field_order)


def what_is_said_of(conference: Conference) -> dict[str, Any]:
    """A conference as its form shows it."""
    names = ("title", "acronym", "subject", "host", "venue", "city", "country", "time_zone", "start_date", "end_date")
    more = ("original_language", "languages", "state", "is_public")
    said = {name: getattr(conference, name) for name in (*names, *more)}
    said["co_organisers"] = [each.party_id for each in conference.co_organisers.all()]
    return {**said, "version": conference.version}


def what_is_said_of_objective(objective: Objective) -> dict[str, Any]:
    """An objective as its form shows it."""
    return {"text": objective.text, "sensitivity": objective.sensitivity, "version": objective.version}


def what_is_said_of_shown_name(shown: ShownName) -> dict[str, Any]:
    """A shown name as its form shows it."""
    return {"party": shown.party_id, "name": shown.name, "position": shown.position, "version": shown.version}


def what_is_said_of_room(room: Room) -> dict[str, Any]:
    """A room as its form shows it."""
    names = ("name", "seats", "tables", "booths", "position", "version")
    known, others = split_codes(room.languages)
    said: dict[str, Any] = {name: getattr(room, name) for name in names}
    return {**said, "languages": known, "other_languages": others, "equipment": joined_words(room.equipment)}
