"""What was built on an import stands in the way of undoing it, whatever names it."""

from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.api.actions.imports import undo_import
from secretariat.api.queries.drafted import Drafted
from secretariat.audit.action import Refused
from secretariat.conference.models import Room
from secretariat.delegations.models import Delegate
from secretariat.programme.models import AgendaItem, MustAttend, Session, SessionItem
from tests import make, make_brought_in, make_documents, make_programme

pytestmark = pytest.mark.django_db


def test_a_document_of_a_session_stands_in_the_way() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    batch = make_brought_in.brought_in(officer, make_brought_in.programme(held, officer))
    document = make_documents.document(held, session=Session.objects.get(), item=AgendaItem.objects.get())

    with pytest.raises(Refused, match="Plenary is named by something else") as refused:
        undo_import(officer, batch, at=make.NOON)

    # It is the row of another desk.
    assert "Draft final statement" not in str(refused.value)
    document.refresh_from_db()
    assert (document.session, document.item) == (Session.objects.get(), AgendaItem.objects.get())


def test_a_session_that_needs_a_delegate_stands_in_the_way() -> None:
    held = make.conference()
    make.party("LB"), make.party("JO")
    officer = make_brought_in.officer(held)
    batch = make_brought_in.brought_in(officer, make_brought_in.table(held, officer))
    amal, karim = Delegate.objects.order_by("name")
    make_programme.session(held, chair=amal)
    make_programme.wanted(make_programme.session(held), delegate=karim)

    with pytest.raises(Refused) as refused:
        undo_import(officer, batch, at=make.NOON)

    assert "Amal Haddad is named by something else" in str(refused.value)
    assert "Karim Aziz is named by something else" in str(refused.value)
    assert MustAttend.objects.get().delegate == karim


def test_what_is_kept_for_secretaries_stands_in_the_way_without_its_name() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    batch = make_brought_in.brought_in(officer, make_brought_in.programme(held, officer))
    make_programme.session(held, "Quiet talks", room=Room.objects.get(), sensitivity="restricted")

    with pytest.raises(Refused, match="Hall A is named by something else") as refused:
        undo_import(officer, batch, at=make.NOON)

    assert "Quiet talks" not in str(refused.value)


def test_an_item_that_moved_gets_back_its_session_and_its_place() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)

    def sessions_with(session: str) -> list[Drafted]:
        cells: dict[str, Any] = {"title": {"en": "Return"}, "session": session, "position": 3}
        two = [Drafted("session", name, {"title": {"en": f"Session {name}"}}) for name in ("a", "b")]
        return [*two, Drafted("item", "i", cells)]

    make_brought_in.brought_in(officer, make_brought_in.drafted(held, officer, *sessions_with("a")))
    second = make_brought_in.brought_in(officer, make_brought_in.drafted(held, officer, *sessions_with("b")))
    assert str(SessionItem.objects.get().session.title) == "Session b"

    undo_import(officer, second, at=make.NOON)

    link = SessionItem.objects.get()
    assert (str(link.session.title), link.position) == ("Session a", 3)


def test_two_imports_in_a_row_are_undone_one_after_the_other() -> None:
    held = make.conference()
    make.party("LB")
    secretary = make.user(Role.SECRETARY, held)
    first = make_brought_in.brought_in(
        secretary, make_brought_in.table(held, secretary, "Name,Country,Role\nAmal,Lebanon,Head\n")
    )
    second = make_brought_in.brought_in(
        secretary, make_brought_in.table(held, secretary, "Name,Country,Role\nAmal,Lebanon,Adviser\n")
    )

    undo_import(secretary, second, at=make.NOON)
    undo_import(secretary, first, at=make.NOON)

    assert not Delegate.objects.exists()
