"""A secret is renewed, shown once, and for a day messages bear both signatures."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.api.actions import renew_webhook_secret
from secretariat.api.models import Webhook
from secretariat.api.queries.webhooks_targets import secrets_of
from secretariat.audit.action import HIDDEN
from secretariat.audit.models import Entry
from tests import make, make_webhooks
from tests.make import NOON
from tests.make_webhooks import SECRET

pytestmark = pytest.mark.django_db
NEW = bytes(range(100, 132))


def test_the_new_one_signs_first_and_the_one_before_for_a_day() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)

    renew_webhook_secret(make.user(Role.SECRETARY, conference), webhook, secret=NEW, at=NOON)

    webhook.refresh_from_db()
    assert secrets_of(webhook, NOON) == [NEW, SECRET]
    assert secrets_of(webhook, NOON + timedelta(hours=24)) == [NEW]
    changes = Entry.objects.get().changes
    assert changes["secret"] == changes["former_secret"] == [HIDDEN, HIDDEN]


def test_nobody_but_a_secretary_may() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)

    with pytest.raises(PermissionDenied):
        renew_webhook_secret(make.user(Role.READER, conference), webhook, secret=NEW, at=NOON)


def test_the_page_shows_the_new_one_once_and_to_whoever_renewed_it_alone() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)
    page = f"/en/damascus-2020/office/webhooks/{webhook.pk}/"
    desk, other = (make.client(make.user(Role.SECRETARY, conference)) for _ in range(2))

    desk.post(f"{page}secret/")

    assert "whsec_" not in other.get(page).content.decode()
    assert "whsec_" in desk.get(page).content.decode()
    assert "whsec_" not in desk.get(page).content.decode()


def test_a_session_keeps_no_secret_in_clear_and_one_that_is_no_longer_good_is_not_shown() -> None:
    conference = make.conference()
    webhook = make_webhooks.webhook(conference)
    page = f"/en/damascus-2020/office/webhooks/{webhook.pk}/"
    desk = make.client(make.user(Role.SECRETARY, conference))
    desk.post(f"{page}secret/")

    assert "whsec_" not in str(dict(desk.session))
    Webhook.objects.update(secret=make_webhooks.webhook(conference).secret)
    assert "whsec_" not in desk.get(page).content.decode()
