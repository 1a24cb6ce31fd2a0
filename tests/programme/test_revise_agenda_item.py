"""Changing an item of the agenda."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.programme.actions import revise_agenda_item
from tests import make, make_programme
from tests.make_meetings import address

pytestmark = pytest.mark.django_db


def test_old_and_new_are_recorded() -> None:
    conference = make.conference()
    item = make_programme.agenda_item(conference, "1")

    revise_agenda_item(make.user(Role.SECRETARY, conference), item, details={"number": "1 (a)"}, version=1)

    assert Entry.objects.get().changes["number"] == ["1", "1 (a)"]


def test_another_items_number_is_refused_and_a_change_meanwhile_is_noticed() -> None:
    conference = make.conference()
    amal, item = make.user(Role.SECRETARY, conference), make_programme.agenda_item(conference, "1")
    make_programme.agenda_item(conference, "2")

    with pytest.raises(Refused, match="this number already"):
        revise_agenda_item(amal, item, details={"number": "2"})
    with pytest.raises(Stale):
        revise_agenda_item(amal, item, details={"number": "3"}, version=7)

    item.refresh_from_db()
    assert item.number == "1"


def test_a_reader_may_not() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        revise_agenda_item(
            make.user(Role.READER, conference), make_programme.agenda_item(conference), details={"number": "9"}
        )


def test_the_page_shows_what_somebody_else_wrote_meanwhile() -> None:
    conference = make.conference()
    item = make_programme.agenda_item(conference, "1")
    amal = make.user(Role.SECRETARY, conference)
    page = address(conference, f"programme/agenda/{item.pk}/revise/")
    seen = {"version": 1, "number": "1", "initial-number": "1", "title_en": "Mine", "sensitivity": "public"}
    revise_agenda_item(amal, item, details={"number": "1 bis"})

    answer = make.client(amal).post(
        page, {**seen, "initial-title": '{"en": "Item 1"}', "initial-sensitivity": "public"}
    )

    assert answer.status_code == 200
    assert [each.now for each in answer.context["differences"]] == ["1 bis"]
