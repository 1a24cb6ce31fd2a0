"""Judging a file: first by the schema, then by the standard ruleset."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any

from secretariat.engines.iati.codes import STANDARD
from secretariat.engines.iati.models import Problem
from secretariat.engines.iati.parsing import opened
from secretariat.engines.iati.ruleset import problems_of

__all__ = ["schema_problems", "validate"]

_ABOUT = {"iati-activity": "iati-identifier", "iati-organisation": "organisation-identifier"}


def validate(data: bytes, *, today: date, agencies: Collection[str] = ()) -> list[Problem]:
    """Return all that is wrong with a file, by line: faults of the schema, then of the rules.

    ``today`` decides what lies in the future. ``agencies`` are the codes of the registration agencies, of which none is
    shipped; without them the two cases that ask for them are not judged. Raises ``Unreadable``.
    """
    root = opened(data)
    return [*_by_schema(root), *sorted(problems_of(root, today, agencies), key=lambda each: each.line)]


def schema_problems(data: bytes) -> list[Problem]:
    """Return what the schema says against a file: nothing, if it is valid. Raises ``Unreadable``."""
    return _by_schema(opened(data))


def _by_schema(root: Any) -> list[Problem]:
    schema = _schema(root.tag)
    if schema.validate(root):
        return []
    abouts = _lines_of(root)
    return [
        Problem("schema", each.type_name, "error", each.line, each.message, _about(abouts, each.line))
        for each in schema.error_log
    ]


@cache
def _schema(root: str) -> Any:
    from lxml import etree  # noqa: PLC0415 - heavy, and only few pages need it

    name = "iati-activities-schema.xsd" if root == "iati-activities" else "iati-organisations-schema.xsd"
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    return etree.XMLSchema(etree.parse(str(STANDARD / name), parser))


def _lines_of(root: Any) -> list[tuple[int, str]]:
    rows = [each for each in root if each.tag in _ABOUT]
    return [(each.sourceline or 0, (each.findtext(_ABOUT[each.tag]) or "").strip()) for each in rows]


def _about(abouts: list[tuple[int, str]], line: int) -> str:
    return next((name for begins, name in reversed(abouts) if begins <= line), "")
