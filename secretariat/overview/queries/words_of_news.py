"""The record in words for the newsroom."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: dict[str, str | Promise] = {}

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
