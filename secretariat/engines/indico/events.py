"""Reading an event with its contributions and sessions, as ``/export/event/ID.json`` gives it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from secretariat.engines.indico.envelope import is_complete, results_of
from secretariat.engines.indico.models import (
    MOST_CONTRIBUTIONS,
    Contribution,
    Event,
    EventRead,
    Session,
    SessionBlock,
    SubContribution,
    Unreadable,
)
from secretariat.engines.indico.moments import moment, ordered, zone_named
from secretariat.engines.indico.parts import material, people, person, references, source_id
from secretariat.engines.indico.values import (
    Ground,
    Node,
    child,
    flag,
    identity,
    nodes,
    number,
    path,
    prose,
    tell,
    text,
    texts,
    web_address,
)

__all__ = ["event_of"]


def event_of(data: object) -> EventRead:
    """Read an event and all that was asked for with it: contributions, sub-contributions, sessions.

    ``data`` is the parsed JSON of ``/export/event/ID.json?detail=…`` (https://docs.getindico.io, HTTP export API): an
    envelope with one event in ``results``. Times come in the zone that was asked for and are given in the event's own.
    A contribution is known by its ``db_id``, which timetables call ``contributionId``; one that stands both in a block
    and beside them is given once, in the block. Descriptions become plain text. Addresses of web and mail are text;
    the address of the file itself may hold a key and is not read, nor are lists of who has access.
    Raises ``Unreadable`` ("not indico", "error answer", "no event", "several events", "too many contributions", "too
    many sessions").
    """
    results = results_of(data)
    if not isinstance(results, list | tuple):
        raise Unreadable("not indico")
    if len(results) != 1:
        raise Unreadable("several events" if results else "no event")
    if not isinstance(results[0], Mapping) or not ("title" in results[0] or "id" in results[0]):
        raise Unreadable("not indico")
    _counted(results[0])
    node = _grounded(results[0])
    return EventRead(event=_event(node), is_complete=is_complete(data), problems=tuple(node.ground.told))


def _counted(data: Mapping[str, object]) -> None:
    """Refuse an event that holds more than is read, before any of it is."""
    blocks = _listed(data, "sessions")
    if len(blocks) > MOST_CONTRIBUTIONS:
        raise Unreadable("too many sessions")
    total = 0
    for holder in (data, *blocks):
        for each in _listed(holder, "contributions"):
            total += 1 + len(_listed(each, "subContributions"))
            if total > MOST_CONTRIBUTIONS:
                raise Unreadable("too many contributions")


def _listed(data: object, name: str) -> Sequence[object]:
    found = data.get(name) if isinstance(data, Mapping) else None
    return found if isinstance(found, list | tuple) else ()


def _grounded(data: Mapping[str, object]) -> Node:
    """The event in its own zone."""
    bare = Node(data, "results[0]", Ground())
    home = zone_named(data.get("timezone"))
    if not home:
        tell(bare.ground, "results[0].timezone", "zone", data.get("timezone"))
    number = identity(bare, "id")
    if not number:
        tell(bare.ground, "results[0].id", "missing")
    return Node(data, bare.where, Ground(number, home, bare.ground.told))


def _event(node: Node) -> Event:
    start, end = moment(node, "startDate"), moment(node, "endDate")
    ordered(node, start, end)
    creator = child(node, "creator")
    held: dict[str, Contribution] = {}
    # Blocks first: what stands in one belongs there.
    blocks = _blocks(node, held)
    return Event(
        source_id=f"indico:{node.ground.event_id}" if node.ground.event_id else "",
        id=node.ground.event_id,
        title=text(node, "title"),
        type=text(node, "type"),
        description=prose(node, "description"),
        timezone=node.ground.home.key if node.ground.home else "",
        start_date=start,
        end_date=end,
        location=text(node, "location"),
        room=text(node, "room"),
        room_fullname=text(node, "roomFullname"),
        address=prose(node, "address"),
        url=web_address(node, "url"),
        category=text(node, "category"),
        category_id=identity(node, "categoryId"),
        language=text(node, "language"),
        label=_label(node),
        organizer=text(node, "organizer"),
        creator=person(creator) if creator else None,
        chairs=people(node, "chairs"),
        keywords=texts(node, "keywords"),
        references=references(node),
        material=material(node),
        note=_note(node),
        sessions=blocks,
        contributions=_contributions(node, held),
    )


def _note(node: Node) -> str:
    note = child(node, "note")
    return prose(note, "html") if note else ""


def _label(node: Node) -> str:
    value = node.data.get("label")
    label = child(node, "label") if not isinstance(value, str) else None
    return text(label, "title") if label else text(node, "label") if isinstance(value, str) else ""


def _blocks(node: Node, held: dict[str, Contribution]) -> tuple[SessionBlock, ...]:
    found: dict[str, SessionBlock] = {}
    inner: dict[str, list[Contribution]] = {}
    for place, each in enumerate(nodes(node, "sessions", MOST_CONTRIBUTIONS)):
        block = _block(each)
        key = block.source_id or f"no number {place}"
        if key in found:
            tell(each.ground, each.where, "twice" if found[key] == block else "differs", block.title)
        found.setdefault(key, block)
        # No contribution is lost with a block that comes again.
        inner.setdefault(key, []).extend(_contributions(each, held))
    return tuple(replace(block, contributions=tuple(inner[key])) for key, block in found.items())


def _block(node: Node) -> SessionBlock:
    start, end = moment(node, "startDate"), moment(node, "endDate")
    ordered(node, start, end)
    session = child(node, "session")
    return SessionBlock(
        source_id=source_id(node, "s", identity(node, "id", "db_id")),
        title=text(node, "title"),
        slot_title=text(node, "slotTitle"),
        code=text(node, "code"),
        session=_session(session) if session else None,
        start_date=start,
        end_date=end,
        room=text(node, "room"),
        room_fullname=text(node, "roomFullname"),
        location=text(node, "location"),
        conveners=people(node, "conveners"),
        note=_note(node),
        url=web_address(node, "url"),
    )


def _session(node: Node) -> Session:
    return Session(
        source_id=source_id(node, "session", identity(node, "db_id", "id")),
        title=text(node, "title"),
        friendly_id=identity(node, "friendly_id", "id"),
        code=text(node, "code"),
        type=text(node, "type"),
        description=prose(node, "description"),
        is_poster=flag(node, "isPoster"),
        session_conveners=people(node, "sessionConveners"),
        material=material(node),
    )


def _contributions(node: Node, held: dict[str, Contribution]) -> tuple[Contribution, ...]:
    found = []
    for each in nodes(node, "contributions", MOST_CONTRIBUTIONS):
        one = _contribution(each)
        before = held.get(one.source_id) if one.source_id else None
        if before is not None:
            tell(each.ground, each.where, "twice" if before == one else "differs", one.title)
            continue
        held[one.source_id] = one
        found.append(one)
    return tuple(found)


def _contribution(node: Node) -> Contribution:
    start, end = moment(node, "startDate"), moment(node, "endDate")
    ordered(node, start, end)
    known = identity(node, "db_id", "id")
    return Contribution(
        source_id=source_id(node, "c", known),
        title=_titled(node),
        friendly_id=identity(node, "friendly_id", "id"),
        code=text(node, "code"),
        board_number=text(node, "board_number"),
        start_date=start,
        end_date=end,
        duration=number(node, "duration"),
        room=text(node, "room"),
        room_fullname=text(node, "roomFullname"),
        location=text(node, "location"),
        type=text(node, "type"),
        session=text(node, "session"),
        track=text(node, "track"),
        description=prose(node, "description"),
        speakers=people(node, "speakers"),
        primaryauthors=people(node, "primaryauthors"),
        coauthors=people(node, "coauthors"),
        keywords=texts(node, "keywords"),
        references=references(node),
        material=material(node),
        note=_note(node),
        url=web_address(node, "url"),
        sub_contributions=tuple(
            _sub_contribution(each, known) for each in nodes(node, "subContributions", MOST_CONTRIBUTIONS)
        ),
    )


def _titled(node: Node) -> str:
    said = text(node, "title")
    if not said:
        tell(node.ground, path(node.where, "title"), "missing")
    return said


def _sub_contribution(node: Node, parent: str) -> SubContribution:
    return SubContribution(
        # Numbers that people see begin anew in each contribution.
        source_id=source_id(node, f"c{parent}sc", identity(node, "db_id", "id")),
        title=_titled(node),
        friendly_id=identity(node, "friendly_id", "id"),
        code=text(node, "code"),
        duration=number(node, "duration"),
        speakers=people(node, "speakers"),
        material=material(node),
        references=references(node),
        note=_note(node),
    )
