"""The morning page and the search know of pledges and figures."""

from datetime import date

import pytest

from secretariat.accounts.models import Role
from secretariat.overview.queries import follow_through
from tests import make, make_figures, make_pledges

pytestmark = pytest.mark.django_db
TODAY = date(2022, 6, 1)


def test_the_morning_page_tells_what_is_to_be_followed_up() -> None:
    conference = make.conference()
    officer = make.user(Role.DESK_OFFICER, conference, desks=["figures", "pledges"])
    late = make_pledges.pledge(conference, "RU", text=make_pledges.said("Food aid"), said_date="2020-11-11")
    make_pledges.target(late)
    make_pledges.pledge(conference, "CN", text=make_pledges.said("Vaccines"), said_date="2022-05-01")
    waiting = make_figures.release(conference, state="submitted")
    make_figures.condition(make_figures.area(conference))
    failed = make_figures.edition(make_figures.dataset(conference), state="failed")

    through = follow_through(conference, officer, today=TODAY)

    assert [each.pledge for each in through.overdue] == [late]
    assert [each.pledge for each in through.silent] == [late]
    assert through.releases == [waiting]
    assert [each.area.code for each in through.stale] == ["SY01"]
    assert through.failed == [failed]
    page = make.client(officer).get("/en/damascus-2020/office/").content.decode()
    for words in (
        "Overdue pledges",
        "Food aid",
        "Tables that wait for a second person",
        "Damascus",
        "Imports that failed",
    ):
        assert words in page

    make_figures.edition(failed.dataset)
    assert follow_through(conference, officer, today=TODAY).failed == []
    focal = make.user(Role.FOCAL_POINT, conference, party=make.party("RU"))
    assert follow_through(conference, focal, today=TODAY).is_empty


def test_the_search_finds_pledges_areas_camps_and_releases() -> None:
    conference = make.conference()
    officer = make.user(Role.DESK_OFFICER, conference, desks=["figures", "pledges"])
    make_pledges.pledge(conference, text=make_pledges.said("Blankets for winter"))
    make_figures.area(conference, name="Quneitra")
    make_figures.site(conference)
    make_figures.release(conference, title=make_figures.said("Returns by year"))
    make_pledges.pledge(conference, "CN", text=make_pledges.said("Blankets, hushed"), sensitivity="restricted")
    browser = make.client(officer)

    def found(words: str) -> str:
        return str(browser.get("/en/damascus-2020/office/search/", {"q": words}).content.decode())

    assert "Blankets for winter" in found("blankets")
    assert "hushed" not in found("blankets")
    assert "Area of return" in found("quneitra")
    assert "Camp or site" in found("za'atari")
    assert "Release of figures" in found("returns by")


def test_histories_of_matches_and_rates_are_open_to_whoever_sees_what_they_rest_on() -> None:
    conference = make.conference()
    open_match = make_pledges.match(make_pledges.policy(conference), make_pledges.pledge(conference))
    hidden = make_pledges.match(open_match.wanted, make_pledges.pledge(conference, "CN", sensitivity="restricted"))
    rate = make_pledges.rate(conference)
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["pledges"]))

    def status(kind: str, pk: int) -> int:
        return browser.get(f"/en/damascus-2020/office/history/{kind}/{pk}/").status_code

    assert status("pledges.match", open_match.pk) == 200
    assert status("pledges.match", hidden.pk) == 404
    assert status("pledges.exchangerate", rate.pk) == 200
