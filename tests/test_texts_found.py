"""Every text that is marked for translators reaches them."""

import ast
from pathlib import Path

from secretariat.config.management.commands.translations import KEYWORDS

HOUSE = Path(__file__).parents[1] / "secretariat"


def test_texts_are_marked_by_names_alone_that_the_catalogues_are_made_by() -> None:
    unknown = set()
    for file in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
                names = {each.asname or each.name for each in node.names if "gettext" in each.name}
                unknown |= {(str(file.relative_to(HOUSE)), name) for name in names - KEYWORDS.keys()}

    assert sorted(unknown) == []
