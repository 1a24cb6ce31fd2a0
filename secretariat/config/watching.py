"""Every request has an identifier, is counted, and leaves one line in the log."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse

from secretariat.config import metrics
from secretariat.config.logs import is_good_identifier, known_as, new_identifier

HEADING = "X-Request-ID"
# Where the API writes the number of the person whose token it was; it is put together when it is first asked.
ASKER = "secretariat.asker"

logger = logging.getLogger("secretariat.access")


def watched(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give the request its identifier and the answer the same, and tell what came of it."""

    def answer(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        identifier = _identifier_of(request)
        counted = _Counted()
        with known_as(identifier, request):
            with ExitStack() as watching:
                for alias in connections:
                    watching.enter_context(connections[alias].execute_wrapper(counted))
                response = get_response(request)
            _tell(request, response, (perf_counter() - began, counted.queries))
        response[HEADING] = identifier
        return response

    return answer


class _Counted:
    """Counts what is asked of the database meanwhile."""

    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute: Callable[..., Any], *question: Any) -> Any:
        self.queries += 1
        return execute(*question)


def _identifier_of(request: HttpRequest) -> str:
    given = request.META.get("HTTP_X_REQUEST_ID", "") if settings.REQUEST_ID_FROM_PROXY else ""
    return given if is_good_identifier(given) else new_identifier()


def _tell(request: HttpRequest, response: HttpResponse, measured: tuple[float, int]) -> None:
    seconds, queries = measured
    route, method = route_of(request), request.method or ""
    metrics.count_request((method, route, response.status_code), seconds, queries)
    if logger.isEnabledFor(logging.INFO):
        told = {
            "method": method[:20],
            "route": route,
            "status": response.status_code,
            "milliseconds": round(seconds * 1000, 1),
            "queries": queries,
            "user": number_of_person(request),
        }
        logger.info("%s %s %s in %s ms, %s queries, user %s", *(told[name] for name in told), extra={"told": told})


def route_of(request: HttpRequest) -> str:
    """The name of the route; an address that leads nowhere is not told, for anybody can make up any number of them."""
    match = request.resolver_match
    if match is not None:
        return match.view_name or "unnamed"
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "none"


def number_of_person(request: HttpRequest) -> int | None:
    """The number of the account that asked, in a browser or by a token; nothing where nobody was asked who it is."""
    # The line asks nothing of the database.
    person = getattr(request, "_cached_user", None)
    number = getattr(person, "pk", None) or request.META.get(ASKER)
    return int(number) if number else None
