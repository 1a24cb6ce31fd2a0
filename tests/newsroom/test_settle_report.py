"""Settling what a reader reported: the reply stays."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import settle_report
from secretariat.newsroom.queries import counts_of
from tests import make, make_news
from tests.newsroom.articles import Newsroom

pytestmark = pytest.mark.django_db


def test_the_reply_stays_and_leaves_the_queue_and_it_is_recorded(newsroom: Newsroom) -> None:
    reply = make_news.reply(make_news.article(newsroom.held), state="published")
    report = make_news.report(reply)
    assert counts_of(newsroom.press, newsroom.held)["reported"] == 1

    settle_report(newsroom.press, report)

    assert counts_of(newsroom.press, newsroom.held) == {"waiting": 0, "reported": 0, "published": 1, "refused": 0}
    assert Entry.objects.get().verb == "newsroom.settle_report"


def test_one_that_is_settled_is_refused(newsroom: Newsroom) -> None:
    report = make_news.report(make_news.reply(make_news.article(newsroom.held)), is_settled=True)

    with pytest.raises(Refused, match="settled already"):
        settle_report(newsroom.press, report)
    assert not Entry.objects.exists()


def test_a_stranger_may_not(newsroom: Newsroom) -> None:
    report = make_news.report(make_news.reply(make_news.article(newsroom.held)))

    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            settle_report(person, report)
        assert newsroom.post("settle_report", report.pk, user=person).status_code in {302, 404}


def test_the_page_settles_it_and_one_of_another_conference_is_not_found(newsroom: Newsroom) -> None:
    report = make_news.report(make_news.reply(make_news.article(newsroom.held), state="published"))
    elsewhere = make_news.report(make_news.reply(make_news.article(make.conference("geneva-2021"))))

    assert newsroom.post("settle_report", report.pk, tab="reported").url.endswith("?tab=reported")
    assert newsroom.post("settle_report", elsewhere.pk).status_code == 404

    report.refresh_from_db()
    assert report.is_settled
