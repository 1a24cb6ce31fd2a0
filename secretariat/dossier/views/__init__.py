"""Pages of the dossier desk."""

from secretariat.dossier.views.claims import (
    as_reported,
    initiatives,
    obstacles,
    record_initiative,
    record_obstacle,
    revise_initiative,
    revise_obstacle,
)
from secretariat.dossier.views.positions import (
    open_topic,
    party,
    positions,
    record_position,
    rename_topic,
    revise_position,
    topic,
)
from secretariat.dossier.views.timeline import (
    brief,
    brief_party,
    timeline,
)

__all__ = [
    "as_reported",
    "brief",
    "brief_party",
    "initiatives",
    "obstacles",
    "open_topic",
    "party",
    "positions",
    "record_initiative",
    "record_obstacle",
    "record_position",
    "rename_topic",
    "revise_initiative",
    "revise_obstacle",
    "revise_position",
    "timeline",
    "topic",
]
