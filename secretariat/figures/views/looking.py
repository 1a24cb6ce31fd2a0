"""Pages for looking at figures: the dashboard, a country, camps and sites, all numbers as a table."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from secretariat.archive.queries import as_sheet
from secretariat.conference.permissions import OfficeRequest
from secretariat.figures import permissions
from secretariat.figures.models import Group, Measure, OriginCountry, Place, PlaceKind
from secretariat.figures.queries.camps import camps_at, camps_of, hosts_of, pictures_of_site, sites_of
from secretariat.figures.queries.country import Country, Look, country_of, drawing_of
from secretariat.figures.queries.given import given_of
from secretariat.figures.queries.listing import Asked, heads, lines, observations_asked_for
from secretariat.figures.queries.pictures import Drawing
from secretariat.figures.queries.tables import Picture, as_rows, plain
from secretariat.figures.views.files import as_picture
from secretariat.figures.views.office import reading_in_office, today
from secretariat.ui.answering import asked, on_a_page, unless
from secretariat.ui.spreadsheets import as_file
from secretariat.ui.templatetags.ui import direction_of

PAGE, CAMPS = 100, 100
# UNHCR counts since then.
EARLIEST = 1951
YEARS, YEARS_OF_AGES = 20, 6
FILES = frozenset({"csv", "xlsx", "png"})


@require_GET
def figures(request: OfficeRequest) -> HttpResponse:
    """People from the conference's countries of origin: where they are, who arrived and who returned."""
    _unless_seen(request)
    origins = _origins(request)
    wanted = asked(request, "origin")
    found = next((each for each in origins if str(each.pk) == wanted), origins[0] if origins else None)
    context: dict[str, Any] = {"conference": request.conference, "origins": origins, **_may(request)}
    if found is None:
        return render(request, "figures/figures.html", context)
    country = _country(request, found, "origin")
    context |= _shown(country)
    return render(request, "figures/figures.html", context)


@require_GET
def country(request: OfficeRequest, pk: int) -> HttpResponse:
    """What is counted of one country, as a country of asylum or of origin."""
    _unless_seen(request)
    rows = Place.objects.in_office_of(request.user).filter(conference=request.conference)
    place = get_object_or_404(rows.select_related("party"), pk=pk, kind__in=(PlaceKind.COUNTRY, PlaceKind.OTHER))
    side = "origin" if asked(request, "side") == "origin" else "asylum"
    found = _country(request, place, side)
    context = {"conference": request.conference, "side": side, **_may(request), **_shown(found)}
    return render(request, "figures/country.html", context)


@require_GET
def chart(request: OfficeRequest, pk: int, side: str, key: str, kind: str) -> HttpResponse:
    """A chart of a country as a picture, or the table behind it as a file."""
    if side not in {"origin", "asylum"} or kind not in FILES:
        raise Http404
    rows = Place.objects.in_office_of(request.user).filter(conference=request.conference)
    place = get_object_or_404(rows.select_related("party"), pk=pk)
    if place.kind == PlaceKind.SITE:
        drawing = _drawing(request)
        pictures: Iterable[Picture] = pictures_of_site(drawing.reading, place, drawing)[0]
    else:
        pictures = _country(request, place, side).pictures
    found = next((each for each in pictures if each.key == key), None)
    if found is None:
        raise Http404
    name = f"{place.code}-{side}-{key}".lower()
    if kind == "png":
        return as_picture(found, name=name)
    return as_file(as_sheet(as_rows(found), kind, title=plain(found.title)), kind, name=name)


@require_GET
def camps(request: OfficeRequest) -> HttpResponse:
    """Camps and sites where people of the conference's countries of origin live, the largest first."""
    _unless_seen(request)
    drawing, origins = _drawing(request), _origins(request)
    wanted = asked(request, "origin")
    origin = next((each for each in origins if str(each.pk) == wanted), None)
    if origin is None and wanted != "all" and origins:
        origin = origins[0]
    host = _number(asked(request, "host"))
    found = camps_of(drawing.reading, origin, drawing, words=asked(request, "q"), host=host)
    page = Paginator(found.ids, on_a_page(request, CAMPS)).get_page(asked(request, "page"))
    context = {
        "conference": request.conference,
        "page": page,
        "camps": camps_at(drawing.reading, found, drawing, list(page.object_list)),
        "shown": len(found.ids),
        "total": sites_of(drawing.reading).count(),
        "filters": _filters_of_camps(drawing, origins, (str(origin.pk) if origin else "all", str(host or ""))),
        **_may(request),
    }
    return render(request, "figures/camps.html", context)


@require_GET
def camp(request: OfficeRequest, pk: int) -> HttpResponse:
    """One camp or site: what is known of the place, and every number of the people there."""
    _unless_seen(request)
    drawing = _drawing(request)
    place = get_object_or_404(sites_of(drawing.reading).select_related("country", "parent"), pk=pk)
    pictures, numbers = pictures_of_site(drawing.reading, place, drawing)
    context = {
        "conference": request.conference,
        "place": place,
        "host": drawing.name(place.country_id),
        "pictures": pictures,
        "numbers": numbers,
        "given": given_of(drawing.reading, place),
        "side": "asylum",
        **_may(request),
    }
    return render(request, "figures/camp.html", context)


@require_GET
def table(request: OfficeRequest) -> HttpResponse:
    """Every number of a country as a table, with its dataset, date and flags, and as a file."""
    _unless_seen(request)
    drawing, origins = _drawing(request), _origins(request)
    wanted = Asked(
        origin=_number(asked(request, "origin")),
        asylum=_number(asked(request, "asylum")),
        dataset=_number(asked(request, "dataset")),
        year=_number(asked(request, "year")),
        group=asked(request, "group"),
        measure=asked(request, "measure"),
    )
    if not wanted.is_of_a_country and origins:
        wanted = Asked(
            origin=origins[0].pk, **{name: getattr(wanted, name) for name in ("dataset", "year", "group", "measure")}
        )
    rows = observations_asked_for(drawing.reading, wanted)
    kind = asked(request, "export")
    if kind in {"csv", "xlsx"}:
        cells = [heads(), *(line.cells for line in lines(rows, drawing))]
        return as_file(as_sheet(cells, kind, title=_("Figures")), kind, name=f"{request.conference.slug}-figures")
    page = Paginator(rows, PAGE).get_page(asked(request, "page"))
    context = {
        "conference": request.conference,
        "heads": heads(),
        "page": page,
        "lines": list(lines(page.object_list, drawing)),
        "shown": len(page.object_list),
        "total": page.paginator.count,
        "filters": _filters(drawing, wanted, today(request).year),
        **_may(request),
    }
    return render(request, "figures/table.html", context)


def _unless_seen(request: OfficeRequest) -> None:
    unless(permissions.may_see_numbers(request.user, request.conference))


def _filters_of_camps(drawing: Drawing, origins: list[Place], chosen: tuple[str, str]) -> list[dict[str, Any]]:
    from_where = [(str(each.pk), drawing.name(each.pk)) for each in origins]
    hosts = sorted(((str(pk), drawing.name(pk)) for pk in hosts_of(drawing.reading)), key=lambda each: each[1])
    return [
        _filter("origin", _("Country of origin"), chosen[0], [*from_where, ("all", _("All"))]),
        _filter("host", _("Country"), chosen[1], [("", _("All countries")), *hosts]),
    ]


def _filters(drawing: Drawing, wanted: Asked, this_year: int) -> list[dict[str, Any]]:
    countries = sorted(((str(pk), drawing.name(pk)) for pk in drawing.countries), key=lambda each: each[1])
    datasets = [(str(pk), each.dataset.name) for pk, each in drawing.datasets.items()]
    every = ("", _("All"))
    year = str(wanted.year or "")
    years = [(str(each), str(each)) for each in range(this_year, EARLIEST - 1, -1)]
    return [
        _filter("origin", _("Country of origin"), str(wanted.origin or ""), [every, *countries]),
        _filter("asylum", _("Country of asylum"), str(wanted.asylum or ""), [every, *countries]),
        _filter("group", _("Group"), wanted.group, [every, *Group.choices]),
        _filter("measure", _("Measure"), wanted.measure, [every, *Measure.choices]),
        _filter("dataset", _("Dataset"), str(wanted.dataset or ""), [every, *datasets]),
        _filter("year", _("Year"), year, [every, *years]),
    ]


def _filter(name: str, label: str, chosen: str, choices: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "choices": [{"value": key, "label": str(said), "is_chosen": key == chosen} for key, said in choices],
    }


def _shown(found: Country) -> dict[str, Any]:
    return {
        "country": found,
        "sections": found.sections,
        "camps": found.camps,
        "given": found.given,
    }


def _country(request: OfficeRequest, place: Place, side: Any) -> Country:
    year = today(request).year
    since = 0 if asked(request, "years") == "all" else year - YEARS
    return country_of(Look(_drawing(request), since, year - YEARS_OF_AGES), place, side)


def _drawing(request: OfficeRequest) -> Drawing:
    return drawing_of(reading_in_office(request), from_right=direction_of(get_language() or "en") == "rtl")


def _origins(request: OfficeRequest) -> list[Place]:
    rows = OriginCountry.objects.in_office_of(request.user).filter(conference=request.conference)
    return [each.place for each in rows.select_related("place__party")]


def _may(request: OfficeRequest) -> dict[str, bool]:
    return {"may_record": permissions.may_record_observation(request.user, request.conference)}


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0
