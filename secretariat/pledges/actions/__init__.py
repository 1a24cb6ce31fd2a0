"""What the pledges desk can do."""

from secretariat.pledges.actions.flows import FLOW_FIELDS, record_flow, revise_flow
from secretariat.pledges.actions.incoming import assign_flow, import_flows
from secretariat.pledges.actions.matching import agree_match, discuss_match, end_match, propose_match, refuse_match
from secretariat.pledges.actions.promises import (
    PLEDGE_FIELDS,
    Area,
    Reach,
    Share,
    Sharing,
    reach_of,
    record_pledge,
    revise_pledge,
)
from secretariat.pledges.actions.rates import enter_rate, import_rates
from secretariat.pledges.actions.reminding import send_reminders
from secretariat.pledges.actions.stages import EVIDENCE_FIELDS, UPDATE_FIELDS, add_evidence, update_stage, verify_update
from secretariat.pledges.actions.targets import (
    PROGRESS_FIELDS,
    TARGET_FIELDS,
    report_progress,
    revise_target,
    set_target,
    verify_progress,
)

__all__ = [
    "EVIDENCE_FIELDS",
    "FLOW_FIELDS",
    "PLEDGE_FIELDS",
    "PROGRESS_FIELDS",
    "TARGET_FIELDS",
    "UPDATE_FIELDS",
    "Area",
    "Reach",
    "Share",
    "Sharing",
    "add_evidence",
    "agree_match",
    "assign_flow",
    "discuss_match",
    "end_match",
    "enter_rate",
    "import_flows",
    "import_rates",
    "propose_match",
    "reach_of",
    "record_flow",
    "record_pledge",
    "refuse_match",
    "report_progress",
    "revise_flow",
    "revise_pledge",
    "revise_target",
    "send_reminders",
    "set_target",
    "update_stage",
    "verify_progress",
    "verify_update",
]
