"""Texts on paper: as they are handed out, and as they are negotiated with numbered lines, set by Typst."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.accounts.models import User
from secretariat.documents.models import Document
from secretariat.documents.queries.handing_out import Paper, adoption_in_words, as_data, explanations_in_words, paper_of
from secretariat.documents.queries.negotiating import NegotiatedAmendment, NegotiatedRow, Stood, negotiation_of
from secretariat.documents.queries.texts import Run, Shown
from secretariat.engines.paper import Bounds, direction_of, lay_out, printable, script_of
from secretariat.engines.wording import Piece, brackets
from secretariat.ui.templatetags.ui import direction_of as direction_of_language

_FOLDER = Path(__file__).resolve().parents[1] / "paper"
_LANGUAGE_OF_SCRIPT = {"arabic": "ar", "chinese": "zh", "cyrillic": "ru", "japanese": "ja", "korean": "ko"}
# Two thousand paragraphs, each with what is proposed to it.
_BOUNDS = Bounds(seconds=60.0, memory=1024 * 1024 * 1024)


def as_pdf(paper: Paper) -> bytes:
    """A text as a PDF in the language in force, with its masthead, and how it was adopted. Raises ``Unprintable``."""
    data = _edges(paper) | {
        "paragraphs": [
            {
                "kind": each.written.kind,
                "depth": each.depth,
                "number": each.number,
                "language": each.language,
                "direction": direction_of_language(each.language),
                "lines": [_marked(words) for words in each.words.split("\n")],
            }
            for each in paper.paragraphs
        ],
        "adopted": [[_said(label), _said(said)] for label, said in adoption_in_words(paper.adoption)]
        if paper.adoption
        else [],
        "adoption": _said(_("Adoption")),
        "explanations": [[_said(label), _said(said)] for label, said in explanations_in_words(paper.adoption)]
        if paper.adoption
        else [],
        "explained": _said(_("What parties said of it")),
    }
    return lay_out(_source("text.typ"), data, bounds=_BOUNDS)


def negotiation_on_paper(document: Document, user: User, language: str) -> bytes:
    """The text as it is negotiated: numbered lines, amendments under their paragraph, and who stands how to each.

    The lines are those that everybody sees on the page. Raises ``Unprintable``.
    """
    told = negotiation_of(document, user, language)
    data = _edges(paper_of(document, user)) | {
        "open": _said(_open_points(told.open_points)),
        "first": [_amendment(each) for each in told.first],
        "rows": [_row(row) for row in told.rows],
        "elsewhere": [_amendment(each) for each in told.elsewhere],
        "elsewhere_label": _said(_("To paragraphs that are no longer in the text")),
    }
    return lay_out(_source("negotiation.typ"), data, bounds=_BOUNDS)


def _open_points(count: int) -> str:
    if not count:
        return _("Nothing is open.")
    return ngettext("%(count)s point is open.", "%(count)s points are open.", count) % {"count": count}


def _edges(paper: Paper) -> dict[str, Any]:
    """The masthead, and what stands at the edges of every page."""
    said = as_data(paper)
    masthead = [[_said(label), _said(words)] for label, words in said["masthead"]]
    told = {name: _said(said[name]) for name in ("symbol", "conference", "title", "kind")}
    return {
        **told,
        "language": paper.language,
        "direction": direction_of_language(paper.language),
        "masthead": masthead,
    }


def _row(row: NegotiatedRow) -> dict[str, Any]:
    return {
        **_shown(row.shown),
        "stances": _stood(row.stances),
        "amendments": [_amendment(each) for each in row.amendments],
    }


def _shown(shown: Shown) -> dict[str, Any]:
    return {
        "kind": shown.kind,
        "depth": shown.depth,
        "number": shown.number,
        "name": shown.name,
        "language": shown.language or "en",
        "direction": direction_of_language(shown.language or "en"),
        "lines": [{"number": line.number, "runs": _runs(line.runs)} for line in shown.lines],
    }


def _amendment(each: NegotiatedAmendment) -> dict[str, Any]:
    row = each.amendment
    return {
        "name": _said(_("Amendment %(number)s") % {"number": row.number}),
        "parties": _said(", ".join(map(str, each.names))),
        "about": _said(f"{row.get_kind_display()} · {row.get_state_display()}"),
        "clashed": _said(_("The paragraph was changed since this amendment was written."))
        if each.has_clashed
        else None,
        "language": each.language,
        "direction": direction_of_language(each.language),
        "pieces": _pieces(each.pieces),
        "why": _said(str(each.explanation)) if each.explanation else None,
        "stances": _stood(each.stances),
    }


def _stood(stances: Sequence[Stood]) -> list[list[dict[str, str]]]:
    """Who spoke, by name; of the silent only how many there are, and nothing where nobody spoke."""
    if not any(each.count for each in stances if each.stance != "silent"):
        return []
    said = []
    for each in stances:
        if each.count:
            names = "" if each.stance == "silent" else ", ".join(map(str, each.names))
            said.append([_said(f"{each.label} ({each.count})"), _said(names)])
    return said


def _pieces(pieces: Sequence[Piece]) -> list[dict[str, str]]:
    return [{"kind": each.kind, "words": _kept(each.words)} for each in pieces]


def _runs(runs: Sequence[Run]) -> list[dict[str, Any]]:
    return [{"words": _kept(run.words), "is_open": run.depth > 0} for run in runs]


def _marked(words: str) -> list[dict[str, Any]]:
    """Words cut where brackets open and close."""
    found, place = [], 0
    for each in brackets(words):
        if each.depth == 1:
            found += [(words[place : each.start], False), (words[each.start : each.end], True)]
            place = each.end
    found.append((words[place:], False))
    return [{"words": _kept(said), "is_open": is_open} for said, is_open in found if said]


def _kept(words: str) -> str:
    """What the fonts can set of some words of a line; the blanks at their ends part them from others."""
    said = printable(words)
    before = " " if words[:1].isspace() else ""
    return before + said + (" " if said and words[-1:].isspace() else "")


def _said(text: str) -> dict[str, str]:
    """A text as the file reads it: what the fonts can set, its language, and the way it runs."""
    shown = printable(text)
    language = _LANGUAGE_OF_SCRIPT.get(script_of(shown), "en")
    return {"text": shown, "language": language, "direction": direction_of(shown)}


@cache
def _source(name: str) -> str:
    """The file that sets a paper, with the parts that all papers of this desk share before it."""
    return (_FOLDER / "parts.typ").read_text("utf-8") + (_FOLDER / name).read_text("utf-8")
