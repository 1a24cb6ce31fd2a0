"""A furnished house and who keeps it."""

from typing import Any

import pytest

from secretariat.accounts.models import User
from secretariat.archive.models import Citation
from secretariat.conference.models import Conference, Membership
from secretariat.config.house import furnish
from secretariat.documents.models import Adoption
from secretariat.door.models import Gate
from secretariat.dossier.models import Position
from secretariat.figures.models import Dataset, Release
from secretariat.pledges.models import Evidence, ExchangeRate


@pytest.fixture
def keeper(db: None) -> User:
    """Whoever keeps the installation, with the whole register at hand."""
    furnish()
    return User.objects.create_superuser("keeper@example.org", name="Keeper")


def forget(conference: Conference) -> None:
    """Leave nothing of a conference in the house."""
    Citation.objects.filter(conference=conference).delete()
    Membership.objects.filter(conference=conference).delete()
    # Sources are kept as long as evidence or a rate rests on them, and editions as long as one says what they are.
    Release.objects.filter(conference=conference).update(replaces=None)
    # A text is kept as long as it is adopted.
    Adoption.objects.filter(conference=conference).delete()
    for held_by in (Evidence, ExchangeRate, Release, Dataset):
        held_by.objects.filter(conference=conference).delete()
    # A topic is kept as long as a position is held on it.
    Position.objects.filter(conference=conference).delete()
    # A zone is kept as long as a gate leads to it.
    Gate.objects.filter(conference=conference).delete()
    conference.delete()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many requests were made of the API's own description."""
    reports = [
        each for found in terminalreporter.stats.values() for each in found if getattr(each, "when", "") == "call"
    ]
    cases = sum(value for each in reports for name, value in each.user_properties if name == "cases")
    if cases:
        terminalreporter.write_line(f"{cases:,} requests were made of the description of the API.")
