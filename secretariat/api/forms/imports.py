"""What people fill in about a file that is brought in: the file, its columns, and single cells."""

from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import User
from secretariat.api.models import ImportFormat
from secretariat.api.permissions import may_bring_in
from secretariat.api.queries.drafted import BY_LANGUAGE, Unreadable
from secretariat.api.queries.imports.headings import FAMILY, GIVEN, SOURCE_ID, choices_of
from secretariat.api.queries.imports.kinds import KINDS, Kind
from secretariat.api.queries.imports.reading import looked_into
from secretariat.api.queries.imports.tables import Columns
from secretariat.api.queries.imports.words import unreadable_in_words
from secretariat.archive.forms.facts import limit_to_what_is_seen
from secretariat.conference.models import Conference
from secretariat.engines.tables import Table, letters_of
from secretariat.parties.models import Party
from secretariat.parties.queries import recognise
from secretariat.ui.templatetags.ui import own_name

ACCEPTED = ".json,.xml,.ics,.vcf,.csv,.tsv,.txt,.xlsx"
_FIRST = 3


class PrepareForm(forms.Form):
    """A file of another program, and how it is to be read."""

    file = forms.FileField(label=_("File"), widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}))
    format = forms.ChoiceField(
        label=_("Format"),
        required=False,
        choices=[("", _("Found by its content")), *ImportFormat.choices],
    )
    language = forms.ChoiceField(
        label=_("Texts are written in"), required=False, help_text=_("For texts of which the file does not say it.")
    )
    zone = forms.ChoiceField(
        label=_("Times are those of"), required=False, help_text=_("For times of which the file does not say it.")
    )

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conference = conference
        spoken, zone = self.fields["language"], self.fields["zone"]
        spoken.choices = [(code, own_name(code)) for code in conference.languages]  # type: ignore[attr-defined]
        spoken.initial = conference.original_language
        zone.choices = [(name, name) for name in sorted(available_timezones())]  # type: ignore[attr-defined]
        zone.initial = conference.time_zone
        limit_to_what_is_seen(self, user, conference)
        self.fields["sensitivity"].label = _("What is new is kept for")

    def clean(self) -> dict[str, Any]:
        """The bytes of the file, and its format if it can be told."""
        cleaned: dict[str, Any] = super().clean() or {}
        upload = cleaned.get("file")
        if upload is None:
            return cleaned
        if upload.size > settings.UPLOAD_LIMIT:
            sentence = _now("This file is larger than %(size)s.")
            self.add_error("file", sentence % {"size": filesizeformat(settings.UPLOAD_LIMIT)})
            return cleaned
        cleaned["content"] = upload.read()
        try:
            cleaned["format"] = looked_into(upload.name, cleaned["content"], cleaned.get("format", ""))
        except Unreadable as error:
            self.add_error("file", unreadable_in_words(error))
            return cleaned
        if not cleaned["format"]:
            self.add_error("format", _now("From what this file was written is not known. Choose its format."))
        return cleaned

    @property
    def chosen(self) -> dict[str, Any]:
        """How the file is to be read, as an import keeps it."""
        return {
            "zone": self.cleaned_data["zone"] or self.conference.time_zone,
            "language": self.cleaned_data["language"] or self.conference.original_language,
            "sensitivity": self.cleaned_data["sensitivity"],
        }


class MatchColumnsForm(forms.Form):
    """What each row of a table is, and what its columns hold."""

    kind = forms.ChoiceField(label=_("Each row is"))
    headed = forms.BooleanField(label=_("The first line says what stands in which column"), required=False)

    def __init__(self, *args: Any, table: Table, proposed: Columns, kinds: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.width = len(proposed.columns)
        self.fields["kind"].choices = [(name, KIND_OF_ROW[name]) for name in kinds]  # type: ignore[attr-defined]
        self.fields["kind"].initial, self.fields["headed"].initial = proposed.kind, proposed.is_headed
        kind = self.data.get("kind") if self.is_bound else proposed.kind
        known = KINDS.get(str(kind)) or KINDS[proposed.kind]
        choices = [("", _("is left out")), *((name, label_of(known, name)) for name in choices_of(known.name))]
        for column, cell in enumerate(proposed.columns):
            self.fields[f"column_{column}"] = forms.ChoiceField(
                label=_label(table, column), choices=choices, required=False, initial=cell
            )

    def clean(self) -> dict[str, Any]:
        """Something is matched, and nothing twice."""
        cleaned: dict[str, Any] = super().clean() or {}
        said = [name for name in self._cells(cleaned) if name]
        if not said:
            self.add_error(None, _now("Match at least one column."))
        if len(said) > len(set(said)):
            self.add_error(None, _now("Two columns are said to be the same."))
        return cleaned

    @property
    def columns(self) -> Columns:
        """What was matched."""
        cleaned = self.cleaned_data
        return Columns(cleaned["kind"], tuple(self._cells(cleaned)), cleaned["headed"])

    def _cells(self, cleaned: Mapping[str, Any]) -> list[str]:
        return [cleaned.get(f"column_{column}", "") for column in range(self.width)]


class MeansForm(forms.Form):
    """Which party an affiliation means: chosen of those that are near, or written."""

    said = forms.CharField(max_length=300)
    party = forms.CharField(max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """The party of the register that is meant."""
        cleaned: dict[str, Any] = super().clean() or {}
        words = cleaned.get("party", "")
        # A list of the browser writes "LB – Lebanon".
        found = recognise(words) or recognise("")
        party = found[0].party if found else None
        party = party or Party.objects.filter(code__iexact=words.partition(" – ")[0].strip()).first()
        if party is None:
            self.add_error("party", _now("The register of parties knows no “%(said)s”.") % {"said": words})
        cleaned["meant"] = party
        return cleaned


KIND_OF_ROW = {
    "delegate": pgettext_lazy("row of a table", "a delegate"),
    "session": pgettext_lazy("row of a table", "a session"),
    "room": pgettext_lazy("row of a table", "a room"),
    "item": pgettext_lazy("row of a table", "an agenda item"),
}
_BESIDE = {
    SOURCE_ID: _("Its number in the other program"),
    GIVEN: _("Given name"),
    FAMILY: _("Family name"),
}


def kinds_for(user: User, conference: Conference) -> list[str]:
    """What this person may bring in."""
    return [kind for kind in KIND_OF_ROW if may_bring_in(user, conference.pk, {kind})]


def label_of(kind: Kind, name: str) -> Any:
    """What a cell is called, or what stands beside the cells."""
    return _BESIDE[name] if name in _BESIDE else kind.cells[name].label


def value_in(data: Mapping[str, Any], kind: str, cell: str) -> Any:
    """What somebody wrote into a cell; a text by language has an input for each."""
    if data.get("step") == "as in file":
        return None
    if cell in BY_LANGUAGE[kind]:
        return {name.removeprefix("value_"): data[name] for name in data if name.startswith("value_")}
    return data.get("value", "")


def _label(table: Table, column: int) -> str:
    cells = [row.cells[column] for row in table.rows if column < len(row.cells) and row.cells[column]]
    said = " · ".join(cell[:30] for cell in cells[:_FIRST])
    return f"{letters_of(column)}: {said}" if said else letters_of(column)
