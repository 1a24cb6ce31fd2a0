"""Taking up an outlet that asked for accreditation."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference, Message
from secretariat.delegations.models import Delegate, Invitation, Terms
from secretariat.newsroom.actions import take_up_media_request
from secretariat.newsroom.models import MediaPerson, MediaRequest
from secretariat.newsroom.queries.media import outlets_alike
from secretariat.parties.models import Party
from tests import make, make_news

pytestmark = pytest.mark.django_db
AT = make.NOON
OFFICE = "/en/damascus-2020/office/"


def asked(held: Conference, *names: str, **fields: Any) -> MediaRequest:
    request = make_news.media_request(held, **fields)
    for name in names or ("Karim Saleh", "Lina Aziz"):
        MediaPerson.objects.create(conference=held, request=request, name=name, task="Camera")
    return request


def test_a_new_outlet_is_registered_invited_as_media_and_its_people_stand_in_the_queue() -> None:
    held = make.conference()
    request = asked(held)
    secretary = make.user(Role.SECRETARY, held)

    take_up_media_request(secretary, request, at=AT)

    outlet = Party.objects.get(code="DAILY-NEWS")
    assert (str(outlet.name), Invitation.objects.get(party=outlet).capacity) == ("Daily News", "media")
    people = Delegate.objects.filter(party=outlet)
    assert {(each.name, each.is_media, each.state) for each in people} == {
        ("Karim Saleh", True, "nominated"),
        ("Lina Aziz", True, "nominated"),
    }
    request.refresh_from_db()
    assert (request.state, request.decided_by) == ("taken up", secretary)
    assert Message.objects.get().to == "amal@example.org"
    entry = Entry.objects.get(verb="newsroom.take_up_media_request")
    assert "amal@example.org" not in str(entry.changes)
    # A photo is missing: they wait until the outlet has brought it.
    assert "Karim Saleh" in make.client(secretary).get(f"{OFFICE}accreditation/?tab=unconfirmed").content.decode()


def test_people_of_whom_nothing_is_missing_stand_among_the_media_to_be_accredited() -> None:
    held = make.conference()
    Terms.objects.create(conference=held, photo_required=False, mail_required=True)
    secretary = make.user(Role.SECRETARY, held)

    take_up_media_request(secretary, asked(held), at=AT)

    assert {each.state for each in Delegate.objects.all()} == {"confirmed"}
    assert {each.mail for each in Delegate.objects.all()} == {"amal@example.org"}
    assert "Karim Saleh" in make.client(secretary).get(f"{OFFICE}accreditation/?tab=media").content.decode()


def test_an_outlet_of_the_register_is_proposed_and_taken_only_if_it_is_chosen() -> None:
    held = make.conference()
    known = make.organisation("DNEWS", "The Daily News")
    request = asked(held)

    assert [each.party for each in outlets_alike("Daily News")] == [known]
    take_up_media_request(make.user(Role.SECRETARY, held), request, at=AT, party=known)

    assert Delegate.objects.filter(party=known).count() == 2
    assert not Party.objects.filter(code="DAILY-NEWS").exists()


def test_whoever_is_named_already_is_not_named_again() -> None:
    held = make.conference()
    secretary = make.user(Role.SECRETARY, held)
    take_up_media_request(secretary, asked(held, "Karim Saleh"), at=AT)
    outlet = Party.objects.get(code="DAILY-NEWS")

    take_up_media_request(secretary, asked(held, "Karim Saleh", "Sami Rahal"), at=AT, party=outlet)

    assert sorted(Delegate.objects.filter(party=outlet).values_list("name", flat=True)) == ["Karim Saleh", "Sami Rahal"]


def test_twice_a_guest_and_a_change_meanwhile_are_refused() -> None:
    held = make.conference()
    secretary, done = make.user(Role.SECRETARY, held), asked(held)
    guest = make.organisation("GUEST", "A guest")
    make.invitation(held, guest, capacity="guest")
    take_up_media_request(secretary, done, at=AT)

    with pytest.raises(Refused, match="decided already"):
        take_up_media_request(secretary, done, at=AT)
    with pytest.raises(Refused, match="another capacity"):
        take_up_media_request(secretary, asked(held, "Sami Rahal"), at=AT, party=guest)
    with pytest.raises(Stale):
        take_up_media_request(secretary, asked(held, "Sami Rahal"), at=AT, version=9)


def test_an_officer_chooses_from_the_register_and_only_a_secretary_adds_to_it() -> None:
    held = make.conference()
    officer = make.user(Role.DESK_OFFICER, held, desks=["newsroom", "delegations"])
    known, request = make.organisation("DNEWS", "The Daily News"), asked(held)

    with pytest.raises(Refused, match="Only a secretary"):
        take_up_media_request(officer, request, at=AT)
    take_up_media_request(officer, request, at=AT, party=known)

    assert Delegate.objects.filter(party=known).count() == 2


def test_a_stranger_may_not() -> None:
    held = make.conference()
    request = asked(held)
    desk = make.user(Role.DESK_OFFICER, held, desks=["newsroom"])

    for person in (make.user(None), make.user(Role.READER, held), make.user(Role.PRESS_OFFICER, held), desk):
        with pytest.raises(PermissionDenied):
            take_up_media_request(person, request, at=AT)
    assert make.client(make.user(Role.READER, held)).get(f"{OFFICE}news/media/{request.pk}/take-up/").status_code == 404


def test_the_page_proposes_and_takes_up() -> None:
    held = make.conference()
    make.organisation("DNEWS", "The Daily News")
    request = asked(held)
    browser = make.client(make.user(Role.SECRETARY, held))

    page = browser.get(f"{OFFICE}news/media/{request.pk}/take-up/").content.decode()
    done = browser.post(f"{OFFICE}news/media/{request.pk}/take-up/", {"party": "", "version": 1}, follow=True)

    assert "The Daily News (DNEWS)" in page
    assert "The people of the outlet stand in the queue of accreditation." in done.content.decode()
    assert Party.objects.filter(code="DAILY-NEWS").exists()
