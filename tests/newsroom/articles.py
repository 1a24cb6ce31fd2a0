"""A conference with a draft of an article, and the people of its newsroom."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.newsroom.models import Article
from tests import make, make_news
from tests.make_news import said

AT = datetime(2020, 11, 10, 9, 30, tzinfo=UTC)


@dataclass
class Newsroom:
    """One draft, a press officer, an officer of the desk, a secretary, and people who only read."""

    held: Conference
    draft: Article
    press: User
    secretary: User
    focal: User
    reader: User

    @property
    def strangers(self) -> list[User]:
        """People who may change nothing in the newsroom."""
        return [self.focal, self.reader, make.user(None), make.user(Role.DESK_OFFICER, self.held, desks=["door"])]

    def address(self, page: str, *what: object) -> str:
        """The address of a page of this desk."""
        return reverse(f"newsroom:{page}", args=[self.held.slug, *what])

    def page(self, page: str, *what: object, user: User | None = None) -> Any:
        """A page of this desk as somebody gets it."""
        return make.client(user or self.press).get(self.address(page, *what))

    def post(self, page: str, *what: object, user: Any = None, **sent: Any) -> Any:
        """What becomes of a form of this desk."""
        return make.client(user or self.press).post(self.address(page, *what), sent)


def newsroom_of_a_conference() -> Newsroom:
    """A draft that is written in English and Arabic."""
    held = make.conference()
    draft = make_news.draft(
        held,
        key="the-envoy",
        title=said("The envoy reports", ar="المبعوث يقدم تقريره"),
        body=said("Both sides **agreed**.", ar="اتفق الجانبان."),
    )
    return Newsroom(
        held,
        draft,
        make.user(Role.PRESS_OFFICER, held),
        make.user(Role.SECRETARY, held),
        make.user(Role.FOCAL_POINT, held, party=make.party("LB")),
        make.user(Role.READER, held),
    )


def photo(width: int = 640, height: int = 480, kind: str = "JPEG") -> bytes:
    """A picture of one colour."""
    drawn = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(drawn, kind)
    return drawn.getvalue()


def upload(content: bytes | None = None, name: str = "hall.jpg") -> SimpleUploadedFile:
    """A file as a browser hands it in, whatever it says of itself."""
    return SimpleUploadedFile(name, photo() if content is None else content, content_type="image/jpeg")
