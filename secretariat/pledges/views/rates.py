"""Pages of exchange rates: the list, one by hand, and a table looked at before it is written."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.audit.action import Refused
from secretariat.audit.forms import attempt, refuse
from secretariat.conference.permissions import OfficeRequest
from secretariat.pledges import actions, permissions
from secretariat.pledges.forms.rates import RateForm, RatesForm
from secretariat.pledges.queries.rate_tables import RateTable, known_rates, read_rates
from secretariat.pledges.queries.rates import rates_seen
from secretariat.pledges.views.office import answered, needs_of, today
from secretariat.ui.answering import asked, sent, unless

ON_A_PAGE = 200
SHOWN = 100


@require_GET
def rates(request: OfficeRequest) -> HttpResponse:
    """Every rate of exchange that was entered, with its day and its source."""
    currency = asked(request, "currency").upper()[:3]
    page = Paginator(rates_seen(request.user, request.conference, currency=currency), ON_A_PAGE).get_page(
        asked(request, "page")
    )
    context = {
        "conference": request.conference,
        "page": page,
        "rates": page.object_list,
        "currency": currency,
        "may_enter": permissions.may_enter_rate(request.user, request.conference),
        "may_import": permissions.may_import_rates(request.user, request.conference),
    }
    return render(request, "pledges/rates.html", context)


@require_http_methods(["GET", "POST"])
def enter_rate(request: OfficeRequest) -> HttpResponse:
    """Write down one rate."""
    user, held = request.user, request.conference
    unless(permissions.may_enter_rate(user, held))
    form = RateForm(sent(request), **needs_of(request))
    done = attempt(
        form,
        lambda: actions.enter_rate(
            user, held, details=form.details, source=form.cleaned_data["source"], today=today(request)
        ),
    )
    words = {
        "title": _("Enter an exchange rate"),
        "button": pgettext("button", "Enter"),
        "done": _("The rate is entered."),
    }
    return answered(request, done, words, lambda: reverse("pledges:rates", args=[held.slug]))


@require_http_methods(["GET", "POST"])
def import_rates(request: OfficeRequest) -> HttpResponse:
    """Bring in a table of rates: what it means is shown first, cell by cell where something is wrong."""
    user, held = request.user, request.conference
    unless(permissions.may_import_rates(user, held))
    form = RatesForm(request.POST or None, request.FILES or None, **needs_of(request))
    context: dict[str, Any] = {"conference": held, "form": form}
    if not form.is_bound or not form.is_valid():
        return render(request, "pledges/import_rates.html", context, status=422 if form.is_bound else 200)
    source = form.cleaned_data["source"]
    read = read_rates(
        form.table,
        base=form.cleaned_data["base"],
        is_inverse=form.cleaned_data["direction"] == "inverse",
        known=known_rates(held.pk, source.pk),
        today=today(request),
    )
    is_wanted = request.POST.get("step") == "write" and not request.FILES
    # What is wrong is left out only if this person says so.
    if is_wanted and read.new and (not read.wrong or request.POST.get("leave_out")):
        try:
            batch = actions.import_rates(user, held, source=source, given=read.new)
        except Refused as error:
            refuse(form, error)
        else:
            done = ngettext("%(count)s rate is written.", "%(count)s rates are written.", batch.done)
            messages.success(request, done % {"count": batch.done})
            return redirect("pledges:rates", held.slug)
    shown = {**context, "form": form.mended(), **_preview(read), "is_unanswered": is_wanted and bool(read.wrong)}
    return render(request, "pledges/import_rates.html", shown)


def _preview(read: RateTable) -> dict[str, Any]:
    return {
        "is_preview": True,
        "read": read,
        "first": read.new[:SHOWN],
        "wrong": read.wrong[:SHOWN],
        "more_wrong": max(len(read.wrong) - SHOWN, 0),
        "more": max(len(read.new) - SHOWN, 0),
    }
