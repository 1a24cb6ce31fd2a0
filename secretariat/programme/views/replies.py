"""Answers to invitations that come by mail: handed in, confirmed, put aside."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.audit.action import Refused
from secretariat.audit.forms import attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.engines import calendars
from secretariat.programme import actions, permissions
from secretariat.programme.forms.convening import ReplyForm
from secretariat.programme.models import ReceivedReply, ReplyState
from secretariat.programme.queries.convening import convocations_of
from secretariat.programme.queries.replies import same_reply, sender_of, uid_of, why_not_read
from secretariat.programme.views.convening import way_to_invitations
from secretariat.programme.views.parts import form_page
from secretariat.ui.answering import sent, unless


@require_http_methods(["GET", "POST"])
def take_reply(request: OfficeRequest) -> HttpResponse:
    """Hand in an answer: the mail or its calendar as a file, or pasted."""
    unless(permissions.may_convene(request.user, request.conference))
    form = ReplyForm(sent(request), request.FILES or None)
    made: list[ReceivedReply] = []
    done = attempt(form, lambda: made.append(_taken(request, form.cleaned_data["content"])))
    if done.is_done:
        if made[0].state == ReplyState.WAITING:
            messages.success(request, _("The answer is read. Look at whom it claims to be from, and confirm it."))
        else:
            messages.info(request, _("Somebody decided on this answer already."))
        return redirect("programme:convocation", request.conference.slug, made[0].convocation_id)
    words = {
        "title": _("Hand in an answer"),
        "button": pgettext("button", "Read"),
        "text": _("Nothing in a mail proves who sent it. What is read here counts once an officer confirms it."),
    }
    return form_page(request, done, way_to_invitations(request), **words)


@require_POST
def confirm_reply(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take an answer for that of the person who was invited."""
    found = _seen(request, pk)
    actions.confirm_reply(request.user, found)
    messages.success(request, _("The answer is confirmed."))
    return redirect("programme:convocation", request.conference.slug, found.convocation_id)


@require_POST
def put_aside_reply(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put an answer aside that does not count."""
    found = _seen(request, pk)
    actions.put_aside_reply(request.user, found)
    messages.success(request, _("The answer is put aside."))
    return redirect("programme:convocation", request.conference.slug, found.convocation_id)


def _taken(request: OfficeRequest, content: bytes) -> ReceivedReply:
    try:
        reply = calendars.read_reply(content)
    except calendars.Unreadable as error:
        raise Refused(why_not_read(error)) from None
    uid = uid_of(reply)
    found = convocations_of(request.conference, request.user).filter(uid=uid).first() if uid else None
    if found is None:
        raise Refused(_("The answer speaks of a meeting to which nobody was invited from here."))
    same = same_reply(found, reply)
    return same or actions.take_reply(request.user, found, reply=reply, sender=sender_of(content), at=timezone.now())


def _seen(request: OfficeRequest, pk: int) -> ReceivedReply:
    replies = ReceivedReply.objects.filter(conference=request.conference).seen_by(request.user)
    return get_object_or_404(replies.select_related("convocation"), pk=pk)
