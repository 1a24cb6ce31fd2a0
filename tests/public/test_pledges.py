"""The public pages of pledges: what was promised, what became of it, and nothing that is kept for fewer people."""

from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.dossier.models import Tie
from secretariat.pledges.models import Pledge
from tests import make, make_days, make_dossier, make_pledges, make_programme

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/pledges/"
HIDDEN: dict[str, Any] = {"sensitivity": "secretariat"}


def page_of(place: str = "", address: str = ADDRESS) -> str:
    answer = make.client().get(address + place)
    assert answer.status_code == 200
    return answer.content.decode()


def test_all_pledges_stand_in_numbers_and_by_name() -> None:
    conference = make.conference()
    pledge = make_pledges.pledge(conference, title=make_pledges.said("Food for schools"), qualifier="more than")
    make_pledges.update(pledge)
    make_pledges.flow(conference, pledge=pledge)
    make_pledges.policy(conference, end_date="2020-12")

    page = page_of()

    for words in ("Food for schools", "more than", "20,000,000 USD", "5,000,000 USD", "In progress", "No update"):
        assert words in page
    assert "of all 2 pledges" in page
    assert "since 31 December 2020" in page
    assert page.count('class="chart-bar series-0"') >= 2
    assert "/en/damascus-2020/pledges.xml" in page


def test_a_pledge_tells_the_promise_the_reports_the_money_and_their_sources() -> None:
    conference = make.conference()
    focal = make.user(Role.FOCAL_POINT, conference, party=make.party("RU"))
    pledge = make_pledges.pledge(conference, text=make_pledges.said("Twenty schools are rebuilt"), objective=4)
    source = make.source(conference, "tass", title="A report")
    make.citation(pledge, source, "двадцать школ")
    make_pledges.update(pledge, narrative=make_pledges.said("Ten are built"), entered_by=focal)
    make_pledges.update(pledge, on=date(2021, 5, 1), is_verified=True, verified_by="A commission")
    make_pledges.flow(conference, pledge=pledge, provider=make.party("RU"))
    make_pledges.progress(make_pledges.target(pledge))
    make_pledges.evidence(pledge, source=source, proves=make_pledges.said("They are open"))

    page = page_of("1/")

    for words in (
        "Twenty schools are rebuilt",
        "двадцать школ",
        "Self-reported",
        "Verified by <bdi>A commission</bdi>",
        "Ten are built",
        "5,000,000 USD",
        "Schools rebuilt",
        "They are open",
        "return in safety and dignity",
    ):
        assert words in page
    assert "/en/damascus-2020/sources/tass/" in page
    assert "Twenty schools are rebuilt" in page_of("tass/", "/en/damascus-2020/sources/")


def test_nothing_that_is_kept_for_fewer_people_is_on_any_public_page() -> None:
    conference = make.conference()
    pledge = make_pledges.pledge(conference, text=make_pledges.said("Open"), title=make_pledges.said("Open"))
    secret = make_pledges.pledge(
        conference, "CN", text=make_pledges.said("MARK pledge"), amount=Decimal(7654321), **HIDDEN
    )
    source = make.source(conference, "seen")
    make_pledges.update(pledge, narrative=make_pledges.said("MARK narrative"), **HIDDEN)
    pledge.stage, pledge.updated_date = "", None
    pledge.save()
    flow = make_pledges.flow(conference, amount=7654321, pledge=pledge, provider_name="MARK donor", **HIDDEN)
    loose = make_pledges.flow(conference, amount=7654321, provider_name="MARK loose")
    target = make_pledges.target(pledge, indicator=make_pledges.said("MARK indicator"), **HIDDEN)
    make_pledges.progress(target, actual=7654321)
    of_secret = make_pledges.flow(conference, amount=7654321, pledge=secret)
    make_pledges.evidence(pledge, proves=make_pledges.said("MARK evidence"), **HIDDEN)
    make_pledges.evidence(pledge, source=make.source(conference, "kept", title="MARK source", **HIDDEN))
    make_pledges.match(
        make_pledges.policy(conference, text=make_pledges.said("MARK need"), **HIDDEN), pledge, state="agreed"
    )
    make_pledges.rate(conference, "EUR", source=make.source(conference, "rates", title="MARK rates", **HIDDEN))
    obstacle = make_dossier.obstacle(conference, text=make_pledges.said("MARK obstacle"), **HIDDEN)
    Tie.objects.create(conference=conference, pledge=pledge, obstacle=obstacle)
    session = make_programme.session(conference, "MARK session", **HIDDEN)
    make_pledges.announcement(session, pledge, passage="MARK passage")
    for fact in (pledge, secret, flow, loose, target, of_secret):
        make.citation(fact, source, "MARK passage of a source" if fact != pledge else "")

    places = ("", "1/", "2/", "3/")
    told = [make.client().get(ADDRESS + place) for place in places]
    told += [make.client().get(f"/en/damascus-2020/{place}") for place in ("pledges.xml", "sources/seen/", "sources/")]

    assert [answer.status_code for answer in told] == [200, 200, 404, 404, 200, 200, 200]
    for answer in told:
        assert "MARK" not in answer.content.decode()
        assert "7654321" not in answer.content.decode()
        assert "7,654,321" not in answer.content.decode()
    assert "its source is not public" in told[1].content.decode()


def test_even_a_secretary_sees_on_them_what_a_stranger_sees() -> None:
    conference = make.conference()
    make_pledges.pledge(conference, text=make_pledges.said("Open"))
    make_pledges.pledge(conference, text=make_pledges.said("Kept"), **HIDDEN)
    browser = make.client(make.user(Role.SECRETARY, conference))

    assert "Kept" not in browser.get(ADDRESS).content.decode()
    assert browser.get(f"{ADDRESS}2/").status_code == 404


def tied(conference: Conference) -> Pledge:
    pledge = make_pledges.pledge(conference, text=make_pledges.said("Mines are cleared"))
    meeting = make_dossier.meeting(conference, key="first")
    obstacle = make_dossier.obstacle(conference, text=make_pledges.said("Mines in the fields"))
    point = make_dossier.point(meeting, text=make_pledges.said("Help was offered"))
    Tie.objects.create(conference=conference, pledge=pledge, obstacle=obstacle)
    Tie.objects.create(conference=conference, pledge=pledge, meeting=meeting, point=point)
    return pledge


def test_it_leads_to_the_obstacle_the_meeting_the_session_and_the_need_that_it_meets() -> None:
    conference = make.conference()
    pledge = tied(conference)
    make_pledges.match(
        make_pledges.policy(conference, text=make_pledges.said("Farms are opened")), pledge, state="agreed"
    )
    session = make_programme.session(conference, "Closing session", sensitivity="public")
    make_pledges.announcement(session, pledge, passage="We shall clear them")
    make_days.publication(conference, [make_days.entry(uid=str(session.uid), title={"en": "Closing session"})])

    page = page_of("1/")

    for words in (
        "Mines in the fields",
        "Help was offered",
        "Closing session",
        "We shall clear them",
        "Farms are opened",
    ):
        assert words in page
    assert f"#session-{session.uid}" in page
    assert "Mines are cleared" in page_of("2/")


def test_a_session_that_is_in_no_published_programme_is_not_spoken_of() -> None:
    conference = make.conference()
    pledge = make_pledges.pledge(conference)
    session = make_programme.session(conference, "Planned in silence", sensitivity="public")
    make_pledges.announcement(session, pledge)

    assert "Planned in silence" not in page_of("1/")


def test_a_session_that_was_renamed_since_is_called_as_the_programme_was_published() -> None:
    conference = make.conference()
    session = make_programme.session(conference, "Renamed in silence", sensitivity="public")
    make_pledges.announcement(session, make_pledges.pledge(conference))
    make_days.publication(conference, [make_days.entry(uid=str(session.uid), title={"en": "Closing session"})])

    page = page_of("1/")

    assert "Closing session" in page
    assert "Renamed in silence" not in page


def test_a_converted_sum_says_its_rate_its_day_and_its_source() -> None:
    conference = make.conference()
    make_pledges.rate(conference, "EUR", "1.1827", source=make.source(conference, "ecb", title="Reference rates"))
    make_pledges.pledge(conference, currency="EUR")
    for _each in range(2):
        make_pledges.pledge(conference)

    page = page_of()

    for words in ("1 EUR = 1.1827 USD", "11 November 2020", "/en/damascus-2020/sources/ecb/", "≈ 63,654,000 USD"):
        assert words in page


def test_many_pledges_have_pages_and_as_many_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    conference = make.conference()
    make_pledges.pledge(conference)
    few = asked()
    for _each in range(30):
        make_pledges.flow(conference, pledge=make_pledges.pledge(conference, "CN"))
    # By the name of the module: a view of that name stands in the package.
    monkeypatch.setattr(import_module("secretariat.public.views.pledges"), "PLEDGES_ON_A_PAGE", 10)

    assert asked() <= few
    assert "Page 2 of 4" in page_of("?page=2")
    assert make.client().get(f"{ADDRESS}?page=5").status_code == 404


def asked() -> int:
    from secretariat.public.views import kept  # noqa: PLC0415

    kept.forget()
    with CaptureQueriesContext(connection) as caught:
        page_of()
    return len(caught)


@pytest.mark.parametrize("language", ["ar", "fr", "zh"])
def test_every_language_has_them(language: str) -> None:
    conference = make.conference()
    make_pledges.flow(conference, pledge=tied(conference))

    for place in ("pledges/", "pledges/1/"):
        answer = make.client().get(f"/{language}/damascus-2020/{place}")
        assert answer.status_code == 200
        assert f'lang="{language}"' in answer.content.decode()


def test_a_conference_without_public_pledges_says_what_belongs_there() -> None:
    make_pledges.pledge(make.conference(), **HIDDEN)

    assert "No pledge is public yet" in page_of()
    assert make.client().get("/en/damascus-2020/pledges.xml").status_code == 200


def test_a_conference_that_is_not_public_has_none() -> None:
    make_pledges.pledge(make.conference(is_public=False))

    assert {make.client().get(ADDRESS + place).status_code for place in ("", "1/")} == {404}
    assert make.client().get("/en/damascus-2020/pledges.xml").status_code == 404
