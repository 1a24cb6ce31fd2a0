"""What somebody is told whose session ended: where to sign in, the way back, and what they had typed.

A form that comes too late does nothing. But its words are shown once more, so that they can be copied and sent again:
nobody finds out after an evening's work that it is gone.
"""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

# A password is never shown, whoever typed it.
_NEVER_SHOWN = ("csrfmiddlewaretoken", "password")


def signed_out(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in and back from there; if something was typed, show it first."""
    is_visit = request.method in {"GET", "HEAD"}
    is_part = request.headers.get("HX-Request") == "true"
    back = request.get_full_path() if is_visit and not is_part else came_from(request)
    back = back or resolve_url(settings.LOGIN_REDIRECT_URL)
    typed = [] if is_visit else _typed(request)
    files = [] if is_visit else [str(file) for files in request.FILES.lists() for file in files[1]]
    to_sign_in = redirect_to_login(back, resolve_url(settings.LOGIN_URL))
    if not typed and not files:
        # A part of a page that is fetched by itself takes the whole page along.
        return HttpResponseClientRedirect(to_sign_in.url) if is_part else to_sign_in
    context = {"sign_in_url": to_sign_in.url, "typed": typed, "files": files}
    # What asks for a part of a page shows nothing of an answer that says no.
    answer = render(request, "ui/unsent.html", context, status=200 if is_part else 403)
    if is_part:
        answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = "body", "innerHTML"
    add_never_cache_headers(answer)
    return answer


def came_from(request: HttpRequest) -> str:
    """The page of the house on which somebody stood; empty if it was none."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return ""
    return urlunsplit(("", "", *urlsplit(page)[2:]))


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    form: QueryDict = request.POST
    return [
        (name.replace("_", " "), value)
        for name, values in form.lists()
        for value in values
        if isinstance(value, str) and value.strip() and not any(word in name.lower() for word in _NEVER_SHOWN)
    ]
