"""Who may do what in the newsroom."""

from secretariat.newsroom.permissions.articles import (
    DESK,
    may_add_picture,
    may_add_press_item,
    may_correct_article,
    may_draft_article,
    may_pin_related,
    may_publish_article,
    may_remove_press_item,
    may_revise_article,
    may_revise_picture,
    may_revise_press_item,
    may_submit_article,
    may_unpin_related,
    may_withdraw_article,
    works_in_newsroom,
)

__all__ = [
    "DESK",
    "may_add_picture",
    "may_add_press_item",
    "may_correct_article",
    "may_draft_article",
    "may_pin_related",
    "may_publish_article",
    "may_remove_press_item",
    "may_revise_article",
    "may_revise_picture",
    "may_revise_press_item",
    "may_submit_article",
    "may_unpin_related",
    "may_withdraw_article",
    "works_in_newsroom",
]
