"""Bring in what other programs wrote: prepared, corrected, written as one deed, and undone as one."""

from secretariat.api.actions.imports.confirming import confirm_import
from secretariat.api.actions.imports.correcting import correct_cell, match_party, skip_row
from secretariat.api.actions.imports.discarding import discard_import, forget_imports
from secretariat.api.actions.imports.preparing import Handed, match_columns, prepare_import
from secretariat.api.actions.imports.undoing import undo_import

__all__ = [
    "Handed",
    "confirm_import",
    "correct_cell",
    "discard_import",
    "forget_imports",
    "match_columns",
    "match_party",
    "prepare_import",
    "skip_row",
    "undo_import",
]
