"""Tokens: their texts, their fingerprints, and what a token may do."""

import hashlib
import secrets
from datetime import datetime

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from secretariat.accounts.models import Seat, User
from secretariat.api.models import Token, Webhook
from secretariat.conference.queries import Kept

BEGINNING = "sct_"
SHOWN = 12
READ, WRITE = "read", "write"
DESKS = (
    "conference",
    "parties",
    "archive",
    "delegations",
    "preparation",
    "meetings",
    "pledges",
    "figures",
    "dossier",
    "programme",
    "documents",
    "newsroom",
    "door",
    "audit",
)
_SEAT = ("conference_id", "role", "party_id", "desks")
SCOPES = tuple(f"{desk}:{kind}" for desk in DESKS for kind in ((READ,) if desk == "audit" else (READ, WRITE)))


def new_text() -> str:
    """The text of a new token: 256 bits that nobody can guess."""
    return f"{BEGINNING}{secrets.token_urlsafe(32)}"


def fingerprint_of(text: str) -> str:
    """What is kept of a token's text."""
    return hashlib.sha256(text.encode()).hexdigest()


def token_of(text: str) -> Token | None:
    """The token with this text, with its person, their seats and its conference, by one query.

    Whether it is valid is not judged.
    """
    if not text.startswith(BEGINNING):
        return None
    rows = Token.objects.filter(fingerprint=fingerprint_of(text)).select_related("user", "conference")
    # A row for each seat; without one, a row all the same.
    found = list(rows.annotate(**{f"seat_{name}": F(f"user__memberships__{name}") for name in _SEAT}))
    if not found:
        return None
    seats = [[getattr(row, f"seat_{name}") for name in _SEAT] for row in found]
    token = found[0]
    token.user.seats = tuple(
        Seat(held, role, party, tuple(desks or ())) for held, role, party, desks in seats if held is not None
    )
    return token


def is_good(token: Token, at: datetime) -> bool:
    """Whether a token opens anything: its person may sign in, and it is neither revoked nor expired."""
    is_over = token.expires_at is not None and token.expires_at <= at
    return token.user.is_active and token.revoked_at is None and not is_over


def open_tokens_of(account: User, at: datetime) -> list[Token]:
    """The tokens of an account that are neither revoked nor expired, whether or not it holds a role there."""
    rows = Token.objects.filter(user=account, revoked_at=None).exclude(expires_at__lte=at)
    return list(rows.select_related("conference", "user").order_by("pk"))


def kept_of(account: User) -> list[Kept]:
    """The tokens and webhooks of an account, for whoever is about to close it: of these only tokens end with it."""
    tokens = open_tokens_of(account, timezone.now())
    hooks = Webhook.objects.filter(entered_by=account, stopped_at=None).select_related("conference").order_by("pk")
    return [
        *(Kept(_("Token of a program"), each.name, each.conference, ends=True) for each in tokens),
        *(Kept(_("Webhook"), each.name, each.conference, ends=False) for each in hooks),
    ]


def covers(token: Token, desk: str, kind: str) -> bool:
    """Whether the token's scopes name this; who may write at a desk may read there."""
    scopes = set(token.scopes)
    return f"{desk}:{kind}" in scopes or (kind == READ and f"{desk}:{WRITE}" in scopes)
