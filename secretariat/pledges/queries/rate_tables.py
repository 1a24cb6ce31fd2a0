"""Tables of exchange rates: one rate a line, or a day a line and a currency a column as central banks give them."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secretariat.engines.tables import Row, Table, place_of
from secretariat.pledges.models import ExchangeRate
from secretariat.pledges.queries.money import is_currency

# What stands where a bank gave no rate.
NOTHING = frozenset({"", "n/a", "na", "-", "–", ":", "."})
HEADINGS = {
    "date": frozenset({"date", "day", "rate_date", "time_period", "datum", "fecha", "jour", "дата", "日期", "تاريخ"}),
    "currency": frozenset({"currency", "from", "code", "currency code", "devise", "moneda", "валюта", "货币", "عملة"}),
    "into": frozenset({"into", "to", "base", "currency_denom", "per"}),
    "rate": frozenset({"rate", "value", "obs_value", "exchange rate", "taux", "tasa", "курс", "汇率", "سعر"}),
}
MOST = Decimal(10) ** 9
PLACES = Decimal("0.0000000001")
_PLAIN = re.compile(r"\d+(\.\d+)?", re.ASCII)
_COMMA = re.compile(r"\d+,\d+", re.ASCII)
_IN_THOUSANDS = re.compile(r"\d{1,3},\d{3}", re.ASCII)
PROBLEMS: dict[str, str | Promise] = {
    "formula": gettext_lazy("This cell is a formula; its value is not taken."),
    "merged": gettext_lazy("This cell is merged with others."),
    "error value": gettext_lazy("The spreadsheet says that this is an error."),
    "too long": gettext_lazy("This is too long for a rate."),
}


class Given(NamedTuple):
    """A rate as a table gives it: one unit of the currency is worth so much in the other on that day."""

    currency: str
    into: str
    rate: Decimal
    day: date


@dataclass(frozen=True)
class Wrong:
    """A cell that is not taken, where it stands, what is in it, and why."""

    place: str
    cell: str
    sentence: str


@dataclass
class RateTable:
    """What a table says: rates that can be kept, those that are kept already, and cells that are not taken."""

    new: list[Given] = field(default_factory=list)
    known: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    is_wide: bool = False


def read_rates(table: Table, *, base: str, is_inverse: bool, known: Collection[Given], today: date) -> RateTable:
    """The rates of a table. ``base`` is the other currency where the table names one alone.

    Wide tables give for a day how much of each currency one unit of the base buys, as the European Central Bank does;
    with ``is_inverse``, how much of the base one unit of each currency buys.
    """
    found = RateTable()
    columns = _columns(table.rows[0].cells)
    found.is_wide = "currency" not in columns
    cells = _wide(table, base, found) if found.is_wide else _long(table, columns, base)
    kept = {(each.currency, each.into, each.day): each.rate for each in known}
    for cell in cells:
        given = cell.read(found.wrong, is_inverse=is_inverse and found.is_wide, today=today)
        if given is not None:
            _keep(found, given, cell, kept)
    return found


def known_rates(conference_id: int, source_id: int) -> list[Given]:
    """The rates of a source that are kept already."""
    rows = ExchangeRate.objects.filter(conference_id=conference_id, source_id=source_id)
    return [Given(*row) for row in rows.values_list("currency", "into", "rate", "rate_date")]


@dataclass(frozen=True)
class _Cell:
    """A rate as it stands in a table, with the places of its parts."""

    day: str
    currency: str
    into: str
    rate: str
    places: tuple[str, str, str]
    problem: str = ""

    def read(self, wrong: list[Wrong], *, is_inverse: bool, today: date) -> Given | None:
        """The rate, unless a part of it is wrong; then why is said."""
        try:
            _refuse_faulty(self.problem, self.rate)
            day = _day(self.day, today)
            currency, into = _currency(self.currency, 1), _currency(self.into, 1)
            _refuse_one(currency, into)
            rate = _rate(self.rate)
        except _Unfit as error:
            wrong.append(Wrong(self.places[error.part], error.cell[:60], error.sentence))
            return None
        return Given(into, currency, rate, day) if is_inverse else Given(currency, into, rate, day)


class _Unfit(Exception):  # noqa: N818 - the house's word
    def __init__(self, part: int, cell: str, sentence: str) -> None:
        super().__init__(sentence)
        self.part, self.cell, self.sentence = part, cell, sentence


def _refuse_faulty(problem: str, text: str) -> None:
    if problem:
        raise _Unfit(2, text, str(PROBLEMS[problem]))


def _refuse_one(currency: str, into: str) -> None:
    if currency == into:
        raise _Unfit(1, currency, _("A rate is between two currencies."))


def _keep(found: RateTable, given: Given, cell: _Cell, kept: dict[tuple[str, str, date], Decimal]) -> None:
    key = (given.currency, given.into, given.day)
    if key not in kept:
        kept[key] = given.rate
        found.new.append(given)
    elif kept[key] == given.rate:
        found.known += 1
    else:
        sentence = _("This source gives another rate for that day already: %(rate)s.") % {
            "rate": f"{kept[key].normalize():f}"
        }
        found.wrong.append(Wrong(cell.places[2], cell.rate, sentence))


def _columns(headings: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, heading in enumerate(headings):
        name = " ".join(heading.casefold().split())
        field_of = next((key for key, words in HEADINGS.items() if name in words), "")
        if field_of:
            found.setdefault(field_of, column)
    return found if "rate" in found and "currency" in found and "date" in found else {}


def _long(table: Table, columns: dict[str, int], base: str) -> Iterator[_Cell]:
    for row in table.rows[1:]:
        said = {name: _cell(row, column) for name, column in columns.items()}
        if said["rate"].casefold() in NOTHING:
            continue
        places = tuple(place_of(row.number, columns[name]) for name in ("date", "currency", "rate"))
        wrong = next((each.code for each in row.problems if each.column == columns["rate"]), "")
        yield _Cell(said["date"], said["currency"], said.get("into") or base, said["rate"], places, wrong)  # type: ignore[arg-type]


def _wide(table: Table, base: str, found: RateTable) -> Iterator[_Cell]:
    head = table.rows[0]
    named = [(column, text.strip().upper()) for column, text in enumerate(head.cells) if column and text.strip()]
    columns = [(column, code) for column, code in named if is_currency(code)]
    found.wrong += [
        Wrong(place_of(head.number, column), code[:60], _("This is no currency, and its column is left out."))
        for column, code in named
        if not is_currency(code)
    ]
    for row in table.rows[1:]:
        wrong = {each.column: each.code for each in row.problems}
        for column, code in columns:
            text = _cell(row, column)
            if text.casefold() not in NOTHING:
                places = (place_of(row.number, 0), place_of(head.number, column), place_of(row.number, column))
                yield _Cell(_cell(row, 0), base, code, text, places, wrong.get(column, ""))


def _cell(row: Row, column: int) -> str:
    return row.cells[column].strip() if column < len(row.cells) else ""


def _day(text: str, today: date) -> date:
    try:
        # A workbook gives a day with its time.
        day = date.fromisoformat(text[:10])
    except ValueError:
        raise _Unfit(0, text, _("A day is written 2020-11-30.")) from None
    if day > today:
        raise _Unfit(0, text, _("This day has not come yet."))
    return day


def _currency(text: str, part: int) -> str:
    code = text.strip().upper()
    if not is_currency(code):
        raise _Unfit(part, text, _("This is no currency of ISO 4217, such as EUR or JOD."))
    return code


def _rate(text: str) -> Decimal:
    plain = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace("٫", ".")
    if _IN_THOUSANDS.fullmatch(plain) and not plain.startswith("0"):
        one, other = plain.replace(",", "."), plain.replace(",", "")
        sentence = _("This can be read as %(one)s or as %(other)s. Write it with a point, without commas.")
        raise _Unfit(2, text, sentence % {"one": one, "other": other})
    plain = plain.replace(",", ".") if _COMMA.fullmatch(plain) else plain
    rate = _number(plain)
    if rate is None:
        raise _Unfit(2, text, _("This is no rate: a number such as 1.1827."))
    if not PLACES <= rate < MOST:
        raise _Unfit(2, text, _("A rate is more than nothing and less than a thousand million."))
    return rate.quantize(PLACES)


def _number(text: str) -> Decimal | None:
    try:
        # Digits of any script count; a sign or an exponent does not.
        number = (
            Decimal(text) if _PLAIN.fullmatch("".join("0" if char.isdecimal() else char for char in text)) else None
        )
    except InvalidOperation:
        return None
    return number
