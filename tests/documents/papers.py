"""A conference with a paper in preparation, and the people who work on it."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.documents.models import Document, LanguageVersion
from tests import make, make_documents

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n"


@dataclass
class Papers:
    """One paper in preparation, an officer, a rapporteur, and the focal point of a party."""

    held: Conference
    draft: Document
    officer: User
    rapporteur: User
    focal: User
    reader: User

    @property
    def strangers(self) -> list[User]:
        """People who may change nothing of a paper."""
        return [self.focal, self.reader, make.user(None), make.user(Role.DESK_OFFICER, self.held, desks=["door"])]

    def address(self, page: str, *what: object) -> str:
        """The address of a page of this desk."""
        return reverse(f"documents:{page}", args=[self.held.slug, *what])

    def language(self, code: str) -> LanguageVersion:
        """A language of the paper as it is kept."""
        return LanguageVersion.objects.get(document=self.draft, language=code)

    def page(self, page: str, *what: object, user: User | None = None, query: str = "") -> Any:
        """A page of this desk as somebody gets it."""
        return make.client(user or self.officer).get(f"{self.address(page, *what)}{query}")


def papers_of_a_conference() -> Papers:
    """A draft in preparation, of which nothing but its masthead is there."""
    held = make.conference()
    draft = make_documents.document(held, state="preparing", issued_date=None, sensitivity="public")
    return Papers(
        held,
        draft,
        make.user(Role.DESK_OFFICER, held, desks=["documents"]),
        make.user(Role.RAPPORTEUR, held),
        make.user(Role.FOCAL_POINT, held, party=make.party("LB")),
        make.user(Role.READER, held),
    )


def a_paper(held: Conference, symbol: str, **fields: Any) -> Document:
    """A public paper that was issued, with this very symbol."""
    made = make_documents.document(held, **{"key": symbol.lower().replace("/", "-").replace(".", "-"), **fields})
    Document.objects.filter(pk=made.pk).update(symbol=symbol)
    made.refresh_from_db()
    return made


def pdf(name: str = "paper.pdf") -> SimpleUploadedFile:
    """A file that is a PDF by its content."""
    return SimpleUploadedFile(name, PDF, content_type="text/html")
