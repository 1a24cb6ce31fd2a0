"""The record in words for the newsroom."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: dict[str, str | Promise] = {
    "newsroom.take_up_media_request": gettext_lazy("took up an outlet that asked for accreditation"),
    "newsroom.refuse_media_request": gettext_lazy("refused an outlet that asked for accreditation"),
    "newsroom.draft_article": gettext_lazy("wrote an article"),
    "newsroom.revise_article": gettext_lazy("revised an article"),
    "newsroom.submit_article": gettext_lazy("handed an article to a second person"),
    "newsroom.publish_article": gettext_lazy("published an article"),
    "newsroom.correct_article": gettext_lazy("corrected an article"),
    "newsroom.withdraw_article": gettext_lazy("withdrew an article"),
    "newsroom.pin_related": gettext_lazy("pinned a related article"),
    "newsroom.unpin_related": gettext_lazy("unpinned a related article"),
    "newsroom.add_picture": gettext_lazy("added a picture"),
    "newsroom.revise_picture": gettext_lazy("revised a picture"),
    "newsroom.add_press_item": gettext_lazy("added to the press kit"),
    "newsroom.revise_press_item": gettext_lazy("revised a piece of the press kit"),
    "newsroom.remove_press_item": gettext_lazy("took a piece out of the press kit"),
    "newsroom.publish_reply": gettext_lazy("published a reply"),
    "newsroom.erase_journalist": gettext_lazy("erased a journalist"),
    "newsroom.erase_media_contact": gettext_lazy("erased who asked for an outlet"),
    "newsroom.erase_reply": gettext_lazy("erased a reply"),
    "newsroom.refuse_reply": gettext_lazy("refused a reply"),
    "newsroom.publish_replies": gettext_lazy("published replies"),
    "newsroom.refuse_replies": gettext_lazy("refused replies"),
    "newsroom.settle_report": gettext_lazy("settled a report of a reply"),
    "newsroom.forget_reply_mails": gettext_lazy("deleted mails of readers that had served"),
    "newsroom.revise_newsroom_rules": gettext_lazy("revised the rules of the newsroom"),
}

KINDS: dict[str, str | Promise] = {
    "newsroom.article": gettext_lazy("articles"),
    "newsroom.articleparty": gettext_lazy("parties of articles"),
    "newsroom.articletopic": gettext_lazy("topics of articles"),
    "newsroom.correction": gettext_lazy("corrections of articles"),
    "newsroom.mediaperson": gettext_lazy("people of media requests"),
    "newsroom.mediarequest": gettext_lazy("media requests"),
    "newsroom.newsroomrules": gettext_lazy("rules of the newsroom"),
    "newsroom.picture": gettext_lazy("pictures"),
    "newsroom.pin": gettext_lazy("pinned articles"),
    "newsroom.pressitem": gettext_lazy("pieces of the press kit"),
    "newsroom.reply": gettext_lazy("replies"),
    "newsroom.replyreport": gettext_lazy("reports of replies"),
}
