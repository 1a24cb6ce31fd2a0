"""Rows of the newsroom: articles, the press kit, replies and media requests."""

from secretariat.newsroom.models.articles import (
    READ_DRAFTS,
    Article,
    ArticleKind,
    ArticleParty,
    ArticleQuerySet,
    ArticleState,
    ArticleTopic,
    Correction,
    NewsRows,
    Picture,
    Pin,
    PressItem,
    PressItemKind,
)
from secretariat.newsroom.models.media import MediaPerson, MediaRequest, MediaRequestState, OutletKind
from secretariat.newsroom.models.replies import ModeratorRows, NewsroomRules, Reply, ReplyReport, ReplyState

__all__ = [
    "READ_DRAFTS",
    "Article",
    "ArticleKind",
    "ArticleParty",
    "ArticleQuerySet",
    "ArticleState",
    "ArticleTopic",
    "Correction",
    "MediaPerson",
    "MediaRequest",
    "MediaRequestState",
    "ModeratorRows",
    "NewsRows",
    "NewsroomRules",
    "OutletKind",
    "Picture",
    "Pin",
    "PressItem",
    "PressItemKind",
    "Reply",
    "ReplyReport",
    "ReplyState",
]
