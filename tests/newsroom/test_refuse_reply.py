"""Refusing a reply, with a reason that stays in the house."""

import re
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import publish_reply, refuse_reply
from tests import make, make_news
from tests.newsroom.articles import AT, Newsroom

pytestmark = pytest.mark.django_db


def test_one_that_was_published_is_taken_away_and_it_is_recorded(newsroom: Newsroom) -> None:
    article = make_news.article(newsroom.held)
    reply = make_news.reply(article, "It should not stand here.", state="published")

    refuse_reply(newsroom.press, reply, reason=" It insults\n people. ", at=AT)

    reply.refresh_from_db()
    assert (reply.state, reply.refusal, reply.decided_by) == ("refused", "It insults people.", newsroom.press)
    assert Entry.objects.get().verb == "newsroom.refuse_reply"
    page = make.client().get(reverse("public:article", args=[newsroom.held.slug, article.key])).content.decode()
    assert "It should not stand here." not in page
    assert "It insults people." not in page


def test_without_a_reason_with_a_long_one_and_twice_it_is_refused(newsroom: Newsroom) -> None:
    reply = make_news.reply(make_news.article(newsroom.held))
    refused = make_news.reply(reply.article, "Other", state="refused")

    for reason, sentence in ((" ", "Say why"), ("x" * 301, "too long")):
        with pytest.raises(Refused, match=sentence) as error:
            refuse_reply(newsroom.press, reply, reason=reason, at=AT)
        assert error.value.field == "reason"
    with pytest.raises(Refused, match="is refused already"):
        refuse_reply(newsroom.press, refused, reason="Again", at=AT)
    with pytest.raises(Stale):
        refuse_reply(newsroom.press, reply, reason="Old", at=AT, version=7)
    assert not Entry.objects.exists()


def test_a_stranger_may_not(newsroom: Newsroom) -> None:
    reply = make_news.reply(make_news.article(newsroom.held))

    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            refuse_reply(person, reply, reason="No", at=AT)
        assert newsroom.page("refuse_reply", reply.pk, user=person).status_code in {302, 404}


def test_the_page_shows_the_words_with_hidden_signs_and_refuses(newsroom: Newsroom) -> None:
    reply = make_news.reply(make_news.article(newsroom.held), "abc\u202edef <b>", reasons=["directions"])

    page = newsroom.page("refuse_reply", reply.pk).content.decode()
    empty = newsroom.post("refuse_reply", reply.pk, reason="", version=reply.version)
    done = newsroom.post("refuse_reply", reply.pk, reason="Hidden signs", version=reply.version)

    assert "abc[RIGHT-TO-LEFT OVERRIDE]def &lt;b&gt;" in page
    assert "holds hidden signs" in page
    assert (empty.status_code, done.status_code) == (422, 302)
    reply.refresh_from_db()
    assert reply.refusal == "Hidden signs"


def test_the_page_refuses_as_the_queue_was_seen(newsroom: Newsroom) -> None:
    reply = make_news.reply(make_news.article(newsroom.held))
    (link,) = re.findall(r'href="([^"]+/refuse/[^"]+)"', newsroom.page("replies").content.decode())
    publish_reply(newsroom.secretary, reply, at=AT)

    form = make.client(newsroom.press).get(unescape(link)).context["form"]
    answer = newsroom.post("refuse_reply", reply.pk, reason="Advertising", version=form["version"].value())

    assert answer.status_code == 422
    assert newsroom.post("refuse_reply", reply.pk, reason="Advertising").status_code == 422
    reply.refresh_from_db()
    assert reply.state == "published"
