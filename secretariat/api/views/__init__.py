"""Pages of the exchange with the outside: files, tokens, webhooks, imports."""

from secretariat.api.views.exchange import export, load
from secretariat.api.views.exports import exports
from secretariat.api.views.imports import import_page, imports, prepare_import
from secretariat.api.views.imports_deeds import (
    confirm_import,
    correct_cell,
    discard_import,
    forget_imports,
    match_columns,
    match_party,
    skip_row,
    undo_import,
)
from secretariat.api.views.programs import v1
from secretariat.api.views.reference import reference
from secretariat.api.views.tokens import open_token, revoke_token, tokens
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
    "confirm_import",
    "correct_cell",
    "delivery",
    "discard_import",
    "export",
    "exports",
    "forget_imports",
    "import_page",
    "imports",
    "load",
    "match_columns",
    "match_party",
    "open_token",
    "prepare_import",
    "reference",
    "renew_webhook_secret",
    "replay_delivery",
    "replay_given_up",
    "resume_webhook",
    "revise_webhook",
    "revoke_token",
    "skip_row",
    "stop_webhook",
    "tokens",
    "try_webhook",
    "undo_import",
    "v1",
    "webhook",
    "webhooks",
]
