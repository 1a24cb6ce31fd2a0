"""Taking a request back."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.meetings.actions import withdraw_bilateral
from secretariat.meetings.models import Bilateral
from tests import make, make_bilaterals
from tests.make_bilaterals import bilateral, focal_point

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["asked", "proposed", "accepted"])
def test_a_request_is_withdrawn_and_recorded_and_the_other_side_told(state: str) -> None:
    conference = make.conference()
    hala = focal_point(conference, "JO", language="ar")

    withdraw_bilateral(focal_point(conference), bilateral(conference, state=state, answer="Gladly."))

    assert Bilateral.objects.get().state == "withdrawn"
    assert Entry.objects.get().changes == {"state": [state, "withdrawn"]}
    letter = Message.objects.get()
    assert (letter.to, letter.language) == (hala.email, "ar")
    assert "Gladly." not in letter.body


def test_what_came_to_an_end_is_not_withdrawn_and_the_other_side_may_not() -> None:
    conference = make.conference()

    with pytest.raises(Refused, match="was declined"):
        withdraw_bilateral(focal_point(conference), bilateral(conference, state="declined"))
    with pytest.raises(PermissionDenied):
        withdraw_bilateral(focal_point(conference, "IQ"), bilateral(conference, "LB", "IQ"))


def test_the_page_asks_first() -> None:
    conference = make.conference()
    there, browser = bilateral(conference), make.client(focal_point(conference))
    page = make_bilaterals.address(conference, f"bilaterals/{there.pk}/withdraw/")

    asked = browser.get(page)
    assert Bilateral.objects.get().state == "asked"
    browser.post(page, {"version": "1"})

    assert "The other side is told." in asked.content.decode()
    assert Bilateral.objects.get().state == "withdrawn"
