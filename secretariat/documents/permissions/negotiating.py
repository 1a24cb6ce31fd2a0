"""Who may amend a text, say how a party stands to it, and note that it was adopted."""

from secretariat.accounts.models import Role, User
from secretariat.documents.models import (
    Amendment,
    AmendmentState,
    Document,
    DocumentState,
    Explanation,
    Paragraph,
    ParagraphTie,
    Support,
)
from secretariat.documents.permissions.papers import DESK, READS_AS_DELEGATION, works_on_texts


def may_open_text(user: User, document: Document) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, document.conference_id)


def may_close_text(user: User, document: Document) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, document.conference_id)


def may_amend(user: User, document: Document) -> bool:
    """Officers of this desk and rapporteurs for any party; the focal point of a party for that party."""
    return works_on_texts(user, document.conference_id) or is_for_delegation(user, document)


def may_revise_amendment(user: User, amendment: Amendment) -> bool:
    """Officers and rapporteurs; the focal point of a party that handed it in, as long as nothing is decided."""
    return works_on_texts(user, amendment.conference_id) or _handed_in(user, amendment)


def may_join_amendment(user: User, amendment: Amendment) -> bool:
    """Officers and rapporteurs for any party; the focal point of a party for that party."""
    return works_on_texts(user, amendment.conference_id) or is_for_delegation(user, amendment.document)


def may_withdraw_amendment(user: User, amendment: Amendment) -> bool:
    """Officers and rapporteurs; the focal point of a party that handed it in, as long as nothing is decided."""
    return works_on_texts(user, amendment.conference_id) or _handed_in(user, amendment)


def may_accept_amendment(user: User, amendment: Amendment) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, amendment.conference_id)


def may_bracket_amendment(user: User, amendment: Amendment) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, amendment.conference_id)


def may_reject_amendment(user: User, amendment: Amendment) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, amendment.conference_id)


def may_take_stance(user: User, document: Document) -> bool:
    """Officers and rapporteurs for any party; the focal point of a party for that party."""
    return works_on_texts(user, document.conference_id) or is_for_delegation(user, document)


def may_clear_stance(user: User, support: Support) -> bool:
    """Officers and rapporteurs; the focal point of the party whose stance it is."""
    own = user.speaks_for(support.party_id, support.conference_id) and is_for_delegation(user, support.document)
    return works_on_texts(user, support.conference_id) or own


def may_adopt(user: User, document: Document) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, document.conference_id)


def may_explain(user: User, document: Document) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, document.conference_id)


def may_revise_explanation(user: User, explanation: Explanation) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, explanation.conference_id)


def may_tie_paragraph(user: User, paragraph: Paragraph) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, paragraph.conference_id)


def may_untie_paragraph(user: User, tie: ParagraphTie) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, tie.conference_id)


def is_for_delegation(user: User, document: Document) -> bool:
    """Whether this person speaks for a delegation that has the paper."""
    return (
        Role.FOCAL_POINT in user.roles_in(document.conference_id)
        and document.state == DocumentState.ISSUED
        and document.sensitivity in READS_AS_DELEGATION
    )


def _handed_in(user: User, amendment: Amendment) -> bool:
    if amendment.state != AmendmentState.PROPOSED or not is_for_delegation(user, amendment.document):
        return False
    parties = amendment.parties.values_list("party_id", flat=True)
    return any(user.speaks_for(party, amendment.conference_id) for party in parties)
