"""The rows of the desk ``documents``: papers and their languages, texts, amendments, stances and adoptions."""

from typing import Any

from secretariat.api.v1.desks.documents import seen
from secretariat.api.v1.resources import FACT, Computed, Part, Resource, citations
from secretariat.documents.models import (
    Adoption,
    Amendment,
    Document,
    Explanation,
    LanguageVersion,
    Paragraph,
    ParagraphTie,
    Support,
    TextVersion,
)

TEXTS = dict[str, str]
DRAFTING = seen.drafting
_HAS_FILE = Computed("has_file", bool, ("file_id",), lambda file: file is not None)
_PAPERS = (
    Resource(
        "documents/documents",
        Document,
        seen.documents,
        (
            "key",
            "symbol",
            "title",
            "kind",
            "distribution",
            "state",
            "party",
            "item",
            "session",
            "revises",
            "issued_date",
            "withdrawn_reason",
            "is_open",
            "deadline",
            *FACT,
        ),
        "Papers of the conference; to a focal point, those that were issued to the delegations.",
        filters=("key", "symbol", "kind", "state", "party", "issued_date_from", "issued_date_until", "is_open"),
        parts=(citations(Document),),
        has_csv=True,
        # An item, a session or an earlier paper may be for fewer people than the paper is.
        told_to={"item": DRAFTING, "session": DRAFTING, "revises": DRAFTING},
    ),
    Resource(
        "documents/published",
        Document,
        seen.published,
        ("key", "symbol", "title", "kind", "distribution", "state", "party", "issued_date", "withdrawn_reason"),
        "Papers that everybody may read, with their words in the languages that are there.",
        filters=("key", "symbol", "kind", "state", "party", "issued_date_from", "issued_date_until"),
        parts=(
            Part("languages", {"language": str, "state": str, "has_file": bool}, seen.public_words, is_shared=True),
            Part(
                "paragraphs",
                {"key": str, "kind": str, "parent": str | None, "text": TEXTS},
                seen.public_words,
                is_shared=True,
            ),
            Part("adoption", {"manner": str, "adopted_date": str, "seal": str}, seen.public_adoption),
        ),
        is_public=True,
        # Each holds the whole text of a paper.
        most=10,
    ),
    Resource(
        "documents/languages",
        LanguageVersion,
        seen.languages,
        ("document", "language", "state", "due_date", "issued_date", "note", "version"),
        "How far each language of a paper has come; to delegations, the languages that were handed out.",
        filters=("document", "language", "state", "due_date_from", "due_date_until"),
        computed=(_HAS_FILE,),
        told_to={"due_date": DRAFTING, "note": DRAFTING},
    ),
)
_TEXTS = (
    Resource(
        "documents/paragraphs",
        Paragraph,
        seen.paragraphs,
        ("document", "key", "kind", "parent", "position", "text", "is_struck", *FACT),
        "Paragraphs of texts; ``words`` has no language that is still being written, ``text`` is for who drafts.",
        filters=("document", "kind", "is_struck"),
        parts=(Part("words", {"language": str, "text": str}, seen.words_of_paragraphs), citations(Paragraph)),
        told_to={"text": DRAFTING, "is_struck": DRAFTING},
    ),
    Resource(
        "documents/versions",
        TextVersion,
        seen.text_versions,
        ("document", "number", "name", "content", "sha256", "based_on", "entered_at"),
        "Texts as they stood, kept for good.",
        filters=("document", "number"),
        shapes={"content": list[dict[str, Any]]},
    ),
    Resource(
        "documents/ties",
        ParagraphTie,
        seen.ties,
        ("document", "paragraph", "position", "pledge"),
        "What paragraphs answer: positions of parties, and pledges.",
        filters=("document", "paragraph", "position", "pledge"),
    ),
)
_NEGOTIATION = (
    Resource(
        "documents/amendments",
        Amendment,
        seen.of_words(Amendment),
        (
            "document",
            "number",
            "kind",
            "paragraph",
            "new_kind",
            "text",
            "base_text",
            "bracketed_text",
            "explanation",
            "said_date",
            "state",
            "became",
            "decided_at",
            *FACT,
        ),
        "What parties would have a text say.",
        filters=("document", "paragraph", "kind", "state"),
        parts=(Part("parties", str, seen.parties_of_amendments), citations(Amendment)),
        # In these stand the words of the paragraph in every language, also in those that are being written.
        told_to={"base_text": DRAFTING, "bracketed_text": DRAFTING},
    ),
    Resource(
        "documents/stances",
        Support,
        seen.stances,
        ("document", "paragraph", "amendment", "party", "stance", "note", "said_date", "version"),
        "How parties stand to paragraphs and amendments; of whom there is no row, that party is silent.",
        filters=("document", "paragraph", "amendment", "party", "stance"),
    ),
    Resource(
        "documents/adoptions",
        Adoption,
        seen.of_words(Adoption),
        ("document", "text", "manner", "adopted_date", "session", "note", "seal", *FACT),
        "How texts were adopted, with the votes and the seal.",
        filters=("document", "manner"),
        parts=(Part("votes", {"party": str, "choice": str}, seen.votes_of_adoptions), citations(Adoption)),
        told_to={"session": DRAFTING, "text": DRAFTING},
    ),
    Resource(
        "documents/explanations",
        Explanation,
        seen.of_words(Explanation),
        ("document", "party", "kind", "text", "said_date", *FACT),
        "What parties said of a text as it was adopted.",
        filters=("document", "party", "kind"),
        parts=(citations(Explanation),),
    ),
)
RESOURCES: tuple[Resource, ...] = (*_PAPERS, *_TEXTS, *_NEGOTIATION)
