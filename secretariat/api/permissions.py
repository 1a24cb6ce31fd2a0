"""Who may bring a conference in and take it out."""

from secretariat.accounts.models import Role, User
from secretariat.api.models import Delivery, Token, Webhook
from secretariat.audit.models import Record
from secretariat.conference.models import Conference


def may_load(user: User, house: Record) -> bool:
    """Whoever keeps the installation, and secretaries (each into their own conference only)."""
    del house
    return user.is_superuser or bool(user.conferences_as({Role.SECRETARY}))


def may_load_into(user: User, conference: Conference | None) -> bool:
    """A new conference is the keeper's to open; one that exists is its secretaries' too."""
    return user.is_superuser or (conference is not None and user.is_secretary_of(conference.pk))


def may_export(user: User, conference: Conference) -> bool:
    """Secretaries alone: a conference file holds everything."""
    return user.is_secretary_of(conference.pk)


def may_open_token(user: User, conference: Conference) -> bool:
    """Whoever holds a role in the conference; a token reaches no further than its person."""
    return bool(user.roles_in(conference.pk))


def may_revoke_token(user: User, token: Token) -> bool:
    """Whoever opened it, and secretaries."""
    return user.pk == token.user_id or user.is_secretary_of(token.conference_id)


def may_answer_once(user: User, token: Token) -> bool:
    """Whoever the token stands for, while it is not revoked."""
    return user.pk == token.user_id and token.revoked_at is None


def may_add_webhook(user: User, conference: Conference) -> bool:
    """Secretaries alone: a webhook hears of every deed."""
    return user.is_secretary_of(conference.pk)


def may_revise_webhook(user: User, webhook: Webhook) -> bool:
    """Secretaries."""
    return user.is_secretary_of(webhook.conference_id)


def may_stop_webhook(user: User, webhook: Webhook) -> bool:
    """Secretaries, and the house's own hand where nothing arrives any more."""
    return user.is_superuser or user.is_secretary_of(webhook.conference_id)


def may_resume_webhook(user: User, webhook: Webhook) -> bool:
    """Secretaries."""
    return user.is_secretary_of(webhook.conference_id)


def may_renew_webhook_secret(user: User, webhook: Webhook) -> bool:
    """Secretaries."""
    return user.is_secretary_of(webhook.conference_id)


def may_try_webhook(user: User, webhook: Webhook) -> bool:
    """Secretaries."""
    return user.is_secretary_of(webhook.conference_id)


def may_replay_delivery(user: User, delivery: Delivery) -> bool:
    """Secretaries."""
    return user.is_secretary_of(delivery.conference_id)


def may_replay_given_up(user: User, webhook: Webhook) -> bool:
    """Secretaries."""
    return user.is_secretary_of(webhook.conference_id)
