"""The order of the agenda."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import move_agenda_item
from secretariat.programme.models import AgendaItem
from tests import make, make_programme
from tests.make_meetings import address

pytestmark = pytest.mark.django_db


def test_an_item_passes_its_neighbour_and_that_is_recorded() -> None:
    conference = make.conference()
    _one, two = make_programme.agenda_item(conference, "1"), make_programme.agenda_item(conference, "2")

    move_agenda_item(make.user(Role.SECRETARY, conference), two, earlier=True)

    assert list(AgendaItem.objects.values_list("number", flat=True)) == ["2", "1"]
    assert Entry.objects.get().verb == "programme.move_agenda_item"


def test_the_first_cannot_come_earlier() -> None:
    conference = make.conference()
    one = make_programme.agenda_item(conference, "1")

    with pytest.raises(Refused, match="first already"):
        move_agenda_item(make.user(Role.SECRETARY, conference), one, earlier=True)

    assert not Entry.objects.exists()


def test_a_reader_may_not() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        move_agenda_item(make.user(Role.READER, conference), make_programme.agenda_item(conference), earlier=True)


def test_the_button_of_the_page_moves_it_down() -> None:
    conference = make.conference()
    one, _two = make_programme.agenda_item(conference, "1"), make_programme.agenda_item(conference, "2")
    browser = make.client(make.user(Role.SECRETARY, conference))

    browser.post(address(conference, f"programme/agenda/{one.pk}/move/"), {"to": "later"})

    assert list(AgendaItem.objects.values_list("number", flat=True)) == ["2", "1"]
