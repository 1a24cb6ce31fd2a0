"""Where a paragraph goes that is moved by one place or one level."""

from secretariat.documents.models import Paragraph
from secretariat.documents.queries.texts import paragraphs_of

Where = tuple[Paragraph | None, Paragraph | None, bool]


def place_of_move(paragraph: Paragraph, to: str) -> Where | None:
    """After which paragraph, under which, and whether first of all: ``up``, ``down``, ``in`` or ``out``; or nowhere.

    Up and down go past what stands beside it on its own level; ``in`` puts it under the one before it, ``out`` after
    the one it stands under.
    """
    rows = paragraphs_of(paragraph.document)
    beside = [row for row in rows if row.parent_id == paragraph.parent_id]
    place = next((number for number, row in enumerate(beside) if row.pk == paragraph.pk), None)
    if place is None:
        return None
    parent = next((row for row in rows if row.pk == paragraph.parent_id), None)
    moves = {"up": _up, "down": _down, "in": _in, "out": _out}
    return moves[to](beside, place, parent) if to in moves else None


def _up(beside: list[Paragraph], place: int, parent: Paragraph | None) -> Where | None:
    if place == 0:
        return None
    if place >= 2:
        return beside[place - 2], parent, False
    # First under its parent: right behind it, before all that stands under it.
    return None, parent, True


def _down(beside: list[Paragraph], place: int, parent: Paragraph | None) -> Where | None:
    return (beside[place + 1], parent, False) if place + 1 < len(beside) else None


def _in(beside: list[Paragraph], place: int, _parent: Paragraph | None) -> Where | None:
    return (None, beside[place - 1], False) if place else None


def _out(_beside: list[Paragraph], _place: int, parent: Paragraph | None) -> Where | None:
    return (parent, parent.parent, False) if parent is not None else None
