"""How programs ask: everything that can be read and done, for people who write programs."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from secretariat.api.queries.scopes import NAMES
from secretariat.engines import strictjson

DESCRIPTION = "/api/v1/openapi.json"


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Everything that a program can read and do, desk by desk, and how it asks."""
    context = {
        "body": _desks(get_language() or "en"),
        "address": request.build_absolute_uri("/api/v1/"),
        "description": DESCRIPTION,
        "most": settings.API_REQUESTS_PER_MINUTE,
        "most_without": settings.API_REQUESTS_PER_MINUTE_WITHOUT_TOKEN,
        "most_bytes": strictjson.DEFAULT.most_bytes // 1024 // 1024,
    }
    answer = render(request, "api/reference.html", context)
    answer["Link"] = f'<{DESCRIPTION}>; rel="service-desc"; type="application/json"'
    return answer


@cache
def _desks(language: str) -> SafeString:
    """The long part of the page, written once for each process and language."""
    # It is put together with the API itself, for which a start does not wait.
    from secretariat.api.v1.reference import desks  # noqa: PLC0415

    found = [{"desk": each, "label": NAMES[each.name]} for each in desks(language)]
    # What a template has escaped is escaped.
    return mark_safe(render_to_string("api/reference_desks.html", {"desks": found}))  # noqa: S308
