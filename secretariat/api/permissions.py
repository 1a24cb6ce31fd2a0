"""Who may bring a conference in and take it out."""

from collections.abc import Iterable

from secretariat.accounts.models import ROLES_THAT_SEE, Role, User
from secretariat.api.models import Delivery, Import, Token, Webhook
from secretariat.audit.models import Record
from secretariat.conference.models import Conference
from secretariat.conference.permissions import is_keeper
from secretariat.delegations.permissions import DESK as DELEGATIONS
from secretariat.programme.permissions import DESK as PROGRAMME

# Whose officers bring in what.
DESK_OF_KIND = {"room": PROGRAMME, "session": PROGRAMME, "item": PROGRAMME, "delegate": DELEGATIONS}


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


def may_see_exports(user: User, conference: Conference) -> bool:
    """Everybody of the office: each is offered what they may take."""
    return user.sits_in_office_of(conference.pk)


def may_open_token(user: User, conference: Conference) -> bool:
    """Whoever holds a role in the conference; a token reaches no further than its person."""
    return bool(user.roles_in(conference.pk))


def may_open_lasting_token(user: User, conference: Conference) -> bool:
    """Secretaries alone: somebody must answer for what is never looked at again."""
    return user.is_secretary_of(conference.pk)


def may_revoke_token(user: User, token: Token) -> bool:
    """Whoever opened it, secretaries, and whoever keeps the installation."""
    return is_keeper(user) or user.pk == token.user_id or user.is_secretary_of(token.conference_id)


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


def may_prepare_import(user: User, conference: Conference) -> bool:
    """Officers of the programme and of the delegations, and the house's own hand."""
    return user.is_superuser or any(user.works_on(desk, conference.pk) for desk in (PROGRAMME, DELEGATIONS))


def may_bring_in(user: User, conference_id: int, kinds: Iterable[str]) -> bool:
    """Officers of each desk that keeps such rows."""
    desks = {DESK_OF_KIND[kind] for kind in kinds}
    return user.is_superuser or all(user.works_on(desk, conference_id) for desk in desks)


def may_see_import(user: User, batch: Import) -> bool:
    """The same people as may bring it in and see what it is kept for.

    One whose rows nobody knows yet: whoever handed it in, and secretaries.
    """
    if user.is_superuser or user.is_secretary_of(batch.conference_id):
        return True
    if not ROLES_THAT_SEE[batch.kept_for] & user.roles_in(batch.conference_id):
        return False
    kinds = batch.counts.get("rows", {})
    if not kinds:
        return user.pk == batch.entered_by_id and may_prepare_import(user, batch.conference)
    return may_bring_in(user, batch.conference_id, kinds)


def may_match_columns(user: User, batch: Import) -> bool:
    """The same people as see it."""
    return may_see_import(user, batch)


def may_correct_cell(user: User, batch: Import) -> bool:
    """The same people as see it."""
    return may_see_import(user, batch)


def may_skip_row(user: User, batch: Import) -> bool:
    """The same people as see it."""
    return may_see_import(user, batch)


def may_match_party(user: User, batch: Import) -> bool:
    """The same people as see it."""
    return may_see_import(user, batch)


def may_confirm_import(user: User, batch: Import) -> bool:
    """The same people as see it, judged anew."""
    return may_see_import(user, batch)


def may_undo_import(user: User, batch: Import) -> bool:
    """The same people as see it."""
    return may_see_import(user, batch)


def may_discard_import(user: User, batch: Import) -> bool:
    """The same people as see it."""
    return may_see_import(user, batch)


def may_forget_imports(user: User, conference: Conference) -> bool:
    """Secretaries, and the house's own hand at night."""
    return user.is_superuser or user.is_secretary_of(conference.pk)
