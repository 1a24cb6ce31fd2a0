"""Putting a right answer in the place of a wrong one."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import correct_answer
from secretariat.delegations.models import Answer
from tests import make

pytestmark = pytest.mark.django_db
RIGHT = {"standing": "declined", "said_date": date(2020, 10, 26)}
ENTERED = {"standing": "declined", "said_date": "2020-10-26", "sensitivity": "public"}


def _address(answer: Answer) -> str:
    return f"/en/damascus-2020/office/answers/{answer.pk}/correct/"


def test_a_correction_is_a_new_answer_and_the_wrong_one_stays() -> None:
    conference = make.conference()
    wrong = make.answer(make.invitation(conference), "accepted")

    right = correct_answer(make.user(Role.SECRETARY, conference), wrong, details=RIGHT)

    wrong.refresh_from_db()
    assert (wrong.standing, wrong.corrected_by, right.corrects) == ("accepted", right, wrong)
    entry = Entry.objects.get()
    assert (entry.verb, entry.thing_id, entry.made_id) == ("delegations.correct_answer", wrong.pk, right.pk)


def test_an_answer_is_corrected_once() -> None:
    conference = make.conference()
    wrong = make.answer(make.invitation(conference))
    make.answer(wrong.invitation, "declined", corrects=wrong)

    with pytest.raises(Refused, match="corrected already"):
        correct_answer(make.user(Role.SECRETARY, conference), wrong, details=RIGHT)

    assert Answer.objects.count() == 2
    assert not Entry.objects.exists()


def test_a_reader_may_not_correct_an_answer() -> None:
    conference = make.conference()
    reader, wrong = make.user(Role.READER, conference), make.answer(make.invitation(conference))

    with pytest.raises(PermissionDenied):
        correct_answer(reader, wrong, details=RIGHT)

    assert make.client(reader).get(_address(wrong)).status_code == 403


def test_an_answer_of_another_conference_is_not_found() -> None:
    conference = make.conference()
    foreign = make.answer(make.invitation(make.conference("elsewhere")))

    assert make.client(make.user(Role.SECRETARY, conference)).get(_address(foreign)).status_code == 404


def test_the_form_starts_from_the_answer_as_it_is_with_its_sources() -> None:
    conference = make.conference()
    wrong = make.answer(make.invitation(conference), "tentative", rank="minister")
    sources = [make.source(conference) for _each in range(3)]
    for source in sources:
        make.citation(wrong, source, f"passage of {source.pk}")

    form = make.client(make.user(Role.SECRETARY, conference)).get(_address(wrong)).context["form"]

    assert (form["standing"].value(), form["rank"].value()) == ("tentative", "minister")
    assert [form[f"source_{row}"].value() for row in (1, 2, 3)] == [str(source.pk) for source in sources]
    assert form["passage_3"].value() == f"passage of {sources[2].pk}"


def test_the_page_of_the_party_shows_both_and_says_which_holds() -> None:
    conference = make.conference()
    wrong = make.answer(make.invitation(conference), "accepted")
    source = make.source(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(_address(wrong), {**ENTERED, "source_1": source.pk}, follow=True).content.decode()

    right = Answer.objects.get(corrects=wrong)
    assert "Corrected: Declined, 26 Oct 2020" in page
    assert f'id="answer-{wrong.pk}"' in page
    assert f'id="answer-{right.pk}"' in page
    assert Citation.objects.of([right]).get().source == source


def test_a_second_correction_of_the_same_answer_is_told_in_the_form() -> None:
    conference = make.conference()
    wrong = make.answer(make.invitation(conference))
    make.answer(wrong.invitation, "declined", corrects=wrong)

    page = make.client(make.user(Role.SECRETARY, conference)).post(_address(wrong), ENTERED)

    assert page.context["form"].non_field_errors() == ["This answer was corrected already; correct the newer one."]


def test_an_answer_that_a_source_gives_without_a_day_can_be_corrected_without_one() -> None:
    conference = make.conference()
    wrong = make.answer(make.invitation(conference), said_date=None)
    browser = make.client(make.user(Role.SECRETARY, conference))

    response = browser.post(_address(wrong), {**ENTERED, "said_date": ""})

    assert response.status_code == 302
    assert Answer.objects.get(corrects=wrong).said_date is None


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_in_both_reading_directions(language: str) -> None:
    conference = make.conference()
    answer = make.answer(make.invitation(conference))
    browser = make.client(make.user(Role.SECRETARY, conference))

    assert browser.get(_address(answer).replace("/en/", f"/{language}/")).status_code == 200
