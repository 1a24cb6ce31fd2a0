"""Declining a request in courteous words."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.meetings.actions import decline_bilateral, revise_bilateral
from secretariat.meetings.models import Bilateral
from tests import make, make_bilaterals
from tests.make_bilaterals import bilateral, focal_point

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["asked", "proposed", "accepted"])
def test_it_is_declined_with_its_text_and_recorded_also_after_it_was_agreed(state: str) -> None:
    conference = make.conference()
    amal, there = focal_point(conference), bilateral(conference, state=state, proposed_minutes=15)

    decline_bilateral(focal_point(conference, "JO"), there, answer="With regret.", at=make.NOON)

    there.refresh_from_db()
    assert (there.state, there.answer, there.proposed_minutes) == ("declined", "With regret.", None)
    assert Entry.objects.get().changes["state"] == [state, "declined"]
    letter = Message.objects.get()
    assert letter.to == amal.email
    assert "With regret." in letter.body


@pytest.mark.parametrize("state", ["declined", "withdrawn"])
def test_what_came_to_an_end_is_not_declined(state: str) -> None:
    conference = make.conference()

    with pytest.raises(Refused, match="can ask again"):
        decline_bilateral(focal_point(conference, "JO"), bilateral(conference, state=state), at=make.NOON)


def test_the_one_who_asks_and_readers_may_not() -> None:
    conference = make.conference()
    there = bilateral(conference)

    for other in (focal_point(conference), make.user(Role.RAPPORTEUR, conference)):
        with pytest.raises(PermissionDenied):
            decline_bilateral(other, there, at=make.NOON)


def test_the_page_offers_courteous_words_marked_in_the_language_of_the_other_side() -> None:
    conference = make.conference()
    focal_point(conference, language="fr")
    there = bilateral(conference)

    page = make.client(focal_point(conference, "JO")).get(
        make_bilaterals.address(conference, f"bilaterals/{there.pk}/decline/")
    )

    field = page.context["form"]["answer"]
    assert field.field.widget.attrs["lang"] == "fr"
    assert "Liban" in field.value()
    assert "Jordanie" in field.value()


def test_the_page_tells_whoever_saw_an_older_wording_and_sends_nothing_until_they_look_again() -> None:
    conference = make.conference()
    there = bilateral(conference)
    browser = make.client(focal_point(conference, "JO"))
    page = make_bilaterals.address(conference, f"bilaterals/{there.pk}/decline/")
    revise_bilateral(focal_point(conference), there, details={"topic": "Hospitals"}, at=make.NOON)

    stale = browser.post(page, {"answer": make.HOSTILE, "version": "1"})
    again = browser.post(page, {"answer": make.HOSTILE, "version": stale.context["form"]["version"].value()})

    shown = stale.content.decode()
    assert "changed its request while you were writing" in shown
    assert "Hospitals" in shown
    assert make.HOSTILE not in shown
    assert again.status_code == 302
    assert Bilateral.objects.get().answer == make.HOSTILE
