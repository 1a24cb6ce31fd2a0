"""An account that is closed or erased while its person sets a password stays closed, and erased."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.base_user import AbstractBaseUser
from django.test import Client

from secretariat.accounts.models import User
from secretariat.conference.actions import close_account, erase_account
from secretariat.conference.models import Membership
from tests.accounts.test_links import asked
from tests.conference.test_erase_account import keeper
from tests.links import send_links
from tests.make import NOON
from tests.security.asking import CEDARS, CHANGE, person, sign_in

pytestmark = pytest.mark.django_db

OTHERS = "seven-other-words-of-hers"


def _close(account: User) -> None:
    close_account(keeper(), account, reason="The mailbox was taken.", at=NOON)


def _erase(account: User) -> None:
    Membership.objects.filter(user=account).delete()
    erase_account(keeper(), account, at=NOON)


def _by_form(browser: Client, _mails: list[Any]) -> int:
    return browser.post(CHANGE, {"oldpassword": CEDARS, "password1": OTHERS, "password2": OTHERS}).status_code


def _by_link(_browser: Client, mails: list[Any]) -> int:
    link = next(word for word in mails[-1].body.split() if "/key/" in word)
    stranger = Client()
    form = stranger.get(link, follow=True)
    entered = {"password1": OTHERS, "password2": OTHERS}
    return stranger.post(form.request["PATH_INFO"], entered).status_code


@pytest.mark.parametrize("deed", [_close, _erase])
@pytest.mark.parametrize("way", [_by_form, _by_link])
def test_a_password_that_is_being_set_brings_nothing_back(
    monkeypatch: pytest.MonkeyPatch,
    mailoutbox: list[Any],
    deed: Callable[[User], None],
    way: Callable[[Client, list[Any]], int],
) -> None:
    amal = person()
    browser, _answer = sign_in(amal)
    asked(amal.email)
    send_links()
    real = AbstractBaseUser.set_password

    def set_meanwhile(user: AbstractBaseUser, password: str | None) -> None:
        real(user, password)
        monkeypatch.setattr(AbstractBaseUser, "set_password", real)
        deed(User.objects.get(pk=amal.pk))

    monkeypatch.setattr(AbstractBaseUser, "set_password", set_meanwhile)
    status = way(browser, mailoutbox)

    after = User.objects.get(pk=amal.pk)
    assert status == 403
    assert (after.is_active, after.check_password(OTHERS), after.sessions_ended) == (False, False, 1)
    assert (after.email == amal.email) == (deed is _close)
