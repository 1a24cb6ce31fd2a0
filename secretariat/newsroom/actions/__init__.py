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
from secretariat.newsroom.actions.erasing import erase_from_requests, erase_journalist, erase_media_contact, erase_reply
from secretariat.newsroom.actions.incoming import TooMany, take_reply, take_report
from secretariat.newsroom.actions.media import refuse_media_request, take_media_request, take_up_media_request
from secretariat.newsroom.actions.pictures import PICTURE_FIELDS, add_picture, revise_picture
from secretariat.newsroom.actions.press_kit import (
    PRESS_ITEM_FIELDS,
    add_press_item,
    remove_press_item,
    revise_press_item,
)
from secretariat.newsroom.actions.related import pin_related, unpin_related
from secretariat.newsroom.actions.replies import (
    forget_reply_mails,
    publish_replies,
    publish_reply,
    refuse_replies,
    refuse_reply,
    settle_report,
)
from secretariat.newsroom.actions.rules import RULES_FIELDS, revise_newsroom_rules

__all__ = [
    "ARTICLE_FIELDS",
    "PICTURE_FIELDS",
    "PRESS_ITEM_FIELDS",
    "RULES_FIELDS",
    "About",
    "Mended",
    "TooMany",
    "add_picture",
    "add_press_item",
    "correct_article",
    "draft_article",
    "erase_from_requests",
    "erase_journalist",
    "erase_media_contact",
    "erase_reply",
    "forget_reply_mails",
    "pin_related",
    "publish_article",
    "publish_replies",
    "publish_reply",
    "refuse_media_request",
    "refuse_replies",
    "refuse_reply",
    "remove_press_item",
    "revise_article",
    "revise_newsroom_rules",
    "revise_picture",
    "revise_press_item",
    "settle_report",
    "submit_article",
    "take_media_request",
    "take_reply",
    "take_report",
    "take_up_media_request",
    "unpin_related",
    "withdraw_article",
]
