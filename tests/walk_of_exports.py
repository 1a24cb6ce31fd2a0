"""The part of the walk over every address that leads through texts on paper and in files."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from tests import make_documents

OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
SEES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
WORKS: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.RAPPORTEUR}
# A public page is for everybody, signed in or not.
ALL: set[str] = {"stranger", *Role.values, "keeper", "secretary elsewhere"}

# Who gets the page, and who is told they may not; everybody else of the office gets 404.
WHO_SEES: tuple[set[str], set[str]] = (SEES, set())

# What the secretariat keeps for itself is handed out to no others, and no focal point gets a draft.
EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "documents:text_pdf": WHO_SEES,
    "documents:text_docx": WHO_SEES,
    "documents:text_xml": WHO_SEES,
    "documents:negotiating_pdf": WHO_SEES,
    "documents:version_pdf": WHO_SEES,
    "documents:version_docx": WHO_SEES,
    "documents:version_xml": WHO_SEES,
    "documents:bring_in_text": (WORKS, SEES - WORKS),
    "public:text_pdf": (ALL, set()),
    "public:text_docx": (ALL, set()),
    "public:text_xml": (ALL, set()),
}


def rows_of_exports(conference: Conference, **kept: Any) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    draft = make_documents.document(conference, "A/CONF.1/21", state="preparing", issued_date=None, **kept)
    make_documents.paragraph(draft)
    make_documents.text_version(draft)
    public = make_documents.document(conference, "A/CONF.1/22", key="handed-out")
    make_documents.paragraph(public)
    offered = {name for name in EXPECTED if name.startswith("documents:")}
    rows: dict[str, Any] = {name: (draft, 1) if "version" in name else draft for name in offered}
    return {**rows, **{name: "handed-out" for name in EXPECTED if name.startswith("public:")}}
