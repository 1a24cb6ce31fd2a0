"""A browser keeps what opens a session if its person asked for that, as long as the session goes on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.security.asking import OFFICE, is_in, person, remembered, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets so much time go by; the clock stands still meanwhile."""
    hands = [timezone.now()]
    monkeypatch.setattr(timezone, "now", lambda: hands[0])

    def move(**by: int) -> None:
        hands[0] += timedelta(**by)

    return move


def test_a_browser_that_forgets_when_it_is_closed_is_not_told_to_keep_anything_later(
    later: Callable[..., None],
) -> None:
    browser, answer = sign_in(person())
    assert answer.cookies["sessionid"]["max-age"] == ""

    later(minutes=11)
    assert browser.get(OFFICE).cookies["sessionid"]["max-age"] == ""

    # It was written all the same that they are there.
    later(hours=11, minutes=59)
    assert is_in(browser)


def test_a_browser_that_keeps_it_keeps_it_where_it_was_put(later: Callable[..., None], settings: Any) -> None:
    settings.SESSION_COOKIE_DOMAIN, settings.SESSION_COOKIE_PATH = "example.org", "/en/"
    browser = remembered(person())
    later(minutes=11)

    cookie = browser.get(OFFICE).cookies["sessionid"]

    assert (cookie["max-age"], cookie["domain"], cookie["path"]) == (12 * 60 * 60, "example.org", "/en/")
