"""A draft of the outcome that is open to amendments, and the people who negotiate it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.urls import reverse

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.documents.models import Document, Paragraph
from tests import make, make_documents

AT = datetime(2020, 11, 11, 9, tzinfo=UTC)


@dataclass
class Negotiation:
    """A text of a preambular and two operative paragraphs; Lebanon, Jordan and Iraq take part, Syria is the host."""

    held: Conference
    document: Document
    preamble: Paragraph
    first: Paragraph
    second: Paragraph
    officer: User
    lebanon: User
    jordan: User
    reader: User
    press: User = field(repr=False)

    @property
    def strangers(self) -> list[User]:
        """People who may change nothing of a text."""
        return [self.reader, self.press, make.user(None), make.user(Role.DESK_OFFICER, self.held, desks=["door"])]

    def address(self, page: str, *numbers: int) -> str:
        """The address of a page of this desk."""
        return reverse(f"documents:{page}", args=[self.held.slug, *numbers])

    def page(self, user: User, page: str, *numbers: int, query: str = "") -> str:
        """What a person reads there."""
        return make.client(user).get(f"{self.address(page, *numbers)}{query}").content.decode()

    def post(self, user: User, page: str, *numbers: int, query: str = "", **fields: Any) -> Any:
        """What is answered to a form that is handed in."""
        return make.client(user).post(f"{self.address(page, *numbers)}{query}", fields, follow=True)


def negotiation(**fields: Any) -> Negotiation:
    """A text under negotiation."""
    held = make.conference()
    for code in ("LB", "JO", "IQ"):
        make.invitation(held, make.party(code))
    document = make_documents.document(held, **{"is_open": True, **fields})
    make_documents.language(document)
    said = make_documents.paragraph
    return Negotiation(
        held,
        document,
        said(document, "Recalling its earlier meeting", kind="preambular"),
        said(document, "Calls for the safe return of refugees"),
        said(document, "Decides to meet again"),
        make.user(Role.DESK_OFFICER, held, desks=["documents"]),
        make.user(Role.FOCAL_POINT, held, party=make.party("LB")),
        make.user(Role.FOCAL_POINT, held, party=make.party("JO")),
        make.user(Role.READER, held),
        make.user(Role.PRESS_OFFICER, held),
    )
