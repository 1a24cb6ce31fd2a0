"""What the dossier desk can do: positions by topic, initiatives, obstacles."""

from secretariat.dossier.actions.initiatives import (
    INITIATIVE_FIELDS,
    record_initiative,
    revise_initiative,
)
from secretariat.dossier.actions.obstacles import (
    OBSTACLE_FIELDS,
    record_obstacle,
    revise_obstacle,
)
from secretariat.dossier.actions.positions import (
    POSITION_FIELDS,
    open_topic,
    record_position,
    rename_topic,
    revise_position,
)

__all__ = [
    "INITIATIVE_FIELDS",
    "OBSTACLE_FIELDS",
    "POSITION_FIELDS",
    "open_topic",
    "record_initiative",
    "record_obstacle",
    "record_position",
    "rename_topic",
    "revise_initiative",
    "revise_obstacle",
    "revise_position",
]
