"""The list of pledges, the page of one, and the forms in which a pledge is written down and revised."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.accounts.models import Role
from secretariat.archive.permissions import may_cite
from secretariat.archive.queries import as_sheet
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.pledges import actions, permissions, queries
from secretariat.pledges.forms.promises import PledgeForm, RevisePledgeForm, what_is_said_of_pledge
from secretariat.pledges.models import CompactObjective, Pledge, PledgeKind, Stage
from secretariat.pledges.queries import Found, Wanted
from secretariat.pledges.queries.listing import SORTS, WITHOUT
from secretariat.pledges.views.office import answered, needs_of
from secretariat.pledges.views.parts import on_the_way, page_of, pledge_seen, sight_of, sits_in_office
from secretariat.pledges.views.sheet import sheet_of
from secretariat.pledges.views.whole import context_of
from secretariat.ui.answering import asked, sent, unless
from secretariat.ui.spreadsheets import as_file

PAGE = 200


@require_GET
def pledges(request: OfficeRequest) -> HttpResponse:
    """All pledges: found by words, party, kind, stage, objective and country."""
    conference, sight, wanted = request.conference, sight_of(request), _wanted(request)
    found = queries.found(sight, wanted, get_language() or "en")
    kind = request.GET.get("format")
    if kind in {"csv", "xlsx"}:
        rows = sheet_of(queries.rows_of(sight, found.ids))
        return as_file(as_sheet(rows, str(kind), title=_("Pledges")), str(kind), name=f"{conference.slug}-pledges")
    page = _number(request, "page") or 1
    first, last = (page - 1) * PAGE, min(page * PAGE, len(found.ids))
    is_more = request.headers.get("HX-Target") == "pledges"
    context = {
        "conference": conference,
        "rows": queries.rows_of(sight, found.ids[first:last]),
        "filters": _filters(wanted, found),
        "shown": last if is_more else max(last - first, 0),
        "total": found.total,
        "sort": wanted.sort or "number",
        "more": _address(request, page=page + 1) if last < len(found.ids) else "",
        "back": _address(request, page=page - 1) if page > 1 and not is_more else "",
        "csv": _address(request, format="csv"),
        "xlsx": _address(request, format="xlsx"),
        "is_office": sits_in_office(request),
        "may_record": permissions.may_record_pledge(request.user, conference),
    }
    return render(request, "pledges/pledges.html", context)


@require_GET
def pledge(request: OfficeRequest, pk: int) -> HttpResponse:
    """One pledge: the promise in its own words, the money by kind, targets, stages, evidence and sources."""
    seen, user = pledge_seen(request, pk), request.user
    is_office = sits_in_office(request)
    context = {
        **context_of(request, seen),
        "conference": request.conference,
        "crumbs": on_the_way(request),
        "is_office": is_office,
        "may_revise": permissions.may_revise_pledge(user, seen),
        "may_report": permissions.may_update_stage(user, seen),
        "may_verify": permissions.may_revise_pledge(user, seen),
        "may_cite": may_cite(user, seen),
    }
    return render(request, "pledges/pledge.html", context)


@require_http_methods(["GET", "POST"])
def record_pledge(request: OfficeRequest) -> HttpResponse:
    """Write down what a party promises, alone or with others."""
    held, user = request.conference, request.user
    unless(permissions.may_record_pledge(user, held))
    party = _number(request, "party")
    form = PledgeForm(sent(request), initial={"party": party} if party else {}, **needs_of(request))
    made: list[Pledge] = []
    done = attempt(
        form,
        lambda: made.append(
            actions.record_pledge(user, held, details=form.details, reach=form.reach, cited=form.cited)
        ),
    )
    is_handed_in = Role.FOCAL_POINT in request.roles and not sits_in_office(request)
    words = {
        "title": _("Hand in a pledge") if is_handed_in else _("Record a pledge"),
        "text": _("The secretariat reads it before others see it.") if is_handed_in else "",
        "button": pgettext("button", "Record"),
        "done": _("The pledge is written down."),
        "crumbs": on_the_way(request),
    }
    leave = reverse("pledges:pledges", args=[held.slug])
    return answered(request, done, words, lambda: page_of(request, made[0].pk) if made else leave)


@require_http_methods(["GET", "POST"])
def revise_pledge(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct how a pledge was written down; the old words stay in its history."""
    seen, user, needs = pledge_seen(request, pk), request.user, needs_of(request)
    unless(permissions.may_revise_pledge(user, seen))
    form = RevisePledgeForm(sent(request), initial=what_is_said_of_pledge(seen), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_pledge(user, seen, details=form.details, reach=form.reach, version=seen_version(form)),
        now=lambda: what_is_said_of_pledge(pledge_seen(request, pk)),
        **needs,
    )
    words = {
        "title": _("Revise pledge %(number)s") % {"number": seen.number},
        "text": _("What was promised is history: the words as they are now stay in the history of the pledge."),
        "button": _("Save"),
        "done": _("The pledge is revised."),
        "crumbs": on_the_way(request, seen),
    }
    return answered(request, done, words, lambda: page_of(request, pk))


def _wanted(request: OfficeRequest) -> Wanted:
    sort = asked(request, "sort")
    return Wanted(
        words=asked(request, "q"),
        party=_number(request, "party"),
        kind=asked(request, "kind"),
        stage=asked(request, "stage"),
        objective=_number(request, "objective"),
        country=_number(request, "country"),
        sort=sort if sort.removeprefix("-") in SORTS else "",
    )


def _number(request: OfficeRequest, name: str) -> int | None:
    value = asked(request, name)
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 12 else None


def _filters(wanted: Wanted, found: Found) -> list[dict[str, object]]:
    stages = [("", _("All stages")), (WITHOUT, _("No update")), *Stage.choices]
    offered: list[tuple[str, str, list[tuple[object, object]], object]] = [
        ("party", _("Party"), [("", _("All parties")), *found.parties.items()], wanted.party),
        ("kind", _("Kind"), [("", _("All kinds")), *PledgeKind.choices], wanted.kind),
        ("stage", _("Stage"), [*stages], wanted.stage),
        ("objective", _("Objective"), [("", _("All objectives")), *CompactObjective.choices], wanted.objective),
        ("country", _("Country"), [("", _("All countries")), *found.countries.items()], wanted.country),
    ]
    return [
        {
            "name": name,
            "label": label,
            "choices": [
                {"value": value, "label": str(words), "is_chosen": value == (chosen or "")} for value, words in choices
            ],
        }
        for name, label, choices, chosen in offered
    ]


def _address(request: OfficeRequest, **changes: object) -> str:
    """The address of this page with something else asked for."""
    wanted = request.GET.copy()
    wanted.pop("page", None)
    for name, value in changes.items():
        wanted[name] = str(value)
    return f"?{wanted.urlencode()}"
