"""Each test of the public site starts with no page kept: the numbers of conferences come again in the next one."""

from collections.abc import Iterator

import pytest

from secretariat.public.views import kept


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    kept.forget()
    yield
    kept.forget()
