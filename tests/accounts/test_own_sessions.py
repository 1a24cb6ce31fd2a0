"""Whoever has an account sees where they are signed in, and ends what they do not know."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from secretariat.accounts.models import Role
from secretariat.accounts.queries import browser_of
from secretariat.config.nightly import nightly
from secretariat.config.privacy.person import rows_of
from tests import make
from tests.security.asking import CEDARS, SIGN_IN, SIGN_OUT, is_in, person, sign_in

pytestmark = pytest.mark.django_db

MINE = "/en/accounts/sessions/"
END = "/en/accounts/sessions/end/"
REAUTHENTICATE = "/en/accounts/reauthenticate/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1"


def said_again(browser: Client) -> Client:
    """The browser, in which the password was said once more."""
    browser.post(REAUTHENTICATE, {"password": CEDARS})
    return browser


def words_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_each_session_is_listed_with_its_browser_and_this_one_is_marked() -> None:
    amal = person()
    here, _answer = sign_in(amal, HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="192.0.2.7")
    sign_in(amal, HTTP_USER_AGENT=SAFARI, REMOTE_ADDR="2001:db8::9")
    sign_in(make.user(Role.READER, email="karim@example.org"), HTTP_USER_AGENT="Opera")

    words = words_of(here.get(MINE))

    assert re.search(r"Firefox on Linux this one .+ 192\.0\.2\.7 .*Safari on iPhone .+ 2001:db8::9", words)
    assert words.count("this one") == 1
    assert "a browser that does not say" not in words


def test_one_is_ended_and_the_others_go_on() -> None:
    amal = person()
    here, lost, third = (sign_in(amal)[0] for _each in range(3))
    gone = UserSession.objects.get(session_key=lost.cookies["sessionid"].value)

    answer = said_again(here).post(END, {"session": gone.pk}, follow=True)

    assert "1 session was ended." in answer.content.decode()
    assert [is_in(each) for each in (here, lost, third)] == [True, False, True]


def test_all_others_are_ended_at_once() -> None:
    amal = person()
    here, *others = (sign_in(amal)[0] for _each in range(3))

    said_again(here).post(END, {"session": "others"})

    assert is_in(here)
    assert not any(is_in(each) for each in others)
    assert "You are signed in nowhere else." in here.post(END, {"session": "others"}, follow=True).content.decode()


def test_one_that_began_before_sessions_were_listed_is_ended_with_all_others() -> None:
    amal = person()
    here, old = (sign_in(amal)[0] for _each in range(2))
    UserSession.objects.filter(session_key=old.cookies["sessionid"].value).delete()

    page = said_again(here).get(MINE).content.decode()
    answer = here.post(END, {"session": "others"}, follow=True)

    assert "End all others" in page
    assert "1 session was ended." in answer.content.decode()
    assert (is_in(here), is_in(old)) == (True, False)


def test_the_password_is_said_once_more_before_a_session_is_ended() -> None:
    amal = person()
    other, _answer = sign_in(amal)
    left_open = make.client(amal)

    asked = left_open.post(END, {"session": "others"})
    assert (asked.status_code, "reauthenticate" in asked["Location"], is_in(other)) == (302, True, True)
    left_open.post(asked["Location"], {"password": "wrong"})
    assert is_in(other)

    left_open.post(asked["Location"], {"password": CEDARS})
    assert not is_in(other)


def test_nobody_ends_the_session_of_somebody_else() -> None:
    amal = person()
    theirs, _answer = sign_in(amal)
    karim = make.user(Role.READER, email="karim@example.org")
    karim.set_password(CEDARS)
    karim.save()
    browser = said_again(sign_in(karim)[0])

    for named in (str(UserSession.objects.get(user=amal).pk), "", "0", "x"):
        assert browser.post(END, {"session": named}).status_code == 404

    browser.post(END, {"session": "others"})
    assert is_in(theirs)


def test_a_stranger_is_led_to_the_sign_in_and_a_visit_ends_nothing() -> None:
    here, _answer = sign_in(person())

    assert Client().get(MINE)["Location"].startswith(SIGN_IN)
    assert Client().post(END, {"session": "others"})["Location"].startswith(SIGN_IN)
    assert here.get(END, {"session": "others"})["Location"] == MINE


def test_what_has_ended_is_not_listed_and_nothing_is_kept_of_it() -> None:
    amal = person()
    here, out, rested = (sign_in(amal)[0] for _each in range(3))
    out.post(SIGN_OUT)
    Session.objects.filter(session_key=rested.cookies["sessionid"].value).update(
        expire_date=timezone.now() - timedelta(hours=1)
    )
    assert UserSession.objects.filter(user=amal).count() == 3

    nightly.call()

    assert UserSession.objects.get(user=amal).session_key == here.cookies["sessionid"].value
    assert here.get(MINE).content.decode().count('<th scope="row">') == 1


def test_when_somebody_was_last_seen_is_kept_up(monkeypatch: pytest.MonkeyPatch) -> None:
    here, _answer = sign_in(person())
    later = timezone.now() + timedelta(hours=3)
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert is_in(here)

    row = UserSession.objects.get()
    assert (row.last_seen_at, row.created_at < later) == (later, True)


def test_the_file_of_a_person_tells_where_they_were_signed_in_and_not_what_opens_it() -> None:
    amal = person()
    browser, _answer = sign_in(amal, HTTP_USER_AGENT=FIREFOX)

    told = [row.fields for row in rows_of(amal.memberships.get().conference, amal.email)]

    assert FIREFOX in str(told)
    assert browser.cookies["sessionid"].value not in str(told)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (FIREFOX, "Firefox on Linux"),
        (SAFARI, "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605.1 Safari/605.1", "Safari on macOS"),
        ("curl/8.0", "a browser that does not say its name"),
        ("", "a browser that does not say its name"),
    ],
)
def test_a_browser_has_a_short_name(told: str, name: str) -> None:
    assert browser_of(told) == name


def test_whoever_had_to_sign_in_before_a_session_is_ended_is_led_to_the_list() -> None:
    amal = person()
    late = Client().post(END, {"session": "others"})
    browser = Client()

    answer = browser.post(SIGN_IN, {"login": amal.email, "password": CEDARS, "next": END}, follow=True)

    assert f"next={END}" in late["Location"]
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == MINE
