"""The participation board, and a party's page."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from i18nfield.strings import LazyI18nString
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role, Sensitivity
from secretariat.conference.models import Conference
from secretariat.delegations.actions import record_answer
from secretariat.delegations.models import Channel
from secretariat.parties.queries import shipped_states
from tests import make

pytestmark = pytest.mark.django_db
BOARD = "/en/damascus-2020/office/participation/"
MANY = [row["iso2"] for row in shipped_states()[:30]]


def _browser(conference: Conference, role: str = Role.SECRETARY) -> Client:
    return make.client(make.user(role, conference))


def _shown(browser: Client, query: str = "") -> list[int]:
    return [line.pk for line in browser.get(f"{BOARD}?{query}").context["lines"]]


def _cells(browser: Client, query: str = "") -> list[list[str]]:
    content = browser.get(f"{BOARD}?format=csv{query}").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))


def test_a_party_stands_with_everything_it_answered_and_the_corrected_is_struck_through() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, make.party("LB"))
    wrong = make.answer(invitation, "declined", said_date=date(2020, 10, 20))
    source = make.source(conference, publisher="SANA", title="Two confirmations")
    right = make.answer(
        invitation,
        "accepted",
        said_date=date(2020, 10, 21),
        said_by_party=make.party("SY"),
        corrects=wrong,
        through=Channel.PRESS,
    )
    make.citation(right, source, "Lebanon confirmed")

    page = _browser(conference).get(BOARD).content.decode()

    assert '<s><span class="date">20 Oct 2020</span> <strong>Declined</strong></s>' in page
    assert "Corrected: Accepted, 21 Oct 2020" in page
    assert 'class="pill standing-accepted"' in page
    for said in ("Syria", "Press", "Two confirmations", "Lebanon confirmed"):
        assert said in page


def test_the_filter_finds_a_party_in_any_language_and_script_without_accents() -> None:
    conference = make.conference()
    lebanon = make.invitation(conference, make.party("LB"))
    ivory_coast = make.invitation(conference, make.party("CI"))
    browser = _browser(conference)

    assert _shown(browser, "q=Ливан") == [lebanon.pk]
    assert _shown(browser, "q=لبنان") == [lebanon.pk]
    assert _shown(browser, "q=lbn") == [lebanon.pk]
    assert _shown(browser, "q=COTE+ivoire") == [ivory_coast.pk]
    assert _shown(browser, "q=nobody") == []


def test_the_filters_choose_by_standing_region_and_whether_there_is_an_answer() -> None:
    conference = make.conference()
    lebanon, france = (make.invitation(conference, make.party(code)) for code in ("LB", "FR"))
    agency = make.invitation(conference, make.organisation())
    make.answer(lebanon, "accepted")
    browser = _browser(conference)

    assert _shown(browser, "standing=accepted") == [lebanon.pk]
    assert _shown(browser, "region=150") == [france.pk]
    assert _shown(browser, "region=organisations") == [agency.pk]
    assert _shown(browser, "answered=no") == [france.pk, agency.pk]
    assert _shown(browser, "answered=yes&region=142") == [lebanon.pk]
    assert len(_shown(browser, "standing=nonsense&answered=perhaps&sort=nothing")) == 3


def test_the_board_sorts_both_ways_and_what_is_not_known_stands_last() -> None:
    conference = make.conference()
    early, late, silent = (make.invitation(conference, make.party(code)) for code in ("LB", "FR", "JO"))
    make.answer(early, said_date=date(2020, 10, 1))
    make.answer(late, said_date=date(2020, 11, 1))
    browser = _browser(conference)

    assert _shown(browser) == [late.pk, silent.pk, early.pk]
    assert _shown(browser, "sort=-party") == [early.pk, silent.pk, late.pk]
    assert _shown(browser, "sort=since") == [early.pk, late.pk, silent.pk]
    assert _shown(browser, "sort=-since") == [late.pk, early.pk, silent.pk]


def test_columns_are_chosen() -> None:
    conference = make.conference()
    make.invitation(conference, make.party("LB"))

    page = _browser(conference).get(f"{BOARD}?col=since&col=nonsense").content.decode()

    assert 'data-label="Since"' in page
    assert 'data-label="Region"' not in page


def test_who_has_not_answered_is_counted_by_region() -> None:
    conference = make.conference()
    for code in ("LB", "JO", "FR"):
        make.invitation(conference, make.party(code))
    make.answer(make.invitation(conference, make.party("IQ")), "accepted")

    waiting = _browser(conference).get(BOARD).context["waiting"]

    assert [(each["label"], each["count"], each["total"]) for each in waiting] == [("Asia", 2, 3), ("Europe", 1, 1)]


def test_the_export_holds_what_is_shown_and_no_cell_is_a_formula() -> None:
    conference = make.conference()
    hostile = make.organisation("X1", "=HYPERLINK(0)")
    invitation = make.invitation(conference, hostile)
    make.answer(invitation, "accepted", said_by=LazyI18nString({"en": "@SUM(1)"}))
    make.invitation(conference, make.party("LB"))

    rows = _cells(_browser(conference), "&q=X1&col=word&col=standing")

    assert rows == [["Code", "Party", "Standing", "On whose word"], ["X1", "'=HYPERLINK(0)", "Accepted", "'@SUM(1)"]]


def test_the_export_tells_every_answer_and_marks_the_corrected() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, make.party("LB"))
    wrong = make.answer(invitation, "declined", said_date=date(2020, 10, 20))
    make.answer(invitation, "accepted", said_date=date(2020, 10, 21), corrects=wrong)

    rows = _cells(_browser(conference), "&col=answers")

    assert rows[1] == ["LB", "Lebanon", "2020-10-20, Declined (corrected) | 2020-10-21, Accepted"]


def test_hostile_names_are_shown_harmlessly() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, make.organisation("X1", make.HOSTILE))
    source = make.source(conference, title=make.HOSTILE)
    answer = make.answer(invitation, said_by=LazyI18nString({"en": make.HOSTILE}))
    make.citation(answer, source, make.HOSTILE)
    browser = _browser(conference)

    for address in (BOARD, f"{BOARD}{invitation.pk}/", f"{BOARD}{invitation.pk}/answer/"):
        page = browser.get(address).content.decode()
        assert "<b>" not in page
        assert "&lt;b&gt;&quot;=1+1&#x27;" in page


def test_an_answer_is_shown_to_those_who_see_its_level_and_the_kept_board_keeps_them_apart() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    invitation = make.invitation(conference, make.party("LB"))
    record_answer(
        secretary,
        invitation,
        details={"standing": "declined", "said_date": date(2020, 10, 20), "sensitivity": Sensitivity.RESTRICTED},
    )

    seen = [line.standing for line in make.client(secretary).get(BOARD).context["lines"]]
    seen += [line.standing for line in _browser(conference, Role.READER).get(BOARD).context["lines"]]

    assert seen == ["declined", "invited"]


def test_a_correction_that_is_kept_for_fewer_people_is_not_told_to_the_others() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, make.party("LB"))
    wrong = make.answer(invitation, "accepted")
    make.answer(invitation, "declined", corrects=wrong, sensitivity=Sensitivity.RESTRICTED)
    browser = _browser(conference, Role.READER)

    for address in (f"{BOARD}?col=answers", f"{BOARD}{invitation.pk}/"):
        page = browser.get(address).content.decode()
        assert "Corrected" in page
        assert "Corrected: Declined" not in page


def test_a_new_answer_stands_on_the_board_at_once() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    invitation = make.invitation(conference, make.party("LB"))
    browser = make.client(secretary)
    details: dict[str, Any] = {"said_date": date(2020, 10, 20), "sensitivity": Sensitivity.PUBLIC}

    standings = []
    for standing in ("tentative", "accepted"):
        record_answer(secretary, invitation, details={**details, "standing": standing})
        standings += [browser.get(BOARD).context["lines"][0].standing, browser.get(BOARD).context["lines"][0].standing]

    assert standings == ["tentative", "tentative", "accepted", "accepted"]


def test_the_board_shows_no_row_of_another_conference() -> None:
    conference = make.conference()
    make.invitation(make.conference("elsewhere"), make.party("LB"))

    assert _shown(_browser(conference)) == []


def test_a_reader_has_no_buttons_and_no_boxes_to_tick() -> None:
    conference = make.conference()
    make.invitation(conference, make.party("LB"))

    page = _browser(conference, Role.READER).get(BOARD).content.decode()

    assert "Lebanon" in page
    assert "data-bulk-row" not in page
    assert "Send reminder" not in page
    assert "Invite a party" not in page


def test_a_stranger_is_asked_to_sign_in_and_a_focal_point_does_not_find_the_board() -> None:
    conference = make.conference()
    focal_point = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))

    assert make.client().get(BOARD).status_code == 302
    assert make.client(focal_point).get(BOARD).status_code == 404


def test_an_empty_board_teaches_what_belongs_there() -> None:
    page = _browser(make.conference()).get(BOARD).content.decode()

    assert "Nobody is invited yet" in page
    assert f'href="{BOARD}invite/"' in page


@pytest.mark.parametrize("parties", [1, 30])
def test_the_board_asks_the_database_the_same_number_of_times_for_one_party_and_thirty(
    parties: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    conference = make.conference()
    source = make.source(conference)
    for code in MANY[:parties]:
        answer = make.answer(make.invitation(conference, make.party(code)), said_by_party=make.party("SY"))
        make.citation(answer, source)
    browser = _browser(conference)

    with django_assert_max_num_queries(12):
        page = browser.get(BOARD)

    assert len(page.context["lines"]) == parties


def test_the_page_of_a_party_shows_contradicting_claims_side_by_side_and_how_it_was_invited() -> None:
    conference = make.conference()
    invitation = make.invitation(
        conference, make.party("LB"), rank="minister", sent_date=date(2020, 10, 1), contact_mail="a@example.org"
    )
    make.answer(invitation, "accepted", said_by_party=make.party("SY"))
    make.answer(invitation, "declined", reason=LazyI18nString({"en": "The conference is premature."}))
    delegation = make.delegation(conference, make.party("LB"))
    browser = _browser(conference)
    browser.post(f"{BOARD}remind/", {"invitation": invitation.pk})

    page = browser.get(f"{BOARD}{invitation.pk}/").content.decode()

    for said in ("Accepted", "Declined", "The conference is premature.", "Minister", "1 October 2020", "a@example.org"):
        assert said in page
    assert f"/office/delegations/{delegation.pk}/" in page
    assert f"/participation/{invitation.pk}/answer/" in page


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_answer_in_both_reading_directions(language: str) -> None:
    conference = make.conference()
    invitation = make.invitation(conference, make.party("LB"))
    make.answer(invitation)
    browser = _browser(conference)

    for address in (BOARD, f"{BOARD}{invitation.pk}/", f"{BOARD}?q=zzz"):
        page = browser.get(address.replace("/en/", f"/{language}/"))
        assert page.status_code == 200
        assert f'<html lang="{language}"' in page.content.decode()
