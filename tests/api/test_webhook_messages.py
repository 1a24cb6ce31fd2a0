"""Deeds become messages: each once, in their order, to whom they are of interest, and with nothing in them to protect."""

import json
from datetime import timedelta
from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.api import actions
from secretariat.api.actions.webhooks_telling import make_messages
from secretariat.api.models import Delivery, Webhook
from secretariat.api.queries import webhooks_messages
from secretariat.api.queries.webhooks_due import what_is_due
from secretariat.api.queries.webhooks_messages import NEVER_TOLD
from secretariat.audit.action import REGISTRY
from secretariat.audit.models import Entry
from secretariat.conference.actions import add_room
from tests import make, make_webhooks
from tests.make import NOON

pytestmark = pytest.mark.django_db


def told(webhook: Webhook) -> list[tuple[str, int]]:
    make_messages(webhook.pk, at=NOON)
    return list(Delivery.objects.filter(webhook=webhook).order_by("pk").values_list("verb", "revision"))


def test_a_deed_becomes_a_message_that_names_the_row_and_nothing_in_it() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)
    room = add_room(make.user(Role.SECRETARY, conference, name="Secret Name"), conference, name="Umayyad Hall")

    make_messages(webhook.pk, at=NOON)

    delivery, entry = Delivery.objects.get(), Entry.objects.get()
    body = json.loads(delivery.body)
    assert set(body) == {"type", "timestamp", "data"}
    assert body["type"] == "conference.add_room"
    assert body["timestamp"].endswith("Z")
    assert body["data"] == {
        "conference": "damascus-2020",
        "revision": entry.revision,
        "entry": entry.pk,
        "thing": {"kind": "conference.conference", "id": conference.pk},
        "made": {"kind": "conference.room", "id": room.pk},
        "counts": {},
    }
    assert "Umayyad" not in delivery.body
    assert "Secret Name" not in delivery.body
    assert (delivery.next_at, delivery.state, delivery.attempts) == (NOON, "waiting", 0)


def test_a_batch_is_one_message_with_its_counts() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)
    batch = {"counts": {"delegations.delegate": 12}, "skipped": [["Amal Secret-Name", "why"]]}
    make_webhooks.entry(conference, "delegations.accredit_many", batch=batch)

    make_messages(webhook.pk, at=NOON)

    body = Delivery.objects.get().body
    assert json.loads(body)["data"]["counts"] == {"delegations.delegate": 12}
    assert "Amal" not in body


def test_each_deed_is_told_once_and_in_its_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks_messages, "ENTRIES_AT_ONCE", 2)
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)
    revisions = [make_webhooks.entry(conference).revision for _ in range(5)]

    for _ in range(4):
        found = told(webhook)

    assert [revision for _verb, revision in found] == revisions
    assert what_is_due(NOON - timedelta(days=1)) == []


def test_the_deeds_of_one_revision_are_not_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks_messages, "ENTRIES_AT_ONCE", 2)
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)
    for _ in range(3):
        make_webhooks.entry(conference)
    Entry.objects.update(revision=1)

    assert len(told(webhook)) == 3


def test_a_revision_that_was_set_back_tells_nothing_twice() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)
    make_webhooks.entry(conference)
    told(webhook)
    Webhook.objects.update(revision=0)

    assert len(told(webhook)) == 1


def test_it_is_told_of_its_topics_alone_and_passes_over_the_rest() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference, topics=["door", "delegations.accredit"])
    for verb in ("delegations.hold", "door.issue_badge", "delegations.accredit", "doors.open"):
        make_webhooks.entry(conference, verb)

    assert [verb for verb, _revision in told(webhook)] == ["door.issue_badge", "delegations.accredit"]
    assert Webhook.objects.get().revision == 4


def test_deeds_of_other_conferences_and_of_the_house_are_not_told() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    webhook = make_webhooks.webhook(conference)
    make_webhooks.entry(other)

    assert told(webhook) == []
    assert [each.webhook_id for each in what_is_due(NOON)] == []


def test_what_is_done_to_webhooks_is_told_to_none() -> None:
    conference = make.conference()
    webhook, other = make_webhooks.webhook(conference), make_webhooks.webhook(conference, name="Other")
    secretary: Any = make.user(Role.SECRETARY, conference)
    actions.revise_webhook(secretary, webhook, details={"url": "https://example.org/"})
    actions.stop_webhook(secretary, webhook, at=NOON)
    actions.resume_webhook(secretary, webhook, at=NOON)
    actions.renew_webhook_secret(secretary, webhook, secret=make_webhooks.SECRET, at=NOON)
    Webhook.objects.filter(pk=other.pk).update(topics=["api", "api.stop_webhook"])

    assert told(webhook) == []
    assert told(other) == []
    assert Webhook.objects.get(pk=other.pk).revision == 4


def test_every_verb_about_webhooks_is_among_those_that_are_never_told() -> None:
    ours = {verb for verb, deed in REGISTRY.items() if "webhooks" in deed.__module__}

    assert ours == NEVER_TOLD


def test_two_webhooks_are_told_of_a_deed_under_one_number() -> None:
    conference = make.conference()
    one, other = make_webhooks.webhook(conference), make_webhooks.webhook(conference, name="Other")
    make_webhooks.entry(conference)
    told(one)
    told(other)

    assert len(set(Delivery.objects.values_list("identifier", flat=True))) == 1
    assert Delivery.objects.count() == 2


def test_where_there_is_nothing_to_do_one_query_says_so(django_assert_num_queries: Any) -> None:
    conference = make.conference()
    for number in range(5):
        webhook = make_webhooks.webhook(conference, name=f"Hook {number}")
        make_webhooks.delivery(webhook, state="delivered", next_at=None)
        make_webhooks.delivery(webhook, next_at=NOON + timedelta(days=1))

    with django_assert_num_queries(1):
        assert actions.tell_what_is_due(make_webhooks.hand, at=NOON) == 0


def test_of_each_webhook_one_message_is_due_and_those_that_fail_come_last() -> None:
    conference = make.conference()
    failing = make_webhooks.webhook(conference, name="A", failing_since=NOON)
    healthy = make_webhooks.webhook(conference, name="B")
    for webhook in (failing, failing, healthy, healthy):
        make_webhooks.delivery(webhook)

    due = what_is_due(NOON)

    assert [(each.webhook_id, each.is_failing) for each in due] == [(healthy.pk, False), (failing.pk, True)]
    assert due[0].delivery_id == healthy.deliveries.order_by("pk")[0].pk


def test_whoever_tries_it_out_does_not_wait_for_what_fails() -> None:
    webhook = make_webhooks.webhook(make.conference(), failing_since=NOON)
    make_webhooks.delivery(webhook, next_at=NOON - timedelta(days=1))
    tried = make_webhooks.delivery(webhook, verb="api.try_webhook")

    assert [each.delivery_id for each in what_is_due(NOON)] == [tried.pk]
