"""Pages of the pledges desk."""

from secretariat.pledges.views.dashboard import dashboard, iati
from secretariat.pledges.views.due import due, send_reminders
from secretariat.pledges.views.following import (
    add_evidence,
    record_flow,
    report_progress,
    revise_flow,
    revise_target,
    set_target,
    update_stage,
    verify_progress,
    verify_update,
)
from secretariat.pledges.views.incoming import assign_flow, flows, import_flows
from secretariat.pledges.views.matching import (
    agree_match,
    discuss_match,
    end_match,
    matching,
    need,
    propose_match,
    refuse_match,
)
from secretariat.pledges.views.promises import pledge, pledges, record_pledge, revise_pledge
from secretariat.pledges.views.rates import enter_rate, import_rates, rates

__all__ = [
    "add_evidence",
    "agree_match",
    "assign_flow",
    "dashboard",
    "discuss_match",
    "due",
    "end_match",
    "enter_rate",
    "flows",
    "iati",
    "import_flows",
    "import_rates",
    "matching",
    "need",
    "pledge",
    "pledges",
    "propose_match",
    "rates",
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
