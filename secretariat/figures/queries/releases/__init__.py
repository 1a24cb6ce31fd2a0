"""Releases: how they are laid out, what disclosure control is asked, what is published."""

from secretariat.figures.queries.releases.asking import (
    Asked,
    asked_of,
    releases_seen,
    waiting_for_a_second_person,
)
from secretariat.figures.queries.releases.content import content_of
from secretariat.figures.queries.releases.layouts import (
    Dimension,
    TableLayout,
    datasets_for,
    edition_stated,
    editions_of,
    layout_from,
    refuse_layout,
)
from secretariat.figures.queries.releases.rules import rules_as_data, rules_of_conference

__all__ = [
    "Asked",
    "Dimension",
    "TableLayout",
    "asked_of",
    "content_of",
    "datasets_for",
    "edition_stated",
    "editions_of",
    "layout_from",
    "refuse_layout",
    "releases_seen",
    "rules_as_data",
    "rules_of_conference",
    "waiting_for_a_second_person",
]
