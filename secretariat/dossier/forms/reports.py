"""What people fill in about reports: what is handed in, and what reading got wrong."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import DayOrMonthField, Words, limit_to_what_is_seen
from secretariat.archive.queries import REPORTS
from secretariat.conference.models import Conference
from secretariat.dossier.models import DraftKind, Topic
from secretariat.dossier.queries.mending import CHOICES, FIELDS, MOST_ROWS, PARTS
from secretariat.parties.models import Party

LONGEST_PASTE = 200_000
EMPTY_ROWS = 1


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
        if what in PARTS:
            first, *_others = PARTS[what]
            found = []
            for number in self.rows(name):
                row = {part: self.cleaned_data.get(f"{name}-{number}-{part}") or "" for part in PARTS[what]}
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
            for part, part_label in PARTS[what].items():
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
