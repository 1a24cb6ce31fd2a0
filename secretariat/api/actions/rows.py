"""A load and its book-keeping: rows wanted against rows present, and what came of each."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.utils.text import slugify
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import User
from secretariat.api.actions.inserting import insert
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation, Fact, Source
from secretariat.audit.action import difference_between, plain
from secretariat.conference.models import Conference, Room
from secretariat.dossier.models import Initiative, Obstacle, Position
from secretariat.engines import conferencefile
from secretariat.meetings.models import Point
from secretariat.parties.models import Party
from secretariat.pledges.models import Pledge

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from secretariat.engines.conferencefile.values import PassageData

Row = TypeVar("Row", bound=models.Model)
SomeFact = TypeVar("SomeFact", bound=Fact)


class Ledger:
    """What a load made, changed and found unchanged."""

    def __init__(self) -> None:
        self.made: dict[str, set[int]] = defaultdict(set)
        self.changed: dict[str, set[int]] = defaultdict(set)
        self.changes: dict[str, dict[str, list[Any]]] = {}
        self.skipped: list[tuple[str, str]] = []

    def put(
        self, wanted: Sequence[tuple[Hashable, Row]], present: Mapping[Any, Row], fields: Sequence[str]
    ) -> list[Row]:
        """Add the wanted rows that are not present, change those that differ in these fields.

        Answers all of them, in the order wanted.
        """
        fresh: list[Row] = []
        differing: list[Row] = []
        kept: list[Row] = []
        unrecorded = _unrecorded(wanted, fields)
        for key, row in wanted:
            there = present.get(key)
            if there is None:
                fresh.append(row)
                kept.append(row)
                continue
            kept.append(there)
            _keep_translations(there, row, fields)
            changed = difference_between(there, row, fields)
            if changed or any(getattr(there, name) != getattr(row, name) for name in unrecorded):
                for name in fields:
                    setattr(there, name, getattr(row, name))
                differing.append(there)
            if changed:
                self.changes[f"{there._meta.label_lower}:{there.pk}"] = changed
        if fresh:
            insert(fresh)
            self.made[fresh[0]._meta.label_lower].update(row.pk for row in fresh)
        if differing:
            type(differing[0])._default_manager.bulk_update(differing, [*fields, *_raised(differing)], batch_size=500)
            self.changed[differing[0]._meta.label_lower].update(row.pk for row in differing)
        return kept

    def cite(
        self, facts: "Iterable[tuple[SomeFact, Sequence[str | PassageData]]]", sources: Mapping[str, Source]
    ) -> None:
        """Cite sources on facts; a citation that is there already stays as it is."""
        pairs = [(fact, given) for fact, given in facts if given]
        if not pairs:
            return
        fact = pairs[0][0]
        kind, conference_id = fact._meta.label_lower, fact.conference_id
        present = set(
            Citation.objects.filter(conference_id=conference_id, thing_type=kind).values_list(
                "thing_id", "source_id", "start"
            )
        )
        fresh: list[Citation] = []
        for fact, given in pairs:
            for citation in citations_for(fact, (_cited(each, sources) for each in given)):
                place = (citation.thing_id, citation.source_id, citation.start)
                if place not in present:
                    present.add(place)
                    fresh.append(citation)
        if not fresh:
            return
        insert(fresh)
        self.made[Citation._meta.label_lower].update(citation.pk for citation in fresh)

    def step_back(self, holders: Mapping[Any, Row], said: Collection[Any], name: str, value: object) -> None:
        """Take from these rows what one row alone may hold, before another is given it.

        Those that the file names become what it says of them afterwards; the others are changed by this.
        """
        if not holders:
            return
        first = next(iter(holders.values()))
        type(first)._default_manager.filter(pk__in=[row.pk for row in holders.values()]).update(**{name: value})
        changes: dict[models.Model, dict[str, list[Any]]] = {}
        for key, row in holders.items():
            if key not in said:
                changes[row] = {name: [plain(getattr(row, name)), plain(value)]}
                setattr(row, name, value)
        self.raise_changed(changes)

    def note_changed(self, row: models.Model, changes: dict[str, list[Any]] | None = None) -> None:
        """Count a row that was changed by other means, and keep what it was."""
        kind = row._meta.label_lower
        if row.pk not in self.made[kind]:
            self.changed[kind].add(row.pk)
        if changes:
            self.changes.setdefault(f"{kind}:{row.pk}", {}).update(changes)

    def raise_changed(self, changes: Mapping[models.Model, dict[str, list[Any]]]) -> None:
        """Count rows whose parts were changed, and raise their versions; those that are new, or raised, are so once."""
        there = [row for row in changes if not self.is_made(row)]
        raised = [row for row in there if row.pk not in self.changed[row._meta.label_lower]]
        if raised:
            type(raised[0])._default_manager.bulk_update(raised, _raised(raised), batch_size=500)
        for row in there:
            self.note_changed(row, changes[row])

    def is_made(self, row: models.Model) -> bool:
        """Whether this load added the row."""
        return row.pk in self.made[row._meta.label_lower]

    def has_touched(self, row: models.Model) -> bool:
        """Whether this load added or changed the row."""
        return self.is_made(row) or row.pk in self.changed[row._meta.label_lower]

    def changes_of(self, row: models.Model) -> set[str]:
        """The fields of the row that this load changed."""
        return set(self.changes.get(f"{row._meta.label_lower}:{row.pk}", ()))

    def counts(self) -> dict[str, int]:
        """How many rows of each kind were added or changed."""
        return {kind: len(ids) for kind, ids in self.rows().items()}

    def rows(self) -> dict[str, list[int]]:
        """The ids of the rows that were added or changed."""
        rows = {kind: sorted(self.made[kind] | self.changed[kind]) for kind in sorted({*self.made, *self.changed})}
        return {kind: ids for kind, ids in rows.items() if ids}


@dataclass
class Loading:
    """One load under way: who loads, into which conference, with whom and from what."""

    actor: User
    file: "conferencefile.ConferenceFile"
    conference: Conference
    ledger: Ledger
    parties: dict[str, Party]
    sources: dict[str, Source] = field(default_factory=dict)
    # In the order of the file.
    rooms: list[Room] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    pledges: list[Pledge] = field(default_factory=list)
    # What comes beside the file, by its name.
    uploads: "Mapping[str, UploadedFile[Any]]" = field(default_factory=dict)
    # The points of each meeting of the file, by its key.
    points: dict[str, list[Point]] = field(default_factory=dict)

    def room(self, named: str | int | None) -> Room | None:
        """A room by its name in a language, or by its place in the list of the file."""
        if named is None:
            return None
        if isinstance(named, int):
            return self.rooms[named - 1]
        return next(room for room in self.rooms if named in room.name.data.values())


def numbered(rows: Iterable[tuple[Hashable, Row]]) -> list[tuple[Hashable, Row]]:
    """Rows by their key and how many stood under it before, so that two of the same name stay two."""
    seen: Counter[Hashable] = Counter()
    found: list[tuple[Hashable, Row]] = []
    for key, row in rows:
        seen[key] += 1
        found.append(((key, seen[key]), row))
    return found


def put_alone(loading: Loading, row: Any, fields: Sequence[str]) -> None:
    """Put the only row of its kind that a conference has."""
    there = {each.conference_id: each for each in type(row).objects.filter(conference=loading.conference)}
    loading.ledger.put([(loading.conference.pk, row)], there, fields)


def free_key(words: str, taken: Collection[str], otherwise: str) -> str:
    """A key made of words that no other row has; of words that give none, of the other word."""
    stem = slugify(words)[:60].strip("-_") or otherwise
    if stem not in taken:
        return stem
    return next(key for key in (f"{stem}-{number}" for number in range(2, len(taken) + 3)) if key not in taken)


def _keep_translations(there: models.Model, wanted: models.Model, fields: Iterable[str]) -> None:
    """A file that is silent in a language does not unsay what is there in it."""
    for name in fields:
        old, new = getattr(there, name), getattr(wanted, name)
        said = getattr(new, "data", None)
        if isinstance(getattr(old, "data", None), dict) and isinstance(said, dict):
            given = {code: text for code, text in said.items() if text}
            setattr(wanted, name, LazyI18nString({**old.data, **given}))


def _unrecorded(wanted: Sequence[tuple[Hashable, models.Model]], fields: Iterable[str]) -> list[str]:
    """The fields whose change the record does not tell, and which a load changes all the same."""
    left_out: frozenset[str] = getattr(wanted[0][1], "audit_leaves_out", frozenset()) if wanted else frozenset()
    return [name for name in fields if name in left_out]


def _raised(rows: Sequence[models.Model]) -> list[str]:
    """Raise the version of rows that have one, so that forms opened before are known to be stale."""
    if not hasattr(rows[0], "version"):
        return []
    for row in rows:
        row.version += 1  # type: ignore[attr-defined]
    return ["version"]


def _cited(given: "str | PassageData", sources: Mapping[str, Source]) -> Cited:
    if isinstance(given, str):
        return Cited(sources[given])
    return Cited(sources[given.source], given.passage or "", given.start, given.end)
