"""The page of what needs attention, and the reminders that go out from it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import name_of, shown_names
from secretariat.pledges import actions, permissions, queries
from secretariat.pledges.queries import Standing
from secretariat.pledges.views.office import today
from secretariat.pledges.views.parts import on_the_way, sight_of
from secretariat.ui.templatetags.ui import listed

SHOWN = 200


@require_GET
def due(request: OfficeRequest) -> HttpResponse:
    """Pledges that are overdue, due soon, or on which nobody has reported for twelve months."""
    on, names = today(request), shown_names(request.conference)
    every = queries.standings(sight_of(request), on)
    late = sorted((each for each in every if each.overdue), key=lambda each: each.overdue[0].day)
    soon = sorted((each for each in every if each.due_soon), key=lambda each: each.due_soon[0].day)
    quiet = sorted((each for each in every if each.is_silent), key=lambda each: each.last_heard)
    awaited = sum(each.is_open for each in every)

    def rows(found: list[Standing]) -> list[dict[str, object]]:
        return [{"standing": each, "name": name_of(each.pledge.party, names)} for each in found[:SHOWN]]

    context = {
        "conference": request.conference,
        "crumbs": on_the_way(request),
        "on": on,
        "late": rows(late),
        "soon": rows(soon),
        "quiet": rows(quiet),
        "counts": {"late": len(late), "soon": len(soon), "quiet": len(quiet), "awaited": awaited},
        "most": SHOWN,
        "shares": queries.shares(each.pledge.stage for each in every),
        "total": len(every),
        "may_remind": permissions.may_send_reminders(request.user, request.conference),
    }
    return render(request, "pledges/due.html", context)


@require_POST
def send_reminders(request: OfficeRequest) -> HttpResponse:
    """Write to the focal points of the parties of what is due soon or silent; of each day once."""
    batch = actions.send_reminders(request.user, request.conference, on=today(request))
    if batch.done:
        sentence = ngettext("%(count)s reminder is on its way.", "%(count)s reminders are on their way.", batch.done)
        messages.success(request, sentence % {"count": batch.done})
    else:
        messages.info(request, _("Nobody is to be reminded today, or everybody was already."))
    if batch.skipped:
        skipped = listed(f"{name} – {reason}" for name, reason in batch.skipped[:10])
        messages.warning(request, _("Not reminded: %(skipped)s") % {"skipped": skipped})
    return redirect("pledges:due", request.conference.slug)
