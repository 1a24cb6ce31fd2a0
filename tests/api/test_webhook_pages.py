"""The pages of webhooks: what they show, to whom, and how hostile words are taken."""

from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.api.models import Webhook
from secretariat.audit.models import Entry
from tests import make, make_webhooks

pytestmark = pytest.mark.django_db
LIST = "/en/damascus-2020/office/webhooks/"
HOSTILE_NAME = "Hook <script>\"'\u202eevil"


@pytest.fixture
def desk() -> Any:
    return make.client(make.user(Role.SECRETARY, make.conference()))


def test_a_webhook_is_added_and_its_secret_shown_once(desk: Any, settings: Any) -> None:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    given = {"name": "Airport desk", "url": "http://127.0.0.1:9/in", "topics": ["delegations", "door.issue_badge"]}

    page = desk.post(f"{LIST}add/", given, follow=True)

    kept = Webhook.objects.get()
    assert (kept.name, kept.url, kept.topics) == (given["name"], given["url"], given["topics"])
    assert page.content.decode().count("whsec_") == 1
    assert page["Cache-Control"] == "no-store, private"
    again = desk.get(f"{LIST}{kept.pk}/").content.decode()
    assert "whsec_" not in again
    assert "Delegations" in again
    assert "issued a badge" in again
