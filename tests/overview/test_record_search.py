"""Finding what the diplomatic record holds, and reading its history, as far as one may see."""

from typing import Any

import pytest
from i18nfield.strings import LazyI18nString
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.dossier.actions import open_topic, record_position, rename_topic
from secretariat.meetings.actions import make_point, record_meeting, revise_meeting, write_minutes
from secretariat.overview.queries import Found
from tests import make, make_dossier, make_dossier_reports, make_meetings, make_preparation

pytestmark = pytest.mark.django_db
OFFICE = "/en/damascus-2020/office/"


def found(user: User, words: str, language: str = "en") -> list[Found]:
    page = make.client(user).get(f"{OFFICE}search/".replace("/en/", f"/{language}/"), {"q": words})
    assert page.status_code == 200
    return [each for each in page.context["found"] if each.kind not in ("Party", "Delegate", "Source")]


def furnish(conference: Conference, **fields: Any) -> None:
    """A row of every kind that speaks of Maalula."""
    said = make_dossier.said("On Maalula")
    meeting = make_meetings.meeting(conference, "On Maalula", **fields)
    make_meetings.point(meeting, "On Maalula", **fields)
    make_meetings.follow_up(meeting, "On Maalula", **fields)
    mission = make_meetings.mission(conference, purpose=said, **fields)
    make_meetings.stop(mission, city=said, **fields)
    make_preparation.task(conference, "On Maalula", **fields)
    make_preparation.challenge(conference, "On Maalula", **fields)
    make_dossier.position(make_dossier.topic(conference), text=said, **fields)
    make_dossier.initiative(conference, text=said, **fields)
    make_dossier.obstacle(conference, area=said, **fields)
    report = make_dossier_reports.report(conference)
    type(report).objects.filter(pk=report.pk).update(name="On Maalula", **fields)


KINDS = [
    "Meeting",
    "Point of a meeting",
    "Follow-up",
    "Mission",
    "Stop of a mission",
    "Task",
    "Challenge",
    "Position",
    "Initiative",
    "Obstacle to return",
    "Report",
]


def test_every_kind_of_the_record_is_found_and_leads_to_its_page() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    furnish(conference)

    rows = found(secretary, "maalula")

    assert [row.kind for row in rows] == KINDS
    browser = make.client(secretary)
    for row in rows:
        page = browser.get(row.url.partition("#")[0])
        assert page.status_code == 200, row
        place = row.url.partition("#")[2]
        assert not place or f'id="{place}"' in page.content.decode(), row


def test_words_are_found_in_every_language_they_are_kept_in_and_told_in_the_readers() -> None:
    conference = make.conference()
    title = LazyI18nString({"en": "A talk on water", "ru": "Беседа о воде", "ar": "حديث عن الماء"})
    meeting = make_meetings.meeting(conference)
    meeting.title = title
    meeting.save()
    reader = make.user(Role.READER, conference)

    for words in ("WATER talk", "беседа", "الماء"):
        assert [row.label for row in found(reader, words)] == ["A talk on water"]
    assert [row.label for row in found(reader, "water", "ar")] == ["حديث عن الماء"]
    assert found(reader, "water беседа sand") == []


@pytest.mark.parametrize("sensitivity", ["secretariat", "restricted"])
def test_what_is_closed_to_a_person_is_not_found_by_them(sensitivity: str) -> None:
    conference = make.conference()
    furnish(conference, sensitivity=sensitivity)

    assert found(make.user(Role.PRESS_OFFICER, conference), "maalula") == []
    assert len(found(make.user(Role.SECRETARY, conference), "maalula")) == len(KINDS)


def test_a_point_for_all_of_a_meeting_for_few_is_not_found() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference, "Kept close", sensitivity="restricted")
    make_meetings.point(meeting, "On Maalula", sensitivity="public")

    assert found(make.user(Role.READER, conference), "maalula") == []


def test_the_record_of_another_conference_is_not_found_here() -> None:
    conference, there = make.conference(), make.conference("geneva-2020")
    furnish(there)
    both = make.user(Role.SECRETARY, conference)
    there.memberships.create(user=both, role=Role.SECRETARY)

    assert found(both, "maalula") == []


@pytest.mark.parametrize("number", [1, 30])
def test_a_search_of_the_record_asks_the_same_however_much_it_finds(
    django_assert_max_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    conference = make.conference()
    said, topic = make_dossier.said("On Maalula"), make_dossier.topic(conference)
    for _ in range(number):
        meeting = make_meetings.meeting(conference, "On Maalula")
        make_meetings.point(meeting, "On Maalula")
        make_meetings.follow_up(meeting, "On Maalula")
        make_meetings.stop(make_meetings.mission(conference, purpose=said), city=said)
        make_preparation.task(conference, "On Maalula")
        make_preparation.challenge(conference, "On Maalula")
        make_dossier.position(topic, text=said)
        make_dossier.initiative(conference, text=said)
        make_dossier.obstacle(conference, area=said)
    browser = make.client(make.user(Role.SECRETARY, conference))

    with django_assert_max_num_queries(29):
        page = browser.get(f"{OFFICE}search/", {"q": "maalula"})

    assert len(page.context["found"]) == 10 * number


def verbs(user: User) -> list[str]:
    return [each.entry.verb for each in make.client(user).get(f"{OFFICE}record/").context["entries"]]


def history(user: User, kind: str, pk: int) -> int:
    return make.client(user).get(f"{OFFICE}history/{kind}/{pk}/").status_code


def test_a_topic_is_told_to_whom_a_position_on_it_is_shown() -> None:
    conference = make.conference()
    secretary, reader = make.user(Role.SECRETARY, conference), make.user(Role.READER, conference)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["dossier"])
    topic = open_topic(secretary, conference, name=make_dossier.said("Timing"))
    rename_topic(secretary, topic, name=make_dossier.said("Time"))

    assert verbs(officer) == ["dossier.rename_topic", "dossier.open_topic"]
    assert (verbs(reader), history(reader, "dossier.topic", topic.pk)) == ([], 404)
    details = {"party": make.party("LB"), "topic": topic, "text": make_dossier.said("Now"), "sensitivity": "public"}
    record_position(secretary, conference, details=details)

    assert verbs(reader) == ["dossier.record_position", "dossier.rename_topic", "dossier.open_topic"]
    assert history(reader, "dossier.topic", topic.pk) == 200


def test_drafts_are_told_to_whom_their_report_is_shown() -> None:
    conference = make.conference()
    secretary, reader = make.user(Role.SECRETARY, conference), make.user(Role.READER, conference)
    report = make_dossier_reports.report(conference, actor=secretary)
    draft = report.drafts.all()[0]
    assert history(reader, "dossier.draft", draft.pk) == 200

    type(report).objects.update(sensitivity="restricted")

    assert history(reader, "dossier.draft", draft.pk) == 404
    assert history(secretary, "dossier.draft", draft.pk) == 200


def test_the_record_of_a_meeting_is_told_in_words_and_to_nobody_who_does_not_see_it() -> None:
    conference = make.conference()
    secretary, reader = make.user(Role.SECRETARY, conference), make.user(Role.READER, conference)
    details = {"title": make_dossier.said("A talk"), "sensitivity": "restricted", "held_date": "2020-10-29"}
    meeting = record_meeting(secretary, conference, details=details)
    point = {"verb": "agreed", "text": make_dossier.said("To meet"), "sensitivity": "public"}
    made = make_point(secretary, meeting, details=point, speakers=[make.party("LB"), make.party("RU")])
    write_minutes(secretary, meeting, text="They met.", language="en")

    entries = make.client(secretary).get(f"{OFFICE}record/").context["entries"]

    assert [each.verb for each in entries] == [
        "wrote a version of minutes",
        "recorded a point of a meeting",
        "recorded a meeting",
    ]
    changes = {change.label: change.new for change in entries[1].changes}
    assert (changes["speakers"], changes["Verb"]) == ("Lebanon, Russia", "agreed")
    assert verbs(reader) == []
    assert history(reader, "meetings.point", made.pk) == 404
    revise_meeting(secretary, meeting, details={"sensitivity": "public"})
    assert history(reader, "meetings.point", made.pk) == 200
    assert "meetings.write_minutes" in verbs(reader)
    assert "meetings.write_minutes" not in str(
        make.client(make.user(Role.PRESS_OFFICER, conference)).get(OFFICE).context["entries"]
    )
