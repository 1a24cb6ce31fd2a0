"""Two people at one import, and an import beside other deeds: nothing is written twice, and nothing half."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from secretariat.accounts.models import User
from secretariat.api.actions.imports import confirm_import, undo_import
from secretariat.api.models import Import
from secretariat.api.queries.drafted import Drafted
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import name_delegate
from secretariat.delegations.models import Delegate, Delegation
from secretariat.programme.models import Session
from tests import make, make_brought_in, make_programme
from tests.threads import in_thread

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgres() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")


def _at_once(*deeds: Callable[[], Any]) -> list[str]:
    """What became of each deed: done, or why it was refused."""
    told: list[str] = []

    def tried(deed: Callable[[], Any]) -> None:
        try:
            done = deed()
            told.append("done" if getattr(done, "done", 1) else "shown anew")
        except Refused as error:
            told.append(str(error))

    for thread in [in_thread(lambda deed=deed: tried(deed)) for deed in deeds]:  # type: ignore[misc]
        thread.join(60)
    return sorted(told)


def _confirm(batch: Import, officer: User) -> Callable[[], Any]:
    return lambda: confirm_import(User.objects.get(pk=officer.pk), Import.objects.get(pk=batch.pk), at=make.NOON)


def test_an_import_that_two_people_confirm_is_brought_in_once() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    batch = make_brought_in.programme(held, officer)

    told = _at_once(_confirm(batch, officer), _confirm(batch, officer))

    assert told == ["This import is over.", "done"]
    assert Session.objects.count() == 1
    assert Entry.objects.filter(verb="api.confirm_import").count() == 1


def test_two_imports_of_one_file_bring_it_in_once() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    batches = [make_brought_in.programme(held, officer) for _each in range(2)]

    told = _at_once(*(_confirm(batch, officer) for batch in batches))

    assert told == ["done", "shown anew"]
    assert Session.objects.count() == 1


def test_the_last_place_of_a_delegation_is_given_once() -> None:
    held = make.conference()
    delegation = make.delegation(held, make.party("LB"))
    make.invitation(held, make.party("LB"), quota=1)
    officer = make_brought_in.officer(held)
    batch = make_brought_in.table(held, officer, "Name,Country\nAmal,Lebanon\n")

    _at_once(
        _confirm(batch, officer),
        lambda: name_delegate(
            User.objects.get(pk=officer.pk), Delegation.objects.get(pk=delegation.pk), details={"name": "Karim"}
        ),
    )

    assert Delegate.objects.count() == 1


def test_an_import_is_undone_once() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    batch = make_brought_in.brought_in(officer, make_brought_in.programme(held, officer))

    told = _at_once(
        *(
            lambda: undo_import(User.objects.get(pk=officer.pk), Import.objects.get(pk=batch.pk), at=make.NOON)
            for _each in range(2)
        )
    )

    assert told == ["This import was not brought in.", "done"]
    assert not Session.objects.exists()


def test_what_changes_while_an_import_is_undone_stands_in_the_way() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    make_brought_in.brought_in(officer, make_brought_in.programme(held, officer))
    moved = Drafted("session", "s1", make_brought_in.session_cells(title={"en": "Moved"}))
    batch = make_brought_in.brought_in(officer, make_brought_in.drafted(held, officer, moved))
    told: list[str] = []

    def undo() -> None:
        try:
            undo_import(User.objects.get(pk=officer.pk), Import.objects.get(pk=batch.pk), at=make.NOON)
        except Refused as error:
            told.append(str(error))

    with transaction.atomic():
        session = Session.objects.select_for_update(no_key=True).get()
        session.title = make_programme.said("Moved again")
        session.save()
        beside = in_thread(undo)
        while beside.is_alive() and not _somebody_waits():
            beside.join(0.05)
    beside.join(60)

    assert str(Session.objects.get().title) == "Moved again"
    assert "Moved again was changed since." in told[0]


def _somebody_waits() -> bool:
    """Whether another connection waits for what this one holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))")
        return cursor.fetchone() is not None


def test_hostile_text_and_thousands_of_characters_are_kept_by_this_database_too() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    cells = make_brought_in.session_cells(title={"en": f"{make.HOSTILE}\x00\ud800"}, description={"en": "d" * 100_000})

    batch = make_brought_in.drafted(held, officer, Drafted("session", "s\x00", cells, line="\x00"))

    row = make_brought_in.row(batch)
    assert (row.source_id, row.after["title"]) == ("s", {"en": make.HOSTILE})
    assert make_brought_in.codes(row, "description") == ["too long"]
