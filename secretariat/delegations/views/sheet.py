"""The participation board as it is laid out: one line for each party, kept until something changes.

A line is written once for each edition of the record and language, and for those who see the same; filtering, sorting
and exporting then only choose among written lines.
"""

from collections import Counter
from dataclasses import dataclass

from django.template.loader import get_template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from secretariat.archive.queries import Mark, Marks, page_in_office
from secretariat.conference.permissions import OfficeRequest
from secretariat.delegations import permissions, queries
from secretariat.delegations.models import UNANSWERED, Invitation, Rank, Standing
from secretariat.delegations.queries import BoardRow, Difference, Note
from secretariat.delegations.views.kept import edition_of, kept
from secretariat.delegations.views.marks import Telling
from secretariat.engines.folding import folded
from secretariat.parties.models import Party

COLUMNS: dict[str, str | Promise] = {
    "region": gettext_lazy("Region"),
    "standing": gettext_lazy("Standing"),
    "since": gettext_lazy("Since"),
    "word": gettext_lazy("On whose word"),
    "through": gettext_lazy("Through"),
    "rank": pgettext_lazy("column", "Rank"),
    "sources": gettext_lazy("Sources"),
    "answers": gettext_lazy("Answers"),
}
ORGANISATIONS = "organisations"
# What other desks say of a party: below its name on the page, in a column of its own where it is exported.
NOTES = "notes"
STANDINGS = list(Standing.values)
RANKS = list(Rank.values)


@dataclass(frozen=True)
class Line:
    """A party on the board: as it is shown, and what it is found and sorted by."""

    pk: int
    html: str
    keys: dict[str, str | int]
    standing: str
    places: tuple[str, ...]
    search: str


@dataclass(frozen=True)
class Given:
    """A total that somebody gave, with its sources, and whose word it is."""

    difference: Difference
    marks: list[Mark]
    word: object


@dataclass(frozen=True)
class Sheet:
    """The whole board: its lines in protocol order, the count of each standing, totals given, and the regions."""

    lines: list[Line]
    tallies: list[tuple[str, str, int]]
    given: list[Given]
    waiting: list[tuple[str, str, int, int]]
    regions: list[tuple[str, str]]


def sheet_for(request: OfficeRequest, columns: tuple[str, ...]) -> Sheet:
    """The board as this person sees it in the language in force, with these columns."""
    return kept(edition_of(request, "board", columns), lambda: _sheet(request, columns))


def exported(request: OfficeRequest) -> dict[int, dict[str, str]]:
    """Every cell of the board as plain text, by the number of the invitation."""
    telling = Telling(Marks(page_in_office(request.conference.slug)), {})
    notes = queries.notes_beside(request.conference, request.user)
    return {
        row.invitation.pk: _plain(row, telling) | {NOTES: "; ".join(note.words for note in notes.get(row.party.pk, []))}
        for row in _rows(request, telling)
    }


def _sheet(request: OfficeRequest, columns: tuple[str, ...]) -> Sheet:
    telling = Telling(Marks(page_in_office(request.conference.slug)), {})
    rows = _rows(request, telling)
    notes = queries.notes_beside(request.conference, request.user)
    writer = _Writer(request, columns, telling)
    lines = [writer.line(place, row, notes.get(row.party.pk, [])) for place, row in enumerate(rows)]
    given = [
        Given(each, telling.marks.of(each.citations), telling.word_of(each.claim))
        for each in queries.differences(request.conference, request.user, rows)
    ]
    return Sheet(lines, _tallies(rows), given, _waiting(rows), _regions(rows))


def _rows(request: OfficeRequest, telling: Telling) -> list[BoardRow]:
    invitations = Invitation.objects.in_office_of(request.user).filter(conference=request.conference)
    rows = queries.board(request.conference, request.user, invitations, language=get_language() or "en")
    telling.names.update({row.party.pk: row.name for row in rows})
    return rows


def _plain(row: BoardRow, telling: Telling) -> dict[str, str]:
    present = row.present
    return {
        "code": row.party.code,
        "party": str(row.name),
        "region": str(_region_of(row.party)),
        "standing": row.standing_label,
        "since": row.since.isoformat() if row.since else "",
        "word": str(telling.word_of(present.answer)) if present else "",
        "through": telling.channels.get(_channel(row), ""),
        "rank": telling.ranks.get(_rank(row), ""),
        "sources": "; ".join(str(each.source) for each in present.citations) if present else "",
        "answers": " | ".join(telling.sentence(each) for each in row.told),
    }


class _Writer:
    """Writes the lines of one sheet."""

    def __init__(self, request: OfficeRequest, columns: tuple[str, ...], telling: Telling) -> None:
        self._telling = telling
        self._template = get_template("delegations/_board_row.html")
        self._address = reverse("delegations:invitation", args=[request.conference.slug, 0]).removesuffix("0/")
        self._shown = {
            "columns": frozenset(columns),
            "labels": {key: str(label) for key, label in COLUMNS.items()},
            "may_write": permissions.may_remind(request.user, request.conference),
        }

    def line(self, place: int, row: BoardRow, notes: list[Note]) -> Line:
        """One party."""
        told = self._telling.all_of(row)
        present = next((each for each in reversed(told) if not each["is_corrected"]), None)
        region, rank = _region_of(row.party), _rank(row)
        through = self._telling.channels.get(_channel(row), "")
        shown = {
            "row": row,
            "url": f"{self._address}{row.invitation.pk}/",
            "present": present,
            "told": told,
            "region": region,
            "through": through,
            "rank": self._telling.ranks.get(rank, ""),
            "notes": notes,
            **self._shown,
        }
        keys: dict[str, str | int] = {
            "party": place,
            "region": folded(str(region)),
            "standing": STANDINGS.index(row.standing),
            "since": row.since.isoformat() if row.since else "",
            "word": folded(str(present["word"])) if present else "",
            "through": folded(through),
            "rank": RANKS.index(rank) if rank else "",
            "sources": len(row.present.citations) if row.present else 0,
            "answers": len(told),
        }
        html = self._template.render(shown)
        return Line(row.invitation.pk, html, keys, row.standing, _places(row.party), _search(row, notes))


def _channel(row: BoardRow) -> str:
    """How the present standing came to be known: the answer's channel, or the invitation's."""
    return row.present.answer.through if row.present else row.invitation.sent_through


def _rank(row: BoardRow) -> str:
    """The rank announced, or the one invited while none is announced."""
    return (row.present.answer.rank if row.present else "") or row.invitation.rank


def _region_of(party: Party) -> object:
    if not party.is_state:
        return _("Organisations")
    region = party.subregion or party.region
    return "" if region is None else region.name


def _places(party: Party) -> tuple[str, ...]:
    """The regions in which the filter finds a party."""
    if not party.is_state:
        return (ORGANISATIONS,)
    return tuple(region.code for region in (party.region, party.subregion) if region is not None)


def _search(row: BoardRow, notes: list[Note]) -> str:
    party = row.party
    spellings = {party.code, party.iso3, str(row.name), *(note.words for note in notes)}
    for field in (party.name, party.formal_name, row.name):
        data = getattr(field, "data", field)
        spellings |= set(data.values()) if isinstance(data, dict) else {str(data)}
    return folded(" | ".join(filter(None, spellings)))


def _tallies(rows: list[BoardRow]) -> list[tuple[str, str, int]]:
    counted = Counter(row.standing for row in rows)
    return [(key, str(label), counted[key]) for key, label in Standing.choices if counted[key]]


def _regions(rows: list[BoardRow]) -> list[tuple[str, str]]:
    """Regions on the board, each followed by its sub-regions, then organisations: the choices of the filter."""
    regions = {row.party.region for row in rows if row.party.is_state and row.party.region is not None}
    parts = {row.party.subregion for row in rows if row.party.is_state and row.party.subregion is not None}
    found: list[tuple[str, str]] = []
    for region in sorted(regions, key=lambda each: folded(str(each.name))):
        found.append((region.code, str(region.name)))
        within = sorted(
            (each for each in parts if each.parent_id == region.pk), key=lambda each: folded(str(each.name))
        )
        found += [(each.code, f"– {each.name}") for each in within]
    if any(not row.party.is_state for row in rows):
        found.append((ORGANISATIONS, _("Organisations")))
    return found


def _waiting(rows: list[BoardRow]) -> list[tuple[str, str, int, int]]:
    """By region: its code and name, how many parties have not answered, of how many."""
    names = {row.party.region.code: str(row.party.region.name) for row in rows if row.party.region is not None}
    names[ORGANISATIONS] = _("Organisations")
    invited = Counter(_places(row.party)[:1] for row in rows)
    silent = Counter(_places(row.party)[:1] for row in rows if row.standing in UNANSWERED)
    order = sorted(invited, key=lambda place: (-silent[place], names.get("".join(place), "")))
    return [
        ("".join(place), names.get("".join(place), _("No region")), silent[place], invited[place]) for place in order
    ]
