"""What the dossier desk can do: positions by topic, initiatives, obstacles, and the intake of reports."""

from secretariat.dossier.actions.initiatives import INITIATIVE_FIELDS, record_initiative, revise_initiative
from secretariat.dossier.actions.intake import (
    accept_draft,
    accept_drafts,
    digest_of,
    join_draft,
    join_drafts,
    keep_unread,
    mend_draft,
    read_again,
    read_report,
    refuse_draft,
    refuse_drafts,
    take_up_draft,
)
from secretariat.dossier.actions.obstacles import OBSTACLE_FIELDS, record_obstacle, revise_obstacle
from secretariat.dossier.actions.positions import (
    POSITION_FIELDS,
    open_topic,
    record_position,
    rename_topic,
    revise_position,
)
from secretariat.dossier.actions.reported import FIGURE_FIELDS, NOTICE_FIELDS, record_figure, record_notice
from secretariat.dossier.actions.ties import draw_pledge, tie_pledge, untie_pledge

__all__ = [
    "FIGURE_FIELDS",
    "INITIATIVE_FIELDS",
    "NOTICE_FIELDS",
    "OBSTACLE_FIELDS",
    "POSITION_FIELDS",
    "accept_draft",
    "accept_drafts",
    "digest_of",
    "draw_pledge",
    "join_draft",
    "join_drafts",
    "keep_unread",
    "mend_draft",
    "open_topic",
    "read_again",
    "read_report",
    "record_figure",
    "record_initiative",
    "record_notice",
    "record_obstacle",
    "record_position",
    "refuse_draft",
    "refuse_drafts",
    "rename_topic",
    "revise_initiative",
    "revise_obstacle",
    "revise_position",
    "take_up_draft",
    "tie_pledge",
    "untie_pledge",
]
