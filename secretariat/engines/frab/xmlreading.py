"""Reading a schedule in XML: its parts are those of the JSON file under other names."""

import io
import re
from typing import Any

from secretariat.engines.frab.models import MOST_ROOMS, SIZE_LIMIT, Read, Unreadable
from secretariat.engines.frab.reading import schedule_of

__all__ = ["read_xml"]

# Signs that begin an element or end one, and such that stand in an attribute: both are bound before anything is built.
MOST_TAGS = 3_000_000
MOST_ATTRIBUTES = 2_000_000
_ENCODINGS = frozenset({"utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252"})
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_MARK = b"\xef\xbb\xbf"

_Made = dict[str, Any]


def read_xml(data: bytes, *, zone: str = "", language: str = "en") -> Read:
    """Return the schedule in an XML file and all that is wrong with it, by the paths of the JSON file.

    ``zone`` and ``language`` as for ``schedule_of``. No entity is resolved and nothing is fetched.

    Format: schedule.xml.xsd of the public validator (voc/schedule), and what pretalx, frab, Pentabarf and the tools of
    c3voc write of it. Raises ``Unreadable`` with any of its codes.
    """
    root = _opened(data)
    if _name(root) != "schedule":
        raise Unreadable("not a schedule", root.sourceline or 1)
    made = _schedule(root)
    # Two copies of a large file need not stand side by side.
    root.clear()
    return schedule_of(made, zone=zone, language=language)


def _safe(data: bytes) -> None:
    if not data.strip():
        raise Unreadable("empty")
    if len(data) > SIZE_LIMIT:
        raise Unreadable("too large")
    # In an encoding of two bytes a declaration would not be found by its letters.
    text = data.replace(b"\x00", b"") if data.startswith(_WIDE) else data.removeprefix(_MARK)
    found = _ENCODING.match(text.lstrip())
    if found and found.group(1).decode("ascii").lower() not in _ENCODINGS:
        raise Unreadable("encoding", 1)
    declared = _DECLARATION.search(text)
    if declared:
        raise Unreadable("declarations", text.count(b"\n", 0, declared.start()) + 1)
    if text.count(b"<") > MOST_TAGS or text.count(b"=") > MOST_ATTRIBUTES:
        raise Unreadable("too much")


def _opened(data: bytes) -> Any:
    from lxml import etree  # noqa: PLC0415 - heavy, and only few pages need it

    _safe(data)
    # Comments would come between the words of a text.
    quiet = {"remove_comments": True, "remove_pis": True, "huge_tree": False}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, **quiet)
    try:
        # Some begin with an empty line, before which no declaration may stand.
        tree = etree.parse(io.BytesIO(data if data.startswith(_WIDE) else data.lstrip()), parser)
    except etree.XMLSyntaxError as error:
        is_deep = "depth" in (error.msg or "").lower()
        raise Unreadable("too deep" if is_deep else "not xml", error.lineno or 0) from None
    if tree.docinfo.internalDTD is not None or tree.docinfo.externalDTD is not None:
        raise Unreadable("declarations", 1)
    return tree.getroot()


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Any) -> str:
    return "".join(element.itertext())


def _texts(element: Any) -> _Made:
    """The texts of the children by name; of several of one name the first counts."""
    made: _Made = {}
    for each in element:
        made.setdefault(_name(each), _text(each))
    return made


def _children(element: Any, name: str) -> list[Any]:
    return [each for each in element if _name(each) == name]


def _schedule(root: Any) -> _Made:
    conference = next(iter(_children(root, "conference")), None)
    days = _children(root, "day")
    told: _Made = {} if conference is None else _texts(conference)
    told["daysCount"] = told.pop("days", None)
    told["rooms"] = _rooms(days)
    told["tracks"] = [] if conference is None else _tracks(root, conference)
    told["days"] = [_day(each) for each in days]
    told.pop("colors", None)
    generator = next((dict(each.attrib) for each in _children(root, "generator")), None)
    made = {"conference": told, "base_url": told.pop("base_url", None), "generator": generator}
    for each in _children(root, "version")[:1]:
        made["version"] = _text(each)
    return made


def _rooms(days: list[Any]) -> list[_Made]:
    """What the rooms of the days say of themselves beyond their name, each once."""
    found: dict[str, _Made] = {}
    for day in days:
        for room in _children(day, "room"):
            told = dict(room.attrib)
            name = told.get("name", "")
            if told.keys() & {"guid", "slug"} and name not in found:
                found[name] = {"name": name, "guid": told.get("guid"), "slug": told.get("slug")}
        if len(found) > MOST_ROOMS:
            raise Unreadable("too many rooms")
    return list(found.values())


def _tracks(root: Any, conference: Any) -> list[_Made]:
    within = [each for tracks in _children(root, "tracks") for each in _children(tracks, "track")]
    return [{"name": _text(each).strip(), **each.attrib} for each in (*_children(conference, "track"), *within)]


def _day(day: Any) -> _Made:
    told = dict(day.attrib)
    rooms: dict[str, list[_Made]] = {}
    for room in _children(day, "room"):
        rooms.setdefault(room.get("name", ""), []).extend(_event(each) for each in _children(room, "event"))
    made = {"index": told.get("index"), "date": told.get("date"), "rooms": rooms}
    return {**made, "day_start": told.get("start"), "day_end": told.get("end")}


def _event(event: Any) -> _Made:
    made: _Made = {}
    for each in event:
        name = _name(each)
        if name == "recording":
            told = _texts(each)
            made.setdefault("recording_license", told.get("license"))
            made.setdefault("do_not_record", told.get("optout"))
        elif name == "persons":
            made.setdefault(name, [_person(person) for person in _children(each, "person")])
        elif name in ("links", "attachments"):
            made.setdefault(name, [_link(link) for link in _children(each, name.removesuffix("s"))])
        else:
            made.setdefault(name, _text(each))
    # The attributes tell which one it is, whatever stands under the same names.
    return {**made, **{key: event.get(key) for key in ("guid", "id", "code") if event.get(key) is not None}}


def _person(person: Any) -> _Made:
    within = _texts(person)
    # With parts of its own, the name is what stands before them.
    name = (person.text or "").strip() if within else person.text
    return {**within, "name": name or within.get("name"), **person.attrib}


def _link(link: Any) -> _Made:
    told = dict(link.attrib)
    return {**told, "url": told.get("href") or told.get("url"), "title": _text(link)}
