"""Deleting a draft that nobody needs."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.programme.actions import discard_draft
from secretariat.programme.models import Draft, DraftState
from tests import make, make_timetable
from tests.make_programme import bilateral

pytestmark = pytest.mark.django_db


def draft_of(conference: Conference, **fields: Any) -> Draft:
    bilateral(conference)
    return make_timetable.draft(conference, 0, **fields)


def test_a_draft_is_deleted_and_it_is_recorded() -> None:
    conference = make_timetable.ready()

    discard_draft(make.user(Role.SECRETARY, conference), draft_of(conference))

    assert not Draft.objects.exists()
    assert Entry.objects.get().verb == "programme.discard_draft"


def test_what_is_being_sought_is_stopped_first() -> None:
    conference = make_timetable.ready()
    with pytest.raises(Refused, match="Stop it first"):
        discard_draft(make.user(Role.SECRETARY, conference), draft_of(conference, state=DraftState.RUNNING))


def test_whoever_does_not_work_on_the_desk_may_not() -> None:
    conference = make_timetable.ready()
    with pytest.raises(PermissionDenied):
        discard_draft(make.user(Role.READER, conference), draft_of(conference))


def test_the_page_asks_before_it_deletes() -> None:
    conference = make_timetable.ready()
    draft = draft_of(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = f"/en/damascus-2020/office/timetable/{draft.pk}/discard/"

    assert "What it found is lost." in browser.get(address).content.decode()
    assert "The draft is deleted." in browser.post(address, follow=True).content.decode()
    assert not Draft.objects.exists()
