"""A furnished house and who keeps it."""

import pytest

from secretariat.accounts.models import User
from secretariat.config.house import furnish


@pytest.fixture
def keeper(db: None) -> User:
    """Whoever keeps the installation, with the whole register at hand."""
    furnish()
    return User.objects.create_superuser("keeper@example.org", name="Keeper")
