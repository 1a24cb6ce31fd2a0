"""The participants: by standing, on the map, with every answer ever given, and by name."""

import re
from datetime import date
from typing import Any

import pytest
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, Sensitivity
from secretariat.conference.models import Conference, ShownName
from secretariat.delegations.models import DelegateRole, Standing
from tests import make

pytestmark = pytest.mark.django_db


def page_of(query: str = "", language: str = "en") -> str:
    answer = make.client().get(f"/{language}/damascus-2020/participants/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def section_of(page: str, anchor: str) -> str:
    found = re.search(rf'<section aria-labelledby="{anchor}">.*?</section>', page, re.DOTALL)
    assert found is not None
    return found[0]


def test_parties_stand_under_their_standing_with_date_word_and_source() -> None:
    conference = make.conference()
    accepted = make.answer(make.invitation(conference, make.party("LB")), said_by_party=make.party("SY"))
    make.citation(accepted, make.source(conference, "sana"), "Lebanon will come")
    make.answer(make.invitation(conference, make.party("TR")), Standing.NOT_INVITED)

    page = page_of()

    shown = section_of(page, "accepted")
    for words in ("Lebanon", "1 Nov 2020", "Syria", "Lebanon will come", "/en/damascus-2020/sources/sana/"):
        assert words in shown
    assert "Türkiye" in section_of(page, "not-invited")


def test_a_party_that_declined_is_shown_with_its_reason() -> None:
    conference = make.conference()
    reason = LazyI18nString({"en": "The conference is premature", "ar": "المؤتمر سابق لأوانه"})
    make.answer(make.invitation(conference, make.party("US")), Standing.DECLINED, reason=reason)

    assert "The conference is premature" in section_of(page_of(), "declined")
    assert "المؤتمر سابق لأوانه" in section_of(page_of(language="ar"), "declined")


def test_the_standing_is_that_of_the_public_answers_alone() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, make.party("LB"))
    make.answer(invitation, Standing.ACCEPTED)
    make.answer(
        invitation,
        Standing.WITHDRAWN,
        said_date=date(2020, 11, 5),
        sensitivity=Sensitivity.SECRETARIAT,
        reason=LazyI18nString({"en": "told in confidence"}),
    )
    make.invitation(conference, make.party("IQ"), sensitivity=Sensitivity.SECRETARIAT)
    client = make.client(make.user(Role.SECRETARY, conference))

    page = client.get("/en/damascus-2020/participants/").content.decode()

    assert "Lebanon" in section_of(page, "accepted")
    assert "Withdrawn" not in page
    assert "in confidence" not in page
    assert "Iraq" not in page


def test_contradictory_answers_stand_side_by_side() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, make.party("AE"))
    make.answer(invitation, Standing.ACCEPTED, said_by_party=make.party("SY"))
    make.answer(invitation, Standing.DECLINED, said_date=date(2020, 11, 3), said_by_party=make.party("AE"))

    shown = section_of(page_of(), "declined")

    assert "<details open>" in shown
    assert "contradict each other" in shown
    assert shown.index("standing-accepted") < shown.index("standing-declined")


def test_a_party_that_changed_its_own_word_contradicts_nobody() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, make.party("AE"))
    for standing, day in ((Standing.ACCEPTED, 1), (Standing.DECLINED, 3)):
        make.answer(invitation, standing, said_date=date(2020, 11, day), said_by_party=make.party("AE"))

    shown = section_of(page_of(), "declined")

    assert "contradict" not in shown
    assert "All answers: 2" in shown


def test_a_corrected_answer_stays_visible_as_corrected() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, make.party("AE"))
    wrong = make.answer(invitation, Standing.ATTENDED)
    make.answer(invitation, Standing.ABSENT, corrects=wrong)

    shown = section_of(page_of(), "absent")

    assert "standing-attended" in shown
    assert "corrected later" in shown
    assert "contradict" not in shown


def test_the_map_shows_standings_in_shades_and_says_them_in_words() -> None:
    conference = make.conference()
    make.answer(make.invitation(conference, make.party("LB")), Standing.ATTENDED)
    make.answer(make.invitation(conference, make.party("US")), Standing.DECLINED)
    make.answer(make.invitation(conference, make.organisation("UNHCR")), Standing.NO_ANSWER)

    page = page_of()

    drawing = page[page.index("<svg") : page.index("</svg>")]
    assert 'role="img" aria-labelledby="map-title map-description"' in drawing
    assert re.search(r'<title id="map-title">.+</title>', drawing)
    assert re.search(r'<desc id="map-description">Attended: Lebanon; Declined: United States; ', drawing)
    assert re.search(r'<path class="shade-attended" d="M[^"]+"><title>Lebanon: Attended</title>', drawing)
    assert re.search(r'<path class="shade-declined" d="M[^"]+"><title>United States: Declined</title>', drawing)
    assert "shade-no_answer" not in drawing
    caption = page[page.index("<figcaption>") : page.index("</figcaption>")]
    assert "Office of the High Commissioner for Refugees" in caption
    assert "do not imply official endorsement" in caption
    assert page.index("</figure>") < page.index('id="attended"')


def test_the_names_are_those_that_the_conference_gives() -> None:
    conference = make.conference()
    make.answer(make.invitation(conference, make.party("LB")), said_by_party=make.party("LB"))
    ShownName.objects.create(
        conference=conference, party=make.party("LB"), name=LazyI18nString({"en": "Lebanese Republic"})
    )

    page = page_of()

    assert page.count("Lebanese Republic") >= 4
    assert ">Lebanon" not in page


def test_heads_and_delegates_are_named_with_capacity_and_source() -> None:
    conference = make.conference()
    delegation = make.delegation(conference)
    member = make.delegate(delegation, "Amal Haddad", original_name="أمل حداد", spellings=["Amal Hadad"])
    head = make.delegate(
        delegation, "Rami Khoury", role=DelegateRole.HEAD, capacity=LazyI18nString({"en": "Minister of Social Affairs"})
    )
    make.delegate(delegation, "Secret Adviser", sensitivity=Sensitivity.SECRETARIAT, mail="adviser@example.org")
    make.citation(head, make.source(conference, "nida"))
    make.citation(member, make.source(conference, "hidden-report", sensitivity=Sensitivity.SECRETARIAT))

    shown = section_of(page_of(), "people")

    assert shown.index("Rami Khoury") < shown.index("Amal Haddad")
    for words in ("Minister of Social Affairs", "أمل حداد", "Amal Hadad", "/en/damascus-2020/sources/nida/"):
        assert words in shown
    assert "Secret Adviser" not in shown
    assert "hidden-report" not in shown


def test_names_beyond_the_first_two_hundred_have_their_own_pages() -> None:
    conference = make.conference()
    make.answer(make.invitation(conference))
    delegation = make.delegation(conference)
    for number in range(203):
        make.delegate(delegation, f"Delegate {number:03}")

    first, second = page_of(), page_of("?people=2")

    assert "Delegate 199<" in first
    assert "Delegate 200<" not in first
    assert "Delegate 202<" in second
    assert "Delegate 199<" not in second
    assert "?people=2#people" in first
    assert 'href="/en/damascus-2020/participants/#people"' in second
    assert make.client().get("/en/damascus-2020/participants/?people=3").status_code == 404


def test_without_participants_it_says_what_belongs_here() -> None:
    make.conference()

    assert "Nothing is known about participants yet" in page_of()


def test_hostile_names_do_no_harm() -> None:
    hostile = LazyI18nString({"en": make.HOSTILE})
    conference = make.conference()
    party = make.organisation("EVIL", make.HOSTILE)
    state = make.answer(make.invitation(conference, make.party("LB")), said_by=hostile, reason=hostile)
    ShownName.objects.create(conference=conference, party=make.party("LB"), name=hostile)
    make.answer(make.invitation(conference, party), Standing.DECLINED, said_by=hostile, reason=hostile)
    make.citation(state, make.source(conference, title=make.HOSTILE), make.HOSTILE)
    make.delegate(
        make.delegation(conference), make.HOSTILE, original_name=make.HOSTILE, honorific=make.HOSTILE, capacity=hostile
    )

    page = page_of()

    assert make.HOSTILE not in page
    assert "<b>" not in page
    assert page.count("&lt;b&gt;") >= 12


@pytest.mark.parametrize("count", [1, 30])
def test_many_participants_need_no_more_queries(count: int, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    for number in range(count):
        _participant(conference, number)

    with django_assert_max_num_queries(12):
        page = page_of()

    assert page.count('id="party-P') == count
    assert page.count("Delegate of P") == count


def _participant(conference: Conference, number: int) -> None:
    party = make.organisation(f"P{number}", f"Party {number}")
    invitation = make.invitation(conference, party)
    for standing in (Standing.ACCEPTED, Standing.ATTENDED):
        make.citation(make.answer(invitation, standing, said_by_party=party), make.source(conference))
    delegate = make.delegate(make.delegation(conference, party), f"Delegate of P{number}", role=DelegateRole.HEAD)
    make.citation(delegate, make.source(conference))
