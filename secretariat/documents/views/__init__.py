"""The views of the documents desk."""

from secretariat.documents.views.adopting import adopt, adoption, explain, revise_explanation
from secretariat.documents.views.amending import (
    accept_amendment,
    amend,
    amendment,
    bracket_amendment,
    join_amendment,
    reject_amendment,
    revise_amendment,
    withdraw_amendment,
)
from secretariat.documents.views.daily import daily_list, documents_archive
from secretariat.documents.views.languages import document_file, set_language_version, translations
from secretariat.documents.views.negotiating import (
    clear_stance,
    close_text,
    negotiation,
    open_text,
    stances,
    take_stance,
)
from secretariat.documents.views.papers import (
    document,
    documents,
    issue_document,
    register_document,
    revise_document,
    withdraw_document,
)
from secretariat.documents.views.tying import (
    paragraphs_of_pledge,
    paragraphs_of_topic,
    tie_paragraph,
    ties_of_paragraph,
    untie_paragraph,
)

__all__ = [
    "accept_amendment",
    "adopt",
    "adoption",
    "amend",
    "amendment",
    "bracket_amendment",
    "clear_stance",
    "close_text",
    "daily_list",
    "document",
    "document_file",
    "documents",
    "documents_archive",
    "explain",
    "issue_document",
    "join_amendment",
    "negotiation",
    "open_text",
    "paragraphs_of_pledge",
    "paragraphs_of_topic",
    "register_document",
    "reject_amendment",
    "revise_amendment",
    "revise_document",
    "revise_explanation",
    "set_language_version",
    "stances",
    "take_stance",
    "tie_paragraph",
    "ties_of_paragraph",
    "translations",
    "untie_paragraph",
    "withdraw_amendment",
    "withdraw_document",
]
