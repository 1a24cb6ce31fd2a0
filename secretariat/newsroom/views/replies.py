"""The queue of replies, and what is decided there of one and of many."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.action import Batch, Refused
from secretariat.audit.forms import attempt, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.newsroom import actions, permissions, queries
from secretariat.newsroom.forms.replies import QueueForm, RefuseForm
from secretariat.newsroom.models import Reply, ReplyReport
from secretariat.ui.answering import answered_with, asked, sent, unless

REPLIES_ON_A_PAGE = 50
RESULT = "replies-result"


@require_GET
def replies(request: OfficeRequest) -> HttpResponse:
    """What readers wrote: what waits first, with why it should be looked at, and what readers reported."""
    conference, user = request.conference, request.user
    unless(permissions.may_see_replies(user, conference))
    tab, number = QueueForm(request.GET).chosen()
    counts = queries.counts_of(user, conference)
    paginator = Paginator(queries.in_tab(user, conference, tab), REPLIES_ON_A_PAGE)
    # Counted already, with the other tabs.
    vars(paginator)["count"] = counts[tab]
    page = paginator.get_page(number)
    context = {
        "conference": conference,
        "tab": tab,
        "tabs": [
            {"url": f"?tab={each}", "label": label, "count": counts[each], "is_current": each == tab}
            for each, label in _labels().items()
        ],
        "page": page,
        "may_erase": any(permissions.may_erase_reply(user, each) for each in page.object_list[:1]),
        "seen": queries.seen_by_moderators(list(page.object_list)),
        "result": request.session.pop(RESULT, None) if RESULT in request.session else None,
    }
    return render(request, "newsroom/replies.html", context)


@require_POST
def publish_reply(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let a reply appear under its article."""
    reply = _reply(request, pk, permissions.may_publish_reply)
    return _at_once(
        request,
        lambda: actions.publish_reply(request.user, reply, at=timezone.now(), version=_version_seen(request)),
        _("The reply of %(name)s appears under the article.") % {"name": queries.without_turns(reply.name)},
    )


@require_http_methods(["GET", "POST"])
def refuse_reply(request: OfficeRequest, pk: int) -> HttpResponse:
    """Keep a reply from appearing, and say why."""
    reply = _reply(request, pk, permissions.may_refuse_reply)
    # Of the queue, if it led here.
    form = RefuseForm(sent(request), initial={"version": _number(asked(request, "version")) or reply.version})
    done = attempt(
        form,
        lambda: actions.refuse_reply(
            request.user,
            reply,
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
            version=seen_version(form),
        ),
    )
    words = {
        "conference": request.conference,
        "title": _("Refuse a reply"),
        "seen": queries.seen_by_moderators([reply])[0],
        "button": pgettext("button", "Refuse"),
        "done": _("The reply does not appear."),
        "crumbs": [{"url": _queue(request), "label": _("Replies")}],
    }
    return answered_with(request, "newsroom/refuse_reply.html", done, words, lambda: _queue(request))


@require_http_methods(["GET", "POST"])
def erase_reply(request: OfficeRequest, pk: int) -> HttpResponse:
    """Erase a reply and who wrote it, once it was asked whether to."""
    reply = _reply(request, pk, permissions.may_erase_reply)
    if request.method == "POST":
        actions.erase_reply(request.user, reply, at=timezone.now())
        messages.success(request, _("The reply is erased."))
        return redirect(_queue(request))
    words = {
        "conference": request.conference,
        "seen": queries.seen_by_moderators([reply])[0],
        "crumbs": [{"url": _queue(request), "label": _("Replies")}],
        "leave": _queue(request),
    }
    return render(request, "newsroom/erase_reply.html", words)


@require_POST
def publish_replies(request: OfficeRequest) -> HttpResponse:
    """Let the chosen replies appear."""
    unless(permissions.may_publish_replies(request.user, request.conference))
    at = timezone.now()
    return _many(
        request,
        lambda chosen, seen: actions.publish_replies(
            request.user, request.conference, replies=chosen, at=at, seen=seen
        ),
    )


@require_POST
def refuse_replies(request: OfficeRequest) -> HttpResponse:
    """Keep the chosen replies from appearing, for one reason."""
    unless(permissions.may_refuse_replies(request.user, request.conference))
    at, reason = timezone.now(), request.POST.get("reason", "")
    return _many(
        request,
        lambda chosen, seen: actions.refuse_replies(
            request.user, request.conference, replies=chosen, reason=reason, at=at, seen=seen
        ),
    )


@require_POST
def settle_report(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say that somebody looked at a report, and the reply stays."""
    seen = ReplyReport.objects.in_office_of(request.user).filter(conference=request.conference)
    report = get_object_or_404(seen, pk=pk)
    unless(permissions.may_settle_report(request.user, report))
    return _at_once(
        request, lambda: actions.settle_report(request.user, report), _("The report is settled; the reply stays.")
    )


@require_POST
def forget_reply_mails(request: OfficeRequest) -> HttpResponse:
    """Delete now what the house deletes at night: mails that have served."""
    unless(permissions.may_forget_reply_mails(request.user, request.conference))
    batch = actions.forget_reply_mails(request.user, request.conference, at=timezone.now())
    words = ngettext(
        "The mail of %(count)s sender is deleted.", "The mails of %(count)s senders are deleted.", batch.done
    )
    messages.success(request, words % {"count": batch.done})
    return redirect("newsroom:revise_newsroom_rules", request.conference.slug)


def _many(request: OfficeRequest, deed: Callable[[Iterable[Reply], dict[int, int]], Batch]) -> HttpResponse:
    """Do it, and go to the queue, which says once what was done and what was skipped."""
    # Each as number:version; whoever does not say the version has seen none.
    pairs = [each.partition(":") for each in request.POST.getlist("reply")]
    seen = {_number(pk): _number(version) for pk, _colon, version in pairs}
    chosen = Reply.objects.in_office_of(request.user).filter(conference=request.conference, pk__in=seen)
    if not chosen:
        messages.warning(request, _("Choose at least one reply first."))
        return redirect(_queue(request))
    try:
        batch = deed(chosen, seen)
    except Refused as error:
        messages.error(request, str(error))
    else:
        request.session[RESULT] = {"done": batch.done, "skipped": [list(pair) for pair in batch.skipped]}
    return redirect(_queue(request))


def _at_once(request: OfficeRequest, deed: Callable[[], object], done: str) -> HttpResponse:
    try:
        deed()
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect(_queue(request))


def _reply(request: OfficeRequest, pk: int, may: Callable[[Any, Reply], bool]) -> Reply:
    seen = Reply.objects.in_office_of(request.user).filter(conference=request.conference)
    reply = get_object_or_404(seen.select_related("article", "conference"), pk=pk)
    unless(may(request.user, reply))
    return reply


def _version_seen(request: OfficeRequest) -> int:
    """The version of the reply that stood in the queue; whoever does not say has seen none."""
    return _number(request.POST.get("version", ""))


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else 0


def _queue(request: OfficeRequest) -> str:
    """To the queue as it was left."""
    tab = request.POST.get("tab", "") or request.GET.get("tab", "")
    address = reverse("newsroom:replies", args=[request.conference.slug])
    return f"{address}?tab={tab}" if tab in queries.TABS else address


def _labels() -> dict[str, str]:
    return {
        queries.WAITING: pgettext("replies", "Waiting"),
        queries.REPORTED: pgettext("replies", "Reported"),
        queries.PUBLISHED: pgettext("replies", "Published"),
        queries.REFUSED: pgettext("replies", "Refused"),
    }
