"""To add webhooks, revise them, stop them and let them go on."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.api import permissions
from secretariat.api.models import DeliveryState, Webhook
from secretariat.api.queries.webhooks_targets import sealed, wrong_in
from secretariat.api.queries.webhooks_words import gone_topics, letters_about_stopped, topics, wrong_in_words
from secretariat.audit.action import Refused, action, unless_stale
from secretariat.audit.queries import revision_of
from secretariat.conference.actions import put_in_outbox
from secretariat.conference.models import Conference
from secretariat.newsroom.queries import without_turns

MOST_WEBHOOKS = 20
# For so long messages are signed with the secret before as well, so that none is missed while it is changed.
BOTH_SECRETS = timedelta(hours=24)
_LONGEST_NAME = 100


@action(allow=permissions.may_add_webhook)
def add_webhook(actor: User, conference: Conference, *, details: Mapping[str, Any], secret: bytes) -> Webhook:
    """Tell an address of deeds from now on: of all, of some desks' or of some; the secret is kept sealed."""
    if Webhook.objects.filter(conference=conference).count() >= MOST_WEBHOOKS:
        raise Refused(
            _("A conference has at most %(most)s webhooks. Give one another address.") % {"most": MOST_WEBHOOKS}
        )
    webhook = Webhook(conference=conference, entered_by=actor, revision=revision_of(conference.pk))
    _set(webhook, details)
    webhook.save()
    # It is sealed for this webhook alone, and so after it has its number.
    webhook.secret = sealed(webhook, secret)
    webhook.save(update_fields=["secret"])
    return webhook


@action(allow=permissions.may_revise_webhook)
def revise_webhook(actor: User, webhook: Webhook, *, details: Mapping[str, Any], version: int | None = None) -> Webhook:
    """Change the name of a webhook, its address, or of what it is told; what waits goes to the new address."""
    del actor
    unless_stale(webhook, version)
    former = webhook.url
    _set(webhook, details)
    if webhook.url != former:
        # Another address has not failed yet.
        webhook.failing_since = None
    webhook.save(update_fields=["name", "url", "topics", "failing_since"])
    return webhook


@action(allow=permissions.may_stop_webhook)
def stop_webhook(actor: User, webhook: Webhook, *, at: datetime, why: str = "") -> Webhook:
    """Tell an address nothing more for now; where the house stops it, secretaries are told why by mail."""
    if webhook.stopped_at is not None:
        raise Refused(_("This webhook is stopped already."))
    webhook.stopped_at, webhook.stopped_why = at, why
    webhook.save(update_fields=["stopped_at", "stopped_why"])
    if why:
        put_in_outbox(actor, webhook.conference, letters_about_stopped(webhook, webhook.conference))
    return webhook


@action(allow=permissions.may_resume_webhook)
def resume_webhook(actor: User, webhook: Webhook, *, at: datetime) -> Webhook:
    """Let a webhook go on where it was stopped: it tells what happened meanwhile, and what waited is tried at once."""
    del actor
    if webhook.stopped_at is None:
        raise Refused(_("This webhook is not stopped."))
    webhook.stopped_at, webhook.stopped_why, webhook.failing_since = None, "", None
    webhook.save(update_fields=["stopped_at", "stopped_why", "failing_since"])
    waiting = webhook.deliveries.filter(state=DeliveryState.WAITING)
    waiting.exclude(pk__in=webhook.deliveries.all().in_hand(at).values("pk")).update(next_at=at)
    return webhook


@action(allow=permissions.may_renew_webhook_secret)
def renew_webhook_secret(actor: User, webhook: Webhook, *, secret: bytes, at: datetime) -> Webhook:
    """Give a webhook another secret; for a day its messages are signed with the one before as well."""
    del actor
    webhook.former_secret, webhook.former_until = webhook.secret, at + BOTH_SECRETS
    webhook.secret = sealed(webhook, secret)
    webhook.save(update_fields=["secret", "former_secret", "former_until"])
    return webhook


def _set(webhook: Webhook, details: Mapping[str, Any]) -> None:
    webhook.name = _name(details.get("name", webhook.name))
    webhook.url = _address(details.get("url", webhook.url), webhook.url)
    webhook.topics = _topics(details.get("topics", webhook.topics), webhook.topics)


def _name(said: str) -> str:
    name = " ".join(without_turns(said).split())
    if not name:
        raise Refused(_("Say what the webhook is called."), field="name")
    if len(name) > _LONGEST_NAME or not name.isprintable():
        raise Refused(_("A name has at most 100 letters, all of which can be seen."), field="name")
    return name


def _address(said: str, former: str) -> str:
    url = said.strip()
    # One that was taken before may have become wrong since; that is said by its messages.
    wrong = "" if url and url == former else wrong_in(url)
    if wrong:
        raise Refused(wrong_in_words(wrong), field="url")
    return url


def _topics(said: list[str], former: list[str]) -> list[str]:
    """The topics, each once; a deed within a desk that is chosen whole is not named beside it.

    One that it had and that there is no more may stay: without it the webhook would be told of everything.
    """
    chosen: list[str] = []
    known: set[str] = set()
    for topic in [*topics(), *gone_topics(former)]:
        verbs = [verb for verb, _words in topic.verbs if verb in said]
        chosen += [topic.desk] if topic.desk in said else verbs
        known |= {topic.desk, *(verb for verb, _words in topic.verbs)}
    unknown = [each for each in said if each not in known]
    if unknown:
        raise Refused(_("There is no deed called “%(name)s”.") % {"name": unknown[0][:80]}, field="topics")
    return chosen
