"""The first rows of a file as they would be imported: a verdict for each cell."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from secretariat.engines.statistics import Matching, Problem
from secretariat.figures.models import AREAS, Edition, Place
from secretariat.figures.queries.comparing import differs, verdicts
from secretariat.figures.queries.files import Gathered, look_into, matching_of, preview
from secretariat.figures.queries.problem_words import cell_in_words

VERDICTS: dict[str, str | Promise] = {
    "new": pgettext_lazy("verdict on a cell", "new"),
    "changed": pgettext_lazy("verdict on a cell", "changed"),
    "same": pgettext_lazy("verdict on a cell", "same"),
    "refused": pgettext_lazy("verdict on a cell", "refused"),
    "flagged": pgettext_lazy("verdict on a cell", "marked"),
    "filler": pgettext_lazy("verdict on a cell", "zero that fills"),
    "empty": pgettext_lazy("verdict on a cell", "not collected"),
}


@dataclass(frozen=True)
class PreviewCell:
    """A cell: what stands there, what would become of it, and why."""

    text: str
    verdict: str = ""
    word: str | Promise = ""
    sentence: str = ""


@dataclass(frozen=True)
class Preview:
    """The first rows, each with its line."""

    header: tuple[str, ...]
    rows: list[tuple[int, list[PreviewCell]]]


def first_rows(edition: Edition, *, most: int = 20) -> Preview:
    """The first rows of a file with a verdict for each cell; raises ``Unreadable``."""
    looked, found, matching = look_into(edition), preview(edition), matching_of(edition)
    told = _told(edition, found, matching)
    counted = {each.column for each in matching.values}
    rows = [
        (
            line,
            [
                _cell(told, (line, name), text, matching, counted)
                for name, text in zip(looked.header, cells, strict=False)
            ],
        )
        for line, cells in looked.sample[:most]
    ]
    return Preview(looked.header, rows)


def _told(edition: Edition, found: Gathered, matching: Matching) -> dict[tuple[int, str], tuple[str, str]]:
    """By line and column: the verdict and the sentence."""
    told: dict[tuple[int, str], tuple[str, str]] = {}
    known = verdicts(edition.dataset, found.observed)
    for each in found.observed:
        told[each.line, each.column] = (known[each.series], "")
    if found.areas:
        kept = Place.objects.filter(conference_id=edition.conference_id, kind__in=AREAS)
        places = {place.code: place for place in kept.filter(code__in=[each.code for each in found.areas])}
        for area in found.areas:
            place = places.get(area.code)
            verdict = "new" if place is None else "changed" if differs(place, area) else "same"
            told[area.line, matching.roles.get("name", "")] = (verdict, "")
    problems: list[Problem] = [*found.flagged, *found.refused]
    for problem in problems:
        verdict = "refused" if problem.is_refused else "flagged"
        told[problem.line, problem.column] = (verdict, cell_in_words(problem.code, problem.said))
    return told


def _cell(
    told: dict[tuple[int, str], tuple[str, str]],
    place: tuple[int, str],
    text: str,
    matching: Matching,
    counted: set[str],
) -> PreviewCell:
    verdict, sentence = told.get(place, ("", ""))
    if place[1] in counted:
        if matching.zeros_fill and text == "0" and verdict != "refused":
            verdict = "filler"
        elif not verdict:
            verdict = "empty"
    return PreviewCell(text, verdict, VERDICTS.get(verdict, ""), sentence)
