"""Publishing a reply."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import publish_reply, refuse_reply
from secretariat.newsroom.queries import counts_of
from tests import make, make_news
from tests.newsroom.articles import AT, Newsroom

pytestmark = pytest.mark.django_db


def test_it_appears_at_the_next_request_and_is_recorded_without_the_mail(newsroom: Newsroom) -> None:
    article = make_news.article(newsroom.held)
    reply = make_news.reply(article, "We want to go home.", mail="amal.secret@example.org")
    make_news.report(reply)
    address = reverse("public:article", args=[newsroom.held.slug, article.key])
    before = make.client().get(address)

    publish_reply(newsroom.press, reply, at=AT)

    after = make.client().get(address, HTTP_IF_NONE_MATCH=before.headers["ETag"])
    assert "We want to go home." not in before.content.decode()
    assert after.status_code == 200
    assert "We want to go home." in after.content.decode()
    reply.refresh_from_db()
    assert (reply.state, reply.decided_by, reply.decided_at) == ("published", newsroom.press, AT)
    entry = Entry.objects.get()
    assert entry.verb == "newsroom.publish_reply"
    assert "amal.secret" not in f"{entry.changes} {entry.thing_label}"
    # Whoever decided has read what readers said of it.
    assert counts_of(newsroom.press, newsroom.held)["reported"] == 0


def test_one_that_is_published_or_whose_article_is_not_out_or_takes_none_is_refused(newsroom: Newsroom) -> None:
    published = make_news.reply(make_news.article(newsroom.held), state="published")
    hidden = make_news.reply(newsroom.draft)
    closed = make_news.reply(make_news.article(newsroom.held, takes_replies=False))

    for reply, sentence in (
        (published, "is published already"),
        (hidden, "article is not out"),
        (closed, "takes no replies"),
    ):
        with pytest.raises(Refused, match=sentence):
            publish_reply(newsroom.press, reply, at=AT)
    with pytest.raises(Stale):
        publish_reply(newsroom.press, make_news.reply(make_news.article(newsroom.held)), at=AT, version=7)
    assert not Entry.objects.exists()


def test_a_stranger_may_not(newsroom: Newsroom) -> None:
    reply = make_news.reply(make_news.article(newsroom.held))

    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            publish_reply(person, reply, at=AT)
        assert newsroom.post("publish_reply", reply.pk, user=person).status_code in {302, 404}
    reply.refresh_from_db()
    assert reply.state == "waiting"


def test_the_page_publishes_and_one_of_another_conference_is_not_found(newsroom: Newsroom) -> None:
    reply = make_news.reply(make_news.article(newsroom.held))
    elsewhere = make_news.reply(make_news.article(make.conference("geneva-2021")))

    answer = newsroom.post("publish_reply", reply.pk, version=reply.version)
    again = newsroom.post("publish_reply", reply.pk, version=reply.version)

    assert answer.status_code == again.status_code == 302
    assert newsroom.post("publish_reply", elsewhere.pk).status_code == 404
    assert newsroom.page("publish_reply", reply.pk).status_code == 405
    reply.refresh_from_db()
    assert reply.state == "published"
    assert Entry.objects.count() == 1


def test_a_reply_that_a_colleague_refused_meanwhile_stays_refused(newsroom: Newsroom) -> None:
    reply = make_news.reply(make_news.article(newsroom.held))
    queue = newsroom.page("replies").content.decode()
    (seen,) = re.findall(r'name="version" value="([0-9]+)" formaction="[^"]+/publish/"', queue)
    refuse_reply(newsroom.secretary, reply, reason="It names a child.", at=AT)

    for version in ({"version": seen}, {"version": "odd"}, {}):
        newsroom.post("publish_reply", reply.pk, **version)

    reply.refresh_from_db()
    assert (reply.state, reply.refusal) == ("refused", "It names a child.")
