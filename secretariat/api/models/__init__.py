"""What the exchange with the outside keeps: of files, of tokens and their answers, of webhooks, of imports."""

from secretariat.api.models.imports import (
    ColumnMatching,
    Import,
    ImportFormat,
    ImportRow,
    ImportState,
    PartyMatch,
    SourceId,
    Verdict,
)
from secretariat.api.models.kept import KeptSection, ListedParty
from secretariat.api.models.tokens import Allowance, Answered, Token
from secretariat.api.models.webhooks import Delivery, DeliveryState, Webhook

__all__ = [
    "Allowance",
    "Answered",
    "ColumnMatching",
    "Delivery",
    "DeliveryState",
    "Import",
    "ImportFormat",
    "ImportRow",
    "ImportState",
    "KeptSection",
    "ListedParty",
    "PartyMatch",
    "SourceId",
    "Token",
    "Verdict",
    "Webhook",
]
