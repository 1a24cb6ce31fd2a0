"""What the exchange can do: load a conference file, take up what waited for a desk, let programs in."""

from secretariat.api.actions.answering import Answer, answer_once, forget_answers
from secretariat.api.actions.erasing import erase_from_imports, erase_tokens_of
from secretariat.api.actions.imports import (
    Handed,
    confirm_import,
    correct_cell,
    discard_import,
    forget_imports,
    match_columns,
    match_party,
    prepare_import,
    skip_row,
    undo_import,
)
from secretariat.api.actions.kept import TakenUp, take_up_kept
from secretariat.api.actions.load import load
from secretariat.api.actions.tokens import open_token, revoke_token, revoke_tokens_of
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
    "Handed",
    "TakenUp",
    "add_webhook",
    "answer_once",
    "confirm_import",
    "correct_cell",
    "discard_import",
    "erase_from_imports",
    "erase_tokens_of",
    "forget_answers",
    "forget_deliveries",
    "forget_imports",
    "load",
    "match_columns",
    "match_party",
    "open_token",
    "prepare_import",
    "renew_webhook_secret",
    "replay_delivery",
    "replay_given_up",
    "resume_webhook",
    "revise_webhook",
    "revoke_token",
    "revoke_tokens_of",
    "skip_row",
    "stop_webhook",
    "take_up_kept",
    "tell_what_is_due",
    "try_webhook",
    "undo_import",
]
