"""What somebody is told whose session ended or is another: where to sign in, the way back, and what they had typed.

A form that comes too late does nothing. But its words are shown once more, so that they can be copied and sent again:
nobody finds out after an evening's work that it is gone.
"""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.csrf import CSRF_FAILURE_TEMPLATE_NAME, csrf_failure
from django_htmx.http import HttpResponseClientRedirect

# A password is never shown, whoever typed it.
_NEVER_SHOWN = ("csrfmiddlewaretoken", "password")


def signed_out(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in and back from there; if something was typed, show it first."""
    is_visit = request.method in {"GET", "HEAD"}
    is_part = request.headers.get("HX-Request") == "true"
    back = request.get_full_path() if is_visit and not is_part else came_from(request)
    back = back or resolve_url(settings.LOGIN_REDIRECT_URL)
    typed, files = ([], []) if is_visit else (_typed(request), _files(request))
    to_sign_in = redirect_to_login(back, resolve_url(settings.LOGIN_URL))
    if not typed and not files:
        # A part of a page that is fetched by itself takes the whole page along.
        return HttpResponseClientRedirect(to_sign_in.url) if is_part else to_sign_in
    return _shown(request, "ui/unsent.html", {"sign_in_url": to_sign_in.url, "typed": typed, "files": files})


def turned_away(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Turn away a form that is not of this session; if a page of the house sent it, show what was typed.

    Whoever signs in anew in another tab has such a form. No other site puts words on a page of the house.
    """
    typed, files = (_typed(request), _files(request)) if came_from(request) else ([], [])
    if not typed and not files:
        return csrf_failure(request, reason)
    return _shown(request, CSRF_FAILURE_TEMPLATE_NAME, {"typed": typed, "files": files})


def came_from(request: HttpRequest) -> str:
    """The page of the house on which somebody stood; empty if it was none."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return ""
    # A path of the house can be read as another host once the house's name is taken off it.
    path = urlunsplit(("", "", *urlsplit(page)[2:]))
    return path if url_has_allowed_host_and_scheme(path, None) else ""


def _shown(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    is_part = request.headers.get("HX-Request") == "true"
    # What asks for a part of a page shows nothing of an answer that says no.
    answer = render(request, template, context, status=200 if is_part else 403)
    if is_part:
        answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = "body", "innerHTML"
    add_never_cache_headers(answer)
    return answer


def _files(request: HttpRequest) -> list[str]:
    return [str(file) for _name, files in request.FILES.lists() for file in files]


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    form: QueryDict = request.POST
    return [
        (name.replace("_", " "), value)
        for name, values in form.lists()
        for value in values
        if isinstance(value, str) and value.strip() and not any(word in name.lower() for word in _NEVER_SHOWN)
    ]
