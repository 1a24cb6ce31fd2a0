"""Adding an item to the agenda."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import add_agenda_item
from secretariat.programme.models import AgendaItem
from tests import make, make_programme
from tests.make_meetings import address

pytestmark = pytest.mark.django_db


def test_an_item_stands_after_those_there_are_and_is_recorded() -> None:
    conference = make.conference()
    make_programme.agenda_item(conference, "1")

    item = add_agenda_item(
        make.user(Role.SECRETARY, conference),
        conference,
        details={"number": "2", "title": make_programme.said("Return in dignity"), "sensitivity": "public"},
    )

    assert list(AgendaItem.objects.values_list("number", flat=True)) == ["1", "2"]
    assert (Entry.objects.get().verb, Entry.objects.get().made_id) == ("programme.add_agenda_item", item.pk)


def test_a_number_is_given_once() -> None:
    conference = make.conference()
    make_programme.agenda_item(conference, "1")

    with pytest.raises(Refused, match="this number already"):
        add_agenda_item(make.user(Role.SECRETARY, conference), conference, details={"number": "1", "title": "Again"})

    assert not Entry.objects.exists()


def test_a_reader_may_not() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        add_agenda_item(make.user(Role.READER, conference), conference, details={"number": "1", "title": "Mine"})


def test_the_page_keeps_the_item_with_the_source_that_tells_of_it() -> None:
    conference = make.conference()
    source = make.source(conference)
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["programme"]))
    said = {"number": "1", "title_en": make.HOSTILE, "sensitivity": "public", "source_1": source.pk}

    answer = browser.post(address(conference, "programme/agenda/add/"), {**said, "passage_1": "The first item"})
    page = browser.get(address(conference, "programme/agenda/")).content.decode()

    assert answer.status_code == 302
    assert Citation.objects.get().thing_id == AgendaItem.objects.get().pk
    assert "<b>" not in page
    assert "&lt;b&gt;" in page


def test_the_page_asks_for_what_is_missing() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(address(conference, "programme/agenda/add/"), {"sensitivity": "public"})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"number", "title"}
