"""Stating what a conference is for."""

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.models import Entry
from secretariat.conference.actions import state_objective
from secretariat.conference.models import Objective
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/conference/objectives/state/"
ENTERED = {"kind": "objective", "text_en": "Return in dignity", "text_ar": "عودة كريمة", "sensitivity": "public"}


def test_an_objective_is_kept_with_its_source_and_recorded() -> None:
    conference = make.conference()
    source = make.source(conference)

    objective = state_objective(
        make.user(Role.SECRETARY, conference),
        conference,
        kind=Objective.Kind.OBJECTIVE,
        text="Return in dignity",
        sensitivity="public",
        cited=[Cited(source, "in dignity")],
    )

    assert Citation.objects.of([objective]).get().passage == "in dignity"
    assert Entry.objects.get().made_id == objective.pk


def test_a_reader_may_not() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        state_objective(reader, conference, kind="objective", text="x", sensitivity="public")

    assert make.client(reader).get(ADDRESS).status_code == 403
    assert make.client(reader).post(ADDRESS, ENTERED).status_code == 403
    assert not Objective.objects.exists()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers(language: str) -> None:
    conference = make.conference()
    make.source(conference, title=make.HOSTILE)

    page = make.client(make.user(Role.SECRETARY, conference)).get(ADDRESS.replace("/en/", f"/{language}/"))

    assert page.status_code == 200
    assert make.HOSTILE not in page.content.decode()


def test_the_page_adds_it_with_its_source() -> None:
    conference = make.conference()
    source = make.source(conference)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["conference"])

    page = make.client(officer).post(ADDRESS, {**ENTERED, "source": source.pk, "passage": "in dignity"})

    assert page.status_code == 302
    objective = Objective.objects.get()
    assert objective.text.data == {"en": "Return in dignity", "ar": "عودة كريمة"}
    assert objective.entered_by == officer
    assert Citation.objects.of([objective]).get().source == source


def test_a_passage_without_a_source_is_refused_at_the_field() -> None:
    conference = make.conference()

    page = make.client(make.user(Role.SECRETARY, conference)).post(ADDRESS, {**ENTERED, "passage": "in dignity"})

    assert page.status_code == 422
    assert "source" in page.context["form"].errors
    assert not Objective.objects.exists()


def test_a_source_of_another_conference_cannot_be_cited() -> None:
    conference = make.conference()
    elsewhere = make.source(make.conference("geneva-2020"))

    page = make.client(make.user(Role.SECRETARY, conference)).post(ADDRESS, {**ENTERED, "source": elsewhere.pk})

    assert "source" in page.context["form"].errors


def test_a_restricted_objective_is_shown_to_secretaries_alone() -> None:
    conference = make.conference()
    make.objective(conference, "Kept close", sensitivity="restricted")
    address = "/en/damascus-2020/office/conference/"

    secretary = make.client(make.user(Role.SECRETARY, conference)).get(address)
    reader = make.client(make.user(Role.READER, conference)).get(address)

    assert "Kept close" in secretary.content.decode()
    assert reader.status_code == 200
    assert "Kept close" not in reader.content.decode()


def test_a_reader_here_who_speaks_for_a_party_elsewhere_sees_the_page() -> None:
    here, there = make.conference(), make.conference("geneva-2020")
    both = make.user(Role.READER, here)
    there.memberships.create(user=both, role=Role.FOCAL_POINT, party=make.party("LB"))

    assert make.client(both).get("/en/damascus-2020/office/conference/").status_code == 200


@pytest.mark.parametrize("number", [1, 30])
def test_the_overview_asks_the_same_however_many_rows(
    django_assert_max_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    conference = make.conference()
    source = make.source(conference)
    for place in range(number):
        make.citation(make.objective(conference, f"Aim {place}"), source)
        conference.rooms.create(name=f"Room {place}")
    browser = make.client(make.user(Role.SECRETARY, conference))

    with django_assert_max_num_queries(12):
        assert browser.get("/en/damascus-2020/office/conference/").status_code == 200
