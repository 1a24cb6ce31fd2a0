"""What is laid out once and kept: for one edition of the record, one language, and those who see the same."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeAlias, TypeVar

from cachetools import LRUCache
from django.db.models import Subquery
from django.utils.translation import get_language

from secretariat.audit.models import HOUSE, Entry
from secretariat.conference.permissions import OfficeRequest

T = TypeVar("T")

# The conference, its edition, and what else the sheet depends on: plain values, which mean the same in every language.
Key: TypeAlias = tuple[int, Hashable, Hashable]

sheets: LRUCache[Key, Any] = LRUCache(maxsize=48)
# A kept sheet is moved to the front when it is read, so reading changes the cache too.
_lock = Lock()


def kept(key: Key | None, make: Callable[[], T]) -> T:
    """What was made under this key, or what is made now; without a key nothing is kept."""
    with _lock:
        found: T | None = sheets.get(key) if key else None
    if found is not None:
        return found
    made = make()
    if key:
        conference_id, edition, _details = key
        with _lock:
            for older in [each for each in sheets if each[0] == conference_id and each[1] != edition]:
                sheets.pop(older, None)
            sheets[key] = made
    return made


def edition_of(request: OfficeRequest, *details: Hashable) -> Key | None:
    """The name of what this person sees now. It must be read before the rows are.

    What is committed meanwhile then makes the sheet newer than its name, never older.
    """
    newest = _newest_entries(request.conference.pk, HOUSE)
    if request.conference.pk not in newest:
        return None
    seats = tuple(seat for seat in request.user.seats if seat.conference_id == request.conference.pk)
    return request.conference.pk, tuple(newest.items()), (seats, get_language(), details)


def _newest_entries(*conference_ids: int) -> dict[int, tuple[object, ...]]:
    """The newest entry of each record. Number and time too: in a database put back from a copy, the same revision can
    mean other rows. One query.
    """
    newest: Any = [
        Subquery(Entry.objects.filter(conference_id=each).order_by("-revision", "-id").values("pk")[:1])
        for each in conference_ids
    ]
    found = Entry.objects.filter(pk__in=newest).order_by("conference_id")
    return {each[0]: each for each in found.values_list("conference_id", "revision", "pk", "at")}
