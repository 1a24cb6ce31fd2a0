"""How a reader replies in tests: the form as it was shown, a while ago."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from secretariat.newsroom.models import Article, Reply
from secretariat.newsroom.queries.formtoken import token_for
from tests import make

MAIL = "amal.secret@example.org"
WORDS = "We want to go home as soon as it is safe."


def reply_address(article: Article) -> str:
    """The address of the form below an article."""
    return reverse("public:reply", args=[article.conference.slug, article.key])


def report_address(reply: Reply) -> str:
    """The address at which a reply is reported."""
    return reverse("public:report_reply", args=[reply.conference.slug, reply.article.key, reply.pk])


def token(what: str, key: int, seconds: int = 60) -> str:
    """A token that was given so many seconds ago."""
    return token_for(what, key, timezone.now() - timedelta(seconds=seconds))


def send(article: Article, /, address: str = "203.0.113.7", **changed: Any) -> Any:
    """What becomes of a reply."""
    sent = {"name": "Amal", "mail": MAIL, "text": WORDS, "token": token("reply", article.pk), **changed}
    return make.client().post(reply_address(article), sent, REMOTE_ADDR=address)


def report(reply: Reply, address: str = "203.0.113.8", **changed: Any) -> Any:
    """What becomes of a report."""
    sent = {"reason": "It insults people.", "token": token("report", reply.pk), **changed}
    return make.client().post(report_address(reply), sent, REMOTE_ADDR=address)
