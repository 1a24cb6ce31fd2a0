"""Erasing who asked for an outlet, from the record too."""

import json

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.actions import put_in_outbox
from secretariat.conference.models import Message
from secretariat.conference.queries import Letter
from secretariat.delegations.actions import invite
from secretariat.delegations.models import Delegate, Invitation
from secretariat.newsroom.actions import erase_media_contact, take_up_media_request
from secretariat.newsroom.models import MediaPerson, MediaRequest
from tests import make, make_news, make_record
from tests.make import NOON

pytestmark = pytest.mark.django_db

SECRETS = ("Nour Darwish", "nour@daily.example")
LIST = "/en/damascus-2020/office/news/media/"


def nours_request() -> MediaRequest:
    held = make.conference()
    request = make_news.media_request(held, contact_name="Nour Darwish", contact_mail="nour@daily.example")
    MediaPerson.objects.create(conference=held, request=request, name="Karim Saleh", task="Camera")
    return request


def every_value() -> str:
    rows = [list(model._base_manager.values_list()) for model in apps.get_models(include_auto_created=True)]
    return json.dumps(rows, default=str, ensure_ascii=False)


def test_nothing_is_left_of_who_asked_and_the_journalists_stay() -> None:
    request = nours_request()
    secretary = make.user(Role.SECRETARY, request.conference)
    take_up_media_request(secretary, request, at=NOON)
    make_record.sealed(request.conference)
    assert [secret for secret in SECRETS if secret not in every_value()] == []

    erase_media_contact(secretary, request, at=NOON)

    left = every_value()
    assert [secret for secret in SECRETS if secret in left] == []
    karim = Delegate.objects.get()
    assert (karim.name, karim.mail, Invitation.objects.get().contact_name) == ("Karim Saleh", "", "")
    assert make_record.outcome(request.conference).faults == []
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.thing_label) == ("newsroom.erase_media_contact", "Who asked for an outlet, erased")


def test_it_is_erased_once_and_by_a_secretary() -> None:
    request = nours_request()
    with pytest.raises(PermissionDenied):
        erase_media_contact(make.user(Role.PRESS_OFFICER, request.conference), request, at=NOON)
    secretary = make.user(Role.SECRETARY, request.conference)
    erase_media_contact(secretary, request, at=NOON)

    with pytest.raises(Refused, match="erased already"):
        erase_media_contact(secretary, request, at=NOON)


def test_who_is_one_of_the_journalists_is_erased_there() -> None:
    request = nours_request()
    MediaPerson.objects.create(conference=request.conference, request=request, name="Nour Darwish")

    with pytest.raises(Refused, match="one of the journalists"):
        erase_media_contact(make.user(Role.SECRETARY, request.conference), request, at=NOON)

    request.refresh_from_db()
    assert request.contact_name == "Nour Darwish"


def test_the_page_asks_first_and_erases_then() -> None:
    request = nours_request()
    client = make.client(make.user(Role.SECRETARY, request.conference))
    elsewhere = make.client(make.user(Role.SECRETARY, make.conference("geneva-2021")))
    address = f"{LIST}{request.pk}/erase/"

    foreign = elsewhere.post(address.replace("damascus-2020", "geneva-2021"))
    asked = client.get(address).content.decode()
    answered = client.post(address, follow=True).content.decode()

    assert foreign.status_code == 404
    assert "Nour Darwish" in asked
    assert "Whoever asked is erased." in answered
    assert "Nour Darwish" not in answered


def test_an_address_that_a_stranger_wrote_takes_nothing_from_whom_it_belongs_to() -> None:
    request = nours_request()
    held, secretary = request.conference, make.user(Role.SECRETARY, request.conference)
    ministry = {"contact_name": "H.E. Amal Haddad", "contact_mail": "nour@daily.example"}
    invited = invite(secretary, held, party=make.party("LB"), details=ministry)
    letter = Letter("invitation", "nour@daily.example", "en", "Invitation", "Excellency", invited.party)
    put_in_outbox(secretary, held, [letter])

    erase_media_contact(secretary, request, at=NOON)

    invited.refresh_from_db()
    assert (invited.contact_name, invited.contact_mail) == ("H.E. Amal Haddad", "nour@daily.example")
    message = Message.objects.get()
    assert (message.to, message.body, message.result) == ("nour@daily.example", "Excellency", "waiting")


def test_journalists_with_the_address_of_who_asked_have_none_any_more() -> None:
    request = nours_request()
    request.people.update(mail="Nour@daily.example")
    secretary = make.user(Role.SECRETARY, request.conference)

    erase_media_contact(secretary, request, at=NOON)
    take_up_media_request(secretary, MediaRequest.objects.get(), at=NOON)

    assert [secret for secret in SECRETS if secret in every_value()] == []
    assert (Delegate.objects.get().mail, Invitation.objects.get().contact_name) == ("", "")


def test_the_address_is_known_from_the_outlet_once_the_night_has_deleted_it_from_the_request() -> None:
    request = nours_request()
    secretary = make.user(Role.SECRETARY, request.conference)
    take_up_media_request(secretary, request, at=NOON)
    MediaRequest.objects.update(contact_mail="", sender="")

    erase_media_contact(secretary, MediaRequest.objects.get(), at=NOON)

    assert [secret for secret in SECRETS if secret in every_value()] == []


def test_of_who_is_erased_already_nothing_is_asked() -> None:
    request = nours_request()
    secretary = make.user(Role.SECRETARY, request.conference)
    erase_media_contact(secretary, request, at=NOON)

    answer = make.client(secretary).get(f"{LIST}{request.pk}/erase/", follow=True)

    assert answer.redirect_chain == [(LIST, 302)]
    assert "Whoever asked is erased already." in answer.content.decode()
