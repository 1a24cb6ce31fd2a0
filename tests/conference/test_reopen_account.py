"""Opening a closed account again: its person signs in anew, with the roles they had, and without old tokens."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, User
from secretariat.api.models import Token
from secretariat.audit.action import Refused
from secretariat.audit.models import HOUSE, Entry
from secretariat.conference.actions import close_account, reopen_account
from secretariat.config.house import hand_of_the_house
from tests import make, make_api
from tests.conference.test_erase_account import keeper, sessions_of
from tests.make import NOON
from tests.security.asking import is_in, person, sign_in

pytestmark = pytest.mark.django_db


def closed(account: User) -> User:
    close_account(User.objects.filter(is_superuser=True).first() or keeper(), account, reason="Away", at=NOON)
    account.refresh_from_db()
    return account


def test_its_person_signs_in_anew_with_the_roles_they_had() -> None:
    amal = person()
    before, _answer = sign_in(amal)
    closed(amal)

    reopen_account(keeper_of_the_house(), amal, at=NOON)

    assert not is_in(before)
    assert is_in(sign_in(amal)[0])


def keeper_of_the_house() -> User:
    return User.objects.filter(is_superuser=True).first() or keeper()


def test_what_began_while_it_was_closed_is_not_let_in_now() -> None:
    held = make.conference()
    amal = closed(make.user(Role.READER, held))
    make.client(amal)
    late, _text = make_api.token(held, amal)
    assert sessions_of(amal) == 1

    reopen_account(keeper_of_the_house(), amal, at=NOON)

    assert sessions_of(amal) == 0
    assert Token.objects.get(pk=late.pk).revoked_at == NOON


def test_it_stands_in_the_record_of_the_house() -> None:
    amal, actor = closed(person()), keeper_of_the_house()

    reopen_account(actor, amal, at=NOON)

    entry = Entry.objects.get(verb="conference.reopen_account")
    assert (entry.conference_id, entry.actor, entry.thing_id) == (HOUSE, actor, amal.pk)
    assert entry.changes == {f"accounts.user:{amal.pk}": {"is_active": [False, True]}}


def test_what_is_open_or_the_houses_own_is_not_opened() -> None:
    actor = keeper()

    with pytest.raises(Refused, match="is open"):
        reopen_account(actor, person(), at=NOON)
    with pytest.raises(Refused, match="the house's own"):
        reopen_account(actor, hand_of_the_house(), at=NOON)

    assert not Entry.objects.exists()


def test_nobody_but_a_keeper_may_not_even_one_who_is_closed() -> None:
    held = make.conference()
    actor = keeper()
    amal = closed(make.user(Role.READER, held))
    other = closed(User.objects.create_superuser("second@example.org", name="Nadim Saab"))

    for each in (make.user(Role.SECRETARY, held), amal, other):
        with pytest.raises(PermissionDenied):
            reopen_account(each, amal, at=NOON)

    assert not User.objects.get(pk=amal.pk).is_active
    reopen_account(actor, amal, at=NOON)


def test_the_page_says_what_comes_back_and_opens_then() -> None:
    amal = closed(person())
    browser, address = make.client(keeper_of_the_house()), f"/en/office/accounts/{amal.pk}/reopen/"

    asked = browser.get(address).content.decode()
    done = browser.post(address, follow=True).content.decode()
    twice = browser.post(address, follow=True).content.decode()

    assert "Away" in asked
    assert "Conference on the Return of Refugees" in asked
    assert "The account is open again." in done
    assert "This account is open." in twice
