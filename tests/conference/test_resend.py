"""The outbox, and sending again what could not be sent."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.actions import resend
from secretariat.conference.models import Conference, Message
from tests import make

pytestmark = pytest.mark.django_db
OUTBOX = "/en/damascus-2020/office/outbox/"


def message(conference: Conference, **fields: Any) -> Message:
    values = {
        "kind": "reminder",
        "to": "mission@example.org",
        "party": make.party("LB"),
        "language": "en",
        "subject": "Reminder",
        "body": "The secretariat presents its compliments.",
        "result": Message.Result.FAILED,
        "reason": "Connection refused",
        "entered_by": make.user(None),
    }
    return Message.objects.create(conference=conference, **{**values, **fields})


def test_a_message_that_failed_waits_again_and_is_handed_to_the_worker() -> None:
    conference = make.conference()
    failed = message(conference)

    resend(make.user(Role.SECRETARY, conference), failed, at=make.NOON)

    failed.refresh_from_db()
    assert (failed.result, failed.reason) == (Message.Result.WAITING, "")
    assert DBTaskResult.objects.get().args_kwargs["args"] == [failed.pk]
    assert Entry.objects.get().changes["result"] == ["failed", "waiting"]


@pytest.mark.parametrize("result", [Message.Result.SENT, Message.Result.WAITING])
def test_nothing_else_is_sent_twice(result: str) -> None:
    conference = make.conference()
    sent = message(conference, result=result)
    sent.refresh_from_db()

    with pytest.raises(Refused, match="could not be sent"):
        resend(make.user(Role.SECRETARY, conference), sent, at=sent.waiting_since)

    assert not DBTaskResult.objects.exists()
    assert not Entry.objects.exists()


def test_a_message_whose_worker_is_gone_can_be_sent_again() -> None:
    conference = make.conference()
    waiting = message(conference, result=Message.Result.WAITING, waiting_since=timezone.now() - timedelta(hours=1))
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.get(f"{OUTBOX}{waiting.pk}/").content.decode()
    assert "It has waited for long" in page
    assert "Send again" in page

    browser.post(f"{OUTBOX}{waiting.pk}/resend/")
    assert DBTaskResult.objects.get().args_kwargs["args"] == [waiting.pk]
    assert "Send again" not in browser.get(f"{OUTBOX}{waiting.pk}/").content.decode()


def test_a_reader_reads_the_outbox_and_sends_nothing() -> None:
    conference = make.conference()
    failed, reader = message(conference), make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        resend(reader, failed, at=make.NOON)

    page = make.client(reader).get(f"{OUTBOX}{failed.pk}/")
    assert page.status_code == 200
    assert "Send again" not in page.content.decode()
    assert make.client(reader).post(f"{OUTBOX}{failed.pk}/resend/").status_code == 403


def test_a_door_officer_reads_no_mail() -> None:
    conference = make.conference()
    failed, officer = message(conference), make.user(Role.DOOR_OFFICER, conference)

    assert make.client(officer).get(OUTBOX).status_code == 403
    assert make.client(officer).get(f"{OUTBOX}{failed.pk}/").status_code == 404


def test_a_message_of_another_conference_is_not_found_here() -> None:
    conference = make.conference()
    elsewhere = message(make.conference("geneva-2020"))
    browser = make.client(make.user(Role.SECRETARY, conference))

    assert browser.get(f"{OUTBOX}{elsewhere.pk}/").status_code == 404
    assert browser.post(f"{OUTBOX}{elsewhere.pk}/resend/").status_code == 404


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_answer_with_the_message_whole_and_harmless(language: str) -> None:
    conference = make.conference()
    failed = message(conference, subject=make.HOSTILE, body=f"First line\n\n{make.HOSTILE} last line", language="ar")
    browser = make.client(make.user(Role.SECRETARY, conference))

    outbox = browser.get(OUTBOX.replace("/en/", f"/{language}/"))
    whole = browser.get(f"{OUTBOX.replace('/en/', f'/{language}/')}{failed.pk}/")

    assert (outbox.status_code, whole.status_code) == (200, 200)
    assert "last line" in whole.content.decode()
    assert "mission@example.org" in outbox.content.decode()
    assert "<b>" not in outbox.content.decode() + whole.content.decode()


def test_the_page_sends_again() -> None:
    conference = make.conference()
    failed = message(conference)

    page = make.client(make.user(Role.SECRETARY, conference)).post(f"{OUTBOX}{failed.pk}/resend/")

    assert page["Location"] == f"{OUTBOX}{failed.pk}/"
    failed.refresh_from_db()
    assert failed.result == Message.Result.WAITING


def test_the_outbox_is_filtered_by_result_kind_and_words() -> None:
    conference = make.conference()
    failed = message(conference)
    sent = message(conference, result=Message.Result.SENT, kind="invitation", to="ministry@example.org")
    browser = make.client(make.user(Role.SECRETARY, conference))

    def shown(query: str) -> set[int]:
        return {row["message"].pk for row in browser.get(f"{OUTBOX}?{query}").context["rows"]}

    assert shown("") == {failed.pk, sent.pk}
    assert shown("result=failed") == {failed.pk}
    assert shown("kind=invitation") == {sent.pk}
    assert shown("q=ministry") == {sent.pk}
    assert shown("result=failed&kind=invitation") == set()


def test_an_empty_outbox_says_what_belongs_there() -> None:
    conference = make.conference()

    page = make.client(make.user(Role.SECRETARY, conference)).get(OUTBOX)

    assert "Nothing was sent yet" in page.content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_outbox_asks_the_same_however_many(
    django_assert_max_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    conference = make.conference()
    for place in range(number):
        message(conference, subject=f"Reminder {place}")
    browser = make.client(make.user(Role.SECRETARY, conference))

    with django_assert_max_num_queries(12):
        assert browser.get(OUTBOX).status_code == 200
