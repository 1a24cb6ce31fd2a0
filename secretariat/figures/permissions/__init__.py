"""Who may do what at the figures desk."""

from secretariat.figures.permissions.areas import (
    may_assess_condition,
    may_record_intention,
    may_record_movement,
    may_replace_threshold,
    may_revise_condition,
    may_revise_intention,
    may_revise_movement,
    may_word_threshold,
)
from secretariat.figures.permissions.releases import (
    may_approve_release,
    may_lay_out_release,
    may_prepare_release,
    may_replace_release,
    may_return_release,
    may_review_release,
    may_revise_disclosure_rules,
    may_see_hidden,
    may_see_releases,
    may_submit_release,
    may_withdraw_release,
)

__all__ = [
    "may_approve_release",
    "may_assess_condition",
    "may_lay_out_release",
    "may_prepare_release",
    "may_record_intention",
    "may_record_movement",
    "may_replace_release",
    "may_replace_threshold",
    "may_return_release",
    "may_review_release",
    "may_revise_condition",
    "may_revise_disclosure_rules",
    "may_revise_intention",
    "may_revise_movement",
    "may_see_hidden",
    "may_see_releases",
    "may_submit_release",
    "may_withdraw_release",
    "may_word_threshold",
]
