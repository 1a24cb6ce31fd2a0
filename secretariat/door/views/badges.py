"""Badges: the list, one badge with what happened to it, giving them and ending them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.forms import attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegate
from secretariat.delegations.queries import protocol_key
from secretariat.door import actions, permissions, queries
from secretariat.door.forms.badges import ConfirmForm, IssueForm, LostForm, ReplaceForm, RevokeForm
from secretariat.door.models import Badge, BadgeClass, BadgeState, Scan
from secretariat.door.views.asking import choice_of, form_page, language, let_in, numbers, page_of
from secretariat.parties.models import Party
from secretariat.ui.answering import on_a_page

PER_PAGE = 200
LATEST = 50
RESULT = "door-result"
ASKED = ("q", "state", "class", "party", "only")
STATES = (*BadgeState.choices, (queries.NOT_ACCREDITED, gettext_lazy("No longer accredited")))


@require_GET
def badges(request: OfficeRequest) -> HttpResponse:
    """Every badge, narrowed as it is asked; what is out of date or was never printed can be chosen."""
    let_in(request)
    held, user = request.conference, request.user
    stock = queries.stock_of(held, user)
    asked = {name: request.GET.get(name, "").replace("\x00", "")[:200] for name in ASKED}
    found = _chosen(queries.badges_of(held, user), asked, stock).order_by("number")
    names, parties = shown_names(held), Party.objects.in_bulk(stock.parties)
    pages = Paginator(found, on_a_page(request, PER_PAGE))
    if not any(asked.values()):
        # All of them were counted already.
        pages.count = stock.total
    page = pages.get_page(request.GET.get("page"))
    context = {
        "conference": held,
        "page": page,
        "lines": [
            {
                "badge": badge,
                "class": stock.classes[badge.badge_class_id],
                "party": name_of(parties[badge.delegate.party_id], names),
                "state": _state_in_words(badge),
                "is_out_of_date": badge.pk in stock.out_of_date,
            }
            for badge in page.object_list
        ],
        "shown": page.paginator.count,
        "total": stock.total,
        "stock": stock,
        "stale": len(stock.out_of_date),
        "without": queries.without_badge(held, user).count(),
        "filters": _filters(asked, list(stock.classes.values()), _in_order(parties, names)),
        "may_issue": permissions.may_issue_badges(user, held),
        "result": request.session.pop(RESULT, None) if RESULT in request.session else None,
    }
    return render(request, "door/badges.html", context)


@require_GET
def badge(request: OfficeRequest, pk: int) -> HttpResponse:
    """One badge: whom it is for, what it opens, what came before and after it, and where it was read."""
    held, user = request.conference, request.user
    kept = _badge(request, pk)
    names = queries.zone_names(held.pk)
    scans = Scan.objects.filter(badge=kept).select_related("gate", "device").order_by("-at", "-pk")
    context = {
        "conference": held,
        "badge": kept,
        "state": _state_in_words(kept),
        "zones": queries.zones_in_words(kept.zones, names),
        "others": kept.delegate.badges.exclude(pk=kept.pk).order_by("-pk"),
        "is_out_of_date": queries.is_out_of_date(kept),
        "sees_delegate": Delegate.objects.in_office_of(user).filter(pk=kept.delegate_id).exists(),
        "scans": scans[:LATEST],
        "scans_total": scans.count(),
        "may_reprint": kept.state in {BadgeState.ISSUED, BadgeState.LOST} and permissions.may_reprint_badge(user, kept),
        "may_report": kept.state == BadgeState.ISSUED and permissions.may_report_lost(user, kept),
        "may_revoke": kept.state in {BadgeState.ISSUED, BadgeState.LOST} and permissions.may_revoke_badge(user, kept),
        "may_print": kept.state == BadgeState.ISSUED and permissions.may_print_badges(user, held),
    }
    return render(request, "door/badge.html", context)


@require_http_methods(["GET", "POST"])
def issue_badge(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give one person a badge; class, zones and days are proposed."""
    held, user = request.conference, request.user
    person = get_object_or_404(Delegate.objects.in_office_of(user).filter(conference=held), pk=pk)
    if not permissions.may_issue_badge(user, person):
        raise PermissionDenied
    zones = [(code, f"{code} – {name}") for code, name in queries.zone_names(held.pk).items()]
    form = IssueForm(request.POST or None, conference=held, proposed=queries.class_for(person), zones=zones)
    issued: list[Badge] = []
    done = attempt(form, lambda: issued.append(actions.issue_badge(user, person, given=form.given)))
    if done.is_done:
        messages.success(request, _("The badge is issued: %(number)s") % {"number": issued[0].number})
        return redirect("door:badge", held.slug, issued[0].pk)
    trail = [(page_of(request, "badges"), _("Badges"))]
    words = {"title": _("Issue a badge"), "button": _("Issue"), "of": person.name}
    return form_page(request, done, trail=trail, leave=page_of(request, "badges"), **words)


@require_POST
def issue_badges(request: OfficeRequest) -> HttpResponse:
    """Give badges to the people chosen, or to everybody who is accredited and has none."""
    held, user = request.conference, request.user
    if not permissions.may_issue_badges(user, held):
        raise PermissionDenied
    chosen = numbers(request.POST.getlist("delegate"))
    is_all = request.POST.get("all") == "1"
    if not chosen and not is_all:
        messages.warning(request, _("Choose at least one person first."))
        return redirect("door:badges", held.slug)
    batch = actions.issue_badges(user, held, delegates=None if is_all else chosen)
    request.session[RESULT] = {"done": batch.done, "skipped": [list(pair) for pair in batch.skipped[:LATEST]]}
    return redirect("door:badges", held.slug)


@require_http_methods(["GET", "POST"])
def reprint_badge(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give a new badge in the place of this one."""
    user, kept = request.user, _badge(request, pk)
    if not permissions.may_reprint_badge(user, kept):
        raise PermissionDenied
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    made: list[Badge] = []
    done = attempt(form, lambda: made.append(actions.reprint_badge(user, kept, at=timezone.now())))
    if done.is_done:
        messages.success(request, _("A new badge takes its place: %(number)s") % {"number": made[0].number})
        return redirect("door:badge", request.conference.slug, made[0].pk)
    says = _("A new badge with a new number is made from what is so now. Whoever shows the old one is stopped.")
    return _form_of(request, done, kept, says=says, title=_("Replace a badge"), button=_("Replace"))


@require_http_methods(["GET", "POST"])
def reprint_badges(request: OfficeRequest) -> HttpResponse:
    """Give new badges in the place of those chosen, or of all that no longer say what is so; how many is said first."""
    held, user = request.conference, request.user
    if not permissions.may_reprint_badges(user, held):
        raise PermissionDenied
    chosen = numbers(request.GET.getlist("badge")) or sorted(queries.stock_of(held, user).out_of_date)
    form = ReplaceForm(request.POST or None, initial={"only": ",".join(map(str, chosen))})

    def deed() -> None:
        batch = actions.reprint_badges(user, held, badges=form.chosen, at=timezone.now())
        request.session[RESULT] = {"done": batch.done, "skipped": [list(pair) for pair in batch.skipped[:LATEST]]}

    done = attempt(form, deed)
    here = page_of(request, "badges")
    if done.is_done:
        return redirect(here)
    says = ngettext(
        "%(count)s badge is replaced: a new one with a new number is made from what is so now, and whoever shows the"
        " old one is stopped.",
        "%(count)s badges are replaced: new ones with new numbers are made from what is so now, and whoever shows an"
        " old one is stopped.",
        len(chosen),
    ) % {"count": len(chosen)}
    if not chosen:
        says = _("No badge is out of date.")
    words = {"title": _("Replace badges"), "button": _("Replace"), "says": says}
    return form_page(request, done, trail=[(here, _("Badges"))], leave=here, **words)


@require_http_methods(["GET", "POST"])
def report_lost(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say that a badge was lost."""
    user, kept = request.user, _badge(request, pk)
    if not permissions.may_report_lost(user, kept):
        raise PermissionDenied
    form = LostForm(request.POST if request.method == "POST" else None)

    def deed() -> Badge:
        return actions.report_lost(user, kept, at=timezone.now(), reason=form.cleaned_data["reason"])

    done = attempt(form, deed)
    if done.is_done:
        messages.success(request, _("The badge is reported lost. Whoever shows it is stopped."))
        return redirect("door:badge", request.conference.slug, pk)
    return _form_of(request, done, kept, title=_("Report a badge lost"), button=_("It is lost"))


@require_http_methods(["GET", "POST"])
def revoke_badge(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a badge back, and say why."""
    user, kept = request.user, _badge(request, pk)
    if not permissions.may_revoke_badge(user, kept):
        raise PermissionDenied
    form = RevokeForm(request.POST if request.method == "POST" else None)

    def deed() -> Badge:
        return actions.revoke_badge(user, kept, reason=form.cleaned_data["reason"], at=timezone.now())

    done = attempt(form, deed)
    if done.is_done:
        messages.success(request, _("The badge is revoked. Whoever shows it is stopped."))
        return redirect("door:badge", request.conference.slug, pk)
    return _form_of(request, done, kept, title=_("Revoke a badge"), button=_("Revoke"))


@require_GET
def unbadged(request: OfficeRequest) -> HttpResponse:
    """Accredited people who have no badge, to choose whom to give one."""
    let_in(request)
    held, user = request.conference, request.user
    people = queries.without_badge(held, user).select_related("party").order_by("party__code", "name")
    page = Paginator(people, on_a_page(request, PER_PAGE)).get_page(request.GET.get("page"))
    meant, names = queries.meant(held.pk), shown_names(held)
    context = {
        "conference": held,
        "page": page,
        "lines": [
            {"delegate": each, "party": name_of(each.party, names), "class": meant.class_for(each)}
            for each in page.object_list
        ],
        "total": page.paginator.count,
        "may_issue": permissions.may_issue_badges(user, held),
    }
    return render(request, "door/unbadged.html", context)


def _badge(request: OfficeRequest, pk: int) -> Badge:
    found = queries.badges_of(request.conference, request.user)
    kept: Badge = get_object_or_404(found.select_related("delegate__party", "badge_class", "key", "entered_by"), pk=pk)
    return kept


def _form_of(request: OfficeRequest, done: Any, badge: Badge, **words: Any) -> HttpResponse:
    here = page_of(request, "badge", badge.pk)
    trail = [(page_of(request, "badges"), _("Badges")), (here, str(badge))]
    return form_page(request, done, trail=trail, leave=here, of=str(badge), **words)


def _chosen(found: QuerySet[Any], asked: dict[str, str], stock: queries.Stock) -> QuerySet[Any]:
    found = queries.named(found, asked["q"])
    if asked["state"]:
        found = found.filter(state_now=asked["state"])
    if asked["class"]:
        found = found.filter(badge_class__code=asked["class"])
    if numbers([asked["party"]]):
        found = found.filter(delegate__party_id=int(asked["party"]))
    if asked["only"] == "unprinted":
        found = found.filter(printed_at=None, state_now=BadgeState.ISSUED)
    elif asked["only"] == "out of date":
        found = found.filter(pk__in=stock.out_of_date)
    return found.select_related("delegate")


def _filters(
    asked: dict[str, str], classes: list[BadgeClass], parties: list[tuple[int, object]]
) -> list[dict[str, Any]]:
    only = [("", _("All")), ("unprinted", _("Not printed yet")), ("out of date", _("Out of date"))]
    kinds = [("", _("All classes")), *((each.code, f"{each.code} – {each.name}") for each in classes)]
    return [
        choice_of("state", _("State"), [("", _("All")), *STATES], asked["state"]),
        choice_of("class", _("Class"), kinds, asked["class"]),
        choice_of("party", _("Party"), [("", _("All parties")), *parties], asked["party"]),
        choice_of("only", _("Only"), only, asked["only"]),
    ]


def _in_order(parties: dict[int, Party], names: dict[int, Any]) -> list[tuple[int, object]]:
    order = sorted(parties.values(), key=lambda party: protocol_key(party, names, language()))
    return [(party.pk, name_of(party, names)) for party in order]


def _state_in_words(badge: Badge) -> dict[str, str]:
    state = str(getattr(badge, "state_now", badge.state))
    return {"key": state, "label": str(dict(STATES).get(state, state))}
