"""A conference with a pledge of Lebanon, and the people who follow it."""

from dataclasses import dataclass

import pytest

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.pledges.models import Pledge
from tests import make, make_pledges


@dataclass
class Follow:
    """One pledge, an officer of the desk, the focal point of the party that leads it, and one of another party."""

    held: Conference
    pledge: Pledge
    officer: User
    focal: User
    other: User
    reader: User

    @property
    def strangers(self) -> list[User]:
        """People who may change nothing of the pledge."""
        return [self.other, self.reader, make.user(None), make.user(Role.DESK_OFFICER, self.held, desks=["door"])]

    def address(self, page: str, *numbers: int) -> str:
        """The address of a page of this desk."""
        from django.urls import reverse  # noqa: PLC0415

        return reverse(f"pledges:{page}", args=[self.held.slug, *numbers])


@pytest.fixture
def follow(db: None) -> Follow:
    """A public pledge of Lebanon, made on the first day of the conference."""
    del db
    held = make.conference()
    pledge = make_pledges.pledge(held, "LB", said_date="2020-11-11", start_date="2020", end_date="2021")
    return Follow(
        held,
        pledge,
        make.user(Role.DESK_OFFICER, held, desks=["pledges"]),
        make.user(Role.FOCAL_POINT, held, party=make.party("LB")),
        make.user(Role.FOCAL_POINT, held, party=make.party("JO")),
        make.user(Role.READER, held),
    )
