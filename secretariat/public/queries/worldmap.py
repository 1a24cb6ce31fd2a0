"""The world by standing, ready to be drawn."""

from dataclasses import dataclass

from secretariat.parties.models import Party
from secretariat.public.queries.participation import Group, Participant


@dataclass(frozen=True)
class Land:
    """A state that takes a stand, as it is drawn: the outline, and whose it is."""

    outline: str
    participant: Participant
    group: Group


@dataclass(frozen=True)
class WorldMap:
    """The map: the states with a standing, all other land as one outline, and who has no place on it."""

    view_box: str
    other: str
    states: list[Land]
    host: str
    absent: list[Participant]


def world_by_standing(groups: list[Group], host: Party) -> WorldMap:
    """Draw the participants; the host is drawn as such unless it has a standing itself."""
    # The outlines are read when the first map is drawn, not by every process that starts.
    from secretariat.engines.worldmap import OTHER, VIEW_BOX, shapes  # noqa: PLC0415

    outlines = {code: shape.path for code, shape in shapes().items()}
    states: list[Land] = []
    absent = []
    for group in groups:
        for participant in group.participants:
            outline = outlines.pop(participant.row.party.code, "")
            if outline and participant.row.party.is_state:
                states.append(Land(outline, participant, group))
            else:
                absent.append(participant)
    # Small states are circles; they come last so that they lie on top.
    place = {code: number for number, code in enumerate(shapes())}
    states.sort(key=lambda land: place[land.participant.row.party.code])
    hosts = outlines.pop(host.code, "") if host.is_state else ""
    return WorldMap(VIEW_BOX, "".join([*outlines.values(), OTHER]), states, hosts, absent)
