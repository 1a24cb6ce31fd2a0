"""What is wrong with a file, a matching or a cell, in sentences for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Words = str | Promise

FAULTS: dict[str, Words] = {
    "empty": gettext_lazy("This file is empty."),
    "html": gettext_lazy("This is a page of the web, whatever it is called: save the data itself, as CSV or XLSX."),
    "not a table": gettext_lazy("This file holds no table."),
    "encoding": gettext_lazy("The letters of this file cannot be read. Save it as CSV in UTF-8."),
    "broken": gettext_lazy("This file is broken; it could not be read to its end."),
    "no rows": gettext_lazy("There are names of columns in this file, and no rows beneath them."),
    "too many columns": gettext_lazy("This table has too many columns."),
    "old workbook": gettext_lazy("This is a workbook of an old kind (XLS). Save it as XLSX or CSV."),
    "encrypted": gettext_lazy("This workbook is locked with a password."),
    "too slow": gettext_lazy("This workbook takes too long to open. Save it as CSV."),
    "no hashtags": gettext_lazy("There is no row of HXL hashtags in this file."),
    "no value": gettext_lazy("No column is matched as numbers of people."),
    "no time": gettext_lazy("Nothing says of when the numbers are: match a column, or give the year."),
    "no place": gettext_lazy("Nothing says of which country the numbers are: match a column, or give the country."),
    "refused": gettext_lazy("A rule said no while it was written."),
    "refused cells": gettext_lazy(
        "Some cells cannot be read. Mend the file, or say that these cells are to be left out."
    ),
    "not allowed": gettext_lazy("Whoever asked for it may no longer import."),
    "failed": gettext_lazy("Something broke on the way; the administrator finds it in the log."),
}
NAMED_FAULTS: dict[str, Words] = {
    "column missing": gettext_lazy("The column “%(name)s” is not in this file."),
    "column twice": gettext_lazy("Two columns of this file are called “%(name)s”. Give them names of their own."),
    "matched twice": gettext_lazy("The column “%(name)s” is matched twice. Each column says one thing."),
    "no group": gettext_lazy("Nothing says whom the column “%(name)s” counts."),
}
CELLS: dict[str, Words] = {
    "negative": gettext_lazy("A number of people cannot be negative."),
    "fraction": gettext_lazy("A number of people cannot be a fraction."),
    "words": gettext_lazy("This is a number in words. Write it in digits."),
    "not a number": gettext_lazy("This is no number."),
    "too large": gettext_lazy("There are not so many people."),
    "hidden at the source": gettext_lazy("The publisher hides this number; it is not known here either."),
    "unknown country": gettext_lazy("No country has this code."),
    "unknown area": gettext_lazy("No area of the conference has this P-code. Import the list of P-codes first."),
    "unknown group": gettext_lazy("No population group has this code."),
    "unknown sex": gettext_lazy("This is no code of a sex."),
    "unknown age": gettext_lazy("This is no range of ages."),
    "unknown measure": gettext_lazy("This is neither a stock nor a flow."),
    "unknown unit": gettext_lazy("This is neither persons nor households."),
    "unknown level": gettext_lazy("This is no level of administrative areas."),
    "no country": gettext_lazy("This row names no country."),
    "no group": gettext_lazy("Nothing says whom this number counts."),
    "no date": gettext_lazy("Nothing says of when this row is."),
    "not a date": gettext_lazy("This is no date. Write 2020, 2020-11 or 2020-11-30."),
    "ambiguous date": gettext_lazy("This may be two dates: which number is the month? Write 2020-11-30."),
    "dates out of order": gettext_lazy("The period ends before it begins."),
    "too many cells": gettext_lazy("This row has more cells than there are columns."),
    "no name": gettext_lazy("This row lacks the code or the name of the area."),
    "parent missing": gettext_lazy("The area of which it is a part is in no list."),
    "provisional area": gettext_lazy("This P-code is in no list; it is kept as provisional."),
    "origin is asylum": gettext_lazy("These people are counted in the country they come from; kept, and marked."),
}
SAID: dict[str, Words] = {
    "duplicate": gettext_lazy("The same stands in line %(line)s already."),
    "conflicting": gettext_lazy("Line %(line)s counts the same people and gives another number."),
    "sum differs": gettext_lazy("This total differs from the sum of its parts by %(difference)s; kept, and marked."),
}


@dataclass(frozen=True)
class CellProblem:
    """What is wrong with one cell, as a page tells it."""

    line: int
    column: str
    value: str
    is_refused: bool
    sentence: str


def fault_in_words(code: str, name: str = "") -> str:
    """Why a file or a matching cannot be used."""
    if code == "too large":
        return _("This file is larger than %(limit)s MB, which is more than is read here.") % {
            "limit": settings.UPLOAD_LIMIT // 1024 // 1024
        }
    if code in NAMED_FAULTS:
        return str(NAMED_FAULTS[code]) % {"name": name}
    return str(FAULTS.get(code, FAULTS["failed"]))


def reason_in_words(reason: str) -> str:
    """Why an import came to nothing, as the worker wrote it down: a code, and the name it speaks of."""
    code = next((code for code in (*NAMED_FAULTS, *FAULTS, "too large") if reason.startswith(code)), "failed")
    exact = reason if reason in FAULTS else code
    return fault_in_words(exact, reason.removeprefix(exact).strip())


def cell_in_words(code: str, said: str) -> str:
    """What is wrong with a cell."""
    if code == "ambiguous number":
        one, _blank, other = said.partition(" ")
        return _("This may be read as %(one)s or as %(other)s. Write the digits alone.") % {"one": one, "other": other}
    if code in SAID:
        return str(SAID[code]) % {"line": said, "difference": said}
    return str(CELLS.get(code, CELLS["not a number"]))


def problems_in_words(problems: Sequence[Sequence[Any]]) -> list[CellProblem]:
    """The problems that an edition keeps, as a page tells them."""
    return [
        CellProblem(line, column, value, bool(is_refused), cell_in_words(code, said))
        for line, column, code, value, is_refused, said in problems
    ]
