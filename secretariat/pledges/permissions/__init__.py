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
from secretariat.pledges.permissions.matching import (
    may_agree_match,
    may_discuss_match,
    may_end_match,
    may_propose_match,
    may_refuse_match,
)
from secretariat.pledges.permissions.money import may_assign_flow, may_enter_rate, may_import_flows, may_import_rates
from secretariat.pledges.permissions.promises import DESK, may_record_pledge, may_revise_pledge, speaks_for_pledge

__all__ = [
    "DESK",
    "may_add_evidence",
    "may_agree_match",
    "may_assign_flow",
    "may_discuss_match",
    "may_end_match",
    "may_enter_rate",
    "may_import_flows",
    "may_import_rates",
    "may_propose_match",
    "may_record_flow",
    "may_record_pledge",
    "may_refuse_match",
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
