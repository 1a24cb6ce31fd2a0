"""Who may do what at the pledges desk."""

from secretariat.pledges.permissions.following import (
    may_add_evidence,
    may_record_flow,
    may_report_progress,
    may_revise_flow,
    may_revise_target,
    may_send_reminders,
    may_set_target,
    may_update_stage,
    may_verify_progress,
    may_verify_update,
)
from secretariat.pledges.permissions.promises import (
    DESK,
    may_record_pledge,
    may_revise_pledge,
    speaks_for_pledge,
)

__all__ = [
    "DESK",
    "may_add_evidence",
    "may_record_flow",
    "may_record_pledge",
    "may_report_progress",
    "may_revise_flow",
    "may_revise_pledge",
    "may_revise_target",
    "may_send_reminders",
    "may_set_target",
    "may_update_stage",
    "may_verify_progress",
    "may_verify_update",
    "speaks_for_pledge",
]
