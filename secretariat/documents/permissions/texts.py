"""Who may draft the text of a document."""

from secretariat.accounts.models import User
from secretariat.documents.models import Document, Paragraph
from secretariat.documents.permissions.papers import works_on_texts


def may_write_paragraph(user: User, document: Document) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, document.conference_id)


def may_bring_in_text(user: User, document: Document) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, document.conference_id)


def may_write_text(user: User, document: Document) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, document.conference_id)


def may_revise_paragraph(user: User, paragraph: Paragraph) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, paragraph.conference_id)


def may_translate_paragraph(user: User, paragraph: Paragraph) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, paragraph.conference_id)


def may_move_paragraph(user: User, paragraph: Paragraph) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, paragraph.conference_id)


def may_strike_paragraph(user: User, paragraph: Paragraph) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, paragraph.conference_id)


def may_restore_paragraph(user: User, paragraph: Paragraph) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, paragraph.conference_id)


def may_keep_version(user: User, document: Document) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, document.conference_id)


def may_merge_versions(user: User, document: Document) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, document.conference_id)
