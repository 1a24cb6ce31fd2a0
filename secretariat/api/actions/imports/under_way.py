"""An import that is being written: what came of it so far, and what the next new row of each kind is given."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from django.db.models import Max
from django.utils.text import slugify

from secretariat.accounts.models import User
from secretariat.api.actions.rows import Ledger
from secretariat.api.models import Import, ImportRow
from secretariat.api.queries.accreditation import parties_of_the_media
from secretariat.conference.models import Room
from secretariat.programme.models import AgendaItem, Session


@dataclass
class Writing:
    """An import that is being written: who does it, and what came of it."""

    actor: User
    batch: Import
    # The import with which its rows came first.
    source: str = ""
    ledger: Ledger = field(default_factory=Ledger)
    # The number of each row that is new, by its place in the file.
    numbers: dict[str, str] = field(default_factory=dict)
    # By party.
    delegations: dict[int, int] = field(default_factory=dict)
    # By kind and row, what the last import wrote.
    remembered: dict[str, dict[int, dict[str, str]]] = field(default_factory=dict)
    # Whether each person stood among the media.
    media_before: dict[int, bool | None] = field(default_factory=dict)
    # At which place each item stood in the session that it leaves.
    places_before: dict[int, int] = field(default_factory=dict)
    # What is kept, so that it can be undone.
    rows: list[ImportRow] = field(default_factory=list)

    @property
    def sensitivity(self) -> str:
        """For whom what is new is kept."""
        return self.batch.kept_for

    @cached_property
    def media(self) -> frozenset[int]:
        """The parties that are invited as media."""
        return parties_of_the_media(self.batch.conference)

    @cached_property
    def places_of_rooms(self) -> Iterator[int]:
        """The places in the order of rooms that follow those there are."""
        last = Room.objects.filter(conference=self.batch.conference_id).aggregate(Max("position"))
        return count((last["position__max"] or 0) + 1)

    @cached_property
    def places_of_items(self) -> Iterator[int]:
        """The places on the agenda that follow those there are."""
        last = AgendaItem.objects.filter(conference=self.batch.conference_id).aggregate(Max("position"))
        return count((last["position__max"] or 0) + 1)

    @cached_property
    def numbers_of_items(self) -> Iterator[str]:
        """The numbers on the agenda that are free, also of those that the file gives."""
        there = AgendaItem.objects.filter(conference=self.batch.conference_id).values_list("number", flat=True)
        said = self.batch.rows.filter(kind="item").values_list("after", flat=True)
        taken = {*there, *(cells.get("number") for cells in said)}
        return (str(number) for number in count(1) if str(number) not in taken)

    def key_of(self, session: Session) -> str:
        """A key that no session has, made of its title and its day."""
        stem = slugify(f"{session.title} {session.day or ''}")[:60].strip("-") or "session"
        key, number = stem, self._stems.get(stem, 1)
        while key in self._keys:
            number += 1
            key = f"{stem}-{number}"
        self._keys.add(key)
        self._stems[stem] = number
        return key

    @cached_property
    def _keys(self) -> set[str]:
        return set(Session.objects.filter(conference=self.batch.conference_id).values_list("key", flat=True))

    @cached_property
    def _stems(self) -> dict[str, int]:
        return {}
