"""The list of challenges with its matrix, and the page of one."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.preparation.queries import challenges_of, gravest, matrix
from tests import make, make_preparation

pytestmark = pytest.mark.django_db
LIST = "/en/damascus-2020/office/challenges/"


def _browser(conference: Conference, role: str = Role.SECRETARY) -> Client:
    return make.client(make.user(role, conference))


def _shown(browser: Client, query: str = "") -> list[str]:
    return [str(each["line"].challenge.text) for each in browser.get(f"{LIST}?{query}").context["lines"]]


def test_the_gravest_stand_first_and_what_is_closed_last() -> None:
    conference = make.conference()
    make_preparation.assessment(make_preparation.challenge(conference, "Closed"), 5, 5, state="closed")
    make_preparation.assessment(make_preparation.challenge(conference, "Slight"), 1, 2)
    make_preparation.assessment(make_preparation.challenge(conference, "Grave"), 4, 5)
    make_preparation.challenge(conference, "Not assessed")

    browser = _browser(conference)

    assert _shown(browser) == ["Grave", "Slight", "Not assessed", "Closed"]
    assert [str(line.challenge.text) for line in browser.get(LIST).context["unassessed"]] == ["Not assessed"]


def test_the_matrix_counts_open_challenges_by_their_newest_assessment() -> None:
    conference = make.conference()
    moved = make_preparation.challenge(conference, "Moved")
    make_preparation.assessment(moved, 5, 5)
    make_preparation.assessment(moved, 2, 3)
    make_preparation.assessment(make_preparation.challenge(conference, "Closed"), 2, 3, state="closed")
    lines = challenges_of(conference, make.user(Role.SECRETARY, conference))

    rows = matrix(lines)

    assert [row[0].impact for row in rows] == [5, 4, 3, 2, 1]
    assert [square.likelihood for square in rows[0]] == [1, 2, 3, 4, 5]
    assert {(square.likelihood, square.impact): square.count for row in rows for square in row if square.count} == {
        (2, 3): 1
    }
    assert (rows[0][4].level, rows[2][1].level, rows[4][0].level) == ("high", "middle", "low")
    assert [line.score for line in gravest(lines, 5)] == [6]


def test_a_square_of_the_matrix_leads_to_its_challenges() -> None:
    conference = make.conference()
    make_preparation.assessment(make_preparation.challenge(conference, "Here"), 4, 5)
    make_preparation.assessment(make_preparation.challenge(conference, "Closed"), 4, 5, state="closed")
    make_preparation.assessment(make_preparation.challenge(conference, "Elsewhere"), 1, 1)
    browser = _browser(conference)

    assert 'href="?likelihood=4&amp;impact=5"' in browser.get(LIST).content.decode()
    assert _shown(browser, "likelihood=4&impact=5") == ["Here"]
    assert len(_shown(browser, "likelihood=9&impact=x")) == 3


def test_the_list_filters_by_words_parties_kind_and_state() -> None:
    conference = make.conference()
    make_preparation.challenge(conference, "On Lebanon", done_to=(make.party("LB"),))
    boycott = make_preparation.challenge(conference, "A boycott", kind="boycott")
    make_preparation.assessment(boycott, state="watched")
    browser = _browser(conference)

    assert _shown(browser, "q=Ливан") == ["On Lebanon"]
    assert _shown(browser, "kind=boycott") == ["A boycott"]
    assert _shown(browser, "state=open") == ["On Lebanon"]
    assert len(_shown(browser, "kind=nonsense&state=nonsense")) == 2


def test_the_page_says_whose_claim_it_is_and_tells_the_history_newest_first() -> None:
    conference = make.conference()
    challenge = make_preparation.challenge(
        conference, said_by=(make.party("SY"),), done_by=(make.party("US"),), done_to=(make.party("LB"),)
    )
    make.citation(challenge, make.source(conference, title="A report"), "unprecedented pressure")
    make_preparation.assessment(challenge, 2, 3)
    make_preparation.assessment(challenge, 4, 5, response="Call the capitals")

    page = _browser(conference).get(f"{LIST}{challenge.pk}/").content.decode()

    for said in ("Syria", "United States", "Lebanon", "A report", "unprecedented pressure", "Call the capitals"):
        assert said in page
    assert page.index("4 (Likely) × 5") < page.index("2 (Unlikely) × 3")


def test_what_is_kept_close_is_neither_listed_nor_counted_nor_found() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    close = make_preparation.challenge(conference, "Hush", sensitivity="restricted")
    make_preparation.assessment(close, sensitivity="public")
    inside = make_preparation.challenge(conference, "Of the secretariat", sensitivity="secretariat")
    foreign = make_preparation.challenge(other)
    reader, press = _browser(conference, Role.READER), _browser(conference, Role.PRESS_OFFICER)

    assert _shown(reader) == ["Of the secretariat"]
    assert _shown(press) == []
    assert reader.get(f"{LIST}{close.pk}/").status_code == 404
    assert press.get(f"{LIST}{inside.pk}/").status_code == 404
    assert _browser(conference).get(f"{LIST}{foreign.pk}/").status_code == 404


def test_an_assessment_that_is_kept_close_does_not_show() -> None:
    conference = make.conference()
    challenge = make_preparation.challenge(conference)
    make_preparation.assessment(challenge, 1, 1)
    make_preparation.assessment(challenge, 5, 5, response="Hush", sensitivity="restricted")

    page = _browser(conference, Role.READER).get(f"{LIST}{challenge.pk}/").content.decode()

    assert "1 (Very unlikely)" in page
    assert "Hush" not in page
    assert "5 (Almost certain)" not in page


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_answer_in_both_reading_directions_and_hostile_words_do_no_harm(language: str) -> None:
    conference = make.conference()
    challenge = make_preparation.challenge(conference, make.HOSTILE)
    make_preparation.assessment(challenge, response=make.HOSTILE)
    browser = _browser(conference)

    for address in (LIST, f"{LIST}{challenge.pk}/"):
        page = browser.get(address.replace("/en/", f"/{language}/"))
        assert page.status_code == 200
        assert "&lt;b&gt;" in page.content.decode()
        assert "<b>" not in page.content.decode()


def test_an_empty_list_teaches_what_belongs_there_and_a_focal_point_does_not_find_it() -> None:
    conference = make.conference()

    assert "Raise a challenge" in _browser(conference).get(LIST).content.decode()
    assert "Raise a challenge" not in _browser(conference, Role.READER).get(LIST).content.decode()
    assert make.client(make.user(Role.FOCAL_POINT, conference, party=make.party())).get(LIST).status_code == 404


def test_the_list_asks_the_same_for_one_challenge_and_thirty(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    conference = make.conference()
    browser, source = _browser(conference), make.source(conference)
    owner = make.user(Role.READER, conference)
    parties = tuple(make.party(code) for code in ("LB", "FR", "JO"))

    def add(place: int) -> None:
        challenge = make_preparation.challenge(conference, str(place), said_by=parties[:1], done_to=parties)
        make.citation(challenge, source)
        make.citation(make_preparation.assessment(challenge, owner=owner), source)

    add(0)
    browser.get(LIST)
    with django_assert_num_queries(9) as one:
        browser.get(LIST)
    for place in range(1, 30):
        add(place)
    with django_assert_num_queries(len(one)):
        browser.get(LIST)


@pytest.mark.parametrize(("language", "arrow"), [("en", "→"), ("ar", "←")])
def test_the_arrow_of_the_matrix_points_to_where_its_columns_grow(language: str, arrow: str) -> None:
    conference = make.conference()
    make_preparation.challenge(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.get(f"/{language}/damascus-2020/office/challenges/").content.decode()

    assert re.findall("[←→]", page[page.index("<caption>") : page.index("</thead>")]) == [arrow]
