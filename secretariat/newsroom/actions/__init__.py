"""The actions of the newsroom."""

from secretariat.newsroom.actions.articles import (
    ARTICLE_FIELDS,
    About,
    Mended,
    correct_article,
    draft_article,
    publish_article,
    revise_article,
    submit_article,
    withdraw_article,
)
from secretariat.newsroom.actions.pictures import PICTURE_FIELDS, add_picture, revise_picture
from secretariat.newsroom.actions.press_kit import (
    PRESS_ITEM_FIELDS,
    add_press_item,
    remove_press_item,
    revise_press_item,
)
from secretariat.newsroom.actions.related import pin_related, unpin_related

__all__ = [
    "ARTICLE_FIELDS",
    "PICTURE_FIELDS",
    "PRESS_ITEM_FIELDS",
    "About",
    "Mended",
    "add_picture",
    "add_press_item",
    "correct_article",
    "draft_article",
    "pin_related",
    "publish_article",
    "remove_press_item",
    "revise_article",
    "revise_picture",
    "revise_press_item",
    "submit_article",
    "unpin_related",
    "withdraw_article",
]
