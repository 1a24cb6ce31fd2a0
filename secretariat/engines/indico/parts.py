"""What stands in events and timetables alike: persons, materials, references."""

from secretariat.engines.indico.models import MOST_LISTED, Material, Person, Reference
from secretariat.engines.indico.values import Node, child, email, identity, nodes, path, tell, text, web_address

__all__ = ["attachments", "material", "people", "person", "references", "source_id"]


def source_id(node: Node, kind: str, number: str) -> str:
    """Return the name under which a thing of an event is known again, such as "indico:137346:c12".

    A thing without a number is told, for a second reading would not know it; of an event without a number that was
    told of the event itself.
    """
    if not number:
        tell(node.ground, path(node.where, "id"), "missing")
    return f"indico:{node.ground.event_id}:{kind}{number}" if number and node.ground.event_id else ""


def people(node: Node, name: str) -> tuple[Person, ...]:
    """Return the persons of a list, in its order; one of whom neither name nor address is told is left out."""
    return tuple(found for each in nodes(node, name) if (found := person(each)))


def person(node: Node) -> Person | None:
    """Return a person as events (first_name, fullName) and timetables (firstName, name) write one.

    The hash of the address, the telephone and the postal address are not read.
    """
    first, last = text(node, "first_name", "firstName"), text(node, "last_name", "familyName")
    full, address = text(node, "fullName", "name") or f"{first} {last}".strip(), email(node)
    if not full and not address:
        tell(node.ground, path(node.where, "fullName"), "missing")
        return None
    number = identity(node, "person_id") if node.ground.event_id else ""
    return Person(
        full_name=full,
        first_name=first,
        last_name=last,
        title=text(node, "title"),
        affiliation=text(node, "affiliation"),
        email=address,
        source_id=f"indico:{node.ground.event_id}:p{number}" if number else "",
    )


def references(node: Node) -> tuple[Reference, ...]:
    """Return the external identifiers of something."""
    found = (
        Reference(
            type=text(each, "type"), value=text(each, "value"), url=web_address(each, "url"), urn=text(each, "urn")
        )
        for each in nodes(node, "references")
    )
    return tuple(each for each in found if each.value or each.url or each.urn)


def material(node: Node) -> tuple[Material, ...]:
    """Return the files and links of something from its folders and from the older ``material``, each address once."""
    found = [
        _one(each, "download_url", "link_url")
        for folder in nodes(node, "folders")
        for each in nodes(folder, "attachments")
    ]
    # The same files once more, in the shape of former versions.
    found += [_one(each, "url") for older in nodes(node, "material") for each in nodes(older, "resources")]
    return _once(node, "folders", found)


def attachments(node: Node) -> tuple[Material, ...]:
    """Return the files and links of an entry of a timetable: those of its own, then those in folders."""
    holder = child(node, "attachments")
    if not holder:
        return ()
    found = [_one(each, "download_url") for each in nodes(holder, "files")]
    found += [
        _one(each, "download_url") for folder in nodes(holder, "folders") for each in nodes(folder, "attachments")
    ]
    return _once(node, "attachments", found)


def _one(node: Node, *names: str) -> Material:
    # A link has both: where it is kept is no help to who is not signed in there.
    return Material(title=text(node, "title", "name"), url=web_address(node, *reversed(names)))


def _once(node: Node, name: str, found: list[Material]) -> tuple[Material, ...]:
    by_address: dict[str, Material] = {}
    for each in found:
        if each.url or each.title:
            by_address.setdefault(each.url or f"title:{each.title}", each)
    kept = tuple(by_address.values())
    if len(kept) > MOST_LISTED:
        tell(node.ground, path(node.where, name), "too many", str(len(kept)))
    return kept[:MOST_LISTED]
