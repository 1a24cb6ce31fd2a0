"""Pages of the dossier desk."""

from secretariat.dossier.views.areas import area
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
from secretariat.dossier.views.reported import keep_unread, record_figure, record_notice
from secretariat.dossier.views.reports import (
    accept_draft,
    accept_drafts,
    join_draft,
    join_drafts,
    mend_draft,
    read_again,
    read_report,
    refuse_draft,
    refuse_drafts,
    report,
    reports,
    take_up_draft,
)
from secretariat.dossier.views.ties import draw_pledge, pledges_of_meeting, tie_pledge, ties_of_pledge, untie_pledge
from secretariat.dossier.views.timeline import brief, brief_party, timeline

__all__ = [
    "accept_draft",
    "accept_drafts",
    "area",
    "as_reported",
    "brief",
    "brief_party",
    "draw_pledge",
    "initiatives",
    "join_draft",
    "join_drafts",
    "keep_unread",
    "mend_draft",
    "obstacles",
    "open_topic",
    "party",
    "pledges_of_meeting",
    "positions",
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
    "report",
    "reports",
    "revise_initiative",
    "revise_obstacle",
    "revise_position",
    "take_up_draft",
    "tie_pledge",
    "ties_of_pledge",
    "timeline",
    "topic",
    "untie_pledge",
]
