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
from secretariat.newsroom.views.media import media_requests, refuse_media_request, take_up_media_request
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
from secretariat.newsroom.views.replies import (
    erase_reply,
    forget_reply_mails,
    publish_replies,
    publish_reply,
    refuse_replies,
    refuse_reply,
    replies,
    settle_report,
)
from secretariat.newsroom.views.rules import revise_newsroom_rules

__all__ = [
    "add_picture",
    "add_press_item",
    "article",
    "articles",
    "correct_article",
    "draft_article",
    "erase_reply",
    "forget_reply_mails",
    "media_requests",
    "picture_file",
    "pictures",
    "pin_related",
    "press_kit",
    "publish_article",
    "publish_replies",
    "publish_reply",
    "refuse_media_request",
    "refuse_replies",
    "refuse_reply",
    "remove_press_item",
    "replies",
    "revise_article",
    "revise_newsroom_rules",
    "revise_picture",
    "revise_press_item",
    "settle_report",
    "submit_article",
    "take_up_media_request",
    "unpin_related",
    "withdraw_article",
]
