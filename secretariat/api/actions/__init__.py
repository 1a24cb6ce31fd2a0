"""What the exchange can do: load a conference file, take up what waited for a desk, let programs in."""

from secretariat.api.actions.answering import Answer, answer_once, forget_answers
from secretariat.api.actions.kept import TakenUp, take_up_kept
from secretariat.api.actions.load import load
from secretariat.api.actions.tokens import open_token, revoke_token
from secretariat.api.actions.webhooks import (
    add_webhook,
    renew_webhook_secret,
    resume_webhook,
    revise_webhook,
    stop_webhook,
)
from secretariat.api.actions.webhooks_replaying import replay_delivery, replay_given_up, try_webhook
from secretariat.api.actions.webhooks_telling import forget_deliveries, tell_what_is_due

__all__ = [
    "Answer",
    "TakenUp",
    "add_webhook",
    "answer_once",
    "forget_answers",
    "forget_deliveries",
    "load",
    "open_token",
    "renew_webhook_secret",
    "replay_delivery",
    "replay_given_up",
    "resume_webhook",
    "revise_webhook",
    "revoke_token",
    "stop_webhook",
    "take_up_kept",
    "tell_what_is_due",
    "try_webhook",
]
