"""What the figures desk can do."""

from secretariat.figures.actions.areas import (
    CONDITION_FIELDS,
    THRESHOLD_FIELDS,
    assess_condition,
    replace_threshold,
    revise_condition,
    word_threshold,
)
from secretariat.figures.actions.datasets import DATASET_FIELDS, add_dataset, hand_in_edition, match_columns
from secretariat.figures.actions.imports import import_edition, stop_import
from secretariat.figures.actions.movements import (
    INTENTION_FIELDS,
    MOVEMENT_FIELDS,
    record_intention,
    record_movement,
    revise_intention,
    revise_movement,
)
from secretariat.figures.actions.observations import OBSERVATION_FIELDS, record_observation, revise_observation
from secretariat.figures.actions.places import (
    PLACE_FIELDS,
    add_place,
    mark_area_of_return,
    name_origin,
    remove_origin,
    revise_place,
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
from secretariat.figures.actions.reviewing import review_apart, review_for
from secretariat.figures.actions.rules import DISCLOSURE_FIELDS, revise_disclosure_rules
from secretariat.figures.actions.working import bring_in, look_through, watched
from secretariat.figures.actions.writing import write_edition

__all__ = [
    "CONDITION_FIELDS",
    "DATASET_FIELDS",
    "DISCLOSURE_FIELDS",
    "INTENTION_FIELDS",
    "MOVEMENT_FIELDS",
    "OBSERVATION_FIELDS",
    "PLACE_FIELDS",
    "THRESHOLD_FIELDS",
    "Laid",
    "Words",
    "add_dataset",
    "add_place",
    "approve_release",
    "assess_condition",
    "bring_in",
    "hand_in_edition",
    "import_edition",
    "lay_out_release",
    "look_through",
    "mark_area_of_return",
    "match_columns",
    "name_origin",
    "prepare_release",
    "record_intention",
    "record_movement",
    "record_observation",
    "remove_origin",
    "replace_release",
    "replace_threshold",
    "return_release",
    "review_apart",
    "review_for",
    "review_release",
    "revise_condition",
    "revise_disclosure_rules",
    "revise_intention",
    "revise_movement",
    "revise_observation",
    "revise_place",
    "stop_import",
    "submit_release",
    "watched",
    "withdraw_release",
    "word_threshold",
    "write_edition",
]
