"""What a file says to do harm, or by mistake, ends in a sentence and never in a broken page."""

import pytest
from django.urls import reverse

from secretariat.api.queries.drafted import Drafted
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db


def test_a_name_that_looks_like_a_number_of_the_house_is_shown_as_it_is() -> None:
    held = make.conference()
    make.party("LB")
    officer = make_brought_in.officer(held)
    names = ["#99999999999999999999999", "@99999999999999999999999"]
    batch = make_brought_in.table(held, officer, "Name,Country\n" + "".join(f"{name},Lebanon\n" for name in names))
    room = make_brought_in.drafted(
        held, officer, Drafted("session", "s", make_brought_in.session_cells(room="#" + "9" * 40))
    )
    browser = make.client(officer)

    page = browser.get(reverse("api:import", args=[held.slug, batch.pk])).content.decode()

    assert all(name in page for name in names)
    row = make_brought_in.row(batch)
    assert browser.get(reverse("api:correct_cell", args=[held.slug, batch.pk, row.pk])).status_code == 200
    assert browser.get(reverse("api:import", args=[held.slug, room.pk])).status_code == 200


@pytest.mark.parametrize("when", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:00+00:00", "0001-01-01", "31.12.9999"])
@pytest.mark.parametrize("zone", ["Asia/Damascus", "America/New_York"])
def test_times_at_the_ends_of_the_calendar_are_refused(when: str, zone: str) -> None:
    held = make.conference(time_zone=zone)
    officer = make_brought_in.officer(held)
    cells = {"title": {"en": "Plenary"}, "starts_at": when, "ends_at": when, "day": when}
    batch = make_brought_in.drafted(held, officer, Drafted("session", "s", cells), zone=zone)

    row = make_brought_in.row(batch)

    assert [make_brought_in.codes(row, name)[0] for name in ("starts_at", "ends_at", "day")] == [
        "no moment",
        "no moment",
        "no day",
    ]
    assert make.client(officer).get(reverse("api:import", args=[held.slug, batch.pk])).status_code == 200
