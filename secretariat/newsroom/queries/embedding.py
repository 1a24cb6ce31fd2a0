"""What an article shows of the house by reference: what is public of it as it is now, or why readers see nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext as _

from secretariat.conference.models import Conference
from secretariat.documents.models import Document
from secretariat.engines.markup import Reference
from secretariat.figures.models import Release, ReleaseState
from secretariat.pledges.models import Pledge
from secretariat.programme.models import Session
from secretariat.programme.queries.calendars import sessions_told
from secretariat.programme.queries.known import Entry, title_of
from secretariat.ui.templatetags.ui import text

_STRANGER = AnonymousUser()


@dataclass(frozen=True)
class Shown:
    """A reference and what readers see in its place."""

    written: str
    label: object
    is_seen: bool
    html: str


def rows_named(conference: Conference, named: Iterable[Reference]) -> dict[Reference, Any]:
    """What readers see where a text names something of the house: pledges, releases, papers, entries of the programme.

    What is not public is left out. Six queries at most, however much is named.
    """
    by_kind: dict[str, dict[str, Reference]] = defaultdict(dict)
    for each in named:
        by_kind[each.kind][each.name] = each
    return {
        references[name]: row
        for kind, references in by_kind.items()
        for name, row in _FINDERS[kind](conference, list(references)).items()
    }


def shown_in_office(conference: Conference, named: Sequence[Reference]) -> dict[Reference, Shown]:
    """What readers see in the place of each reference; nothing is shown of what they may not know."""
    rows = rows_named(conference, named)
    return {each: _shown(each, rows.get(each)) for each in named}


def _shown(reference: Reference, row: Any) -> Shown:
    if row is None:
        why = _("Readers see nothing here: this is not there, or not public.")
        return Shown(reference.written, "", False, format_html("<mark>{} – {}</mark>", reference.written, why))  # noqa: FBT003
    if isinstance(row, dict):
        label: object = title_of(row)
    else:
        label = row.title if str(row.title) else getattr(row, "text", "")
    return Shown(reference.written, label, True, format_html('<strong class="embedded">{}</strong>', text(label)))  # noqa: FBT003


def _pledges(conference: Conference, names: list[str]) -> Mapping[str, Pledge]:
    numbers = _numbers(names)
    rows = Pledge.objects.visible_to(_STRANGER).filter(conference=conference, number__in=set(numbers.values()))
    known = {row.number: row for row in rows.select_related("party")}
    return {name: known[number] for name, number in numbers.items() if number in known}


def _releases(conference: Conference, names: list[str]) -> Mapping[str, Release]:
    """The releases of these numbers, or what was published in their place since."""
    rows = Release.objects.visible_to(_STRANGER).filter(conference=conference)
    chain = _Chain(rows.values_list("pk", "number", "state", "replaces_id"))
    wanted = {name: chain.last_of(number) for name, number in _numbers(names).items()}
    known = Release.objects.in_bulk({pk for pk in wanted.values() if pk is not None})
    return {name: known[pk] for name, pk in wanted.items() if pk in known}


class _Chain:
    """The releases of a conference that readers may know of, and which took the place of which."""

    def __init__(self, rows: Iterable[tuple[int, int, str, int | None]]) -> None:
        self._by_number: dict[int, int] = {}
        self._published: dict[int, int] = {}
        self._after: dict[int, list[int]] = defaultdict(list)
        for pk, number, state, replaces in rows:
            self._by_number[number] = pk
            if state == ReleaseState.PUBLISHED:
                self._published[pk] = number
            if replaces is not None:
                self._after[replaces].append(pk)

    def last_of(self, number: int) -> int | None:
        """The newest published one among this release and all that took its place, one after the other."""
        waiting = [self._by_number[number]] if number in self._by_number else []
        found: set[int] = set()
        while waiting:
            pk = waiting.pop()
            if pk not in found:
                found.add(pk)
                waiting += self._after[pk]
        return max(found & self._published.keys(), key=lambda pk: self._published[pk], default=None)


def _sessions(conference: Conference, names: list[str]) -> Mapping[str, Entry]:
    """Entries of the programme as it was published last; an article names a session by its key."""
    uids = dict(Session.objects.filter(conference=conference, key__in=names).values_list("key", "uid"))
    told = sessions_told(conference) if uids else {}
    return {name: told[str(uid)] for name, uid in uids.items() if str(uid) in told}


def _documents(conference: Conference, names: list[str]) -> Mapping[str, Document]:
    rows = Document.objects.visible_to(_STRANGER).filter(Q(symbol__in=names) | Q(key__in=names), conference=conference)
    papers = list(rows.order_by("-id"))
    known = {**{row.key: row for row in papers}, **{row.symbol: row for row in papers if row.symbol}}
    return {name: known[name] for name in names if name in known}


def _numbers(names: list[str]) -> dict[str, int]:
    return {name: int(name) for name in names if name.isascii() and name.isdecimal() and len(name) < 9}


_FINDERS: dict[str, Callable[[Conference, list[str]], Mapping[str, Any]]] = {
    "pledge": _pledges,
    "figures": _releases,
    "session": _sessions,
    "document": _documents,
}
