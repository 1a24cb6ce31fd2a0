"""The page of every way out: who is offered what, and what each cannot carry, counted before."""

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from secretariat.accounts.models import Role, User
from secretariat.api.queries.exports import Way, ways_out
from secretariat.api.queries.exports_words import SENTENCES, in_words
from secretariat.conference.models import Conference
from tests import make, make_documents, make_meetings, make_programme
from tests.make_convening import convocation
from tests.make_days import feed_of, publication

pytestmark = pytest.mark.django_db


def ways(conference: Conference, user: User) -> dict[str, Way]:
    return {way.key: way for way in ways_out(conference, user, localdate())}


def page(conference: Conference, user: User) -> str:
    answer = make.client(user).get(reverse("api:exports", args=[conference.slug]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_secretary_finds_every_way_out_and_each_leads_somewhere() -> None:
    conference = make.conference(is_public=True)
    make.delegate(make_programme.delegation(conference))
    publication(conference, [])
    secretary = make.user(Role.SECRETARY, conference)
    browser = make.client(secretary)

    found = ways(conference, secretary)

    assert list(found) == [
        "conference-file",
        "tables",
        "cards",
        "calendars",
        "schedule",
        "texts",
        "papers",
        "iati",
        "badges",
        "site",
        "feeds",
        "linked",
        "programs",
    ]
    answers = {link.url: browser.get(link.url).status_code for way in found.values() for link in way.links}
    assert {url: status for url, status in answers.items() if status != 200} == {}
    shown = page(conference, secretary)
    assert all(way.title in shown.replace("&amp;", "&") for way in found.values())


def test_before_the_site_is_shown_no_way_leads_to_what_is_not_there() -> None:
    conference = make.conference(is_public=False)
    make.delegate(make_programme.delegation(conference))
    publication(conference, [])
    secretary = make.user(Role.SECRETARY, conference)
    browser = make.client(secretary)

    found = ways(conference, secretary)

    answers = {link.url: browser.get(link.url).status_code for way in found.values() for link in way.links}
    assert {url: status for url, status in answers.items() if status != 200} == {}
    assert [(found[key].links, found[key].command) for key in ("site", "feeds", "linked")] == [([], "")] * 3
    sentence = "The public site is not shown yet, and there is nothing of it to take."
    assert [found[key].lost[0] for key in ("site", "feeds", "linked")] == [sentence] * 3
    assert page(conference, secretary).count(sentence) == 3


def test_before_a_timetable_is_published_no_way_leads_to_a_public_programme() -> None:
    conference = make.conference(is_public=True)
    make.delegate(make_programme.delegation(conference))
    secretary = make.user(Role.SECRETARY, conference)
    browser = make.client(secretary)

    found = ways(conference, secretary)

    answers = {link.url: browser.get(link.url).status_code for way in found.values() for link in way.links}
    assert {url: status for url, status in answers.items() if status != 200} == {}


@pytest.mark.parametrize(
    ("role", "missing"),
    [
        (Role.DESK_OFFICER, {"conference-file", "badges"}),
        (Role.READER, {"conference-file", "badges"}),
        (Role.PRESS_OFFICER, {"conference-file", "badges", "iati"}),
        (Role.DOOR_OFFICER, {"conference-file", "badges", "iati"}),
    ],
)
def test_each_role_is_offered_what_it_may_take(role: str, missing: set[str]) -> None:
    conference = make.conference(is_public=True)
    make.delegate(make_programme.delegation(conference))
    publication(conference, [])
    person = make.user(role, conference, desks=["programme"] if role == Role.DESK_OFFICER else [])
    everything, mine = ways(conference, make.user(Role.SECRETARY, conference)), ways(conference, person)
    browser = make.client(person)

    assert set(everything) - set(mine) == missing
    answers = {link.url: browser.get(link.url).status_code for way in mine.values() for link in way.links}
    assert {url: status for url, status in answers.items() if status != 200} == {}


def test_a_focal_point_and_a_stranger_find_no_such_page() -> None:
    conference = make.conference()
    focal = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))
    address = reverse("api:exports", args=[conference.slug])

    assert make.client(focal).get(address).status_code == 404
    assert make.client().get(address).status_code == 302


def test_what_a_schedule_and_a_calendar_cannot_carry_is_counted_before() -> None:
    conference = make.conference()
    hall = make_programme.room(conference)
    make_programme.session(conference, room=hall, text=make_programme.said("What it is about"))
    for _time in range(3):
        make_programme.session(conference)
    make_programme.session(conference, starts_at=None, ends_at=None)
    make_programme.session(conference, starts_at=None, ends_at=None, day=None)
    bilateral = make_programme.bilateral(conference)
    make_programme.place(bilateral, hall)

    found = ways(conference, make.user(Role.SECRETARY, conference))

    assert found["schedule"].lost == [
        "3 sessions without a room are not in it.",
        "2 sessions without hours are not in it.",
        "1 bilateral meeting is not in it.",
    ]
    assert found["calendars"].lost == [
        "1 session without a day is in no calendar.",
        "1 session is known to the day alone: it takes the whole day and blocks nobody.",
        "1 session has a description, which calendars do not carry.",
    ]


def test_what_the_conference_file_leaves_here_is_counted() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    secretary = make.user(Role.SECRETARY, conference)
    feed_of(conference)
    feed_of(conference, "ended", revoked_at=make.NOON)
    feed_of(other, "elsewhere")
    convocation(make_programme.session(conference))

    assert ways(conference, secretary)["conference-file"].lost == [
        "1 secret address of a calendar is not in it.",
        "1 invitation that went out as a calendar, and its answers, are not in it.",
    ]


def test_nothing_is_counted_that_somebody_may_not_see() -> None:
    conference = make.conference()
    make_programme.session(conference, sensitivity="restricted")
    make_meetings.meeting(conference, sensitivity="secretariat")
    make_documents.document(conference, "A/CONF.1/21", sensitivity="restricted")
    lebanon = make_programme.delegation(conference)
    make.delegate(lebanon, sensitivity="restricted", mail="a@example.org", spellings=["Amel"])
    press = make.user(Role.PRESS_OFFICER, conference)

    mine, everything = ways(conference, press), ways(conference, make.user(Role.SECRETARY, conference))

    assert [mine[key].lost for key in ("cards", "schedule", "site", "texts")] == [[], [], [], []]
    assert everything["site"].lost == [
        "1 session is not for everybody.",
        "1 meeting is not for everybody.",
        "1 document is not for everybody.",
    ]
    assert everything["schedule"].lost == ["1 session without a room is not in it."]


@pytest.mark.parametrize("role", [Role.PRESS_OFFICER, Role.DOOR_OFFICER])
def test_how_far_an_accreditation_is_is_not_counted_for_whoever_does_not_read_it(role: str) -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    for name, state in (("Amal Haddad", "nominated"), ("Omar Khoury", "refused")):
        make.delegate(lebanon, name, state=state)

    mine, everything = (ways(conference, make.user(each, conference)) for each in (role, Role.SECRETARY))

    assert [mine[key].lost for key in ("cards", "tables")] == [[], []]
    assert all(everything[key].lost for key in ("cards", "tables"))


def test_every_code_has_a_sentence_for_one_and_for_many_in_every_language() -> None:
    for language in ("ar", "en", "es", "fr", "ru", "zh-hans"):
        with translation.override(language):
            said = [in_words({code: count}) for code in SENTENCES for count in (1, 2, 3, 11, 2_500)]
            assert all(len(each) == 1 and "%(" not in each[0] for each in said)
    assert in_words(dict.fromkeys(SENTENCES, 0)) == []


def test_the_page_stands_in_the_rail() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.DOOR_OFFICER, conference))

    home = browser.get(reverse("overview:morning", args=[conference.slug])).content.decode()

    assert reverse("api:exports", args=[conference.slug]) in home
