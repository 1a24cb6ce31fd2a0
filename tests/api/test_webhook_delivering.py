"""Messages are delivered to a real server that takes them, refuses them, is slow, lies, or is not who it says."""

import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from secretariat.accounts.models import Role
from secretariat.api.actions import revise_webhook, webhooks_telling
from secretariat.api.actions.webhooks_telling import take_in_hand
from secretariat.api.models import Delivery, DeliveryState, Webhook
from secretariat.api.queries.webhooks_targets import sealed, target_of, wrong_with
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.config.telling import tell_all
from secretariat.engines import webhooks
from tests import make, make_webhooks
from tests.make import NOON
from tests.make_webhooks import SECRET

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=4)


@pytest.fixture(autouse=True)
def _to_this_machine(settings: Any) -> None:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True


def sent_to(url: str, **fields: Any) -> Delivery:
    """A message, after everything that is due was told."""
    of_webhook = {name: fields.pop(name) for name in ("failing_since", "name") if name in fields}
    made = make_webhooks.delivery(make_webhooks.webhook(make.conference(), url=url, **of_webhook), **fields)
    tell_all()
    made.refresh_from_db()
    return made


def test_a_deed_arrives_signed_and_to_the_letter() -> None:
    conference = make.conference()
    with make_webhooks.receiving() as receiver:
        webhook = make_webhooks.webhook(conference, url=receiver.url + "?a=1", failing_since=LONG_AGO)
        make_webhooks.entry(conference)
        done = tell_all()

    delivery, taken = Delivery.objects.get(), receiver.taken[0]
    assert done == 2
    assert (delivery.state, delivery.status, delivery.attempts) == (DeliveryState.DELIVERED, 204, 1)
    assert (delivery.next_at, delivery.trouble) == (None, "")
    assert taken.body == delivery.body.encode()
    assert taken.path == "/webhooks?a=1"
    assert taken.headers["content-type"] == "application/json"
    assert taken.headers["webhook-id"] == delivery.identifier
    assert webhooks.is_signed([SECRET], headers=taken.headers, body=taken.body, now=timezone.now())
    webhook.refresh_from_db()
    assert webhook.failing_since is None


def test_while_the_secret_is_changed_both_are_signed_with() -> None:
    conference, new = make.conference(), bytes(range(50, 82))
    with make_webhooks.receiving() as receiver:
        webhook = make_webhooks.webhook(conference, url=receiver.url)
        webhook.former_secret, webhook.former_until = webhook.secret, timezone.now() + timedelta(hours=1)
        webhook.secret = sealed(webhook, new)
        webhook.save()
        make_webhooks.delivery(webhook)
        tell_all()

    taken = receiver.taken[0]
    for secret in (new, SECRET):
        assert webhooks.is_signed([secret], headers=taken.headers, body=taken.body, now=timezone.now())


@pytest.mark.parametrize(
    ("how", "status", "trouble"),
    [
        ({"status": 500}, 500, "status"),
        ({"status": 404}, 404, "status"),
        ({"status": 503}, 503, "busy"),
        ({"status": 302, "headers": {"Location": "/elsewhere"}}, 302, "redirect"),
    ],
)
def test_what_is_not_taken_is_tried_again_later(how: Any, status: int, trouble: str) -> None:
    with make_webhooks.receiving(**how) as receiver:
        delivery = sent_to(receiver.url)

    assert len(receiver.taken) == 1
    assert (delivery.state, delivery.attempts) == (DeliveryState.WAITING, 1)
    assert (delivery.status, delivery.trouble) == (status, trouble)
    wait = webhooks.wait_before(2, identifier=delivery.identifier)
    assert delivery.next_at - delivery.tried_at >= wait  # type: ignore[operator]
    assert Webhook.objects.get().failing_since is not None


def test_an_answer_without_end_is_not_read_to_its_end() -> None:
    with make_webhooks.receiving(status=200, text=b"x" * 50_000_000) as receiver:
        delivery = sent_to(receiver.url)

    assert delivery.state == DeliveryState.DELIVERED


def test_who_is_too_slow_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks_telling, "SECONDS", 0.3)
    with make_webhooks.receiving(before=lambda: time.sleep(2)) as receiver:
        delivery = sent_to(receiver.url)

    assert (delivery.trouble, delivery.status) == ("too slow", None)


def test_where_nothing_answers_it_says_so() -> None:
    with make_webhooks.receiving() as receiver:
        url = receiver.url
    delivery = sent_to(url)

    assert (delivery.trouble, delivery.state) == ("unreachable", DeliveryState.WAITING)


def test_who_asks_to_be_left_alone_is_left_alone() -> None:
    with make_webhooks.receiving(status=429, headers={"Retry-After": "7200"}) as receiver:
        delivery = sent_to(receiver.url)

    assert delivery.next_at - delivery.tried_at >= timedelta(hours=2)  # type: ignore[operator]


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    with make_webhooks.receiving(certificate=make_webhooks.certificate_of_nobody(tmp_path)) as receiver:
        delivery = sent_to(receiver.url)

    assert (delivery.trouble, receiver.taken) == ("certificate", [])


def test_a_target_is_vetted_anew_before_each_try(settings: Any) -> None:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = False
    with make_webhooks.receiving() as receiver:
        delivery = sent_to(receiver.url.replace("http:", "https:"))

    assert (delivery.trouble, receiver.taken) == ("address:port", [])
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    assert wrong_with("https://127.0.0.1/") == ""
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = False
    assert wrong_with("https://127.0.0.1/") == "address"


@pytest.mark.parametrize(
    ("url", "answer", "code"),
    [
        ("http://example.org/", "93.184.215.14", "scheme"),
        ("https://example.org:9000/", "93.184.215.14", "port"),
        ("http://printer:9000/", "192.168.1.4", ""),
        ("http://both.example.org/", "192.168.1.4,93.184.215.14", "scheme"),
        ("https://both.example.org/", "192.168.1.4,93.184.215.14", "address"),
        ("http://metadata/", "169.254.169.254", "address"),
    ],
)
def test_the_setting_opens_the_houses_own_network_and_nothing_else(url: str, answer: str, code: str) -> None:
    found = ""
    try:
        target_of(url, resolve=lambda _host, _port: tuple(answer.split(",")))
    except webhooks.Refused as refused:
        found = refused.code

    assert found == code


def test_a_secret_that_does_not_open_is_said_and_nothing_is_sent() -> None:
    with make_webhooks.receiving() as receiver:
        conference = make.conference()
        webhook = make_webhooks.webhook(conference, url=receiver.url)
        Webhook.objects.update(secret=make_webhooks.webhook(conference, name="Other").secret)
        make_webhooks.delivery(webhook)
        tell_all()

    delivery = Delivery.objects.get()
    assert (delivery.trouble, delivery.attempts, receiver.taken) == ("secret", 1, [])


def test_a_message_is_given_up_after_its_last_try_and_the_webhook_tells_on() -> None:
    with make_webhooks.receiving(status=500) as receiver:
        delivery = sent_to(receiver.url, attempts=9, trouble="status")

    assert (delivery.state, delivery.attempts, delivery.next_at) == (DeliveryState.GIVEN_UP, 10, None)
    assert Webhook.objects.get().stopped_at is None


def test_after_three_days_without_any_success_the_house_stops_it_and_says_so() -> None:
    with make_webhooks.receiving(status=500) as receiver:
        sent_to(receiver.url, attempts=9, trouble="status", failing_since=LONG_AGO)

    webhook = Webhook.objects.get()
    assert webhook.stopped_why == "failing"
    assert Entry.objects.get().verb == "api.stop_webhook"
    assert Entry.objects.get().actor == make_webhooks.hand()
    # There is no secretary in this conference; who gets the mail stands in the tests of the verb.
    assert not Message.objects.exists()


def test_a_webhook_that_fails_for_long_is_not_stopped_while_its_messages_have_tries_left() -> None:
    with make_webhooks.receiving(status=500) as receiver:
        sent_to(receiver.url, attempts=5, trouble="status", failing_since=LONG_AGO)

    assert Webhook.objects.get().stopped_at is None


def test_who_wants_no_more_is_told_no_more_and_nothing_is_lost() -> None:
    with make_webhooks.receiving(status=410) as receiver:
        delivery = sent_to(receiver.url)

    assert Webhook.objects.get().stopped_why == "gone"
    assert delivery.state == DeliveryState.WAITING


@pytest.mark.parametrize("status", [410, 500])
def test_what_a_former_address_answers_does_not_count_against_the_new_one(status: int) -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    with make_webhooks.receiving() as new, make_webhooks.receiving(status=status) as old:
        webhook = make_webhooks.webhook(conference, url=old.url)
        delivery = make_webhooks.delivery(webhook, attempts=9)
        taken: Any = take_in_hand(delivery.pk, at=timezone.now())
        came = webhooks_telling.try_to_deliver(taken, at=timezone.now())
        revise_webhook(secretary, Webhook.objects.get(), details={"url": new.url})
        webhooks_telling.note(taken, came, make_webhooks.hand, at=timezone.now())
        webhook.refresh_from_db()
        assert (webhook.stopped_at, webhook.failing_since) == (None, None)
        tell_all()

    delivery.refresh_from_db()
    assert (len(old.taken), len(new.taken), delivery.state) == (1, 1, DeliveryState.DELIVERED)


def test_one_that_fails_keeps_nobody_else_waiting() -> None:
    conference = make.conference()
    with make_webhooks.receiving(status=500) as bad, make_webhooks.receiving() as good:
        failing = make_webhooks.webhook(conference, name="Bad", url=bad.url, failing_since=LONG_AGO)
        healthy = make_webhooks.webhook(conference, name="Good", url=good.url)
        for webhook in (failing, failing, failing, healthy):
            make_webhooks.delivery(webhook)
        webhooks_telling.tell_what_is_due(make_webhooks.hand, at=timezone.now())

    assert (len(good.taken), len(bad.taken)) == (1, 1)


def test_those_that_fail_take_turns_however_much_waits_for_one_of_them() -> None:
    first, other = make.conference(), make.conference(slug="other")
    with make_webhooks.receiving(status=500) as bad, make_webhooks.receiving() as good:
        dead = make_webhooks.webhook(first, url=bad.url, failing_since=LONG_AGO)
        once = make_webhooks.webhook(other, url=good.url, failing_since=timezone.now())
        for _number in range(5):
            make_webhooks.delivery(dead, tried_at=NOON)
        make_webhooks.delivery(once, next_at=NOON + timedelta(days=1), tried_at=NOON - timedelta(days=1))
        made = make_webhooks.delivery(once, next_at=NOON + timedelta(days=1))
        for _round in range(3):
            webhooks_telling.tell_what_is_due(make_webhooks.hand, at=timezone.now())

    made.refresh_from_db()
    assert made.state == DeliveryState.DELIVERED
    assert (len(good.taken), len(bad.taken)) == (2, 2)


def test_those_that_answer_are_told_all_that_waits_before_one_that_fails_is_tried() -> None:
    conference = make.conference()
    order: list[str] = []
    with (
        make_webhooks.receiving(status=500, before=lambda: order.append("bad")) as bad,
        make_webhooks.receiving(before=lambda: order.append("good")) as good,
    ):
        failing = make_webhooks.webhook(conference, name="Bad", url=bad.url, failing_since=LONG_AGO)
        healthy = make_webhooks.webhook(conference, name="Good", url=good.url)
        for webhook in (failing, failing, healthy, healthy, healthy):
            make_webhooks.delivery(webhook)
        webhooks_telling.tell_what_is_due(make_webhooks.hand, at=timezone.now())

    assert order == ["good", "good", "good", "bad"]


def test_a_message_in_the_hands_of_one_worker_is_taken_by_no_other() -> None:
    delivery = make_webhooks.delivery(make_webhooks.webhook(make.conference()))

    assert take_in_hand(delivery.pk, at=NOON) is not None
    assert take_in_hand(delivery.pk, at=NOON + timedelta(seconds=59)) is None


def test_what_a_worker_left_behind_that_died_is_taken_up_again_and_its_late_word_counts_no_more() -> None:
    conference = make.conference()
    made = make_webhooks.delivery(make_webhooks.webhook(conference))
    lost: Any = take_in_hand(made.pk, at=NOON)

    again: Any = take_in_hand(made.pk, at=NOON + timedelta(seconds=60))
    webhooks_telling.note(lost, webhooks_telling.Came(), make_webhooks.hand, at=NOON + timedelta(seconds=61))

    made.refresh_from_db()
    assert (again.attempts, made.state, made.attempts) == (2, DeliveryState.WAITING, 2)


def test_what_is_over_is_deleted_after_a_month_and_what_waits_stays() -> None:
    webhook = make_webhooks.webhook(make.conference())
    kept = [
        make_webhooks.delivery(webhook, state=DeliveryState.WAITING),
        make_webhooks.delivery(webhook, state=DeliveryState.DELIVERED, made_at=NOON + timedelta(days=1)),
    ]
    make_webhooks.delivery(webhook, state=DeliveryState.DELIVERED)
    make_webhooks.delivery(webhook, state=DeliveryState.GIVEN_UP)

    assert webhooks_telling.forget_deliveries(NOON + timedelta(days=30, seconds=1)) == 2
    assert list(Delivery.objects.order_by("pk")) == kept
