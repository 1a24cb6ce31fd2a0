"""What the pledges desk can do."""

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

__all__ = [
    "PLEDGE_FIELDS",
    "Area",
    "Reach",
    "Share",
    "Sharing",
    "reach_of",
    "record_pledge",
    "revise_pledge",
]
