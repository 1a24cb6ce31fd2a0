"""The part of the walk over every address that leads through printing."""

from typing import Any

from django.core.files.base import ContentFile

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from tests import make_door, make_printing

POSTED = "posted"
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}
DOOR: set[str] = {*DESK, Role.DOOR_OFFICER}

# Who gets the page, and who is told they may not; everybody else of the office gets 404.
WHO_PRINTS: tuple[set[str], set[str]] = (DESK, OFFICE - DESK)
WHO_PRINTS_IT: tuple[set[str], set[str]] = (DESK, DOOR - DESK)
BY_POST: tuple[set[str], set[str]] = ({POSTED}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "door:printing": WHO_PRINTS,
    "door:print_badges": WHO_PRINTS,
    "door:print_job": WHO_PRINTS_IT,
    "door:print_file": WHO_PRINTS_IT,
    "door:stop_printing": BY_POST,
    "door:resume_printing": BY_POST,
    "door:add_template": WHO_PRINTS,
    "door:revise_template": WHO_PRINTS_IT,
    "door:use_template": BY_POST,
    "door:retire_template": BY_POST,
    "door:badge_pdf": WHO_PRINTS_IT,
}


def rows_of_printing(conference: Conference, delegate: Delegate) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    job, template = make_printing.job(conference), make_printing.template(conference)
    job.file.save("walk.pdf", ContentFile(b"%PDF-"))
    return {
        "door:print_job": job,
        "door:print_file": job,
        "door:stop_printing": job,
        "door:resume_printing": job,
        "door:revise_template": template,
        "door:use_template": template,
        "door:retire_template": template,
        "door:badge_pdf": make_door.badge(make_door.delegate(conference, "Bears a badge", delegate.party.code)),
    }
