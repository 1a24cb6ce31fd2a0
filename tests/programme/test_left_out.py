"""What is left out of a timetable is told with its reasons and with what would make room."""

from typing import get_args

import pytest

from secretariat.engines import scheduling
from secretariat.engines.scheduling.check import Code as ViolationCode
from secretariat.engines.scheduling.faults.fault import FATAL
from secretariat.engines.scheduling.faults.fault import Code as FaultCode
from secretariat.engines.scheduling.reasons import ReasonCode, RemedyCode
from secretariat.engines.scheduling.wishes import Kind
from secretariat.programme.queries import explaining, left_out, wording
from secretariat.programme.queries.words import words_of
from tests import make, make_timetable
from tests.make_programme import at, bilateral, delegation, place

pytestmark = pytest.mark.django_db
# What the desk never asks, and so is never answered.
UNASKED = {"shape", "unknown_slot", "unknown_room", "half", "fixed_start", "fixed_room"}


def test_each_code_of_the_engine_has_its_sentence() -> None:
    assert {*get_args(ReasonCode)} - {*left_out._REASONS} == {"absent"}
    assert {*get_args(RemedyCode)} == {*left_out._REMEDIES}
    assert {*get_args(Kind)} - {*explaining._WISHES} == {"absence", "required"}
    assert {*get_args(FaultCode)} - FATAL - {*wording._FAULTS} == {"fixed_while_absent"}
    assert {*get_args(ViolationCode)} - {*wording._VIOLATIONS} == UNASKED


def test_a_full_hall_and_an_arrival_are_told_with_what_would_make_room() -> None:
    conference = make.conference()
    make_timetable.hours(conference, 9, 10)
    make_timetable.tables(conference, 1)
    pinned = bilateral(conference, "EG", "JO")
    place(pinned, conference.rooms.get(), starts_at=at(9), is_pinned=True)
    bilateral(conference, "LB", "IQ")
    make_timetable.stay(delegation(conference, "LB"), departs=at(9, 30))
    draft = make_timetable.draft(conference, 0, None)
    problem, plan = scheduling.problem_from(draft.problem), scheduling.plan_from(draft.plan)
    unmet = scheduling.as_data(scheduling.why_unmet(problem, plan))
    words = words_of(conference, make.user("secretary", conference))

    told = left_out.unmet_in_words(unmet, problem, words)

    assert [each.pair for each in told] == ["Lebanon – Iraq"]
    assert set(told[0].reasons) == {
        "Lebanon leaves on 11 Nov 2020, 09:30.",
        "All tables that would do are taken at 11 Nov 2020, 09:00.",
    }
    assert "One more table at 11 Nov 2020, 09:00." in told[0].remedies


def test_the_page_of_a_draft_tells_them() -> None:
    conference = make.conference()
    make_timetable.hours(conference, 9, 10)
    make_timetable.tables(conference, 1)
    for code in ("IQ", "EG", "JO"):
        bilateral(conference, "LB", code)
    draft = make_timetable.draft(conference, 0, 1, None)
    problem, plan = scheduling.problem_from(draft.problem), scheduling.plan_from(draft.plan)
    draft.explanation = {"unmet": scheduling.as_data(scheduling.why_unmet(problem, plan))}
    draft.save()

    page = make.client(make.user("secretary", conference)).get(f"/en/damascus-2020/office/timetable/{draft.pk}/")

    told = page.content.decode()
    assert "1 meeting is left out" in told
    assert "What would make room" in told
    assert "Somebody is in another meeting then: Lebanon" in told
