"""The record in words for imports."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: dict[str, str | Promise] = {
    "api.prepare_import": gettext_lazy("handed in a file to be brought in"),
    "api.match_columns": gettext_lazy("matched the columns of a file"),
    "api.correct_cell": gettext_lazy("corrected a file before it is brought in"),
    "api.skip_row": gettext_lazy("left rows of a file out, or took them in again"),
    "api.match_party": gettext_lazy("said which party an affiliation means"),
    "api.confirm_import": gettext_lazy("brought a file in"),
    "api.undo_import": gettext_lazy("undid an import"),
    "api.discard_import": gettext_lazy("discarded a file"),
    "api.forget_imports": gettext_lazy("deleted files of imports"),
}

KINDS: dict[str, str | Promise] = {
    "api.import": gettext_lazy("imports"),
    "api.importrow": gettext_lazy("rows of files"),
    "api.sourceid": gettext_lazy("numbers of other programs"),
    "api.columnmatching": gettext_lazy("columns of tables"),
    "api.partymatch": gettext_lazy("affiliations"),
}
