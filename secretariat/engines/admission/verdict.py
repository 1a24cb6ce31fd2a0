"""One verdict for the server and for the browser: what the door says of a badge, and why."""

from typing import NamedTuple, TypedDict

from secretariat.engines.admission.payload import Reading

ENTRY, EXIT = "entry", "exit"
# A device's clock may stand this many seconds before the moment at which its snapshot was made.
CLOCK_TOLERANCE = 300
# The same badge at the same gate in the same direction within this many seconds was read twice.
REPEAT_SECONDS = 8

GREEN, AMBER, RED = "green", "amber", "red"
# Every verdict there is, with its colour. Green goes through; at amber a person looks and decides; red does not enter.
CODES: dict[str, str] = {
    "valid": GREEN,
    "not-a-badge": RED,
    "truncated": RED,
    "too-long": RED,
    "wrong-conference": RED,
    "unknown-key": RED,
    "forged": RED,
    "unknown-number": RED,
    "lost": RED,
    "revoked": RED,
    "replaced": RED,
    "not-accredited": RED,
    "clock": AMBER,
    "wrong-day": RED,
    "wrong-zone": RED,
    "replayed": AMBER,
    "already-inside": AMBER,
    "stale": AMBER,
    "unlisted": AMBER,
    "typed": AMBER,
}
# States in which a badge, or the person who bears it, is no longer good.
ENDED = frozenset({"lost", "revoked", "replaced", "not-accredited"})


class Known(TypedDict):
    """What the list of badges says of a number: its state (``issued`` or one of ``ENDED``), its zones, its days."""

    state: str
    zones: list[str]
    valid_from: str
    valid_until: str


class Last(TypedDict):
    """The last time that day somebody went through with this badge in this zone: which way, how long ago in seconds.

    What was on an earlier day is not handed in: many go home through no gate. ``same_gate``
    says whether it was at this very gate.
    """

    direction: str
    seconds_ago: float
    same_gate: bool


class Clock(TypedDict):
    """The day at the venue (``YYYY-MM-DD``), the age in seconds of the list of badges, and the age it may have.

    The server has no list but the truth: its age is 0. A negative age says that the clock cannot be right.
    """

    day: str
    age: float
    longest_age: float


class Facts(TypedDict):
    """Everything a verdict stands on.

    ``conference`` is the address of this door's conference, ``zone`` the code of the gate's zone, ``direction``
    ``entry`` or ``exit``; ``known`` is None if the list does not have the number, ``last`` if nobody went
    through that day.
    """

    reading: Reading
    conference: str
    zone: str
    direction: str
    known: Known | None
    last: Last | None
    clock: Clock


class Verdict(NamedTuple):
    """What the door says: the code of the reason, the colour, and whether the person goes through unasked."""

    code: str
    colour: str
    admits: bool


def judge(facts: Facts) -> Verdict:
    """Return the verdict on these facts. The first thing that is wrong is the reason; the order is that of the code.

    Whoever leaves is never kept in: at an exit only the badge itself is judged, and an ended one goes out with red,
    so that the person at the door takes it back.
    """
    code = _fault_of_reading(facts) or _fault_of_badge(facts)
    if facts["direction"] == EXIT:
        is_readable = code == "" or code in ENDED
        return Verdict(code or "valid", CODES[code or "valid"], is_readable)
    code = code or _fault_of_place_and_day(facts) or _fault_of_presence(facts) or _doubt(facts) or "valid"
    return Verdict(code, CODES[code], CODES[code] == GREEN)


def _fault_of_reading(facts: Facts) -> str:
    reading = facts["reading"]
    kind = reading["kind"]
    if kind == "number":
        return ""
    if kind != "badge":
        return kind
    if reading["conference"] != facts["conference"]:
        return "wrong-conference"
    return {"unknown": "unknown-key", "bad": "forged"}.get(reading["signature"], "")


def _fault_of_badge(facts: Facts) -> str:
    known = facts["known"]
    if known is None:
        return "unknown-number" if facts["reading"]["kind"] == "number" else ""
    return known["state"] if known["state"] in ENDED else ""


def _fault_of_place_and_day(facts: Facts) -> str:
    clock = facts["clock"]
    if clock["age"] < -CLOCK_TOLERANCE:
        return "clock"
    # The list knows better than the badge: rights may have been taken away since it was printed.
    known = facts["known"]
    zones = known["zones"] if known is not None else facts["reading"]["zones"]
    first = known["valid_from"] if known is not None else facts["reading"]["valid_from"]
    last = known["valid_until"] if known is not None else facts["reading"]["valid_until"]
    if not first <= clock["day"] <= last:
        return "wrong-day"
    return "" if facts["zone"] in zones else "wrong-zone"


def _fault_of_presence(facts: Facts) -> str:
    last = facts["last"]
    if last is None or last["direction"] != ENTRY:
        return ""
    return "replayed" if last["same_gate"] and 0 <= last["seconds_ago"] <= REPEAT_SECONDS else "already-inside"


def _doubt(facts: Facts) -> str:
    clock = facts["clock"]
    if clock["age"] > clock["longest_age"]:
        return "stale"
    if facts["known"] is None:
        return "unlisted"
    return "typed" if facts["reading"]["kind"] == "number" else ""
