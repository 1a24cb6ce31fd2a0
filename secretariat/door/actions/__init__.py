"""What the door desk can do: lay out the venue, keep keys, give badges and end them, enrol devices, keep scans."""

from secretariat.door.actions.badges import (
    Given,
    issue_badge,
    issue_badges,
    report_lost,
    reprint_badge,
    reprint_badges,
    revoke_badge,
)
from secretariat.door.actions.devices import enrol_device, move_device, new_code, revoke_device
from secretariat.door.actions.erasing import erase_bearer
from secretariat.door.actions.keys import break_key, rotate_keys
from secretariat.door.actions.places import (
    add_class,
    add_gate,
    add_zone,
    lay_out_door,
    revise_class,
    revise_gate,
    revise_rules,
    revise_zone,
)
from secretariat.door.actions.printing import (
    KEPT_FOR,
    PIECE,
    carry_out,
    count_as_printed,
    forget_all_prints,
    forget_print,
    forget_prints,
    print_badges,
    resume_printing,
    stop_printing,
)
from secretariat.door.actions.scans import CODE_GOOD_FOR, keep_scans, note_seen, take_up
from secretariat.door.actions.templates import add_template, retire_template, revise_template, use_template

__all__ = [
    "CODE_GOOD_FOR",
    "KEPT_FOR",
    "PIECE",
    "Given",
    "add_class",
    "add_gate",
    "add_template",
    "add_zone",
    "break_key",
    "carry_out",
    "count_as_printed",
    "enrol_device",
    "erase_bearer",
    "forget_all_prints",
    "forget_print",
    "forget_prints",
    "issue_badge",
    "issue_badges",
    "keep_scans",
    "lay_out_door",
    "move_device",
    "new_code",
    "note_seen",
    "print_badges",
    "report_lost",
    "reprint_badge",
    "reprint_badges",
    "resume_printing",
    "retire_template",
    "revise_class",
    "revise_gate",
    "revise_rules",
    "revise_template",
    "revise_zone",
    "revoke_badge",
    "revoke_device",
    "rotate_keys",
    "stop_printing",
    "take_up",
    "use_template",
]
