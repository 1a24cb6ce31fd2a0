"""Stopping the search for a timetable; the best so far is kept."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.programme.actions import seek, stop_seeking
from secretariat.programme.models import Draft, DraftState
from tests import make, make_timetable
from tests.make_programme import bilateral

pytestmark = pytest.mark.django_db


def officer(conference: Conference) -> User:
    return make.user(Role.DESK_OFFICER, conference, desks=["programme"])


def under_way(conference: Conference, state: str = DraftState.RUNNING) -> Draft:
    bilateral(conference)
    return make_timetable.draft(conference, 0, state=state)


def test_it_is_stopped_and_what_was_found_is_kept() -> None:
    conference = make_timetable.ready()
    draft = under_way(conference)

    stop_seeking(officer(conference), draft, at=make.NOON)

    draft.refresh_from_db()
    assert (draft.state, draft.stopped_at) == (DraftState.STOPPED, make.NOON)
    assert draft.plan is not None
    assert Entry.objects.get().verb == "programme.stop_seeking"


def test_a_worker_that_comes_later_leaves_alone_what_was_stopped() -> None:
    conference = make_timetable.ready()
    draft = under_way(conference, DraftState.WAITING)
    stop_seeking(officer(conference), draft, at=make.NOON)

    assert seek.call(draft.pk) == "taken"
    draft.refresh_from_db()
    assert draft.state == DraftState.STOPPED


def test_what_is_not_being_sought_is_not_stopped() -> None:
    conference = make_timetable.ready()
    draft = under_way(conference, DraftState.DONE)

    with pytest.raises(Refused, match="It is not being sought"):
        stop_seeking(officer(conference), draft, at=make.NOON)


def test_whoever_does_not_work_on_the_desk_may_not() -> None:
    conference = make_timetable.ready()
    with pytest.raises(PermissionDenied):
        stop_seeking(make.user(Role.READER, conference), under_way(conference), at=make.NOON)


def test_the_page_has_a_button_while_it_is_sought() -> None:
    conference = make_timetable.ready()
    draft = under_way(conference)
    browser = make.client(officer(conference))
    base = f"/en/damascus-2020/office/timetable/{draft.pk}/"

    assert f"{base}stop/" in browser.get(base).content.decode()
    answer = browser.post(f"{base}stop/", follow=True)

    assert "It is stopped. The best so far is kept." in answer.content.decode()
    assert f"{base}stop/" not in answer.content.decode()
