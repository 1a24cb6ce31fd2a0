"""Several who search at once after a deed: one reads what is new, and no row is written twice."""

import pytest
from django.db import connection

from secretariat.public.models import SearchedText, SearchState
from tests import make
from tests.threads import in_thread

LONG_ENOUGH = 30


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_first_searches_at_once_leave_each_row_once() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Many writers at once need PostgreSQL: set DATABASE_URL.")
    conference = make.conference()
    for number in range(40):
        make.source(conference, f"s{number}", title=f"Zugzwang {number}")
    counts: list[int] = []

    def search() -> None:
        page = make.client().get("/en/damascus-2020/search/", {"q": "zugzwang"}).content.decode()
        counts.append(page.count('class="hit-kind"'))

    threads = [in_thread(search) for _number in range(6)]
    for thread in threads:
        thread.join(LONG_ENOUGH)

    assert counts == [20] * 6
    assert SearchedText.objects.filter(conference=conference).count() == 40
    assert SearchState.objects.get(pk=conference.pk).rules > 0
