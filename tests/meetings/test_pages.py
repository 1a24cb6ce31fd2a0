"""The pages of the desk: they answer in both reading directions, to those they are for, at a steady cost."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.accounts.models import Role, Sensitivity
from secretariat.conference.models import Conference
from tests import make, make_meetings

pytestmark = pytest.mark.django_db
HELD = {"sensitivity": Sensitivity.SECRETARIAT}


def _cast(rows: int = 1) -> tuple[Conference, dict[str, Any]]:
    conference = make.conference()
    for _number in range(rows):
        meeting = make_meetings.meeting(conference)
        make_meetings.visitor(meeting, "RU", head="Alexander Lavrentiev")
        make_meetings.visitor(meeting, "LB")
        source = make.source(conference)
        make.citation(meeting, source, "They met in Damascus")
        for _again in range(min(rows, 3)):
            point = make_meetings.point(meeting, by=[make.party("SY"), make.party("RU")])
            make.citation(point, source, "The sides discussed the preparations")
            follow_up = make_meetings.follow_up(meeting, due_date=make.TODAY)
            make_meetings.progress(follow_up)
            make.citation(follow_up, source, "Work will go on")
        first = make_meetings.minutes(meeting, "They met.")
        make_meetings.minutes(meeting, "They met in Damascus.")
        mission = make_meetings.mission(conference)
        for code in ("IQ", "JO", "LB"):
            stop = make_meetings.stop(mission, code, stop_date="2020-10-28" if code == "LB" else "")
        make_meetings.report_back(mission, meeting)
    rows_made = {"meeting": meeting, "minutes": first, "mission": mission, "follow_up": follow_up, "stop": stop}
    return conference, {**rows_made, "point": point}


def _pages(rows: dict[str, Any]) -> list[str]:
    meeting, mission, minutes = rows["meeting"].pk, rows["mission"].pk, rows["minutes"].pk
    return [
        "meetings/",
        f"meetings/{meeting}/",
        f"meetings/{meeting}/compare/",
        f"minutes/{minutes}/",
        "follow-ups/",
        f"follow-ups/{rows['follow_up'].pk}/",
        "missions/",
        f"missions/{mission}/",
    ]


def _forms(rows: dict[str, Any]) -> list[str]:
    meeting, mission = rows["meeting"].pk, rows["mission"].pk
    pages = ["meetings/record/", f"meetings/{meeting}/revise/", f"meetings/{meeting}/point/", "missions/record/"]
    pages += [f"meetings/{meeting}/follow-up/", f"meetings/{meeting}/minutes/", f"missions/{mission}/revise/"]
    pages += [f"missions/{mission}/stop/", f"missions/{mission}/report-back/", f"stops/{rows['stop'].pk}/revise/"]
    pages += [f"points/{rows['point'].pk}/revise/", f"points/{rows['point'].pk}/withdraw/"]
    pages += [f"follow-ups/{rows['follow_up'].pk}/{verb}/" for verb in ("revise", "report")]
    return [*pages, f"minutes/{rows['minutes'].pk}/circulate/", f"minutes/{rows['minutes'].pk}/agree/"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_and_form_answers_in_both_reading_directions(language: str) -> None:
    conference, rows = _cast()
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["meetings"]))

    answers = {
        page: browser.get(make_meetings.address(conference, page, language)) for page in _pages(rows) + _forms(rows)
    }

    assert {page: answer.status_code for page, answer in answers.items() if answer.status_code != 200} == {}
    assert all(f'<html lang="{language}"' in answer.content.decode() for answer in answers.values())


def test_empty_lists_teach() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    told = [
        browser.get(make_meetings.address(conference, page)).content.decode()
        for page in ("meetings/", "missions/", "follow-ups/")
    ]

    assert ["No meeting yet" in told[0], "No mission yet" in told[1], "Nothing to follow up yet" in told[2]] == [
        True
    ] * 3


def test_a_focal_point_finds_no_page_of_the_desk() -> None:
    conference, rows = _cast()
    browser = make.client(make.user(Role.FOCAL_POINT, conference, party=make.party("LB")))

    found = {browser.get(make_meetings.address(conference, page)).status_code for page in _pages(rows) + _forms(rows)}

    assert found == {404}


def test_a_reader_reads_and_may_write_nothing() -> None:
    conference, rows = _cast()
    browser = make.client(make.user(Role.READER, conference))

    assert {browser.get(make_meetings.address(conference, page)).status_code for page in _pages(rows)} == {200}
    assert {browser.get(make_meetings.address(conference, page)).status_code for page in _forms(rows)} == {403}


def test_the_press_reads_what_is_for_delegations_and_no_minutes() -> None:
    conference, rows = _cast()
    hidden = make_meetings.meeting(conference, "A quiet talk", **HELD)
    browser = make.client(make.user(Role.PRESS_OFFICER, conference))

    listed = browser.get(make_meetings.address(conference, "meetings/")).content.decode()
    page = browser.get(make_meetings.address(conference, f"meetings/{rows['meeting'].pk}/")).content.decode()

    assert "A quiet talk" not in listed
    assert browser.get(make_meetings.address(conference, f"meetings/{hidden.pk}/")).status_code == 404
    assert "No minutes yet" in page
    assert browser.get(make_meetings.address(conference, f"minutes/{rows['minutes'].pk}/")).status_code == 404


def test_whatever_belongs_to_a_meeting_that_is_not_seen_is_not_found_however_public_it_is() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference, sensitivity=Sensitivity.RESTRICTED)
    follow_up = make_meetings.follow_up(meeting, "A public promise")
    point = make_meetings.point(meeting)
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["meetings"]))

    pages = [f"follow-ups/{follow_up.pk}/", f"points/{point.pk}/revise/", f"history/meetings.point/{point.pk}/"]

    assert {browser.get(make_meetings.address(conference, page)).status_code for page in pages} == {404}
    assert "A public promise" not in browser.get(make_meetings.address(conference, "follow-ups/")).content.decode()


def test_rows_of_another_conference_are_not_found() -> None:
    conference, _rows = _cast()
    elsewhere = make.conference("geneva-2020")
    meeting, mission = make_meetings.meeting(elsewhere), make_meetings.mission(elsewhere)
    browser = make.client(make.user(Role.SECRETARY, conference))

    pages = [f"meetings/{meeting.pk}/", f"missions/{mission.pk}/", f"meetings/{meeting.pk}/revise/"]

    assert {browser.get(make_meetings.address(conference, page)).status_code for page in pages} == {404}


@pytest.mark.parametrize("place", range(8))
def test_no_page_asks_more_often_when_there_is_more_to_show(place: int) -> None:
    counts = []
    for rows in (1, 6):
        Conference.objects.all().delete()
        conference, made = _cast(rows)
        browser = make.client(make.user(Role.SECRETARY, conference))
        page = make_meetings.address(conference, _pages(made)[place])
        browser.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(page).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_list_is_filtered_by_words_kind_party_and_record_and_sorted_by_time() -> None:
    conference = make.conference()
    first = make_meetings.meeting(conference, "Coordination", held_date="2020-09", kind="video", host=make.party("LB"))
    second = make_meetings.meeting(conference, "The President receives", held_date="2020-10-29")
    unknown = make_meetings.meeting(conference, "Afterwards", held_date="")
    make_meetings.visitor(second, "RU", head="Alexander Lavrentiev")
    make_meetings.minutes(second, state="circulated")
    browser = make.client(make.user(Role.SECRETARY, conference))

    def listed(query: str) -> list[int]:
        page = browser.get(make_meetings.address(conference, f"meetings/?{query}"))
        return [each["row"].meeting.pk for each in page.context["rows"]]

    assert listed("") == [second.pk, first.pk, unknown.pk]
    assert listed("sort=date") == [first.pk, second.pk, unknown.pk]
    assert listed("q=lavrentiev") == [second.pk]
    assert listed("q=россия") == [second.pk]
    assert listed("kind=video") == [first.pk]
    assert listed(f"party={make.party('LB').pk}") == [first.pk]
    assert listed("state=circulated") == [second.pk]
    assert listed("q=nobody") == []


def test_late_follow_ups_stand_first_and_closed_ones_are_asked_for() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    undated = make_meetings.follow_up(meeting, "Some day")
    late = make_meetings.follow_up(meeting, "Long ago", due_date="2020-11-01")
    done = make_meetings.follow_up(meeting, "Behind us", state="done", due_date="2020-11-01")
    coming = make_meetings.follow_up(meeting, "In time", due_date="2999-11-01")
    browser = make.client(make.user(Role.SECRETARY, conference))

    def listed(query: str) -> list[int]:
        page = browser.get(make_meetings.address(conference, f"follow-ups/?{query}"))
        return [each["row"].follow_up.pk for each in page.context["rows"]]

    assert listed("") == [late.pk, coming.pk, undated.pk]
    assert listed("show=late") == [late.pk]
    assert listed("show=closed") == [done.pk]
    assert listed("q=time") == [coming.pk]


def test_hostile_words_are_shown_harmlessly() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference, make.HOSTILE)
    make_meetings.point(meeting, make.HOSTILE)
    make_meetings.minutes(meeting, make.HOSTILE)
    make_meetings.minutes(meeting, make.HOSTILE * 2)
    browser = make.client(make.user(Role.SECRETARY, conference))

    for page in ("meetings/", f"meetings/{meeting.pk}/", f"meetings/{meeting.pk}/compare/"):
        assert "<b>" not in browser.get(make_meetings.address(conference, page)).content.decode()
