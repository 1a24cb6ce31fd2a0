"""Which passwords are refused, which are taken, and what a link by mail leaves as it was."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from secretariat.accounts.models import Role, User
from secretariat.api.models import Token
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference, Membership
from secretariat.config.passwords import words_of_the_house
from tests import make, make_api
from tests.accounts.test_second_factor import AUTHENTICATE, code_of, enrolled
from tests.links import send_links
from tests.security.asking import CEDARS, CHANGE, OFFICE, RESET, SIGN_IN, is_in, person, sign_in

pytestmark = pytest.mark.django_db

OTHERS = "seven-olive-trees-in-jericho"
OF_THE_HOUSE = "little more than words of the house"


def changed(password: str) -> tuple[bool, str]:
    """Whether somebody may take this password, and the page that says so or not."""
    cache.clear()
    amal = person(email="amal@example.org")
    browser, _answer = sign_in(amal)
    answer = browser.post(CHANGE, {"oldpassword": CEDARS, "password1": password, "password2": password})
    amal.refresh_from_db()
    return amal.check_password(password), answer.content.decode()


@pytest.mark.parametrize(
    "password",
    [
        "Secretariat2026!",
        "damascus-2020-2020",
        "DAMASCUS-refugees-1",
        "Conference on the Return 20",
        "عودة اللاجئين 2020",
    ],
)
def test_a_password_made_of_words_of_the_house_is_refused(password: str) -> None:
    taken, page = changed(password)

    assert not taken
    assert OF_THE_HOUSE in page


def test_the_names_of_the_machine_are_words_of_the_house_too(settings: Any) -> None:
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://returns.example", ["testserver", "haven.example"]

    taken, page = changed("Haven-returns-99")

    assert not taken
    assert OF_THE_HOUSE in page


def test_a_refusal_tells_nobody_of_a_conference_that_is_not_public_but_its_members() -> None:
    make.conference("hidden", is_public=False, acronym="Xanadu")

    assert changed("Xanadu-Xanadu-2027")[0]

    known = Conference.objects.get(slug="hidden")
    amal = User.objects.get()
    Membership.objects.create(conference=known, user=amal, role=Role.READER)
    assert {"xanadu"} <= words_of_the_house(amal)
    assert not {"xanadu"} & words_of_the_house()


@pytest.mark.parametrize(
    "password",
    [
        "three-cedars-of-damascus",
        "seven olive trees in jericho",
        "!§$%&/()=?!§$%&",
        "семь оливковых деревьев",
        "314159265358979",
        "x" * 7 + "yzw" * 30,
    ],
)
def test_any_kind_of_characters_makes_a_password(password: str) -> None:
    assert changed(password)[0]


@pytest.mark.parametrize("password", ["31415926535897", "password1234", "short-one"])
def test_what_is_short_common_or_a_number_of_a_telephone_is_refused(password: str) -> None:
    assert not changed(password)[0]


def tokens_after(box: dict[str, str], mailoutbox: list[Any], *, by_link: bool) -> tuple[str, int]:
    """The page on which a password is set, and how many tokens are still good afterwards."""
    cache.clear()
    amal = person()
    make_api.token(amal.memberships.get().conference, amal)
    new = {"password1": OTHERS, "password2": OTHERS, **box}
    if by_link:
        browser = Client()
        browser.post(RESET, {"email": amal.email})
        send_links()
        link = re.search(r"https?://[^/]+(/\S+/key/\S+)", mailoutbox[-1].body)
        assert link is not None
        form = browser.get(link[1], follow=True)
        browser.post(form.request["PATH_INFO"], new)
    else:
        browser, _answer = sign_in(amal)
        form = browser.get(CHANGE)
        browser.post(CHANGE, {"oldpassword": CEDARS, **new})
    amal.refresh_from_db()
    assert amal.check_password(OTHERS)
    return form.content.decode(), Token.objects.filter(revoked_at=None).count()


def test_whoever_changes_the_password_sees_the_tokens_and_revokes_them_or_not(mailoutbox: list[Any]) -> None:
    page, left = tokens_after({}, mailoutbox, by_link=False)

    assert left == 1
    assert "These are open: Program (Conference on the Return of Refugees)" in page


def test_tokens_are_revoked_with_the_old_password_if_it_is_asked_for(mailoutbox: list[Any]) -> None:
    _page, left = tokens_after({"revoke_tokens": "on"}, mailoutbox, by_link=False)

    assert left == 0
    entry = Entry.objects.get(verb="api.revoke_token")
    assert entry.actor == User.objects.get()


def test_whoever_has_a_link_alone_is_told_of_no_token_and_revokes_them_all_the_same(mailoutbox: list[Any]) -> None:
    page, left = tokens_after({"revoke_tokens": "on"}, mailoutbox, by_link=True)

    assert "Program" not in page
    assert 'name="revoke_tokens"' in page
    assert left == 0


def test_whoever_has_no_token_is_asked_about_none() -> None:
    browser, _answer = sign_in(person())

    assert "revoke_tokens" not in browser.get(CHANGE).content.decode()


def test_a_link_by_mail_takes_no_second_factor_away_and_the_code_is_asked_for_after_it(mailoutbox: list[Any]) -> None:
    cache.clear()
    amal = person()
    secret = enrolled(amal)
    browser = Client()

    browser.post(RESET, {"email": amal.email})
    send_links()
    link = re.search(r"https?://[^/]+(/\S+/key/\S+)", mailoutbox[-1].body)
    assert link is not None
    form = browser.get(link[1], follow=True)
    done = browser.post(form.request["PATH_INFO"], {"password1": OTHERS, "password2": OTHERS}, follow=True)

    amal.refresh_from_db()
    assert amal.check_password(OTHERS)
    # The link by itself opens nothing.
    assert (done.status_code, is_in(browser)) == (200, False)
    assert Authenticator.objects.filter(user=amal, type=Authenticator.Type.TOTP).count() == 1
    after, answer = sign_in(amal, OTHERS)
    assert (answer["Location"], is_in(after)) == (AUTHENTICATE, False)
    after.post(AUTHENTICATE, {"code": code_of(secret)})
    assert is_in(after)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        *((each, 405) for each in ("/", "/en/", "/en/damascus-2020/", OFFICE, SIGN_IN, "/en/nowhere/")),
        ("/api/v1/openapi.json", 405),
        # Programs are told first that nothing is at an address.
        ("/api/v1/", 404),
        ("/api/v1/nowhere/at/all", 404),
    ],
)
def test_nothing_is_traced(address: str, status: int) -> None:
    make.conference()

    answer = Client().trace(address, headers={"X-Held": "held-back"})

    assert answer.status_code == status
    assert b"held-back" not in answer.content
