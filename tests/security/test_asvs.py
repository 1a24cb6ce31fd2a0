"""The table of the ASVS is whole, and what it names is there."""

import ast
import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ROW = re.compile(r"^\| v5\.0\.0-(\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
HOW = re.compile(
    r"^(?:test: `(?P<path>[\w/.]+)::(?P<name>\w+)`|code: `(?P<file>[\w/.-]+)`|not (?:applicable|met): \S.+)$"
)


def table() -> list[tuple[str, str, str, str]]:
    return ROW.findall((ROOT / "docs/trust/asvs.md").read_text())


@cache
def names_in(path: Path) -> frozenset[str]:
    return frozenset(each.name for each in ast.parse(path.read_text()).body if isinstance(each, ast.FunctionDef))


def is_there(how: str) -> bool:
    """Whether what a line says can be looked up."""
    said = HOW.match(how)
    if said is None:
        return False
    if said["path"]:
        return (ROOT / said["path"]).is_file() and said["name"] in names_in(ROOT / said["path"])
    return not said["file"] or (ROOT / said["file"]).is_file()


def test_each_requirement_of_levels_one_and_two_stands_in_the_table_once() -> None:
    asked = [
        tuple(line.split())
        for line in (HERE / "asvs_5_0_0.txt").read_text().splitlines()
        if line and not line.startswith("#")
    ]

    assert [(number, level) for number, level, _words, _how in table()] == asked
    assert (len(asked), sum(level == "1" for _number, level in asked)) == (253, 70)


def test_each_test_and_each_file_that_the_table_names_is_there() -> None:
    wrong = [(number, how) for number, _level, _words, how in table() if not is_there(how.strip())]

    assert wrong == []


def test_the_sums_above_the_table_are_those_of_its_lines() -> None:
    page = (ROOT / "docs/trust/asvs.md").read_text()
    begins = {"tried by a test": "test:", "settled in a file": "code:", "not applicable": "not a", "not met": "not m"}

    for words, begin in begins.items():
        assert f"| {words} | {sum(how.startswith(begin) for *_others, how in table())} |" in page
