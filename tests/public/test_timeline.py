"""The public timeline: everything that everybody may know, with its passages, and nothing else."""

from typing import Any

import pytest

from secretariat.accounts.models import Role, Sensitivity
from secretariat.public.views import pages
from tests import make, make_dossier

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/timeline/"


def page_of(query: str = "") -> str:
    return make.client().get(ADDRESS + query).content.decode()


def test_answers_meetings_positions_and_challenges_stand_there_with_their_passages() -> None:
    conference = make.conference()
    lebanon, source = make.party("LB"), make.source(conference, "sana", title="A report")
    facts = {
        "the passage of an answer": make.answer(make.invitation(conference, lebanon)),
        "the passage of a meeting": make_dossier.meeting(conference, lebanon, key="first"),
        "the passage of a stop": make_dossier.stop(conference),
        "the passage of a position": make_dossier.position(make_dossier.topic(conference), lebanon),
        "the passage of an initiative": make_dossier.initiative(conference, lebanon),
        "the passage of a challenge": make_dossier.challenge(conference, by=lebanon),
    }
    for passage, fact in facts.items():
        make.citation(fact, source, passage)

    page = page_of()

    for passage in facts:
        assert passage in page
    assert 'href="/en/damascus-2020/meetings/first/"' in page
    assert 'href="/en/damascus-2020/sources/sana/"' in page
    assert "/office/" not in page
    assert "<svg" in page


def test_what_is_not_public_is_not_there_in_whatever_way_it_hangs_together() -> None:
    conference = make.conference()
    hidden: dict[str, Any] = {"sensitivity": Sensitivity.DELEGATIONS}
    source = make.source(conference, "minutes", title="Secret source", sensitivity=Sensitivity.SECRETARIAT)
    words: dict[str, Any] = {"text": make_dossier.said("secret words")}
    make.answer(make.invitation(conference, make.party("LB"), **hidden))
    make.answer(make.invitation(conference, make.party("IQ")), **hidden)
    make_dossier.point(make_dossier.meeting(conference, title=make_dossier.said("secret words"), **hidden))
    meeting = make_dossier.meeting(conference)
    make_dossier.point(meeting, **words, **hidden)
    make.citation(meeting, source, "secret words")
    make_dossier.stop(conference, city=make_dossier.said("secret words"), mission=hidden)
    make_dossier.position(make_dossier.topic(conference, "secret words"), **words, **hidden)
    make_dossier.initiative(conference, **words, **hidden)
    make_dossier.challenge(conference, **words, **hidden)
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.get(ADDRESS).content.decode()

    assert "The envoy is received" in page
    for secret in ("secret", "Secret", "Lebanon", "Iraq", "humanitarian"):
        assert secret not in page


def test_a_month_is_said_to_be_no_day_and_what_has_no_date_stands_last() -> None:
    conference = make.conference()
    make_dossier.challenge(conference, said_date="", text=make_dossier.said("some day"))
    make_dossier.challenge(conference, said_date="2020-11", text=make_dossier.said("that month"))

    page = page_of()

    assert '<time datetime="2020-11">November 2020</time> <small>day not known</small>' in page
    assert page.index("that month") < page.index("Date not known") < page.index("some day")


def test_long_timelines_have_several_pages_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "EVENTS_ON_A_PAGE", 2)
    conference = make.conference()
    for day in range(1, 4):
        make_dossier.initiative(conference, said_date=f"2020-11-0{day}", text=make_dossier.said(f"Proposal {day}"))

    first, second = page_of(), page_of("?page=2")

    assert "Proposal 3" in first
    assert "Proposal 1" not in first
    assert "Proposal 1" in second
    assert "<svg" not in second
    assert make.client().get(f"{ADDRESS}?page=3").status_code == 404


def test_an_empty_page_teaches() -> None:
    make.conference()

    assert "Nothing is known yet" in page_of()


def test_a_conference_that_is_not_public_has_no_timeline() -> None:
    make.conference(is_public=False)

    assert make.client().get(ADDRESS).status_code == 404


def test_a_kept_page_asks_exactly_one_query(django_assert_num_queries: Any) -> None:
    make_dossier.meeting(make.conference())
    first = page_of()

    with django_assert_num_queries(1):
        second = page_of()

    assert second == first


@pytest.mark.parametrize("count", [1, 30])
def test_many_rows_need_no_more_queries(count: int, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    source = make.source(conference)
    for number in range(count):
        party = make.organisation(f"P{number}", f"Party {number}")
        make.answer(make.invitation(conference, party))
        make.citation(make_dossier.point(make_dossier.meeting(conference, party), party), source)
        make_dossier.stop(conference, party)
        make_dossier.challenge(conference, by=party)
        make_dossier.position(make_dossier.topic(conference, f"Topic {number}"), party)
        make_dossier.initiative(conference, party)

    with django_assert_max_num_queries(25):
        page = page_of()

    assert "Party 0" in page


def test_hostile_words_do_no_harm() -> None:
    conference, words = make.conference(), make_dossier.said(make.HOSTILE)
    make.citation(
        make_dossier.meeting(conference, title=words), make.source(conference, title=make.HOSTILE), make.HOSTILE
    )
    make_dossier.challenge(conference, text=words)

    assert "<b>" not in page_of()
