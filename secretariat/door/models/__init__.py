"""Zones, classes and gates; badges and the keys that sign them; devices and scans; templates and what is printed."""

from secretariat.door.models.badges import Badge, BadgeState, SigningKey
from secretariat.door.models.places import BadgeClass, Colour, Direction, DoorRules, Gate, Zone
from secretariat.door.models.printing import BadgeTemplate, PrintJob, PrintKind, PrintState
from secretariat.door.models.scans import Device, Scan

__all__ = [
    "Badge",
    "BadgeClass",
    "BadgeState",
    "BadgeTemplate",
    "Colour",
    "Device",
    "Direction",
    "DoorRules",
    "Gate",
    "PrintJob",
    "PrintKind",
    "PrintState",
    "Scan",
    "SigningKey",
    "Zone",
]
