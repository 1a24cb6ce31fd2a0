"""The public pages of meetings: who received whom, what was said, and on whose word it is known."""

from typing import Any

import pytest
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, Sensitivity
from secretariat.meetings.models import Meeting
from secretariat.public.views import pages
from tests import make, make_dossier

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/meetings/"


def page_of(place: str = "") -> str:
    return make.client().get(ADDRESS + place).content.decode()


def test_a_meeting_tells_who_received_whom_and_what_was_said_with_the_passage() -> None:
    conference = make.conference()
    lebanon, source = make.party("LB"), make.source(conference, "sana", title="A report", language="ar")
    told = {"kind": "preparatory", "host_person": "H.E. Amal Haddad", "subject": make_dossier.said("The conference")}
    meeting = make_dossier.meeting(conference, lebanon, key="first", **told)
    make.citation(meeting, source, "استقبل")
    make.citation(make_dossier.point(meeting, lebanon), source, "a humanitarian aim")
    make_dossier.follow_up(meeting, owner_party=lebanon)

    page = page_of("first/")

    for words in ("The envoy is received", "29 October 2020", "Preparatory meeting", "H.E. Amal Haddad", "Head of it"):
        assert words in page
    assert "<bdi>Lebanon</bdi> <em>stressed</em>: <bdi>The aim is humanitarian</bdi>" in page
    assert "a humanitarian aim" in page
    assert '<blockquote lang="ar" dir="auto">استقبل</blockquote>' in page
    assert "Send the list" in page


def test_a_point_of_a_public_meeting_that_is_not_public_is_not_told() -> None:
    conference = make.conference()
    hidden: dict[str, Any] = {"sensitivity": Sensitivity.SECRETARIAT}
    meeting = make_dossier.meeting(conference, key="first")
    make_dossier.point(meeting, text=make_dossier.said("in confidence"), **hidden)
    make_dossier.follow_up(meeting, text=make_dossier.said("in confidence"), **hidden)
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.get(f"{ADDRESS}first/").content.decode()

    assert "in confidence" not in page
    assert "Nothing that was said there is public yet." in page


def test_a_public_point_of_a_meeting_that_is_not_public_appears_nowhere() -> None:
    conference = make.conference()
    meeting = make_dossier.meeting(conference, key="hidden", sensitivity=Sensitivity.SECRETARIAT)
    source = make.source(conference, "sana")
    point = make_dossier.point(meeting, text=make_dossier.said("in confidence"))
    make.citation(point, source, "the hidden passage")
    make.citation(
        make_dossier.follow_up(meeting, text=make_dossier.said("in confidence")), source, "the hidden passage"
    )

    assert make.client().get(f"{ADDRESS}hidden/").status_code == 404
    for place in ("", "meetings/", "timeline/", "sources/sana/"):
        page = make.client().get(f"/en/damascus-2020/{place}").content.decode()
        assert "in confidence" not in page
        assert "the hidden passage" not in page


def test_a_source_tells_which_public_points_cite_it() -> None:
    conference = make.conference()
    source = make.source(conference, "sana")
    point = make_dossier.point(make_dossier.meeting(conference, key="first"))
    make.citation(point, source, "a humanitarian aim")
    make.citation(make_dossier.position(make_dossier.topic(conference)), source)
    make.citation(make_dossier.stop(conference), source)

    page = make.client().get("/en/damascus-2020/sources/sana/").content.decode()

    assert f'href="/en/damascus-2020/meetings/first/#point-{point.pk}"' in page
    assert "a humanitarian aim" in page
    assert "It is time" in page
    assert "Baghdad" in page


def test_meetings_stand_the_newest_first_with_host_and_visitors() -> None:
    conference = make.conference()
    make_dossier.meeting(conference, title=make_dossier.said("Some day"), held_date="")
    make_dossier.meeting(conference, title=make_dossier.said("The earlier"), held_date="2020-10")
    make_dossier.meeting(conference, make.party("LB"), title=make_dossier.said("The later"), held_date="2020-11-02")
    make_dossier.meeting(conference, title=make_dossier.said("In secret"), sensitivity=Sensitivity.DELEGATIONS)

    page = page_of()

    assert page.index("The later") < page.index("The earlier") < page.index("Some day")
    assert "Lebanon" in page
    assert "In secret" not in page


def test_the_page_of_the_conference_leads_to_the_latest_meeting() -> None:
    conference = make.conference()
    make_dossier.meeting(conference, key="earlier", held_date="2020-10-01")
    make_dossier.meeting(conference, key="latest", held_date="2020-11-01")
    make_dossier.meeting(conference, key="some-day", held_date="")

    page = make.client().get("/en/damascus-2020/").content.decode()

    assert 'href="/en/damascus-2020/meetings/latest/"' in page
    assert "/meetings/earlier/" not in page


def test_a_meeting_of_another_conference_has_no_page_here() -> None:
    make.conference()
    make_dossier.meeting(make.conference("another"), key="elsewhere")

    assert make.client().get(f"{ADDRESS}elsewhere/").status_code == 404


def test_long_lists_have_several_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MEETINGS_ON_A_PAGE", 1)
    conference = make.conference()
    make_dossier.meeting(conference, key="earlier", held_date="2020-10-01")
    make_dossier.meeting(conference, key="latest", held_date="2020-11-01")

    assert "/meetings/earlier/" in page_of("?page=2")
    assert "/meetings/earlier/" not in page_of()
    assert make.client().get(f"{ADDRESS}?page=3").status_code == 404


def test_an_empty_page_teaches() -> None:
    make.conference()

    assert "No meeting is known yet" in page_of()


@pytest.mark.parametrize("place", ["", "first/"])
def test_a_kept_page_asks_exactly_one_query(place: str, django_assert_num_queries: Any) -> None:
    make_dossier.meeting(make.conference(), key="first")
    first = page_of(place)

    with django_assert_num_queries(1):
        second = page_of(place)

    assert second == first


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("place", ["", "meeting-0/"])
def test_many_rows_need_no_more_queries(count: int, place: str, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    source, parties = make.source(conference), [make.organisation(f"P{number}") for number in range(count)]
    for number in range(count):
        meeting = make_dossier.meeting(conference, *parties, key=f"meeting-{number}")
        make.citation(meeting, source)
    first = Meeting.objects.get(key="meeting-0")
    for party in parties:
        make.citation(make_dossier.point(first, *parties), source)
        make_dossier.follow_up(first, owner_party=party)

    with django_assert_max_num_queries(16):
        page = page_of(place)

    assert "The envoy is received" in page


def test_hostile_words_do_no_harm_in_either_direction() -> None:
    words = LazyI18nString({"en": make.HOSTILE, "ar": make.HOSTILE})
    meeting = make_dossier.meeting(make.conference(), key="first", title=words, city=words, venue=words, subject=words)
    make_dossier.point(meeting, text=words)

    for language in ("en", "ar"):
        for place in ("", "first/"):
            assert "<b>" not in make.client().get(f"/{language}/damascus-2020/meetings/{place}").content.decode()
