"""Laying a plan that comes with the house."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.preparation.actions import lay_template
from secretariat.preparation.models import Need, Task
from secretariat.preparation.queries import Step, days_of, in_order, templates, title_in
from secretariat.preparation.queries.templates import TASKS, TITLES
from tests import make, make_preparation

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/plan/template/"


def test_the_tasks_are_dated_back_from_the_opening_and_linked() -> None:
    conference = make.conference(languages=["en"])

    batch = lay_template(make.user(Role.SECRETARY, conference), conference, template="short-notice")

    assert (batch.done, batch.skipped) == (21, ())
    invitations = Task.objects.get(key="short-notice/invitations")
    assert str(invitations.title) == "Send the invitations"
    assert (invitations.start_date, invitations.due_date) == (date(2020, 10, 2), date(2020, 10, 4))
    assert {need.needs.key for need in invitations.needs.all()} == {
        "short-notice/list-of-invited",
        "short-notice/dates-and-venue",
    }
    assert Entry.objects.get().batch["counts"] == {"tasks": 21}


def test_a_template_that_follows_the_closing_is_dated_on_from_the_last_day() -> None:
    conference = make.conference()

    lay_template(make.user(Role.SECRETARY, conference), conference, template="follow-up")

    assert Task.objects.get(key="follow-up/final-text").due_date == date(2020, 11, 14)
    assert Task.objects.get(key="follow-up/first-progress-report").due_date == date(2021, 5, 11)


def test_what_stands_there_already_is_skipped_and_what_is_new_is_linked_to_it() -> None:
    conference = make.conference()
    mandate = make_preparation.task(conference, "Ours", key="short-notice/mandate")
    secretary = make.user(Role.SECRETARY, conference)

    first = lay_template(secretary, conference, template="short-notice")
    second = lay_template(secretary, conference, template="short-notice")

    assert first.done == 20
    assert [reason for _label, reason in first.skipped] == ["stands in the plan already"]
    assert Need.objects.filter(task__key="short-notice/dates-and-venue", needs=mandate).exists()
    assert (second.done, len(second.skipped)) == (0, 21)
    assert Entry.objects.count() == 1


def test_titles_are_kept_in_the_languages_of_the_conference_that_have_words_for_them() -> None:
    with translation.override("ru"):
        title = title_in(["en", "ru"], "mandate")

    assert title.data["en"] == "Agree the purpose of the conference and who convenes it"


def test_an_unknown_template_is_refused_and_a_reader_may_not() -> None:
    conference = make.conference()

    with pytest.raises(Refused, match="no such template"):
        lay_template(make.user(Role.SECRETARY, conference), conference, template="../settings")
    with pytest.raises(PermissionDenied):
        lay_template(make.user(Role.READER, conference), conference, template="follow-up")

    assert not Task.objects.exists()


@pytest.mark.parametrize("key", sorted(TITLES))
def test_every_template_is_sound(key: str) -> None:
    template = templates()[key]
    planned = {task.key: task for task in template.tasks}
    numbers = {name: number for number, name in enumerate(planned)}

    assert len(planned) == len(template.tasks)
    assert set(planned) <= set(TASKS)
    order = in_order(
        {
            numbers[name]: Step(numbers[name], 1, frozenset(numbers[need] for need in task.needs))
            for name, task in planned.items()
        }
    )
    assert len(order) == len(planned)
    # What is needed is due before what needs it begins.
    opening = date(2020, 11, 11)
    early = [
        (name, need)
        for name, task in planned.items()
        for need in task.needs
        if planned[need].due_on(opening) > task.due_on(opening)
    ]
    assert early == []
    assert all(days_of(task.begins_on(opening), task.due_on(opening)) == task.lasts >= 1 for task in planned.values())


def test_every_wording_belongs_to_a_template() -> None:
    used = {task.key for template in templates().values() for task in template.tasks}

    assert set(TASKS) == used


def test_the_page_lays_it_and_says_what_was_laid() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(ADDRESS, {"template": "follow-up"}, follow=True)

    assert "10 laid, 0 skipped" in page.content.decode()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_and_a_reader_may_not_open_it(language: str) -> None:
    conference = make.conference()
    address = ADDRESS.replace("/en/", f"/{language}/")

    assert make.client(make.user(Role.SECRETARY, conference)).get(address).status_code == 200
    assert make.client(make.user(Role.READER, conference)).get(address).status_code == 403
