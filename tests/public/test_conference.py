"""The page of a conference: what, where, when, by whom, for what, and who takes part, in numbers."""

import pytest
from django.test import Client
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, Sensitivity
from secretariat.conference.models import CoOrganiser, Objective
from secretariat.delegations.models import ClaimedTotal, Standing
from tests import make

pytestmark = pytest.mark.django_db


def page_of(path: str = "/en/damascus-2020/", client: Client | None = None) -> str:
    answer = (client or make.client()).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
@pytest.mark.parametrize("place", ["", "participants/", "sources/", "sources/sana/"])
def test_every_page_answers_in_the_readers_language(language: str, direction: str, place: str) -> None:
    conference = make.conference()
    make.source(conference, "sana")

    page = page_of(f"/{language}/damascus-2020/{place}")

    assert f'<html lang="{language}" dir="{direction}">' in page
    assert 'lang="fr" hreflang="fr"' in page


def test_it_says_what_where_when_and_by_whom() -> None:
    conference = make.conference(
        subject=LazyI18nString({"en": "Conditions of return"}), venue=LazyI18nString({"en": "Conferences Palace"})
    )
    CoOrganiser.objects.create(conference=conference, party=make.party("RU"))

    page = page_of()

    for words in ("Conditions of return", "Conferences Palace", "Damascus", "11–12 November 2020", "Syria", "Russia"):
        assert words in page


def test_objectives_and_expected_results_show_their_sources() -> None:
    conference = make.conference()
    aim = make.objective(conference, "Return in dignity")
    make.objective(conference, "A final statement", kind=Objective.Kind.EXPECTED_RESULT)
    make.citation(aim, make.source(conference, "sana-1110", title="Opening"), "to go home in dignity")

    page = page_of()

    assert page.index("Return in dignity") < page.index("Expected results") < page.index("A final statement")
    assert 'href="/en/damascus-2020/sources/sana-1110/"' in page
    assert "to go home in dignity" in page


def test_what_is_kept_for_the_secretariat_is_not_shown_even_to_a_secretary() -> None:
    conference = make.conference()
    make.objective(conference, "A hidden aim", sensitivity=Sensitivity.SECRETARIAT)
    shown = make.objective(conference, "An open aim")
    make.citation(shown, make.source(conference, title="A hidden report", sensitivity=Sensitivity.SECRETARIAT))

    page = page_of(client=make.client(make.user(Role.SECRETARY, conference)))

    assert "An open aim" in page
    assert "hidden" not in page.replace("visually-hidden", "")


@pytest.mark.parametrize("place", ["", "participants/", "sources/", "sources/sana/"])
def test_a_conference_that_is_not_public_has_no_public_page(place: str) -> None:
    conference = make.conference(is_public=False)
    make.source(conference, "sana")
    secretary = make.client(make.user(Role.SECRETARY, conference))

    for client in (make.client(), secretary):
        assert client.get(f"/en/damascus-2020/{place}").status_code == 404


def test_a_claimed_total_stands_beside_what_is_known_by_name_and_the_difference_is_said() -> None:
    conference = make.conference()
    for code in ("LB", "IR", "RU"):
        make.answer(make.invitation(conference, make.party(code)), Standing.ATTENDED)
    make.answer(make.invitation(conference, make.organisation("UNHCR")), Standing.ATTENDED)
    claim = ClaimedTotal.objects.create(
        conference=conference,
        states=27,
        organisations=1,
        said_by=LazyI18nString({"en": "organisers"}),
        sensitivity=Sensitivity.PUBLIC,
        entered_by=make.user(),
    )
    make.citation(claim, make.source(conference, "sputnik"))

    page = page_of()

    assert "organisers" in page
    assert "24 are not known by name" in page
    assert "None: all are known by name" in page
    assert 'href="/en/damascus-2020/sources/sputnik/"' in page


def test_more_known_by_name_than_was_said_is_said_too() -> None:
    conference = make.conference()
    for code in ("LB", "IR"):
        make.answer(make.invitation(conference, make.party(code)), Standing.ATTENDED)
    ClaimedTotal.objects.create(conference=conference, states=1, sensitivity=Sensitivity.PUBLIC, entered_by=make.user())

    assert "1 more is known by name than was said" in page_of()


def test_the_tally_of_standings_leads_to_the_participants() -> None:
    conference = make.conference()
    make.answer(make.invitation(conference, make.party("LB")), Standing.ATTENDED)
    make.answer(make.invitation(conference, make.party("UY")), Standing.NO_ANSWER)

    page = page_of()

    assert 'href="/en/damascus-2020/participants/#attended"' in page
    assert 'href="/en/damascus-2020/participants/#no-answer"' in page


def test_hostile_names_do_no_harm() -> None:
    hostile = LazyI18nString({"en": make.HOSTILE})
    conference = make.conference(title=hostile, subject=hostile, venue=hostile, acronym=make.HOSTILE)
    aim = make.objective(conference, make.HOSTILE)
    make.citation(aim, make.source(conference, title=make.HOSTILE, publisher=make.HOSTILE), make.HOSTILE)

    page = page_of()

    assert make.HOSTILE not in page
    assert page.count("&lt;b&gt;") >= 6
