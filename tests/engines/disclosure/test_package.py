"""The package is light until it is used, and its example is true."""

import doctest
import subprocess
import sys
from importlib import import_module

import pytest

from secretariat.engines import disclosure


def test_the_example_is_true() -> None:
    assert doctest.testmod(disclosure) == doctest.TestResults(failed=0, attempted=5)


def test_every_name_is_there() -> None:
    assert [name for name in disclosure.__all__ if not hasattr(disclosure, name)] == []


def test_another_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = import_module("secretariat.engines.disclosure").nothing


def test_importing_it_brings_in_no_solver() -> None:
    code = "import sys; import secretariat.engines.disclosure; print('numpy' in sys.modules, 'highspy' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 our own code

    assert done.stdout.split() == ["False", "False"]


def test_it_writes_nothing_on_the_standard_output() -> None:
    code = (
        "from secretariat.engines.disclosure import Cell, Relation, Tables, audit, suppress\n"
        "cells = (Cell('all', 32), Cell('a', 3), Cell('b', 9), Cell('c', 20))\n"
        "tables = Tables(cells, (Relation('all', ('a', 'b', 'c')),))\n"
        "assert audit(tables, suppress(tables).hidden).passes"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 our own code

    assert (done.stdout, done.stderr) == ("", "")
