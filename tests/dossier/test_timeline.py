"""Everything that was said and done in the order of its days, as a list and as a drawing."""

import re
from typing import Any

import pytest

from secretariat.accounts.models import Role, Sensitivity, User
from secretariat.archive.queries import Marks
from secretariat.conference.models import Conference
from secretariat.dossier.queries.sight import Sight, sight_of
from secretariat.dossier.queries.strip import COLUMNS, strip_of
from secretariat.dossier.queries.timeline import Key, by_month, events_of, keys_of
from tests import make, make_dossier

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/timeline/"


def sight(conference: Conference, user: User | None = None) -> Sight:
    reader = user or make.user(Role.SECRETARY, conference)
    return sight_of(conference, reader, "en", Marks(lambda _source: ""))


def one_of_each(conference: Conference) -> None:
    lebanon, russia = make.party("LB"), make.party("RU")
    make.answer(make.invitation(conference, lebanon))  # 1 November
    make_dossier.meeting(conference, russia)  # 29 October
    make_dossier.stop(conference, russia)  # October
    make_dossier.position(make_dossier.topic(conference), lebanon)  # 10 November
    make_dossier.initiative(conference, lebanon)  # 12 November
    make_dossier.challenge(conference, by=russia, about=lebanon, said_date="")


def test_the_newest_stands_first_a_month_after_its_days_and_what_has_no_date_last() -> None:
    conference = make.conference()
    one_of_each(conference)

    keys = keys_of(sight(conference))

    assert [(key.kind, key.date) for key in keys] == [
        ("initiative", "2020-11-12"),
        ("position", "2020-11-10"),
        ("answer", "2020-11-01"),
        ("meeting", "2020-10-29"),
        ("stop", "2020-10"),
        ("challenge", ""),
    ]


def test_events_stand_under_their_months() -> None:
    conference = make.conference()
    one_of_each(conference)
    seen = sight(conference)

    months = by_month(events_of(seen, keys_of(seen)))

    assert [(month.date, len(month.events)) for month in months] == [("2020-11", 3), ("2020-10", 2), ("", 1)]
    assert [event.is_of_a_month for event in months[1].events] == [False, True]


@pytest.mark.parametrize(
    ("mission", "said"),
    [
        ({"from_date": "2020-10-25", "until_date": "2020-10-30"}, "2020-10"),
        ({"from_date": "2020-10-25", "until_date": "2020-11-02"}, ""),
        ({"from_date": ""}, ""),
    ],
)
def test_a_stop_without_a_day_lies_in_the_month_of_its_mission(mission: dict[str, str], said: str) -> None:
    conference = make.conference()
    make_dossier.stop(conference, mission=mission)

    assert [key.date for key in keys_of(sight(conference))] == [said]


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("LB", {"answer", "position", "initiative", "challenge"}),
        ("RU", {"meeting", "stop", "challenge"}),
        ("IQ", {"stop"}),
        ("SY", {"meeting"}),
        ("CN", set()),
    ],
)
def test_of_a_party_stands_what_it_did_said_or_had_done_to_it(code: str, kinds: set[str]) -> None:
    conference = make.conference()
    one_of_each(conference)

    keys = keys_of(sight(conference), party=make.party(code))

    assert {key.kind for key in keys} == kinds
    assert len(keys) == len(kinds)


def test_a_corrected_answer_is_not_told_as_what_happened() -> None:
    conference = make.conference()
    wrong = make.answer(make.invitation(conference))
    right = make.answer(wrong.invitation, "declined", corrects=wrong)

    assert [key.pk for key in keys_of(sight(conference))] == [right.pk]


def test_what_a_person_may_not_see_is_neither_listed_nor_counted_nor_drawn() -> None:
    conference = make.conference()
    hidden: dict[str, Any] = {"sensitivity": Sensitivity.RESTRICTED}
    make.answer(make.invitation(conference, make.party("LB"), **hidden))
    make_dossier.meeting(conference, **hidden)
    make_dossier.stop(conference, mission=hidden)
    make_dossier.challenge(conference, **hidden)
    meeting = make_dossier.meeting(conference)
    make_dossier.point(meeting, text=make_dossier.said("told in confidence"), **hidden)
    make_dossier.point(meeting)
    reader = make.user(Role.READER, conference)

    page = make.client(reader).get(ADDRESS)

    assert [key.pk for key in keys_of(sight(conference, reader))] == [meeting.pk]
    assert "in confidence" not in page.content.decode()
    assert "Points: 1" in page.content.decode()


def test_no_event_of_another_conference_is_told() -> None:
    conference = make.conference()
    one_of_each(make.conference("another"))

    page = make.client(make.user(Role.SECRETARY, conference)).get(ADDRESS).content.decode()

    assert "Nothing has happened yet" in page


def test_the_drawing_has_a_lane_for_each_kind_and_says_what_it_leaves_out() -> None:
    conference = make.conference()
    one_of_each(conference)

    page = make.client(make.user(Role.SECRETARY, conference)).get(ADDRESS).content.decode()

    drawing = page[page.index("<svg") : page.index("</svg>")]
    assert 'role="img" aria-labelledby="strip-title strip-description"' in drawing
    assert "From October 2020 to 12 November 2020." in drawing
    assert drawing.count('class="strip-dot"') == 4
    assert "<title>October 2020: 1 entry</title>" in drawing
    assert drawing.count('class="strip-bar"') == 1
    assert "1 entry without any date is not drawn" in page


def test_a_month_lies_from_its_first_day_to_its_last_on_the_drawing() -> None:
    strip = strip_of([Key("challenge", 1, "2020-02"), Key("meeting", 2, "2020-01-01"), Key("meeting", 3, "2020-02-29")])

    assert strip is not None
    meetings, challenges = strip.lanes
    bar = challenges.bars[0]
    assert meetings.dots[0].x < bar.x < meetings.dots[1].x < bar.x + bar.width
    assert bar.x == strip.ticks[1].x
    assert bar.x + bar.width == pytest.approx(97.5, abs=0.02)


@pytest.mark.parametrize(("language", "side"), [("en", "0"), ("ar", "100%")])
def test_names_of_lanes_stand_where_one_begins_to_read_and_days_run_from_left_to_right(
    language: str, side: str
) -> None:
    conference = make.conference()
    make_dossier.meeting(conference, held_date="2020-10-01")
    make_dossier.meeting(conference, held_date="2020-11-01")

    browser = make.client(make.user(Role.SECRETARY, conference))
    page = browser.get(ADDRESS.replace("/en/", f"/{language}/")).content.decode()

    assert re.findall(r'class="strip-label" x="([^"]*)"', page) == [side]
    days = [float(x) for x in re.findall(r'class="strip-dot" cx="([\d.]+)%"', page)]
    assert days == sorted(days)
    assert len(days) == 2


def test_many_days_are_drawn_in_no_more_columns_than_an_eye_can_part() -> None:
    keys = [
        Key("answer", number, f"20{10 + number // 300}-{1 + number % 12:02}-{1 + number % 28:02}")
        for number in range(5000)
    ]

    strip = strip_of(keys)

    assert strip is not None
    assert len(strip.lanes[0].dots) <= COLUMNS
    assert sum(dot.count for dot in strip.lanes[0].dots) == 5000
    assert len(strip.ticks) <= 8


def test_nothing_is_drawn_where_no_date_is_known() -> None:
    assert strip_of([Key("answer", 1, ""), Key("meeting", 2, "unknown")]) is None


def test_one_kind_and_one_party_can_be_asked_for() -> None:
    conference = make.conference()
    one_of_each(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.get(f"{ADDRESS}?party=LB&kind=position").content.decode()

    assert "1 shown of 1" in page
    assert "It is time" in page
    assert '<option value="LB" selected>' in page
    assert browser.get(f"{ADDRESS}?party=XX").status_code == 404
    assert browser.get(f"{ADDRESS}?kind=nonsense&page=abc").status_code == 200


def test_a_meeting_is_told_with_its_points_and_who_made_them() -> None:
    conference = make.conference()
    point = make_dossier.point(make_dossier.meeting(conference, make.party("LB")), make.party("LB"))
    make.citation(point, make.source(conference), "a purely humanitarian aim")

    page = make.client(make.user(Role.READER, conference)).get(ADDRESS).content.decode()

    assert "<bdi>Lebanon</bdi> <em>stressed</em>: <bdi>The aim is humanitarian</bdi>" in page
    assert "a purely humanitarian aim" in page


def test_hostile_words_do_no_harm() -> None:
    conference, words = make.conference(), make_dossier.said(make.HOSTILE)
    make_dossier.meeting(conference, title=words)
    make_dossier.stop(conference, city=words, met=words, result=words)
    make_dossier.initiative(conference, text=words)
    make_dossier.challenge(conference, text=words)
    make_dossier.position(make_dossier.topic(conference, make.HOSTILE), text=words)

    assert "<b>" not in make.client(make.user(Role.SECRETARY, conference)).get(ADDRESS).content.decode()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_in_both_reading_directions(language: str) -> None:
    conference = make.conference()
    one_of_each(conference)

    answer = make.client(make.user(Role.SECRETARY, conference)).get(ADDRESS.replace("/en/", f"/{language}/"))

    assert answer.status_code == 200


@pytest.mark.parametrize("count", [1, 30])
def test_many_rows_need_no_more_queries(count: int, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    source = make.source(conference)
    for number in range(count):
        party = make.organisation(f"P{number}", f"Party {number}")
        make.answer(make.invitation(conference, party))
        meeting = make_dossier.meeting(conference, party)
        make.citation(make_dossier.point(meeting, party), source)
        make_dossier.stop(conference, party)
        make.citation(make_dossier.challenge(conference, by=party), source)
        make_dossier.position(make_dossier.topic(conference, f"Topic {number}"), party)
        make_dossier.initiative(conference, party)
    browser = make.client(make.user(Role.SECRETARY, conference))

    with django_assert_max_num_queries(30):
        page = browser.get(ADDRESS).content.decode()

    assert f"{min(6 * count, 100)} shown of {6 * count}" in page
