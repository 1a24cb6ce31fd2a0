"""What the pages of trust name is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "docs" / "trust.md", *sorted((ROOT / "docs" / "trust").glob("*.md"))]
_FILE = re.compile(r"`((?:tests|trials|tools|benchmarks|docs|deploy)/[\w./*-]+)")
_MODULE = re.compile(r"python -m ((?:tests|trials|tools|benchmarks)\.[\w.]+\w)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_every_file_and_program_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text()
    files = {name for name in _FILE.findall(text) if not any(ROOT.glob(name.rstrip("/")))}
    modules = {name for name in _MODULE.findall(text) if not any(ROOT.glob(name.replace(".", "/") + "*"))}

    assert (files, modules) == (set(), set())
