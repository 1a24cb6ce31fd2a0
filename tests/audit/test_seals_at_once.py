"""Several workers seal at once, and there is one chain."""

from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from secretariat.audit import queries
from secretariat.audit.action import Refused
from secretariat.audit.actions import seal
from secretariat.audit.models import Record, Seal
from secretariat.conference.actions import add_room
from secretariat.config.management.commands.verify import verified
from tests import make, make_record
from tests.threads import at_once, look

pytestmark = pytest.mark.django_db(transaction=True)


def test_four_workers_that_seal_one_record_make_one_chain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    conference = make.conference()
    make_record.deeds(conference, rooms=6)
    monkeypatch.setattr(queries, "MOST_IN_A_SEAL", 3)
    hand = make_record.hand()

    def work() -> int:
        total = 0
        while True:
            try:
                count = seal(hand, Record.objects.get(pk=conference.pk), at=make.NOON)
            except Refused:
                # On SQLite whoever comes in between is told so.
                continue
            if not count:
                return total
            total += count

    sealed = at_once([work] * 4, tmp_path)

    assert sum(sealed) == 12
    numbers = look(lambda: list(Seal.objects.order_by("pk").values_list("number", "first", "last")), tmp_path)
    assert numbers == [(1, 1, 3), (2, 4, 6), (3, 7, 9), (4, 10, 12)]
    assert look(lambda: verified(conference.pk, [], None).faults, tmp_path) == []


@pytest.mark.postgres
def test_deeds_go_on_while_the_record_is_sealed_and_verified(tmp_path: Path) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("deeds run side by side on PostgreSQL alone")
    conference = make.conference()
    secretary = make_record.deeds(conference, rooms=1)
    hand = make_record.hand()

    def write(number: int) -> None:
        for each in range(5):
            add_room(secretary, conference, name=f"Room {number}-{each}", seats=1, booths=0)

    def look_after() -> list[str]:
        found = []
        for _ in range(10):
            seal(hand, Record.objects.get(pk=conference.pk), at=make.NOON)
            found += [fault.said for fault in verified(conference.pk, [], None).faults]
        return found

    done = at_once([*(partial(write, number) for number in range(3)), look_after, look_after], tmp_path)

    assert done == [None, None, None, [], []]
    seal(hand, Record.objects.get(pk=conference.pk), at=make.NOON)
    verdict = verified(conference.pk, [], None)
    assert (verdict.faults, verdict.sealed, verdict.unsealed) == ([], 17, 0)
