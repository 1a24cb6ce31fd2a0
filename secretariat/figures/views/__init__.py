"""Pages of the figures desk."""

from secretariat.figures.views.areas import (
    areas,
    assess_condition,
    replace_threshold,
    revise_condition,
    thresholds,
    word_threshold,
)
from secretariat.figures.views.looking import camp, camps, chart, country, figures, table
from secretariat.figures.views.movements import (
    intentions,
    movements,
    record_intention,
    record_movement,
    revise_intention,
    revise_movement,
)
from secretariat.figures.views.observations import record_observation, revise_observation
from secretariat.figures.views.releases import (
    approve_release,
    lay_out_release,
    prepare_release,
    releases,
    replace_release,
    return_release,
    review_release,
    revise_disclosure_rules,
    submit_release,
    withdraw_release,
)
from secretariat.figures.views.reviewing import release, review

__all__ = [
    "approve_release",
    "areas",
    "assess_condition",
    "camp",
    "camps",
    "chart",
    "country",
    "figures",
    "intentions",
    "lay_out_release",
    "movements",
    "prepare_release",
    "record_intention",
    "record_movement",
    "record_observation",
    "release",
    "releases",
    "replace_release",
    "replace_threshold",
    "return_release",
    "review",
    "review_release",
    "revise_condition",
    "revise_disclosure_rules",
    "revise_intention",
    "revise_movement",
    "revise_observation",
    "submit_release",
    "table",
    "thresholds",
    "withdraw_release",
    "word_threshold",
]
