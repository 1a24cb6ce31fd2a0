"""The part of the walk over every address that leads through webhooks."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from tests import make_webhooks

OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
SECRETARY: set[str] = {Role.SECRETARY}
# That there is a webhook, secretaries alone know; to everybody else the page of one is not there.
ALONE: tuple[set[str], set[str]] = (SECRETARY, set())
BY_POST: tuple[set[str], set[str]] = ({"posted"}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "api:webhooks": (SECRETARY, OFFICE - SECRETARY),
    "api:add_webhook": (SECRETARY, OFFICE - SECRETARY),
    "api:webhook": ALONE,
    "api:revise_webhook": ALONE,
    "api:stop_webhook": BY_POST,
    "api:resume_webhook": BY_POST,
    "api:renew_webhook_secret": BY_POST,
    "api:try_webhook": BY_POST,
    "api:replay_given_up": BY_POST,
    "api:delivery": ALONE,
    "api:replay_delivery": BY_POST,
}


def rows_of_webhooks(conference: Conference, **kept: Any) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    del kept
    webhook = make_webhooks.webhook(conference)
    delivery = make_webhooks.delivery(webhook)
    of_one = ("webhook", "revise_webhook", "stop_webhook", "resume_webhook", "renew_webhook_secret", "try_webhook")
    return {
        **{f"api:{name}": webhook for name in (*of_one, "replay_given_up")},
        "api:delivery": delivery,
        "api:replay_delivery": delivery,
    }
