"""What readers send: a reply to an article, and a word against one that was published.

These pages are not kept and open no session: a signed token in the form stands for the cookie that others set. What
was sent is in no address, in no log and, if something goes wrong, in no report of it.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from secretariat.audit.action import Refused
from secretariat.audit.forms import refuse
from secretariat.newsroom.actions import TooMany, take_reply, take_report
from secretariat.newsroom.models import Article
from secretariat.newsroom.queries import published_replies, shown_replies, takes_replies
from secretariat.newsroom.queries.sender import LATELY
from secretariat.public.forms import ReplyForm, ReportForm
from secretariat.public.queries.editions import STRANGER
from secretariat.public.queries.news import news_out
from secretariat.public.views.pages import frame_of, public_conference

UNFIT, TOO_MANY = 422, 429


@csrf_exempt
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Take a reply to an article; it appears once somebody has read it."""
    article = _article(request, slug, key)
    about, at = ("reply", article.pk), timezone.now()
    form = ReplyForm(request.POST if request.method == "POST" else None, about=about, at=at)
    status = _handed_in(
        form,
        lambda said: take_reply(
            article, said={**said, "language": get_language() or ""}, address=address_of(request), at=at
        ),
    )
    here = reverse("public:reply", args=[slug, key])
    if status == 0:
        return redirect(f"{here}?sent=1")
    context = {
        **frame_of(article.conference),
        "article": article,
        "takes_replies": takes_replies(article),
        "form": form,
        "is_sent": request.method != "POST" and "sent" in request.GET,
    }
    return answered_to_nobody_else(render(request, "public/reply.html", context, status=status))


@csrf_exempt
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def report_reply(request: HttpRequest, slug: str, key: str, pk: int) -> HttpResponse:
    """Take a reader's word against a published reply; the newsroom looks at it again."""
    article = _article(request, slug, key)
    row = get_object_or_404(published_replies(article).select_related("conference"), pk=pk)
    about, at = ("report", row.pk), timezone.now()
    form = ReportForm(request.POST if request.method == "POST" else None, about=about, at=at)
    status = _handed_in(form, lambda said: take_report(row, reason=said["reason"], address=address_of(request), at=at))
    here = reverse("public:report_reply", args=[slug, key, pk])
    if status == 0:
        return redirect(f"{here}?sent=1")
    context = {
        **frame_of(article.conference),
        "article": article,
        "reply": shown_replies([row])[0],
        "form": form,
        "is_sent": request.method != "POST" and "sent" in request.GET,
    }
    return answered_to_nobody_else(render(request, "public/report_reply.html", context, status=status))


def address_of(request: HttpRequest) -> str:
    """The address from which a request came, through as many proxies as the house trusts."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied):
        return ""


def answered_to_nobody_else(response: HttpResponse) -> HttpResponse:
    """What somebody sends is between them and the page: nothing keeps it, and no search engine goes there."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    if response.status_code == TOO_MANY:
        response.headers["Retry-After"] = str(int(LATELY.total_seconds()))
    return response


@sensitive_variables()
def _handed_in(form: Any, deed: Callable[[dict[str, Any]], None]) -> int:
    """Do the deed if the form is filled in well; the status of the page that is shown, 0 if it was done."""
    if not form.is_bound:
        return 200
    if not form.is_valid():
        return UNFIT
    try:
        deed(form.cleaned_data)
    except TooMany as error:
        refuse(form, error)
        return TOO_MANY
    except Refused as error:
        refuse(form, error)
        return UNFIT
    return 0


def _article(request: HttpRequest, slug: str, key: str) -> Article:
    request.user = STRANGER
    found = public_conference(slug)
    return get_object_or_404(news_out(found).select_related("conference"), key=key)
