"""The page on which the newsroom says how replies are taken and moderated."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from secretariat.audit.forms import attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.newsroom import actions, permissions, queries
from secretariat.newsroom.forms.rules import RulesForm, what_is_said_of_rules
from secretariat.ui.answering import answered_with, sent, unless


@require_http_methods(["GET", "POST"])
def revise_newsroom_rules(request: OfficeRequest) -> HttpResponse:
    """Say whether replies are taken, how many from one address, what to look at, and how long mails are kept."""
    conference, user = request.conference, request.user
    unless(permissions.may_revise_newsroom_rules(user, conference))
    queue = reverse("newsroom:replies", args=[conference.slug])

    def now() -> dict[str, Any]:
        return what_is_said_of_rules(queries.rules_of(conference))

    form = RulesForm(sent(request), initial=now())
    done = attempt_revision(
        form,
        lambda: actions.revise_newsroom_rules(user, conference, details=form.details, version=seen_version(form)),
        now=now,
    )
    words = {
        "conference": conference,
        "title": _("Rules of the newsroom"),
        "button": pgettext("button", "Save"),
        "done": _("The rules are saved."),
        "crumbs": [{"url": queue, "label": _("Replies")}],
        "due": queries.replies_with_mails_due(conference, timezone.now()).count(),
    }
    return answered_with(request, "newsroom/rules.html", done, words, lambda: queue)
