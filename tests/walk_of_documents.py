"""The part of the walk over every address that leads through documents."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from secretariat.accounts.models import Role
from secretariat.archive.models import File
from secretariat.conference.models import Conference
from tests import make, make_documents

OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
SEES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}
WORKS: set[str] = DESK | {Role.RAPPORTEUR}
FOCAL: set[str] = {Role.FOCAL_POINT}
# A public page is for everybody, signed in or not.
ALL: set[str] = {"stranger", *Role.values, "keeper", "secretary elsewhere"}

# Who gets the page, and who is told they may not; everybody else of the office gets 404.
EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "public:documents": (ALL, set()),
    "public:document": (ALL, set()),
    "public:document_file": (ALL, set()),
    "public:daily_list": (ALL, set()),
    "public:documents_of_day": (ALL, set()),
    "public:documents_archive": (ALL, set()),
    "documents:documents": (OFFICE | FOCAL, set()),
    "documents:daily_list": (OFFICE | FOCAL, set()),
    "documents:documents_archive": (OFFICE | FOCAL, set()),
    "documents:translations": (SEES, OFFICE - SEES),
    "documents:register_document": (WORKS, OFFICE - WORKS),
    # What the secretariat keeps for itself is not shown to others, and no focal point sees a draft.
    "documents:document": (SEES, set()),
    "documents:document_file": (SEES, set()),
    "documents:revise_document": (WORKS, SEES - WORKS),
    "documents:issue_document": (DESK, SEES - DESK),
    "documents:withdraw_document": (DESK, SEES - DESK),
    "documents:set_language_version": (WORKS, SEES - WORKS),
}


def rows_of_documents(conference: Conference, **kept: Any) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    draft = make_documents.document(conference, "A/CONF.1/7", state="preparing", issued_date=None, **kept)
    file = a_file(conference)
    make_documents.language(draft, "en", file=file)
    public = make_documents.document(conference, "A/CONF.1/8", key="seen")
    make_documents.language(public, "en", file=file, issued_date=date(2020, 11, 11))
    return {
        **dict.fromkeys(
            (
                "documents:document",
                "documents:revise_document",
                "documents:issue_document",
                "documents:withdraw_document",
            ),
            draft,
        ),
        "documents:document_file": (draft, "en"),
        "documents:set_language_version": (draft, "ar"),
        "public:document": "seen",
        "public:document_file": ("seen", "en"),
        "public:documents_of_day": "2020-11-11",
    }


def a_file(conference: Conference, content: bytes = b"%PDF-1.4 the words", name: str = "paper.pdf") -> File:
    """A file as the archive keeps one."""
    kinds = {"pdf": "application/pdf", "txt": "text/plain"}
    file = File(conference=conference, name=name, size=len(content), sha256=f"{len(content):064d}")
    file.content_type, file.entered_by = kinds[name.rpartition(".")[2]], make._house_hand()
    file.content.save(name, ContentFile(content), save=False)
    file.save()
    return file
