"""A webhook is revised, and what somebody else wrote meanwhile is not written over."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.api.actions import revise_webhook
from secretariat.api.models import Webhook
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from tests import make, make_webhooks

pytestmark = pytest.mark.django_db


def test_it_is_revised_and_recorded_and_another_address_has_not_failed_yet() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference, failing_since=make.NOON)
    secretary = make.user(Role.SECRETARY, conference)

    revise_webhook(secretary, webhook, details={"url": "https://example.org/new"}, version=1)

    webhook.refresh_from_db()
    entry = Entry.objects.get()
    assert (webhook.url, webhook.version, webhook.failing_since) == ("https://example.org/new", 2, None)
    assert entry.changes == {"url": [make_webhooks.SOMEWHERE, "https://example.org/new"]}


def test_a_new_name_leaves_it_failing() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference, failing_since=make.NOON, url="https://example.org/")

    revise_webhook(make.user(Role.SECRETARY, conference), webhook, details={"name": "Desk of the airport"})

    assert Webhook.objects.get().failing_since == make.NOON


def test_what_somebody_else_changed_is_not_written_over() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference, version=4)

    with pytest.raises(Stale):
        revise_webhook(make.user(Role.SECRETARY, conference), webhook, details={"name": "Mine"}, version=3)

    assert Webhook.objects.get().name == "Airport desk"


def test_a_deed_that_there_is_no_more_may_stay_and_the_webhook_is_not_told_of_everything_instead() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference, topics=["kitchen.cook", "door"], url="https://198.51.100.7/")
    desk = make.client(make.user(Role.SECRETARY, conference))
    page = f"/en/{conference.slug}/office/webhooks/{webhook.pk}/revise/"
    form = desk.get(page).context["form"]
    assert 'value="kitchen.cook" checked' in desk.get(page).content.decode()
    given = {"name": "Another name", "url": webhook.url, "version": form["version"].value()}

    answer = desk.post(page, {**given, "topics": ["kitchen.cook"]})

    assert answer.status_code == 302
    assert Webhook.objects.values_list("name", "topics").get() == ("Another name", ["kitchen.cook"])


def test_a_deed_that_there_is_no_more_is_not_taken_anew() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference, topics=["kitchen.cook"])

    with pytest.raises(Refused, match=r"kitchen\.bake"):
        revise_webhook(make.user(Role.SECRETARY, conference), webhook, details={"topics": ["kitchen.bake"]})


def test_an_address_that_nothing_is_sent_to_is_refused() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)

    with pytest.raises(Refused, match="must begin with https"):
        revise_webhook(make.user(Role.SECRETARY, conference), webhook, details={"url": "ftp://example.org"})


def test_nobody_but_a_secretary_may() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["api", "conference"])

    with pytest.raises(PermissionDenied):
        revise_webhook(officer, webhook, details={"name": "Mine"})


def test_the_page_tells_what_was_changed_meanwhile_and_keeps_what_was_entered(settings: Any) -> None:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    conference = make.conference()
    webhook = make_webhooks.webhook(conference, version=2, name="Theirs")
    page = f"/en/damascus-2020/office/webhooks/{webhook.pk}/revise/"
    desk = make.client(make.user(Role.SECRETARY, conference))
    given = {
        "name": "Mine",
        "initial-name": "Airport desk",
        "url": webhook.url,
        "initial-url": webhook.url,
        "version": 1,
    }

    text = desk.post(page, given).content.decode()

    assert Webhook.objects.get().name == "Theirs"
    assert "Theirs" in text
    assert 'value="Mine"' in text
    assert desk.post(page, {**given, "version": 2, "initial-name": "Theirs"}).status_code == 302
    assert Webhook.objects.get().name == "Mine"


def test_a_name_is_changed_also_while_the_address_leads_nowhere() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference, url="https://no-such-host.invalid/in")
    desk = make.client(make.user(Role.SECRETARY, conference))

    answer = desk.post(
        f"/en/damascus-2020/office/webhooks/{webhook.pk}/revise/", {"name": "New", "url": webhook.url, "version": 1}
    )

    assert answer.status_code == 302
    assert Webhook.objects.get().name == "New"
