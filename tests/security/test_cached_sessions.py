"""A session that was ended is over, whatever a cache still holds of it."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.cached_db import KEY_PREFIX
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from redis.exceptions import TimeoutError as NoAnswer

from secretariat.accounts.models import User
from secretariat.audit.models import Entry
from secretariat.conference.actions import close_account, end_sessions, reopen_account
from tests.conference.test_erase_account import keeper
from tests.make import NOON
from tests.security.asking import CEDARS, OFFICE, SIGN_IN, is_in, person, sign_in

pytestmark = pytest.mark.django_db

ADMIT = f"{OFFICE}conference/members/admit/"


class Cache:
    """The cache in the hands of a test, which says how often it does not answer when it is to forget."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.faults = 0
        self._delete = type(self.held).delete
        patch.setattr(type(self.held), "delete", lambda _self, key, **how: self.delete(key, **how))

    @property
    def held(self) -> Any:
        """What stands behind the name."""
        return cache._connections[cache._alias]  # type: ignore[attr-defined]

    def delete(self, key: str, **how: Any) -> bool:
        """Forget, or fail to."""
        if self.faults:
            self.faults -= 1
            raise NoAnswer(f"no answer for {key}")
        return bool(self._delete(self.held, key, **how))


@pytest.fixture
def shared(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Cache:
    """A house whose sessions are read from a cache."""
    settings.SESSION_ENGINE = "secretariat.config.sessions"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "sessions"}}
    cache.clear()
    return Cache(monkeypatch)


def place_of(browser: Client) -> str:
    """Where the cache has what this browser opens."""
    return f"{KEY_PREFIX}{browser.cookies['sessionid'].value}"


def test_a_cache_that_does_not_answer_once_lets_nobody_on_and_forgets_the_others(
    shared: Cache, caplog: Any, django_capture_on_commit_callbacks: Any
) -> None:
    amal = person()
    browsers = [sign_in(amal)[0] for _each in range(3)]
    assert [is_in(each) for each in browsers] == [True] * 3
    shared.faults = 1

    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):
        end_sessions(keeper(), amal)

    assert [place_of(each) in cache for each in browsers].count(True) == 1
    assert [is_in(each) for each in browsers] == [False] * 3
    told = [each for each in caplog.records if each.name == "secretariat.accounts.actions"]
    assert [each.getMessage() for each in told] == [
        f"The cache still holds a session of account {amal.pk}: TimeoutError."
    ]
    assert is_in(sign_in(amal)[0])


def test_a_session_from_before_an_account_was_closed_does_not_come_back_with_it(
    shared: Cache, django_capture_on_commit_callbacks: Any
) -> None:
    amal, actor = person(), keeper()
    browser, _answer = sign_in(amal)
    shared.faults = 1

    with django_capture_on_commit_callbacks(execute=True):
        close_account(actor, amal, reason="Stolen", at=NOON)
    assert place_of(browser) in cache
    with django_capture_on_commit_callbacks(execute=True):
        reopen_account(actor, User.objects.get(pk=amal.pk), at=NOON)

    assert not is_in(browser)
    assert is_in(sign_in(amal)[0])


@pytest.mark.parametrize("is_visit", [True, False])
def test_what_only_a_cache_holds_is_asked_for_when_it_is_old_and_does_nothing(
    shared: Cache, monkeypatch: pytest.MonkeyPatch, is_visit: bool
) -> None:
    browser, _answer = sign_in(person())
    place = place_of(browser)
    Session.objects.all().delete()
    assert place in cache
    entries, late = Entry.objects.count(), timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr(timezone, "now", lambda: late)

    if is_visit:
        assert browser.get(OFFICE)["Location"].startswith(SIGN_IN)
    else:
        assert browser.post(ADMIT, {"mail": "new@example.org", "role": "reader", "language": "en"}).status_code == 403

    assert place not in cache
    assert (Entry.objects.count(), Session.objects.count()) == (entries, 0)


def test_a_keeper_ends_what_only_a_cache_still_holds(shared: Cache) -> None:
    amal = person()
    browser, _answer = sign_in(amal)
    assert is_in(browser)
    Session.objects.all().delete()
    assert is_in(browser)

    ended = end_sessions(keeper(), amal)

    assert "sessions.session" not in ended.counts
    assert not is_in(browser)
    assert Entry.objects.filter(verb="conference.end_sessions", thing_id=amal.pk).count() == 1


def test_whoever_ends_all_others_stays_in(shared: Cache, django_capture_on_commit_callbacks: Any) -> None:
    amal = person()
    here, there = sign_in(amal)[0], sign_in(amal)[0]
    here.post("/en/accounts/reauthenticate/", {"password": CEDARS})

    with django_capture_on_commit_callbacks(execute=True):
        here.post("/en/accounts/sessions/end/", {"session": "others"})

    assert (is_in(here), is_in(there)) == (True, False)
