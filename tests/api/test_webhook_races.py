"""Several workers at once: a message is made once, and tried by one of them."""

import threading
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from secretariat.accounts.models import Role
from secretariat.api.actions import tell_what_is_due
from secretariat.api.actions.webhooks_telling import make_messages, take_in_hand
from secretariat.api.models import Delivery, Webhook
from secretariat.audit.action import action
from secretariat.audit.models import Entry
from secretariat.conference.actions import add_room
from secretariat.conference.models import Conference
from secretariat.config.telling import tell_all
from tests import make, make_webhooks
from tests.make import NOON
from tests.threads import in_thread

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_a_message_that_two_workers_reach_for_is_taken_by_one() -> None:
    deliveries = [make_webhooks.delivery(make_webhooks.webhook(make.conference())) for _ in range(1)]
    deliveries += [make_webhooks.delivery(deliveries[0].webhook) for _ in range(29)]
    taken: list[int] = []
    start = threading.Barrier(3)

    def take() -> None:
        start.wait(20)
        taken.extend(each.pk for each in deliveries if take_in_hand(each.pk, at=NOON))

    for thread in [in_thread(take) for _ in range(3)]:
        thread.join(60)

    assert sorted(taken) == sorted(each.pk for each in deliveries)
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {1}


def test_a_message_whose_row_is_held_is_judged_again_as_it_is_then() -> None:
    """The one who waited sees what the other wrote, and not what was there when it began to wait."""
    delivery = make_webhooks.delivery(make_webhooks.webhook(make.conference()))
    second: list[Any] = []
    with transaction.atomic():
        assert take_in_hand(delivery.pk, at=NOON) is not None
        waiting = in_thread(lambda: second.append(take_in_hand(delivery.pk, at=NOON)))
        waiting.join(0.5)
        assert second == []
    waiting.join(20)

    assert second == [None]


def test_while_one_worker_makes_messages_another_makes_none_and_waits_for_nothing() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)
    make_webhooks.entry(conference)
    done: list[int] = []
    with transaction.atomic():
        make_messages(webhook.pk, at=NOON)
        other = in_thread(lambda: done.append(make_messages(webhook.pk, at=NOON)))
        other.join(20)
        assert done == [0]

    assert Delivery.objects.count() == 1


def test_deeds_that_are_done_while_it_is_told_are_all_told_once(settings: Any) -> None:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    conference = make.conference()
    secretaries = [make.user(Role.SECRETARY, conference) for _ in range(3)]
    make_webhooks.hand()
    with make_webhooks.receiving() as receiver:
        webhook = make_webhooks.webhook(conference, url=receiver.url)
        is_over = threading.Event()

        def work(number: int) -> None:
            held = Conference.objects.get(pk=conference.pk)
            for room in range(12):
                add_room(secretaries[number], held, name=f"Hall {number}-{room}")

        def tell() -> None:
            while not is_over.is_set():
                tell_what_is_due(make_webhooks.hand, at=timezone.now())

        tellers = [in_thread(tell) for _ in range(2)]
        for thread in [in_thread(lambda number=number: work(number)) for number in range(3)]:  # type: ignore[misc]
            thread.join(60)
        is_over.set()
        for thread in tellers:
            thread.join(60)
        tell_all()

    deeds = list(Entry.objects.order_by("revision").values_list("revision", flat=True))
    assert list(Delivery.objects.order_by("revision").values_list("revision", flat=True)) == deeds
    assert len(deeds) == 36
    numbers = [taken.headers["webhook-id"] for taken in receiver.taken]
    assert sorted(numbers) == sorted(Delivery.objects.values_list("identifier", flat=True))
    assert Webhook.objects.get(pk=webhook.pk).revision == deeds[-1]


def test_a_deed_that_is_not_committed_yet_is_waited_for_and_not_passed_over() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    webhook = make_webhooks.webhook(conference)
    is_in, go_on = threading.Event(), threading.Event()

    @action(allow=lambda _user, _thing: True)
    def linger(actor: object, thing: Conference) -> Conference:
        add_room(secretary, thing, name="First Hall")
        is_in.set()
        go_on.wait(20)
        return thing

    slow = in_thread(lambda: linger(secretary, Conference.objects.get(pk=conference.pk)))
    assert is_in.wait(20)
    make_messages(webhook.pk, at=NOON)
    assert Delivery.objects.count() == 0
    go_on.set()
    slow.join(20)
    make_messages(webhook.pk, at=NOON)

    assert list(Delivery.objects.values_list("verb", flat=True)) == ["conference.add_room"]
