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
from secretariat.newsroom.permissions.media import (
    may_refuse_media_request,
    may_see_media_requests,
    may_take_up_media_request,
)
from secretariat.newsroom.permissions.replies import (
    may_forget_reply_mails,
    may_publish_replies,
    may_publish_reply,
    may_refuse_replies,
    may_refuse_reply,
    may_see_replies,
    may_settle_report,
)
from secretariat.newsroom.permissions.rules import may_revise_newsroom_rules

__all__ = [
    "DESK",
    "may_add_picture",
    "may_add_press_item",
    "may_correct_article",
    "may_draft_article",
    "may_forget_reply_mails",
    "may_pin_related",
    "may_publish_article",
    "may_publish_replies",
    "may_publish_reply",
    "may_refuse_media_request",
    "may_refuse_replies",
    "may_refuse_reply",
    "may_remove_press_item",
    "may_revise_article",
    "may_revise_newsroom_rules",
    "may_revise_picture",
    "may_revise_press_item",
    "may_see_media_requests",
    "may_see_replies",
    "may_settle_report",
    "may_submit_article",
    "may_take_up_media_request",
    "may_unpin_related",
    "may_withdraw_article",
    "works_in_newsroom",
]
