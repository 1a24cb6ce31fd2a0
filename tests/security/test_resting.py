"""A session ends when its person has gone, and a week after they signed in, and nothing that was typed is lost unsaid."""

import re
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.sessions.middleware import SessionMiddleware
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from secretariat.audit.models import Entry
from secretariat.config.lasting import SessionStore
from secretariat.config.middleware import present
from tests import make
from tests.security.asking import CEDARS, OFFICE, SIGN_IN, is_in, person, remembered, sign_in

pytestmark = pytest.mark.django_db

MEMBERS = f"{OFFICE}conference/members/"
ADMIT = f"{OFFICE}conference/members/admit/"
NOW = timezone.now()


class Clock:
    """The hands of the clock, in the hands of a test."""

    def __init__(self) -> None:
        self.now = NOW

    def later(self, **by: int) -> None:
        """Let so much time go by."""
        self.now += timedelta(**by)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands still until it is moved."""
    made = Clock()
    monkeypatch.setattr(timezone, "now", lambda: made.now)
    return made


def test_whoever_rests_for_half_a_day_is_signed_out(clock: Clock) -> None:
    browser, _answer = sign_in(person())

    clock.later(hours=11, minutes=59)
    assert is_in(browser)
    # To have been there put the end off.
    clock.later(hours=11, minutes=59)
    assert is_in(browser)
    clock.later(hours=12)
    assert not is_in(browser)


def test_however_busy_everybody_signs_in_anew_after_a_week(clock: Clock) -> None:
    amal = person()
    browser, _answer = sign_in(amal)

    for _turn in range(7 * 3 - 1):
        clock.later(hours=8)
        assert is_in(browser)
    clock.later(hours=7, minutes=59)
    assert is_in(browser)
    clock.later(minutes=1)
    assert not is_in(browser)

    # Whoever signs in again in the same browser has a week again.
    sign_in(amal, browser=browser)
    clock.later(hours=8)
    assert is_in(browser)


def test_both_ends_are_the_houses_own_to_set(clock: Clock, settings: Any) -> None:
    settings.SESSION_RESTS_HOURS, settings.SESSION_LASTS_DAYS = 1, 1
    amal = person()
    busy, _answer = sign_in(amal)
    resting, _answer = sign_in(amal)

    for turn in range(24):
        assert is_in(busy), turn
        clock.later(minutes=59)
    assert not is_in(resting)
    clock.later(minutes=25)
    assert not is_in(busy)


def test_to_be_there_is_written_down_seldom_and_by_public_pages_never(clock: Clock) -> None:
    browser, _answer = sign_in(person())

    def writes(address: str) -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return [each["sql"] for each in asked if each["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]

    browser.get("/en/damascus-2020/")
    assert writes(OFFICE) == []
    clock.later(minutes=9)
    assert writes(OFFICE) == []
    clock.later(minutes=1)
    assert not [sql for sql in writes("/en/damascus-2020/") if "session" in sql]
    assert [sql for sql in writes(OFFICE) if "django_session" in sql]
    assert writes(OFFICE) == []


def test_whoever_comes_too_late_is_led_to_the_sign_in_and_on_from_there(clock: Clock) -> None:
    amal = person()
    browser, _answer = sign_in(amal)
    clock.later(hours=13)

    door = browser.get(f"{MEMBERS}?q=karim", follow=True)

    assert door.redirect_chain[0][0].startswith(SIGN_IN)
    assert "a session ends by itself" in door.content.decode()
    back = door.context["redirect_field_value"]
    answer = browser.post(SIGN_IN, {"login": amal.email, "password": CEDARS, "next": back})
    assert answer["Location"] == f"{MEMBERS}?q=karim"


def test_what_was_typed_is_shown_and_not_done_when_the_session_has_ended(clock: Clock) -> None:
    browser, _answer = sign_in(person())
    entries = Entry.objects.count()
    clock.later(hours=13)

    typed = {"note": "First line.\nSecond <b>line</b>.", "email": "new@example.org", "password1": CEDARS, "empty": ""}
    answer = browser.post(ADMIT, typed, headers={"Referer": f"http://testserver{MEMBERS}"})

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "First line.<br>Second &lt;b&gt;line&lt;/b&gt;." in page
    assert "new@example.org" in page
    assert CEDARS not in page
    assert f"{SIGN_IN}?next={MEMBERS}" in page
    assert "no-store" in answer["Cache-Control"]
    assert Entry.objects.count() == entries


def test_what_was_typed_is_shown_under_the_words_of_the_form(clock: Clock) -> None:
    browser, _answer = sign_in(person())
    clock.later(hours=13)

    page = browser.post(
        ADMIT, {"mail": "a@example.org", "name": "Amal", "party": "1", "inner_word": "x"}
    ).content.decode()

    told = re.findall(r"<dt>([^<]*)</dt>", page)
    assert told == ["Mail", "Name", "Focal point of", "inner word"]


def test_a_text_by_language_is_called_as_its_form_calls_it(clock: Clock) -> None:
    browser, _answer = sign_in(person())
    clock.later(hours=13)

    page = browser.post(
        f"{OFFICE}conference/rooms/add/", {"name_0": "Hall", "seats": "3", "initial-seats": "2", "version": "7"}
    ).content.decode()

    assert re.findall(r"<dt>([^<]*)</dt>", page) == ["Name", "Seats"]


def test_a_script_that_comes_too_late_is_told_so_in_words_and_not_with_a_page(clock: Clock) -> None:
    browser, _answer = sign_in(person())
    clock.later(hours=13)
    by_script = {"Accept": "application/json", "Referer": f"http://testserver{MEMBERS}"}

    asked = browser.get(f"{OFFICE}programme/", headers=by_script)
    moved = browser.post(f"{OFFICE}programme/sessions/1/move/", {"starts_at": ""}, headers=by_script)

    for answer in (asked, moved):
        assert answer.status_code == 403
        assert answer.json()["said"] == [
            "You are not signed in any more. Nothing was changed: sign in, and do it once more."
        ]
    assert moved.json()["sign_in"] == f"{SIGN_IN}?next={MEMBERS}"


def test_a_script_of_a_page_from_before_signing_in_anew_is_told_so_too() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = make.client(person()).cookies

    answer = browser.post(f"{OFFICE}programme/sessions/1/move/", {}, headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()["done"]) == (403, False)
    assert "signed in anew" in answer.json()["said"][0]


def test_a_sign_in_that_is_sent_twice_is_done_by_the_first() -> None:
    amal = person()
    browser = Client(enforce_csrf_checks=True)
    browser.get(SIGN_IN)
    sent = {"login": amal.email, "password": CEDARS, "csrfmiddlewaretoken": browser.cookies["csrftoken"].value}

    answers = [browser.post(SIGN_IN, sent, headers={"Referer": f"http://testserver{SIGN_IN}"}) for _turn in range(2)]

    assert [(each.status_code, each["Location"]) for each in answers] == [(302, "/en/office/")] * 2


def test_whoever_is_signed_out_while_a_deed_is_done_is_told_that_it_may_be_done(monkeypatch: Any) -> None:
    amal = person()
    browser, _answer = sign_in(amal)
    page_of_tokens = import_module("secretariat.api.views.tokens")
    monkeypatch.setattr(page_of_tokens, "_remember", lambda request, _form: _signed_out_beside(request))

    sent = {"name": "Program", "scopes": ["delegations:read"], "lasts": "30", "asked": "one"}
    browser.post("/en/accounts/reauthenticate/", {"password": CEDARS})
    answer = browser.post(f"{OFFICE}tokens/open/", sent)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert amal.tokens.count() == 1
    assert "It may be done" in page
    assert "Nothing was" not in page


def _signed_out_beside(request: Any) -> None:
    request.session["asked"] = "one"
    Session.objects.all().delete()


def test_to_say_that_somebody_is_there_undoes_nothing_that_a_page_beside_it_wrote(clock: Clock) -> None:
    browser = remembered(person())
    clock.later(minutes=11)

    def page(request: HttpRequest) -> HttpResponse:
        assert "beside" not in request.session
        beside = SessionStore(request.session.session_key)
        beside["beside"] = "written"
        beside.save()
        beside_ends.append(beside.get_expiry_date())
        clock.later(minutes=11)
        return HttpResponse()

    beside_ends: list[Any] = []
    request = RequestFactory().get(MEMBERS)
    request.COOKIES = {name: each.value for name, each in browser.cookies.items()}
    request.user = get_user(browser)
    answer: Any = SessionMiddleware(present(page))(request)

    row = Session.objects.get()
    assert row.get_decoded()["beside"] == "written"
    assert row.expire_date > beside_ends[0]
    # The browser keeps what opens it as long as that goes on.
    assert answer.cookies["sessionid"]["max-age"] == 12 * 60 * 60
    assert answer.cookies["sessionid"]["httponly"]


def test_a_session_that_was_ended_meanwhile_does_not_come_back(clock: Clock) -> None:
    browser, _answer = sign_in(person())
    clock.later(minutes=11)
    request = RequestFactory().get(MEMBERS)
    request.COOKIES = {name: each.value for name, each in browser.cookies.items()}
    request.user = get_user(browser)

    def page(asked: HttpRequest) -> HttpResponse:
        assert SESSION_KEY in asked.session
        Session.objects.all().delete()
        UserSession.objects.all().delete()
        return HttpResponse()

    answer: Any = SessionMiddleware(present(page))(request)

    assert answer.cookies["sessionid"]["max-age"] == 0
    assert (Session.objects.count(), UserSession.objects.count()) == (0, 0)


def test_a_part_of_a_page_that_comes_too_late_takes_the_page_along(clock: Clock) -> None:
    browser, _answer = sign_in(person())
    clock.later(hours=13)
    part = {"HX-Request": "true", "Referer": f"http://testserver{MEMBERS}"}

    fetched = browser.get(f"{MEMBERS}?q=a", headers=part)
    typed = browser.post(ADMIT, {"email": "new@example.org"}, headers=part)

    assert fetched["HX-Redirect"] == f"{SIGN_IN}?next={MEMBERS}"
    assert (typed.status_code, typed["HX-Retarget"]) == (200, "body")
    assert "new@example.org" in typed.content.decode()


@pytest.mark.parametrize(
    "page",
    [
        "https://evil.example/en/",
        "//evil.example/",
        "http://testserver//evil.example/",
        "http://testserver/\\evil.example/",
        "javascript:alert(1)",
        "",
    ],
)
def test_nobody_is_led_elsewhere_after_signing_in(page: str) -> None:
    make.conference()

    answer = Client().post(ADMIT, {"email": "new@example.org"}, headers={"Referer": page})

    assert "evil" not in answer.content.decode()
    assert f"{SIGN_IN}?next=/en/office/" in answer.content.decode()


def test_a_session_from_before_it_was_counted_is_counted_from_now_on(clock: Clock) -> None:
    browser, _answer = sign_in(person())
    session = browser.session
    row = Session.objects.get()
    old = {name: value for name, value in session.items() if name not in {"signed_in_at", "seen_at"}}
    Session.objects.update(session_data=session.encode(old), expire_date=clock.now + timedelta(days=6))

    assert is_in(browser)

    row.refresh_from_db()
    assert row.expire_date == clock.now + timedelta(hours=12)


def opened(browser: Client, page: str) -> str:
    """The secret of the form on this page."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(page).content.decode())
    assert found
    return found[1]


def left_open(clock: Clock) -> tuple[Client, dict[str, str]]:
    """A browser in which somebody signed in anew beside a form that is still open, and what they had typed there."""
    amal, browser = person(), Client(enforce_csrf_checks=True)
    door = {"login": amal.email, "password": CEDARS}
    browser.post(SIGN_IN, {**door, "csrfmiddlewaretoken": opened(browser, SIGN_IN)})
    form = opened(browser, ADMIT)
    clock.later(hours=13)
    browser.post(SIGN_IN, {**door, "csrfmiddlewaretoken": opened(browser, SIGN_IN)})
    assert is_in(browser)
    return browser, {"email": "new@example.org", "password1": CEDARS, "csrfmiddlewaretoken": form}


def test_what_was_typed_before_signing_in_anew_in_another_tab_is_shown_and_not_done(clock: Clock) -> None:
    browser, typed = left_open(clock)
    entries = Entry.objects.count()

    answer = browser.post(ADMIT, typed, headers={"Referer": f"http://testserver{ADMIT}"})
    part = browser.post(ADMIT, typed, headers={"Referer": f"http://testserver{ADMIT}", "HX-Request": "true"})

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "new@example.org" in page
    assert CEDARS not in page
    assert typed["csrfmiddlewaretoken"] not in page
    assert "no-store" in answer["Cache-Control"]
    assert (part.status_code, part["HX-Retarget"], "new@example.org" in part.content.decode()) == (200, "body", True)
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    "heads", [{}, {"Referer": "https://evil.example/"}, {"Referer": "http://testserver//evil.example/"}]
)
def test_no_other_site_puts_words_on_a_page_of_the_house(clock: Clock, heads: dict[str, str]) -> None:
    browser, typed = left_open(clock)

    answer = browser.post(ADMIT, typed, headers=heads)

    assert answer.status_code == 403
    assert "new@example.org" not in answer.content.decode()


def test_a_page_that_is_left_open_and_asks_by_itself_keeps_nobody_signed_in(clock: Clock) -> None:
    browser, _answer = sign_in(person())
    asking = {"HX-Request": "true", "X-Asked-By": "clock", "Referer": f"http://testserver{MEMBERS}"}

    for _turn in range(12 * 4 - 1):
        clock.later(minutes=15)
        assert browser.get(MEMBERS, headers=asking).status_code == 200
    clock.later(minutes=15)

    assert browser.get(MEMBERS, headers=asking)["HX-Redirect"].startswith(SIGN_IN)
    assert not is_in(browser)


def test_every_page_that_asks_by_itself_says_so() -> None:
    templates = [each.read_text() for each in Path("secretariat").glob("*/templates/**/*.html")]
    asking = [tag for text in templates for tag in re.findall(r"<[^<]*hx-trigger=\"every [^<]*", text)]

    assert len(asking) >= 6
    assert [tag for tag in asking if """hx-headers='{"X-Asked-By": "clock"}'""" not in tag] == []
