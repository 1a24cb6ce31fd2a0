"""The part of the walk over every address that leads through files that are brought in."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from tests import make_brought_in

OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}
# Who does not sit at a desk that brings files in does not learn which there are.
ALONE: tuple[set[str], set[str]] = (DESK, set())
BY_POST: tuple[set[str], set[str]] = ({"posted"}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "api:imports": (DESK, OFFICE - DESK),
    "api:prepare_import": (DESK, OFFICE - DESK),
    "api:import": ALONE,
    # While its columns wait, a file is open to whoever handed it in, and to secretaries.
    "api:match_columns": ({Role.SECRETARY}, {Role.DESK_OFFICER}),
    "api:correct_cell": ALONE,
    "api:skip_row": BY_POST,
    "api:match_party": BY_POST,
    "api:confirm_import": BY_POST,
    "api:undo_import": BY_POST,
    "api:discard_import": BY_POST,
    "api:forget_imports": BY_POST,
}


def rows_of_brought_in(conference: Conference, **kept: Any) -> dict[str, Any]:
    """A file whose columns wait, and one that waits to be brought in."""
    del kept
    officer = make_brought_in.officer(conference)
    waiting = make_brought_in.handed_in(conference, officer)
    batch = make_brought_in.programme(conference, officer)
    return {
        **{f"api:{name}": batch for name in ("import", "skip_row", "match_party", "undo_import", "discard_import")},
        "api:confirm_import": batch,
        "api:match_columns": waiting,
        "api:correct_cell": (batch, batch.rows.order_by("position")[0]),
    }
