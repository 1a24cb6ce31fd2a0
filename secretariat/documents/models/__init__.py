"""Rows of the documents desk: papers, their text, and how it was adopted."""

from secretariat.documents.models.adoption import (
    Adoption,
    Explanation,
    ExplanationKind,
    Manner,
    Vote,
    VoteChoice,
)
from secretariat.documents.models.papers import (
    Distribution,
    Document,
    DocumentKind,
    DocumentQuerySet,
    DocumentState,
    LanguageVersion,
    VersionState,
)
from secretariat.documents.models.texts import (
    Amendment,
    AmendmentKind,
    AmendmentParty,
    AmendmentState,
    OfDocuments,
    Paragraph,
    ParagraphKind,
    ParagraphTie,
    Support,
    SupportStance,
    TextVersion,
)

__all__ = [
    "Adoption",
    "Amendment",
    "AmendmentKind",
    "AmendmentParty",
    "AmendmentState",
    "Distribution",
    "Document",
    "DocumentKind",
    "DocumentQuerySet",
    "DocumentState",
    "Explanation",
    "ExplanationKind",
    "LanguageVersion",
    "Manner",
    "OfDocuments",
    "Paragraph",
    "ParagraphKind",
    "ParagraphTie",
    "Support",
    "SupportStance",
    "TextVersion",
    "VersionState",
    "Vote",
    "VoteChoice",
]
