"""What earlier releases told: their cells anew from their layouts and editions, beside what each of them showed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.engines.disclosure import Interval, Rules, interval_of_shown, interval_of_small
from secretariat.figures.models import Release, ReleaseState
from secretariat.figures.queries.releases.content import BELOW, SHOWN, content_cells
from secretariat.figures.queries.releases.drawing import Counted, Places, drawn
from secretariat.figures.queries.releases.layouts import TableLayout, edition_stated, layout_from
from secretariat.figures.queries.releases.rules import rules_from
from secretariat.figures.queries.releases.tabling import Table, tabled


@dataclass(frozen=True)
class Drawn:
    """A table, the observations it is drawn from, and the number of its edition."""

    table: Table
    counted: dict[int, Counted]
    edition: int


@dataclass(frozen=True)
class Earlier:
    """An earlier release: its table, and between which numbers a stranger knows each of its cells to lie."""

    number: int
    drawn: Drawn
    rules: Rules
    told: dict[tuple[str, str], Interval]
    below: set[tuple[str, str]]

    @property
    def shown(self) -> set[tuple[str, str]]:
        """The cells that it gave as numbers."""
        return set(self.told) - self.below


def earlier_releases(conference: Conference, layout: TableLayout, but: int | None, places: Places) -> list[Earlier]:
    """All that was ever published from the dataset, also what was withdrawn: who has read it knows it."""
    rows = Release.objects.filter(
        conference=conference, state__in=[ReleaseState.PUBLISHED, ReleaseState.WITHDRAWN]
    ).exclude(pk=but or 0)
    found = []
    for release in rows.order_by("number"):
        theirs = layout_from(release.layout)
        if theirs is not None and _may_tell_of(theirs, layout):
            found.append(_earlier(release, theirs, places))
    return found


def _may_tell_of(theirs: TableLayout, ours: TableLayout) -> bool:
    """Whether two tables could count the same people at all."""
    return (
        theirs.dataset == ours.dataset
        and theirs.measure == ours.measure
        and theirs.unit == ours.unit
        and bool(set(theirs.groups) & set(ours.groups))
    )


def _earlier(release: Release, layout: TableLayout, places: Places) -> Earlier:
    edition = edition_stated(release.conference, release.editions)
    if edition is None:
        raise Refused(
            _(
                "Release %(number)s was drawn from an edition of this dataset that is not imported here. "
                "Import it first, so that the two can be compared."
            )
            % {"number": release.number}
        )
    counted = drawn(layout, edition, places)
    rules = rules_from(release.rules)
    told, below = {}, set()
    for at, cell in content_cells(release.content).items():
        if cell["k"] == SHOWN:
            told[at] = interval_of_shown(int(cell["s"]), rules)
        elif cell["k"] == BELOW:
            told[at] = interval_of_small(rules)
            below.add(at)
    table = tabled(layout, counted, places)
    return Earlier(release.number, Drawn(table, {row.id: row for row in counted}, edition.number), rules, told, below)


def those_that_overlap(earlier: Iterable[Earlier], ours: Drawn) -> list[Earlier]:
    """Those that count some of the same people, whole or in parts, and those that count some of theirs, and so on.

    What one tells of others may be all that is missing to compute what another tells of ours.
    """
    families = {row.family for row in ours.counted.values()}
    apart, found = {each.number: each for each in earlier}, list[Earlier]()
    while True:
        near = [each for each in apart.values() if not families.isdisjoint(_families(each))]
        if not near:
            return sorted(found, key=lambda each: each.number)
        for each in near:
            found.append(apart.pop(each.number))
            families |= _families(each)


def _families(release: Earlier) -> set[tuple[object, ...]]:
    return {row.family for row in release.drawn.counted.values()}
