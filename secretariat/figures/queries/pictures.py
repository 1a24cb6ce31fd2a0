"""Charts of one country: who is where, who arrived, who returned, and of what sex and age they are.

Each chart draws one dataset and one group: several sources for the same people stand one beside the other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from secretariat.engines import charts
from secretariat.figures.models import Group, Measure, Sex, Unit
from secretariat.figures.queries.counting import STOCKS, Ages, Counts, NamedCountry, Published
from secretariat.figures.queries.reading import Reading
from secretariat.figures.queries.series import Kind, Series, largest, total_of
from secretariat.figures.queries.tables import Cell, Picture, Table, isolated, provenance_of, years_between
from secretariat.ui.templatetags.ui import day, number

DRAWN, IN_TABLE, IN_FLOW = 6, 12, 12
ARRIVALS = (Group.REFUGEES, Group.ASYLUM_SEEKERS, Group.OTHER_PROTECTION, Group.REFUGEE_LIKE)


@dataclass(frozen=True)
class Drawing:
    """What all charts of a page need: names, sources, and the side from which the reader reads."""

    reading: Reading
    countries: Mapping[int, NamedCountry]
    datasets: Mapping[int, Published]
    from_right: bool = False

    def name(self, place: int | None) -> str:
        """What a country is called here."""
        found = self.countries.get(place) if place else None
        return found.name if found else _("Not said")

    def group(self, kind: Kind) -> str:
        """Whom a kind counts, and in what unit where that is not persons."""
        label = str(Group(kind.group).label)
        return label if kind.unit == Unit.PERSONS else f"{label} ({Unit(kind.unit).label})"


def stocks(drawing: Drawing, counts: Counts) -> Iterator[Picture]:
    """People at the end of each year by country on the other side, as lines."""
    for group in STOCKS:
        for kind in counts.kinds(group, Measure.STOCK):
            sentence = (
                _("%(group)s from %(place)s, by country of asylum")
                if counts.side == "origin"
                else _("%(group)s in %(place)s, by country of origin")
            )
            title = sentence % {"group": drawing.group(kind), "place": isolated(_place(drawing, counts))}
            yield _lines(drawing, counts, kind, ("hosts", title))


def arrivals(drawing: Drawing, counts: Counts) -> Iterator[Picture]:
    """New arrivals in each year by group, as lines; groups are drawn beside each other, never added."""
    kinds = [each for group in ARRIVALS for each in counts.kinds(group, Measure.FLOW)]
    sentence = (
        _("New arrivals from %(place)s in each year, by group")
        if counts.side == "origin"
        else _("New arrivals in %(place)s in each year, by group")
    )
    for dataset in sorted({each.dataset for each in kinds}):
        sums = [(kind, total_of(counts.by_kind[kind])) for kind in kinds if kind.dataset == dataset]
        years = years_between(year for _kind, each in sums for year in each.values)
        labels = [day(str(year)) for year in years]
        series = [charts.Series(drawing.group(kind), each.on(years)) for kind, each in sums]
        table = Table([_("Group"), *labels], [[one.label, *_whole(one.values)] for one in series])
        yield Picture(
            key=f"arrivals-{dataset}",
            title=sentence % {"place": isolated(_place(drawing, counts))},
            words=_span(years),
            template="ui/_chart_lines.html",
            drawn=charts.lines(labels, series),
            table=table,
            whole=table,
            provenance=provenance_of(
                drawing.datasets[dataset], years[-1], sum(counts.flagged.get(kind, 0) for kind, _sum in sums)
            ),
        )


def returns(drawing: Drawing, counts: Counts) -> Iterator[Picture]:
    """Returns in each year by country on the other side, as stacked columns, and the last year as a flow."""
    sentence = (
        _("Returns to %(place)s in each year, by country of asylum (voluntariness not verified)")
        if counts.side == "origin"
        else _("Returns from %(place)s in each year, by country of origin (voluntariness not verified)")
    )
    for kind in counts.kinds(Group.RETURNED, Measure.FLOW):
        title = sentence % {"place": isolated(_place(drawing, counts))}
        yield _columns(drawing, counts, kind, ("returns", title))


def flows(drawing: Drawing, counts: Counts) -> Iterator[Picture]:
    """From where to where in the latest year: from origin to hosts, and from hosts back."""
    for group, measure in ((Group.REFUGEES, Measure.STOCK), (Group.RETURNED, Measure.FLOW)):
        for kind in counts.kinds(group, measure):
            yield _flow(drawing, counts, kind)


def ages(drawing: Drawing, counts: Counts, found: Iterable[Ages]) -> Iterator[Picture]:
    """People by sex and age, female and male side by side, with the share that is counted that way."""
    for each in found:
        sentence = (
            _("%(group)s from %(place)s by sex and age, %(year)s")
            if counts.side == "origin"
            else _("%(group)s in %(place)s by sex and age, %(year)s")
        )
        ranges = sorted(
            {(youngest, oldest) for _sex, youngest, oldest in each.values}, key=lambda one: (one[0], one[1] or 999)
        )
        labels = [_ages(*one) for one in ranges]
        series = [
            charts.Series(str(sex.label), tuple(each.values.get((sex, *one)) for one in ranges))
            for sex in (Sex.FEMALE, Sex.MALE)
        ]
        rows = [[label, *_whole(one.values[place] for one in series)] for place, label in enumerate(labels)]
        table = Table([_("Age in years"), *(one.label for one in series)], rows)
        yield Picture(
            key=f"ages-{each.kind.dataset}-{each.kind.group.lower()}",
            title=sentence
            % {
                "group": drawing.group(each.kind),
                "place": isolated(_place(drawing, counts)),
                "year": day(str(each.year)),
            },
            words="",
            template="ui/_chart_bars.html",
            drawn=charts.bars(labels, series, from_right=drawing.from_right),
            table=table,
            whole=table,
            provenance=provenance_of(drawing.datasets[each.kind.dataset], each.year),
            note=_share(each),
        )


def _lines(drawing: Drawing, counts: Counts, kind: Kind, called: tuple[str, str]) -> Picture:
    series = counts.by_kind[kind]
    years = years_between(year for each in series for year in each.values)
    drawn, others = largest(series, DRAWN, years[-1])
    labels = [day(str(year)) for year in years]
    chart = charts.lines(labels, [charts.Series(drawing.name(each.place), each.on(years)) for each in drawn])
    return _picture(drawing, counts, kind, (*called, years, "ui/_chart_lines.html", chart, len(others)))


def _columns(drawing: Drawing, counts: Counts, kind: Kind, called: tuple[str, str]) -> Picture:
    series = counts.by_kind[kind]
    years = years_between(year for each in series for year in each.values)
    drawn, others = largest(series, DRAWN, years[-1])
    parts = [charts.Series(drawing.name(each.place), each.on(years)) for each in drawn]
    if others:
        parts.append(charts.Series(_("Others"), total_of(others).on(years)))
    labels = [day(str(year)) for year in years]
    chart = charts.bars(labels, parts, is_stacked=True, is_upright=True, from_right=drawing.from_right)
    return _picture(drawing, counts, kind, (*called, years, "ui/_chart_bars.html", chart, 0))


def _picture(
    drawing: Drawing, counts: Counts, kind: Kind, made: tuple[str, str, list[int], str, object, int]
) -> Picture:
    key, title, years, template, chart, left = made
    series = counts.by_kind[kind]
    note = ""
    if left:
        note = _("Drawn are the %(drawn)s largest of %(all)s; the file has them all.") % {
            "drawn": number(DRAWN),
            "all": number(len(series)),
        }
    return Picture(
        key=f"{key}-{kind.dataset}-{kind.group.lower()}{'' if kind.unit == Unit.PERSONS else '-households'}",
        title=title,
        words=_span(years),
        template=template,
        drawn=chart,
        table=_table(drawing, series, years, IN_TABLE),
        whole=_table(drawing, series, years, len(series)),
        provenance=provenance_of(drawing.datasets[kind.dataset], years[-1], counts.flagged.get(kind, 0)),
        note=note,
    )


def _flow(drawing: Drawing, counts: Counts, kind: Kind) -> Picture:
    series = counts.by_kind[kind]
    year = max(year for each in series for year in each.values)
    known = [each for each in series if year in each.values]
    shown, others = largest(known, IN_FLOW, year)
    here = _place(drawing, counts)
    parts = [(drawing.name(each.place), each.values[year]) for each in shown]
    if others:
        parts.append((_("Others"), total_of(others).values[year]))
    # Refugees went from origin to asylum, those who return go the other way.
    is_leaving = (counts.side == "origin") is not kind.is_flow
    links = [(here, name, float(value)) if is_leaving else (name, here, float(value)) for name, value in parts]
    sentence = _flow_sentence(counts.side, is_return=kind.is_flow)
    table = Table(
        [_("Country"), day(str(year))],
        [[drawing.name(each.place), each.values[year]] for each in largest(known, len(known), year)[0]],
        (_("Total"), total_of(known).values[year]),
    )
    return Picture(
        key=f"flow-{kind.dataset}-{kind.group.lower()}{'' if kind.unit == Unit.PERSONS else '-households'}",
        title=sentence % {"place": isolated(here), "year": day(str(year)), "group": drawing.group(kind)},
        words="",
        template="ui/_chart_flow.html",
        drawn=charts.flow(links, from_right=drawing.from_right),
        table=Table(table.head, table.rows[:IN_TABLE], table.foot, max(len(known) - IN_TABLE, 0)),
        whole=table,
        provenance=provenance_of(drawing.datasets[kind.dataset], year, counts.flagged.get(kind, 0)),
    )


def _flow_sentence(side: str, *, is_return: bool) -> str:
    if is_return:
        return (
            _("From countries of asylum back to %(place)s, %(year)s (voluntariness not verified)")
            if side == "origin"
            else _("From %(place)s back to countries of origin, %(year)s (voluntariness not verified)")
        )
    return (
        _("%(group)s from %(place)s in countries of asylum at the end of %(year)s")
        if side == "origin"
        else _("%(group)s from countries of origin in %(place)s at the end of %(year)s")
    )


def _table(drawing: Drawing, series: Sequence[Series], years: Sequence[int], most: int) -> Table:
    """Countries down, years across, the largest first; the total is of all, also of those that the page leaves out."""
    shown, others = largest(series, most, years[-1])
    rows: list[list[Cell]] = [[drawing.name(each.place), *each.on(years)] for each in shown]
    foot: tuple[Cell, ...] = (_("Total"), *total_of(series).on(years)) if len(series) > 1 else ()
    return Table([_("Country"), *(day(str(year)) for year in years)], rows, foot, len(others))


def _place(drawing: Drawing, counts: Counts) -> str:
    return str(drawing.reading.name(counts.place))


def _span(years: Sequence[int]) -> str:
    return _("From %(first)s to %(last)s.") % {"first": day(str(years[0])), "last": day(str(years[-1]))}


def _whole(values: Iterable[float | None]) -> list[Cell]:
    return [None if value is None else int(value) for value in values]


def _ages(youngest: int, oldest: int | None) -> str:
    return f"{number(youngest)}+" if oldest is None else f"{number(youngest)}–{number(oldest)}"


def _share(found: Ages) -> str:
    counted = sum(found.values.values())
    if not found.whole:
        return _("It is not said how many people are not counted by sex and age.")
    return _("%(counted)s of %(all)s people are counted by sex and age; of the others it was not collected.") % {
        "counted": number(counted),
        "all": number(found.whole),
    }
