"""Having a timetable sought: what is asked, what is refused, and what the worker finds."""

import pytest
from django.core.exceptions import PermissionDenied
from django_tasks_db.models import DBTaskResult

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.engines import scheduling
from secretariat.programme.actions import seek, seek_timetable
from secretariat.programme.models import Draft, DraftState
from tests import make, make_timetable
from tests.make_programme import at, bilateral, delegation, place

pytestmark = pytest.mark.django_db
SEEK = "/en/damascus-2020/office/timetable/seek/"


def officer(conference: Conference) -> User:
    return make.user(Role.DESK_OFFICER, conference, desks=["programme"])


def sought(conference: Conference, *, seed: int = 0, seconds: int = 5) -> Draft:
    return seek_timetable(officer(conference), conference, name="First", seconds=seconds, seed=seed, at=make.NOON)


def test_all_that_was_asked_for_is_handed_to_the_worker_and_it_is_recorded() -> None:
    conference = make_timetable.ready()
    wish = bilateral(conference)

    draft = sought(conference, seed=3)

    assert (draft.state, draft.seconds, draft.seed, draft.wishes) == (DraftState.WAITING, 5, 3, {str(wish.pk): 1})
    assert scheduling.problem_from(draft.problem).meetings[0].key == f"bilateral:{wish.pk}"
    task = DBTaskResult.objects.get()
    assert (task.args_kwargs["args"], task.queue_name) == ([draft.pk], "timetable")
    entry = Entry.objects.get()
    assert (entry.verb, entry.made_type) == ("programme.seek_timetable", "programme.draft")
    assert not {"problem", "wishes", "plan"} & entry.changes.keys()


def test_the_worker_finds_the_best_timetable_and_says_so() -> None:
    conference = make_timetable.ready()
    for one, other in (("LB", "IQ"), ("LB", "EG"), ("IQ", "EG")):
        bilateral(conference, one, other)

    # It ends as soon as the best is proved; the limit is for a machine that has other things to do.
    draft = sought(conference, seconds=60)
    seek.call(draft.pk)

    draft.refresh_from_db()
    assert (draft.state, draft.status, draft.reason) == (DraftState.DONE, "optimal", "")
    problem, plan = scheduling.problem_from(draft.problem), scheduling.plan_from(draft.plan)
    assert scheduling.violations(problem, plan) == ()
    assert draft.score is not None
    assert (draft.score["unmet"], draft.score["left"]) == (0, {"important": 0})
    assert draft.trace[-1]["unmet"] == 0
    assert draft.first_seconds is not None
    assert not Entry.objects.exclude(verb="programme.seek_timetable").exists()


def test_a_second_worker_leaves_alone_what_the_first_has_taken() -> None:
    conference = make_timetable.ready()
    bilateral(conference)
    draft = sought(conference)
    Draft.objects.filter(pk=draft.pk).update(state=DraftState.RUNNING)

    assert seek.call(draft.pk) == "taken"


@pytest.mark.parametrize(
    ("lacks", "sentence"),
    [
        ("hours", "No hours are kept in which bilateral meetings are held."),
        ("tables", "No room has tables for bilateral meetings."),
        ("wishes", "There is no accepted bilateral meeting to be placed."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_begun(lacks: str, sentence: str) -> None:
    conference = make.conference()
    if lacks != "hours":
        make_timetable.hours(conference)
    if lacks != "tables":
        make_timetable.tables(conference)
    if lacks != "wishes":
        bilateral(conference)

    with pytest.raises(Refused, match=sentence):
        sought(conference)

    assert not Draft.objects.exists()


def test_two_meetings_pinned_to_one_table_at_one_time_are_named() -> None:
    conference = make_timetable.ready()
    hall = conference.rooms.get()
    for one, other in (("LB", "IQ"), ("EG", "JO")):
        place(bilateral(conference, one, other), hall, is_pinned=True)

    with pytest.raises(Refused, match=r"Two meetings are pinned to one table at one time \(Bilateral hall, table 1"):
        sought(conference)


def test_an_arrival_and_a_pinned_meeting_that_contradict_each_other_are_told_together() -> None:
    conference = make_timetable.ready()
    make_timetable.hours(conference, day=make_timetable.OTHER_DAY)
    wish = bilateral(conference, "LB", "IQ")
    place(wish, conference.rooms.get(), starts_at=at(10), is_pinned=True)
    make_timetable.stay(delegation(conference, "LB"), arrives=at(8, day=make_timetable.OTHER_DAY))

    with pytest.raises(Refused) as refused:
        sought(conference)

    assert str(refused.value) == (
        "Lebanon arrives on 12 Nov 2020, 08:00; its meeting with Iraq is fixed on 11 Nov 2020, 10:00."
    )


def test_a_wish_that_cannot_be_met_is_told_beforehand_and_left_out_with_a_reason() -> None:
    conference = make_timetable.ready()
    bilateral(conference, "LB", "EG")
    bilateral(conference, "LB", "IQ", window_from=at(13), window_until=at(14))
    browser = make.client(officer(conference))

    page = browser.get(SEEK).content.decode()

    assert "No hours are kept in the time that was asked for: The meeting of Lebanon and Iraq." in page
    draft = sought(conference)
    seek.call(draft.pk)
    draft.refresh_from_db()
    assert draft.score is not None
    assert draft.score["left"] == {"important": 1}
    assert draft.explanation is not None


def test_whoever_does_not_work_on_the_desk_may_not() -> None:
    conference = make_timetable.ready()
    bilateral(conference)
    other = make.user(Role.DESK_OFFICER, conference, desks=["door"])

    with pytest.raises(PermissionDenied):
        seek_timetable(other, conference, name="", seconds=5, at=make.NOON)

    assert make.client(other).get(SEEK).status_code == 403
    assert make.client(make.user(Role.SECRETARY, make.conference("other"))).get(SEEK).status_code == 404


def test_the_page_begins_it_and_shows_how_far_it_is() -> None:
    conference = make_timetable.ready()
    bilateral(conference)
    browser = make.client(officer(conference))

    answer = browser.post(SEEK, {"name": make.HOSTILE, "seconds": "20", "seed": ""}, follow=True)

    page = answer.content.decode()
    assert "&lt;b&gt;&quot;=1+1&#x27;" in page
    assert 'hx-trigger="every 1s"' in page
    assert Draft.objects.get().seconds == 20


@pytest.mark.parametrize("seconds", ["", "0", "3601", "x"])
def test_a_time_that_is_none_is_told_at_its_field(seconds: str) -> None:
    conference = make_timetable.ready()
    bilateral(conference)

    answer = make.client(officer(conference)).post(SEEK, {"name": "", "seconds": seconds})

    assert answer.status_code == 422
    assert not Draft.objects.exists()


def test_meetings_of_another_conference_are_not_asked_for() -> None:
    conference, other = make_timetable.ready(), make_timetable.ready(slug="other")
    wish = bilateral(conference)
    bilateral(other)

    assert sought(conference).wishes == {str(wish.pk): 1}
