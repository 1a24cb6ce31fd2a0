"""Calling a draft otherwise."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Stale
from secretariat.audit.models import Entry
from secretariat.programme.actions import rename_draft
from tests import make, make_timetable
from tests.make_programme import bilateral

pytestmark = pytest.mark.django_db


def test_a_draft_has_a_new_name_and_it_is_recorded() -> None:
    conference = make_timetable.ready()
    bilateral(conference)
    draft = make_timetable.draft(conference, 0, name="First")

    rename_draft(make.user(Role.SECRETARY, conference), draft, name="Second", version=1)

    assert Entry.objects.get().changes == {"name": ["First", "Second"]}


def test_a_name_that_somebody_else_changed_is_not_overwritten() -> None:
    conference = make_timetable.ready()
    bilateral(conference)
    draft = make_timetable.draft(conference, 0, version=2)

    with pytest.raises(Stale):
        rename_draft(make.user(Role.SECRETARY, conference), draft, name="Mine", version=1)


def test_whoever_does_not_work_on_the_desk_may_not() -> None:
    conference = make_timetable.ready()
    bilateral(conference)
    with pytest.raises(PermissionDenied):
        rename_draft(make.user(Role.READER, conference), make_timetable.draft(conference, 0), name="Mine")


def test_the_page_renames_it() -> None:
    conference = make_timetable.ready()
    bilateral(conference)
    draft = make_timetable.draft(conference, 0)
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(
        f"/en/damascus-2020/office/timetable/{draft.pk}/rename/",
        {"name": make.HOSTILE, "version": "1", "initial-name": ""},
        follow=True,
    )

    assert "&lt;b&gt;&quot;=1+1&#x27;" in answer.content.decode()
