"""The rows of the desk ``newsroom``: articles, pictures, the press kit, replies and requests of media."""

from typing import Any

from secretariat.api.v1.desks.newsroom import seen
from secretariat.api.v1.resources import FACT, Computed, Part, Resource, citations, in_office
from secretariat.newsroom.models import (
    Article,
    Correction,
    MediaRequest,
    NewsroomRules,
    Picture,
    Pin,
    PressItem,
    Reply,
    ReplyReport,
)
from secretariat.newsroom.queries import without_turns

TEXTS = dict[str, str]
_HAS_FILE = Computed("has_file", bool, ("file_id",), lambda file: file is not None)
_PARTIES = Part("parties", str, seen.parties_of_articles)


def _shown(name: str) -> Computed:
    """As readers see it: without signs that would turn what stands around it."""

    def made(value: Any) -> str:
        return without_turns(str(value))

    return Computed(name, str, (name,), made)


_ARTICLES = (
    Resource(
        "newsroom/articles",
        Article,
        in_office(Article),
        (
            "key",
            "kind",
            "title",
            "lead",
            "body",
            "byline",
            "picture",
            "original_language",
            "languages",
            "state",
            "embargo_at",
            "published_at",
            "withdrawn_reason",
            "takes_replies",
            *FACT,
        ),
        "Articles as the newsroom has them: drafts, what is under embargo, what is out, and what was withdrawn.",
        filters=("key", "kind", "state", "published_at_from", "published_at_until", "takes_replies"),
        parts=(_PARTIES, Part("topics", int, seen.topics_of_articles), citations(Article)),
        shapes={"languages": list[str]},
    ),
    Resource(
        "newsroom/published",
        Article,
        seen.out,
        ("key", "kind", "byline", "original_language", "published_at"),
        "Articles that are out, in the languages in which they are published.",
        filters=("key", "kind", "published_at_from", "published_at_until"),
        parts=(
            Part("words", {"language": str, "title": str, "lead": str, "body": str}, seen.public_words),
            Part("corrections", {"at": str, "text": TEXTS}, seen.public_corrections),
            _PARTIES,
        ),
        is_public=True,
        # Each holds the whole words of an article.
        most=20,
    ),
    Resource(
        "newsroom/corrections",
        Correction,
        seen.corrections,
        ("article", "text", "at"),
        "What was wrong in articles that were out.",
        filters=("article", "at_from", "at_until"),
    ),
    Resource(
        "newsroom/pins",
        Pin,
        seen.pins,
        ("article", "related", "position"),
        "Articles that are shown first beside another.",
        filters=("article", "related"),
    ),
)
_PICTURES = (
    Resource(
        "newsroom/pictures",
        Picture,
        in_office(Picture),
        ("name", "width", "height", "alternative", "credit", "licence", "entered_at", "version"),
        "Pictures with their credit; the files are fetched from the page.",
        filters=("name", "entered_at_from", "entered_at_until"),
    ),
    Resource(
        "newsroom/press_kit",
        PressItem,
        in_office(PressItem),
        ("kind", "title", "text", "picture", "credit", "licence", "position", "is_public", "version"),
        "The press kit; what is not public yet says so.",
        filters=("kind", "is_public"),
        computed=(_HAS_FILE,),
    ),
    Resource(
        "newsroom/public_press_kit",
        PressItem,
        seen.public_press_kit,
        ("kind", "title", "text", "credit", "licence", "position"),
        "The press kit as everybody finds it.",
        filters=("kind",),
        is_public=True,
    ),
)
_READERS = (
    Resource(
        "newsroom/replies",
        Reply,
        in_office(Reply),
        (
            "article",
            "name",
            "text",
            "language",
            "state",
            "reasons",
            "received_at",
            "decided_at",
            "refusal",
            "version",
        ),
        "What readers wrote, and what became of it; of their mails nothing is told.",
        filters=("article", "state", "received_at_from", "received_at_until"),
        shapes={"reasons": list[str]},
    ),
    Resource(
        "newsroom/published_replies",
        Reply,
        seen.public_replies,
        ("article", "received_at"),
        "Replies that appear under articles that are out.",
        filters=("article", "received_at_from", "received_at_until"),
        computed=(_shown("name"), _shown("text")),
        is_public=True,
    ),
    Resource(
        "newsroom/reports",
        ReplyReport,
        in_office(ReplyReport),
        ("reply", "reason", "received_at", "is_settled"),
        "What readers reported of replies.",
        filters=("reply", "is_settled"),
    ),
    Resource(
        "newsroom/media_requests",
        MediaRequest,
        in_office(MediaRequest),
        (
            "outlet",
            "kind",
            "country",
            "website",
            "contact_name",
            "contact_mail",
            "language",
            "state",
            "refusal",
            "delegation",
            "received_at",
            "decided_at",
            "version",
        ),
        "Outlets that ask for accreditation, and whom they would send.",
        filters=("kind", "state", "received_at_from", "received_at_until"),
        parts=(Part("people", {"name": str, "task": str}, seen.people_of_requests),),
    ),
    Resource(
        "newsroom/rules",
        NewsroomRules,
        seen.rules,
        ("takes_replies", "takes_media_requests", "mail_days", "replies_an_hour", "words", "version"),
        "How replies are taken and moderated; nothing until it was said once.",
        shapes={"words": list[str]},
    ),
)
RESOURCES: tuple[Resource, ...] = (*_ARTICLES, *_PICTURES, *_READERS)
