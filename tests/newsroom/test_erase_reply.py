"""Erasing a reply and who wrote it, from the record too."""

import json

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import erase_reply, publish_replies, refuse_reply
from secretariat.newsroom.models import Reply
from tests import make, make_news, make_record
from tests.make import NOON

pytestmark = pytest.mark.django_db

SECRETS = ("Rima Khalil", "rima@b.example", "My brother waits")


def rimas_reply() -> Reply:
    article = make_news.article(make.conference())
    return make_news.reply(article, "My brother waits at home.", name="Rima Khalil", mail="rima@b.example")


def every_value() -> str:
    rows = [list(model._base_manager.values_list()) for model in apps.get_models(include_auto_created=True)]
    return json.dumps(rows, default=str, ensure_ascii=False)


def test_nothing_of_the_reply_is_left_in_any_table_and_the_record_is_whole() -> None:
    reply = rimas_reply()
    conference = reply.conference
    secretary = make.user(Role.SECRETARY, conference)
    make_news.report(reply, "Rima Khalil insults people")
    refuse_reply(secretary, reply, reason="Rima Khalil names her brother.", at=NOON)
    # Once more, which is skipped: the skipped are named in the record.
    other = make_news.reply(reply.article, "Welcome.")
    publish_replies(secretary, conference, replies=[reply, other], at=NOON, seen={reply.pk: 99, other.pk: 1})
    make_record.sealed(conference)
    assert [secret for secret in SECRETS if secret not in every_value()] == []

    erase_reply(secretary, reply, at=NOON)

    left = every_value()
    assert [secret for secret in SECRETS if secret in left] == []
    assert "Welcome." in left
    reply.refresh_from_db()
    assert (reply.name, reply.text, reply.state) == (f"·erased· {reply.pk}", "", "refused")
    assert make_record.outcome(conference).faults == []
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.thing_label) == ("newsroom.erase_reply", "A reply erased")


def test_it_is_erased_once_and_by_a_secretary() -> None:
    reply = rimas_reply()
    with pytest.raises(PermissionDenied):
        erase_reply(make.user(Role.PRESS_OFFICER, reply.conference), reply, at=NOON)
    secretary = make.user(Role.SECRETARY, reply.conference)
    erase_reply(secretary, reply, at=NOON)

    with pytest.raises(Refused, match="erased already"):
        erase_reply(secretary, reply, at=NOON)


def test_the_page_asks_first_and_erases_then() -> None:
    reply = rimas_reply()
    client = make.client(make.user(Role.SECRETARY, reply.conference))
    address = f"/en/damascus-2020/office/news/replies/{reply.pk}/erase/"

    queue = client.get("/en/damascus-2020/office/news/replies/")
    asked = client.get(address)
    answered = client.post(address, follow=True)

    assert address in queue.content.decode()
    assert "My brother waits" in asked.content.decode()
    assert "The reply is erased." in answered.content.decode()
    assert "My brother waits" not in answered.content.decode()
