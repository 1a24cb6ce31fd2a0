"""To open tokens and to revoke them."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import datetime

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.api import permissions, queries
from secretariat.api.models import Token
from secretariat.audit.action import Refused, action
from secretariat.conference.models import Conference

MOST = 50


@action(allow=permissions.may_open_token)
def open_token(
    actor: User,
    conference: Conference,
    *,
    name: str,
    scopes: Collection[str],
    text: str,
    expires_at: datetime | None = None,
) -> Token:
    """Let a program sign in with a text, in the name of this person and within scopes; only its fingerprint is kept."""
    if not scopes:
        raise Refused(_("Choose at least one thing that the token may do."), field="scopes")
    if expires_at is None and not permissions.may_open_lasting_token(actor, conference):
        raise Refused(_("Only a secretary may open a token without an end."), field="lasts")
    mine = Token.objects.filter(conference=conference, user=actor, revoked_at=None).exclude(expires_at__lte=Now())
    if mine.count() >= MOST:
        raise Refused(_("You have %(most)s tokens here; revoke one that is not used any more.") % {"most": MOST})
    return Token.objects.create(
        conference=conference,
        user=actor,
        name=name,
        beginning=text[: queries.SHOWN],
        fingerprint=queries.fingerprint_of(text),
        scopes=[scope for scope in queries.SCOPES if scope in scopes],
        expires_at=expires_at,
    )


@action(allow=permissions.may_revoke_token)
def revoke_token(actor: User, token: Token, *, at: datetime) -> Token:
    """End a token: it opens nothing any more."""
    del actor
    if token.revoked_at is not None:
        raise Refused(_("This token was revoked already."))
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    return token


def revoke_tokens_of(actor: User, account: User, at: datetime) -> Mapping[str, int]:
    """Revoke every token of an account that is still good, each in the record of its conference."""
    done = 0
    for token in queries.open_tokens_of(account, at):
        # Somebody may have revoked it at this moment.
        with suppress(Refused):
            revoke_token(actor, token, at=at)
            done += 1
    return {"api.token": done}
