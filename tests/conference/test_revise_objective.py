"""Changing the wording of an objective."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Stale
from secretariat.audit.models import Entry
from secretariat.conference.actions import revise_objective
from secretariat.conference.models import Objective
from tests import make

pytestmark = pytest.mark.django_db


def address(objective: Objective, language: str = "en") -> str:
    return f"/{language}/damascus-2020/office/conference/objectives/{objective.pk}/revise/"


def test_the_wording_is_changed_and_the_old_one_stays_in_the_record() -> None:
    conference = make.conference()
    objective = make.objective(conference, "Return")

    revise_objective(make.user(Role.SECRETARY, conference), objective, text="Return in safety", sensitivity="public")

    assert Entry.objects.get().changes["text"] == [{"en": "Return"}, "Return in safety"]


def test_a_wording_that_somebody_changed_meanwhile_is_not_overwritten() -> None:
    conference = make.conference()
    amal, objective = make.user(Role.SECRETARY, conference), make.objective(conference, "Return")
    revise_objective(amal, objective, text="Return in safety", sensitivity="public")

    with pytest.raises(Stale):
        revise_objective(amal, objective, text="Return in dignity", sensitivity="public", version=1)


def test_a_reader_may_not_and_who_does_not_see_it_is_told_there_is_none() -> None:
    conference = make.conference()
    open_to_all, close = make.objective(conference), make.objective(conference, "Close", sensitivity="restricted")
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        revise_objective(reader, open_to_all, text="x", sensitivity="public")

    assert make.client(reader).get(address(open_to_all)).status_code == 403
    assert make.client(reader).get(address(close)).status_code == 404


def test_an_objective_of_another_conference_is_not_found_here() -> None:
    conference = make.conference()
    elsewhere = make.objective(make.conference("geneva-2020"))

    assert make.client(make.user(Role.SECRETARY, conference)).get(address(elsewhere)).status_code == 404


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_and_says_which_version_was_seen(language: str) -> None:
    conference = make.conference()
    objective = make.objective(conference, version=7)

    page = make.client(make.user(Role.SECRETARY, conference)).get(address(objective, language))

    assert page.status_code == 200
    assert 'name="version" value="7"' in page.content.decode()


def test_two_people_at_one_wording_see_each_others() -> None:
    conference = make.conference()
    amal, objective = make.user(Role.SECRETARY, conference), make.objective(conference, "Return")
    opened = {
        "version": 1,
        "text_en": "Return in dignity",
        "initial-text": '{"en": "Return"}',
        "sensitivity": "public",
        "initial-sensitivity": "public",
    }
    revise_objective(amal, objective, text="Return in safety", sensitivity="public")

    page = make.client(amal).post(address(objective), opened)

    difference = page.context["differences"][0]
    assert (difference.seen, difference.now, difference.yours) == (
        "Return",
        "Return in safety",
        "Return in dignity",
    )
    second = make.client(amal).post(address(objective), dict(page.context["form"].data.lists()))
    objective.refresh_from_db()
    assert second.status_code == 302
    assert str(objective.text) == "Return in dignity"
