"""What can be read of pledges."""

from secretariat.pledges.queries.due import (
    CLOSED,
    NO_UPDATE,
    DueDay,
    Share,
    Standing,
    due_soon,
    is_reached,
    overdue,
    part_reached,
    shares,
    silent,
    standings,
    standings_in_truth,
)
from secretariat.pledges.queries.letters import reminder_letters, reminders_for, speakers
from secretariat.pledges.queries.listing import Found, PledgeRow, Wanted, found, pledges_of, rows_of
from secretariat.pledges.queries.money import MixedKinds, Sum, is_currency, money_by_kind, places_of
from secretariat.pledges.queries.sight import Sight, last_day_of, reporters_of, sight_in_office, sight_in_public
from secretariat.pledges.queries.whole import Whole, whole_pledge

__all__ = [
    "CLOSED",
    "NO_UPDATE",
    "DueDay",
    "Found",
    "MixedKinds",
    "PledgeRow",
    "Share",
    "Sight",
    "Standing",
    "Sum",
    "Wanted",
    "Whole",
    "due_soon",
    "found",
    "is_currency",
    "is_reached",
    "last_day_of",
    "money_by_kind",
    "overdue",
    "part_reached",
    "places_of",
    "pledges_of",
    "reminder_letters",
    "reminders_for",
    "reporters_of",
    "rows_of",
    "shares",
    "sight_in_office",
    "sight_in_public",
    "silent",
    "speakers",
    "standings",
    "standings_in_truth",
    "whole_pledge",
]
