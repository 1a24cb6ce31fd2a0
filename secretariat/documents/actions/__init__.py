"""The actions of the documents desk."""

from secretariat.documents.actions.adopting import (
    ADOPTION_FIELDS,
    EXPLANATION_FIELDS,
    Ballot,
    SeenText,
    adopt,
    explain,
    revise_explanation,
)
from secretariat.documents.actions.amending import (
    AMENDMENT_FIELDS,
    REVISED_FIELDS,
    amend,
    close_text,
    join_amendment,
    open_text,
    revise_amendment,
    withdraw_amendment,
)
from secretariat.documents.actions.bringing_in import bring_in_text
from secretariat.documents.actions.deciding import Seen, accept_amendment, bracket_amendment, reject_amendment
from secretariat.documents.actions.papers import (
    issue_document,
    register_document,
    revise_document,
    set_language_version,
    withdraw_document,
)
from secretariat.documents.actions.support import clear_stance, take_stance
from secretariat.documents.actions.texts import (
    move_paragraph,
    restore_paragraph,
    revise_paragraph,
    strike_paragraph,
    translate_paragraph,
    write_paragraph,
)
from secretariat.documents.actions.tying import tie_paragraph, untie_paragraph
from secretariat.documents.actions.versions import keep_version, merge_versions, write_text

__all__ = [
    "ADOPTION_FIELDS",
    "AMENDMENT_FIELDS",
    "EXPLANATION_FIELDS",
    "REVISED_FIELDS",
    "Ballot",
    "Seen",
    "SeenText",
    "accept_amendment",
    "adopt",
    "amend",
    "bracket_amendment",
    "bring_in_text",
    "clear_stance",
    "close_text",
    "explain",
    "issue_document",
    "join_amendment",
    "keep_version",
    "merge_versions",
    "move_paragraph",
    "open_text",
    "register_document",
    "reject_amendment",
    "restore_paragraph",
    "revise_amendment",
    "revise_document",
    "revise_explanation",
    "revise_paragraph",
    "set_language_version",
    "strike_paragraph",
    "take_stance",
    "tie_paragraph",
    "translate_paragraph",
    "untie_paragraph",
    "withdraw_amendment",
    "withdraw_document",
    "write_paragraph",
    "write_text",
]
