"""What people fill in about reports: what is handed in, and what reading got wrong."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import DayOrMonthField, Words, limit_to_what_is_seen
from secretariat.archive.models import SourceKind
from secretariat.archive.queries import REPORTS
from secretariat.conference.models import Conference
from secretariat.delegations.models import DelegateRole, Occasion
from secretariat.dossier.models import DraftKind, Stance, Topic
from secretariat.dossier.queries.drafting import POINT, POSITION
from secretariat.meetings.models import MeetingKind, Verb
from secretariat.parties.models import Party
from secretariat.preparation.models import ChallengeKind

LONGEST_PASTE = 200_000
EMPTY_ROWS, MOST_ROWS = 1, 40
QUALIFIERS = (
    ("", "–"),
    ("about", _("about")),
    ("more than", _("more than")),
    ("less than", _("less than")),
    ("up to", _("up to")),
)


class ReadReportForm(forms.Form):
    """A report: pasted, or as a file."""

    text = forms.CharField(
        label=_("Text of the report"),
        required=False,
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 12}),
        help_text=_("Paste the page as it is; menus and comment boxes are left out when it is read."),
    )
    upload = forms.FileField(
        label=_("Or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(sorted(REPORTS))}),
        help_text=_(".txt, .html, .pdf, .docx or .eml. Nothing in it is run and nothing is fetched."),
    )
    keep_anyway = forms.BooleanField(
        label=_("Keep the file as a source even if it cannot be read"), required=False, initial=True
    )

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["published"] = DayOrMonthField(
            _("Date of publication, if the report does not carry it"),
            help_text=_("Dates such as “next month” are reckoned from it; without it they are left open."),
        )
        limit_to_what_is_seen(self, user, conference)
        self.fields["sensitivity"].label = _("The facts that are accepted are for")
        self.order_fields(["text", "upload", "published", "sensitivity", "keep_anyway"])

    def clean(self) -> dict[str, Any]:
        """One report at a time."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("text") and not cleaned.get("upload") and not self.errors:
            self.add_error("text", _("Paste a text or choose a file."))
        if cleaned.get("text") and cleaned.get("upload"):
            self.add_error("upload", _("Paste a text or choose a file, not both."))
        return cleaned


class ReadAgainForm(forms.Form):
    """The date that a report did not carry."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["published"] = DayOrMonthField(_("Date of publication"), required=True)


class MendForm(forms.Form):
    """The fields of one draft."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: str, draft: Mapping[str, Any], needs: "Needs", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.needs = kind, needs
        self.lists: dict[str, list[Any]] = {}
        for name, label, what in FIELDS[DraftKind(kind)]:
            _ADD[what](self, name, label, draft.get(name))

    @property
    def changes(self) -> dict[str, Any]:
        """The fields as a draft keeps them."""
        return {name: self._value(name, what) for name, _label, what in FIELDS[DraftKind(self.kind)]}

    def rows(self, name: str) -> Iterable[int]:
        """The numbers of the rows of a list: those there are, those sent, and an empty one."""
        sent = [int(found[1]) for found in map(_row_of(name).match, self.data) if found]
        present = len(self.lists.get(name, []))
        return range(min(max([present + EMPTY_ROWS, *(number + 1 for number in sent)]), MOST_ROWS))

    def _value(self, name: str, what: str) -> Any:
        if what == "parties":
            return [code for number in self.rows(name) if (code := self.cleaned_data.get(f"{name}-{number}"))]
        if what in _PARTS:
            first, *_others = _PARTS[what]
            found = []
            for number in self.rows(name):
                row = {part: self.cleaned_data.get(f"{name}-{number}-{part}") or "" for part in _PARTS[what]}
                if row[first]:
                    found.append(row)
            return found
        given = self.cleaned_data.get(name)
        if what == "lines":
            return [line for line in (" ".join(each.split()) for each in str(given or "").splitlines()) if line]
        if what == "meeting":
            return int(given) if given not in (None, "") else None
        if what == "yes":
            return bool(given)
        return "" if given is None else str(given)


def _row_of(name: str) -> re.Pattern[str]:
    """How the fields of a list's rows are called: no more rows than two digits count."""
    return re.compile(rf"{name}-([0-9]{{1,2}})(?:-|$)", re.ASCII)


class Needs:
    """What the fields of drafts choose from: the parties of the register, the topics, the meetings of the report."""

    def __init__(self, conference: Conference, language: str, meetings: Iterable[tuple[int, str]] = ()) -> None:
        parties = Party.objects.in_protocol_order(language)
        self.parties = [("", "–"), *((party.code, str(party.name)) for party in parties)]
        self.topics = [str(topic.name) for topic in Topic.objects.filter(conference=conference)]
        self.meetings = [("", "–"), *((str(number), name) for number, name in meetings)]


def _line(form: MendForm, name: str, label: Any, present: Any) -> None:
    form.fields[name] = forms.CharField(
        label=label, required=False, max_length=1000, widget=forms.TextInput(attrs={"dir": "auto"}), initial=present
    )


def _text(form: MendForm, name: str, label: Any, present: Any) -> None:
    form.fields[name] = forms.CharField(
        label=label,
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 4}),
        initial=present,
    )


def _lines(form: MendForm, name: str, label: Any, present: Any) -> None:
    _text(form, name, label, "\n".join(present or []))
    form.fields[name].help_text = _("One a line.")


def _date(form: MendForm, name: str, label: Any, present: Any) -> None:
    form.fields[name] = DayOrMonthField(label, initial=present)


def _party(form: MendForm, name: str, label: Any, present: Any) -> None:
    form.fields[name] = forms.ChoiceField(label=label, choices=form.needs.parties, required=False, initial=present)


def _parties(form: MendForm, name: str, label: Any, present: Any) -> None:
    form.lists[name] = list(present or [])
    for number in form.rows(name):
        code = form.lists[name][number] if number < len(form.lists[name]) else ""
        _party(form, f"{name}-{number}", _numbered(label, number), code)


def _rows_of(what: str) -> Any:
    def add(form: MendForm, name: str, _label: Any, present: Any) -> None:
        rows = list(present or [])
        form.lists[name] = rows
        for number in form.rows(name):
            row = rows[number] if number < len(rows) else {}
            for part, part_label in _PARTS[what].items():
                add_part = _party if part in {"party", "country"} else _date if part == "stop_date" else _line
                add_part(form, f"{name}-{number}-{part}", _numbered(part_label, number), row.get(part, ""))

    return add


def _choice(choices: Any) -> Any:
    def add(form: MendForm, name: str, label: Any, present: Any) -> None:
        form.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False, initial=present)

    return add


def _meeting(form: MendForm, name: str, label: Any, present: Any) -> None:
    initial = "" if present is None else str(present)
    form.fields[name] = forms.ChoiceField(label=label, choices=form.needs.meetings, required=False, initial=initial)


def _topic(form: MendForm, name: str, label: Any, present: Any) -> None:
    _line(form, name, label, present)
    form.fields[name].widget.attrs["list"] = "topics"
    form.fields[name].help_text = _("A topic that is there, or a new one.")


def _yes(form: MendForm, name: str, label: Any, present: Any) -> None:
    form.fields[name] = forms.BooleanField(label=label, required=False, initial=bool(present))


def _language(form: MendForm, name: str, label: Any, present: Any) -> None:
    six = [("", "–"), *settings.LANGUAGES]
    other = [] if present in {code for code, _name in six} else [(present, present)]
    _choice([*six, *other])(form, name, label, present)


def _numbered(label: Words, number: int) -> str:
    return f"{label} {number + 1}" if number else str(label)


_PARTS: Mapping[str, Mapping[str, Words]] = {
    "visitors": {"party": _("Visiting party"), "head": _("Head"), "head_capacity": _("Capacity of the head")},
    "stops": {"country": _("Stop"), "city": _("City"), "stop_date": _("Date"), "met": _("Whom the head met")},
}
_NO_STANCE = [("", _("Not stated")), *Stance.choices]
_BECOMES = [(POINT, _("A point of the meeting")), (POSITION, _("A position on a topic"))]
# What is chosen from a list, by what is filled in.
CHOICES: Mapping[str, Any] = {
    "source kind": SourceKind.choices,
    "meeting kind": MeetingKind.choices,
    "occasion": Occasion.choices,
    "role": DelegateRole.choices,
    "verb": Verb.choices,
    "becomes": _BECOMES,
    "stance": _NO_STANCE,
    "challenge kind": ChallengeKind.choices,
    "qualifier": QUALIFIERS,
}
_ADD: Mapping[str, Any] = {
    "line": _line,
    "text": _text,
    "lines": _lines,
    "date": _date,
    "party": _party,
    "parties": _parties,
    "visitors": _rows_of("visitors"),
    "stops": _rows_of("stops"),
    "meeting": _meeting,
    "topic": _topic,
    "yes": _yes,
    "language": _language,
    **{what: _choice(choices) for what, choices in CHOICES.items()},
}
# The fields of each kind of draft: name, label, and what is filled in.
FIELDS: Mapping[DraftKind, tuple[tuple[str, Words, str], ...]] = {
    DraftKind.SOURCE: (
        ("kind", _("Kind"), "source kind"),
        ("title", _("Title"), "line"),
        ("publisher", _("Publisher"), "line"),
        ("byline", _("Byline"), "line"),
        ("published_date", _("Date of publication"), "date"),
        ("language", _("Language"), "language"),
        ("url", _("Web address"), "line"),
    ),
    DraftKind.CONFERENCE: (
        ("city", _("City"), "line"),
        ("country", _("Country"), "party"),
        ("held_date", _("Date"), "date"),
        ("words", _("In the words of the report"), "line"),
    ),
    DraftKind.DELEGATION: (
        ("party", _("Party"), "party"),
        ("occasion", _("Occasion"), "occasion"),
        ("bodies", _("Bodies"), "lines"),
    ),
    DraftKind.DELEGATE: (
        ("party", _("Party"), "party"),
        ("occasion", _("Occasion"), "occasion"),
        ("name", _("Name"), "line"),
        ("honorific", _("Honorific"), "line"),
        ("role", _("Role"), "role"),
        ("capacity", _("Capacity"), "line"),
        ("body", _("Body"), "line"),
    ),
    DraftKind.MEETING: (
        ("title", _("Title"), "line"),
        ("kind", _("Kind"), "meeting kind"),
        ("held_date", _("Held on"), "date"),
        ("city", _("City"), "line"),
        ("country", _("Country"), "party"),
        ("host", _("Host"), "party"),
        ("host_person", _("Person who received"), "line"),
        ("host_capacity", _("Capacity of that person"), "line"),
        ("visitors", _("Visitors"), "visitors"),
        ("subject", _("Subject"), "text"),
    ),
    DraftKind.MISSION: (
        ("party", _("Party"), "party"),
        ("head", _("Head"), "line"),
        ("head_capacity", _("Capacity of the head"), "line"),
        ("purpose", _("Purpose"), "text"),
        ("from_date", _("From"), "date"),
        ("stops", _("Stops"), "stops"),
        ("reports_back", _("Its results were told at the meeting of this report"), "yes"),
    ),
    DraftKind.STATEMENT: (
        ("becomes", _("Becomes"), "becomes"),
        ("meeting", _("Meeting"), "meeting"),
        ("speakers", _("By"), "parties"),
        ("person", _("Person who said it"), "line"),
        ("verb", _("Verb"), "verb"),
        ("text", _("Text"), "text"),
        ("topic", _("Topic"), "topic"),
        ("stance", _("For or against"), "stance"),
    ),
    DraftKind.CHALLENGE: (
        ("kind", _("Kind"), "challenge kind"),
        ("text", _("Text"), "text"),
        ("said_by", _("Said by"), "parties"),
        ("done_by", _("Said to be done by"), "parties"),
        ("done_to", _("Said to be done to"), "parties"),
    ),
    DraftKind.INITIATIVE: (
        ("party", _("Party"), "party"),
        ("text", _("Text"), "text"),
    ),
    DraftKind.FIGURE: (
        ("value", _("Value"), "line"),
        ("unit", _("Unit"), "line"),
        ("qualifier", _("Qualifier"), "qualifier"),
        ("counts", _("What it counts"), "line"),
        ("place", _("Place"), "line"),
        ("as_of", _("As of"), "date"),
    ),
}
