"""What the tests of this desk stand on."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """A page in Arabic leaves its language behind in the thread; the next test starts in English again."""
    with translation.override("en"):
        yield
