"""Whoever asks for a new password is answered alike and at once; the worker writes to them."""

import re
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from secretariat.accounts.models import Role, User
from secretariat.conference.actions import close_account, reopen_account
from secretariat.config.links import send_link
from secretariat.config.nightly import nightly
from secretariat.config.working import worker_of
from tests import make
from tests.conference.test_erase_account import keeper
from tests.links import send_links
from tests.make import NOON
from tests.security.asking import RESET

pytestmark = pytest.mark.django_db


def asked(mail: str, path: str = RESET) -> tuple[Any, list[str]]:
    """The answer to a form, and what the database was asked for it."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = Client().post(path, {"email": mail})
    return answer, [re.sub(r"_x\d+", "", " ".join(each["sql"].split()[:3])) for each in captured.captured_queries]


def test_an_address_with_an_account_and_one_without_cost_the_same_questions(mailoutbox: list[Any]) -> None:
    there = make.user(Role.READER)
    # Of the first one, what is counted by address is written anew.
    asked("first@example.org")

    known, unknown = asked(there.email), asked("nobody@example.org")

    assert known[0]["Location"] == unknown[0]["Location"]
    assert known[1] == unknown[1]
    assert not any("accounts_user" in question for question in known[1])
    assert mailoutbox == []


def test_each_is_written_to_in_the_language_in_which_they_asked(mailoutbox: list[Any]) -> None:
    there = make.user(Role.READER)
    asked(there.email, RESET.replace("/en/", "/fr/"))
    asked("nobody@example.org")

    assert send_links() == 2

    link, none = mailoutbox
    assert (link.to, none.to) == ([there.email], ["nobody@example.org"])
    assert "/fr/accounts/password/reset/key/" in link.body
    assert "No account has this address" in none.body


def test_links_lead_to_the_name_of_the_house_by_whatever_it_was_called(mailoutbox: list[Any], settings: Any) -> None:
    settings.BASE_URL = "https://conference.example.org"
    settings.ALLOWED_HOSTS = ["conference.example.org", "other.example.org"]
    there = make.user(Role.READER)
    Client(SERVER_NAME="other.example.org").post(RESET, {"email": there.email})

    send_links()

    assert "https://conference.example.org/en/accounts/password/reset/key/" in mailoutbox[0].body
    assert "other.example.org" not in mailoutbox[0].body


def test_what_was_typed_is_not_kept_among_what_is_done(mailoutbox: list[Any]) -> None:
    asked("Nobody.At.All@example.org")
    assert "obody" in str(DBTaskResult.objects.get(task_path=send_link.module_path).args_kwargs)

    send_links()

    assert len(mailoutbox) == 1
    assert "obody" not in str(DBTaskResult.objects.filter(task_path=send_link.module_path).values_list())


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_away_is_told_to_whoever_keeps_the_house_and_to_nobody_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_any: Any, **_more: Any) -> None:
        raise SMTPServerDisconnected("nobody answers")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", away)
    there = make.user(Role.READER)

    assert asked(there.email)[0].status_code == 302

    worker_of("default", until_done=True).run()
    (row,) = DBTaskResult.objects.filter(task_path=send_link.module_path)
    assert row.status == "FAILED"
    assert "SMTPServerDisconnected" in row.traceback
    assert there.email not in str(row.args_kwargs)


@pytest.mark.django_db(transaction=True)
def test_an_address_that_the_mail_server_refuses_is_kept_nowhere(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(*_any: Any, **_more: Any) -> None:
        raise SMTPRecipientsRefused({"nobody.at.all@example.org": (550, b"no such mailbox")})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refused)
    asked("nobody.at.all@example.org")

    worker_of("default", until_done=True).run()

    (row,) = DBTaskResult.objects.filter(task_path=send_link.module_path).values()
    assert row["status"] == "FAILED"
    assert "SMTPRecipientsRefused" in row["traceback"]
    assert "nobody.at.all" not in str(row)
    assert "nobody.at.all" not in caplog.text


def test_letters_of_the_house_go_before_links_that_anybody_may_ask_for() -> None:
    asked("nobody@example.org")
    letter = nightly.enqueue()

    waiting = [str(row.pk) for row in DBTaskResult.objects.ready()]

    assert waiting.index(letter.id) == 0


def test_a_link_from_before_an_account_was_closed_sets_no_password_until_it_is_opened_again(
    mailoutbox: list[Any],
) -> None:
    amal, actor, words = make.user(Role.READER), keeper(), "seven-olive-trees-in-jericho"
    asked(amal.email)
    send_links()
    link = re.search(r"https?://[^/]+(/\S+/key/\S+)", mailoutbox[0].body)
    assert link is not None
    browser = Client()
    form = browser.get(link[1], follow=True)
    close_account(actor, amal, reason="Stolen", at=NOON)

    def send() -> bool:
        browser.post(form.request["PATH_INFO"], {"password1": words, "password2": words})
        return User.objects.get(pk=amal.pk).check_password(words)

    assert not send()
    assert "password1" not in Client().get(link[1], follow=True).content.decode()
    reopen_account(actor, User.objects.get(pk=amal.pk), at=NOON)
    assert send()
