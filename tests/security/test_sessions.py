"""Who is signed in, for how long, and who can neither become it nor keep somebody from it."""

import re
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.core.internal import ratelimit
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.crypto import get_random_string

from secretariat.accounts.models import Role
from tests import make, make_api
from tests.links import send_links
from tests.security.asking import (
    CEDARS,
    CHANGE,
    RESET,
    SIGN_IN,
    SIGN_OUT,
    Counting,
    is_in,
    pages,
    person,
    sign_in,
    text_of,
    world,
)

pytestmark = pytest.mark.django_db

OTHERS = "seven-olive-trees-in-jericho"
AWAY = "192.0.2.66"


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


def fail(mail: str, times: int, browser: Client | None = None) -> list[str]:
    """What somebody is told who tries wrong passwords from elsewhere."""
    return [sign_in(mail, f"wrong-{turn}", browser, REMOTE_ADDR=AWAY)[1].content.decode() for turn in range(times)]


def session_of(browser: Client) -> str:
    return browser.cookies["sessionid"].value


def test_a_session_that_somebody_else_chose_is_not_the_one_that_is_signed_in() -> None:
    browser = Client()
    planted = get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789")
    browser.cookies["sessionid"] = planted

    sign_in(person(), browser=browser)

    assert session_of(browser) != planted
    other = Client()
    other.cookies["sessionid"] = planted
    assert (is_in(browser), is_in(other)) == (True, False)


def test_a_session_that_was_there_before_signing_in_opens_nothing_afterwards() -> None:
    browser = Client()
    session = browser.session
    session["seen"] = 1
    session.save()
    before = session_of(browser)

    sign_in(person(), browser=browser)

    other = Client()
    other.cookies["sessionid"] = before
    assert (is_in(browser), is_in(other)) == (True, False)


def test_whoever_signs_out_leaves_nothing_that_opens() -> None:
    browser, _answer = sign_in(person())
    kept = session_of(browser)

    looked = browser.get(SIGN_OUT)
    assert (looked.status_code, is_in(browser)) == (200, True)
    browser.post(SIGN_OUT)

    other = Client()
    other.cookies["sessionid"] = kept
    assert (is_in(browser), is_in(other)) == (False, False)


def test_another_password_ends_every_session_of_the_person_everywhere() -> None:
    amal = person()
    here, _answer = sign_in(amal)
    there, _answer = sign_in(amal)

    wrong = here.post(CHANGE, {"oldpassword": "not-it", "password1": OTHERS, "password2": OTHERS})
    assert (wrong.status_code, is_in(here), is_in(there)) == (200, True, True)
    here.post(CHANGE, {"oldpassword": CEDARS, "password1": OTHERS, "password2": OTHERS})

    assert (is_in(here), is_in(there)) == (False, False)
    assert is_in(sign_in(amal, OTHERS)[0])


def test_an_account_that_is_closed_is_out_at_the_next_page_and_so_are_its_programs() -> None:
    amal = person()
    browser, _answer = sign_in(amal)
    program = make_api.program(amal.memberships.get().conference, amal)
    assert (is_in(browser), program.get("conference/members").status_code) == (True, 200)

    amal.is_active = False
    amal.save()

    assert (is_in(browser), program.get("conference/members").status_code) == (False, 401)


def test_a_role_that_was_taken_away_opens_nothing_from_the_next_request_on() -> None:
    secretary = person()
    conference = secretary.memberships.get().conference
    reader = make.user(Role.READER, conference)
    browser, program = make.client(reader), make_api.program(conference, reader)
    assert (is_in(browser), program.get("delegations/invitations").status_code) == (True, 200)

    seat = reader.memberships.get()
    make.client(secretary).post(f"/en/damascus-2020/office/conference/members/{seat.pk}/dismiss/")

    assert (is_in(browser), program.get("delegations/invitations").status_code) == (False, 404)


def test_a_stranger_who_fails_on_purpose_keeps_nobody_out_of_a_browser_that_the_account_knows() -> None:
    amal = person()
    browser, _answer = sign_in(amal)
    browser.post(SIGN_OUT)

    told = fail(amal.email, 8)
    assert "Too many failed" in told[-1]

    assert is_in(sign_in(amal, browser=browser)[0])
    # From anywhere else the account is closed, even with the password: that is what keeps it from being guessed.
    assert not is_in(sign_in(amal)[0])


def test_a_browser_that_the_account_knows_guesses_no_more_than_others_and_knows_no_other_account() -> None:
    amal, karim = person(), make.user(Role.READER, email="karim@example.org")
    browser, _answer = sign_in(amal)
    browser.post(SIGN_OUT)

    told = fail(amal.email, 6, browser)
    assert ["Too many failed" in each for each in told] == [False] * 5 + [True]
    cache.clear()

    fail(karim.email, 5)
    answer = sign_in(karim, "wrong", browser)[1].content.decode()
    assert "Too many failed" in answer


def test_a_forged_cookie_makes_no_browser_known() -> None:
    amal = person()
    fail(amal.email, 5)

    for forged in ("x", "W10:1:x", '["a","b"]', ""):
        browser = Client()
        browser.cookies["known"] = forged
        assert not is_in(sign_in(amal, browser=browser)[0])


def test_an_account_opens_again_after_five_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    amal = person()
    fail(amal.email, 6)
    assert not is_in(sign_in(amal)[0])

    late = ratelimit.time.time() + 301
    told = SimpleNamespace(time=lambda: late, monotonic=ratelimit.time.monotonic, sleep=ratelimit.time.sleep)
    monkeypatch.setattr(ratelimit, "time", told)

    assert is_in(sign_in(amal)[0])


def test_a_new_password_by_mail_opens_an_account_that_strangers_closed(mailoutbox: list[Any]) -> None:
    amal = person()
    fail(amal.email, 6)
    browser = Client()

    browser.post(RESET, {"email": amal.email})
    send_links()
    link = re.search(r"https?://[^/]+(/\S+/key/\S+)", mailoutbox[0].body)
    assert link is not None
    form = browser.get(link[1], follow=True)
    browser.post(form.request["PATH_INFO"], {"password1": OTHERS, "password2": OTHERS})

    assert is_in(sign_in(amal, OTHERS)[0])
    # The link is good once.
    assert "password1" not in Client().get(link[1], follow=True).content.decode()


def test_one_address_is_counted_whatever_it_says_of_where_it_comes_from() -> None:
    amal = person()
    told = [
        Client(REMOTE_ADDR=AWAY, HTTP_X_FORWARDED_FOR=f"198.51.100.{turn}")
        .post(SIGN_IN, {"login": f"somebody{turn}@example.org", "password": "x"})
        .content.decode()
        for turn in range(12)
    ]

    assert "Too many failed" in told[-1]
    # Whoever comes from another address is let in.
    assert is_in(sign_in(amal)[0])


def test_an_account_that_is_there_and_one_that_is_not_cost_the_same_hashes_and_say_the_same(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["tests.security.asking.Counting"]
    there, closed = person(), make.user(Role.READER, is_active=False, email="closed@example.org")
    closed.set_password(OTHERS)
    closed.save()
    counted, told = [], []

    for mail in (there.email, closed.email, "nobody@example.org"):
        before = Counting.times
        page = sign_in(mail, "wrong")[1].content.decode()
        counted.append(Counting.times - before)
        told.append(re.sub(r'value="[^"]*"|nonce="[^"]*"', "", page.replace(mail, "")))

    assert counted == [1, 1, 1]
    assert told[0] == told[1] == told[2]


def test_asking_for_a_new_password_tells_nobody_who_has_an_account(mailoutbox: list[Any]) -> None:
    there = person()
    answers = [Client().post(RESET, {"email": mail}, follow=True) for mail in (there.email, "nobody@example.org")]

    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert {answer.status_code for answer in answers} == {200}
    plain = [re.sub(r'value="[^"]*"|nonce="[^"]*"', "", answer.content.decode()) for answer in answers]
    assert plain[0] == plain[1]
    assert send_links() == len(mailoutbox) == 2


def test_nobody_makes_an_account_and_the_page_tells_of_none() -> None:
    there = person()
    answers = [
        Client().post("/en/accounts/signup/", {"email": mail, "password1": OTHERS})
        for mail in (there.email, "nobody@example.org")
    ]

    plain = [re.sub(r'value="[^"]*"|nonce="[^"]*"', "", answer.content.decode()) for answer in answers]
    assert plain[0] == plain[1]
    assert not type(there).objects.filter(email="nobody@example.org").exists()


def test_a_session_left_open_changes_no_address_without_the_password() -> None:
    browser = make.client(person())

    answer = browser.post("/en/accounts/email/", {"action_add": "", "email": "evil@example.org"})

    assert answer.status_code == 302
    assert "reauthenticate" in answer["Location"]


def test_a_link_that_sets_a_password_opens_nothing_after_three_days(
    mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    Client().post(RESET, {"email": person().email})
    send_links()
    link = re.search(r"https?://[^/]+(/\S+/key/\S+)", mailoutbox[0].body)
    assert link is not None
    sent = datetime.now()  # noqa: DTZ005 - as the framework counts

    for days, opens in ((2, True), (4, False)):
        monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _self, at=sent + timedelta(days=days): at)
        assert ("password1" in Client().get(link[1], follow=True).content.decode()) is opens


def test_passwords_are_typed_unseen_and_filled_in_by_whoever_manages_them() -> None:
    browser, _answer = sign_in(person())
    asked = [
        (tag, page)
        for page in (SIGN_IN, CHANGE, "/en/accounts/reauthenticate/")
        for tag in re.findall(
            r"<input[^>]*name=\"\w*password\d?\"[^>]*>",
            (Client() if page == SIGN_IN else browser).get(page).content.decode(),
        )
    ]

    assert len(asked) == 5
    for tag, page in asked:
        assert 'type="password"' in tag, page
        assert re.search(r'autocomplete="(?:current|new)-password"', tag), page
        assert "onpaste" not in tag


def test_the_way_out_is_on_each_page_of_the_office_and_of_an_account() -> None:
    here = world("damascus-2020")
    browser = make.client(make.user(Role.SECRETARY, here.conference))
    mine = {
        name: reverse(name) for name in ("mfa_index", "account_email", "account_sessions", "account_change_password")
    }
    asked = {name: address for name, address in pages(here, Role.SECRETARY) if "/office/" in address} | mine

    read = {name: text_of(browser.get(address)) for name, address in asked.items()}
    whole = {name: html for name, html in read.items() if "<main" in html}

    assert len(whole) > 30
    assert {name for name, html in whole.items() if reverse("account_logout") not in html} == set()
