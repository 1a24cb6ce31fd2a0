"""What people fill in to name a delegation by a list: a pasted text or a file, and what stands in which column."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import Sensitivity, User
from secretariat.archive.forms.facts import limit_to_what_is_seen
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from secretariat.delegations.permissions import DESK
from secretariat.delegations.queries.headings import FIELDS, columns_of, has_headings
from secretariat.delegations.queries.roster import MARKS, Entered
from secretariat.delegations.queries.table_words import why_unreadable
from secretariat.engines import tables
from secretariat.engines.tables import Table, Unreadable
from secretariat.ui.templatetags.ui import own_name

LONGEST_LIST = 600_000
# As far as the numbers of a workbook's rows are kept by empty lines between them.
MOST_LINES = 2 * tables.MOST_ROWS
SEPARATORS = (
    ("", _("Found by itself")),
    ("tab", _("Tabs")),
    ("semicolon", _("Semicolons")),
    ("comma", _("Commas")),
    ("none", _("Nothing: one name a line")),
)


class RosterForm(forms.Form):
    """A list of nominees, pasted or as a file."""

    upload = forms.FileField(
        label=_("A file: XLSX or CSV"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )
    pasted = forms.CharField(
        label=_("Or the list itself, a person a line"),
        required=False,
        strip=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 12, "spellcheck": "false", "wrap": "off"}),
        help_text=_(
            "Pasted from a spreadsheet, or one name a line. The first line may say what stands in which column."
        ),
    )
    separator = forms.ChoiceField(label=_("Cells are parted by"), choices=SEPARATORS, required=False)
    language = forms.ChoiceField(label=_("Capacities and bodies are written in"), required=False)

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs: dict[str, Any] = {"user": user, "conference": conference, "language": language}
        self._usual = language if language in conference.languages else conference.languages[0]
        spoken = self.fields["language"]
        spoken.choices = [(code, own_name(code)) for code in conference.languages]  # type: ignore[attr-defined]
        spoken.initial = self._usual
        # For whom people are kept is the secretariat's to say.
        if user.works_on(DESK, conference.pk):
            limit_to_what_is_seen(self, user, conference)
            self.fields["sensitivity"].label = _("Those who are new are kept for")

    def clean_language(self) -> str:
        """The language that was chosen, or the reader's."""
        return self.cleaned_data["language"] or self._usual

    def clean(self) -> dict[str, Any]:
        """The list as a table, from the file if there is one."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        upload, pasted = cleaned.get("upload"), cleaned.get("pasted") or ""
        if upload is None and not pasted.strip():
            self.add_error("pasted", _("Choose a file or paste a list."))
            return cleaned
        try:
            cleaned["table"] = _read(upload, pasted, cleaned.get("separator") or "")
        except Unreadable as error:
            self.add_error("pasted" if upload is None else "upload", why_unreadable(error))
        return cleaned

    @property
    def table(self) -> Table:
        """The list that was handed in."""
        table: Table = self.cleaned_data["table"]
        return table

    @property
    def sensitivity(self) -> str:
        """For whom those who are new are kept."""
        return str(self.cleaned_data.get("sensitivity") or Sensitivity.SECRETARIAT)


class ColumnsForm(forms.Form):
    """What stands in which column of a list, and whether its first line says so."""

    def __init__(self, *args: Any, table: Table, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [row.cells for row in table.rows]
        self.found, self.is_headed = columns_of(rows), has_headings(rows)
        self.fields["headed"] = forms.BooleanField(
            label=_("The first line says what stands in which column"), required=False, initial=self.is_headed
        )
        for column, name in enumerate(self.found):
            first = next((row[column] for row in rows if column < len(row) and row[column]), "")
            label = tables.letters_of(column)
            self.fields[f"column_{column}"] = forms.ChoiceField(
                label=f"{label} – {first[:40]}" if first else label,
                choices=[("", _("is left out")), *CHOICES],
                required=False,
                initial=name,
            )

    def clean(self) -> dict[str, Any]:
        """Names stand in one column, and nothing in two."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = [name for name in self._chosen(cleaned) if name]
        if "name" not in chosen:
            self.add_error(None, _("Say in which column the names stand."))
        if len(chosen) > len(set(chosen)):
            self.add_error(None, _("Two columns are said to be the same."))
        return cleaned

    @property
    def columns(self) -> list[str]:
        """Which field stands in each column."""
        return self._chosen(self.cleaned_data)

    def _chosen(self, cleaned: dict[str, Any]) -> list[str]:
        return [cleaned.get(f"column_{column}", "") for column in range(len(self.found))]


def _label_of(name: str) -> str | Promise:
    if name == "rank":
        return pgettext_lazy("column", "Rank")
    return Delegate._meta.get_field(name).verbose_name  # type: ignore[union-attr]


CHOICES: list[tuple[str, str | Promise]] = [(name, _label_of(name)) for name in FIELDS]
LABELS = dict(CHOICES)


def as_text(table: Table) -> str:
    """The list as text to mend, each row on the line of its number; cells that were no values say so."""
    lines: list[list[str]] = []
    for row in table.rows:
        if row.number <= MOST_LINES:
            lines += [[]] * (row.number - 1 - len(lines))
        cells = [tables.cleaned(cell)[0] for cell in row.cells]
        for problem in row.problems:
            # A text that was cut has its mark at once when it is read again.
            if problem.code != "too long":
                cells[problem.column] = f"{MARKS[problem.code]} {cells[problem.column]}".strip()
        lines.append(cells)
    return tables.written(lines)


def entered_in(table: Table, columns: list[str], *, is_headed: bool) -> list[Entered]:
    """The lines of a list by field."""
    return [entered for row in table.rows[1 if is_headed else 0 :] for entered in _entered(row, columns)]


def _entered(row: tables.Row, columns: list[str]) -> Iterable[Entered]:
    wrong = {problem.column: problem.code for problem in row.problems}
    cells, places = {}, {}
    for column, name in enumerate(columns):
        if not name:
            continue
        text = row.cells[column] if column < len(row.cells) else ""
        cells[name] = f"{MARKS[wrong[column]]} {text}".strip() if column in wrong else text
        places[name] = tables.place_of(row.number, column)
    if any(cells.values()):
        yield Entered(row.number, cells, places)


def _read(upload: Any, pasted: str, separator: str) -> Table:
    if upload is None:
        return tables.read_text(pasted, separator=separator)
    if upload.size > tables.FILE_LIMIT:
        raise Unreadable("too large")
    return tables.read_file(upload.read())
