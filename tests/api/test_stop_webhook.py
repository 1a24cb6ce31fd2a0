"""A webhook is stopped: by a secretary, or by the house, which then says why by mail."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.api.actions import stop_webhook
from secretariat.api.actions.webhooks_telling import take_in_hand
from secretariat.api.queries.webhooks_due import what_is_due
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from tests import make, make_webhooks
from tests.make import NOON

pytestmark = pytest.mark.django_db


def test_it_is_told_nothing_more_and_nobody_gets_a_mail() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)
    waiting = make_webhooks.delivery(webhook)

    stop_webhook(make.user(Role.SECRETARY, conference), webhook, at=NOON)

    make_webhooks.entry(conference)
    assert what_is_due(NOON) == []
    assert take_in_hand(waiting.pk, at=NOON) is None
    assert not Message.objects.exists()
    assert Entry.objects.filter(verb="api.stop_webhook").count() == 1


def test_the_house_tells_secretaries_in_their_language_why_and_how_to_go_on() -> None:
    conference = make.conference()
    make.user(Role.SECRETARY, conference, language="en", email="one@example.org")
    make.user(Role.SECRETARY, conference, language="ar", email="two@example.org")
    make.user(Role.SECRETARY, conference, language="en", email="gone@example.org", is_active=False)
    make.user(Role.READER, conference, language="en", email="three@example.org")
    webhook = make_webhooks.webhook(conference, name="Desk <b>%(why)s")

    stop_webhook(make_webhooks.hand(), webhook, at=NOON, why="failing")

    english, arabic = Message.objects.order_by("to")
    assert (english.to, arabic.to, arabic.language) == ("one@example.org", "two@example.org", "ar")
    assert english.subject.startswith("The webhook “Desk <b>%(why)s” of Conference on the Return")
    assert "no message arrived for three days" in english.body
    assert f"/en/damascus-2020/office/webhooks/{webhook.pk}/" in english.body
    assert f"/ar/damascus-2020/office/webhooks/{webhook.pk}/" in arabic.body
    assert webhook.url not in english.body


def test_one_that_is_stopped_is_not_stopped_again() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference, stopped_at=NOON)

    with pytest.raises(Refused, match="stopped already"):
        stop_webhook(make.user(Role.SECRETARY, conference), webhook, at=NOON)


def test_nobody_but_a_secretary_may() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)

    with pytest.raises(PermissionDenied):
        stop_webhook(make.user(Role.RAPPORTEUR, conference), webhook, at=NOON)


def test_the_button_stops_it_and_the_page_says_so() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)
    desk = make.client(make.user(Role.SECRETARY, conference))

    page = desk.post(f"/en/damascus-2020/office/webhooks/{webhook.pk}/stop/", follow=True).content.decode()

    assert "Stopped since" in page
    assert "Resume" in page
