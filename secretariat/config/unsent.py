"""What somebody is told whose session ended or is another: where to sign in, the way back, and what they had typed.

A form that comes too late does nothing. But its words are shown once more, so that they can be copied and sent again:
nobody finds out after an evening's work that it is gone.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.apps import apps
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.csrf import CSRF_FAILURE_TEMPLATE_NAME, csrf_failure
from django_htmx.http import HttpResponseClientRedirect

from secretariat.config.refusals import ANOTHER_SESSION, NOT_SIGNED_IN, WHY_REFUSED

# A password is never shown, whoever typed it.
_NEVER_SHOWN = ("csrfmiddlewaretoken", "password")
# A text by language is sent as one field for each.
_NUMBERED = re.compile(r"_\d+$")


def signed_out(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in and back from there; if something was typed, show it first."""
    is_visit = request.method in {"GET", "HEAD"}
    is_part = request.headers.get("HX-Request") == "true"
    back = request.get_full_path() if is_visit and not is_part else came_from(request)
    back = back or resolve_url(settings.LOGIN_REDIRECT_URL)
    typed, files = ([], []) if is_visit else (_typed(request), _files(request))
    to_sign_in = redirect_to_login(back, resolve_url(settings.LOGIN_URL))
    if not is_visit or _is_by_script(request):
        request.META[WHY_REFUSED] = NOT_SIGNED_IN
    if _is_by_script(request):
        said = _("You are not signed in any more. Nothing was changed: sign in, and do it once more.")
        return JsonResponse({"done": False, "said": [said], "sign_in": to_sign_in.url}, status=403)
    if not typed and not files:
        # A part of a page that is fetched by itself takes the whole page along.
        return HttpResponseClientRedirect(to_sign_in.url) if is_part else to_sign_in
    return _shown(request, "ui/unsent.html", {"sign_in_url": to_sign_in.url, "typed": typed, "files": files})


def turned_away(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Turn away a form that is not of this session; if a page of the house sent it, show what was typed.

    Whoever signs in anew in another tab has such a form. No other site puts words on a page of the house.
    """
    # Who was not asked until now, for the line in the log.
    is_signed_in = request.user.is_authenticated
    request.META[WHY_REFUSED] = ANOTHER_SESSION
    if _is_by_script(request):
        said = _("You have signed in anew since this page was opened. Nothing was changed: do it once more.")
        return JsonResponse({"done": False, "said": [said]}, status=403)
    # A sign-in that was sent twice is done by the first.
    if is_signed_in and came_from(request) and request.path == resolve_url(settings.LOGIN_URL):
        return redirect(settings.LOGIN_REDIRECT_URL)
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


def _is_by_script(request: HttpRequest) -> bool:
    """Whether a script of a page asks, which reads no page."""
    return request.headers.get("Accept", "") == "application/json"


def _files(request: HttpRequest) -> list[str]:
    return [str(file) for _field, files in request.FILES.lists() for file in files]


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    form: QueryDict = request.POST
    labels = _labels_of(request)
    return [
        (labels.get(_plain(name)) or name.replace("_", " "), value)
        for name, values in form.lists()
        for value in values
        if isinstance(value, str) and value.strip() and not _is_of_the_page(name)
    ]


def _is_of_the_page(name: str) -> bool:
    """Whether nobody typed it, or nobody is to read it: what stood there before, which version it was, and secrets."""
    is_note = name == "version" or name.startswith("initial-")
    return is_note or any(word in name.lower() for word in _NEVER_SHOWN)


def _labels_of(request: HttpRequest) -> dict[str, str]:
    """What the page called its fields: the form and the table of its desk know that have most of them."""
    match = request.resolver_match
    desk = match.app_name if match is not None else ""
    place = f"secretariat.{desk}.forms" if desk else "allauth."
    names = {_plain(name) for name in request.POST}
    forms = [
        {name: field.label for name, field in each.base_fields.items()}
        for each in _below(BaseForm)
        if each.__module__.startswith(place)
    ]
    tables = [
        {column.name: column.verbose_name for column in model._meta.concrete_fields}
        for model in (apps.get_app_config(desk).get_models() if desk else ())
    ]
    labels: dict[str, str] = {}
    for known in (tables, forms):
        best: dict[str, Any] = max(known, key=lambda each: len(names & set(each)), default={})
        labels |= {name: str(label) for name, label in best.items() if label}
    return labels


def _plain(name: str) -> str:
    """The name of a field, whichever form of many and whichever language it was for."""
    return _NUMBERED.sub("", name.rpartition("-")[2])


def _below(kind: Any) -> Iterator[Any]:
    for each in kind.__subclasses__():
        if hasattr(each, "base_fields"):
            yield each
        yield from _below(each)
