"""Pages of money that came in by a file: bring it in after a look, and say to which pledge it belongs."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.archive.queries import Marks, citations_by_fact, page_in_office
from secretariat.audit.action import Refused
from secretariat.audit.forms import attempt_revision, refuse, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.pledges import actions, permissions, queries
from secretariat.pledges.forms.incoming import AssignForm, FlowsForm, what_is_said_of_flow
from secretariat.pledges.models import MoneyFlow
from secretariat.pledges.queries.incoming import judge_flows
from secretariat.pledges.views.office import answered, needs_of
from secretariat.ui.answering import asked, sent, unless

ON_A_PAGE = 200
SHOWN = 100


@require_GET
def flows(request: OfficeRequest) -> HttpResponse:
    """Money that belongs to no pledge yet, the newest first."""
    sight = queries.sight_in_office(request.conference, request.user)
    rows = sight.of(MoneyFlow).filter(pledge=None).select_related("country", "provider").order_by("-flow_date", "-id")
    page = Paginator(rows, ON_A_PAGE).get_page(asked(request, "page"))
    shown = list(page.object_list)
    cited, marks = citations_by_fact(request.user, shown), Marks(page_in_office(request.conference.slug))
    context = {
        "conference": request.conference,
        "page": page,
        "flows": [(each, marks.of(cited.get(("pledges.moneyflow", each.pk), []))) for each in shown],
        "may_import": permissions.may_import_flows(request.user, request.conference),
        "may_assign": permissions.may_import_flows(request.user, request.conference),
    }
    return render(request, "pledges/flows.html", context)


@require_http_methods(["GET", "POST"])
def import_flows(request: OfficeRequest) -> HttpResponse:
    """Bring in the money of an activity file: what it means is shown first."""
    user, held = request.user, request.conference
    unless(permissions.may_import_flows(user, held))
    form = FlowsForm(request.POST or None, request.FILES or None, **needs_of(request))
    if not form.is_bound or not form.is_valid():
        context = {"conference": held, "form": form}
        return render(request, "pledges/import_flows.html", context, status=422 if form.is_bound else 200)
    if request.POST.get("step") == "write" and not request.FILES:
        chosen = {name: form.cleaned_data[name] for name in ("source", "sensitivity")}
        try:
            batch = actions.import_flows(user, held, flows=form.flows, **chosen)
        except Refused as error:
            refuse(form, error)
        else:
            done = ngettext("%(count)s money flow is written.", "%(count)s money flows are written.", batch.done)
            messages.success(request, done % {"count": batch.done})
            return redirect("pledges:flows", held.slug)
    incoming = judge_flows(held, form.flows)
    kept = FlowsForm(
        initial={name: form.cleaned_data[name] for name in ("source", "sensitivity", "seen")}, **needs_of(request)
    )
    context = {
        "conference": held,
        "form": kept,
        "incoming": incoming,
        "first": [*incoming.new, *incoming.changed][:SHOWN],
        "writable": len(incoming.new) + len(incoming.changed),
    }
    return render(request, "pledges/import_flows.html", context)


@require_http_methods(["GET", "POST"])
def assign_flow(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say to which pledge money belongs."""
    user, needs = request.user, needs_of(request)
    sight = queries.sight_in_office(request.conference, user)
    flow: MoneyFlow = get_object_or_404(sight.of(MoneyFlow), pk=pk)
    unless(permissions.may_assign_flow(user, flow))
    form = AssignForm(sent(request), initial=what_is_said_of_flow(flow), **needs)
    done = attempt_revision(
        form,
        lambda: actions.assign_flow(user, flow, pledge=form.cleaned_data["pledge"], version=seen_version(form)),
        now=lambda: what_is_said_of_flow(flow),
        **needs,
    )
    words = {
        "title": _("To which pledge does this money belong?"),
        "text": f"{flow} · {flow.provider_name} · {flow.description}",
        "button": _("Save"),
        "done": _("It is written down to which pledge the money belongs."),
    }
    return answered(request, done, words, lambda: reverse("pledges:flows", args=[request.conference.slug]))
