"""One line in the log for whoever is turned away: from a page, a deed or an operation, or for asking too often.

It tells the account by its number, the address it came from and the name of the route, and nothing of what was sent.
What is not found leaves a line in the office and for programs alone: there a number of another's row looks like that.
"""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from secretariat.config.signing_in import address_of
from secretariat.config.watching import number_of_person, route_of

# Where a request keeps why it was turned away, if the answer does not say it.
WHY_REFUSED = "secretariat.why-refused"
NOT_SIGNED_IN, ANOTHER_SESSION = "not signed in", "form of another session"
_BY_STATUS = {401: "no good token", 403: "not permitted", 404: "not found here", 429: "too often"}
_INNER = ("office/", "api/v1/")

logger = logging.getLogger("secretariat.refused")


def told(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Leave the line, once it is known what was answered."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        why = request.META.get(WHY_REFUSED) or _by_status(request, response.status_code)
        if why:
            _tell(why, request, response.status_code)
        return response

    return answer


def _by_status(request: HttpRequest, status: int) -> str:
    match = request.resolver_match
    if status == 404 and (match is None or not any(part in match.route for part in _INNER)):
        return ""
    return _BY_STATUS.get(status, "")


def _tell(why: str, request: HttpRequest, status: int) -> None:
    line = {
        "event": "refused",
        "why": why,
        "account": number_of_person(request),
        "address": address_of(request),
        "method": (request.method or "")[:20],
        "route": route_of(request),
        "status": status,
    }
    logger.warning(
        "refused, %s: %s %s, %s, account %s, from %s",
        *(line[name] for name in ("why", "method", "route", "status", "account", "address")),
        extra={"told": line},
    )
