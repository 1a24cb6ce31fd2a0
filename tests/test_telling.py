"""The worker tells webhooks by a hand of its own, and goes on whatever happens."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from secretariat.api.models import Delivery, Webhook
from secretariat.config import telling
from secretariat.config.nightly import nightly
from tests import make, make_webhooks


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_works_once_tells_what_is_due(settings: Any) -> None:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    conference = make.conference()
    make.house()
    with make_webhooks.receiving() as receiver:
        make_webhooks.webhook(conference, url=receiver.url)
        make_webhooks.entry(conference)
        call_command("work", "--once")

    assert len(receiver.taken) == 1
    assert Delivery.objects.get().state == "delivered"


def test_what_fails_is_begun_again_after_a_pause(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    """This test may not reach the database, as a worker may not whose database is gone for a while."""
    paused: list[float] = []

    class Over(BaseException):
        pass

    def sleep(seconds: float) -> None:
        paused.append(seconds)
        if len(paused) == 3:
            raise Over

    monkeypatch.setattr("secretariat.config.hands.time.sleep", sleep)
    with caplog.at_level(logging.ERROR), pytest.raises(Over):
        telling.tell_on()

    assert paused == [4.0, 8.0, 16.0]
    assert "Webhooks could not be told" in caplog.text


@pytest.mark.django_db
def test_messages_that_are_over_are_deleted_at_night() -> None:
    webhook = make_webhooks.webhook(make.conference())
    old = timezone.now() - timedelta(days=31)
    make_webhooks.delivery(webhook, state="delivered", made_at=old)
    make_webhooks.delivery(webhook, state="waiting", made_at=old)

    told: Any = nightly.call()

    assert told["deliveries"] == 1
    assert Delivery.objects.get().state == "waiting"


@pytest.mark.django_db
def test_no_secret_stands_in_a_log_whatever_goes_wrong(settings: Any, caplog: Any) -> None:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    conference = make.conference()
    with caplog.at_level(logging.DEBUG), make_webhooks.receiving(status=500) as receiver:
        webhook = make_webhooks.webhook(conference, url=receiver.url)
        make_webhooks.delivery(webhook)
        telling.tell_all()
        Webhook.objects.update(secret="no secret at all")
        make_webhooks.delivery(webhook)
        telling.tell_all()

    assert Delivery.objects.latest("pk").trouble == "secret"
    assert make_webhooks.SECRET.hex() not in caplog.text
    assert "whsec_" not in caplog.text
    assert webhook.secret not in caplog.text
