"""The deeds of the desk ``door``."""

from typing import Annotated, Any, Literal

from pydantic import Field

from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import Deed, Given, row_of
from secretariat.api.v1.given import Ids, line, listed, optional, or_none, said, text, whole, whole_or_none
from secretariat.api.v1.shapes import PLAIN, Day, Id, Language, Shape
from secretariat.conference.models import Conference
from secretariat.delegations.models import Capacity, DelegateRole
from secretariat.door import actions
from secretariat.door.models import BadgeClass, BadgeTemplate, DoorRules, Gate, PrintKind, Zone
from secretariat.engines.paper import LONGEST_SOURCE

ZONES, CLASSES, GATES, KEYS = "door/zones", "door/classes", "door/gates", "door/keys"
BADGES, DEVICES, JOBS, TEMPLATES = "door/badges", "door/devices", "door/print_jobs", "door/templates"
DELEGATES = "delegations/delegates"
MOST_PLACES, LAST_POSITION = 1_000_000, 9_999
Code = Annotated[str, Field(pattern=r"^[A-Z0-9]{1,6}$", description="One to six capital Latin letters or digits.")]


class IssueShape(Shape):
    """What an officer chooses for a badge; what is left open is as the class and the conference say."""

    badge_class: Id | None = None
    zones: Annotated[list[Code], Field(max_length=100)] | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None


CLASS = row_of(lambda asking: BadgeClass.objects.in_office_of(asking.person).filter(conference=asking.conference))


def _given(value: IssueShape, asking: Asking, pointer: str) -> actions.Given:
    chosen = or_none(CLASS).made(value.badge_class, asking, f"{pointer}/badge_class")
    return actions.Given(chosen, value.zones, value.valid_from, value.valid_until)


def _typst(value: str, _asking: Asking, _pointer: str) -> str:
    """Lines end as Typst counts them."""
    return value.replace("\r\n", "\n").replace("\r", "\n")


def _rules(conference: Any) -> DoorRules:
    assert isinstance(conference, Conference)  # noqa: S101 - the deed is one on the conference
    return DoorRules.objects.filter(conference=conference).first() or DoorRules(conference=conference)


CODE = Given(Code)
POSITION = optional(whole(0, LAST_POSITION))
SOURCE = Given(Annotated[str, Field(min_length=1, max_length=LONGEST_SOURCE, pattern=PLAIN)], _typst)


def _about_zone(*, makes: bool) -> dict[str, Given]:
    return {
        "details.name": said(100, is_needed=makes),
        "details.places": whole_or_none(1, MOST_PLACES),
        "details.position": POSITION,
    }


def _about_class(*, makes: bool) -> dict[str, Given]:
    return {
        "details.name": said(100, is_needed=makes),
        "details.zones": listed(Code, 100, is_needed=makes),
        "details.capacities": listed(Literal[tuple(Capacity.values)], 20),
        "details.roles": listed(Literal[tuple(DelegateRole.values)], 20),
        "details.position": POSITION,
    }


def _about_gate(*, makes: bool) -> dict[str, Given]:
    return {"details.name": said(100, is_needed=makes)}


_ZONE_FIELDS, _GATE_FIELDS = ("name", "places", "position"), ("name", "zone", "direction", "is_open")
_CLASS_FIELDS = ("name", "colour", "zones", "capacities", "roles", "for_overflow", "position")
_LAYOUT = (
    Deed("door.lay_out_door"),
    Deed("door.add_zone", details=_ZONE_FIELDS, of=Zone, makes=True, given={"code": CODE, **_about_zone(makes=True)}),
    Deed("door.revise_zone", ZONES, details=_ZONE_FIELDS, given=_about_zone(makes=False)),
    Deed(
        "door.add_class",
        details=_CLASS_FIELDS,
        of=BadgeClass,
        makes=True,
        given={"code": CODE, **_about_class(makes=True)},
    ),
    Deed("door.revise_class", CLASSES, details=_CLASS_FIELDS, given=_about_class(makes=False)),
    Deed("door.add_gate", details=_GATE_FIELDS, of=Gate, makes=True, given=_about_gate(makes=True)),
    Deed("door.revise_gate", GATES, details=_GATE_FIELDS, given=_about_gate(makes=False)),
    Deed(
        "door.revise_rules",
        details=("photos_at_door", "quorum", "snapshot_hours"),
        of=DoorRules,
        current=_rules,
        given={"details.quorum": whole_or_none(1, MOST_PLACES)},
    ),
    Deed("door.rotate_keys"),
    Deed("door.break_key", KEYS),
)
_BADGES = (
    Deed("door.issue_badge", DELEGATES, given={"given": Given(IssueShape, _given, is_needed=False)}),
    Deed("door.issue_badges", given={"delegates": Given(Ids | None, is_needed=False)}),
    Deed("door.reprint_badge", BADGES),
    Deed("door.reprint_badges", given={"badges": Given(Ids)}),
    Deed("door.report_lost", BADGES, given={"reason": text(2000, is_needed=False)}),
    Deed("door.revoke_badge", BADGES, given={"reason": text(2000)}),
    Deed("door.move_device", DEVICES),
    Deed("door.revoke_device", DEVICES),
)
_PRINTING = (
    Deed(
        "door.print_badges",
        given={"kind": Given(Literal[tuple(PrintKind.values)]), "wanted": Given(Ids), "language": Given(Language)},
    ),
    Deed("door.stop_printing", JOBS),
    Deed("door.resume_printing", JOBS),
    Deed(
        "door.add_template",
        details=("kind", "name", "source"),
        of=BadgeTemplate,
        makes=True,
        given={"details.name": line(200), "details.source": SOURCE},
        has_file=True,
    ),
    Deed(
        "door.revise_template",
        TEMPLATES,
        details=("name", "source"),
        given={"details.source": optional(SOURCE)},
        has_file=True,
    ),
    Deed("door.use_template", TEMPLATES),
    Deed("door.retire_template", TEMPLATES),
)
DEEDS: tuple[Deed, ...] = (*_LAYOUT, *_BADGES, *_PRINTING)
LEFT_OUT: dict[str, str] = {
    "door.enrol_device": "Its code is shown once, on the page, to the person who holds the tablet.",
}
