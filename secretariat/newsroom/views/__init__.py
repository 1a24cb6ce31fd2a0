"""The views of the newsroom desk."""

from secretariat.newsroom.views.articles import (
    article,
    articles,
    correct_article,
    draft_article,
    pin_related,
    publish_article,
    revise_article,
    submit_article,
    unpin_related,
    withdraw_article,
)
from secretariat.newsroom.views.pictures import (
    add_picture,
    add_press_item,
    picture_file,
    pictures,
    press_kit,
    remove_press_item,
    revise_picture,
    revise_press_item,
)

__all__ = [
    "add_picture",
    "add_press_item",
    "article",
    "articles",
    "correct_article",
    "draft_article",
    "picture_file",
    "pictures",
    "pin_related",
    "press_kit",
    "publish_article",
    "remove_press_item",
    "revise_article",
    "revise_picture",
    "revise_press_item",
    "submit_article",
    "unpin_related",
    "withdraw_article",
]
