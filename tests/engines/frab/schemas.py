"""What the public schemas ask of a file, in words of this house: faults of JSON and of XML as sentences.

The constraints are those of the repository voc/schedule: for JSON validator/json/schema.json in its state with room
slugs, event codes and feedback addresses; where an older state was stricter and files can obey both, the stricter is
here too (said at the place). For XML validator/xsd/schedule-without-person.xml.xsd, and schedule.xml.xsd where it is
stricter, but for the guid of a room, which only the former knows and pretalx writes.
"""

import re
from datetime import date, datetime
from typing import Any

from jsonschema import Draft6Validator, FormatChecker  # type: ignore[import-untyped]
from lxml import etree

_WORDS = {"type": "string"}
_WORDS_OR_NONE = {"type": ["string", "null"]}
# RFC 3986, which "uri" and xs:anyURI mean.
_SIGNS = "(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})"
_HTTP = rf"https?://(?:\[[0-9A-Fa-f:.]+\])?{_SIGNS}*(?:#{_SIGNS}*)?"
_ADDRESS = {"type": "string", "pattern": rf"^{_HTTP}\Z"}
# logo, avatar and what is linked may stand under base_url.
_REFERENCE = {"type": "string", "pattern": rf"^(?:{_HTTP}|{_SIGNS}+(?:#{_SIGNS}*)?|#{_SIGNS}*)\Z"}
_UUID = {"type": "string", "pattern": r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z"}
_DAY = {"type": "string", "format": "date"}
_MOMENT = {"type": "string", "format": "moment"}
_TYPES = ["slides", "paper", "web", "blog", "article", "media", "related", "activitypub"]


def _closed(required: str, **properties: Any) -> dict[str, Any]:
    """An object with these fields and no others."""
    return {"type": "object", "required": required.split(), "properties": properties, "additionalProperties": False}


_LINK = _closed("url", url=_REFERENCE, title=_WORDS, type={"enum": _TYPES})
_PERSON = {
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "name": _WORDS,
        "public_name": _WORDS,
        "guid": _UUID,
        # pretalx's codes.
        "code": {"type": "string", "pattern": r"^[A-Z0-9]+\Z"},
        "avatar": _REFERENCE,
        "biography": _WORDS,
    },
    # One of frab's persons or one of pretalx's, and not both; an older state had any of both.
    "oneOf": [{"required": ["public_name", "id"]}, {"required": ["name"]}],
}
_EVENT = _closed(
    # recording_license, do_not_record, description and attachments: an older state.
    "guid id date start duration room slug url title subtitle track type language abstract persons links "
    "description recording_license do_not_record attachments",
    guid=_UUID,
    code=_WORDS,
    id={"type": "integer", "minimum": 1},
    logo=_REFERENCE,
    date=_MOMENT,
    start={"type": "string", "pattern": r"^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?\Z"},
    duration={"type": "string", "pattern": r"^[0-9]+:[0-9]{2}\Z"},
    room=_WORDS,
    slug={"type": "string", "pattern": r"^[a-z0-9_-]+[a-z0-9]\Z"},
    url={"type": "string", "pattern": rf"^({_HTTP}|urn:uuid:[0-9a-f-]{{36}})\Z"},
    title=_WORDS,
    # Nothing of these is null in an older state.
    subtitle=_WORDS,
    track=_WORDS,
    type=_WORDS,
    language=_WORDS,
    abstract=_WORDS,
    description=_WORDS,
    recording_license=_WORDS,
    do_not_record={"type": "boolean"},
    do_not_stream={"type": ["boolean", "string", "null"]},
    persons={"type": "array", "items": _PERSON},
    links={"type": "array", "items": _LINK},
    feedback_url=_ADDRESS,
    attachments={"type": "array", "items": _LINK},
)
_ROOM = _closed(
    "name guid",
    name=_WORDS,
    slug=_WORDS,
    guid=_UUID,
    description=_WORDS_OR_NONE,
    capacity={"type": ["number", "null"]},
)
_TRACK = {"type": "object", "properties": {"name": _WORDS, "slug": _WORDS, "color": _WORDS}}
_DAYS = _closed(
    "index date day_start day_end rooms",
    index={"type": "integer"},
    date=_DAY,
    day_start=_MOMENT,
    day_end=_MOMENT,
    rooms={"type": "object", "additionalProperties": {"type": "array", "items": _EVENT}},
)
_CONFERENCE = _closed(
    "acronym title start end daysCount timeslot_duration days",
    acronym={"type": "string", "pattern": r"^[a-z0-9_-][a-z0-9_]{3,}(-2[0-9]{3}-[a-z]+)?\Z"},
    title=_WORDS,
    description=_WORDS,
    start=_DAY,
    end=_DAY,
    daysCount={"type": "integer"},
    timeslot_duration=_WORDS,
    time_zone_name={"type": "string", "pattern": "^([A-Z][a-z]+/[A-Z][a-z]+)|UTC$"},
    logo=_REFERENCE,
    colors={"type": "object", "additionalProperties": _WORDS},
    keywords={"type": "array", "items": _WORDS},
    url=_ADDRESS,
    tracks={"type": "array", "items": _TRACK},
    rooms={"type": "array", "items": _ROOM},
    days={"type": "array", "items": _DAYS},
)
_SCHEDULE = {
    "type": "object",
    "required": ["version", "conference"],
    "properties": {"version": _WORDS, "base_url": _ADDRESS, "conference": _CONFERENCE, "rooms": False},
}
_FILE = _closed(
    "schedule",
    **{"$schema": _WORDS},
    schedule=_SCHEDULE,
    generator={"type": "object", "properties": {"name": _WORDS, "version": _WORDS, "url": _ADDRESS}},
)

_FORMATS = FormatChecker(formats=())


def _is_day(said: object) -> bool:
    return isinstance(said, str) and date.fromisoformat(said).isoformat() == said


def _is_moment(said: object) -> bool:
    return isinstance(said, str) and bool(_MOMENTS.fullmatch(said)) and bool(datetime.fromisoformat(said))


_MOMENTS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})")
_FORMATS.checks("date", raises=ValueError)(_is_day)
_FORMATS.checks("moment", raises=ValueError)(_is_moment)
_VALIDATOR = Draft6Validator(_FILE, format_checker=_FORMATS)


def json_faults(made: object) -> list[str]:
    """What the JSON schema says against a parsed file."""
    return [f"{each.json_path}: {each.message[:200]}" for each in _VALIDATOR.iter_errors(made)]


_ANY = "(?s:.*)"
_TIMED = _MOMENTS.pattern
_LENGTH = "[0-9]{1,2}:[0-9]{2}(?::[0-9]{1,2})?"
_NUMBER = "[1-9][0-9]*"
_GUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
# By element the pattern of its text (of one that has children: nothing but blanks).
_TEXTS = {
    "version": _ANY,
    "title": _ANY,
    "acronym": "[a-z0-9_-]{4,}",
    "start": f"{_DATE}|[0-2][0-9]:[0-5][0-9](?::[0-5][0-9])?",
    "end": _DATE,
    "days": "-?[0-9]+",
    "timeslot_duration": _LENGTH,
    "base_url": _HTTP,
    "time_zone_name": _ANY,
    "room": _ANY,
    "subtitle": _ANY,
    "type": _ANY,
    "date": _TIMED,
    "duration": _LENGTH,
    "abstract": _ANY,
    "slug": "[a-z0-9]{4,}-[0-9]{1,6}-[a-z0-9_-]{4,}",
    "track": _ANY,
    "logo": _ANY,
    "language": _ANY,
    "description": _ANY,
    "license": _ANY,
    "optout": "true|false|0|1",
    "url": _HTTP,
    "person": _ANY,
    "link": _ANY,
    "attachment": _ANY,
}
# By element its attributes, those required with an exclamation mark. The id of a person: schedule.xml.xsd.
_ATTRIBUTES = {
    "generator": {"name": _ANY, "version": _ANY},
    "day": {"date": _DATE, "start": _TIMED, "end": _TIMED, "index": _NUMBER},
    "day/room": {"name!": _ANY, "guid": _GUID},
    "event": {"id!": _NUMBER, "guid!": _GUID},
    "person": {"id": _NUMBER},
    "link": {"href": _ANY},
    "attachment": {"href": _ANY},
}
# By element its children: "?" at most one, "*" any number, "+" at least one. Those of schedule, day and room have an
# order; those of conference, event and recording have none.
_ORDERED = {
    "schedule": "generator? version conference day+",
    "day": "room*",
    "day/room": "event*",
    "persons": "person*",
    "links": "link*",
    "attachments": "attachment*",
}
_UNORDERED = {
    "conference": "title acronym start? end? days? timeslot_duration? base_url? time_zone_name?",
    "event": "room title subtitle type date start duration abstract slug track logo? persons? language? description? "
    "recording? links? attachments? url?",
    "recording": "license optout",
}


def xml_faults(data: bytes) -> list[str]:
    """What the XML schema says against a file."""
    root = etree.fromstring(data)
    faults = [] if root.tag == "schedule" else ["the root is no schedule"]
    for element in root.iter():
        faults += _element_faults(element)
    events = root.findall("day/room/event")
    # guid_unique, id_unique, slug_unique, day_index_unique.
    for name, values in (
        ("guid", [each.get("guid") for each in events]),
        ("id", [each.get("id") for each in events]),
        ("slug", [each.findtext("slug") for each in events]),
        ("index", [each.get("index") for each in root.findall("day") if each.get("index")]),
    ):
        if len(set(values)) < len(values):
            faults.append(f"{name} is not unique")
    return faults


def _element_faults(element: Any) -> list[str]:
    parent = element.getparent()
    name = "day/room" if element.tag == "room" and parent.tag == "day" else str(element.tag)
    faults = _attribute_faults(name, dict(element.attrib))
    children = [str(each.tag) for each in element]
    told = _ORDERED.get(name) or _UNORDERED.get(name)
    if told is None:
        pattern = _TEXTS.get(name, "")
        if children or not re.fullmatch(pattern, element.text or ""):
            faults.append(f"{name}: {element.text!r} is not {pattern}")
        return faults
    parts = [re.fullmatch(r"(\w+)([?*+]?)", each) for each in told.split()]
    pairs = [each.groups() for each in parts if each]
    if name in _ORDERED:
        order = "".join(f"(?:{child} ){mark}" for child, mark in pairs)
        is_well = bool(re.fullmatch(order, "".join(f"{child} " for child in children)))
    else:
        counts = {child: children.count(child) for child in {*children, *(child for child, _mark in pairs)}}
        is_well = all(counts.pop(child) in ((0, 1) if mark else (1,)) for child, mark in pairs) and not counts
    return faults if is_well else [*faults, f"{name}: {children}"]


def _attribute_faults(name: str, attributes: dict[str, str]) -> list[str]:
    faults = []
    for said, pattern in _ATTRIBUTES.get(name, {}).items():
        key = said.rstrip("!")
        value = attributes.pop(key, None)
        if value is None and said != key:
            faults.append(f"{name} has no {key}")
        if value is not None and not re.fullmatch(pattern, value):
            faults.append(f"{name}/@{key}: {value!r}")
    return faults + [f"{name}/@{key}: unknown" for key in attributes]
