"""Agreeing to meet as it was asked."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.meetings.actions import accept_bilateral, decline_bilateral, revise_bilateral
from secretariat.meetings.models import Bilateral
from tests import make, make_bilaterals
from tests.make_bilaterals import FIRST_NOON, bilateral, focal_point
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def test_it_is_agreed_and_recorded_and_the_one_who_asked_is_told() -> None:
    conference = make.conference()
    amal, hala = focal_point(conference), focal_point(conference, "JO")
    there = bilateral(conference, proposed_minutes=15)

    accept_bilateral(hala, there, at=make.NOON, version=1)

    there.refresh_from_db()
    assert (there.state, there.answered_at, there.proposed_minutes, there.version) == ("accepted", make.NOON, None, 2)
    assert Entry.objects.get().changes["state"] == ["asked", "accepted"]
    letter = Message.objects.get()
    assert (letter.to, letter.subject) == (amal.email, "Lebanon and Jordan will meet")


def test_who_saw_another_wording_is_told_to_look_again() -> None:
    conference = make.conference()
    there = bilateral(conference)
    revise_bilateral(focal_point(conference), there, details={"topic": "Hospitals"}, at=make.NOON)

    with pytest.raises(Stale):
        accept_bilateral(focal_point(conference, "JO"), there, at=make.NOON, version=1)

    assert Bilateral.objects.get().state == "asked"


def test_an_answer_after_the_time_waits_until_the_request_is_renewed() -> None:
    conference = make.conference()
    hala, there = focal_point(conference, "JO"), bilateral(conference, expires_at=make.NOON)

    with pytest.raises(Refused, match=r"Lebanon wanted an answer by 1 November 2020, 14:00\. Ask it to renew"):
        accept_bilateral(hala, there, at=make.NOON)
    later = make.NOON + timedelta(days=1)
    revise_bilateral(focal_point(conference), there, details={"expires_at": later}, at=make.NOON)
    accept_bilateral(hala, there, at=make.NOON)

    assert there.state == "accepted"


def test_a_stay_that_became_known_meanwhile_stands_in_the_way() -> None:
    conference = make.conference()
    there = bilateral(conference, window_until=FIRST_NOON)
    make_bilaterals.stay(there.asked, arrives_at=FIRST_NOON)

    with pytest.raises(Refused, match="Jordan arrives on"):
        accept_bilateral(focal_point(conference, "JO"), there, at=make.NOON)


@pytest.mark.parametrize(
    ("state", "words"),
    [("accepted", "accepted already"), ("declined", "was declined"), ("withdrawn", "was withdrawn")],
)
def test_what_is_answered_is_not_accepted_again(state: str, words: str) -> None:
    conference = make.conference()

    with pytest.raises(Refused, match=words):
        accept_bilateral(focal_point(conference, "JO"), bilateral(conference, state=state), at=make.NOON)

    assert not Message.objects.exists()


def test_the_one_who_asks_and_readers_may_not_and_an_officer_may_on_behalf() -> None:
    conference = make.conference()
    there, officer = bilateral(conference), make_bilaterals.officer(conference, "meetings")

    for other in (focal_point(conference), make.user(Role.READER, conference), focal_point(conference, "IQ")):
        with pytest.raises(PermissionDenied):
            accept_bilateral(other, there, at=make.NOON)
    accept_bilateral(officer, there, at=make.NOON)

    assert Entry.objects.get().actor == officer


def test_the_page_accepts_or_says_why_not() -> None:
    conference = make.conference()
    there, focal = bilateral(conference), focal_point(conference, "JO")
    browser, page = make.client(focal), make_bilaterals.address(conference, f"bilaterals/{there.pk}/accept/")

    stale = browser.post(page, {"version": "7"}, follow=True)
    done = browser.post(page, {"version": "1"}, follow=True)

    assert "Somebody changed this while you were writing" in stale.content.decode()
    assert "The meeting is agreed." in done.content.decode()
    assert Bilateral.objects.get().state == "accepted"
    assert browser.get(page).status_code == 405


def test_another_delegation_finds_nothing() -> None:
    conference = make.conference()
    there = bilateral(conference)
    make_bilaterals.delegation(conference, "IQ")
    browser = make.client(focal_point(conference, "IQ"))

    assert browser.post(make_bilaterals.address(conference, f"bilaterals/{there.pk}/accept/")).status_code == 404
    assert browser.get(make_bilaterals.address(conference, f"bilaterals/{there.pk}/")).status_code == 404


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_a_yes_and_a_no_at_once_one_holds_and_the_other_is_told() -> None:
    conference = make.conference()
    there, hala = bilateral(conference), focal_point(conference, "JO")
    met: list[str] = []
    barrier = threading.Barrier(2)

    def answer(deed: object) -> None:
        mine = Bilateral.objects.get(pk=there.pk)
        barrier.wait()
        try:
            deed(hala, mine, at=make.NOON, version=1)  # type: ignore[operator]
        except Refused as refusal:
            met.append(str(refusal))

    both = [in_thread(lambda deed=deed: answer(deed)) for deed in (accept_bilateral, decline_bilateral)]  # type: ignore[misc]
    for each in both:
        each.join(20)

    there.refresh_from_db()
    assert there.state in {"accepted", "declined"}
    assert len(met) == 1
    assert Entry.objects.count() == 1
