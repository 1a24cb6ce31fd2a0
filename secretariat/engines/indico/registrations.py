"""Reading registrations, as the interface for checking in gives them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from secretariat.engines.indico.answers import answer
from secretariat.engines.indico.envelope import refuse_error
from secretariat.engines.indico.labels import PERSONAL, roles_of
from secretariat.engines.indico.models import (
    LONGEST_LINE,
    MOST_FIELDS,
    MOST_REGISTRATIONS,
    STATES,
    Registration,
    RegistrationsRead,
    Unreadable,
)
from secretariat.engines.indico.moments import moment
from secretariat.engines.indico.parts import source_id
from secretariat.engines.indico.values import (
    Ground,
    Node,
    email,
    flag,
    identity,
    nodes,
    number,
    path,
    tell,
    text,
    texts,
)

__all__ = ["registrations_of"]


def registrations_of(data: object, *, event_id: str = "") -> RegistrationsRead:
    """Read a list of registrations, or one in detail with its answers.

    ``data`` is the parsed JSON of ``/api/checkin/event/E/forms/F/registrations/`` or of one registration beneath it
    (the server's ``CheckinRegistrationSchema``). A list has no answers; in detail they are given in the order of the
    form. Each registration names its event; ``event_id`` counts where one does not. The secret of the ticket, the
    picture's address and what was paid are not read. Raises ``Unreadable`` ("not indico", "error answer", "too many
    registrations").
    """
    ground = Ground(event_id)
    found: dict[str, Registration] = {}
    for place, node in enumerate(_registrations(data, ground)):
        one = _registration(node)
        if one.source_id and one.source_id in found:
            tell(ground, node.where, "twice" if found[one.source_id] == one else "differs", one.full_name)
            continue
        found[one.source_id or f"no number {place}"] = one
    return RegistrationsRead(tuple(found.values()), tuple(ground.told))


def _registrations(data: object, ground: Ground) -> list[Node]:
    if isinstance(data, Mapping):
        if "full_name" in data or "registration_data" in data:
            return [Node(data, "", ground)]
        refuse_error(data)
    if not isinstance(data, list | tuple):
        raise Unreadable("not indico")
    if len(data) > MOST_REGISTRATIONS:
        raise Unreadable("too many registrations")
    for place, each in enumerate(data):
        if not isinstance(each, Mapping):
            tell(ground, path("", place), "shape", each)
    return [Node(each, path("", place), ground) for place, each in enumerate(data) if isinstance(each, Mapping)]


def _registration(node: Node) -> Registration:
    event = identity(node, "event_id") or node.ground.event_id
    if not event:
        tell(node.ground, path(node.where, "event_id"), "missing")
    known = identity(node, "id")
    one = Registration(
        source_id=source_id(replace(node, ground=replace(node.ground, event_id=event)), "reg", known),
        full_name=text(node, "full_name"),
        email=email(node),
        regform_id=identity(node, "regform_id"),
        state=_state(node),
        checked_in=flag(node, "checked_in"),
        checked_in_dt=moment(node, "checked_in_dt"),
        registration_date=moment(node, "registration_date"),
        occupied_slots=_slots(node),
        tags=_tags(node),
    )
    if not one.full_name:
        tell(node.ground, path(node.where, "full_name"), "missing")
    answers = _answers(node)
    return replace(one, fields=answers, **_personal(one, answers))


def _state(node: Node) -> str:
    said = text(node, "state")
    if said in STATES:
        return said
    tell(node.ground, path(node.where, "state"), "state" if said else "missing", said)
    return ""


def _slots(node: Node) -> int:
    found = number(node, "occupied_slots")
    return 1 if found is None else found


def _tags(node: Node) -> tuple[str, ...]:
    value = node.data.get("tags")
    if isinstance(value, list | tuple) and any(isinstance(each, str) for each in value):
        return texts(node, "tags")
    return tuple(dict.fromkeys(title for each in nodes(node, "tags") if (title := text(each, "title"))))


def _answers(node: Node) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for section in nodes(node, "registration_data"):
        for each in nodes(section, "fields"):
            if len(found) == MOST_FIELDS:
                tell(node.ground, each.where, "too many")
                return tuple(found)
            found.append((text(each, "title"), answer(each)))
    return tuple(found)


def _personal(one: Registration, answers: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """What the form asks of every person, by the names of the fields; the address to write to is the server's own."""
    roles = roles_of([title for title, _said in answers])
    found = {
        role: " ".join(said.split())[:LONGEST_LINE]
        for role, (_title, said) in zip(roles, answers, strict=True)
        if role in PERSONAL and said
    }
    return {role: said for role, said in found.items() if role != "email" or not one.email}
