"""The record as programs read it: which deeds a person may know of, and what each changed, is known upstairs."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from secretariat.accounts.models import User
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference

# The house hands these down.
OPEN_ENTRIES: list[Callable[[User, Conference], "QuerySet[Entry]"]] = []
PLAIN_CHANGES: list[Callable[[Iterable[Entry], Conference, User], Iterable[tuple[int, dict[str, Any]]]]] = []


def entries_open_to(user: User, conference: Conference) -> "QuerySet[Entry]":
    """The deeds of the conference that this person may know of; none if nobody says which."""
    for open_to in OPEN_ENTRIES:
        return open_to(user, conference)
    return Entry.objects.none()


def plain_changes(entries: Iterable[Entry], conference: Conference, user: User) -> Iterable[tuple[int, dict[str, Any]]]:
    """Each change of these deeds, by the number of the entry, as far as this person may know it."""
    for told in PLAIN_CHANGES:
        yield from told(entries, conference, user)
