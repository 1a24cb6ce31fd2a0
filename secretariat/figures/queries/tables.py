"""The table behind each chart, and where its numbers come from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from secretariat.archive.queries import address_of
from secretariat.figures.models import Dataset
from secretariat.figures.queries.counting import Published
from secretariat.ui.templatetags.ui import day, number

Cell = str | int | None


@dataclass(frozen=True)
class Named:
    """A source as it is named under a chart."""

    title: str
    publisher: str
    url: str
    published: str


@dataclass(frozen=True)
class Provenance:
    """Whose numbers these are: dataset, sources, date, method, licence, and how many of them carry a flag."""

    dataset: Dataset
    as_of: str
    sources: list[Named]
    flagged: int = 0

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The same as lines of a file."""
        told = [
            (_("Dataset"), " · ".join(each for each in (self.dataset.name, self.dataset.publisher) if each)),
            (_("As of"), self.as_of),
            (_("Method"), str(self.dataset.get_method_display())),
            (_("Licence"), self.dataset.licence),
            (_("Coverage"), str(self.dataset.coverage)),
            (_("Definition"), str(self.dataset.definition)),
            *((_("Source"), " · ".join(filter(None, (each.title, each.published, each.url)))) for each in self.sources),
        ]
        if self.flagged:
            told.append((_("Numbers with a flag"), str(self.flagged)))
        return [(label, value) for label, value in told if value]


@dataclass(frozen=True)
class Table:
    """Labels, then numbers; None is "not collected" and never 0."""

    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    foot: Sequence[Cell] = ()
    # How many countries stand in the file alone.
    left_out: int = 0

    @property
    def header(self) -> SafeString:
        """The heads of the columns as HTML."""
        first = format_html('<th scope="col">{}</th>', self.head[0])
        return first + format_html_join(
            "", '<th scope="col" class="number">{}</th>', ((each,) for each in self.head[1:])
        )

    @property
    def body(self) -> SafeString:
        """The rows as HTML: a tag for each of a thousand cells would cost more than all the rest of a page."""
        return format_html_join("", "<tr>{}</tr>", ((_row(row),) for row in self.rows))

    @property
    def last(self) -> SafeString:
        """The row of totals as HTML."""
        return _row(self.foot)


@dataclass(frozen=True)
class Picture:
    """A chart with its table and its source; ``whole`` is the table with nothing left out, for files."""

    key: str
    title: str
    words: str
    template: str
    drawn: object
    table: Table
    whole: Table
    provenance: Provenance
    also: dict[str, object] = field(default_factory=dict)
    note: str = ""


def provenance_of(published: Published, year: int, flagged: int = 0) -> Provenance:
    """Where the numbers of a dataset come from; only its newest edition is named, the others are in its history."""
    sources = [
        Named(str(each.source), each.source.publisher, address_of(each.source), each.source.published_date)
        for each in published.editions[:1]
    ]
    return Provenance(published.dataset, day(str(year)), sources, flagged)


def as_rows(picture: Picture) -> list[list[str]]:
    """The whole table with its source, as rows of a spreadsheet; what was not collected is an empty cell."""
    table = picture.whole
    rows: list[list[str]] = [[*table.head]]
    rows += [[_cell(cell) for cell in row] for row in (*table.rows, *([table.foot] if table.foot else []))]
    rows += [[], [plain(picture.title)], [_("An empty cell was not collected; it is not zero.")]]
    rows += [[plain(picture.note)]] if picture.note else []
    rows += [[label, value] for label, value in picture.provenance.lines]
    return rows


def isolated(name: object) -> str:
    """A name within a sentence, kept from changing the order of the words around it."""
    return f"\u2068{name}\u2069"


def plain(text: str) -> str:
    """A sentence without the marks that keep names apart."""
    return text.replace("\u2068", "").replace("\u2069", "")


def _row(row: Sequence[Cell]) -> SafeString:
    missing = format_html('<td class="number not-collected"><abbr title="{}">–</abbr></td>', _("not collected"))
    head = format_html('<th scope="row"><bdi>{}</bdi></th>', row[0]) if row else SafeString()
    cells = (missing if each is None else SafeString(f'<td class="number">{number(each)}</td>') for each in row[1:])
    # Numbers are written by the house, with nothing in them that HTML would read.
    return SafeString(head + "".join(cells))


def _cell(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def years_between(years: Iterable[int]) -> list[int]:
    """All years from the first to the last, those without a number too."""
    known = sorted(set(years))
    return list(range(known[0], known[-1] + 1)) if known else []
