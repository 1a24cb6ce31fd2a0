"""A list of nominees, judged cell by cell before anything is written: what is new, what changes, what cannot be."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import User
from secretariat.audit.action import plain
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import (
    Change,
    ChangeState,
    Delegate,
    DelegateRole,
    Delegation,
    Rank,
)
from secretariat.delegations.permissions import may_change_at_once
from secretariat.delegations.queries.accreditation import Places, places_of
from secretariat.delegations.queries.alike import Sounds, most_alike, spellings_of
from secretariat.delegations.queries.changes import differing, kept_of
from secretariat.delegations.queries.headings import languages_called, rank_called, role_called
from secretariat.engines.folding import folded
from secretariat.engines.tables import cleaned
from secretariat.ui.templatetags.ui import own_name

NEW, CHANGED, ASKED, SAME, WRONG = "new", "changed", "asked", "same", "wrong"
LONGEST = {"name": 200, "original_name": 200, "honorific": 100, "capacity": 500, "body": 500, "mail": 254}
BY_LANGUAGE = ("capacity", "body")
# A cell that was no value in its workbook says so in the text that is mended, until somebody writes one.
MARKS = {"formula": "⟦formula⟧", "merged": "⟦merged⟧", "error value": "⟦error⟧", "too long": "⟦too long⟧"}


@dataclass(frozen=True)
class Entered:
    """A line of a list as it was handed in: its number, and by field the text of each cell and its place."""

    number: int
    cells: Mapping[str, str]
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Cell:
    """A cell that was looked at: what it says, what it was, and what there is to say of it."""

    text: str
    state: str = SAME
    was: str = ""
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass
class Line:
    """A line that was looked at: whom it speaks of, what would be written, and what there is to say of the whole."""

    number: int
    cells: dict[str, Cell]
    delegate: Delegate | None = None
    details: dict[str, Any] = field(default_factory=dict)
    state: str = SAME
    is_overflow: bool = False
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Whom the line speaks of."""
        return self.cells["name"].text if "name" in self.cells else ""

    @property
    def said(self) -> list[str]:
        """Everything that is wrong with it."""
        return [*(error for cell in self.cells.values() for error in cell.errors), *self.errors]

    @property
    def is_noted(self) -> bool:
        """Whether somebody should look at it before it is written."""
        return bool(self.said or self.warnings or any(cell.warnings for cell in self.cells.values()))


@dataclass(frozen=True)
class Roster:
    """A list that was looked at, and the places as they would be after it."""

    lines: list[Line]
    places: Places

    def of(self, state: str) -> list[Line]:
        """The lines of one state."""
        return [line for line in self.lines if line.state == state]


def judge(delegation: Delegation, actor: User, entered: Iterable[Entered], *, language: str) -> Roster:
    """Look at each line as it would be written now, one after the other; nothing is written.

    ``language`` is the one in which capacities and bodies are written.
    """
    return _Judge(delegation, actor, language).judged(entered)


class _Judge:
    """Knows the delegation as it is, and remembers what the lines before would make of it."""

    def __init__(self, delegation: Delegation, actor: User, language: str) -> None:
        self.delegation, self.actor, self.language = delegation, actor, language
        self.people = list(Delegate.objects.filter(delegation=delegation).order_by("pk"))
        self.seen = set(Delegate.objects.in_office_of(actor).filter(delegation=delegation).values_list("pk", flat=True))
        self.by_name = _by_name(self.people)
        self.places = places_of(delegation)
        self.taken: dict[str, int] = {}
        heads = (each for each in self.people if each.role == DelegateRole.HEAD and each.has_place)
        self.head: Delegate | Line | None = next(heads, None)
        waiting = Change.objects.filter(delegate__delegation=delegation, state=ChangeState.WAITING)
        self.asked = {change.delegate_id: change.wanted for change in waiting}
        self.others: dict[int, Delegate] = {}
        self.sounds = Sounds()

    def judged(self, entered: Iterable[Entered]) -> Roster:
        lines = [_line(each) for each in entered]
        for line in lines:
            self._find(line)
        self._hear(lines)
        # Whoever is head now and something else in the list makes room for another, wherever they stand in it.
        for line in sorted(lines, key=lambda line: line.delegate is None or line.delegate is not self.head):
            self._judge(line)
        return Roster(lines, self.places)

    def _find(self, line: Line) -> None:
        """Whom the line speaks of, by any spelling; a name stands in a list once."""
        key = folded(line.name)
        if "name" in line.cells and line.cells["name"].errors:
            return
        if not key or "name" not in line.cells:
            line.errors.append(_("There is no name."))
            return
        line.delegate = self.by_name.get(key)
        known = self.taken.setdefault(f"={line.delegate.pk}" if line.delegate else key, line.number)
        if known != line.number:
            line.errors.append(_("This person stands in line %(number)s already.") % {"number": known})

    def _hear(self, lines: list[Line]) -> None:
        """Listen for people of this conference whose names sound like those that are new."""
        if all(line.delegate is not None or line.errors for line in lines):
            return
        rows = Delegate.objects.in_office_of(self.actor).filter(
            conference=self.delegation.conference_id, delegation__occasion=self.delegation.occasion
        )
        for person in rows.select_related("party").only("name", "original_name", "spellings", "party", "state"):
            if person.has_place:
                self.others[person.pk] = person
                self.sounds.add(person.pk, spellings_of(person))

    def _judge(self, line: Line) -> None:
        if line.delegate is not None and line.delegate.pk not in self.seen:
            line.delegate = None
            line.errors.append(_("Somebody of this name is named in this delegation already."))
        elif line.delegate is not None and not line.delegate.has_place:
            state = line.delegate.get_state_display()
            sentence = _("Is named already, and has no place any more: %(state)s. Nominate again on their page.")
            line.errors.append(sentence % {"state": state})
        for name, cell in line.cells.items():
            _READ.get(name, _read_text)(self, line, name, cell)
        self._judge_head(line)
        if line.delegate is None and not line.said:
            self._judge_new(line)
        if line.said:
            line.state = WRONG
        elif line.delegate is None:
            line.state = NEW
        elif line.details:
            self._judge_change(line, line.delegate)

    def _judge_head(self, line: Line) -> None:
        if line.details.get("role") != DelegateRole.HEAD or line.said:
            return
        if self.head is None or self.head is line.delegate:
            self.head = line
        elif isinstance(self.head, Line):
            sentence = _("Line %(number)s names the head already.") % {"number": self.head.number}
            line.cells["role"].errors.append(sentence)
        else:
            name = self.head.name if self.head.pk in self.seen else _("Somebody")
            line.cells["role"].errors.append(_("%(name)s heads this delegation already.") % {"name": name})

    def _judge_new(self, line: Line) -> None:
        if not self.places.has_main_place and not self.places.has_overflow_place:
            line.errors.append(_("No place is left: %(places)s.") % {"places": self.places})
            return
        line.is_overflow = not self.places.has_main_place
        if line.is_overflow:
            line.warnings.append(_("Takes an overflow place."))
        self.places = self.places.with_one_more(is_overflow=line.is_overflow)
        names = shown_names(self.delegation.conference) if self.others else {}
        spellings = [line.details[name] for name in ("name", "original_name") if line.details.get(name)]
        alike = most_alike(self.sounds.near(spellings))
        for pk in sorted(alike, key=lambda each: -alike[each].score)[:3]:
            other = self.others[pk]
            said = {"name": other.name, "party": name_of(other.party, names)}
            line.warnings.append(_("May be %(name)s (%(party)s), who is named already.") % said)

    def _judge_change(self, line: Line, delegate: Delegate) -> None:
        if may_change_at_once(self.actor, delegate):
            line.state = CHANGED
            if delegate is self.head and line.details.get("role"):
                self.head = None
            return
        wanted = {name: plain(value) for name, value in line.details.items()}
        if not differing({**kept_of(delegate), **self.asked.get(delegate.pk, {})}, wanted):
            line.warnings.append(_("Is asked for already, and waits for an officer."))
            return
        line.state = ASKED
        line.warnings.append(_("Is accredited: the change waits for an officer."))


def in_words(name: str, value: Any) -> str:
    """The value of a field as a list shows it."""
    if name == "role":
        return str(DelegateRole(value).label) if value else ""
    if name == "rank":
        return str(Rank(value).label) if value else ""
    return ", ".join(own_name(code) for code in value) if name == "languages" else str(value)


def _by_name(people: list[Delegate]) -> dict[str, Delegate]:
    """Whom each spelling means; the name itself before other spellings, those who have a place before those who do
    not.
    """
    found: dict[str, Delegate] = {}
    in_order = sorted(people, key=lambda each: not each.has_place)
    for spelled in (lambda each: [each.name], spellings_of):
        for person in in_order:
            for name in spelled(person):
                found.setdefault(folded(name), person)
    return found


def _line(entered: Entered) -> Line:
    line = Line(entered.number, {})
    for name, text in entered.cells.items():
        said, had_hidden = cleaned(text)
        cell = line.cells[name] = Cell(said)
        if had_hidden:
            cell.warnings.append(_("Hidden characters were taken out."))
        place = entered.places.get(name, "")
        for code, mark in MARKS.items():
            if mark in said:
                cell.errors.append(_SENTENCES[code](place))
        if len(said) > LONGEST.get(name, 500) and not cell.errors:
            sentence = _("Longer than %(most)s characters.")
            cell.errors.append(sentence % {"most": LONGEST.get(name, 500)})
    return line


_SENTENCES = {
    "formula": lambda place: _("%(place)s holds a formula. Write the value.") % {"place": place},
    "merged": lambda place: _("%(place)s is merged with other cells. Write each cell.") % {"place": place},
    "error value": lambda place: _("%(place)s holds an error of the spreadsheet.") % {"place": place},
    "too long": lambda place: _("%(place)s holds too much text.") % {"place": place},
}


def _read_name(judge: _Judge, line: Line, name: str, cell: Cell) -> None:
    del judge
    known = line.delegate
    if known is not None:
        if known.name != cell.text:
            cell.warnings.append(_("Is kept as %(name)s.") % {"name": known.name})
        return
    cell.state = NEW
    line.details[name] = cell.text
    if "@" in cell.text:
        cell.warnings.append(_("Looks like a mail address."))
    if len(cell.text) == 1:
        cell.warnings.append(_("Is one letter long."))
    if any(unicodedata.category(char) == "So" for char in cell.text):
        cell.warnings.append(_("Holds signs that are no letters."))


def _read_text(judge: _Judge, line: Line, name: str, cell: Cell) -> None:
    del judge
    _take(line, name, cell, cell.text, getattr(line.delegate, name, ""))


def _read_mail(judge: _Judge, line: Line, name: str, cell: Cell) -> None:
    if cell.text and not cell.errors:
        try:
            validate_email(cell.text)
        except ValidationError:
            cell.errors.append(_("Is no mail address."))
            return
    _read_text(judge, line, name, cell)


def _read_role(judge: _Judge, line: Line, name: str, cell: Cell) -> None:
    del judge
    role = role_called(cell.text)
    if cell.text and not role and not cell.errors:
        kept = line.delegate.role if line.delegate else DelegateRole.MEMBER
        cell.warnings.append(_("Is no role here. Kept: %(role)s.") % {"role": DelegateRole(kept).label})
    _take(line, name, cell, role, line.delegate.role if line.delegate else "")


def _read_rank(judge: _Judge, line: Line, name: str, cell: Cell) -> None:
    del judge
    rank = rank_called(cell.text)
    if cell.text and not rank and not cell.errors:
        cell.warnings.append(_("Is no rank here, and is left out."))
    _take(line, name, cell, rank, line.delegate.rank if line.delegate else "")


def _read_languages(judge: _Judge, line: Line, name: str, cell: Cell) -> None:
    del judge
    codes, unknown = languages_called(cell.text)
    if unknown and not cell.errors:
        cell.warnings.append(_("Left out: %(what)s.") % {"what": ", ".join(unknown)})
    kept = line.delegate.languages if line.delegate else []
    # The first of a person's languages is the one they are written to in; the order of the others says nothing.
    is_same = codes[:1] == list(kept)[:1] and set(codes) == set(kept)
    _take(line, name, cell, kept if is_same else codes, kept)


def _read_by_language(judge: _Judge, line: Line, name: str, cell: Cell) -> None:
    kept = getattr(line.delegate, name, None)
    data = getattr(kept, "data", kept) or {}
    said = dict(data) if isinstance(data, dict) else {"en": str(data)}
    was = said.get(judge.language, "")
    _take(line, name, cell, cell.text, was)
    if name in line.details:
        line.details[name] = LazyI18nString({**said, judge.language: cell.text})


_READ: dict[str, Any] = {
    "name": _read_name,
    "mail": _read_mail,
    "role": _read_role,
    "rank": _read_rank,
    "languages": _read_languages,
    **dict.fromkeys(BY_LANGUAGE, _read_by_language),
}


def _take(line: Line, name: str, cell: Cell, value: Any, kept: Any) -> None:
    """Note what would be written; an empty cell leaves what is there."""
    if cell.errors or not value or value == kept:
        return
    line.details[name] = value
    cell.state = CHANGED if kept else NEW
    cell.was = in_words(name, kept) if kept else ""
