"""Numbers of a country on the map of the world and of its region."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from secretariat.engines import charts
from secretariat.figures.models import Group, Measure, Unit
from secretariat.figures.queries.counting import Counts
from secretariat.figures.queries.pictures import Drawing
from secretariat.figures.queries.series import Kind, largest, total_of
from secretariat.figures.queries.tables import Cell, Picture, Table, isolated, provenance_of
from secretariat.ui.templatetags.ui import day

# The region is where the country and its largest neighbours by number are.
IN_REGION, IN_TABLE = 6, 12


def maps(drawing: Drawing, counts: Counts) -> Iterator[Picture]:
    """Refugees in the latest year as circles, over the world and over the region."""
    for kind in counts.kinds(Group.REFUGEES, Measure.STOCK):
        if kind.unit == Unit.PERSONS:
            yield from _maps(drawing, counts, kind)


def _maps(drawing: Drawing, counts: Counts, kind: Kind) -> Iterator[Picture]:
    # The outlines are read when a map is first drawn.
    from secretariat.engines.worldmap import HEIGHT, WIDTH, bounds, land_within, shapes  # noqa: PLC0415

    series = counts.by_kind[kind]
    year = max(year for each in series for year in each.values)
    known = [each for each in series if year in each.values]
    shown, _others = largest(known, len(known), year)
    codes = {each.place: _code(drawing, each.place) for each in shown}
    points = [
        charts.Point(codes[each.place], drawing.name(each.place), *_at(codes[each.place]), float(each.values[year]))
        for each in shown
        if codes[each.place] in shapes()
    ]
    home = _code(drawing, counts.place.pk)
    region = bounds([home, *(point.key for point in points[:IN_REGION])])
    rows: list[list[Cell]] = [[drawing.name(each.place), each.values[year]] for each in shown]
    whole = Table([_("Country"), day(str(year))], rows, (_("Total"), total_of(known).values[year]))
    absent = [drawing.name(each.place) for each in shown if each.values[year] and codes[each.place] not in shapes()]
    for name, box in (("world", (0.0, 0.0, WIDTH, HEIGHT)), ("region", region)):
        inside = [each for each in points if _is_inside(each, box)]
        yield Picture(
            key=f"{name}-{kind.dataset}",
            title=_title(name, counts.side)
            % {"place": isolated(drawing.reading.name(counts.place)), "year": day(str(year))},
            words=_("The area of a circle is the number of people."),
            template="ui/_chart_circles.html",
            drawn=charts.circles(inside, box),
            table=Table(whole.head, rows[:IN_TABLE], whole.foot, max(len(rows) - IN_TABLE, 0)),
            whole=whole,
            provenance=provenance_of(drawing.datasets[kind.dataset], year, counts.flagged.get(kind, 0)),
            also={
                "view_box": " ".join(f"{each:g}" for each in box),
                "land": land_within(box),
                "outlines": [{"path": shapes()[home].path, "label": drawing.name(counts.place.pk), "is_marked": True}]
                if home in shapes()
                else [],
                "is_map": True,
            },
            note=_("Not on the map: %(names)s.") % {"names": ", ".join(map(isolated, absent))} if absent else "",
        )


def _title(name: str, side: str) -> str:
    if side == "origin":
        return (
            _("Refugees from %(place)s in the world, end of %(year)s")
            if name == "world"
            else _("Refugees from %(place)s in the region, end of %(year)s")
        )
    return (
        _("Where the refugees in %(place)s come from, end of %(year)s")
        if name == "world"
        else _("Where the refugees in %(place)s come from in the region, end of %(year)s")
    )


def _code(drawing: Drawing, place: int | None) -> str:
    found = drawing.countries.get(place) if place else None
    return found.iso2 if found is not None else ""


def _at(code: str) -> tuple[float, float]:
    from secretariat.engines.worldmap import shapes  # noqa: PLC0415

    return shapes()[code].x, shapes()[code].y


def _is_inside(point: charts.Point, box: tuple[float, float, float, float]) -> bool:
    x, y, width, height = box
    return x <= point.x <= x + width and y <= point.y <= y + height
