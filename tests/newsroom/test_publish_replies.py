"""Publishing many replies at once, and the queue in which they wait."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.audit.models import Entry
from secretariat.newsroom.actions import publish_replies, refuse_replies
from secretariat.newsroom.models import Reply
from tests import make, make_news
from tests.newsroom.articles import AT, Newsroom

pytestmark = pytest.mark.django_db


def test_those_that_can_appear_and_of_the_others_it_is_said_why(newsroom: Newsroom) -> None:
    article = make_news.article(newsroom.held)
    fresh = [make_news.reply(article, f"Reply {number}") for number in range(3)]
    stood = make_news.reply(article, "Stood", name="Stood", state="published")
    hidden = make_news.reply(newsroom.draft, "Hidden", name="Hidden")
    elsewhere = make_news.reply(make_news.article(make.conference("geneva-2021")))

    batch = publish_replies(newsroom.press, newsroom.held, replies=[*fresh, stood, hidden, elsewhere], at=AT)

    assert (batch.done, sorted(batch.skipped)) == (
        3,
        [("Hidden", "its article is not out"), ("Stood", "is published already")],
    )
    assert Reply.objects.filter(state="published").count() == 4
    elsewhere.refresh_from_db()
    assert elsewhere.state == "waiting"
    entry = Entry.objects.get()
    assert (entry.verb, entry.thing_label) == ("newsroom.publish_replies", "3 replies published")


def test_where_nothing_can_be_done_nothing_is_recorded(newsroom: Newsroom) -> None:
    stood = make_news.reply(make_news.article(newsroom.held), state="published")

    batch = publish_replies(newsroom.press, newsroom.held, replies=[stood], at=AT)

    assert batch.done == 0
    assert not Entry.objects.exists()


def test_a_stranger_may_not(newsroom: Newsroom) -> None:
    reply = make_news.reply(make_news.article(newsroom.held))

    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            publish_replies(person, newsroom.held, replies=[reply], at=AT)
    assert newsroom.post("publish_replies", user=newsroom.reader, reply=reply.pk).status_code == 403


def test_the_page_says_once_what_was_done_and_what_was_skipped(newsroom: Newsroom) -> None:
    article = make_news.article(newsroom.held)
    first, stood = make_news.reply(article), make_news.reply(article, "Stood", state="published")
    client = make.client(newsroom.press)

    answer = client.post(
        newsroom.address("publish_replies"),
        {"reply": [f"{first.pk}:1", f"{stood.pk}:1", "x", "9" * 30], "tab": "waiting"},
    )

    queue = f"{newsroom.address('replies')}?tab=waiting"
    assert answer.headers["Location"] == queue
    page = client.get(queue).content.decode()
    assert "1 done, 1 skipped" in page
    assert "is published already" in page
    assert "1 done" not in client.get(queue).content.decode()
    client.post(newsroom.address("publish_replies"), {})
    assert "Choose at least one reply first." in client.get(newsroom.address("replies")).content.decode()


def test_what_a_colleague_decided_meanwhile_stays_decided(newsroom: Newsroom) -> None:
    article = make_news.article(newsroom.held)
    first, other = make_news.reply(article, "First", name="Amal"), make_news.reply(article, "Other", name="Omar")
    client = make.client(newsroom.press)
    queue = client.get(newsroom.address("replies")).content.decode()
    chosen = re.findall(r'name="reply" value="([^"]+)"', queue)
    refuse_replies(newsroom.secretary, newsroom.held, replies=[first], reason="It names a child.", at=AT)

    client.post(newsroom.address("publish_replies"), {"reply": chosen, "tab": "waiting"})

    page = client.get(newsroom.address("replies")).content.decode()
    assert "1 done, 1 skipped" in page
    assert "somebody decided about it meanwhile" in page
    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.state, first.refusal, first.decided_by) == ("refused", "It names a child.", newsroom.secretary)
    assert (first.version, other.version, other.state) == (2, 2, "published")
    client.post(newsroom.address("publish_replies"), {"reply": [first.pk], "tab": "refused"})
    first.refresh_from_db()
    assert first.state == "refused"


def test_the_queue_shows_what_waits_longest_first_with_why_and_never_the_mail(newsroom: Newsroom) -> None:
    article = make_news.article(newsroom.held)
    make_news.reply(article, "The second", received_at=AT.replace(day=12), reasons=["links", "first-time"])
    make_news.reply(article, "The first", received_at=AT)
    published = make_news.reply(article, "Stands", state="published")
    make_news.report(published, "It insults people")

    page = newsroom.page("replies").content.decode()
    reported = make.client(newsroom.press).get(f"{newsroom.address('replies')}?tab=reported").content.decode()

    assert page.index("The first") < page.index("The second")
    assert "holds links" in page
    assert "first reply of this person" in page
    assert "amal@example.org" not in page + reported
    assert "It insults people" in reported
    assert "Stands" not in page
    assert make.client(newsroom.press).get(f"{newsroom.address('replies')}?tab=odd&page=x").status_code == 200


def test_the_queue_costs_the_same_with_one_reply_and_with_thirty(newsroom: Newsroom) -> None:
    article = make_news.article(newsroom.held)
    client = make.client(newsroom.press)
    counts = []
    for many in (1, 29):
        for number in range(many):
            make_news.report(make_news.reply(article, f"Reply {many} {number}", reasons=["links"]))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(newsroom.address("replies")).status_code == 200
        counts.append(len(caught))

    assert counts[0] == counts[1]
