"""Bring an import in: as one deed, whole, and as it was shown."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.api.actions.imports import confirm_import, correct_cell, skip_row
from secretariat.api.models import ImportState, SourceId, Verdict
from secretariat.api.queries.drafted import Drafted
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Room
from secretariat.delegations.models import Delegate, Delegation
from secretariat.programme.models import AgendaItem, Session, SessionItem
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db


def test_rooms_sessions_and_items_are_written_as_one_deed() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    batch = make_brought_in.programme(held, officer)

    done = confirm_import(officer, batch, at=make.NOON)

    session = Session.objects.get()
    assert (str(session.title), session.kind, str(session.room), str(session.day)) == (
        "Plenary",
        "plenary",
        "Hall A",
        "2020-11-11",
    )
    assert session.sensitivity == "secretariat"
    assert SessionItem.objects.get().item == AgendaItem.objects.get()
    assert AgendaItem.objects.get().number == "1"
    assert done.counts == {"conference.room": 1, "programme.agendaitem": 1, "programme.session": 1}
    entry = Entry.objects.get(verb="api.confirm_import")
    assert (entry.thing_id, entry.batch["counts"]) == (batch.pk, done.counts)
    batch.refresh_from_db()
    assert (batch.state, batch.content) == (ImportState.DONE, None)


def test_people_are_nominated_in_delegations_that_are_opened_for_them() -> None:
    held = make.conference()
    make.party("LB"), make.party("JO")
    officer = make_brought_in.officer(held)
    batch = make_brought_in.table(held, officer)

    done = confirm_import(officer, batch, at=make.NOON)

    amal = Delegate.objects.get(name="Amal Haddad")
    assert (amal.party.code, amal.role, str(amal.capacity), amal.mail, amal.state) == (
        "LB",
        "head",
        "Minister",
        "amal@example.org",
        "nominated",
    )
    assert done.counts == {"delegations.delegate": 2, "delegations.delegation": 2}
    assert Delegate.objects.named("haddad").get() == amal
    assert Delegation.objects.count() == 2


def test_a_second_import_of_the_same_file_says_same_and_has_nothing_to_bring_in() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    make_brought_in.brought_in(officer, make_brought_in.programme(held, officer))

    again = make_brought_in.programme(held, officer)

    assert {row.verdict for row in again.rows.all()} == {Verdict.SAME}
    with pytest.raises(Refused, match="nothing to bring in"):
        confirm_import(officer, again, at=make.NOON)


def test_a_second_import_changes_what_the_other_program_changed() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    make_brought_in.brought_in(officer, make_brought_in.programme(held, officer))
    later = make_brought_in.session_cells(title={"en": "Plenary, moved"}, starts_at="2020-11-11T10:00:00+02:00")

    again = make_brought_in.drafted(held, officer, Drafted("session", "s1", later))

    row = make_brought_in.row(again)
    assert (row.verdict, row.old["title"]) == (Verdict.CHANGED, {"en": "Plenary"})
    make_brought_in.brought_in(officer, again)
    session = Session.objects.get()
    assert (str(session.title), str(session.starts_at), session.version) == (
        "Plenary, moved",
        "2020-11-11 08:00:00+00:00",
        2,
    )


def test_what_an_officer_changed_here_since_is_left_unless_it_is_corrected() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    make_brought_in.brought_in(officer, make_brought_in.programme(held, officer))
    Session.objects.update(chair_name="", title='{"en": "Renamed here"}')
    cells = make_brought_in.session_cells(chair_name="Amal Haddad")

    again = make_brought_in.drafted(held, officer, Drafted("session", "s1", cells))

    row = make_brought_in.row(again)
    assert make_brought_in.codes(row, "title") == ["changed here"]
    assert row.old == {"chair_name": None}
    make_brought_in.brought_in(officer, again)
    assert str(Session.objects.get().title) == "Renamed here"

    third = make_brought_in.drafted(held, officer, Drafted("session", "s1", cells))
    correct_cell(officer, third, row=make_brought_in.row(third).pk, cell="title", value={"en": "Plenary"})
    make_brought_in.brought_in(officer, third)
    assert str(Session.objects.get().title) == "Plenary"


def test_a_row_that_two_programs_know_is_changed_by_neither_of_them_here() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    cells, moved = make_brought_in.session_cells(), make_brought_in.session_cells(title={"en": "Plenary, moved"})
    for source_id, said in (("indico", cells), ("pretalx", cells), ("indico", moved)):
        batch = make_brought_in.drafted(held, officer, Drafted("session", source_id, {**said, "seats": len(source_id)}))
        make_brought_in.brought_in(officer, batch)

    again = make_brought_in.drafted(held, officer, Drafted("session", "indico", cells))

    assert make_brought_in.row(again).old["title"] == {"en": "Plenary, moved"}
    assert make_brought_in.codes(make_brought_in.row(again), "title") == []


def test_what_was_put_right_once_stays_right_when_the_same_file_comes_again() -> None:
    held = make.conference()
    make.party("LB")
    officer = make_brought_in.officer(held)
    text = "Name,Country,Mail\nAmal,Lebanon,no mail\n"
    first = make_brought_in.table(held, officer, text)
    correct_cell(officer, first, row=make_brought_in.row(first).pk, cell="mail", value="amal@example.org")
    make_brought_in.brought_in(officer, first)

    again = make_brought_in.table(held, officer, text)

    assert (make_brought_in.row(again).verdict, make_brought_in.row(again).findings) == (Verdict.SAME, {})


def test_rows_with_an_error_stop_it_until_they_are_corrected_or_left_out() -> None:
    held = make.conference()
    make.party("LB")
    officer = make_brought_in.officer(held)
    batch = make_brought_in.table(held, officer, "Name,Country\nAmal,Lebanon\nKarim,Atlantis\n")

    with pytest.raises(Refused, match="1 row cannot be brought in"):
        confirm_import(officer, batch, at=make.NOON)
    skip_row(officer, batch, rows=[make_brought_in.row(batch, 2).pk])
    done = confirm_import(officer, batch, at=make.NOON)

    assert [delegate.name for delegate in Delegate.objects.all()] == ["Amal"]
    assert done.skipped == (("Line 3", "left out"),)


def test_where_the_house_changed_meanwhile_nothing_is_written_and_the_preview_is_made_anew() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    batch = make_brought_in.programme(held, officer)
    Room.objects.create(conference=held, name='{"en": "Hall A"}', seats=20)

    done = confirm_import(officer, batch, at=make.NOON)

    assert done.done == 0
    assert done.skipped[0] == ("Line rooms/1", "is other by now than it was shown")
    assert not Session.objects.exists()
    row = make_brought_in.row(batch)
    assert (row.verdict, row.old) == (Verdict.CHANGED, {"seats": 20})
    assert confirm_import(officer, batch, at=make.NOON).done == 3


def test_what_the_file_said_is_forgotten_and_what_is_known_of_it_is_kept() -> None:
    held = make.conference()
    make.party("LB"), make.party("JO")
    officer = make_brought_in.officer(held)
    batch = make_brought_in.brought_in(officer, make_brought_in.table(held, officer))

    assert [row.cells for row in batch.rows.all()] == [{}, {}]
    assert SourceId.objects.filter(thing_type="delegations.delegate").count() == 2
    assert "amal@example.org" not in str(list(SourceId.objects.values_list("written", flat=True)))
    assert "amal@example.org" not in str(list(Entry.objects.values_list("changes", "batch")))


@pytest.mark.parametrize("role", [Role.READER, Role.DOOR_OFFICER, Role.PRESS_OFFICER, Role.RAPPORTEUR, None])
def test_whoever_is_no_officer_of_the_desk_may_not(role: str | None) -> None:
    held, elsewhere = make.conference(), make.conference("elsewhere")
    officer = make_brought_in.officer(held)
    batch = make_brought_in.programme(held, officer)
    strangers = [make.user(role, held), make.user(Role.SECRETARY, elsewhere)]
    strangers.append(make.user(Role.DESK_OFFICER, held, desks=["delegations"]))

    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            confirm_import(stranger, batch, at=make.NOON)
    assert not Session.objects.exists()
