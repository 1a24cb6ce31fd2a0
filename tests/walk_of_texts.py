"""The part of the walk over every address that leads through the text of documents."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from tests import make_documents

POSTED = "posted"
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
SEES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
WRITES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.RAPPORTEUR}
WHO_SEES: tuple[set[str], set[str]] = (SEES, set())
WHO_WRITES: tuple[set[str], set[str]] = (WRITES, SEES - WRITES)
BY_POST: tuple[set[str], set[str]] = ({POSTED}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "documents:text": WHO_SEES,
    "documents:version": WHO_SEES,
    "documents:compare": WHO_SEES,
    "documents:write_paragraph": WHO_WRITES,
    "documents:write_text": WHO_WRITES,
    "documents:merge_versions": WHO_WRITES,
    "documents:revise_paragraph": WHO_WRITES,
    "documents:translate_paragraph": WHO_WRITES,
    "documents:keep_version": BY_POST,
    "documents:move_paragraph": BY_POST,
    "documents:strike_paragraph": BY_POST,
    "documents:restore_paragraph": BY_POST,
}


def rows_of_texts(conference: Conference, **kept: Any) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    document = make_documents.document(conference, "A/CONF.1/L.9", **kept)
    paragraph = make_documents.paragraph(document)
    version = make_documents.text_version(document)
    of_document = ("text", "compare", "write_paragraph", "write_text", "merge_versions", "keep_version")
    of_paragraph = (
        "revise_paragraph",
        "translate_paragraph",
        "move_paragraph",
        "strike_paragraph",
        "restore_paragraph",
    )
    return {
        **{f"documents:{name}": document for name in of_document},
        **{f"documents:{name}": paragraph for name in of_paragraph},
        "documents:version": (document, _Number(version.number)),
    }


class _Number:
    """A number where the walk takes the key of a row."""

    def __init__(self, number: int) -> None:
        self.pk = number
