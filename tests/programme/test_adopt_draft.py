"""Making a draft the working timetable."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Batch, Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference, Room
from secretariat.meetings.models import Bilateral
from secretariat.programme.actions import adopt_draft
from secretariat.programme.models import Draft, DraftState, Place
from tests import make, make_timetable
from tests.make_programme import at, bilateral, delegation, place, session, wanted

pytestmark = pytest.mark.django_db


def officer(conference: Conference) -> User:
    return make.user(Role.DESK_OFFICER, conference, desks=["programme"])


def adopted(draft: Draft) -> Batch:
    return adopt_draft(officer(draft.conference), draft, at=make.NOON)


def where(wish: Bilateral) -> tuple[object, ...]:
    found = Place.objects.get(bilateral=wish)
    return found.starts_at, found.ends_at, found.table, found.is_pinned


def test_every_meeting_goes_where_the_draft_has_it_in_one_deed() -> None:
    conference = make_timetable.ready()
    one, other = bilateral(conference, "LB", "IQ", minutes=20), bilateral(conference, "LB", "EG")
    draft = make_timetable.draft(conference, 0, 2, tables=(0, 1))

    batch = adopted(draft)

    assert where(one) == (at(9), at(9, 20), 1, False)
    assert where(other) == (at(10), at(10, 30), 2, False)
    assert batch.counts == {"programme.place": 2, "programme.draft": 1}
    draft.refresh_from_db()
    assert draft.adopted_at == make.NOON
    assert Entry.objects.get().verb == "programme.adopt_draft"


def test_what_stood_elsewhere_moves_and_what_is_left_out_loses_its_place() -> None:
    conference = make_timetable.ready()
    hall = conference.rooms.get()
    moved, left = bilateral(conference, "LB", "IQ"), bilateral(conference, "LB", "EG")
    place(moved, hall, starts_at=at(11))
    place(left, hall, starts_at=at(10))
    draft = make_timetable.draft(conference, 1, None)

    adopted(draft)

    assert where(moved)[0] == at(9, 30)
    assert not Place.objects.filter(bilateral=left).exists()


def test_what_is_pinned_stays_where_it_is() -> None:
    conference = make_timetable.ready()
    wish = bilateral(conference)
    draft = make_timetable.draft(conference, 1)
    place(wish, conference.rooms.get(), starts_at=at(11), is_pinned=True)

    adopted(draft)

    assert where(wish)[0] == at(11)


def test_what_is_no_longer_wanted_or_was_not_seen_is_skipped_and_said() -> None:
    conference = make_timetable.ready()
    gone = bilateral(conference, "LB", "IQ")
    bilateral(conference, "LB", "EG")
    draft = make_timetable.draft(conference, 0, 1)
    Bilateral.objects.filter(pk=gone.pk).update(state="withdrawn")
    bilateral(conference, "LB", "JO")

    batch = adopted(draft)

    assert [reason for _name, reason in batch.skipped] == [
        "It is no longer wanted.",
        "The draft has not seen it; it waits for a place.",
    ]
    assert Place.objects.count() == 1


@pytest.mark.parametrize("what", ["arrival", "session", "tables"])
def test_what_became_impossible_meanwhile_is_told_and_nothing_is_written(what: str) -> None:
    conference = make_timetable.ready()
    bilateral(conference, "LB", "IQ")
    draft = make_timetable.draft(conference, 1, tables=(1,))
    if what == "arrival":
        make_timetable.stay(delegation(conference, "LB"), arrives=at(10))
    if what == "session":
        wanted(session(conference, starts_at=at(9), ends_at=at(11)), "LB")
    if what == "tables":
        Room.objects.update(tables=1)

    with pytest.raises(Refused):
        adopted(draft)

    assert not Place.objects.exists()


def test_a_draft_without_a_timetable_or_under_way_is_not_adopted() -> None:
    conference = make_timetable.ready()
    bilateral(conference)

    with pytest.raises(Refused, match="It holds no timetable yet"):
        adopted(make_timetable.draft(conference, 0, plan=None))
    with pytest.raises(Refused, match="It is being sought"):
        adopted(make_timetable.draft(conference, 0, state=DraftState.RUNNING))


def test_whoever_does_not_work_on_the_desk_may_not() -> None:
    conference = make_timetable.ready()
    bilateral(conference)
    with pytest.raises(PermissionDenied):
        adopt_draft(make.user(Role.READER, conference), make_timetable.draft(conference, 0), at=make.NOON)


def test_the_page_adopts_it_and_says_how_many_places_changed() -> None:
    conference = make_timetable.ready()
    bilateral(conference)
    draft = make_timetable.draft(conference, 0)
    browser = make.client(officer(conference))
    address = f"/en/damascus-2020/office/timetable/{draft.pk}/adopt/"

    assert "Adopt the draft" in browser.get(address).content.decode()
    answer = browser.post(address, follow=True)

    assert "1 place has changed." in answer.content.decode()
    assert Place.objects.exists()
