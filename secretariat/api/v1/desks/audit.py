"""What a program may read at the desk ``audit``: the record, which every deed writes and nobody changes."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from secretariat.accounts.models import RECORD_READERS, User
from secretariat.api.queries.recorded import entries_open_to, plain_changes
from secretariat.api.v1.deeds import Deed
from secretariat.api.v1.resources import Computed, Part, Person, Resource, sits_in_office
from secretariat.audit.models import Entry, Record
from secretariat.conference.models import Conference

ENTRIES, RECORDS = "audit/entries", "audit/records"


def _entries(user: Person, conference: Conference) -> "QuerySet[Any]":
    """The record as its page shows it, to those who open that page."""
    if not isinstance(user, User) or not user.roles_in(conference.pk) & RECORD_READERS:
        return Entry.objects.none()
    return entries_open_to(user, conference)


def _records(user: Person, conference: Conference) -> "QuerySet[Any]":
    rows = Record.objects.filter(pk=conference.pk)
    return rows if sits_in_office(user, conference) else rows.none()


def _changes() -> Part:
    def found(user: Person, conference: Conference, ids: list[int]) -> Iterable[tuple[int, Any]]:
        if not isinstance(user, User):
            return ()
        return plain_changes(Entry.objects.filter(pk__in=ids), conference, user)

    return Part("changes", {"kind": str, "field": str, "old": Any, "new": Any}, found)


def _skipped(batch: dict[str, Any]) -> list[dict[str, str]]:
    return [{"name": name, "why": why} for name, why in batch.get("skipped", ())]


def _is_secretary(user: Person, conference: Conference) -> bool:
    """A deed on many rows tells of some that only secretaries see."""
    return isinstance(user, User) and user.is_secretary_of(conference.pk)


RESOURCES: tuple[Resource, ...] = (
    Resource(
        ENTRIES,
        Entry,
        _entries,
        (
            "revision",
            "at",
            "actor",
            "actor_name=actor__name",
            "verb",
            "thing_type",
            "thing_id",
            "thing_label",
            "made_type",
            "made_id",
        ),
        "Deeds: who did what to which row, and what changed; what few may know is said to have changed, and no more.",
        filters=(
            "revision_from",
            "revision_until",
            "at_from",
            "at_until",
            "actor",
            "verb",
            "thing_type",
            "thing_id",
            "made_type",
            "made_id",
        ),
        parts=(_changes(),),
        computed=(
            Computed("counts", dict[str, int], ("batch",), lambda batch: batch.get("counts", {})),
            Computed("skipped", list[dict[str, str]], ("batch",), _skipped),
        ),
        told_to={"skipped": _is_secretary},
    ),
    Resource(
        RECORDS,
        Record,
        _records,
        ("revision",),
        "How many deeds the record of the conference has seen: a list of one row.",
    ),
)
DEEDS: tuple[Deed, ...] = ()
LEFT_OUT = {"audit.seal": "The worker seals records; whoever may read one has nothing to add to its seals."}
