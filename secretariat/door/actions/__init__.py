"""What the door desk can do: lay out the venue, keep keys, give badges and end them, enrol devices, keep scans."""

from secretariat.door.actions.scans import CODE_GOOD_FOR, keep_scans, note_seen, take_up

__all__ = [
    "CODE_GOOD_FOR",
    "keep_scans",
    "note_seen",
    "take_up",
]
