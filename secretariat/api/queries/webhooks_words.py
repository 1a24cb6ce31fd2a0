"""Webhooks in words: of what they are told, what was wrong with a message, and the mail about one that was stopped."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from secretariat.accounts.models import Role
from secretariat.api.models import Webhook
from secretariat.api.queries.webhooks_messages import NEVER_TOLD, TRY
from secretariat.audit.action import REGISTRY
from secretariat.conference.models import Conference
from secretariat.conference.queries import Letter, address

STOPPED = "webhook stopped"
# What deeds are called is known upstairs; the house hands it down.
IN_WORDS: list[Callable[[str], str]] = []
# Why the house stopped a webhook.
FAILING, GONE = "failing", "gone"
# What was wrong where nothing was sent at all: the address itself (with the engine's code behind it), or the secret.
ADDRESS, SECRET = "address:", "secret"

# Each desk whose deeds stand in the record of a conference, as the rail calls it.
DESKS: dict[str, str | Promise] = {
    "conference": gettext_lazy("Conference"),
    "preparation": gettext_lazy("Preparation"),
    "delegations": gettext_lazy("Delegations"),
    "door": gettext_lazy("Door"),
    "meetings": gettext_lazy("Meetings"),
    "programme": gettext_lazy("Programme"),
    "pledges": gettext_lazy("Pledges"),
    "figures": gettext_lazy("Figures"),
    "dossier": gettext_lazy("Dossier"),
    "documents": gettext_lazy("Documents"),
    "newsroom": gettext_lazy("Newsroom"),
    "archive": gettext_lazy("Sources"),
    "api": gettext_lazy("Exchange with the outside"),
}

WRONG_ADDRESSES: dict[str, str | Promise] = {
    "too long": gettext_lazy("This address is longer than 2,000 characters."),
    "malformed": gettext_lazy("This is no address of the web. One looks like this: https://example.org/webhooks"),
    "scheme": gettext_lazy("The address must begin with https://, so that nobody reads the messages on their way."),
    "user info": gettext_lazy("An address with a name or a password in it is not taken: messages are signed instead."),
    "fragment": gettext_lazy("Leave out what stands behind the sign #: it is never sent."),
    "port": gettext_lazy("Messages go to the ports 443 and 8443 alone."),
    "host": gettext_lazy("The name between https:// and the next slash is no name of the Internet."),
    "number host": gettext_lazy("The name is a number that programs read in different ways; write it as four numbers."),
    "zone": gettext_lazy(
        "An address with a zone (%) leads to this machine's own network, and messages go nowhere there."
    ),
    "unresolved": gettext_lazy(
        "The name leads nowhere at this moment. Look whether it is spelt right, or try again later."
    ),
    "address": gettext_lazy(
        "The name leads to a machine that is not on the public Internet; messages do not go there."
    ),
}
TROUBLES: dict[str, str | Promise] = {
    "redirect": gettext_lazy("It wanted to send the message on to another address, which is never followed."),
    "gone": gettext_lazy("It says that it wants no more messages (410)."),
    "busy": gettext_lazy("It says that it has too much to do."),
    "status": gettext_lazy("It did not take the message."),
    "unreachable": gettext_lazy("Nothing answers there."),
    "no tls": gettext_lazy("No safe connection (TLS 1.2 or later) could be made."),
    "certificate": gettext_lazy("Its certificate is not good for this name."),
    "too slow": gettext_lazy("No answer came within 5 seconds."),
    "closed": gettext_lazy("It hung up before it had answered."),
    "not http": gettext_lazy("What came back is no answer of the web."),
    SECRET: gettext_lazy("The secret does not open with the present SECRET_KEY. Renew it."),
}
REASONS: dict[str, str | Promise] = {
    FAILING: gettext_lazy("no message arrived for three days, and one of them was tried ten times"),
    GONE: gettext_lazy("the address says that it wants no more messages (410)"),
}


@dataclass(frozen=True)
class Topic:
    """A desk and its deeds, of which a webhook can be told."""

    desk: str
    label: str
    verbs: tuple[tuple[str, str], ...]


def topics() -> list[Topic]:
    """Every desk with its deeds in words, in the order of the rail, deeds by their words."""
    return [
        Topic(
            desk, str(label), tuple(sorted(((verb, deed_in_words(verb)) for verb in verbs), key=lambda each: each[1]))
        )
        for desk, label in DESKS.items()
        if (verbs := [verb for verb in REGISTRY if verb.startswith(f"{desk}.") and verb not in NEVER_TOLD])
    ]


def gone_topics(kept: Iterable[str]) -> list[Topic]:
    """What a webhook was told of and is no desk or deed any more: each as it was called, or nobody could keep it."""
    there_is = {name for topic in topics() for name in (topic.desk, *(verb for verb, _words in topic.verbs))}
    return [Topic(name, deed_in_words(name), ()) for name in kept if name not in there_is]


def topics_in_words(kept: list[str]) -> list[str]:
    """The topics of a webhook as a page lists them."""
    return [str(DESKS[each]) if each in DESKS else deed_in_words(each) for each in kept]


def deed_in_words(verb: str) -> str:
    """What was done, as the record says it after a person's name."""
    if verb == TRY:
        return _("a message to try it out")
    return next((said(verb) for said in IN_WORDS), verb)


def trouble_in_words(trouble: str) -> str:
    """What was wrong, as a sentence; nothing where nothing was."""
    if trouble.startswith(ADDRESS):
        return wrong_in_words(trouble.removeprefix(ADDRESS))
    return str(TROUBLES.get(trouble, trouble))


def wrong_in_words(code: str) -> str:
    """What is wrong with an address, as a sentence; nothing where nothing is."""
    return str(WRONG_ADDRESSES.get(code, code))


def letters_about_stopped(webhook: Webhook, conference: Conference) -> list[Letter]:
    """A mail to each secretary, in their language: what happened, and how to go on. One query."""
    seats = conference.memberships.filter(role=Role.SECRETARY, user__is_active=True).select_related("user")
    return [_letter(webhook, conference, seat.user.email, seat.user.language) for seat in seats.order_by("pk")]


def _letter(webhook: Webhook, conference: Conference, to: str, language: str) -> Letter:
    with override(language):
        told = {
            "name": webhook.name,
            "conference": conference.title,
            "why": REASONS[webhook.stopped_why],
            "page": address("api:webhook", language, conference.slug, webhook.pk),
        }
        subject = _("The webhook “%(name)s” of %(conference)s was stopped") % told
        body = (
            _(
                "The webhook “%(name)s” tells no more of what happens in %(conference)s: %(why)s.\n\n"
                "Nothing is lost. Once whoever receives the messages has put it right, open this page and resume the"
                " webhook: it then tells everything that happened meanwhile.\n\n"
                "%(page)s\n"
            )
            % told
        )
    return Letter(STOPPED, to, language, subject, body)


STATES = {
    "telling": pgettext_lazy("webhook", "Tells"),
    "failing": pgettext_lazy("webhook", "Fails"),
    "stopped": pgettext_lazy("webhook", "Stopped"),
}


def state_of(webhook: Webhook) -> str:
    """How a webhook stands: it tells, it fails, or it is stopped."""
    return "stopped" if webhook.stopped_at else "failing" if webhook.failing_since else "telling"
