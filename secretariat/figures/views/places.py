"""Pages of places and of the countries whose refugees the conference is about."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.figures import actions, permissions
from secretariat.figures.forms.places import AddPlaceForm, OriginForm, RevisePlaceForm, what_is_said_of_place
from secretariat.figures.models import AREAS, OriginCountry, Place, PlaceKind
from secretariat.figures.queries.places import origins_of, places_of
from secretariat.figures.views.office import answered
from secretariat.ui.answering import asked, on_a_page, sent, unless

OF_A_PAGE = 100


@require_GET
def places(request: OfficeRequest) -> HttpResponse:
    """Areas and sites that the figures name, country by country."""
    held, user = request.conference, request.user
    every = places_of(held, user)
    country, kind, words = asked(request, "country"), asked(request, "kind"), asked(request, "q")
    found = every.filter(country__code=country) if country else every
    found = found.filter(kind=kind) if kind else found
    if words:
        found = found.filter(Q(code__icontains=words) | Q(name__icontains=words))
    page = Paginator(found, on_a_page(request, OF_A_PAGE)).get_page(request.GET.get("page"))
    countries = Place.objects.in_office_of(user).filter(conference=held, kind=PlaceKind.COUNTRY)
    codes = [("", _("All countries")), *((each.code, str(each)) for each in countries.select_related("party"))]
    kinds = [("", _("All kinds")), *((each.value, each.label) for each in PlaceKind if each in {*AREAS, "site"})]
    context = {
        "conference": held,
        "page": page,
        "shown": page.paginator.count,
        "total": every.count(),
        "filters": [
            {"name": "country", "label": _("Country"), "choices": _choices(codes, country)},
            {"name": "kind", "label": _("Kind"), "choices": _choices(kinds, kind)},
        ],
        "areas": AREAS,
        "may": permissions.may_add_place(user, held),
    }
    return render(request, "figures/places.html", context)


@require_http_methods(["GET", "POST"])
def add_place(request: OfficeRequest) -> HttpResponse:
    """Add an area or a site that no list brought."""
    held, user = request.conference, request.user
    unless(permissions.may_add_place(user, held))
    form = AddPlaceForm(sent(request), conference=held)

    def deed() -> Place:
        said = form.cleaned_data
        return actions.add_place(
            user, held, kind=said["kind"], country=said["country"], details=form.details, parent=said["parent"]
        )

    words = {"title": _("Add a place"), "button": _("Add"), "done": _("The place is added.")}
    return answered(request, attempt(form, deed), words, lambda: _places(request))


@require_http_methods(["GET", "POST"])
def revise_place(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct what is kept of a place."""
    kept, user = _place(request, pk), request.user
    unless(permissions.may_revise_place(user, kept))

    def now() -> dict[str, Any]:
        return what_is_said_of_place(_place(request, pk))

    form = RevisePlaceForm(sent(request), initial=now(), conference=request.conference)
    done = attempt_revision(
        form,
        lambda: actions.revise_place(user, kept, details=form.details, version=seen_version(form)),
        now=now,
        conference=request.conference,
    )
    words = {"title": _("Revise a place: %(place)s") % {"place": kept}, "button": _("Save"), "done": _("It is saved.")}
    return answered(request, done, words, lambda: _places(request))


@require_POST
def mark_area_of_return(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say whether the conference looks at the return to an area."""
    kept = _place(request, pk)
    is_one = request.POST.get("is") == "1"
    actions.mark_area_of_return(request.user, kept, is_area_of_return=is_one)
    messages.success(request, _("It is an area of return.") if is_one else _("It is no area of return any more."))
    return redirect(f"{_places(request)}?country={kept.country.code if kept.country else ''}")


@require_GET
def origins(request: OfficeRequest) -> HttpResponse:
    """The countries whose refugees the conference is about."""
    held, user = request.conference, request.user
    may = permissions.may_name_origin(user, held)
    context = {
        "conference": held,
        "origins": origins_of(held, user),
        "may": may,
        "form": OriginForm(language=_language()) if may else None,
    }
    return render(request, "figures/origins.html", context)


@require_http_methods(["GET", "POST"])
def name_origin(request: OfficeRequest) -> HttpResponse:
    """Say that the conference is about refugees from a country."""
    held, user = request.conference, request.user
    unless(permissions.may_name_origin(user, held))
    form = OriginForm(sent(request), language=_language())
    done = attempt(form, lambda: actions.name_origin(user, held, party=form.cleaned_data["party"]))
    words = {"title": _("Name a country of origin"), "button": _("Name"), "done": _("The country is named.")}
    return answered(request, done, words, lambda: reverse("figures:origins", args=[held.slug]))


@require_POST
def remove_origin(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a country off the list; its figures stay."""
    mine = OriginCountry.objects.in_office_of(request.user).filter(conference=request.conference)
    actions.remove_origin(request.user, get_object_or_404(mine, pk=pk))
    messages.success(request, _("The country is off the list; its figures stay."))
    return redirect("figures:origins", request.conference.slug)


def _place(request: OfficeRequest, pk: int) -> Place:
    mine = Place.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(mine.select_related("country"), pk=pk)


def _places(request: OfficeRequest) -> str:
    return reverse("figures:places", args=[request.conference.slug])


def _choices(choices: Any, chosen: str) -> list[dict[str, object]]:
    return [{"value": value, "label": str(label), "is_chosen": value == chosen} for value, label in choices]


def _language() -> str:
    return (get_language() or "en")[:2]
