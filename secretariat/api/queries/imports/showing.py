"""An import as its page shows it: each cell with what it was, what it would be, and what there is to say of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import User
from secretariat.api.models import Import, ImportRow, ImportState, Verdict
from secretariat.api.permissions import may_see_import
from secretariat.api.queries.drafted import ERROR, LeftOut
from secretariat.api.queries.imports.affiliations import Affiliations
from secretariat.api.queries.imports.kinds import KINDS, Cell, by_language
from secretariat.api.queries.imports.values import said_anything
from secretariat.api.queries.imports.words import finding_in_words, left_out_in_words
from secretariat.conference.models import Conference, Room
from secretariat.delegations.models import DelegateRole, Rank
from secretariat.parties.models import Party
from secretariat.programme.models import Session, SessionKind
from secretariat.ui.templatetags.ui import day, listed, moment, own_name

ROWS_ON_A_PAGE = 50
LONGEST_SHOWN = 300
MOST_AFFILIATIONS = 30
CHOICES: Mapping[str, Any] = {"kind": SessionKind, "role": DelegateRole, "rank": Rank}
WARNED, SKIPPED = "warning", "skipped"
FILTERS: dict[str, str | Promise] = {
    Verdict.ERROR: Verdict.ERROR.label,
    WARNED: gettext_lazy("To be looked at"),
    Verdict.NEW: Verdict.NEW.label,
    Verdict.CHANGED: Verdict.CHANGED.label,
    Verdict.SAME: Verdict.SAME.label,
    SKIPPED: pgettext_lazy("import", "Left out"),
}


@dataclass(frozen=True)
class ShownCell:
    """One cell: how it stands (new, changed, same, kept, wrong), in words, with what it was and what is to say."""

    name: str
    label: str
    state: str
    text: str
    old: str = ""
    in_file: str = ""
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    is_corrected: bool = False


@dataclass(frozen=True)
class ShownRow:
    """One row with its cells."""

    row: ImportRow
    label: str
    cells: list[ShownCell]
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass
class Names:
    """What the rows of the house and of the file are called, that cells name."""

    rooms: Mapping[int, str] = field(default_factory=dict)
    sessions: Mapping[int, str] = field(default_factory=dict)
    in_file: Mapping[int, str] = field(default_factory=dict)
    by_source: Mapping[str, str] = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)


def imports_of(conference: Conference, user: User) -> list[Import]:
    """The imports of a conference that this person may see, the newest first."""
    found = Import.objects.in_office_of(user).filter(conference=conference).defer("content")
    return [batch for batch in found.select_related("entered_by", "conference")[:200] if may_see_import(user, batch)]


def filtered(batch: Import, kind: str, verdict: str) -> "QuerySet[ImportRow]":
    """The rows of an import of a kind and of a verdict, or all."""
    rows = batch.rows.all()
    if kind in KINDS:
        rows = rows.filter(kind=kind)
    if verdict == SKIPPED:
        return rows.filter(is_skipped=True)
    if verdict == WARNED:
        return rows.filter(~Q(findings={}), is_skipped=False).exclude(verdict=Verdict.ERROR)
    return rows.filter(verdict=verdict, is_skipped=False) if verdict in Verdict.values else rows


def tallies(batch: Import, kind: str = "") -> dict[str, int]:
    """How many rows there are of each filter."""
    counted: Counter[str] = Counter()
    for name, tally in batch.counts.get("rows", {}).items():
        if kind in {"", name}:
            counted.update({WARNED if word == "warned" else word: number for word, number in tally.items()})
    return {name: counted[name] for name in FILTERS}


def shown_rows(batch: Import, rows: Iterable[ImportRow]) -> list[ShownRow]:
    """Rows of a page in words. A handful of queries."""
    given = list(rows)
    names = names_for(batch, given)
    zone = zone_of(batch)
    return [_shown(row, names, zone) for row in given]


def columns_of(rows: Sequence[ShownRow]) -> list[tuple[str, str]]:
    """The cells of which anything is said in these rows, all of one kind, each with its label."""
    said = {cell.name for each in rows for cell in each.cells if cell.state != "empty"}
    return [(cell.name, cell.label) for cell in rows[0].cells if cell.name in said] if rows else []


def affiliations_without_party(batch: Import) -> list[dict[str, Any]]:
    """Affiliations that mean no party yet: how many rows have each, and the parties that are near. Four queries."""
    found: Counter[str] = Counter()
    rows = batch.rows.filter(kind="delegate", verdict=Verdict.ERROR, is_skipped=False)
    for findings in rows.order_by("position").values_list("findings", flat=True):
        for _level, code, said in findings.get("party", ()):
            if code == "unknown party":
                found[said["said"]] += 1
    if not found:
        return []
    register = Affiliations(batch.conference)
    return [
        {"said": said, "count": count, "near": [register.parties[pk] for pk in register.near(said)]}
        for said, count in found.most_common(MOST_AFFILIATIONS)
    ]


def left_out_of(batch: Import) -> list[str]:
    """What the file holds and the house has no place for, in words."""
    return [left_out_in_words(LeftOut(code, count, example)) for code, count, example in batch.left_out]


def problems_of(batch: Import) -> list[str]:
    """What there is to say of the file as a whole."""
    return [finding_in_words(code, said) for _level, code, said in batch.chosen.get("problems", [])]


def sum_of(batch: Import) -> str:
    """What an import is about, in words: so many rooms, so many people."""
    rows = batch.counts.get("rows", {})
    counted = {kind: sum(number for word, number in tally.items() if word != "warned") for kind, tally in rows.items()}
    return listed(str(KINDS[kind].counted % {"count": number}) for kind, number in counted.items() if kind in KINDS)


def is_open(batch: Import) -> bool:
    """Whether it may still be corrected."""
    return batch.state in {ImportState.COLUMNS, ImportState.PREVIEW}


def zone_of(batch: Import) -> ZoneInfo:
    """The zone in which times are entered."""
    return ZoneInfo(batch.chosen.get("zone") or batch.conference.time_zone)


def names_for(batch: Import, rows: Iterable[ImportRow]) -> Names:
    """What the cells of these rows name. Five queries at most."""
    given = list(rows)
    said = [value for row in given for value in _references(row)]
    raw = {str(row.cells.get(name)) for row in given for name in ("room", "session") if row.cells.get(name)}
    positions = {_number(value) for value in said if value[:1] == "@"}
    numbers = {_number(value) for value in said if value[:1] == "#"}
    in_file = batch.rows.filter(Q(position__in=positions) | Q(source_id__in=raw), kind__in=["room", "session"])
    named = [(row.position, row.source_id, _title(row)) for row in in_file]
    codes = {row.after.get("party") for row in given if row.after.get("party")}
    rooms = Room.objects.filter(conference=batch.conference_id, pk__in=numbers)
    sessions = Session.objects.filter(conference=batch.conference_id, pk__in=numbers)
    return Names(
        rooms={room.pk: str(room.name) for room in rooms},
        sessions={session.pk: str(session.title) for session in sessions},
        in_file={position: title for position, _source, title in named},
        by_source={source: title for _position, source, title in named if source},
        parties={party.code: str(party.name) for party in Party.objects.filter(code__in=codes)},
    )


def in_words(name: str, cell: Cell, value: Any, names: Names) -> str:
    """A value that was read, as people read it."""
    if not said_anything(value):
        return ""
    if cell.form in {"room", "session"}:
        return _reference(cell.form, str(value), names)
    return str(_WORDS.get(cell.form, str)(_named(name, value, names)))


def as_entered(cell: Cell, raw: Any, names: Names, zone: ZoneInfo) -> str:
    """What the file says, as somebody would enter it; of a text by language, what one of them says."""
    if cell.form == "texts":
        return str(LazyI18nString(dict(raw))) if isinstance(raw, Mapping) else str(raw or "")
    if cell.form == "list" and isinstance(raw, list):
        return ", ".join(map(str, raw))
    if cell.form in {"room", "session"}:
        return names.by_source.get(str(raw), str(raw or ""))
    if isinstance(raw, bool):
        return _("Yes") if raw else _("No")
    said = "" if raw is None else str(raw)
    return _on_the_clock(said, zone) if cell.form == "moment" and "T" in said else said


def _on_the_clock(said: str, zone: ZoneInfo) -> str:
    try:
        return f"{datetime.fromisoformat(said).astimezone(zone):%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return said


def _shown(row: ImportRow, names: Names, zone: ZoneInfo) -> ShownRow:
    kind = KINDS[row.kind]
    cells = [_cell(row, name, cell, names, zone) for name, cell in kind.cells.items()]
    found = row.findings.get("", ())
    label = FILTERS[SKIPPED] if row.is_skipped else Verdict(row.verdict).label
    return ShownRow(row, str(label), cells, _sentences(found, is_error=True), _sentences(found, is_error=False))


def _cell(row: ImportRow, name: str, cell: Cell, names: Names, zone: ZoneInfo) -> ShownCell:
    raw = row.corrected.get(name, row.cells.get(name))
    found = row.findings.get(name, ())
    in_file = _short(as_entered(cell, row.cells.get(name), names, zone))
    said = in_words(name, cell, row.after.get(name), names)
    errors = _sentences(found, is_error=True)
    is_kept = any(code == "changed here" for _level, code, _said in found)
    state = _state(row, name, has_text=bool(said or said_anything(raw) or found))
    return ShownCell(
        name=name,
        label=str(cell.label),
        state="wrong" if errors else "kept" if is_kept else state,
        text=_short(said or as_entered(cell, raw, names, zone)),
        old=_short(in_words(name, cell, row.old[name], names)) if name in row.old else "",
        in_file=in_file,
        errors=errors,
        warnings=_sentences(found, is_error=False),
        is_corrected=name in row.corrected,
    )


def _state(row: ImportRow, name: str, *, has_text: bool) -> str:
    if not has_text:
        return "empty"
    if name in row.old:
        return "changed"
    return "same" if row.thing_id else "new"


def _sentences(found: Iterable[Any], *, is_error: bool) -> tuple[str, ...]:
    return tuple(finding_in_words(code, said) for level, code, said in found if (level == ERROR) == is_error)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _title(row: ImportRow) -> str:
    said = row.after.get("name" if row.kind == "room" else "title")
    return str(LazyI18nString(said)) if isinstance(said, Mapping) else row.source_id


def _references(row: ImportRow) -> Iterator[str]:
    """What its cells name by number: rows of the house (#) and of the file (@)."""
    for name, cell in KINDS[row.kind].cells.items():
        if cell.form in {"room", "session"}:
            yield from (str(value) for value in (row.after.get(name), row.old.get(name)) if value)


def _number(value: str) -> int:
    # No row has a longer one.
    return int(value[1:]) if value[1:].isdecimal() and len(value) < 20 else 0


def _reference(form: str, value: str, names: Names) -> str:
    number = _number(value)
    if value.startswith("@"):
        return names.in_file.get(number, "")
    found = (names.rooms if form == "room" else names.sessions).get(number)
    return found or names.by_source.get(value, "" if value.startswith("#") else value)


def _named(name: str, value: Any, names: Names) -> Any:
    if name == "party":
        return names.parties.get(str(value), value)
    if name in CHOICES and value in CHOICES[name].values:
        return CHOICES[name](value).label
    return value


_WORDS: Mapping[str, Any] = {
    "texts": lambda value: LazyI18nString(by_language(value)),
    "moment": lambda value: moment(datetime.fromisoformat(value)),
    "day": lambda value: day(date.fromisoformat(value)),
    "list": lambda value: ", ".join(own_name(code) for code in value),
    "flag": lambda value: _("Yes") if value else _("No"),
}
