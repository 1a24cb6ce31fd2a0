"""Refusing many replies at once, for one reason."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import publish_reply, refuse_replies
from secretariat.newsroom.models import Reply
from tests import make, make_news
from tests.newsroom.articles import AT, Newsroom

pytestmark = pytest.mark.django_db


def test_they_do_not_appear_for_the_reason_given(newsroom: Newsroom) -> None:
    article = make_news.article(newsroom.held)
    wanted = [make_news.reply(article, "A"), make_news.reply(article, "B", state="published")]
    refused = make_news.reply(article, "C", name="Omar", state="refused")

    batch = refuse_replies(newsroom.press, newsroom.held, replies=[*wanted, refused], reason="Advertising", at=AT)

    assert (batch.done, batch.skipped) == (2, (("Omar", "is refused already"),))
    assert Reply.objects.filter(state="refused", refusal="Advertising").count() == 2
    assert Entry.objects.get().verb == "newsroom.refuse_replies"


def test_without_a_reason_nothing_is_done(newsroom: Newsroom) -> None:
    reply = make_news.reply(make_news.article(newsroom.held))

    with pytest.raises(Refused, match="Say why"):
        refuse_replies(newsroom.press, newsroom.held, replies=[reply], reason=" ", at=AT)
    assert not Entry.objects.exists()


def test_a_stranger_may_not(newsroom: Newsroom) -> None:
    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            refuse_replies(person, newsroom.held, replies=[], reason="No", at=AT)
    assert newsroom.post("refuse_replies", user=newsroom.reader).status_code == 403


def test_the_page_refuses_those_chosen_and_says_where_a_reason_is_missing(newsroom: Newsroom) -> None:
    reply = make_news.reply(make_news.article(newsroom.held))
    client = make.client(newsroom.press)

    client.post(newsroom.address("refuse_replies"), {"reply": f"{reply.pk}:1"})
    assert "Say why it is refused" in client.get(newsroom.address("replies")).content.decode()
    client.post(newsroom.address("refuse_replies"), {"reply": f"{reply.pk}:1", "reason": "Advertising"})

    reply.refresh_from_db()
    assert (reply.state, reply.refusal) == ("refused", "Advertising")


def test_what_a_colleague_published_meanwhile_stays_published(newsroom: Newsroom) -> None:
    reply = make_news.reply(make_news.article(newsroom.held), name="Amal")
    publish_reply(newsroom.secretary, reply, at=AT)

    batch = refuse_replies(
        newsroom.press, newsroom.held, replies=[reply], reason="Advertising", at=AT, seen={reply.pk: 1}
    )

    assert (batch.done, batch.skipped) == (0, (("Amal", "somebody decided about it meanwhile"),))
    reply.refresh_from_db()
    assert reply.state == "published"
