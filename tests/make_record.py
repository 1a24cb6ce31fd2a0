"""Builders of records: deeds that stand in one, and hands that reach past the door into the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from secretariat.accounts.models import Role, User
from secretariat.audit.actions import seal
from secretariat.audit.models import Entry, Record
from secretariat.conference.actions import add_room, revise_room
from secretariat.conference.models import Conference
from secretariat.config.management.commands.verify import verified
from secretariat.engines.sealing import Fault, Seal, Verdict
from tests import make

HOSTILE_VALUES = {
    "name": [None, 'Amal “Ḥaddād” \u2028 😀 \\ " /'],
    "rate": [0.1, 1e-7],
    "amount": [1e22, 123456789012345678901234567890],
    "size": [1.0, -0.0],
    "zz": [[[], [{}], [{"b": 1, "a": [True, None]}]], {"ü": 1, "aa": 2, "b": 3}],
}


def deeds(conference: Conference, rooms: int = 4) -> User:
    """Rooms that were added and revised: two deeds for each, all by one secretary."""
    secretary = make.user(Role.SECRETARY, conference)
    for number in range(1, rooms + 1):
        room = add_room(secretary, conference, name=f"Room {number}", seats=number, booths=0)
        revise_room(secretary, room, name=f"Hall {number}", seats=10 * number, booths=1)
    return secretary


def hand() -> User:
    """Whoever may seal."""
    return User.objects.filter(is_superuser=True).first() or User.objects.create_superuser("sealer@example.org")


def sealed(conference: Conference, *, at: datetime = make.NOON, key: bytes | None = None) -> int:
    """Seal what is there by now; says how many entries that were."""
    return seal(hand(), Record.objects.get(pk=conference.pk), at=at, key=key)


def outcome(conference: Conference, *, keys: Sequence[str] = (), seals: Sequence[Seal] = ()) -> Verdict:
    """What comes of verifying its record."""
    return verified(conference.pk, list(keys), list(seals) or None)


def first_fault(conference: Conference) -> Fault:
    """The first thing that is not as it was sealed."""
    verdict = outcome(conference)
    assert verdict.faults, "nothing was found"
    return verdict.faults[0]


def behind_the_door(statement: str, *values: Any) -> None:
    """Change the database as somebody does who holds it: no deed, no entry."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def entry_of(conference: Conference, revision: int) -> Entry:
    """The first entry of a revision."""
    return Entry.objects.filter(conference_id=conference.pk, revision=revision).order_by("pk")[0]
