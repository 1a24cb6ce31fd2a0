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
from secretariat.documents.views.negotiating import (
    clear_stance,
    close_text,
    negotiation,
    open_text,
    stances,
    take_stance,
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
    "explain",
    "join_amendment",
    "negotiation",
    "open_text",
    "paragraphs_of_pledge",
    "paragraphs_of_topic",
    "reject_amendment",
    "revise_amendment",
    "revise_explanation",
    "stances",
    "take_stance",
    "tie_paragraph",
    "ties_of_paragraph",
    "untie_paragraph",
    "withdraw_amendment",
]
