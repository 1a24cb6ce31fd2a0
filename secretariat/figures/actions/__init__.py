"""What the figures desk can do."""

from secretariat.figures.actions.areas import (
    CONDITION_FIELDS,
    THRESHOLD_FIELDS,
    assess_condition,
    replace_threshold,
    revise_condition,
    word_threshold,
)
from secretariat.figures.actions.movements import (
    INTENTION_FIELDS,
    MOVEMENT_FIELDS,
    record_intention,
    record_movement,
    revise_intention,
    revise_movement,
)
from secretariat.figures.actions.releases import (
    Laid,
    Words,
    approve_release,
    lay_out_release,
    prepare_release,
    replace_release,
    return_release,
    review_release,
    submit_release,
    withdraw_release,
)
from secretariat.figures.actions.reviewing import review_apart
from secretariat.figures.actions.rules import DISCLOSURE_FIELDS, revise_disclosure_rules

__all__ = [
    "CONDITION_FIELDS",
    "DISCLOSURE_FIELDS",
    "INTENTION_FIELDS",
    "MOVEMENT_FIELDS",
    "THRESHOLD_FIELDS",
    "Laid",
    "Words",
    "approve_release",
    "assess_condition",
    "lay_out_release",
    "prepare_release",
    "record_intention",
    "record_movement",
    "replace_release",
    "replace_threshold",
    "return_release",
    "review_apart",
    "review_release",
    "revise_condition",
    "revise_disclosure_rules",
    "revise_intention",
    "revise_movement",
    "submit_release",
    "withdraw_release",
    "word_threshold",
]
