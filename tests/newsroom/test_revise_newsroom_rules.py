"""Saying how replies are taken and moderated."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Stale
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import revise_newsroom_rules
from secretariat.newsroom.models import NewsroomRules
from tests.newsroom.articles import Newsroom

pytestmark = pytest.mark.django_db
WANTED: dict[str, Any] = {
    "takes_replies": True,
    "takes_media_requests": True,
    "mail_days": 7,
    "replies_an_hour": 3,
    "words": ["casino"],
}


def test_they_are_kept_and_changed_and_it_is_recorded(newsroom: Newsroom) -> None:
    revise_newsroom_rules(newsroom.press, newsroom.held, details=WANTED)
    revise_newsroom_rules(newsroom.press, newsroom.held, details={"mail_days": 9}, version=1)

    rules = NewsroomRules.objects.get()
    assert (rules.mail_days, rules.words, rules.takes_media_requests, rules.version) == (9, ["casino"], True, 2)
    assert [entry.verb for entry in Entry.objects.all()] == ["newsroom.revise_newsroom_rules"] * 2


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(newsroom: Newsroom) -> None:
    revise_newsroom_rules(newsroom.press, newsroom.held, details=WANTED)

    with pytest.raises(Stale):
        revise_newsroom_rules(newsroom.press, newsroom.held, details={"mail_days": 9}, version=7)
    assert NewsroomRules.objects.get().mail_days == 7


def test_a_stranger_may_not(newsroom: Newsroom) -> None:
    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            revise_newsroom_rules(person, newsroom.held, details=WANTED)
    assert newsroom.page("revise_newsroom_rules", user=newsroom.reader).status_code == 403


def test_the_page_takes_words_one_a_line_and_numbers_in_bounds(newsroom: Newsroom) -> None:
    sent = {"takes_replies": "on", "mail_days": 30, "replies_an_hour": 5, "words": "casino\n\n bad  thing \ncasino"}

    assert newsroom.post("revise_newsroom_rules", **sent).status_code == 302
    assert NewsroomRules.objects.get().words == ["casino", "bad thing"]
    assert "casino\nbad thing" in newsroom.page("revise_newsroom_rules").content.decode()
    for changed in ({"mail_days": 0}, {"mail_days": 366}, {"replies_an_hour": 0}, {"words": "x" * 81}):
        assert newsroom.post("revise_newsroom_rules", **{**sent, "version": 1, **changed}).status_code == 422
