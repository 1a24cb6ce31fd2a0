"""Pages of the exchange with the outside: files, tokens, webhooks, imports."""

from secretariat.api.views.exchange import export, load
from secretariat.api.views.programs import v1
from secretariat.api.views.webhooks import (
    add_webhook,
    renew_webhook_secret,
    resume_webhook,
    revise_webhook,
    stop_webhook,
    webhook,
    webhooks,
)
from secretariat.api.views.webhooks_log import delivery, replay_delivery, replay_given_up, try_webhook

__all__ = [
    "add_webhook",
    "delivery",
    "export",
    "load",
    "renew_webhook_secret",
    "replay_delivery",
    "replay_given_up",
    "resume_webhook",
    "revise_webhook",
    "stop_webhook",
    "try_webhook",
    "v1",
    "webhook",
    "webhooks",
]
