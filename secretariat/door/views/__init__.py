"""Pages of the door desk, and what devices at the gates ask."""

from secretariat.door.views.app import app, manifest, worker
from secretariat.door.views.printing import (
    badge_pdf,
    print_badges,
    print_file,
    print_job,
    printing,
    resume_printing,
    stop_printing,
)
from secretariat.door.views.templates import add_template, retire_template, revise_template, use_template
from secretariat.door.views.wire import photos, receive, snapshot, take_up

__all__ = [
    "add_template",
    "app",
    "badge_pdf",
    "manifest",
    "photos",
    "print_badges",
    "print_file",
    "print_job",
    "printing",
    "receive",
    "resume_printing",
    "retire_template",
    "revise_template",
    "snapshot",
    "stop_printing",
    "take_up",
    "use_template",
    "worker",
]
