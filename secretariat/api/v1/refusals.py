"""Every "no" of the API, as problem details (RFC 9457) with a sentence for a person."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

KIND = "application/problem+json"
TITLES = {
    400: gettext_noop("This cannot be read"),
    401: gettext_noop("Who is asking?"),
    403: gettext_noop("Not allowed"),
    404: gettext_noop("Not here"),
    405: gettext_noop("This cannot be done here"),
    406: gettext_noop("Not in this form"),
    409: gettext_noop("A rule says no"),
    412: gettext_noop("It has changed meanwhile"),
    413: gettext_noop("Too large"),
    415: gettext_noop("Only JSON is read here"),
    422: gettext_noop("Something in it is wrong"),
    429: gettext_noop("Too many requests"),
    500: gettext_noop("Something went wrong"),
    503: gettext_noop("Busy"),
}


class Trouble(Exception):  # noqa: N818 - it says what is the matter
    """A request that is refused: the status, a sentence, and where in the request it is."""

    def __init__(
        self,
        status: int,
        sentence: str | Promise,
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.errors = list(errors)
        self.headers = dict(headers or {})


def as_answer(trouble: Trouble, path: str = "") -> HttpResponse:
    """The answer that tells of it."""
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": _(TITLES.get(trouble.status, TITLES[500])),
        "status": trouble.status,
        "detail": str(trouble.sentence),
        "instance": path,
    }
    if trouble.errors:
        told["errors"] = trouble.errors
    answer = HttpResponse(json.dumps(told, ensure_ascii=False), status=trouble.status, content_type=KIND)
    for name, value in trouble.headers.items():
        answer[name] = value
    answer["Cache-Control"] = "no-store"
    return answer


def not_here() -> Trouble:
    """What a person may not see is not here."""
    return Trouble(404, _("There is nothing here, or it is not for you."))


def wrong(sentence: str, *, pointer: str = "", parameter: str = "") -> Trouble:
    """One thing in the request is wrong: in the body, by a JSON pointer, or in a parameter."""
    where = {"pointer": pointer} if not parameter else {"parameter": parameter}
    return Trouble(422, sentence, errors=[{"detail": sentence, **where}])
