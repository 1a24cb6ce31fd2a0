"""What a published timetable holds, and what changed in it."""

import pytest

from secretariat.programme.models import Place, Session
from secretariat.programme.queries.entries import changes_between, working_entries
from tests import make, make_programme, make_timetable
from tests.make_programme import at, bilateral, place, session, wanted

pytestmark = pytest.mark.django_db


def test_a_session_is_told_with_whom_it_needs_its_chair_and_its_items() -> None:
    conference = make.conference()
    hall = make_programme.room(conference)
    delegate = make.delegate(make_programme.delegation(conference, "LB"), name="Amal", sensitivity="public")
    held = session(conference, "Plenary", room=hall, chair=delegate, languages=["ar"])
    item = make_programme.agenda_item(conference)
    held.items.create(conference=conference, item=item)
    wanted(held, "IQ")
    wanted(held, delegate=delegate)

    entry = working_entries(conference, [])[0]

    assert entry["title"] == {"en": "Plenary"}
    assert (entry["day"], entry["starts"]) == ("2020-11-11", "2020-11-11T08:00:00+00:00")
    assert (entry["room"], entry["table"], entry["items"], entry["languages"]) == (hall.pk, None, [item.pk], ["ar"])
    assert entry["chair"] == {"party": "LB", "delegate": "Amal"}
    assert entry["delegates"] == [delegate.pk]
    assert len(entry["delegations"]) == 2


def test_a_chair_who_is_kept_for_fewer_than_the_session_is_not_named() -> None:
    conference = make.conference()
    delegate = make.delegate(make_programme.delegation(conference, "LB"), sensitivity="secretariat")
    session(conference, chair=delegate, sensitivity="public")

    assert working_entries(conference, [])[0]["chair"] is None


def test_what_has_no_day_or_is_cancelled_or_not_accepted_is_not_in_it() -> None:
    conference = make.conference()
    session(conference, day=None, starts_at=None, ends_at=None)
    session(conference, state="cancelled")
    place(bilateral(conference, state="withdrawn"))
    bilateral(conference, "LB", "EG")

    assert working_entries(conference, []) == []


def test_a_session_known_to_the_day_alone_is_in_it() -> None:
    conference = make.conference()
    session(conference, starts_at=None, ends_at=None)

    entry = working_entries(conference, [])[0]

    assert (entry["day"], entry["starts"], entry["ends"]) == ("2020-11-11", None, None)


def test_each_kind_of_change_is_told_and_raises_the_sequence() -> None:
    conference = make_timetable.ready()
    hall = conference.rooms.get()
    moved = place(bilateral(conference), hall)
    gone = place(bilateral(conference, "LB", "EG"), hall, starts_at=at(11))
    revised, kept = session(conference, "Old", day=make_programme.DAY), session(conference, "Kept")
    before = make_timetable.published(conference).entries
    Place.objects.filter(pk=moved.pk).update(table=2)
    gone.delete()
    Session.objects.filter(pk=revised.pk).update(title=make_programme.said("New"))
    added = session(conference, "Added")

    after = working_entries(conference, before)

    told = {change["uid"]: change["what"] for change in changes_between(before, after)}
    assert told == {
        str(moved.bilateral.uid): "moved",
        str(gone.bilateral.uid): "cancelled",
        str(revised.uid): "revised",
        str(added.uid): "added",
    }
    sequences = {entry["uid"]: entry["sequence"] for entry in after}
    assert sequences[str(kept.uid)] == 0
    assert sequences[str(added.uid)] == 0
    assert {sequences[uid] for uid, what in told.items() if what != "added"} == {1}


def test_what_is_held_after_all_is_restored_and_counted_on() -> None:
    conference = make.conference()
    held = session(conference)
    first = working_entries(conference, [])
    Session.objects.update(state="cancelled")
    second = working_entries(conference, first)
    Session.objects.update(state="planned")

    third = working_entries(conference, second)

    assert [entry["sequence"] for entry in (*second, *third)] == [1, 2]
    change = changes_between(second, third)[0]
    assert (change["uid"], change["what"]) == (str(held.uid), "restored")


def test_what_stays_cancelled_changes_no_more() -> None:
    conference = make.conference()
    session(conference)
    first = working_entries(conference, [])
    Session.objects.all().delete()
    second = working_entries(conference, first)

    third = working_entries(conference, second)

    assert third == second
    assert changes_between(second, third) == []


def test_the_same_moment_written_otherwise_is_no_move() -> None:
    conference = make.conference()
    session(conference)
    before = working_entries(conference, [])
    elsewhere = [{**before[0], "id": 99, "starts": "2020-11-11T10:00:00+02:00"}]

    assert changes_between(before, elsewhere) == []
