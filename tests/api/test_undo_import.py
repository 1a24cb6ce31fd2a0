"""Take an import back as a whole, as long as nothing was built on it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.api.actions.imports import confirm_import, undo_import
from secretariat.api.models import ImportState, SourceId
from secretariat.api.queries.drafted import Drafted
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Room
from secretariat.delegations.actions import name_delegate, revise_delegate
from secretariat.delegations.models import Delegate, Delegation
from secretariat.programme.actions import revise_session
from secretariat.programme.models import AgendaItem, Session, SessionItem
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db


def test_what_was_new_goes_and_one_deed_says_so() -> None:
    held = make.conference()
    make.party("LB"), make.party("JO")
    officer = make_brought_in.officer(held)
    batches = [make_brought_in.programme(held, officer), make_brought_in.table(held, officer)]
    for batch in batches:
        confirm_import(officer, batch, at=make.NOON)

    done = [undo_import(officer, batch, at=make.NOON) for batch in batches]

    for model in (Room, Session, AgendaItem, SessionItem, Delegate, Delegation, SourceId):
        assert not model._default_manager.exists()
    assert done[0].counts == {"conference.room": 1, "programme.agendaitem": 1, "programme.session": 1}
    assert Entry.objects.filter(verb="api.undo_import").count() == 2
    assert {batch.state for batch in batches} == {ImportState.UNDONE}
    assert not batches[0].rows.exists()


def test_what_was_changed_gets_back_what_it_had() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    make_brought_in.brought_in(officer, make_brought_in.programme(held, officer))
    before = Session.objects.values().get()
    cells = make_brought_in.session_cells(
        title={"en": "Moved", "fr": "Déplacée"},
        starts_at="2020-11-12T09:00:00+02:00",
        ends_at="2020-11-12T10:00:00+02:00",
        is_cancelled=True,
    )
    second = make_brought_in.drafted(
        held,
        officer,
        Drafted("session", "s1", cells),
        Drafted("session", "s2", make_brought_in.session_cells(title={"en": "Other"})),
        Drafted("item", "i1", {"title": {"en": "Return in dignity"}, "session": "s2", "position": 3}),
    )
    make_brought_in.brought_in(officer, second)
    assert str(Session.objects.get(pk=before["id"]).day) == "2020-11-12"
    assert str(SessionItem.objects.get().session.title) == "Other"

    undo_import(officer, second, at=make.NOON)

    after = Session.objects.values().get()
    assert {**after, "version": 0} == {**before, "version": 0}
    assert SessionItem.objects.get().session_id == before["id"]
    third = make_brought_in.programme(held, officer)
    assert {row.verdict for row in third.rows.all()} == {"same"}


def test_people_get_back_their_names_and_roles() -> None:
    held = make.conference()
    lebanon = make.delegation(held, make.party("LB"))
    amal = make.delegate(lebanon, "Amal", role="head")
    karim = make.delegate(lebanon, "Karim")
    officer = make_brought_in.officer(held)
    batch = make_brought_in.table(held, officer, "Name,Country,Role\nAmal,Lebanon,Press\nKarim,Lebanon,Head\n")
    make_brought_in.brought_in(officer, batch)
    karim.refresh_from_db()
    assert karim.role == "head"

    undo_import(officer, batch, at=make.NOON)

    amal.refresh_from_db()
    karim.refresh_from_db()
    assert (amal.role, amal.is_media, karim.role) == ("head", False, "member")


def test_what_was_changed_since_stands_in_the_way_by_name() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    batch = make_brought_in.brought_in(officer, make_brought_in.programme(held, officer))
    revise_session(officer, Session.objects.get(), details={"chair_name": "Amal Haddad"})

    with pytest.raises(Refused, match=r"Something was built on this import since\. Plenary was changed since\."):
        undo_import(officer, batch, at=make.NOON)
    assert Session.objects.exists()


def test_what_points_to_something_new_stands_in_the_way() -> None:
    held = make.conference()
    make.party("LB"), make.party("JO")
    officer = make_brought_in.officer(held)
    batch = make_brought_in.brought_in(officer, make_brought_in.table(held, officer))
    name_delegate(officer, Delegation.objects.get(party__code="LB"), details={"name": "Dina Aziz"})

    with pytest.raises(Refused, match="Dina Aziz"):
        undo_import(officer, batch, at=make.NOON)
    rooms = make_brought_in.brought_in(officer, make_brought_in.programme(held, officer))
    Session.objects.create(conference=held, key="k", title="Later", room=Room.objects.get(), entered_by=officer)
    with pytest.raises(Refused, match="Hall A is named by something else"):
        undo_import(officer, rooms, at=make.NOON)


def test_no_more_than_five_things_are_named() -> None:
    held = make.conference()
    make.party("LB")
    officer = make_brought_in.officer(held)
    text = "Name,Country\n" + "".join(f"Person {number},Lebanon\n" for number in range(9))
    batch = make_brought_in.brought_in(officer, make_brought_in.table(held, officer, text))
    for delegate in Delegate.objects.all():
        revise_delegate(officer, delegate, details={"honorific": "Dr"})

    with pytest.raises(Refused) as refused:
        undo_import(officer, batch, at=make.NOON)

    assert str(refused.value).count("was changed since") == 5
    assert "more." in str(refused.value)


def test_after_thirty_days_or_twice_it_is_refused_and_a_stranger_may_not() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    batch = make_brought_in.brought_in(officer, make_brought_in.programme(held, officer))

    with pytest.raises(PermissionDenied):
        undo_import(make.user(Role.READER, held), batch, at=make.NOON)
    with pytest.raises(Refused, match="30 days"):
        undo_import(officer, batch, at=make.NOON + timedelta(days=30))
    undo_import(officer, batch, at=make.NOON + timedelta(days=29))
    with pytest.raises(Refused, match="was not brought in"):
        undo_import(officer, batch, at=make.NOON)


def test_the_page_brings_in_and_undoes_or_says_what_stands_in_the_way() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    batch, browser = make_brought_in.programme(held, officer), make.client(officer)
    here = reverse("api:import", args=[held.slug, batch.pk])

    done = browser.post(reverse("api:confirm_import", args=[held.slug, batch.pk]), follow=True).content.decode()
    revise_session(officer, Session.objects.get(), details={"chair_name": "Amal"})
    blocked = browser.get(here).content.decode()
    undo = browser.post(reverse("api:undo_import", args=[held.slug, batch.pk]), follow=True, headers={"referer": here})

    assert "3 rows were added or changed." in done
    assert "Undo the whole import" in done
    assert "Plenary was changed since." in blocked
    assert "Undo the whole import" not in blocked
    assert Session.objects.count() == 1
    assert undo.status_code == 200
