"""Revising a figure that was given by hand: the earlier one is kept."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.figures.actions import revise_observation
from secretariat.figures.models import Observation, ValueStatus
from tests import make, make_figures

pytestmark = pytest.mark.django_db


def address(observation: Observation) -> str:
    return f"/en/damascus-2020/office/figures/{observation.pk}/revise/"


def test_a_revision_points_back_and_overwrites_nothing() -> None:
    conference = make.conference()
    earlier = make_figures.observation(conference, 1000, said_by=make.party("LB"))
    secretary = make.user(Role.SECRETARY, conference)

    new = revise_observation(secretary, earlier, details={"value": 1200}, cited=[Cited(make.source(conference))])

    assert (new.revises, new.value, new.status) == (earlier, 1200, ValueStatus.REVISED)
    assert Observation.objects.get(pk=earlier.pk).value == 1000
    assert Entry.objects.get().verb == "figures.revise_observation"


def test_a_figure_is_revised_once_and_not_by_the_same() -> None:
    conference = make.conference()
    earlier = make_figures.observation(conference, 1000, said_by=make.party("LB"))
    secretary = make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="Nothing is different"):
        revise_observation(secretary, earlier, details={})
    revise_observation(secretary, earlier, details={"value": 1200})
    with pytest.raises(Refused, match="revised already"):
        revise_observation(secretary, earlier, details={"value": 1300})


def test_a_figure_of_a_dataset_is_revised_by_its_editions_alone() -> None:
    conference = make.conference()
    edition = make_figures.edition(make_figures.dataset(conference))
    imported = make_figures.observation(conference, edition=edition)
    secretary = make.user(Role.SECRETARY, conference)

    with pytest.raises(PermissionDenied):
        revise_observation(secretary, imported, details={"value": 5})

    assert make.client(secretary).get(address(imported)).status_code == 404


def test_a_reader_may_not_and_a_stranger_finds_no_page() -> None:
    conference = make.conference()
    given = make_figures.observation(conference, said_by=make.party("LB"))
    hidden = make_figures.observation(conference, said_by=make.party("LB"), value=7, sensitivity="restricted")
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        revise_observation(reader, given, details={"value": 5})

    assert make.client(reader).get(address(given)).status_code == 403
    assert make.client(reader).get(address(hidden)).status_code == 404
    assert make.client(make.user(None)).get(address(given)).status_code == 404


def test_the_page_revises_and_the_dashboard_shows_the_new_figure_with_the_earlier_one() -> None:
    conference = make.conference()
    make_figures.origin(conference)
    earlier = make_figures.observation(conference, 111_111, said_by=make.party("LB"))
    browser = make.client(make.user(Role.SECRETARY, conference))
    form = browser.get(address(earlier)).context["form"]
    sent = {name: form.initial.get(name) or "" for name in form.fields}

    page = browser.post(address(earlier), {**sent, "value": "222222"}, follow=True).content.decode()

    assert "the earlier one is kept" in page
    assert "222,222" in page
    assert "<summary>Earlier</summary>" in page
    assert page.count('id="observation-') == 1


def test_a_revision_for_fewer_takes_its_place_also_for_those_who_do_not_see_it() -> None:
    conference = make.conference()
    make_figures.origin(conference)
    earlier = make_figures.observation(conference, 111_111, said_by=make.party("LB"))
    secretary = make.user(Role.SECRETARY, conference)
    revise_observation(secretary, earlier, details={"value": 222_222, "sensitivity": "restricted"})

    page = make.client(make.user(Role.READER, conference)).get("/en/damascus-2020/office/figures/").content.decode()

    assert "111,111" not in page
    assert "222,222" not in page
