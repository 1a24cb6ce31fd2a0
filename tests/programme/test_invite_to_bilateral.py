"""Inviting people to a bilateral meeting by mail."""

import pytest
import vobject
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.conference.models import Message
from secretariat.programme.actions import Guest, invite_to_bilateral
from secretariat.programme.models import Convocation
from tests import make, make_programme

pytestmark = pytest.mark.django_db

AMAL = Guest("amal@mofa.example", "Amal Haddad")


def test_it_says_between_whom_when_and_at_which_table() -> None:
    conference = make.conference()
    bilateral = make_programme.bilateral(conference)
    make_programme.place(bilateral, make_programme.room(conference, "Salon", tables=4), table=3)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["meetings"])

    made = invite_to_bilateral(officer, bilateral, guests=[AMAL], text="", language="en", at=make.NOON)

    event = vobject.readOne(Message.objects.get().attachment).vevent
    assert event.summary.value == "Bilateral meeting: Lebanon – Iraq"
    assert event.location.value.startswith("Salon, table 3")
    assert event.dtstart.value == make_programme.at(10)
    assert (made.bilateral, made.session, made.meeting) == (bilateral, None, None)


def test_without_a_place_in_the_timetable_and_without_agreement_there_is_nothing_to_invite_to() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    placeless = make_programme.bilateral(conference)
    asked = make_programme.bilateral(conference, "JO", "TR", state="asked")

    for bilateral, sentence in ((placeless, "no hours"), (asked, "not agreed")):
        with pytest.raises(Refused, match=sentence):
            invite_to_bilateral(secretary, bilateral, guests=[AMAL], text="", language="en", at=make.NOON)

    assert not Message.objects.exists()


def test_a_focal_point_and_a_reader_may_not() -> None:
    conference = make.conference()
    bilateral = make_programme.bilateral(conference)
    make_programme.place(bilateral)
    focal = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))
    page = reverse("programme:invite_to_bilateral", args=[conference.slug, bilateral.pk])

    for person, status in ((focal, 404), (make.user(Role.READER, conference), 403)):
        with pytest.raises(PermissionDenied):
            invite_to_bilateral(person, bilateral, guests=[AMAL], text="", language="en", at=make.NOON)
        assert make.client(person).get(page).status_code == status


def test_the_page_offers_the_people_of_both_delegations_and_is_led_to_from_the_meeting() -> None:
    conference = make.conference()
    bilateral = make_programme.bilateral(conference)
    make_programme.place(bilateral)
    amal = make.delegate(bilateral.asking, "Amal Haddad", mail=AMAL.mail)
    make.delegate(bilateral.asked, "Of Iraq", mail="iraq@mofa.example")
    make.delegate(make_programme.delegation(conference, "JO"), "Of Jordan", mail="jordan@mofa.example")
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["programme"]))
    page = reverse("programme:invite_to_bilateral", args=[conference.slug, bilateral.pk])

    shown = browser.get(page).content.decode()
    browser.post(page, {"people": [amal.pk], "language": "en", "text": "Return"})

    assert "Of Iraq" in shown
    assert "Of Jordan" not in shown
    assert Convocation.objects.get().invitees.get().delegate == amal
    assert page in browser.get(reverse("meetings:bilateral", args=[conference.slug, bilateral.pk])).content.decode()
