"""Writing participants as rows of text that OpenSlides imports."""

from collections.abc import Iterable

from secretariat.engines.openslides.cells import written_flag, written_names, written_weight
from secretariat.engines.openslides.models import COLUMNS, Participant

__all__ = ["rows_of"]


def rows_of(participants: Iterable[Participant]) -> tuple[tuple[str, ...], ...]:
    """Return a heading and a row for each participant, which ``participants_of`` reads back as they are.

    All columns of ``COLUMNS`` are there, also where nobody has anything to say: OpenSlides passes over empty cells.
    A weight that OpenSlides would refuse is left out. Cells are plain text; what a spreadsheet might take for a formula
    is not changed here.
    """
    return (COLUMNS, *(tuple(_cell(participant, name) for name in COLUMNS) for participant in participants))


def _cell(participant: Participant, name: str) -> str:
    if name == "vote_weight":
        return written_weight(participant.vote_weight)
    value: str | bool | tuple[str, ...] | None = getattr(participant, name)
    if isinstance(value, tuple):
        return written_names(value)
    return value if isinstance(value, str) else written_flag(value)
