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
from secretariat.documents.views.texts import (
    move_paragraph,
    restore_paragraph,
    revise_paragraph,
    strike_paragraph,
    text,
    translate_paragraph,
    write_paragraph,
    write_text,
)
from secretariat.documents.views.tying import (
    paragraphs_of_pledge,
    paragraphs_of_topic,
    tie_paragraph,
    ties_of_paragraph,
    untie_paragraph,
)
from secretariat.documents.views.versions import compare, keep_version, merge_versions, version

__all__ = [
    "accept_amendment",
    "adopt",
    "adoption",
    "amend",
    "amendment",
    "bracket_amendment",
    "clear_stance",
    "close_text",
    "compare",
    "daily_list",
    "document",
    "document_file",
    "documents",
    "documents_archive",
    "explain",
    "issue_document",
    "join_amendment",
    "keep_version",
    "merge_versions",
    "move_paragraph",
    "negotiation",
    "open_text",
    "paragraphs_of_pledge",
    "paragraphs_of_topic",
    "register_document",
    "reject_amendment",
    "restore_paragraph",
    "revise_amendment",
    "revise_document",
    "revise_explanation",
    "revise_paragraph",
    "set_language_version",
    "stances",
    "strike_paragraph",
    "take_stance",
    "text",
    "tie_paragraph",
    "ties_of_paragraph",
    "translate_paragraph",
    "translations",
    "untie_paragraph",
    "version",
    "withdraw_amendment",
    "withdraw_document",
    "write_paragraph",
    "write_text",
]
