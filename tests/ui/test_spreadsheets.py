"""Cells of tables that are handed out: no formula, and every number a number."""

import csv
import io

import pytest

from secretariat.ui.spreadsheets import as_csv, harmless


@pytest.mark.parametrize("number", [-5, -5.25, "-5", "-1.5e3", "-1.5E-3", "-250.25", "0", "7", 3.5, "1e5"])
def test_a_number_stays_a_number(number: object) -> None:
    assert harmless(number) == str(number)


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "-1+1",
            "-2-3",
            "-1*cmd",
            "--1",
            "-",
            "-x",
            "-1.",
            "-.5",
            "-1e",
            "-1e3+1",
            "-5\n",
            " -5",
            "-٣",
            "-1,5",
            "-5%",
        ),
        *("=1", "=1+1", "+1", "+cmd", "@SUM(A1)", "\t1", "\r1", "\n1", " =1", "\u00a0=1"),
        *("\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(A1)", "\u3000\uff1d1"),
    ],
)
def test_what_begins_like_a_formula_is_none(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Amal", "", "'", "'quoted'", "a=b", "1-2", "'-5"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


def test_an_apostrophe_before_a_formula_is_kept_behind_that_of_the_house() -> None:
    assert harmless("'=1") == "''=1"
    assert harmless("''@x") == "'''@x"


def test_a_table_is_made_of_such_cells() -> None:
    rows = [["Name", "Balance"], ["=1+1", "-250.25"]]

    table = list(csv.reader(io.StringIO(as_csv(rows).decode("utf-8-sig"))))

    assert table == [["Name", "Balance"], ["'=1+1", "-250.25"]]
