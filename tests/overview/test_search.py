"""Finding parties, people and sources of a conference."""

import pytest
from i18nfield.strings import LazyI18nString
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role, User
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/search/"


def found(user: User, words: str, language: str = "en") -> list[str]:
    page = make.client(user).get(ADDRESS.replace("/en/", f"/{language}/"), {"q": words})
    assert page.status_code == 200
    return [each.label for each in page.context["found"]]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_with_nothing_asked_and_with_hostile_words(language: str) -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)
    make.delegate(make.delegation(conference), make.HOSTILE)
    browser, address = make.client(reader), ADDRESS.replace("/en/", f"/{language}/")

    for words in ("", "a", make.HOSTILE, "%", "\x00x", "x" * 5000):
        page = browser.get(address, {"q": words})
        assert page.status_code == 200
        assert "<b>" not in page.content.decode()


@pytest.mark.parametrize("words", ["lebanon", "LIBAN", "لبنان", "ливан", "LBN"])
def test_a_party_is_found_in_any_language(words: str) -> None:
    conference = make.conference()
    make.invitation(conference)
    make.invitation(conference, make.party("RU"))

    assert found(make.user(Role.READER, conference), words) == ["Lebanon"]


def test_a_party_is_found_by_the_name_this_conference_gives_it() -> None:
    conference = make.conference()
    make.invitation(conference)
    conference.shown_names.create(party=make.party("LB"), name=LazyI18nString({"en": "The Cedars"}))

    assert found(make.user(Role.READER, conference), "cedars") == ["The Cedars"]


@pytest.mark.parametrize("words", ["lavrentiev", "Lavrentyev", "лаврентьев", "ALEXANDER lavrentiev"])
def test_a_delegate_is_found_in_any_spelling(words: str) -> None:
    conference = make.conference()
    make.delegate(
        make.delegation(conference, make.party("RU")),
        "Alexander Lavrentiev",
        spellings=["Alexander Lavrentyev"],
        original_name="Александр Лаврентьев",
    )

    assert found(make.user(Role.READER, conference), words) == ["Alexander Lavrentiev"]


@pytest.mark.parametrize("words", ["тасс", "ТАСС", "return ТАСС"])
def test_a_source_is_found_by_publisher_and_title_together(words: str) -> None:
    conference = make.conference()
    make.source(conference, publisher="ТАСС", title="On the return")
    make.source(conference, publisher="SANA", title="On the return")

    assert found(make.user(Role.READER, conference), words) == ["On the return"]


def test_parties_stand_in_protocol_order() -> None:
    conference = make.conference()
    for party in (make.organisation("AID", "Aid of Lebanon"), make.party("SY"), make.party("LB"), make.party("DE")):
        make.invitation(conference, party)

    assert found(make.user(Role.READER, conference), "an") == ["Germany", "Lebanon", "Syria", "Aid of Lebanon"]


def test_what_one_may_not_see_is_not_found() -> None:
    conference = make.conference()
    make.source(conference, title="Secret note", sensitivity="restricted")
    make.delegate(make.delegation(conference), "Secret Envoy", sensitivity="restricted")
    make.invitation(conference, make.organisation("SECRET", "Secret Society"), sensitivity="restricted")

    assert found(make.user(Role.READER, conference), "secret") == []
    assert len(found(make.user(Role.SECRETARY, conference), "secret")) == 3


def test_what_belongs_to_another_conference_is_not_found_here() -> None:
    conference, there = make.conference(), make.conference("geneva-2020")
    make.invitation(there)
    make.source(there, title="Lebanon elsewhere")

    both = make.user(Role.SECRETARY, conference)
    there.memberships.create(user=both, role=Role.SECRETARY)

    assert found(both, "lebanon") == []


def test_a_focal_point_and_a_stranger_do_not_search() -> None:
    conference = make.conference()
    focal_point = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))

    assert make.client(focal_point).get(ADDRESS, {"q": "lebanon"}).status_code == 404
    assert make.client(make.user(None)).get(ADDRESS, {"q": "lebanon"}).status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_a_search_asks_the_same_however_much_it_finds(
    django_assert_max_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    conference = make.conference()
    delegation = make.delegation(conference)
    for place in range(number):
        make.invitation(conference, make.organisation(f"AID-{place}", f"Aid {place}"))
        make.delegate(delegation, f"Aida {place}")
        make.source(conference, title=f"Aid report {place}")
    browser = make.client(make.user(Role.SECRETARY, conference))

    with django_assert_max_num_queries(29):
        page = browser.get(ADDRESS, {"q": "aid"})

    assert len(page.context["found"]) == 3 * number
